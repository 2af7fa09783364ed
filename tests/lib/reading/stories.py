"""Invented stories in the manners of many papers, with what a careful reader finds in them.

No trust published these numbers and no person named is real. Each quotation is (its words as they
begin, who says them: None for marks that nobody answers for); each figure is (its words, value,
how exact, unit, out of, whom it is about).
"""

from __future__ import annotations

from typing import NamedTuple


class Story(NamedTuple):
    text: str
    quotations: list[tuple[str, str | None]]
    figures: list[tuple[str, float, str, str, float | None, str]]
    more: int = 0  # figures that one may read or leave


SCOTTISH_BOARD = Story(
    """Porters' strike empties theatres in Inverness

NHS Highland has postponed 212 planned operations and more than 1,100 outpatient appointments because of a 48-hour strike by porters and domestics.

The board said theatres at Raigmore Hospital would run at a third of their usual level on 4 and 5 March.

Morag Sutherland-Reid, the board's director of acute services, said: “Nobody takes a decision like this lightly. We have kept every cancer list that we could.”

She added: “The people I worry about are those who have waited since the summer.”

Unison Scotland claimed that about 640 of its members had joined picket lines by noon on Tuesday, 38 of them in Fort William.

“It is the coldest morning of the year and they still came,” regional organiser Callum Farquhar told supporters. “That ought to tell the board something.”

NHS Grampian, which shares a laundry with Highland, said only that it had seen “minimal impact”.
""",
    [
        ("Nobody takes a decision", "Morag Sutherland-Reid"),
        ("The people I worry about", "Morag Sutherland-Reid"),
        ("It is the coldest morning", "Callum Farquhar"),
        ("That ought to tell", "Callum Farquhar"),
        ("minimal impact", "NHS Grampian"),
    ],
    [
        ("212 planned operations", 212, "exact", "planned operations", None, "NHS Highland"),
        (
            "more than 1,100 outpatient appointments",
            1100,
            "more_than",
            "outpatient appointments",
            None,
            "NHS Highland",
        ),
        ("about 640 of its members", 640, "around", "members", None, ""),
        ("38 of them", 38, "exact", "members", None, "Fort William"),
    ],
)

WELSH_BOARD = Story(
    """Health board counts cost of ambulance walkout

BETSI CADWALADR UNIVERSITY HEALTH BOARD called off 96 endoscopies, 14 day surgery cases and around 400 clinic visits across three hospitals on Monday.

At Ysbyty Gwynedd the figure was 31 endoscopies, with a further 27 at Wrexham Maelor Hospital.

Gwyn Prydderch, deputy chief executive of the board, said he was “grateful beyond words” to staff who had come in on a day off.

Mr Prydderch, 52, said the 65 patients who had been told at the door were “owed an apology, and they will get one from me”.

“We are not out of it yet,” he warned. “Thursday will be worse.”

The Welsh Ambulance Service answered 211 emergency calls, down from 580 on the same day last week.

GMB official Lowri Penhallow said members felt “ignored, then insulted”. She said: ‘They offered 1.5 per cent and a leaflet.’
""",
    [
        ("grateful beyond words", "Gwyn Prydderch"),
        ("owed an apology", "Gwyn Prydderch"),
        ("We are not out of it yet", "Gwyn Prydderch"),
        ("Thursday will be worse", "Gwyn Prydderch"),
        ("ignored, then insulted", "Lowri Penhallow"),
        ("They offered 1.5", "Lowri Penhallow"),
    ],
    [
        (
            "96 endoscopies",
            96,
            "exact",
            "endoscopies",
            None,
            "Betsi Cadwaladr University Health Board",
        ),
        (
            "14 day surgery cases",
            14,
            "exact",
            "day surgery cases",
            None,
            "Betsi Cadwaladr University Health Board",
        ),
        (
            "around 400 clinic visits",
            400,
            "around",
            "clinic visits",
            None,
            "Betsi Cadwaladr University Health Board",
        ),
        ("31 endoscopies", 31, "exact", "endoscopies", None, "Ysbyty Gwynedd"),
        ("27", 27, "exact", "endoscopies", None, "Wrexham Maelor Hospital"),
        ("65 patients", 65, "exact", "patients", None, "Betsi Cadwaladr University Health Board"),
        ("211 emergency calls", 211, "exact", "emergency calls", None, "Welsh Ambulance Service"),
        ("580", 580, "exact", "emergency calls", None, "Welsh Ambulance Service"),
    ],
)

