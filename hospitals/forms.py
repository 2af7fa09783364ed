"""What a page offers readers to choose from: only what public figures and strikes are about."""

from django.db.models import Exists, OuterRef, Q, Subquery

from newsroom.lib.prepared import MOMENT, Prepared
from newsroom.lib.selects import LongSelect

from .models import Area, DisruptionFigure, Hospital, Measure, StaffGroup, Strike, Trust


def with_figures(model, link):
    """Asks for the records of `model` that standing figures public at `at` are about."""

    def question(at):
        about = DisruptionFigure.objects.public(at).standing().filter(**{link: OuterRef("pk")})
        rows = model.objects.all() if model is Measure else model.objects.public(at)
        # The latest of each, by its index; EXISTS is to PostgreSQL a reason to look at them all.
        latest = about.order_by("-period_end", "-id").values("pk")[:1]
        return rows.alias(latest=Subquery(latest)).filter(latest__isnull=False)

    return Prepared(question, at=MOMENT)


def areas_with_figures(at):
    about = DisruptionFigure.objects.public(at).standing().filter(area=OuterRef("pk"))
    with_trusts = Q(kind=Area.Kind.REGION, trusts__isnull=False)
    return Area.objects.filter(Exists(about) | with_trusts).distinct()


TRUSTS = with_figures(Trust, "trust_at_time")
HOSPITALS = with_figures(Hospital, "hospital")
AREAS = Prepared(areas_with_figures, at=MOMENT)
STRIKES = with_figures(Strike, "strike")
MEASURES = with_figures(Measure, "measure")


def offer_for_figures(form, at):
    """Selects of what figures public at `at` are about. Five queries, however many figures."""
    offer(
        form,
        trust=("Any trust", TRUSTS(at=at), "code"),
        hospital=("Any hospital", HOSPITALS(at=at), "slug"),
        area=("Any area", AREAS(at=at), "slug"),
        strike=("Any strike", STRIKES(at=at), "slug"),
        measure=("Anything", MEASURES(at=at), "slug"),
    )


def offer_for_strikes(form, at):
    out = Trust.objects.public(at).filter(participations__answer="yes").distinct()
    offer(
        form,
        staff_group=(
            "Any staff",
            StaffGroup.objects.filter(strikes__isnull=False).distinct(),
            "slug",
        ),
        trust=("Any trust", out, "code"),
    )


def offer_for_trusts(form, at):
    offer(form, region=("Any region", Area.objects.regions(), "slug"))


def offer_for_hospitals(form, at):
    running = Trust.objects.public(at).filter(runs__valid_to__isnull=True, runs__isnull=False)
    offer(
        form,
        trust=("Any trust", running.distinct(), "code"),
        region=("Any region", Area.objects.regions(), "slug"),
    )


def offer_for_changes(form, changes, at):
    """Selects of what the figures of these revisions are about. Three queries."""

    def with_changes(queryset, link):
        return queryset.filter(pk__in=changes.order_by().values(f"figure__{link}"))

    offer(
        form,
        trust=("Any trust", with_changes(Trust.objects.public(at), "trust_at_time"), "code"),
        strike=("Any strike", with_changes(Strike.objects.public(at), "strike"), "slug"),
        measure=("Anything", with_changes(Measure.objects.all(), "measure"), "slug"),
    )


def offer(form, **offered):
    """Turns text boxes into selects. `offered` is name=(words for none, records, key).

    A valid value that is not among them stays, so that the form says what was asked.
    """
    for name, (nothing, records, key) in offered.items():
        choices = [(getattr(row, key), words(row)) for row in records]
        chosen = getattr(form, "cleaned_data", {}).get(name)
        if chosen and getattr(chosen, key) not in dict(choices):
            choices.append((getattr(chosen, key), words(chosen)))
        form.fields[name].widget = LongSelect(choices=[("", nothing), *choices])


def words(row):
    if isinstance(row, Hospital):
        return str(row)
    return getattr(row, "title", None) or row.name
