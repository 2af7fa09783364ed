"""Do the sums add up? Findings in a sentence; nothing is changed and nothing is refused.

Two numbers disagree when nothing that both may stand for is the same: "about 450" agrees with
380 + 71, while 1,333,221 does not agree with 1,219,422 + 113,779. The comparisons are pure; the
functions below `findings` fetch what a figure is to be compared with.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from lib.dated import covers
from lib.numbers import SIGNS, Spoken, format_number
from lib.refusals import Refused
from lib.spoken import Span, span

from . import totals
from .models import DisruptionFigure, FigureRevision, Measure, PartList, StrikeStatusChange
from .models.figures import RIVAL_COLUMNS, FigureQuerySet
from .models.figures import exactly as same_values

Nature = DisruptionFigure.Nature
Missing = FigureRevision.Missing

# A sentence lists up to so many numbers; the sum of a hundred trusts is said as such.
MANY = 8


@dataclass(frozen=True)
class Finding:
    """One comparison in a sentence.

    `kind` is parts, out_of, worked_out, places, rivals or expected. `agrees` is False for a query,
    something that a journalist should look at. `figures` are the DisruptionFigures compared, the
    one that was asked about first.
    """

    kind: str
    sentence: str
    agrees: bool = True
    figures: tuple = ()


@dataclass(frozen=True)
class Amount:
    """A number as it is compared: what it may stand for, and how it is said.

    `span` is None where nothing is known; `point` (Decimal) is None where there is no one number.
    """

    words: str
    span: Span | None = None
    point: Decimal | None = None
    out_of: Decimal | None = None
    out_of_what: str = ""
    sign: str = ""

    def say(self, number: Decimal) -> str:
        return self.sign + format_number(number)


def amount(revision: FigureRevision) -> Amount:
    """The Amount of a FigureRevision."""
    allowed = span_of(revision)
    if revision.value is not None:
        return Amount(
            words=revision.say(),
            span=allowed,
            point=point_of(revision),
            out_of=revision.out_of,
            out_of_what=revision.out_of_what,
            sign=SIGNS.get(revision.figure.measure.currency, ""),
        )
    if revision.missing == Missing.NOT_APPLICABLE:
        return Amount("none (not applicable)", allowed, Decimal(0))
    if revision.missing == Missing.SUPPRESSED and revision.missing_below:
        return Amount(f"fewer than {revision.missing_below} (suppressed)", allowed)
    return Amount(revision.say())


def point_of(revision: FigureRevision) -> Decimal | None:
    """The one number, below nought where it went down; None of a range."""
    if revision.how_exact == "between":
        return None
    return -revision.value if revision.change == "down" else revision.value


def span_of(revision: FigureRevision) -> Span | None:
    """What the number may stand for. A suppressed one is anything below its bound."""
    if revision.value is not None:
        allowed = from_nought(
            span(
                Spoken(
                    revision.value,
                    revision.upper,
                    revision.how_exact,
                    rounded_to=revision.rounded_to,
                )
            )
        )
        return below_nought(allowed) if revision.change == "down" else allowed
    if revision.missing == Missing.NOT_APPLICABLE:
        return exactly(0)
    if revision.missing == Missing.SUPPRESSED and revision.missing_below:
        return Span(Decimal(0), Decimal(revision.missing_below), with_high=False)
    return None


def from_nought(allowed: Span) -> Span:
    """A count is never less than zero: "fewer than five" begins there."""
    return (
        Span(Decimal(0), allowed.high, True, allowed.with_high) if allowed.low is None else allowed
    )


def below_nought(allowed: Span) -> Span:
    """Of what went down by so much."""
    return Span(
        None if allowed.high is None else -allowed.high,
        None if allowed.low is None else -allowed.low,
        allowed.with_high,
        allowed.with_low,
    )


def exactly(number: int) -> Span:
    return Span(Decimal(number), Decimal(number))


def add_spans(spans: Collection[Span]) -> Span:
    """What the sum of counts may be; high is None where an end is open."""
    highs = [part.high for part in spans]
    return Span(
        sum((part.low or Decimal(0) for part in spans), Decimal(0)),
        None if None in highs else sum(highs, Decimal(0)),
        all(part.with_low for part in spans),
        all(part.with_high for part in spans),
    )


def below(first: Span, second: Span) -> bool:
    """Whether all that `first` may stand for is less than all that `second` may."""
    if first.high is None:
        return False
    touching = first.with_high and second.with_low
    return first.high < second.low or (first.high == second.low and not touching)


def meet(first: Span, second: Span) -> bool:
    """Whether both may stand for the same number."""
    return not below(first, second) and not below(second, first)


def add_up(
    whole: Amount, parts: Collection[Amount], *, complete: bool, thing: str = "the parts"
) -> tuple[bool, str] | None:
    """(agrees, sentence) for an Amount and its list of part Amounts; None if nothing is known.

    Parts without a number leave the list incomplete, which the sentence says. An incomplete
    list may come to less than the whole, never to more.
    """
    known = [part for part in parts if part.span is not None]
    if whole.span is None or not known:
        return None
    missing = len(parts) - len(known)
    total = add_spans([part.span for part in known])
    total_words = say_sum(known, total)
    what = f"{say_addition(known)} = {total_words}" if len(known) > 1 else total_words
    remark = ""
    if missing:
        remark = f" {missing} of {len(parts)} numbers {'is' if missing == 1 else 'are'} missing."
    elif not complete:
        remark = " There may be more."
    if complete and not missing:
        if meet(total, whole.span):
            same = total_words == whole.words
            return True, f"{what}" + ("." if same else f", which agrees with {whole.words}.")
        return False, f"{what}, but {whole.words} is recorded{out_by(whole, known)}."
    if below(whole.span, total):
        return False, (
            f"{what}: {thing} come to more than {whole.words}, which they belong to.{remark}"
        )
    return True, f"{what} of {whole.words}.{remark}"


def say_addition(parts: Collection[Amount]) -> str:
    if len(parts) > MANY:
        return f"{len(parts)} numbers"
    return " + ".join(part.words for part in parts)


def say_sum(parts: Collection[Amount], total: Span) -> str:
    """The sum in words that keep its exactness: "1,854", "about 451", "between 400 and 505"."""
    points = [part.point for part in parts]
    say = next((part.say for part in parts if part.sign), format_number)
    if total.low == total.high:
        return say(total.low)
    if total.high is None:
        return f"{'at least' if total.with_low else 'more than'} {say(total.low)}"
    open_below = any(part.span.low == 0 and part.span.high for part in parts)
    if None not in points and not open_below:
        return f"about {say(sum(points))}"
    return f"between {say(total.low)} and {say(total.high)}"


def out_by(whole: Amount, parts: Collection[Amount]) -> str:
    points = [part.point for part in parts]
    if whole.point is None or None in points:
        return ""
    return f": out by {whole.say(abs(whole.point - sum(points)))}"


def same_whole(whole: Amount, parts: Collection[Amount]) -> tuple[bool, str] | None:
    """(agrees, sentence) for the denominators: 35 + 64 + 16 planned clinics = 115; or None."""
    bases = [part.out_of for part in parts]
    words = {part.out_of_what for part in (whole, *parts) if part.out_of_what}
    if whole.out_of is None or not bases or None in bases or len(words) > 1:
        return None
    addition = " + ".join(format_number(base) for base in bases)
    what = f"Out of: {addition} = {format_number(sum(bases))}"
    if sum(bases) == whole.out_of:
        return True, f"{what}."
    difference = format_number(abs(whole.out_of - sum(bases)))
    return False, (
        f"{what}, but the whole is out of {format_number(whole.out_of)}: out by {difference}."
    )


def compare(first: Amount, second: Amount) -> tuple[bool, str]:
    """(agrees, difference in words or "") for two Amounts that claim to be the same number."""
    if first.span is None or second.span is None:
        return True, ""
    agrees = meet(first.span, second.span)
    if agrees or first.point is None or second.point is None:
        return agrees, ""
    return False, f" by {first.say(abs(first.point - second.point))}"


# What a figure is compared with


@dataclass
class Desk:
    """Figures with the revision that counts: the one readers may see, else the newest."""

    amounts: dict = field(default_factory=dict)

    def amount(self, figure: DisruptionFigure) -> Amount:
        if figure.pk not in self.amounts:
            revision = figure.current or figure.latest()
            revision.figure = figure
            self.amounts[figure.pk] = amount(revision)
        return self.amounts[figure.pk]

    def words(self, figure: DisruptionFigure) -> str:
        found = self.amount(figure)
        base = f" of {format_number(found.out_of)}" if found.out_of is not None else ""
        return found.words + base


def findings(figure: DisruptionFigure) -> list[Finding]:
    """Every comparison that the records allow for a figure, queries first.

    For the desk: it reads figures that readers may not see yet.
    """
    desk = Desk()
    figure = loaded(DisruptionFigure.objects.filter(pk=figure.pk)).get()
    found = [
        *part_findings(figure, desk),
        *worked_out_findings(figure, desk),
        *place_findings(figure, desk),
        *rival_findings(figure, desk),
        *expected_findings(figure, desk),
    ]
    return sorted(found, key=lambda finding: finding.agrees)


def loaded(figures: FigureQuerySet) -> FigureQuerySet:
    return figures.for_lines().select_related("current").prefetch_related("revisions")


def part_findings(figure: DisruptionFigure, desk: Desk) -> Iterator[Finding]:
    """The lists that the figure is split into, and the lists that it is a part of."""
    lists = PartList.objects.filter(whole=figure) | PartList.objects.filter(parts=figure)
    for listed in lists.distinct().order_by("pk"):
        whole = loaded(DisruptionFigure.objects.filter(pk=listed.whole_id)).get()
        if whole.withdrawn_at:
            continue
        parts = list(loaded(listed.parts.standing()).order_by("period_start", "pk"))
        compared = in_front(figure, [whole, *parts])
        amounts = [desk.amount(part) for part in parts]
        for kind, answer in (
            ("parts", add_up(desk.amount(whole), amounts, complete=listed.complete)),
            ("out_of", same_whole(desk.amount(whole), amounts) if listed.complete else None),
        ):
            if answer:
                agrees, sentence = answer
                if kind == "parts":
                    sentence += unlisted(listed, whole, parts)
                yield Finding(kind, sentence, agrees, compared)


def unlisted(listed: PartList, whole: DisruptionFigure, parts: Collection[DisruptionFigure]) -> str:
    """What a "complete" list by measure leaves out of the allowed set that it comes closest to."""
    if listed.axis != PartList.Axis.MEASURE or not listed.complete:
        return ""
    kinds = {part.measure_id for part in parts}
    gaps = [
        [measure.unit for measure in chosen.parts.all() if measure.pk not in kinds]
        for chosen in whole.measure.part_sets.prefetch_related("parts")
        if kinds <= {measure.pk for measure in chosen.parts.all()}
    ]
    shortest = min(gaps, key=len, default=[])
    return f" Not in the list: {', '.join(shortest)}." if shortest else ""


def worked_out_findings(figure: DisruptionFigure, desk: Desk) -> Iterator[Finding]:
    """A figure that somebody added up from others; other methods are not worked out again."""
    derivation = getattr(figure, "derivation", None)
    if derivation is None or "addition" not in derivation.method.casefold():
        return
    inputs = list(loaded(derivation.inputs.standing()).order_by("pk"))
    answer = add_up(desk.amount(figure), [desk.amount(part) for part in inputs], complete=True)
    if answer:
        agrees, sentence = answer
        if derivation.mixed_units:
            sentence += " It adds unlike things: see how it was worked out."
        yield Finding("worked_out", sentence, agrees, (figure, *inputs))


def place_findings(figure: DisruptionFigure, desk: Desk) -> Iterator[Finding]:
    """Hospitals against their trust, trusts against their region or nation.

    Only where the measure adds over places, and no list by place has been recorded. Some places
    may not have reported, so they may come to less than the whole; more is a query.
    """
    for whole in wholes_by_place(figure):
        if whole.part_lists.filter(axis=PartList.Axis.PLACE).exists():
            continue
        parts = places_within(whole)
        try:
            totals.may_add(parts, PartList.Axis.PLACE)
        except Refused:
            continue
        thing = "its hospitals" if whole.trust_id else "its trusts"
        answer = add_up(
            desk.amount(whole), [desk.amount(part) for part in parts], complete=False, thing=thing
        )
        if answer:
            agrees, sentence = answer
            yield Finding(
                "places",
                f"{whole.subject_name}: {sentence}",
                agrees,
                in_front(figure, [whole, *parts]),
            )


def wholes_by_place(figure: DisruptionFigure) -> list[DisruptionFigure]:
    """The figure itself if its place has places inside it, else those of the places around it."""
    if figure.measure.adds_over == Measure.Adds.NEVER:
        return []
    if not figure.hospital_id and places_within(figure):
        return [figure]
    around = alike(figure).exclude(pk=figure.pk)
    if figure.hospital_id:
        around = around.filter(trust=figure.trust_at_time_id, trust__isnull=False)
    elif figure.trust_id:
        around = around.filter(area__in=totals.areas_of(figure))
    else:
        return []
    return list(loaded(around))


def places_within(whole: DisruptionFigure) -> list[DisruptionFigure]:
    """Preferred figures like `whole` for the hospitals of its trust, or the trusts of its area."""
    inside = loaded(alike(whole)).order_by("pk")
    if whole.trust_id:
        return list(inside.filter(hospital__isnull=False, trust_at_time=whole.trust_id))
    if whole.hospital_id:
        return []
    belongs = covers(
        whole.period_start,
        start="trust__memberships__valid_from",
        end="trust__memberships__valid_to",
    )
    return list(
        inside.filter(belongs, trust__memberships__area__in=whole.area.with_smaller()).distinct()
    )


def alike(figure: DisruptionFigure) -> FigureQuerySet:
    """Standing, preferred figures that differ from `figure` in place and source only."""
    about = DisruptionFigure.objects.standing().filter(preferred=True)
    columns = (*set(RIVAL_COLUMNS) - {"area_id", "trust_id", "hospital_id"}, "setting_id")
    return about.filter(**same_values({name: getattr(figure, name) for name in columns}))


def rival_findings(figure: DisruptionFigure, desk: Desk) -> Iterator[Finding]:
    for rival in loaded(DisruptionFigure.objects.rivals_of(figure)).order_by("pk"):
        mine, theirs = desk.amount(figure), desk.amount(rival)
        agrees, difference = compare(mine, theirs)
        if mine.span is None or theirs.span is None:
            continue
        said = [
            f"{member.source} says {desk.words(member)}{counted_words(member, other)}"
            for member, other in ((figure, rival), (rival, figure))
        ]
        verdict = "they agree" if agrees else f"they differ{difference}"
        if agrees and None not in (mine.out_of, theirs.out_of) and mine.out_of != theirs.out_of:
            agrees, verdict = False, "they differ in what it is out of"
        yield Finding("rivals", f"{'; '.join(said)}: {verdict}.", agrees, (figure, rival))


def counted_words(figure: DisruptionFigure, other: DisruptionFigure) -> str:
    """ " (acute hospitals, with Alton)" where the two differ in it."""
    words = []
    if figure.setting_id != other.setting_id:
        words.append(str(figure.setting or "kind of service not stated"))
    if figure.counted_note != other.counted_note and figure.counted_note:
        words.append(figure.counted_note)
    return f" ({', '.join(words)})" if words else ""


def expected_findings(figure: DisruptionFigure, desk: Desk) -> Iterator[Finding]:
    """What was expected against what happened, from either side.

    A strike that was called off did not happen, which is not a count of nought.
    """
    if figure.nature == Nature.EXPECTED:
        if ending := called_off(figure):
            sentence = (
                f"{sentence_start(desk.words(figure))} expected; {ending}: it did not happen."
            )
            yield Finding("expected", sentence, True, (figure,))
            return
        pairs = [(figure, other) for other in of_nature(figure, Nature.ACTUAL)]
    elif figure.nature == Nature.ACTUAL:
        pairs = [(other, figure) for other in of_nature(figure, Nature.EXPECTED)]
    else:
        return
    for expected, actual in pairs:
        yield Finding(
            "expected",
            f"{sentence_start(desk.words(expected))} expected; it was {desk.words(actual)}.",
            # A forecast that did not come true is a story, not a mistake in the records.
            True,
            in_front(figure, [expected, actual]),
        )


def sentence_start(words: str) -> str:
    return words[:1].upper() + words[1:]


def of_nature(figure: DisruptionFigure, nature: str) -> FigureQuerySet:
    """Standing, preferred figures for the same thing but of this nature."""
    columns = (*RIVAL_COLUMNS, "setting_id", "source_id")
    twin = DisruptionFigure(**{name: getattr(figure, name) for name in columns})
    twin.nature = nature
    return loaded(DisruptionFigure.objects.rivals_of(twin).filter(preferred=True)).order_by("pk")


def called_off(figure: DisruptionFigure) -> str:
    """ "the strike was called off on 30 November 2015", or "" where it was not."""
    if figure.event_id and figure.event.status == figure.event.Status.CALLED_OFF:
        return "the event was called off"
    if figure.strike_id:
        latest = figure.strike.status_changes.standing().in_order().last()
        if latest and latest.status == StrikeStatusChange.Status.CALLED_OFF:
            return f"the strike was called off {latest.happened()}"
    return ""


def in_front(
    figure: DisruptionFigure, figures: Iterable[DisruptionFigure]
) -> tuple[DisruptionFigure, ...]:
    return (figure, *(other for other in figures if other.pk != figure.pk))