NORTHERN_IRELAND = Story(
    """The South Eastern Health and Social Care Trust said it had been forced to stand down 73 of its 90 day centres and postpone two hundred and six outpatient appointments.

Its neighbour, the Northern Health and Social Care Trust, put off 41 procedures on Thursday, 38 the next day and none on Saturday.

In a joint statement the trusts said: "We are asking people to bear with us. Care at Antrim Area Hospital and the Ulster Hospital is safe, but it is slow.

"Anyone with an appointment should come unless they hear from us."

A spokesperson for the Department of Health said pay was "a matter for an Executive that does not exist", adding: "Our hands are tied."

Aoife McGlinchey, of the Royal College of Nursing, and Declan Toner, of Nipsa, said in a letter to the permanent secretary that members had "nothing left to give".
""",
    [
        ("We are asking people", "trusts"),
        ("Anyone with an appointment", "trusts"),
        ("a matter for an Executive", "A spokesperson for the Department of Health"),
        ("Our hands are tied", "A spokesperson for the Department of Health"),
        ("nothing left to give", "Aoife McGlinchey and Declan Toner"),
    ],
    [
        (
            "73 of its 90 day centres",
            73,
            "exact",
            "day centres",
            90,
            "South Eastern Health and Social Care Trust",
        ),
        (
            "two hundred and six outpatient appointments",
            206,
            "exact",
            "outpatient appointments",
            None,
            "South Eastern Health and Social Care Trust",
        ),
        ("41 procedures", 41, "exact", "procedures", None, "Northern Health and Social Care Trust"),
        ("38", 38, "exact", "procedures", None, "Northern Health and Social Care Trust"),
        ("none", 0, "exact", "procedures", None, "Northern Health and Social Care Trust"),
    ],
)

AMBULANCE_TRUST = Story(
    """Ambulance bosses at Yorkshire Ambulance Service NHS Trust have said that 1,032 of 1,410 rostered crew members were on strike on Wednesday.

The trust, which normally answers some 2,400 calls a day, handled just over 1,500.

“I'd rather be in my truck,” said paramedic Gemma Oldroyd, 34, outside the Middlewood Road station, where a dozen colleagues stamped their feet around a brazier. “But you can't pour from an empty cup.”

One driver, who asked not to be named, said the public had been 'brilliant – tooting all morning'.

Another said: “My mortgage went up £310. My pay went up £41.”

Asked whether lives had been put at risk, chief executive Rodney Thistlethwaite replied: “We got to every Category 1 call. Whether we always got there in time, I will tell you when I know.”

Calls to 999 fell by 22 per cent; NHS 111 took 4,120.
""",
    [
        ("I'd rather be in my truck", "Gemma Oldroyd"),
        ("But you can't pour", "Gemma Oldroyd"),
        ("brilliant – tooting", "One driver"),
        ("My mortgage went up", "Another"),
        ("We got to every Category", "Rodney Thistlethwaite"),
    ],
    [
        (
            "1,032 of 1,410 rostered crew members",
            1032,
            "exact",
            "crew members",
            1410,
            "Yorkshire Ambulance Service NHS Trust",
        ),
    ],
    more=2,
)

