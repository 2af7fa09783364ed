from django.apps import AppConfig


class HospitalsConfig(AppConfig):
    name = "hospitals"
    verbose_name = "The facts"

    def ready(self) -> None:
        from . import public

        public.register()
