"""How often a notice was read and recommended, without knowing by whom."""

from django.db import models

from deungdae.apps.accounts.models import User
from deungdae.apps.notices.models.notices import Notice


class DaySalt(models.Model):
    """What visitors of one day are hashed with. It goes with the day, and the hashes say nothing then."""

    day = models.DateField(unique=True)
    salt = models.BinaryField(max_length=32)


class NoticeView(models.Model):
    """That a visitor of the day was here; goes with the day, when only its number stays."""

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    visitor = models.CharField(max_length=32, help_text="hash with the day's salt")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["day", "notice", "visitor"], name="notice_view_once_a_day")
        ]


class ViewCount(models.Model):
    """How many visitors read a notice on a day."""

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="view_counts")
    day = models.DateField()
    number = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-day"]
        constraints = [models.UniqueConstraint(fields=["notice", "day"], name="notice_view_count_once")]


class Recommendation(models.Model):
    """One of a person with an account, or of a browser that keeps a mark of its own."""

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(User, null=True, on_delete=models.CASCADE, related_name="+")
    browser = models.CharField(max_length=64, blank=True, help_text="hash of the mark in its cookie")
    day = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["notice", "person"],
                condition=models.Q(person__isnull=False),
                name="notice_recommended_once_by_person",
            ),
            models.UniqueConstraint(
                fields=["notice", "browser"],
                condition=~models.Q(browser=""),
                name="notice_recommended_once_by_browser",
            ),
            models.CheckConstraint(
                condition=models.Q(person__isnull=False, browser="")
                | (models.Q(person=None) & ~models.Q(browser="")),
                name="notice_recommended_by_one",
            ),
        ]
