"""No sentence of the founding reports is in the demo. Runs where those reports are at hand."""

import re

import pytest

from demo.reading import HERE

LENGTH = 8
# Official names and titles, which may stand as they are.
NAMES = [
    "University Hospital Southampton NHS Foundation Trust",
    "Hampshire Hospitals NHS Foundation Trust",
    "Nottingham University Hospitals NHS Trust",
    "Queen's Medical Centre",
    "Royal Hampshire County Hospital",
    "Advisory, Conciliation and Arbitration Service",
]


def words(text):
    text = re.sub(r"<[^>]+>", " ", text).replace("’", "'")
    for name in NAMES:
        text = re.sub(re.escape(name), "|", text, flags=re.IGNORECASE)
    return re.findall(r"[a-z0-9]+(?:'[a-z]+)?|\|", text.lower())


def runs(text):
    found = words(text)
    return {tuple(found[i : i + LENGTH]) for i in range(len(found) - LENGTH + 1)}


@pytest.mark.shared
def test_no_eight_words_in_a_row_are_those_of_a_founding_report(shared):
    reports = sorted((shared / "seeds").glob("*.txt"))
    if not reports:
        pytest.skip("the founding reports are not here (seeds/ in the extra material)")
    printed = set().union(*(runs(path.read_text(encoding="utf-8")) for path in reports))
    files = [path for path in HERE.rglob("*") if path.suffix in {".html", ".csv", ".py"}]
    copied = {
        f"{path.name}: {' '.join(run)}"
        for path in files
        for run in runs(path.read_text(encoding="utf-8")) & printed
    }
    assert len(files) > 20
    assert not copied


def test_a_copied_sentence_would_be_found():
    sentence = "Bosses said that just three of the 35 clinics had to be moved."
    assert runs(sentence) & runs(f"<p>Today. {sentence.replace(' just', ' <b>just</b>')}</p>")