AGENCY_TABLE = Story(
    """Here is a breakdown of appointments and procedures rescheduled in England in each strike so far, according to NHS England.

December 18-19: 27,404 (3,210 inpatient and 24,194 outpatient)
January 15-17: 43,512 (5,021 inpatient and 38,491 outpatient)
February 1, London only: 1,106 (98 inpatient and 1,008 outpatient)

The total is 72,022.
""",
    [],
    [
        ("27,404", 27404, "exact", "appointments and procedures", None, "England"),
        ("3,210 inpatient", 3210, "exact", "inpatient", None, "England"),
        ("24,194 outpatient", 24194, "exact", "outpatient", None, "England"),
        ("43,512", 43512, "exact", "appointments", None, "England"),
        ("5,021 inpatient", 5021, "exact", "inpatient", None, "England"),
        ("38,491 outpatient", 38491, "exact", "outpatient", None, "England"),
        ("1,106", 1106, "exact", "appointments", None, "London"),
        ("98 inpatient", 98, "exact", "inpatient", None, "London"),
        ("1,008 outpatient", 1008, "exact", "outpatient", None, "London"),
        ("72,022", 72022, "exact", "appointments", None, ""),
    ],
)

LIVE_PAGE = Story(
    """Strike day two: as it happened

14:05 'We are coping' - hospital

Royal Devon University Healthcare NHS Foundation Trust has told us that 58 of 71 planned operations in Exeter went ahead this morning.

"We are coping, just," its chief operating officer, Bettina Harcourt-Lyle, told the BBC.

13:20 Minister under fire

Shadow health secretary Dermot Quillfeather accuses ministers of "hiding behind a spreadsheet".

He tells the Commons: "Forty-one thousand people have had a letter this week. Not one of them was signed by the secretary of state."

12:47

Here's the scene at Derriford. The picket is noisy but good-humoured.

11:30 Photo: reader's picture

Passing lorry drivers have been sounding their horns since 7am.
""",
    [
        ("We are coping, just", "Bettina Harcourt-Lyle"),
        ("hiding behind a spreadsheet", "Dermot Quillfeather"),
        ("Forty-one thousand people", "Dermot Quillfeather"),
    ],
    [
        ("58 of 71 planned operations", 58, "exact", "planned operations", 71, "Exeter"),
        ("Forty-one thousand people", 41000, "exact", "people", None, ""),
    ],
)

UNION_RELEASE = Story(
    """FOR IMMEDIATE RELEASE: Monday 9 June

Biomedical scientists at Barts to walk out for ten days

More than 120 biomedical scientists employed by Barts Health NHS Trust will strike for ten days from 16 June, their union Unite said today.

The workers, based at the Royal London Hospital and Whipps Cross Hospital, voted by 88 per cent for action on a turnout of 71 per cent.

Unite general secretary Philippa Dunmore-Cole said: "Our members analyse 9,000 blood samples a day. Without them there is no diagnosis and no treatment.

"Barts has £12 million for consultants in suits. It must find the money for the people in white coats."

Unite regional officer Kwabena Asante-Poole added: "The trust has been given every opportunity to resolve this dispute. It has chosen not to."

ENDS

For more information call 020 7946 0881. Notes to editors: Unite represents 1.2 million members.
""",
    [
        ("Our members analyse", "Philippa Dunmore-Cole"),
        ("Barts has £12 million", "Philippa Dunmore-Cole"),
        ("The trust has been given", "Kwabena Asante-Poole"),
    ],
    [
        (
            "More than 120 biomedical scientists",
            120,
            "more_than",
            "biomedical scientists",
            None,
            "Barts Health NHS Trust",
        ),
    ],
)

