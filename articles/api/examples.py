"""What the examples of the API tell of: one story, and what it rests on."""

from hospitals.api import examples as facts
from lib.fields import SITE

A_STORY = "f01c36ee-1407-4e2e-8b58-9225d7b328ea"
A_QUOTE = "8e5e57e2-e84a-4526-9051-245cc03bb23b"
A_PICTURE = "4d2f1c9e-5b0a-4c63-8a07-3f6f3f1f2b11"
A_CORRECTION = "b6d0f7a4-93d3-4b0e-9a52-0c8f5f6f1a27"
PUBLISHED = "2023-04-19T14:10:00+01:00"
HEADLINE = "Nearly 2,000 Southampton appointments moved in four-day strike"
STANDFIRST = (
    "NHS England’s figures for University Hospital Southampton show that most were outpatient "
    "visits"
)
BODY = (
    "Last week’s strike by junior doctors cost University Hospital Southampton 1,854 appointments "
    "and procedures, all of which have to be booked again.\n"
    "Professor Sir Stephen Powis, the national medical director, said that the figures “lay bare "
    "the colossal impact” of strikes on planned treatment."
)
CITED = f'<a class="cited" data-records="figure-28" href="{SITE}/figures/28/">'
IN_HTML = {
    "headline": HEADLINE,
    "standfirst": STANDFIRST,
    "body": "<p>Last week’s strike by junior doctors cost University Hospital Southampton "
    f"{CITED}1,854</a> appointments and procedures, all of which have to be booked again.</p>"
    "<p>Professor Sir Stephen Powis, the national medical director, said that the figures "
    '<a class="cited cited-quote" id="quote-18" data-records="quote-18" '
    f'href="{SITE}/quotes/18/">“lay bare the colossal impact”</a> of strikes on '
    "planned treatment.</p>",
}
QUOTED = "“lay bare the colossal impact”"
SPEAKER = "Professor Sir Stephen Powis, national medical director of NHS England"
WHERE_FROM = (
    "Daily Echo report of 19 April 2023: Professor Sir Stephen Powis, 19 April 2023, "
    "as reported by Daily Echo"
)
WAS_WRONG = "An earlier version put the outpatient appointments at 1,969."
IS_RIGHT = "There were 1,696."
SOUTHAMPTON_GENERAL = {
    "slug": "southampton-general-hospital-southampton",
    "name": "Southampton General Hospital, Southampton",
    "url": f"{SITE}/api/v1/hospitals/southampton-general-hospital-southampton/",
    "page": f"{SITE}/hospitals/southampton-general-hospital-southampton/",
}

# What parameters might be asked.
PARAMETERS = facts.PARAMETERS | {
    "article": A_STORY,
    "q": "appointments",
    "section": "hospitals",
    "uuid": A_STORY,
}
