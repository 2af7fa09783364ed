"""Small stories for tests, through the workflow: drafts, published, scheduled, corrected, pulled.

`draft` and `approved` give the Article; `published`, `scheduled`, `corrected` and `withdrawn` give
the PublishedVersion that came of it; `pulled` gives the Article. `at` is a moment: a story of the
past is written, approved and published at that moment.
"""

from datetime import timedelta
from io import BytesIO
from itertools import count

from django.core.files.base import ContentFile
from django.utils import timezone
from django.utils.text import slugify
from PIL import Image

from articles import workflow
from articles.models import Article, Contributor, Picture, Quote, Section
from deeds.covering import search
from tests import factories

numbers = count(1)

BODY = "<p>Appointments were put off at Southampton General Hospital.</p>"


def section(name="Strikes"):
    return Section.objects.get_or_create(name=name, defaults={"slug": slugify(name)})[0]


def contributor(name="Rosa Field", **more):
    return Contributor.objects.get_or_create(name=name, defaults={"slug": slugify(name), **more})[0]


def marked(record, words):
    """The words, resting on a figure or a quotation (or on several figures, as a list)."""
    several = record if isinstance(record, list | tuple) else [record]
    kind = "quote" if isinstance(several[0], Quote) else "figure"
    ids = " ".join(str(each.pk) for each in several)
    return f'<span data-{kind}="{ids}">{words}</span>'


def graphic(figures, title="What was put off", kind="table", caption=""):
    """A table or chart of figures, or of numbers of figures, in a body."""
    ids = " ".join(str(getattr(each, "pk", each)) for each in figures)
    caption = f"<p>{caption}</p>" if caption else ""
    return f'<figure data-{kind}="{ids}"><figcaption>{title}</figcaption>{caption}</figure>'


# Quotations and pictures


def quote(
    words="We are sorry that people had to wait",
    attribution="Donna Green, chief nurse at Hampshire Hospitals",
    *,
    speakers=(),
    evidence=None,
    terms="on_record",
    check=True,
    at=None,
    **more,
):
    """A quotation, checked by a second person unless told otherwise."""
    speakers = list(speakers) or [factories.source("Donna Green", kind="person")]
    made = workflow.record_quote(
        by=factories.user("reporter"),
        words=words,
        attribution=attribution,
        speakers=speakers,
        evidence=evidence or factories.evidence(said_by=speakers[0], kind="statement"),
        terms=terms,
        now=at,
        **more,
    )
    if check:
        workflow.check_quote(by=factories.user("editor"), revision=made.latest(), now=at)
    return made


def revised_quote(made, *, reason="misheard", check=True, at=None, **changes):
    """Another revision of a quotation, checked by a second person unless told otherwise."""
    revision = workflow.revise_quote(
        by=factories.user("reporter"), quote=made, reason=reason, now=at, **changes
    )
    if check:
        workflow.check_quote(by=factories.user("editor"), revision=revision, now=at)
    return revision


def covered(wanted, *, by=None, but=(), **why):
    """Covered by an editor wherever it stands, but in the stories and records of these keys."""
    found = search(wanted)
    return workflow.cover_words(
        by=by or factories.user("editor"),
        wanted=wanted,
        chosen=[line.key for line in found.lines if line.group.key not in but],
        seen=found.token,
        why=workflow.Why(why="An order of the court.", **why),
    )


def jpeg(colour="teal", size=(8, 6)):
    data = BytesIO()
    Image.new("RGB", size, colour).save(data, "JPEG")
    return ContentFile(data.getvalue(), f"picture-{next(numbers)}.jpg")


def picture(title="Picket line", alt_text="Doctors with placards outside a hospital", **more):
    """A picture with its copy for readers."""
    made = Picture(
        title=title, alt_text=alt_text, credit=more.pop("credit", "Rosa Field/Newsroom"), **more
    )
    made.original.save("original.jpg", jpeg(), save=False)
    made.web_copy.save("copy.jpg", jpeg(), save=False)
    made.width, made.height = 8, 6
    made.save()
    return made


