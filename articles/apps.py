from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = "The stories"

    def ready(self) -> None:
        from hospitals.dependents import register

        from . import public
        from .dependents import Stories

        register(Stories())
        public.register()
