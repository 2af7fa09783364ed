"""The editor under real typing: citations survive, and the content policy refuses nothing."""

import pytest
from django.urls import reverse

from articles.models import Article
from hospitals.models import DisruptionFigure
from tests import factories as make
from tests import story_factories as stories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FROM_GOOGLE_DOCS = """
<meta charset="utf-8"><b style="font-weight:normal" id="docs-internal-guid-1"><p style="margin:0">
<span style="font-weight:400">plain </span><span style="font-weight:700">bold</span>
<a href="https://www.google.com/url?q=https://www.england.nhs.uk/&sa=D">link</a></p></b>
"""
FROM_WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><style>p {}</style>
<body><!--StartFragment--><p class="MsoNormal">Before the table.<o:p></o:p></p>
<p class="MsoNormal"><o:p>&nbsp;</o:p></p>
<p class="MsoListParagraph"><span style="mso-list:Ignore">1.&nbsp;</span>first</p>
<p class="MsoListParagraph"><span style="mso-list:Ignore">2.&nbsp;</span>second</p>
<table class="MsoTableGrid"><tr><td><p>Hospital</p></td><td><p>Operations</p></td></tr>
<tr><td><p>Andover</p></td><td><p><b>2</b> of 16</p></td></tr></table><!--EndFragment--></body>"""
FROM_MAIL = """<table><tr><td><div>Dear desk,<br><br>Thirteen operations were put off.</div>
<table><tr><td>Winchester</td><td>35</td></tr></table></td></tr></table>"""
FROM_PDF = """Southampton General put off thirteen operations on the first day of
the strike, and 130 outpatient appointments were moved to a later day by
the trust.
Andover lost two of its sixteen clinics, and long-
term patients were told by telephone on the day before it.
Andover\t2\t16
"""
PASTE = """text => {
    const data = new DataTransfer()
    data.setData(text.trimStart().startsWith("<") ? "text/html" : "text/plain", text)
    document.querySelector(".field-body [role=textbox]").dispatchEvent(
        new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }))
}"""


@pytest.fixture
def figure(transactional_db):
    return make.released(1854)


@pytest.fixture
def story(figure):
    number = stories.marked(figure, "1,854")
    return stories.draft(f"{number} put off", body=f"<p>Trusts put off {number} appointments.</p>")


@pytest.fixture
def page(chromium, live_server, client, story):
    """The story's form in a browser, logged in as its reporter; `page.said` is the console."""
    client.force_login(story.owner)
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    page.said = []
    page.on("console", lambda message: page.said.append(message.text))
    page.on("pageerror", lambda error: page.said.append(str(error)))
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    page.goto(live_server.url + reverse("admin:articles_article_change", args=[story.pk]))
    # The text areas have the same names until the editors stand in their place.
    page.locator(".field-body [role=textbox]").wait_for()
    return page


def select_the_line(page):
    page.keyboard.press("Shift+Home")
    # The editor hears of a selection a moment later.
    page.wait_for_timeout(100)


def saved(page, story):
    page.click("[name=_continue]")
    page.locator(".messagelist, #problems").wait_for()
    return Article.objects.get(pk=story.pk)


def test_typing_in_a_paragraph_keeps_its_citation(page, story, figure):
    page.get_by_role("textbox", name="Body").locator("p").first.click()
    page.keyboard.press("End")
    page.keyboard.type(" Talks go on.")
    assert saved(page, story).body == (
        f'<p>Trusts put off <span data-figure="{figure.pk}">1,854</span> appointments. '
        "Talks go on.</p>"
    )
    assert page.said == []


def test_a_headline_stays_on_one_line_and_keeps_its_citation(page, story, figure):
    page.get_by_role("textbox", name="Headline").click()
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    page.keyboard.type(" in April")
    assert saved(page, story).headline == (
        f'<span data-figure="{figure.pk}">1,854</span> put off in April'
    )


