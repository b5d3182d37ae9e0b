"""A notice, its versions and the steps it took."""

import secrets
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.rights.matrix import scope_for
from deungdae.apps.accounts.rights.scopes import Level, Scope
from deungdae.apps.core.models import ImportRun
from deungdae.apps.core.models.base import PublicModel
from deungdae.apps.organisations.models import SearchRow

if TYPE_CHECKING:
    from deungdae.apps.accounts.models import Viewer

CODE_LETTERS = "23456789ABCDEF"
"""Without those that are taken for each other when somebody reads an address aloud or types it from paper."""
CODE_LENGTH = 8
MOST_TITLE = 200


def new_code() -> str:
    """What stands behind /n/: 1.5 thousand million of them."""
    return "".join(secrets.choice(CODE_LETTERS) for _place in range(CODE_LENGTH))


class Category(models.TextChoices):
    NOTICE = "notice", _("공지")
    PRESS = "press", _("보도자료")
    CALL = "call", _("모집·공모")
    EVENT = "event", pgettext_lazy("notice", "행사")
    TENDER = "tender", _("입찰")


class Tag(models.Model):
    """A word that notices are gathered by; `key`: as it is compared, without blanks and capitals; `number`:
    how many notices on the board have it."""

    name = models.CharField(max_length=30)
    key = models.CharField(max_length=60, unique=True)
    number = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(key="") & ~models.Q(name=""), name="notice_tag_named")
        ]

    def __str__(self) -> str:
        return self.name


class NoticeQuerySet(models.QuerySet["Notice"]):
    def visible_to(self, user: "Viewer") -> "NoticeQuerySet":
        """Staff see all; everybody else what is on the board or has been there until its end."""
        reach = scope_for(user, thing="notice", action="read", level=Level.PUBLIC)
        return self if reach is Scope.ALL else self.open()

    def open(self) -> "NoticeQuerySet":
        """What everybody may read: on the board, or ended in the ordinary way."""
        return self.filter(state__in=Notice.OPEN)

    def on_board(self, now: datetime) -> "NoticeQuerySet":
        """What stands on the board: published, and not past its end though no worker has said so yet."""
        not_over = models.Q(expires_at=None) | models.Q(expires_at__gt=now)
        return self.filter(not_over, state=Notice.State.PUBLISHED)

    def pinned_first(self) -> "NoticeQuerySet":
        """Those that stand above all others, in their order."""
        return self.filter(pinned__isnull=False).order_by("pinned")

    def newest_first(self) -> "NoticeQuerySet":
        return self.order_by("-published_at", "-id")


class Notice(PublicModel):
    """`body`: cleaned HTML; `text`: the same as plain text, for search, feeds and letters.

    published_at: the date that stands on it; imported_views: what an old board had counted, in ways that
    nobody knows.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("작성 중")
        SCHEDULED = "scheduled", _("게시 예약됨")
        PUBLISHED = "published", _("게시 중")
        EXPIRED = "expired", _("게시 종료")
        WITHDRAWN = "withdrawn", _("내림")

    OPEN = (State.PUBLISHED, State.EXPIRED)

    category = models.CharField(_("분류"), max_length=10, choices=Category)
    title = models.CharField(_("제목"), max_length=MOST_TITLE)
    body = models.TextField(_("내용"), blank=True)
    text = models.TextField(blank=True)
    person = models.CharField(_("담당자"), max_length=80, blank=True)
    department = models.CharField(_("담당 부서"), max_length=80)
    contact = models.CharField(pgettext_lazy("notice", "연락처"), max_length=120, blank=True)
    tags = models.ManyToManyField(Tag, related_name="notices", blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    pinned = models.PositiveSmallIntegerField(null=True, blank=True, help_text="1 stands first")
    scheduled_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True, help_text="not included")
    code = models.CharField(max_length=12, unique=True, default=new_code)
    version = models.PositiveIntegerField(default=1)
    views = models.PositiveBigIntegerField(default=0, help_text="counted here")
    imported_views = models.PositiveBigIntegerField(null=True, help_text="as an old board said")
    recommendations = models.PositiveIntegerField(default=0)
    run = models.ForeignKey(ImportRun, null=True, on_delete=models.PROTECT, related_name="+")
    created_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-published_at", "-id"]
        indexes = [
            models.Index(fields=["state", "published_at", "id"], name="notice_board"),
            models.Index(fields=["state", "category", "published_at"], name="notice_by_category"),
            models.Index(fields=["state", "scheduled_at"], name="notice_scheduled"),
            models.Index(
                fields=["state", "expires_at"],
                condition=models.Q(expires_at__isnull=False),
                name="notice_over",
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=~models.Q(title=""), name="notice_has_title"),
            models.CheckConstraint(
                condition=~models.Q(state__in=["published", "expired"])
                | models.Q(published_at__isnull=False),
                name="notice_published_has_time",
            ),
            models.CheckConstraint(
                condition=models.Q(state="scheduled", scheduled_at__isnull=False)
                | (~models.Q(state="scheduled") & models.Q(scheduled_at__isnull=True)),
                name="notice_scheduled_has_time",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["published", "scheduled"]) | ~models.Q(text=""),
                name="notice_published_has_text",
            ),
            models.CheckConstraint(
                condition=models.Q(pinned=None) | models.Q(pinned__gte=1), name="notice_pinned_from_one"
            ),
            models.UniqueConstraint(
                fields=["pinned"], condition=models.Q(pinned__isnull=False), name="notice_pinned_once"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN

    @property
    def all_views(self) -> int:
        return self.views + (self.imported_views or 0)


class NoticeVersion(models.Model):
    """What a notice said from a moment on; written once."""

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    actor = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    category = models.CharField(max_length=10, choices=Category)
    title = models.CharField(max_length=MOST_TITLE)
    body = models.TextField(blank=True)
    person = models.CharField(max_length=80, blank=True)
    department = models.CharField(max_length=80)
    contact = models.CharField(max_length=120, blank=True)
    tags = models.CharField(max_length=400, blank=True, help_text="names with commas between")
    is_imported = models.BooleanField(default=False, help_text="goes when the import is taken back")

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["notice", "number"], name="notice_version_once")]


class NoticeStep(models.Model):
    """How a notice came to a state; written once. `actor` None: the clock."""

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="steps")
    state = models.CharField(max_length=10, choices=Notice.State)
    at = models.DateTimeField()
    actor = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=200, blank=True)
    is_imported = models.BooleanField(default=False, help_text="goes when the import is taken back")

    class Meta:
        ordering = ["id"]


class NoticeSearch(SearchRow):
    """What a notice is found by: title, body, tags, who is in charge, names of its files."""

    notice = models.OneToOneField(
        Notice, primary_key=True, on_delete=models.CASCADE, related_name="search_row"
    )
