"""The page as it would stand, with what is new in it marked."""

from articles.comparing.marking import changes_marked


def page(words, head="<title>1,854 moved</title>"):
    return f"<html><head>{head}</head><body><main><h1>Strike</h1>{words}</main></body></html>"


def test_new_words_are_marked_where_they_stand_and_nothing_else_is_touched():
    marked = changes_marked(
        page("<p>They moved <span>1,854</span> appointments &amp; 35 clinics.</p>"),
        page("<p>They moved <span>1,867</span> appointments &amp; 35 clinics.</p>"),
    )
    assert marked == page(
        '<p>They moved <span><ins class="corrected">1,867</ins></span> appointments &amp; 35 '
        "clinics.</p>"
    )


def test_neighbouring_words_are_one_mark_and_a_mark_never_crosses_a_tag():
    marked = changes_marked(
        page("<p>About 695 stayed out</p>"),
        page("<p>About 695 stayed out <b>and 730</b> the next day</p>"),
    )
    assert '<b><ins class="corrected">and 730</ins></b>' in marked
    assert '<ins class="corrected">the next day</ins>' in marked


def test_a_new_notice_is_marked_whole_and_what_it_pushes_down_is_not():
    marked = changes_marked(
        page("<p>Nurses stayed out.</p>"),
        page("<p>Correction: it was 730.</p><p>Nurses stayed out.</p>"),
    )
    assert marked == page(
        '<p><ins class="corrected">Correction: it was 730.</ins></p><p>Nurses stayed out.</p>'
    )


def test_titles_scripts_and_attributes_are_left_alone():
    before = page('<p title="1,854">old</p><script>1854</script><svg><text>1,854</text></svg>')
    after = page('<p title="1,867">old</p><script>1867</script><svg><text>1,867</text></svg>')
    assert changes_marked(before, after) == after


def test_a_page_without_a_main_part_is_given_back():
    assert changes_marked("<p>a</p>", "<p>b</p>") == "<p>b</p>"