def test_selected_words_are_cited_with_two_actions(page, story, figure):
    page.get_by_role("textbox", name="Standfirst").click()
    page.keyboard.type("nearly 2,000")
    select_the_line(page)
    page.keyboard.press("Control+e")
    page.locator(".nr-card [aria-selected=true]", has_text="true of it").wait_for()
    page.keyboard.press("Enter")
    assert saved(page, story).standfirst == stories.marked(figure, "nearly 2,000")
    assert page.said == []


def test_with_nothing_selected_the_number_at_the_cursor_is_cited(page, story, figure):
    page.get_by_role("textbox", name="Standfirst").click()
    page.keyboard.type("They put off nearly 2,000")
    page.keyboard.press("Control+e")
    page.locator(".nr-card [aria-selected=true]").wait_for()
    page.keyboard.press("Enter")
    page.keyboard.type(" in all")
    words = stories.marked(figure, "nearly 2,000")
    assert saved(page, story).standfirst == f"They put off {words} in all"


def test_a_missing_record_is_made_without_leaving_and_comes_back_cited(page, story, figure):
    page.get_by_role("textbox", name="Body").locator("p").first.click()
    page.keyboard.press("End")
    page.keyboard.type(" University Hospital Southampton put off 37")
    page.keyboard.press("Control+e")
    page.locator(".nr-record").click()
    page.get_by_label("What was counted").fill("outpatient")
    page.keyboard.press("Enter")
    page.locator(".nr-card").wait_for(state="detached")
    recorded = DisruptionFigure.objects.latest("pk")
    assert (recorded.trust, recorded.strike) == (figure.trust, figure.strike)
    assert f"put off {stories.marked(recorded, '37')}</p>" in saved(page, story).body
    assert page.said == []


def test_escape_leads_back_to_the_letter_where_one_was(page, story):
    standfirst = page.get_by_role("textbox", name="Standfirst")
    standfirst.click()
    page.keyboard.type("They put off 1,854")
    page.keyboard.press("Control+e")
    page.locator(".nr-card [role=option]").first.wait_for()
    page.keyboard.press("Escape")
    page.keyboard.type(" in all")
    assert standfirst.inner_text() == "They put off 1,854 in all"


def test_several_figures_go_under_one_mark(page, story, figure):
    part = make.released(158, measure="inpatient")
    page.get_by_role("textbox", name="Standfirst").click()
    page.keyboard.type("158 of 1,854 put off")
    select_the_line(page)
    page.keyboard.press("Control+e")
    page.locator(".nr-card [role=option]").first.wait_for()
    page.keyboard.press("+")
    page.get_by_text("cited here").wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("+")
    page.keyboard.press("Escape")
    words = saved(page, story).standfirst
    assert words in (
        stories.marked(several, "158 of 1,854 put off")
        for several in ([figure, part], [part, figure])
    )


def test_another_true_wording_is_written_and_cited_in_one_step(page, story, figure):
    page.get_by_role("textbox", name="Standfirst").click()
    page.keyboard.type("Nearly 2,000 appointments")
    select_the_line(page)
    page.keyboard.press("Control+e")
    page.get_by_role("button", name="More than 1,800 appointments").click()
    words = stories.marked(figure, "More than 1,800 appointments")
    assert saved(page, story).standfirst == words


def test_a_mark_is_green_only_while_its_words_are_true(page, story):
    mark = page.locator(".field-body .nr-mark")
    page.locator(".field-body .nr-true").wait_for()
    mark.dblclick()
    page.wait_for_timeout(100)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    page.keyboard.type("9")
    assert page.locator(".field-body .nr-true").count() == 0
    page.locator(".field-body .nr-unread").wait_for()
    page.keyboard.press("Delete")
    page.locator(".field-body .nr-false").wait_for()


def test_who_says_so_is_seen_at_a_mark(page, story):
    page.locator(".field-body .nr-true").hover()
    hint = page.locator(".nr-hint")
    hint.wait_for()
    assert "NHS England" in hint.inner_text()


def test_deleting_everything_is_refused_until_it_is_meant(page, story):
    page.get_by_role("textbox", name="Body").click()
    page.keyboard.press("Control+a")
    page.keyboard.type("All gone.")
    assert "1,854" in saved(page, story).body
    page.get_by_label("I mean to remove these citations").check()
    assert saved(page, story).body == "<p>All gone.</p>"