LONG_SPEECH = Story(
    """"It was the patients' decision in the end," says Wilfred Okonkwo-Hayes, a consultant anaesthetist in Leicester.

"On the Monday I rang fourteen people. Twelve said they would rather wait than be done by somebody who had been up all night.

"I have been a doctor for 31 years and I have never been prouder of a waiting room.

READ MORE: Where the strikes fall next week

"But do not mistake patience for consent. They are cross, and they know with whom."

University Hospitals of Leicester NHS Trust, where he works, moved 530 appointments over the five days, including 47 for children. It lost only nine operations.

The trust's medical director, Professor Hilary Ashdown-Pym, was more guarded. "The numbers look small because we stopped booking in April," she said, "and I would not read much into them."
""",
    [
        ("It was the patients' decision", "Wilfred Okonkwo-Hayes"),
        ("On the Monday I rang", "Wilfred Okonkwo-Hayes"),
        ("I have been a doctor", "Wilfred Okonkwo-Hayes"),
        ("But do not mistake", "Wilfred Okonkwo-Hayes"),
        ("The numbers look small", "Hilary Ashdown-Pym"),
        ("and I would not read", "Hilary Ashdown-Pym"),
    ],
    [
        (
            "530 appointments",
            530,
            "exact",
            "appointments",
            None,
            "University Hospitals of Leicester NHS Trust",
        ),
        ("47", 47, "exact", "appointments", None, "University Hospitals of Leicester NHS Trust"),
        (
            "nine operations",
            9,
            "exact",
            "operations",
            None,
            "University Hospitals of Leicester NHS Trust",
        ),
    ],
)

BROADCASTER = Story(
    """Almost 1,500 operations cancelled in Kent since strikes began

Health bosses in Kent say almost 1,500 operations have been cancelled since the doctors' dispute began, at a cost of £9.4m.

Figures obtained by the BBC show East Kent Hospitals cancelled between 600 and 650, Maidstone and Tunbridge Wells 512, and Medway at least 300.

Dr Imogen Fairweather-Slade, from the BMA, said the figures were "shocking but not surprising".

"Every one of those is a person. We don't want to be here," she said.

A Department of Health and Social Care spokesperson said: "These strikes are unnecessary and unfair."

"We have met the union eleven times," they added.
""",
    [
        ("shocking but not surprising", "Imogen Fairweather-Slade"),
        ("Every one of those", "Imogen Fairweather-Slade"),
        ("These strikes are unnecessary", "A Department of Health and Social Care spokesperson"),
        ("We have met the union", "A Department of Health and Social Care spokesperson"),
    ],
    [
        ("Almost 1,500 operations", 1500, "nearly", "operations", None, "Kent"),
        ("almost 1,500 operations", 1500, "nearly", "operations", None, "Kent"),
        ("between 600 and 650", 600, "between", "operations", None, "East Kent Hospitals"),
        ("512", 512, "exact", "operations", None, ""),
        ("at least 300", 300, "at_least", "operations", None, "Medway"),
    ],
)

TABLOID = Story(
    """'STAY AWAY': Docs' plea as 3-day strike bites

A&E chiefs begged Brits to stay at home last night as striking medics axed up to 8,000 ops.

Dad-of-two Craig Huddlestone, 41, had his hernia op scrapped for the THIRD time.

The roofer, from Walsall, fumed: “I can't lift a bag of sand. How am I meant to feed the kids?”

His wife Tracey, 39, said it was “a flaming disgrace”.

Walsall Manor Hospital, where he was due under the knife at 8.30am, ditched 17 of 22 ops.

Health Secretary Gareth Pinkney-Rowe blasted the union as “pig-headed”. But BMA boss Dr Saffron Oyelaran hit back: “He could end this in an afternoon.”
""",
    [
        ("I can't lift a bag", "Craig Huddlestone"),
        ("a flaming disgrace", "Tracey"),
        ("pig-headed", "Gareth Pinkney-Rowe"),
        ("He could end this", "Saffron Oyelaran"),
    ],
    [
        ("up to 8,000 ops", 8000, "up_to", "ops", None, ""),
        ("17 of 22 ops", 17, "exact", "ops", 22, "Walsall Manor Hospital"),
    ],
)

