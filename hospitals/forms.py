"""What a page offers readers to choose from: only what public figures and strikes are about."""

from django.db.models import Exists, OuterRef, Q, Subquery

from deeds.memory import remembered
from lib.selects import LongSelect, Options

from .models import (
    Area,
    Hospital,
    Measure,
    Participation,
    PublicFigure,
    StaffGroup,
    Strike,
    Trust,
)


def with_figures(model, at, link):
    """The records of `model` that standing figures public at `at` are about."""
    records = model.objects.all() if model is Measure else model.objects.public(at)
    about = PublicFigure.objects.live(at).standing().filter(**{link: OuterRef("pk")})
    # The latest of each, by its index; EXISTS is to PostgreSQL a reason to look at them all.
    latest = about.order_by("-period_end", "-figure_id").values("pk")[:1]
    return records.alias(latest=Subquery(latest)).filter(latest__isnull=False)


def areas_with_figures(at):
    about = PublicFigure.objects.live(at).standing().filter(area=OuterRef("pk"))
    with_trusts = Q(kind=Area.Kind.REGION, trusts__isnull=False)
    return Area.objects.filter(Exists(about) | with_trusts).distinct()


def offer_for_figures(form, at):
    """Selects of what figures public at `at` are about. Five queries, however many figures."""

    def choices():
        return {
            "trust": offered("Any trust", with_figures(Trust, at, "trust_at_time"), "code"),
            "hospital": offered("Any hospital", with_figures(Hospital, at, "hospital")),
            "area": offered("Any area", areas_with_figures(at)),
            "strike": offered("Any strike", with_figures(Strike, at, "strike")),
            "measure": offered("Anything", with_figures(Measure, at, "measure")),
        }

    offer(form, remembered("figures offer", choices, at))


def offer_for_strikes(form, at):
    def choices():
        groups = StaffGroup.objects.filter(strikes__isnull=False).distinct()
        told = Participation.objects.public(at).filter(answer="yes")
        out = Trust.objects.public(at).filter(pk__in=told.values("trust"))
        return {
            "staff_group": offered("Any staff", groups),
            "trust": offered("Any trust", out, "code"),
        }

    offer(form, remembered("strikes offer", choices, at))


def offer_for_trusts(form, at):
    def choices():
        return {"region": offered("Any region", Area.objects.regions())}

    offer(form, remembered("trusts offer", choices, at))


def offer_for_hospitals(form, at):
    def choices():
        running = Trust.objects.public(at).filter(runs__valid_to__isnull=True, runs__isnull=False)
        return {
            "trust": offered("Any trust", running.distinct(), "code"),
            "region": offered("Any region", Area.objects.regions()),
        }

    offer(form, remembered("hospitals offer", choices, at))


def offer_for_changes(form, changes, at, name):
    """Selects of what the figures of these revisions are about. Three queries.

    `name` tells these changes from others.
    """

    def with_changes(queryset, link):
        return queryset.filter(pk__in=changes.order_by().values(f"figure__{link}"))

    def choices():
        trusts = with_changes(Trust.objects.public(at), "trust_at_time")
        return {
            "trust": offered("Any trust", trusts, "code"),
            "strike": offered("Any strike", with_changes(Strike.objects.public(at), "strike")),
            "measure": offered("Anything", with_changes(Measure.objects.all(), "measure")),
        }

    offer(form, remembered(("changes offer", name), choices, at))


def offered(nothing, records, key="slug"):
    """(key, Options): the words for none, then the records."""
    return key, Options([("", nothing), *((getattr(row, key), words(row)) for row in records)])


def offer(form, choices):
    """Turns text boxes into selects.

    A valid value that is not among them stays, so that the form says what was asked.
    """
    for name, (key, options) in choices.items():
        chosen = getattr(form, "cleaned_data", {}).get(name)
        if chosen and getattr(chosen, key) not in options:
            options = options.and_one(getattr(chosen, key), words(chosen))
        form.fields[name].widget = LongSelect(choices=options)


def words(row):
    if isinstance(row, Hospital):
        return str(row)
    return getattr(row, "title", None) or row.name
