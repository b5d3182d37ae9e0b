"""That two records were one organisation: what a merge did, exactly enough to take it back."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from deungdae.apps.core.models.base import PublicModel
from deungdae.apps.organisations.models.organisation import Organisation


class OrganisationMerge(PublicModel):
    """`merged` became a part of `survivor`, until it is undone.

    `fields`: name → [survivor's value, merged one's value] before; the two were exchanged.
    `moved` and `stayed`: relation → keys of the rows that went to the survivor, or could not. `left`: what an
    undo did not touch because it had changed since, in words.
    """

    survivor = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="merges")
    merged = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="own_merges")
    reason = models.CharField(max_length=300)
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    merged_at = models.DateTimeField()
    fields = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    moved = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    stayed = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    undone_at = models.DateTimeField(null=True)
    left = models.JSONField(default=list)

    class Meta:
        ordering = ["-merged_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["merged"],
                condition=models.Q(undone_at__isnull=True),
                name="merge_one_open_per_merged",
            ),
            models.CheckConstraint(
                condition=~models.Q(survivor=models.F("merged")), name="merge_of_two_organisations"
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="merge_has_reason"),
        ]

    @property
    def merged_name(self) -> str:
        """What the merged one was called before, even when the names were exchanged."""
        return str(self.fields["name"][1]) if "name" in self.fields else self.merged.name

    @property
    def survivor_name(self) -> str:
        """What the survivor was called before."""
        return str(self.fields["name"][0]) if "name" in self.fields else self.survivor.name
