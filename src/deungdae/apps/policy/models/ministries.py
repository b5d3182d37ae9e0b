"""Ministries of the government, with their names from a day to a day."""

from datetime import date

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from deungdae.apps.core.models.base import PublicModel
from deungdae.apps.organisations.models import Organisation


class Ministry(PublicModel):
    """`organisation`: the body in the register whose people act for it; `ends_on`: from this day it is no
    more, and its tasks are the `successor`'s."""

    code = models.SlugField(max_length=20, unique=True)
    organisation = models.ForeignKey(
        Organisation, null=True, on_delete=models.PROTECT, related_name="ministries"
    )
    ends_on = models.DateField(null=True)
    successor = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="predecessors")

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on=None, successor=None)
                | models.Q(ends_on__isnull=False, successor__isnull=False),
                name="ministry_ends_into_another",
            ),
            models.CheckConstraint(
                condition=models.Q(successor=None) | ~models.Q(successor=models.F("id")),
                name="ministry_not_its_own_successor",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    def name_on(self, day: date) -> str:
        """The short name on that day; read from the names that were fetched with it."""
        names = list(self.names.all())
        found = [one for one in names if one.starts_on <= day] or names[:1]
        return found[-1].shown if found else self.code


class MinistryName(models.Model):
    """What it is called, until its next name begins."""

    ministry = models.ForeignKey(Ministry, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(_("이름"), max_length=80)
    short_name = models.CharField(_("짧은 이름"), max_length=20)
    short_english = models.CharField(max_length=20, blank=True)
    starts_on = models.DateField(_("시작일"))
    source = models.CharField(_("근거"), max_length=200)

    class Meta:
        ordering = ["ministry", "starts_on"]
        constraints = [
            models.UniqueConstraint(fields=["ministry", "starts_on"], name="ministry_name_from_a_day_once"),
            models.CheckConstraint(
                condition=~models.Q(name="") & ~models.Q(short_name=""), name="ministry_name_not_empty"
            ),
        ]

    @property
    def shown(self) -> str:
        """The short name in the language of the page."""
        in_english = (get_language() or "").startswith("en")
        return self.short_english if in_english and self.short_english else self.short_name