def test_what_is_pasted_from_google_docs_is_not_all_bold(page):
    page.get_by_role("textbox", name="Body").click()
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    page.evaluate(PASTE, FROM_GOOGLE_DOCS)
    body = page.locator("#id_body").input_value()
    assert "plain <strong>bold</strong>" in body
    assert 'href="https://www.england.nhs.uk/"' in body
    assert page.said == []


def pasted(page, text):
    page.get_by_role("textbox", name="Body").click()
    page.keyboard.press("Control+a")
    page.evaluate(PASTE, text)
    # What the editor says of a list besides is taken out as the story is saved.
    return page.locator("#id_body").input_value().replace(' data-type="decimal"', "")


def test_what_is_pasted_from_word_and_mail_keeps_its_rows_and_cells_apart(page):
    assert pasted(page, FROM_WORD) == (
        "<p>Before the table.</p><ol><li><p>first</p></li><li><p>second</p></li></ol>"
        "<p>Hospital · Operations</p><p>Andover · <strong>2</strong> of 16</p>"
    )
    assert pasted(page, FROM_MAIL) == (
        "<p>Dear desk,</p><p>Thirteen operations were put off.</p><p>Winchester · 35</p>"
    )
    assert page.said == []


def test_the_lines_of_a_pdf_are_paragraphs_again(page):
    first, second, row = pasted(page, FROM_PDF).removesuffix("</p>").split("</p>")
    assert first.endswith("to a later day by the trust.")
    assert second.startswith("<p>Andover lost two of its sixteen clinics, and long-term patients")
    assert row == "<p>Andover · 2 · 16"
    assert pasted(page, "One line.\nAnother one.") == "<p>One line.</p><p>Another one.</p>"


def test_without_its_marks_the_editor_gives_way_to_the_text(page, live_server, story):
    page.route("**/editor/marks*.js", lambda route: route.abort())
    page.reload()
    page.locator(".errornote").wait_for()
    assert "data-figure" in page.locator("textarea#id_body").input_value()
    assert page.locator("textarea#id_body").is_visible()
    assert page.locator("textarea#id_headline").is_visible()


def test_selected_words_become_the_title_of_a_table(page, story, figure):
    body = page.get_by_role("textbox", name="Body")
    body.locator("p").first.click()
    page.keyboard.press("End")
    # No finger is so fast: the editor hears of a selection a moment later.
    page.wait_for_timeout(100)
    page.keyboard.press("Enter")
    page.keyboard.type("What was put off")
    select_the_line(page)
    page.locator(".field-body").get_by_text("Table", exact=True).click()
    page.locator(".nr-choosing [role=option]").first.wait_for()
    page.keyboard.press("Enter")
    page.get_by_text("Its rows, 1").wait_for()
    page.keyboard.press("Control+Enter")
    body.locator("figure").wait_for()
    table = stories.graphic([figure], "What was put off")
    assert saved(page, story).body == story.body + table
    assert page.said == []


def test_other_figures_are_chosen_for_a_table_and_put_in_order(page, story, figure):
    part = make.released(158, measure="inpatient")
    body = page.get_by_role("textbox", name="Body")
    write(page, stories.graphic([figure, part], "What was put off"))
    body.locator("figure p").first.click()
    page.wait_for_timeout(100)
    page.locator(".field-body").get_by_text("Table", exact=True).click()
    page.get_by_text("Its rows, 2").wait_for()
    page.get_by_role("button", name="Up: 158").click()
    assert page.locator(".nr-rows b").all_inner_texts() == ["158", "1,854"]
    page.get_by_role("button", name="Table of 2").click()
    assert stories.graphic([part, figure], "What was put off") in saved(page, story).body
    assert page.said == []