def picture_in_sizes(**more):
    """A picture with smaller copies, 4 and 8 pixels wide."""
    made = picture(**more)
    storage = made.web_copy.storage
    made.sizes = [
        [width, storage.save(f"pictures/{made.uuid}/{width}-ab12.avif", avif(width))]
        for width in (4, 8)
    ]
    made.save()
    return made


def avif(width):
    data = BytesIO()
    Image.new("RGB", (width, width)).save(data, "AVIF")
    return ContentFile(data.getvalue())


# Stories

LISTS = ("bylines", "pictures", "related", "trusts", "hospitals", "areas", "strikes")


def draft(headline="Strike puts off appointments", *, by=None, at=None, **given):
    """A working copy of a reporter. Takes the fields of Article and the lists of workflow.save."""
    lists = {name: given.pop(name) for name in LISTS if name in given}
    lists.setdefault("bylines", [contributor()])
    given.setdefault("slug", f"{slugify(headline)[:90]}-{next(numbers)}")
    given.setdefault("section", None)
    given["section"] = given["section"] or section()
    article = Article(headline=headline, body=given.pop("body", BODY), **given)
    return workflow.save(by=by or factories.user("reporter"), article=article, now=at, **lists)


def with_subs(article=None, *, at=None, **given):
    article = article or draft(at=at, **given)
    return workflow.submit(by=article.owner, article=article, now=at)


def approved(article=None, *, at=None, **given):
    """A story that a sub-editor has approved; takes one in any earlier state, or makes it."""
    article = article or draft(at=at, **given)
    article.refresh_from_db()
    if article.state == Article.State.DRAFT:
        article = with_subs(article, at=at)
    return workflow.approve(by=factories.user("sub"), article=article, now=at)


def published(article=None, *, at=None, left_because="as the source has it", **given):
    """A version that readers see from `at` (else from now) on. Releases nothing it cites.

    Takes `kind` and `notices` as workflow.publish does.
    """
    for_workflow = {name: given.pop(name) for name in ("kind", "notices") if name in given}
    article = article or draft(at=at, **given)
    if article.state != Article.State.APPROVED:
        article = approved(article, at=at)
    return workflow.publish(
        by=factories.user("editor"),
        article=article,
        at=at,
        now=at,
        left_because=left_because,
        **for_workflow,
    )


def scheduled(article=None, *, at=None, **given):
    """A version that starts at `at`, tomorrow at this time unless told otherwise."""
    for_workflow = {name: given.pop(name) for name in ("kind", "notices") if name in given}
    return workflow.publish(
        by=factories.user("editor"),
        article=approved(article, **given),
        at=at or timezone.now() + timedelta(days=1),
        left_because="as the source has it",
        **for_workflow,
    )


def changed(version, *, at=None, **fields):
    """The working copy of a published story with other words; lists as in `draft`."""
    article = Article.objects.get(pk=version.article_id)
    lists = {name: fields.pop(name) for name in LISTS if name in fields}
    for name, value in fields.items():
        setattr(article, name, value)
    return workflow.save(by=article.owner, article=article, now=at, **lists)


def updated(version, *, at=None, **fields):
    """The next version of a published story, with other words."""
    return published(changed(version, at=at, **fields), at=at)


def corrected(
    version,
    was_wrong="We said that 1,696 appointments were put off.",
    is_right="It was 1,854.",
    *,
    placement="top",
    at=None,
    **fields,
):
    """The next version, with a notice of correction."""
    fields.setdefault("body", BODY.replace("put off", "postponed"))
    notice = workflow.Notice(was_wrong=was_wrong, is_right=is_right, placement=placement)
    return published(changed(version, at=at, **fields), at=at, kind="correction", notices=[notice])


def withdrawn(version, notice="We could not stand this story up.", *, at=None):
    return workflow.withdraw(
        by=factories.user("editor"), article=version.article, notice=notice, now=at
    )


def pulled(version=None, **given):
    """A story that was on the site and is off it."""
    version = version or published(**given)
    return workflow.pull(by=factories.user("editor"), article=version.article)


def live(article, at=None):
    """The version that readers see at `at`, by default now; None where they see none."""
    return article.versions.live(at).first()


def citing_body(figure):
    return {"body": f"<p>{marked(figure, '1,854')} put off.</p>"}
