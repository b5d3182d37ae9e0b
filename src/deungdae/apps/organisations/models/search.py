"""Search rows: what a record is found by, kept beside it and indexed by the database in its own way."""

from django.db import models

from deungdae.apps.organisations.models.organisation import Organisation
from deungdae.apps.organisations.models.solutions import Solution
from deungdae.apps.organisations.search_fields import SearchedText, TokensField


class SearchRow(models.Model):
    """What a record is found by; the fields are those of the engine's entry."""

    key = SearchedText()
    forms = SearchedText()
    words = SearchedText()
    initials = SearchedText()
    numbers = SearchedText()
    tokens = TokensField()

    class Meta:
        abstract = True


class OrganisationSearch(SearchRow):
    organisation = models.OneToOneField(
        Organisation, primary_key=True, on_delete=models.CASCADE, related_name="search_row"
    )


class SolutionSearch(SearchRow):
    """Of public fields alone: what somebody may not read is no way to find it."""

    solution = models.OneToOneField(
        Solution, primary_key=True, on_delete=models.CASCADE, related_name="search_row"
    )
