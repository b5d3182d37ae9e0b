"""A programme and its goals."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from deungdae.apps.core.models.base import PublicModel


def told(korean: str, english: str) -> str:
    """A name of the centre's own in the language of the page, where it has one."""
    return english if english and get_language() == "en" else korean


class Programme(PublicModel):
    """What the centre is to reach from a day to a day. `source`: where its targets stand."""

    code = models.CharField(max_length=40, unique=True)
    title = models.CharField(max_length=120)
    title_english = models.CharField(max_length=120, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(help_text="the first day after it")
    source = models.CharField(max_length=300)

    class Meta:
        ordering = ["-starts_on", "code"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gt=models.F("starts_on")), name="programme_period_not_empty"
            ),
        ]

    def __str__(self) -> str:
        return told(self.title, self.title_english)


class Goal(PublicModel):
    """What part of the programme's work leads to it: one of the three stages."""

    class Stage(models.TextChoices):
        AWARENESS = "awareness", _("인식 제고")
        CAPABILITY = "capability", _("역량 강화")
        EXECUTION = "execution", _("실행 지원")
        EFFECT = "effect", _("기업의 변화")

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="goals")
    code = models.CharField(max_length=40)
    place = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    title_english = models.CharField(max_length=120, blank=True)
    stage = models.CharField(max_length=12, choices=Stage)

    class Meta:
        ordering = ["place", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "code"], name="programme_goal_once"),
        ]

    def __str__(self) -> str:
        return told(self.title, self.title_english)
