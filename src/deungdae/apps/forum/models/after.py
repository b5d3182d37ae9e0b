"""After the forum: what speakers leave, and who goes on together."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from deungdae.apps.core.models import StoredFile
from deungdae.apps.core.models.base import PublicModel
from deungdae.apps.forum.models.forums import Forum
from deungdae.apps.forum.models.registrations import Registration
from deungdae.apps.forum.models.talks import Talk


class TalkMaterial(PublicModel):
    """A file or a link of a talk; others see it only while its speaker agrees."""

    talk = models.ForeignKey(Talk, on_delete=models.PROTECT, related_name="materials")
    title = models.CharField(_("자료 이름"), max_length=120)
    file = models.OneToOneField(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    link = models.URLField(_("주소"), max_length=300, blank=True)
    agreed_at = models.DateTimeField(null=True, help_text="when its speaker agreed to publish it")
    key = models.UUIDField(unique=True, null=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(title=""), name="forum_material_has_title"),
            models.CheckConstraint(
                condition=models.Q(file__isnull=False, link="")
                | (models.Q(file__isnull=True) & ~models.Q(link="")),
                name="forum_material_file_or_link",
            ),
        ]


class FollowUpGroup(PublicModel):
    """People of one industry who want to go on after the forum."""

    forum = models.ForeignKey(Forum, on_delete=models.PROTECT, related_name="groups")
    name = models.CharField(_("모임"), max_length=60)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["forum", "name"], name="forum_group_once"),
            models.CheckConstraint(condition=~models.Q(name=""), name="forum_group_has_name"),
        ]

    def __str__(self) -> str:
        return self.name


class GroupMember(models.Model):
    group = models.ForeignKey(FollowUpGroup, on_delete=models.CASCADE, related_name="members")
    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="memberships")
    joined_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["group", "registration"], name="forum_group_member_once")
        ]
