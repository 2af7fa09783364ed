"""Words that touch the law, and the many that only look so in a story about a strike."""

import time

import pytest

from lib.reading.law import law_in

TRIED = {
    "A man of 34 was arrested outside the Bargate on Tuesday.": "arrested",
    "Two people are under arrest after the march.": "under arrest",
    "A driver has been charged with causing death by dangerous driving.": "charged with",
    "She was charged with assault.": "charged with",
    "A porter, 41, has been charged.": "been charged",
    "He was remanded until 4 May.": "remanded",
    "The nurse is on police bail.": "on police bail",
    "He is due at Southampton Magistrates’ Court on Friday.": "due at Southampton Magistrates",
    "She pleaded not guilty.": "pleaded not guilty",
    "The surgeon will stand trial in June.": "stand trial",
    "Prosecutors said that he had struck a picket.": "Prosecutors said",
    "The jury heard that the ward had one nurse.": "The jury",
}
SUED_OVER = {
    "The trust was negligent, the family said.": "negligent",
    "The widow is suing the trust.": "suing",
    "The hospital is being sued by eleven patients.": "being sued",
    "Managers lied about the rota, the union said.": "Managers lied",
    "It was “a cover-up”, she said.": "cover-up",
    "The chief executive falsified the waiting list.": "falsified",
    "Staff were bullied for joining the strike.": "bullied",
    "He was dismissed for gross misconduct.": "gross misconduct",
}
NEITHER = [
    "My crew did two cardiac arrests and a stroke before breakfast.",
    "No arrests were made, and nobody was arrested.",
    "Police said no one had been charged.",
    "He has not been arrested.",
    "Visitors were charged £5 for parking, and charged more at night.",
    "A manager charged with running the service said that it held.",
    "The matron in charge of the ward joined them.",
    "The High Court ruled that the second day of the strike was unlawful.",
    "It is a clinical trial with 400 patients; the new rota is on trial for six months.",
    "The contract is unsafe for doctors and patients.",
    "The minister had accused unions of leaving heart attacks to chance.",
    "The officer called the rota “unlawful on its face”.",
    "The police officer at the gate said that the picket was peaceful.",
    "An employment tribunal is not planned.",
    "Clinics were covered by consultants, and appointments were put off.",
    "Doctors appeared at the gate at 7am.",
    "The union’s anti-bullying policy was on the table.",
    "The trust has a duty of care.",
    "The union accused the trust of dragging its feet.",
]


@pytest.mark.parametrize(("text", "words"), TRIED.items())
def test_somebody_may_be_tried(text, words):
    assert [(each.kind, each.words) for each in law_in(text)] == [("proceedings", words)]


@pytest.mark.parametrize(("text", "words"), SUED_OVER.items())
def test_somebody_may_sue(text, words):
    assert [(each.kind, each.words) for each in law_in(text)] == [("allegation", words)]


@pytest.mark.parametrize("text", NEITHER)
def test_what_only_looks_so(text):
    assert law_in(text) == []


def test_it_says_in_which_sentence():
    [found] = law_in("Clinics were lost.\nOne man was arrested. The march went on.")

    assert found.sentence == "One man was arrested."


@pytest.mark.parametrize("piece", ["charged ", "not ", "appeared at a ", "on trial ", "arrested "])
def test_hostile_text_takes_no_time(piece):
    text = piece * (60_000 // len(piece))
    began = time.process_time()

    law_in(text)

    assert time.process_time() - began < 2
