"""What is counted in stories about strikes and hospitals: nouns, and what is no such noun."""

from __future__ import annotations

# Care and people: a number of these is a figure.
CARE_WORDS = (
    "ultrasound ultrasounds electives angiograms dialysis chemotherapy electives "
    "appointment appointments operation operations op ops procedure "
    "procedures surgery surgeries clinic "
    "clinics cancellation cancellations postponement postponements patient patients slot slots "
    "session sessions visit visits scan scans test tests treatment treatments admission admissions "
    "discharge discharges list lists stay stays booking bookings case cases inpatient inpatients "
    "outpatient outpatients in-patient in-patients out-patient out-patients attendance attendances "
    "referral referrals consultation consultations birth births delivery deliveries induction "
    "inductions caesareans sections endoscopy endoscopies biopsy biopsies infusion infusions "
    "transplant transplants replacement replacements check-up check-ups checkups exemption "
    "exemptions derogation derogations closure closures call-out call-outs callouts transfer "
    "transfers assessment assessments injections vaccinations jabs screenings mammograms "
    "colonoscopies x-rays mris radiotherapies dialyses sterilisations theatres theatre bed beds "
    "ward wards dentists activity care journey journeys incident incidents emergency emergencies "
    "response responses review reviews disruption disruptions "
    "round-trips call calls meals prescriptions samples"
)
PEOPLE_WORDS = (
    "people person staff doctor doctors nurse nurses worker workers medic medics consultant "
    "consultants midwife midwives paramedic paramedics striker strikers picket pickets picketers "
    "protester protesters protestor protestors demonstrator demonstrators supporter supporters "
    "marcher marchers employee employees member members cleaner cleaners porter porters driver "
    "drivers guard guards technician technicians radiographer radiographers physiotherapist "
    "physiotherapists physios pharmacist pharmacists scientist scientists assistant assistants "
    "handler handlers surgeon surgeons anaesthetist anaesthetists "
    "registrar registrars practitioner "
    "practitioners colleague colleagues clinician clinicians professional professionals children "
    "child men women adults residents crew crews cooks caterers caterer domestics clerks "
    "receptionists therapists dietitians podiatrists phlebotomists trainees trainee "
    "students pupils shift shifts post-holders absences absence strike-breakers volunteers locums "
    "gps "
    "ambulances ambulance vehicles babies mothers mums families engineers electricians cooks "
    "psychologists operatives carers employees sonographers optometrists orthoptists"
)
# Not figures: a body's own sites, strikes, durations, measures of length …
SITE_WORDS = (
    "hospital hospitals trust trusts site sites organisation organisations "
    "board boards body bodies "
    "union unions town towns city cities county counties country countries region regions provider "
    "providers employer employers branch branches station stations centre centres depots "
    "constituencies places locations areas wards departments units "
    "gates entrances council councils "
    "nations practices surgeries-run venues hubs bases services companies firms papers newspapers"
)
STRIKE_WORDS = (
    "strike strikes walkout walkouts walk-out walk-outs stoppage stoppages round rounds ballot "
    "ballots dispute disputes date dates time times occasion "
    "occasions action actions talks meeting "
    "meetings wave waves series phase phases pickets-lines"
)
TIME_WORDS = (
    "day days hour hours week weeks month months year years minute minutes second seconds night "
    "nights weekend weekends decade decades fortnight fortnights winter winters summer summers "
    "season seasons spring autumn mornings morning afternoon evening evenings century generations "
    "am pm a.m p.m o'clock noon midnight hrs mins yrs quarter quarters financial"
)
OTHER_WORDS = (
    "mile miles km kilometre kilometres metre metres m ft feet foot inch inches yards acres litre "
    "litres kg stone pounds pound pence p euros dollars degrees degree points point goals stars "
    "votes vote ballots pages page words reasons reason questions question things thing options "
    "ways demands issues letters emails candidates mps children's grandchildren daughters sons "
    "brothers sisters signatures lessons sides fronts parts grades bands"
)
# Numbers of these are read, but they say nothing of a strike: pay, waiting lists, ballots.
BESIDE_WORDS = (
    "votes vote voters pay salary salaries inflation offer offers turnout-in-ballot vacancies "
    "vacancy signatories recruits"
)
CARE = frozenset(CARE_WORDS.split())
PEOPLE = frozenset(PEOPLE_WORDS.split())
HEADS = CARE | PEOPLE
SITES = frozenset(SITE_WORDS.split()) - {"wards", "units", "departments"}
STRIKES = frozenset(STRIKE_WORDS.split())
TIMES = frozenset(TIME_WORDS.split())
OTHERS = frozenset(OTHER_WORDS.split()) - HEADS
NO_FIGURE = STRIKES | TIMES | OTHERS
MONTH_WORDS = (
    "january february march april may june july august september october november december jan feb "
    "mar apr jun jul aug sept sep oct nov dec"
)
MONTHS = frozenset(MONTH_WORDS.split())
# Before a number that counts nothing: “page 40”, “ward 7”, “band 5”.
LABEL_WORDS = (
    "page pages p ward wards floor room level band bands grade section article chapter bay route "
    "junction tier step type table year day week phase round paragraph line note annex appendix "
    "schedule category stage zone gate platform terminal flat suite unit version covid covid-19 "
    "channel radio bbc itv sky agenda number no nos question item rule act apollo"
)
LABELS = frozenset(LABEL_WORDS.split())
# A noun phrase ends before these.
BOUNDARY_WORDS = (
    "was were is are be been being am had has have having did do does will would could should may "
    "might must can shall that which who whom whose when where while as at in on by for from to "
    "with without within into over under after before during since until till because if though "
    "although but so than then there here this these those it its they "
    "their them he she his her we "
    "our us i you your not no nor only just also already again yet still across around about among "
    "amid against between through throughout despite per via plus up down out off away back ahead "
    "due said says say took take taken went go gone came come walked joined lost cancelled "
    "taking joining staying postponed rescheduled moved affected gathered turned made put "
    "called stayed left got saw "
    "each every both all any some other's today yesterday tomorrow tonight nationally nationwide "
    "last next following earlier later altogether overall respectively instead rather"
)
BOUNDARIES = frozenset(BOUNDARY_WORDS.split())
# Stand between a number and its noun, and are not counted themselves.
QUALIFYING_WORDS = "more other further additional extra new different separate such planned total"
QUALIFYING = frozenset(QUALIFYING_WORDS.split())
DISRUPTION = (
    r"\b(?:cancel\w*|postpon\w*|reschedul\w*|re-schedul\w*|re-?arrang\w*|rebook\w*|re-book\w*|"
    r"call\w* off|calling off|put off|put back|moved?|lost|lose|scrap\w*|axed|axing|shelved|"
    r"delay\w*|defer\w*|suspen\w*|disrupt\w*|affect\w*|hit|hits|displaced|stood down|struck|"
    r"closed?|clos(?:ing|ure)\w*|shut|absen\w*|on strike|striking|walk\w* out|walkout\w*|"
    r"took part|taking part|take part|"
    r"picket\w*|rall(?:y|ied|ies)|march\w*|protest\w*|gather\w*|join\w*|stop\w* work|out on|"
    r"downed|stayed away|off work|went ahead|go ahead|going ahead|carried out|performed|kept|"
    r"exempt\w*|derogat\w*|industrial action|strikes?|stoppage\w*|turn\w* (?:out|up)|attend\w*|"
    r"inconvenienced|missed|given new dates|new dates?|found another|turned away|treated|seen|"
    r"did not report|not report|reported for|dropped|brought forward|saved|went)\b"
)
