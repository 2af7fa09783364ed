"""What the examples of the API tell of: one strike at one trust, where 1,854 is 158 and 1,696."""

from lib.fields import SITE

SOUTHAMPTON = "University Hospital Southampton NHS Foundation Trust"
SENTENCE = f"1,854 appointments and procedures rescheduled at {SOUTHAMPTON}, 11 to 14 April 2023"
CAVEAT = "Counts appointments, not people. Trusts that sent no return are not in it."
DO_NOT_SAY = (
    "“patients” or “people”: one person may have several appointments. Rescheduled is not the "
    "same as cancelled for good."
)
A_DOCUMENT = "71c6105c-62a2-437d-b067-a4e669d1415b"
DAILY_ECHO = (
    "https://dailyecho.co.uk/news/23471381.southampton-appointments-cancelled-junior-doctor-strike"
)
OGL = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
PUBLIC_SECTOR = (
    "Contains public sector information licensed under the Open Government Licence v3.0."
)
PAY_DISPUTE = "Pay of junior doctors in England; the union asked for a rise of 35 per cent."
# and of a rally in an earlier dispute.
A_DOCTOR = (
    "Dr Cathy Paget, accident and emergency doctor, Southampton General Hospital, "
    "as reported by Daily Echo"
)
DISPUTE_OF_2015 = {
    "slug": "junior-doctors-contract-2015-16",
    "title": "Junior doctors’ contract dispute, 2015–16",
    "url": f"{SITE}/api/v1/disputes/junior-doctors-contract-2015-16/",
    "page": f"{SITE}/disputes/junior-doctors-contract-2015-16/",
}
STRIKE_OF_2015 = {
    "slug": "junior-doctors-1-december-2015",
    "title": "Junior doctors’ strike, 1 December 2015",
    "url": f"{SITE}/api/v1/strikes/junior-doctors-1-december-2015/",
    "page": f"{SITE}/strikes/junior-doctors-1-december-2015/",
}

# What parameters might be asked.
PARAMETERS = {
    "area": "hampshire",
    "as_of": "2023-04-20",
    "code": "RHM",
    "date_from": "2023-04-01",
    "date_to": "2023-04-30",
    "dispute": "junior-doctors-pay-2023-24",
    "hospital": "southampton-general-hospital-southampton",
    "id": 28,
    "measure": "rescheduled",
    "on": "2015-12-01",
    "q": "southampton",
    "region": "south-east",
    "reported_by": "daily-echo",
    "said_by": "nhs-england",
    "service": "emergency-department",
    "setting": "acute",
    "staff_group": "resident-doctors",
    "strike": "junior-doctors-11-15-april-2023",
    "trust": "RHM",
    "union": "bma",
    "within": "south-east",
    "year": 2023,
}
