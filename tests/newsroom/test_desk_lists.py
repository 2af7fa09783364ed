"""The cells of a list as the desk prints them."""

import pytest
from django.utils.safestring import mark_safe

from newsroom.templatetags.desk_lists import cell


@pytest.mark.parametrize(
    ("html", "printed"),
    [
        ('<td class="field-by">Robin</td>', '<td role="cell" class="field-by">Robin</td>'),
        ('<td class="field-due">–</td>', '<td role="cell" class="field-due"></td>'),
        (
            '<th class="field-title"><a href="/a/">A – B</a></th>',
            '<th scope="row" role="rowheader" class="field-title"><a href="/a/">A – B</a></th>',
        ),
        (
            '<td class="field-x"><img src="/static/admin/img/icon-yes.svg" alt="True"></td>',
            '<td role="cell" class="field-x">yes</td>',
        ),
    ],
)
def test_a_cell_stays_a_cell_and_says_yes_in_words(html, printed):
    assert cell(mark_safe(html)) == printed
