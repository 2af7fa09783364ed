"""A press office's e-mail or statement, taken apart: what it says, and what only surrounds it.

What is left out is kept, with why, so that whoever pasted it can see it.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date

from .listed import is_item

HEADER = re.compile(
    r"(From|Sent|Date|To|Cc|Bcc|Subject|Reply-To|Importance|Attachments?):[ \t]*(.*)",
    re.IGNORECASE,
)
FORWARDED = re.compile(r"-+ ?Forwarded message ?-+|Begin forwarded message:", re.IGNORECASE)
MARKED = re.compile(rf"{FORWARDED.pattern}|-+ ?Original message ?-+", re.IGNORECASE)
REPLY_TO = re.compile(r"On\b.{6,160}\bwrote:", re.IGNORECASE)
GREETING = re.compile(
    r"(?:hi|hello|hiya|dear|good (?:morning|afternoon|evening)|morning|afternoon|annwyl|"
    r"(?:bore|prynhawn) da)\b[^.!?:\d]{0,40}[,!.]?",
    re.IGNORECASE,
)
CLOSING = re.compile(
    r"(?:(?:kind|kindest|best|warm|many)? ?(?:regards|wishes|thanks)|thank you|cheers|best|"
    r"yours (?:sincerely|faithfully|truly)|diolch(?: yn fawr)?|cofion(?: gorau| cynnes)?)[,.!]?",
    re.IGNORECASE,
)
RULE = re.compile(r"(?:--|_{5,}|={5,}|\*{5,}|-{5,})")
ADDRESS = re.compile(r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b|\bwww\.\S+|\bhttps?://\S+", re.IGNORECASE)
TELEPHONE = re.compile(r"(?:\+44\s?(?:\(0\)\s?)?|\b0)\d(?:[\s-]?\d){7,10}\b")
POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b")
# Not of the statement, however long.
DISCLAIMER = re.compile(
    r"\b(?:this (?:e-?mail|message|communication)\b.*\b(?:confidential|intended|privileged)|"
    r"think before you print|if you (?:have received|are not the intended)|"
    r"sent from my\b|virus(?:es)?\b.*\be-?mail)",
    re.IGNORECASE,
)
PAGE = re.compile(
    r"(?:[-–—|] ?)?(?:page \d{1,3}(?: ?(?:of|/) ?\d{1,3})?|\d{1,3} (?:of|/) \d{1,3})(?: ?[-–—|])?"
    r"|[-–—] ?\d{1,3} ?[-–—]",
    re.IGNORECASE,
)
# “– ends –”: what follows, the notes to editors, may still say numbers.
ENDS = re.compile(r"[-–—*# ]*ends?[-–—*# ]*|#{3,}", re.IGNORECASE)
DIGIT = re.compile(r"\d")
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
DATES = [
    re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[ -]{MONTH},?[ -](?P<year>\d{{4}})\b", re.I),
    re.compile(rf"\b{MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})\b", re.I),
    re.compile(r"\b(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>\d{4})\b"),
    re.compile(r"\b(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?!\d)"),
]
# A line of a signature or an address has few words; a longer one is a sentence of the statement.
FEW = 12
# A short line that stands this often is the head or foot of a page.
OFTEN = 3
MOST_HEADERS = 12
# Where mail programs break lines, and how much shorter than the longest such a line may be.
NARROWEST, WIDEST, LONGEST_WORD = 55, 100, 16
STARTS = re.compile(r"[•*–—-]\s|\d+[.)]\s|.*\t")
SHORT_NOTE = 25
LONGEST_CONTACT = 200
LONGEST_NOTICE = 2_000


@dataclass(frozen=True)
class LeftOut:
    """A line of what was pasted, with its number from 0. `why`: header, greeting, signature,
    contact, reply, covering note, page furniture."""

    line: int
    text: str
    why: str


@dataclass(frozen=True)
class Letter:
    """`text` is what was left, a line where the letter had one; `said_by` and `subject` are as the
    headers have them, `said_on` is None where they give no day."""

    text: str
    left_out: tuple[LeftOut, ...] = ()
    said_by: str = ""
    said_on: date | None = None
    subject: str = ""


def letter_of(pasted: str) -> Letter:
    """Takes apart what was pasted. Every line is either in the text or left out, none in both."""
    return _Letter(pasted).apart()


class _Letter:
    def __init__(self, pasted: str) -> None:
        text = pasted.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
        self.raw = [line.rstrip() for line in text.split("\n")]
        self.lines = [line.strip() for line in self.raw]
        self.why: dict[int, str] = {}
        self.headers: dict[str, str] = {}

    def apart(self) -> Letter:
        self.unquote()
        start = self.heads()
        self.replies(start)
        self.furniture()
        self.signatures()
        self.contacts()
        kept = [line for n, line in enumerate(self.lines) if n not in self.why]
        return Letter(
            text=re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip("\n"),
            left_out=tuple(
                LeftOut(n, self.raw[n].strip(), why)
                for n, why in sorted(self.why.items())
                if self.raw[n].strip()
            ),
            said_by=sender(self.headers.get("from", "")),
            said_on=day_in(self.headers.get("date") or self.headers.get("sent") or ""),
            subject=re.sub(
                r"^(?:(?:fwd?|re):\s*)+", "", self.headers.get("subject", ""), flags=re.I
            ),
        )

    def leave(self, start: int, end: int, why: str) -> None:
        for n in range(start, end):
            self.why.setdefault(n, why)

    def unquote(self) -> None:
        """A letter forwarded with “>” before every line is the letter, not a reply to it."""
        written = [line for line in self.lines if line]
        if written and sum(line.startswith(">") for line in written) > 0.8 * len(written):
            self.lines = [re.sub(r"^(?:>\s?)+", "", line).strip() for line in self.lines]

    def heads(self) -> int:
        """Takes out the headers, of what was forwarded too; the line at which the letter begins."""
        start, self.headers = self.head(self.written(0))
        self.leave(0, start, "header")
        for n in range(start, len(self.lines)):
            marked = bool(MARKED.fullmatch(self.lines[n]))
            begins, found = self.head(self.written(n + 1) if marked else n)
            if not found:
                continue
            if not self.passes_on(start, n, self.lines[n]):
                break
            self.headers = found
            self.leave(start, n, "covering note")
            self.leave(n, begins, "header")
            return begins
        return start

    def written(self, start: int) -> int:
        """The first line from there that is not empty."""
        return next((n for n in range(start, len(self.lines)) if self.lines[n]), start)

    def head(self, start: int) -> tuple[int, dict[str, str]]:
        """(line after, {name: value}) of the headers that begin at `start`; {} if not two."""
        found: dict[str, str] = {}
        n = start
        for n in range(start, min(start + MOST_HEADERS, len(self.lines))):
            match = HEADER.fullmatch(self.lines[n].replace("*", ""))
            if not match:
                break
            found[match[1].lower()] = match[2].strip()
        else:
            n = min(start + MOST_HEADERS, len(self.lines))
        if len(found) < 2 or not found.keys() & {"from", "date", "sent", "subject"}:
            return start, {}
        return n, found

    def passes_on(self, start: int, end: int, mark: str) -> bool:
        """Whether what stands above only passes on the letter below, and is no answer to it."""
        if FORWARDED.fullmatch(mark) or re.match(r"fwd?:", self.headers.get("subject", ""), re.I):
            return True
        above = " ".join(self.lines[start:end])
        return not DIGIT.search(TELEPHONE.sub("", above)) and len(above.split()) <= SHORT_NOTE

    def replies(self, start: int) -> None:
        """From what the letter answers to the end of it."""
        for n in range(start, len(self.lines)):
            line = self.lines[n]
            if line.startswith(">"):
                self.leave(n, n + 1, "reply")
            elif n > start and (
                REPLY_TO.fullmatch(line) or MARKED.fullmatch(line) or self.head(n)[1]
            ):
                self.leave(n, len(self.lines), "reply")
                return

    def furniture(self) -> None:
        often = Counter(line for line in self.lines if line and len(line.split()) <= FEW)
        seen: set[str] = set()
        for n, line in enumerate(self.lines):
            repeated = often[line] >= OFTEN and not re.search(r"\d\s*$|^[•*–-]", line)
            again = repeated and line in seen
            if line and (again or PAGE.fullmatch(line) or ENDS.fullmatch(line)):
                self.leave(n, n + 1, "page furniture")
            seen.add(line)

    def signatures(self) -> None:
        inside = False
        greeted = False
        for n, line in enumerate(self.lines):
            if not line or n in self.why:
                continue
            if not greeted and GREETING.fullmatch(line):
                self.leave(n, n + 1, "greeting")
            greeted = True
            if CLOSING.fullmatch(line) or line == "--":
                inside = True
            elif inside and not self.signs(line):
                inside = False
            if inside or DISCLAIMER.search(line[:LONGEST_NOTICE]):
                self.leave(n, n + 1, "signature")

    def signs(self, line: str) -> bool:
        """Whether a line after the closing still belongs to the signature."""
        if DISCLAIMER.search(line[:LONGEST_NOTICE]) or is_contact(line):
            return True
        if re.match(r"notes?(?: to editors)?\b", line, re.IGNORECASE):
            return False
        return len(line.split()) <= FEW and not re.search(r":\s*\D{0,14}\d|^[•*–]", line)

    def contacts(self) -> None:
        for n, line in enumerate(self.lines):
            if n not in self.why and is_contact(line):
                self.leave(n, n + 1, "contact")


def unwrapped(text: str) -> str:
    """One paragraph a line, of lines that a mail program broke near its margin. An empty line, a
    bullet, a row of a table or list, a colon or a shorter line ends a paragraph."""
    lines = text.split("\n")
    margin = max((len(line) for line in lines if len(line) <= WIDEST), default=0) - LONGEST_WORD
    rows: list[str] = []
    broken = False
    for line in lines:
        if rows and broken and line and not STARTS.match(line) and not is_item(line):
            rows[-1] = f"{rows[-1]} {line}"
        else:
            rows.append(line)
        broken = (
            not line.endswith(":")
            and NARROWEST <= max(len(line), 1) <= WIDEST
            and len(line) > margin
        )
    return "\n".join(rows)


def is_contact(line: str) -> bool:
    """A line that is a telephone number, an address, or says whom to ring."""
    if len(line) > LONGEST_CONTACT:
        return False
    rest = POSTCODE.sub("", TELEPHONE.sub("", ADDRESS.sub("", line)))
    return rest != line and len(rest.split()) <= FEW and not DIGIT.search(rest)


def sender(header: str) -> str:
    """“Press office, Alton Hospitals” of “"Press office, Alton Hospitals" <press@…>”."""
    name = re.sub(r"\s*[<\[(]?(?:mailto:)?[\w.+-]+@[\w.-]+[>\])]?", "", header)
    return name.strip(" \"'<>")


def day_in(written: str) -> date | None:
    """The first day that is written out with its year; the day before the month, as here."""
    for pattern in DATES:
        for match in pattern.finditer(written):
            month = match["month"].lower()
            try:
                return date(
                    int(match["year"]),
                    int(month) if month.isdigit() else MONTHS.index(month[:3]) + 1,
                    int(match["day"]),
                )
            except ValueError:
                continue
    return None
