"""Why two records are one organisation, as a person types it."""

from django import forms

from deungdae.apps.core.errors import RefusedError


class MergeForm(forms.Form):
    """Left empty, the service says what is missing."""

    reason = forms.CharField(max_length=300, required=False)

    def typed_reason(self) -> str:
        """The reason; RefusedError for words that are not kept anywhere."""
        if not self.is_valid():
            raise RefusedError("merge_words", str(self.errors["reason"][0]))
        return str(self.cleaned_data["reason"])
