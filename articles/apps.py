from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = "The stories"

    def ready(self) -> None:
        from hospitals.dependents import register

        from . import picture_sizes, printed, public
        from .dependents import Stories
        from .mail import sending

        register(Stories())
        public.register()
        sending.register()
        picture_sizes.register()
        printed.register()
