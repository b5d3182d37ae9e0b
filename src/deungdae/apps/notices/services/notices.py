"""Writing a notice and moving it on: each whole, each with its version or step."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError, refused
from deungdae.apps.core.happenings import Happening, announce, source_of
from deungdae.apps.core.imports.cells import squeezed
from deungdae.apps.notices.links import short_address
from deungdae.apps.notices.models import Attachment, Notice, NoticeStep, NoticeVersion, Tag
from deungdae.apps.notices.moments import moment_words
from deungdae.apps.notices.rich_text import Cleaned, cleaned
from deungdae.apps.notices.rules import find_transition
from deungdae.apps.notices.services.codes import free_codes
from deungdae.apps.notices.services.letters import ask_letters
from deungdae.apps.notices.services.pinning import unpin
from deungdae.apps.notices.services.searching import index_notices
from deungdae.apps.notices.services.tagging import recount_tags, tags_on

State = Notice.State
MOST_TAGS, MOST_TEXT = 10, 60_000
LEAST_OF_PRESS = 30
"""A press notice with a picture says at least so many letters beside it."""
SAID = ("category", "title", "body", "person", "department", "contact")


@dataclass(frozen=True, slots=True)
class NoticeFacts:
    """What is said: `body` as typed or pasted, `tags` as names."""

    category: str
    title: str
    body: str
    department: str
    person: str = ""
    contact: str = ""
    tags: Sequence[str] = ()
    expires_at: datetime | None = None


@transaction.atomic
def create_notice(*, facts: NoticeFacts, actor: User | None) -> tuple[Notice, int]:
    """A draft, and how many pictures of its text were left out."""
    now = clock.now()
    [code] = free_codes(1)
    notice = Notice(created_by=actor, created_at=now, version=0, code=code)
    pictures = write(notice, facts, actor=actor)
    step_to(notice, State.DRAFT, actor=actor)
    return notice, pictures


@transaction.atomic
def update_notice(*, notice: Notice, facts: NoticeFacts, seen: int, actor: User | None) -> tuple[Notice, int]:
    """What it says from now on. `seen`: the version that the person had before the eyes."""
    notice = lock_notice(notice)
    if notice.version != seen:
        template = _(
            "그사이 다른 사람이 고쳐 {version}판이 되었습니다(보시던 것은 {seen}판). 새로 고쳐 그 판에 이어"
            " 고쳐 주십시오. 적으신 내용은 아래에 그대로 있으니 복사해 두십시오."
        )
        raise refused("stale", template, version=notice.version, seen=seen)
    pictures = write(notice, facts, actor=actor)
    if notice.state in (State.PUBLISHED, State.SCHEDULED):
        require_publishable(notice)
    return notice, pictures


def lock_notice(notice: Notice) -> Notice:
    return Notice.objects.select_for_update(of=("self",)).get(pk=notice.pk)


def write(notice: Notice, facts: NoticeFacts, *, actor: User | None) -> int:
    body = cleaned(facts.body)
    require_text(body, category=facts.category)
    before = [getattr(notice, name) for name in SAID], notice.pk and tag_names(notice)
    for name in ("category", "title", "person", "department", "contact"):
        setattr(notice, name, getattr(facts, name))
    notice.body, notice.text, notice.expires_at = body.body, body.text, facts.expires_at
    notice.changed_at = clock.now()
    tags = tags_of(facts.tags)
    is_new = before != ([getattr(notice, name) for name in SAID], ", ".join(tag.name for tag in tags))
    notice.version += is_new
    had = tags_on([notice.pk]) if notice.pk else set()
    notice.save()
    notice.tags.set(tags)
    recount_tags(had | {tag.pk for tag in tags})
    if is_new:
        version_of(notice, tags, at=notice.changed_at, actor=actor).save(force_insert=True)
    index_notices([notice.pk])
    return body.pictures


def require_text(body: Cleaned, *, category: str) -> None:
    if body.pictures and not body.text:
        message = _(
            "내용이 그림뿐입니다. 그림 속 글은 화면 낭독기와 검색이 읽지 못합니다. 그림에 있는 말을 내용에"
            " 글로 적고, 그림은 저장한 뒤 ‘붙임’에 설명과 함께 올려 주십시오."
        )
        raise RefusedError("picture_only", message)
    if len(body.text) > MOST_TEXT:
        template = _(
            "내용이 {length}자입니다. {most}자까지 적을 수 있으니 나머지는 붙임 파일로 올려 주십시오."
        )
        raise refused("long", template, length=len(body.text), most=MOST_TEXT)


def version_of(
    notice: Notice, tags: Sequence[Tag], *, at: datetime, actor: User | None, is_imported: bool = False
) -> NoticeVersion:
    said = {name: getattr(notice, name) for name in SAID}
    return NoticeVersion(
        notice=notice,
        number=notice.version,
        at=at,
        actor=actor,
        tags=", ".join(tag.name for tag in tags),
        is_imported=is_imported,
        **said,
    )


def tag_names(notice: Notice) -> str:
    return ", ".join(notice.tags.order_by("name").values_list("name", flat=True))


def tags_of(names: Sequence[str]) -> list[Tag]:
    """The tags of these names; one that is new is made. Two spellings of one are one."""
    wanted = {squeezed(name): name for name in names if squeezed(name)}
    if len(wanted) > MOST_TAGS:
        template = _("꼬리표가 {count}개입니다. {most}개까지 붙일 수 있습니다.")
        raise refused("tags", template, count=len(wanted), most=MOST_TAGS)
    known = set(Tag.objects.filter(key__in=wanted).values_list("key", flat=True))
    new = [Tag(key=key, name=name) for key, name in wanted.items() if key not in known]
    Tag.objects.bulk_create(new, ignore_conflicts=True)
    return list(Tag.objects.filter(key__in=wanted).order_by("name"))


@transaction.atomic
def transition_notice(
    *, notice: Notice, target: str, actor: User | None, reason: str = "", at: datetime | None = None
) -> Notice:
    """A step of the table in `rules`; taken already, nothing happens. `at`: when a scheduled one appears."""
    notice = lock_notice(notice)
    step = find_transition(source=notice.state, target=target)
    if step is None:
        if notice.state == target:
            return notice
        template = _("지금 ‘{state}’ 상태라 할 수 없습니다. 화면을 새로 고쳐 확인해 주십시오.")
        raise refused("state", template, state=str(notice.get_state_display()))
    if step.asks_reason and not reason.strip():
        raise RefusedError("reason", _("까닭을 적어 주십시오. 기록에 남습니다."))
    notice.scheduled_at = None
    if target in (State.PUBLISHED, State.SCHEDULED):
        require_publishable(notice)
    if target == State.SCHEDULED:
        notice.scheduled_at = require_to_come(notice, at)
    if target == State.PUBLISHED and notice.published_at is None:
        notice.published_at = clock.now()
    notice.state = State(target)
    notice.changed_at = clock.now()
    notice.save(update_fields=["state", "scheduled_at", "published_at", "changed_at"])
    step_to(notice, State(target), actor=actor, reason=reason.strip())
    recount_tags(tags_on([notice.pk]))
    if target in (State.EXPIRED, State.WITHDRAWN):
        unpin(notice)
    if target == State.PUBLISHED:
        ask_letters(notice, actor=actor)
        announce([happening_of(notice)])
    return notice


def happening_of(notice: Notice) -> Happening:
    """Everybody who listens hears of it once, however often it is taken down and put up again."""
    facts = {"category": notice.category, "title": notice.title, "address": short_address(notice)}
    return Happening("notice.published", notice.short_id, source_of(notice, "published"), None, facts)


def step_to(notice: Notice, state: Notice.State, *, actor: User | None, reason: str = "") -> None:
    NoticeStep.objects.create(notice=notice, state=state, at=clock.now(), actor=actor, reason=reason)


def require_publishable(notice: Notice) -> None:
    """It can be read by everybody: words, and for a picture what it shows."""
    if not notice.text:
        raise RefusedError("no_text", _("내용이 비어 있어 게시할 수 없습니다. 내용을 글로 적어 주십시오."))
    if notice.expires_at is not None and notice.expires_at <= clock.now():
        template = _("게시를 끝낼 때({when})가 이미 지났습니다. 고치기에서 뒤로 미루거나 지워 주십시오.")
        raise refused("over", template, when=moment_words(notice.expires_at))
    files = Attachment.objects.filter(notice=notice, file__content_type__startswith="image/")
    if notice.category == "press" and len(notice.text) < LEAST_OF_PRESS and files.exists():
        template = _(
            "보도자료의 내용이 {length}자이고 나머지는 그림입니다. 그림 속 글은 화면 낭독기와 검색이 읽지"
            " 못하니 내용을 {least}자 이상 글로 적어 주십시오."
        )
        raise refused("picture_only", template, length=len(notice.text), least=LEAST_OF_PRESS)


def require_to_come(notice: Notice, at: datetime | None) -> datetime:
    if at is None or at <= clock.now():
        when = moment_words(at) if at is not None else ""
        template = _(
            "게시할 때 {when}(은/는) 이미 지났습니다. 앞으로의 때를 적거나 ‘지금 게시’를 누르십시오."
        )
        raise refused("past", template, when=when)
    if notice.expires_at is not None and notice.expires_at <= at:
        template = _("게시할 때가 게시를 끝낼 때({when})보다 늦습니다. 둘 가운데 하나를 고쳐 주십시오.")
        raise refused("over", template, when=moment_words(notice.expires_at))
    return at


def move_due_notices() -> int:
    """A worker's chore: publish what is scheduled and due, end what is over. How many moved."""
    now, moved = clock.now(), 0
    due = Notice.objects.filter(state=State.SCHEDULED, scheduled_at__lte=now)
    over = Notice.objects.filter(state=State.PUBLISHED, expires_at__lte=now)
    for found, target in ((due, State.PUBLISHED), (over, State.EXPIRED)):
        for notice in found.order_by("pk")[:100]:
            moved += moved_by_clock(notice, target)
    return moved


@transaction.atomic
def moved_by_clock(notice: Notice, target: Notice.State) -> bool:
    """A notice that cannot be published any more becomes a draft again, with the reason."""
    locked = lock_notice(notice)
    if locked.state != notice.state:
        return False
    try:
        with transaction.atomic():
            transition_notice(notice=locked, target=target, actor=None)
    except RefusedError as error:
        locked.state, locked.scheduled_at = State.DRAFT, None
        locked.save(update_fields=["state", "scheduled_at"])
        step_to(locked, State.DRAFT, actor=None, reason=error.message[:200])
    return True
