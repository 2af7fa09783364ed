"""A refusal of the workflow stands on the form, with everything that was typed."""

from django.contrib.auth.models import AbstractBaseUser

from lib.refusals import Refused


class SaysRefusals:
    """For a form: shows what the workflow refused after the form itself was satisfied."""

    refused: list[str] = []
    user: AbstractBaseUser | None = None

    def clean(self):
        cleaned = super().clean()
        for sentence in self.refused:
            self.add_error(None, sentence)
        return cleaned


class RefusalsOnForm:
    """For a ModelAdmin that saves through the workflow, with a form that is a SaysRefusals."""

    def changeform_view(self, request, *args, **kwargs):
        try:
            return super().changeform_view(request, *args, **kwargs)
        except Refused as refusal:
            # Nothing was written: the admin's transaction is rolled back. Show the form again.
            request.refused = refusal.messages
            return super().changeform_view(request, *args, **kwargs)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.refused = getattr(request, "refused", [])
        form.user = request.user
        return form
