"""Who is here on the day, and by how much it runs late. Both are logs: the last line counts."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from deungdae.apps.caravan.models.day import MatchingDay
from deungdae.apps.caravan.models.participants import Participant

MOST_DELAY = 240


class Presence(models.Model):
    """What is known of a participant at the door."""

    class State(models.TextChoices):
        HERE = "here", pgettext_lazy("presence", "왔음")
        ABSENT = "absent", pgettext_lazy("presence", "오지 않음")
        UNKNOWN = "unknown", pgettext_lazy("presence", "아직 오지 않음")

    class Way(models.TextChoices):
        LIST = "list", _("명단")
        QR = "qr", _("QR")
        WALK_IN = "walk_in", _("현장 등록")

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="presences")
    state = models.CharField(max_length=7, choices=State)
    way = models.CharField(max_length=7, choices=Way)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL)

    class Meta:
        ordering = ["id"]


class Delay(models.Model):
    """From now on the slots of the day begin so many minutes later."""

    day = models.ForeignKey(MatchingDay, on_delete=models.CASCADE, related_name="delays")
    minutes = models.PositiveSmallIntegerField(_("늦어진 시간(분)"))
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(minutes__lte=MOST_DELAY), name="delay_within_four_hours"
            )
        ]
