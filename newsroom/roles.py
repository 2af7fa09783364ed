"""The four roles of the desk and what each may do, as groups of Django permissions.

Made after every `migrate`, so that the groups follow the code: a new permission reaches its
roles with the release that brings it. People are put into groups in the admin.
"""

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission

REPORTER = "reporter"
SUB_EDITOR = "sub-editor"
DATA_EDITOR = "data editor"
EDITOR = "editor"

VIEW_ALL = [
    f"{app}.view_{model}"
    for app, models in {
        "deeds": "deskchange soberdecision",
        "hospitals": "alias area areakind derivation dispute disruptionfigure event eventkind "
        "evidence evidenceterms figureconfirmation figuredecision figurerevision hospital "
        "hospitaltrust licence measure measureparts noticeconfirmation participation partlist "
        "saidwith seenin service servicenotice setting source sourcerole sourceterms staffgroup "
        "staffgroupname strike strikespell strikestatuschange strikesummary trust trustarea "
        "trustname trustsuccession union",
        "articles": "appearance approach article articleevent articlepicture articletext byline "
        "citation contributor correction correctionplan findinganswer linesentback note "
        "noteanswer passageconfirmation picture planline planrevision planstilltrue "
        "planstory previewanswer publishedversion publisher putright quote "
        "quoteconfirmation quoterevision quoteterms reissue relatedarticle section "
        "speaker",
    }.items()
    for model in models.split()
]


def editing(app: str, models: str, *verbs: str) -> list[str]:
    return [f"{app}.{verb}_{model}" for model in models.split() for verb in verbs]


WRITE_STORIES = [
    *editing(
        "articles",
        "article articlepicture byline relatedarticle picture quote",
        "add",
        "change",
    ),
    *editing("articles", "article articlepicture byline relatedarticle", "delete"),
    *editing("articles", "note passageconfirmation quoteconfirmation", "add"),
    "articles.add_appearance",
    "articles.change_putright",
]
RECORD_FACTS = [
    *editing(
        "hospitals", "disruptionfigure evidence event saidwith source sourcerole", "add", "change"
    ),
    *editing("hospitals", "alias strike", "add", "change"),
    *editing(
        "hospitals",
        "participation strikespell strikestatuschange strikesummary",
        "add",
        "change",
        "delete",
    ),
    *editing("hospitals", "servicenotice", "add", "change"),
    *editing("hospitals", "saidwith sourcerole alias", "delete"),
    # What is missing they propose: it stands once a data editor or editor has signed it off.
    *editing(
        "hospitals",
        "area dispute eventkind hospital hospitaltrust licence measure service setting staffgroup "
        "trust trustarea union",
        "add",
        "change",
    ),
    "hospitals.add_noticeconfirmation",
    "hospitals.add_figureconfirmation",
]
REFERENCE = editing(
    "hospitals",
    "area areakind derivation dispute eventkind hospital hospitaltrust licence measure "
    "measureparts partlist service setting staffgroup staffgroupname trust trustarea trustname "
    "trustsuccession union",
    "add",
    "change",
    "delete",
)
CHECK = ["hospitals.check_figure", "articles.check_quote", "deeds.look_at_change"]
DECIDE_FIGURES = [
    "hospitals.release_figure",
    "hospitals.prefer_figure",
    "hospitals.dispute_figure",
]
SUB = ["articles.edit_others_article", "articles.approve_article", "articles.publish_article"]

# Whoever sees that something must come off the site takes it off: it hurts nobody to wait for the
# editor who puts it back.
REPORTER_MAY = [*VIEW_ALL, *WRITE_STORIES, *RECORD_FACTS, "articles.pull_article"]
SUB_EDITOR_MAY = [
    *REPORTER_MAY,
    *CHECK,
    *SUB,
    "hospitals.release_figure",
]
DATA_EDITOR_MAY = [
    *REPORTER_MAY,
    *REFERENCE,
    *CHECK,
    *DECIDE_FIGURES,
    "hospitals.sign_off_fact",
    "hospitals.withdraw_figure",
]
EDITOR_MAY = [
    *DATA_EDITOR_MAY,
    *SUB,
    *editing("articles", "contributor section", "add", "change", "delete"),
    *editing("articles", "publisher", "add", "change"),
    "deeds.add_soberdecision",
    "deeds.send_again",
    "deeds.view_outboxitem",
    # What is covered nobody but an editor sees, and each look is kept.
    "deeds.cover",
    "deeds.view_cover",
    "articles.issue_correction",
    "articles.publish_alone",
    "articles.put_back_article",
    "articles.withdraw_article",
    "hospitals.check_own_figure",
    "hospitals.clear_evidence",
    "hospitals.decide_terms",
    "auth.view_user",
    "auth.add_user",
    "auth.change_user",
    "auth.view_group",
]

ROLES = {
    REPORTER: REPORTER_MAY,
    SUB_EDITOR: SUB_EDITOR_MAY,
    DATA_EDITOR: DATA_EDITOR_MAY,
    EDITOR: EDITOR_MAY,
}


def make_groups(*, using: str = "default") -> None:
    """Create the four groups, and give each exactly the permissions of the table."""
    for label in ("auth", "deeds", "hospitals", "articles"):
        create_permissions(apps.get_app_config(label), verbosity=0, using=using)
    ids = {
        f"{label}.{codename}": pk
        for pk, label, codename in Permission.objects.using(using).values_list(
            "pk", "content_type__app_label", "codename"
        )
    }
    for role, codenames in ROLES.items():
        group, _ = Group.objects.using(using).get_or_create(name=role)
        group.permissions.set([ids[codename] for codename in dict.fromkeys(codenames)])
