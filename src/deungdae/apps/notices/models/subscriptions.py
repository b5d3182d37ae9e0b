"""Who wants a letter when something new is on the board."""

from django.db import models

from deungdae.apps.core.models.base import PublicModel
from deungdae.apps.notices.models.notices import Tag


class Subscription(PublicModel):
    """Only of addresses that were confirmed by their owner. It goes, row and all, when it is ended.

    categories: codes; without any category and tag everything is wanted. link_version: raised, all links
    that were mailed before are dead.
    """

    email = models.EmailField(unique=True, help_text="small letters")
    categories = models.JSONField(default=list)
    tags = models.ManyToManyField(Tag, related_name="+", blank=True)
    language = models.CharField(max_length=5, default="ko")
    link_version = models.PositiveIntegerField(default=1)
    confirmed_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=~models.Q(email=""), name="subscription_has_address")]