BROADSHEET = Story(
    """The strike has cost Gloucestershire dear. According to papers published by Gloucestershire Hospitals NHS Foundation Trust, elective activity fell to 61 per cent of plan; some 1,340 outpatients and 88 inpatients were sent new dates, three times as many as in March.

“One does not recover that in a quarter,” wrote its chair, Dame Ottoline Brackenbury, in a foreword. “One may not recover it at all.”

She went on to describe the dispute as “a slow puncture”, and to say of ministers that they “know the price of a locum and the value of nothing”.

Of the 411 resident doctors due on shift on the first day, 367 stayed away. A week later it was 290.

The union's deputy chair, Tobias Wren-Hathersage, denies that support is ebbing. What would it take to end the strikes? “An offer,” he says. “A real one.”
""",
    [
        ("One does not recover", "Ottoline Brackenbury"),
        ("One may not recover", "Ottoline Brackenbury"),
        ("a slow puncture", "Ottoline Brackenbury"),
        ("know the price", "Ottoline Brackenbury"),
        ("An offer", "Tobias Wren-Hathersage"),
        ("A real one", "Tobias Wren-Hathersage"),
    ],
    [
        (
            "61 per cent",
            61,
            "exact",
            "percent",
            None,
            "Gloucestershire Hospitals NHS Foundation Trust",
        ),
        (
            "some 1,340 outpatients",
            1340,
            "around",
            "outpatients",
            None,
            "Gloucestershire Hospitals NHS Foundation Trust",
        ),
        (
            "88 inpatients",
            88,
            "exact",
            "inpatients",
            None,
            "Gloucestershire Hospitals NHS Foundation Trust",
        ),
        (
            "411 resident doctors",
            411,
            "exact",
            "resident doctors",
            None,
            "Gloucestershire Hospitals NHS Foundation Trust",
        ),
        (
            "367",
            367,
            "exact",
            "resident doctors",
            None,
            "Gloucestershire Hospitals NHS Foundation Trust",
        ),
        (
            "290",
            290,
            "exact",
            "resident doctors",
            None,
            "Gloucestershire Hospitals NHS Foundation Trust",
        ),
    ],
)

TRUST_STATEMENT = Story(
    """Update on industrial action, Thursday 12 November

During the strike by nursing staff Norfolk and Norwich University Hospitals NHS Foundation Trust maintained urgent and emergency care. We postponed 164 outpatient appointments (of 2,310 planned), 23 day cases and six inpatient operations.

In all, 402 members of staff took part in the action: 351 nurses, 40 healthcare assistants and 11 operating department practitioners.

Lucinda Thackeray-Bell, Chief Nurse, said: “Thank you to every colleague who worked, and to every colleague who made sure that the picket line did not stop an ambulance.”

If you are unwell, use NHS 111 online or call 111. Our wards are open to visitors from 2pm until 8pm. Ward 7 is closed.
""",
    [("Thank you to every colleague", "Lucinda Thackeray-Bell")],
    [
        (
            "164 outpatient appointments",
            164,
            "exact",
            "outpatient appointments",
            None,
            "Norfolk and Norwich University Hospitals NHS Foundation Trust",
        ),
        (
            "23 day cases",
            23,
            "exact",
            "day cases",
            None,
            "Norfolk and Norwich University Hospitals NHS Foundation Trust",
        ),
        (
            "six inpatient operations",
            6,
            "exact",
            "inpatient operations",
            None,
            "Norfolk and Norwich University Hospitals NHS Foundation Trust",
        ),
        (
            "402 members of staff",
            402,
            "exact",
            "members of staff",
            None,
            "Norfolk and Norwich University Hospitals NHS Foundation Trust",
        ),
        (
            "351 nurses",
            351,
            "exact",
            "nurses",
            None,
            "Norfolk and Norwich University Hospitals NHS Foundation Trust",
        ),
        (
            "40 healthcare assistants",
            40,
            "exact",
            "healthcare assistants",
            None,
            "Norfolk and Norwich University Hospitals NHS Foundation Trust",
        ),
        (
            "11 operating department practitioners",
            11,
            "exact",
            "operating department practitioners",
            None,
            "Norfolk and Norwich University Hospitals NHS Foundation Trust",
        ),
    ],
)

