from typing import Any

from django.apps import AppConfig, apps
from django.apps.registry import Apps
from django.contrib.admin import apps as admin_apps
from django.db.models.signals import post_migrate


def make_groups_after_migrate(*, using: str, apps: Apps = apps, **kwargs: Any) -> None:
    """Once the tables are there that the roles speak of; not on the way back to zero.

    `flush` sends the signal too, without the apps of a migration.
    """
    from newsroom.roles import make_groups

    try:
        for model in ("auth.Group", "hospitals.DisruptionFigure", "articles.Article"):
            apps.get_model(model)
    except LookupError:
        return
    make_groups(using=using)


class NewsroomConfig(AppConfig):
    """The project itself: wiring, roles and system checks; no models of its own."""

    name = "newsroom"
    verbose_name = "Newsroom"
    default = True

    def ready(self) -> None:
        from newsroom import checks  # noqa: F401 - registers the system checks

        # Django sends the signal for apps with models only, so not for this one.
        post_migrate.connect(
            make_groups_after_migrate,
            sender=apps.get_app_config("articles"),
            dispatch_uid="newsroom.roles",
        )


class DeskConfig(admin_apps.AdminConfig):
    """Django's admin with our desk as its site."""

    default = False
    default_site = "newsroom.site.DeskSite"
