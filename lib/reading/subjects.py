"""The body or place that a number is about."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace

from .counted import HEADS
from .layout import sentences
from .mentioned import Mention
from .names import Named
from .quotations import Layout

NATIONAL = re.compile(
    r"\b(?:[Nn]ationally|[Nn]ationwide|[Aa]cross (?:the )?(?:country|nation|NHS|England)|England|"
    r"country-?wide|the health service|in the NHS|Britain|UK-wide)\b"
)
NOT_A_PLACE = (
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|"
    r"September|October|November|December|Christmas|Easter|Hallowe|Government|Parliament|Number|"
    r"Downing|The|A|This|That|These|Those|He|She|They|It|We|In|At|On|Members|Doctors|Nurses|Hospital|"
    r"Junior|Resident|Hundreds|Thousands|Labour|Conservative|Of|Some|Our|My|Their|New|Bosses|Health|"
    r"Striking|Most|Many|Staff|Medics|More|Nearly|Around|About|Only|All|British|BST|GMT|Covid|Sir|Dr|"
    r"Mr|Mrs|Ms|Professor|North|South|East|West|Midlands|Province|New Year|Patients|People|"
    r"Approximately|Roughly|Over|Almost|"
    r"Hospitals|Trust|Board|Older|Primary|Mental"
)
CAPITAL = rf"(?!(?:{NOT_A_PLACE})\b)[A-Z][a-zà-ÿ]+(?:-[A-Za-z]+)*"
PLACE = rf"{CAPITAL}(?:\s(?:(?:upon|on|and|of|in|under)\s)?{CAPITAL})?"
AREA = re.compile(
    rf"\b(?:[Ii]n|[Aa]cross|[Aa]t|[Aa]round|throughout|[Nn]ear|over|for|outside)\s(?:the\s)?(?P<area>{PLACE})"
)
OF_AREA = re.compile(
    rf"\b(?P<area>{CAPITAL})(?:[’']s)?\s"
    r"(?:hospitals?|patients|trust|health workers|doctors|nurses|people)\b"
)
ONLY = re.compile(rf"\b(?P<area>{PLACE}) only\b")
# “Maidstone and Tunbridge Wells 512, and Medway at least 300”
LISTED = re.compile(
    rf"(?:^|[,;:]|\band|[•–-])[^\S\n]+(?P<area>(?:(?:North|South|East|West)\s)?{CAPITAL}"
    r"(?:\s(?:and\s)?[A-Z][a-z’'-]+){0,3})"
    r"(?=:?\s+(?:(?:at least|about|around|some|nearly|almost|over|more than|up to)\s+)?\d)",
    re.MULTILINE,
)
STREET = re.compile(r"\b(?:Road|Street|Lane|Avenue|Square|Commons|Park|Hill|House)$")
OWNED = re.compile(r"[’']s\s[A-Z]")
# A row of a list: “University Hospitals Sussex: 2,310”.
ROW = re.compile(r"^[•*–-]?[^\S\n]*(?P<area>[A-Z][^:\n\d]{2,70}):\s+(?=\D{0,14}\d)", re.MULTILINE)
SOURCE = re.compile(r"\b(?:according to|from|by|told|to)\s+$", re.IGNORECASE)
WHERE = re.compile(
    r"\b(?:at|in|across|by|for|from|within|of|to|throughout)\s+(?:[a-z]+\s+){0,3}$", re.IGNORECASE
)
NOT_ABOUT = frozenset(["union", "person", "pronoun", "description"])
# “The latest NHS England figures”: who published a number is not whom it is about.
PUBLISHED = re.compile(r"\s+(?:figures|data|statistics)\b")
NHS_OF = re.compile(r"\s+in\s+(?:Scotland|Wales|Northern Ireland)\b")
# Where somebody spoke: “told a press conference in Dundee”.
SPOKE = re.compile(
    r"\b(?:conference|briefing|meeting|speaking|speech|hearing|interview)\s+$", re.IGNORECASE
)
SERVICE = re.compile(r"\b(?:ambulance|health|blood|transplant|hospital|care|nhs)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Subject:
    """`name` as the registry has it, `printed` as the text does."""

    name: str = ""
    named: tuple[Named, ...] = ()
    printed: str = ""


AGAIN = re.compile(r"\b[Tt]he ([Tt]rust|[Hh]ospital|[Bb]oard|service)\b(?!\s+(?:which|[A-Z]))")
# “Across the county”, “in this region”; the county council is another matter.
REGION = re.compile(
    r"\b(?:[Tt]he|[Tt]his) (?:county|region|province)\b(?! (?:council|town|court|hall))"
)
# A release that says so means whoever issued it; “our members” are a union's.
WE = re.compile(r"\b(?:[Ww]e (?:have|had|are|were|will)|[Oo]ur (?:hospitals|trust|sites))\b")
# “…, which runs the General”, “(UHS), whose sites include …”; “in Worksop”.
ASIDE = re.compile(r"\s*(?:\([A-Z]+\)\s*)?,?\s*(?:which|who|whose|that)\s[^,]*$")
IN = re.compile(r"\s*,?\s*(?:in|near|at)\s+(?:the\s+)?")
# “It has also cancelled …”: whoever the sentence before was about.
IT = re.compile(r"\s*(?:It|They)\s")
ENGLAND = Subject("England")


@dataclass(frozen=True)
class Candidate:
    start: int
    end: int
    subject: Subject
    kind: str = ""
    place: bool = False


def with_headings(layout: Layout) -> list[Mention]:
    """The mentions of the running text, of the headline and of headings that name a body alone,
    “THORNE TRUST:”; a caption says of whom nothing is."""
    end = next((line.start for line in layout.lines if not line.furniture), 0)
    headings = [
        each
        for each in layout.mentions.aside
        if each.end <= end or (each.body and heads(layout.text, each))
    ]
    return [*headings, *layout.mentions.found, *layout.mentions.spoken_for]


def heads(text: str, mention: Mention) -> bool:
    """Whether a name fills its line and the line is a heading, not a caption."""
    stop = text.find("\n", mention.end)
    before = text[text.rfind("\n", 0, mention.start) + 1 : mention.start]
    after = text[mention.end : stop if stop >= 0 else len(text)].strip()
    return not before.strip() and (
        after.startswith(":") or (not after and text[mention.start : mention.end].isupper())
    )


def names_somebody(label: str) -> bool:
    """Whether the label of a row can be a name, and is no kind of care: “Health visiting”."""
    words = label.split()
    if HEADS & {word.lower() for word in words}:
        return False
    return all(word[0].isupper() or word in ("and", "of", "the", "upon", "&") for word in words)


class Subjects:
    def __init__(self, layout: Layout) -> None:
        self.text = layout.frame
        mentions = with_headings(layout)
        bodies = [self.body(each) for each in mentions]
        taken = sorted((each.start, each.end) for each in mentions if each.kind != "description")
        found = [each for each in bodies if each]
        starts = [start for start, _ in taken]

        def free(start: int) -> bool:
            i = bisect_right(starts, start) - 1
            return i < 0 or taken[i][1] <= start

        for pattern in (AREA, OF_AREA, ONLY, LISTED):
            for match in pattern.finditer(self.text):
                name = match["area"]
                street = STREET.search(name) or OWNED.match(self.text, match.end("area"))
                spoke = SPOKE.search(self.text[max(0, match.start() - 16) : match.start()])
                care = pattern is LISTED and not names_somebody(name)
                if free(match.start("area")) and not (street or spoke or care):
                    found.append(
                        Candidate(match.start("area"), match.end("area"), Subject(name), place=True)
                    )
        for match in NATIONAL.finditer(self.text):
            if free(match.start()):
                found.append(Candidate(match.start(), match.end(), ENGLAND))
        for match in ROW.finditer(self.text):
            label = match["area"]
            if free(match.start("area")) and names_somebody(label) and "Total" not in label:
                found.append(
                    Candidate(match.start("area"), match.end("area"), Subject(match["area"]))
                )
        for match in AGAIN.finditer(self.text):
            if free(match.start()):
                again = f"again {match[1].lower()}"
                found.append(Candidate(match.start(), match.end(), ENGLAND, again))
        for match in REGION.finditer(self.text):
            printed = Subject(match.group())
            found.append(Candidate(match.start(), match.end(), printed, "region", place=True))
        for match in WE.finditer(self.text):
            found.append(Candidate(match.start(), match.end(), ENGLAND, "we"))
        self.found: list[Candidate] = []
        area: Subject | None = None
        issuer: Subject | None = None
        for each in sorted(found, key=lambda c: (c.start, -c.end)):
            if self.found and each.start < self.found[-1].end:
                continue
            if each.kind.startswith("again "):
                meant = self.meant(each.kind[6:])
                if not meant:
                    continue
                each = replace(each, subject=meant.subject, kind=meant.kind)
            elif each.kind == "region":
                each = replace(each, subject=area or each.subject)
            elif each.kind == "we":
                if not issuer:
                    continue
                each = replace(each, subject=issuer)
            if each.kind == "area":
                area = each.subject
            elif each.kind in ("trust", "hospital"):
                issuer = issuer or each.subject
            self.found.append(each)
        self.starts = [each.start for each in self.found]
        self.spans = [
            span for line in layout.lines for span in sentences(self.text, line.start, line.end)
        ] or [(0, 0)]
        self.begins = [begin for begin, _ in self.spans]

    def body(self, mention: Mention) -> Candidate | None:
        if mention.kind in NOT_ABOUT or mention.name in ("NHS Trusts", "Hospital Trusts"):
            return None
        if mention.name in ("NHS England", "NHS", "National Health Service"):
            if (
                SOURCE.search(self.text[max(0, mention.start - 16) : mention.start])
                or PUBLISHED.match(self.text, mention.end)
                or NHS_OF.match(self.text, mention.end)
            ):
                return None
            return Candidate(mention.start, mention.end, ENGLAND)
        if mention.kind == "organisation" and not SERVICE.search(mention.name):
            return None
        if re.match(
            r"(?:Department|Ministry|Royal College|NHS (?:Employers|Providers|Confederation))",
            mention.name,
        ):
            return None
        return Candidate(
            mention.start,
            mention.end,
            Subject(mention.name, mention.named, self.text[mention.start : mention.end]),
            mention.kind,
            place=mention.kind == "area",
        )

    def meant(self, word: str) -> Candidate | None:
        """The last that “the trust”, “the hospital” or “the board” can mean."""
        kind = {"board": "trust", "service": "organisation"}.get(word, word)
        wanted = word.capitalize() if word in ("board", "service") else ""
        return next(
            (
                each
                for each in reversed(self.found)
                if each.kind == kind and wanted in each.subject.name
            ),
            None,
        )

    def of(self, start: int, end: int, sentence: tuple[int, int]) -> Subject:
        after = self.after(end, sentence[1])
        if after:
            return after
        i = bisect_right(self.starts, start) - 1
        while i >= 0 and self.found[i].end > start:
            i -= 1
        if i >= 0 and self.found[i].start >= sentence[0]:
            return self.rather(i, sentence)
        carried = self.carried(i)
        if carried and IT.match(self.text, sentence[0]):
            return carried
        later = self.found[i + 1] if i + 1 < len(self.found) else None
        if later and later.start < sentence[1] and not (carried and later.place):
            return later.subject
        if carried:
            return carried
        return later.subject if later and later.start - start < 350 else ENGLAND

    def carried(self, i: int) -> Subject | None:
        """Whom an earlier sentence was about: the first that it names, a body before a place."""
        if i < 0:
            return None
        begin, _ = self.sentence_at(self.found[i].start)
        inside = [self.found[i]]
        for each in reversed(self.found[:i]):
            if each.start < begin:
                break
            inside.insert(0, each)
        bodies = [each for each in inside if not each.place and each.subject.name != "England"]
        return (bodies or inside)[0].subject

    def between(self, start: int, end: int) -> list[Subject]:
        return [each.subject for each in self.found if start <= each.start < end and not each.place]

    def sentence_at(self, at: int) -> tuple[int, int]:
        n = bisect_right(self.begins, at) - 1
        return self.spans[max(0, n)]

    def rather(self, i: int, sentence: tuple[int, int]) -> Subject:
        """The nearest before; of a trust and what it runs, or where it lies, the trust."""
        here = self.found[i]
        for k in range(i - 1, -1, -1):
            each = self.found[k]
            if each.start < sentence[0]:
                break
            between = self.text[each.end : here.start]
            if not each.place and (ASIDE.match(between) or (here.place and IN.fullmatch(between))):
                return each.subject
        return here.subject

    def after(self, end: int, stop: int) -> Subject | None:
        """A place that the same clause names after the number: “12 were lost at GHC”."""
        i = bisect_right(self.starts, end - 1)
        if i >= len(self.found) or self.found[i].start >= stop:
            return None
        each = self.found[i]
        between = self.text[end : each.start]
        if re.search(
            r"[\d;:\x00]|,\s|\b(?:while|but|whereas|and|after|before|because|said|when|which|than)\b",
            between,
        ):
            return None
        return each.subject if WHERE.search(between) or each.subject == ENGLAND else None