CHAINED = Story(
    """The leader of the strikers, Ebony Castellan-Reeve, quoted her grandmother, a ward sister in 1962: ‘You look after the nurse and the nurse looks after the bed.’

Asked by councillor Norman Peverell what Dr Idris Vaughan-Tate had told the committee, the monitoring officer said that he had called the rota “unlawful on its face”, though the trust's lawyers considered it “untidy, no more”.

A report by the regulator found that managers had “normalised the abnormal”. It said staff described the ward as “a car park with curtains”.

According to Jocasta Merriweather, who chairs the patients' council, “trust has to be earned back, bed by bed”.

Union banners read “Safe staffing saves lives” and “Honk if you had a nurse”.
""",
    [
        ("You look after the nurse", "Ebony Castellan-Reeve"),
        ("unlawful on its face", "Idris Vaughan-Tate"),
        ("untidy, no more", "the trust's lawyers"),
        ("normalised the abnormal", "A report by the regulator"),
        ("a car park with curtains", "staff"),
        ("trust has to be earned", "Jocasta Merriweather"),
        ("Safe staffing saves lives", None),
        ("Honk if you had", None),
    ],
    [],
)

CORRECTION = Story(
    """Apology

In a report on 3 October we said that Airedale NHS Foundation Trust had cancelled 340 operations during the August strikes. That was the number for the whole of West Yorkshire. The trust cancelled 34. We are sorry for the error.
""",
    [],
    [
        ("34", 34, "exact", "operations", None, "Airedale NHS Foundation Trust"),
    ],
)

NEWS_AGENCY = Story(
    """PA Media: Strike latest

By Ella Trembath, PA Health Correspondent

Ministers and union leaders will meet on Monday, it has emerged, after a second day of action by ambulance staff in which West Midlands Ambulance Service University NHS Foundation Trust lost three quarters of its crews.

A source close to the talks told the PA news agency there was "a landing zone, if people want to land".

But GMB national secretary Rachel Okonjo-Blythe rejected the idea, saying: "We've heard warm words before. Warm words don't pay the gas bill."

Around 25,000 ambulance workers are striking across England and Wales, while 10,300 nurses are due out at 55 trusts next week.

Health Secretary Oliver Pendragon-Shaw urged unions "to put patients first". Labour's Wes Tarrantine accused him of "hiding".

The Prime Minister's official spokesman said: "Our door is open. It's been open throughout."

Asked if the pay review body's recommendation was final, the spokesman added: "We have accepted it in full."

In Wales, 1,215 staff stopped work, according to the Welsh Ambulance Services NHS Trust; its chief executive, Huw Prosser-Lane, said there had been "very long waits in the community".

NHS Providers' Saffi Merton-Cole called it "the calm before the storm".
""",
    [
        ("a landing zone", "A source close to the talks"),
        ("We've heard warm words", "Rachel Okonjo-Blythe"),
        ("to put patients first", "Oliver Pendragon-Shaw"),
        ("hiding", "Wes Tarrantine"),
        ("Our door is open", "The Prime Minister's official spokesman"),
        ("We have accepted it", "spokesman"),
        ("very long waits", "Huw Prosser-Lane"),
        ("the calm before", "Saffi Merton-Cole"),
    ],
    [
        ("Around 25,000 ambulance workers", 25000, "around", "ambulance workers", None, "England"),
        ("10,300 nurses", 10300, "exact", "nurses", None, ""),
        ("1,215 staff", 1215, "exact", "staff", None, "Wales"),
    ],
)

