"""What a page offers readers to choose from: only what public figures and strikes are about."""

from django.db.models import Exists, OuterRef, Q

from newsroom.lib.selects import LongSelect

from .models import Area, DisruptionFigure, Hospital, Measure, StaffGroup, Strike, Trust


def offer_for_figures(form, at):
    """Selects of what figures public at `at` are about. Five queries, however many figures."""
    figures = DisruptionFigure.objects.public(at).standing()

    def with_figures(queryset, **link):
        return queryset.filter(Exists(figures.filter(**link)))

    pk = OuterRef("pk")
    areas = Area.objects.filter(
        Exists(figures.filter(area=pk)) | Q(kind=Area.Kind.REGION, trusts__isnull=False)
    ).distinct()
    offer(
        form,
        trust=("Any trust", with_figures(Trust.objects.public(at), trust_at_time=pk), "code"),
        hospital=("Any hospital", with_figures(Hospital.objects.public(at), hospital=pk), "slug"),
        area=("Any area", areas, "slug"),
        strike=("Any strike", with_figures(Strike.objects.public(at), strike=pk), "slug"),
        measure=("Anything", with_figures(Measure.objects.all(), measure=pk), "slug"),
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


def offer(form, **offered):
    """Turns text boxes into selects. `offered` is name=(words for none, queryset, key).

    A valid value that is not among them stays, so that the form says what was asked.
    """
    for name, (nothing, queryset, key) in offered.items():
        choices = [(getattr(row, key), words(row)) for row in queryset]
        chosen = getattr(form, "cleaned_data", {}).get(name)
        if chosen and getattr(chosen, key) not in dict(choices):
            choices.append((getattr(chosen, key), words(chosen)))
        form.fields[name].widget = LongSelect(choices=[("", nothing), *choices])


def words(row):
    if isinstance(row, Hospital):
        return str(row)
    return getattr(row, "title", None) or row.name
