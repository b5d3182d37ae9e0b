"""Two records of one person made one, with the way back; and pairs that were told to be two people."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from deungdae.apps.academy.models.trainees import Trainee
from deungdae.apps.accounts.models import User
from deungdae.apps.core.models.base import PublicModel


class TraineeMerge(PublicModel):
    """`survivor` stands for both. `moved`: relation → keys of the rows that went from one to the other."""

    survivor = models.ForeignKey(Trainee, on_delete=models.PROTECT, related_name="joins")
    merged = models.ForeignKey(Trainee, on_delete=models.PROTECT, related_name="joined")
    moved = models.JSONField(default=dict)
    took_account = models.BooleanField(default=False)
    reason = models.CharField(_("까닭"), max_length=200)
    merged_at = models.DateTimeField()
    merged_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-merged_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["merged"], condition=models.Q(undone_at__isnull=True), name="trainee_joined_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(survivor=models.F("merged")), name="trainee_joined_to_another"
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="trainee_joined_with_a_reason"),
        ]

    def __str__(self) -> str:
        return self.reason


class TwoPeople(models.Model):
    """Somebody looked at both and said that they are two; `first` is the smaller key."""

    first = models.ForeignKey(Trainee, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Trainee, on_delete=models.CASCADE, related_name="+")
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="two_people_once"),
            models.CheckConstraint(
                condition=models.Q(first__lt=models.F("second")), name="two_people_in_order"
            ),
        ]