def test_the_quotation_at_the_cursor_is_pulled_out_with_its_mark(page, story):
    quote = stories.quote("Nobody wants this.")
    said = stories.marked(quote, "“Nobody wants this.”")
    write(page, f"<p>She said: {said}</p>")
    body = page.get_by_role("textbox", name="Body")
    body.get_by_text("Nobody wants this").click()
    page.wait_for_timeout(100)
    page.locator(".field-body").get_by_text("Pull", exact=True).click()
    body.locator("[data-pull]").wait_for()
    assert saved(page, story).body.endswith(
        f'<p>She said: {said}</p><blockquote data-pull="yes"><p>{said}</p></blockquote>'
    )
    body.locator("[data-pull]").click()
    page.wait_for_timeout(100)
    page.locator(".field-body").get_by_text("Pull", exact=True).click()
    page.get_by_label("I mean to remove these citations").wait_for(state="hidden")
    assert page.said == []


# Findings, underlined


EDITS = """({edits, seed}) => {
    let state = seed
    const random = (n) => ((state = (state * 1103515245 + 12345) % 2147483648), state % n)
    const editor = document.querySelector(".field-body [role=textbox]").editor
    const plugin = editor.state.plugins.find((each) => each.key.startsWith("findings$"))
    const pieces = ["9", "a", " ", ",", "not ", "35 ", "."]
    let [stale, shown, slowest] = [0, 0, 0]
    for (let i = 0; i < edits; i += 1) {
        const size = editor.state.doc.content.size
        const at = 1 + random(size - 1)
        const tr = editor.state.tr
        try {
            if (random(3)) tr.insertText(pieces[random(pieces.length)], at)
            else tr.delete(at, Math.min(size - 1, at + 1 + random(3)))
        } catch { continue }
        const began = performance.now()
        editor.view.dispatch(tr)
        slowest = Math.max(slowest, performance.now() - began)
        const { findings, set } = plugin.getState(editor.state)
        for (const { from, to } of set.find()) {
            shown += 1
            const told = findings.find((each) => each.from === from && each.to === to)
            const words = editor.state.doc.textBetween(from, to, "|", "|")
            const around = editor.state.doc.textBetween(from - 1, Math.min(to + 1, size), "|", "|")
            const [before, after] = [around.at(0), around.at(-1)]
            const grown = /[a-z0-9]/i.test(before) || (to < size - 1 && /[a-z0-9]/i.test(after))
            if (told?.text !== words || grown) stale += 1
        }
    }
    return {stale, shown, slowest}
}"""


def write(page, html):
    page.evaluate(
        """html => document.querySelector(".field-body [role=textbox]").editor
            .chain().focus("end").insertContent(html).run()""",
        html,
    )


def test_a_wrong_number_is_underlined_and_put_right_with_two_keys(page, story, figure):
    write(page, f"<p>In all {stories.marked(figure, '2,854')} appointments were put off.</p>")
    page.locator(".field-body .nr-wrong").first.wait_for()
    page.keyboard.press("Control+.")
    page.locator(".nr-of-finding button", has_text="Write “1,854").wait_for()
    page.keyboard.press("Enter")
    page.locator(".field-body .nr-wrong").first.wait_for(state="detached")
    body = saved(page, story).body
    assert f"In all {stories.marked(figure, '1,854')} appointments were put off." in body
    assert page.said == []


def test_escape_leads_from_a_finding_back_to_the_words(page, story, figure):
    write(page, f"<p>In all {stories.marked(figure, '2,854')} appointments were put off.</p>")
    page.locator(".field-body .nr-wrong").first.wait_for()
    page.keyboard.press("Control+.")
    page.locator(".nr-of-finding").wait_for()
    page.keyboard.press("Escape")
    page.keyboard.type("!")
    assert "!" in page.get_by_role("textbox", name="Body").inner_text()


def test_no_underline_outlives_its_words(page, story, figure):
    told = {"stale": 0, "shown": 0}
    for seed in range(10):
        wrong, right = stories.marked(figure, "2,854"), stories.marked(figure, "1,854")
        write(page, f"<p>In all {wrong} appointments were put off, and not {right}.</p>" * 3)
        page.locator(".field-body .nr-wrong").last.wait_for()
        one = page.evaluate(EDITS, {"edits": 100, "seed": seed + 1})
        told = {name: told[name] + one[name] for name in told}
    assert told["stale"] == 0
    assert told["shown"] > 1000