LIST_OF_TRUSTS = Story(
    """Junior doctors' strike: how many operations were cancelled at your hospital?

Hospital trusts in Sussex and Surrey postponed more than 4,800 appointments during the four-day walkout.

University Hospitals Sussex: 2,310 (inpatient 204, outpatient 2,106)
East Sussex Healthcare: 871
Royal Surrey: 640
Surrey and Sussex Healthcare: 1,002

Queen Victoria Hospital in East Grinstead had the fewest, with 18.

The number of staff absent peaked at 1,388 on Wednesday April 12, according to NHS England.

Professor Dame Katherine Holloway-Price, the region's medical director, described the figures as "stark" and warned of "a very long tail".

"Colleagues across the region have pulled out all the stops," she said, adding that patients should "come forward as usual".

A BMA spokesperson said: "The government has had months to avert this."
""",
    [
        ("stark", "Katherine Holloway-Price"),
        ("a very long tail", "Katherine Holloway-Price"),
        ("Colleagues across", "Katherine Holloway-Price"),
        ("come forward as usual", "Katherine Holloway-Price"),
        ("The government has had", "A BMA spokesperson"),
    ],
    [
        (
            "more than 4,800 appointments",
            4800,
            "more_than",
            "appointments",
            None,
            "Sussex and Surrey",
        ),
        ("2,310", 2310, "exact", "appointments", None, "University Hospitals Sussex"),
        ("204", 204, "exact", "appointments", None, "University Hospitals Sussex"),
        ("2,106", 2106, "exact", "appointments", None, "University Hospitals Sussex"),
        ("871", 871, "exact", "appointments", None, "East Sussex Healthcare"),
        ("640", 640, "exact", "appointments", None, "Royal Surrey"),
        ("1,002", 1002, "exact", "appointments", None, "Surrey and Sussex Healthcare"),
        ("18", 18, "exact", "appointments", None, "Queen Victoria Hospital"),
        ("1,388", 1388, "exact", "staff", None, ""),
    ],
)

SINGLE_MARKS = Story(
    """NURSES' STRIKE HITS GREATER MANCHESTER

Manchester University NHS Foundation Trust (MFT) said that as of 5pm on Tuesday 1,402 of its nurses, or 38 per cent of those rostered, had not come to work.

Some 312 planned procedures – including 41 for cancer – were put off, as were nearly three thousand outpatient appointments.

Wythenshawe Hospital cancelled 97 procedures and North Manchester General 58; the remainder were at the Royal Infirmary.

Stockport NHS Foundation Trust and Tameside and Glossop Integrated Care NHS Foundation Trust cancelled 35 and 22 operations respectively.

RCN North West director Estelle Harcastle-Boone said nurses had been 'pushed to the brink'. She warned: 'If there's no movement by 31 January we'll be out for longer - and in more places.'

The trust's chief nurse, Professor Lorna McIntyre-Webb, thanked staff 'on both sides of the picket line'.

More than 500 people joined a rally in St Peter's Square at 1pm, organisers said. Greater Manchester Police put the crowd at 350.
""",
    [
        ("pushed to the brink", "Estelle Harcastle-Boone"),
        ("If there's no movement", "Estelle Harcastle-Boone"),
        ("on both sides", "Lorna McIntyre-Webb"),
    ],
    [
        (
            "1,402 of its nurses",
            1402,
            "exact",
            "nurses",
            None,
            "Manchester University NHS Foundation Trust",
        ),
        ("38 per cent", 38, "exact", "percent", None, "Manchester University NHS Foundation Trust"),
        (
            "Some 312 planned procedures",
            312,
            "around",
            "planned procedures",
            None,
            "Manchester University NHS Foundation Trust",
        ),
        ("41", 41, "exact", "procedures", None, "Manchester University NHS Foundation Trust"),
        (
            "nearly three thousand outpatient appointments",
            3000,
            "nearly",
            "outpatient appointments",
            None,
            "Manchester University NHS Foundation Trust",
        ),
        ("97 procedures", 97, "exact", "procedures", None, "Wythenshawe Hospital"),
        ("58", 58, "exact", "procedures", None, "North Manchester General"),
        ("35", 35, "exact", "procedures", None, "Stockport"),
        ("22 operations", 22, "exact", "operations", None, "Tameside"),
        ("More than 500 people", 500, "more_than", "people", None, ""),
        ("350", 350, "exact", "people", None, ""),
    ],
)

EVERY = {name: value for name, value in list(globals().items()) if isinstance(value, Story)}
