"""Until the site's faces have come, others stand in that are as wide: nothing moves then."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WORDS = (
    "Planned treatment was put off in Nottingham, Mansfield and Newark, but emergency care went on"
)

WIDTHS = """async ([face, until, weight, words]) => {
  const font = (family) => `${weight} 40px '${family}'`;
  await document.fonts.load(font(face));
  await document.fonts.load(font(until));
  const pen = document.createElement("canvas").getContext("2d");
  return [face, until, "monospace"].map((family) => {
    pen.font = font(family);
    return pen.measureText(words).width;
  });
}"""


def test_what_stands_in_for_a_face_is_as_wide_in_each_weight(chromium, live_server):
    page = chromium.new_page()
    page.goto(f"{live_server.url}/privacy/")
    too_far = {}
    for face, until in (("Source Serif 4", "Serif Until Then"), ("Public Sans", "Sans Until Then")):
        for weight in (400, 500, 600, 650, 700):
            real, stand_in, unknown = page.evaluate(WIDTHS, [face, until, weight, WORDS])
            assert real != unknown
            if stand_in == unknown:
                pytest.skip("none of the faces that stand in is on this machine")
            if abs(stand_in / real - 1) >= 0.015:
                too_far[face, weight] = stand_in / real
    assert too_far == {}
