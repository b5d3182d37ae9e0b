"""What stays of a forum: materials of talks, groups that go on, a letter to those who were there."""

from collections.abc import Sequence
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError, refused
from deungdae.apps.core.files import discard_file
from deungdae.apps.core.imports.services import shown_name
from deungdae.apps.core.models import StoredFile
from deungdae.apps.forum.models import (
    FollowUpGroup,
    Forum,
    GroupMember,
    Registration,
    Talk,
    TalkMaterial,
)
from deungdae.apps.forum.services import letters
from deungdae.apps.forum.services.turns import lock_forum, lock_registration, lock_talk
from deungdae.apps.notices.files.kinds import ending_of
from deungdae.apps.notices.files.taking import judged, stored_file

KINDS = ("pdf", "pptx", "ppt", "hwp", "hwpx", "zip")
MOST_MATERIALS, MOST_BYTES = 10, 30 * 1024 * 1024
MOST_GROUPS = 30


def add_material(
    *, talk: Talk, title: str, file: UploadedFile | None, link: str, has_agreed: bool, key: UUID
) -> TalkMaterial:
    """A file or a link of a talk that is held; others see it while its speaker agrees."""
    made = TalkMaterial.objects.filter(key=key, talk=talk).first()
    if made is not None:
        return made
    if (file is None) == (not link):
        raise RefusedError("one", _("파일과 주소 가운데 하나만 넣어 주십시오."))
    stored = kept(file) if file is not None else None
    agreed_at = clock.now() if has_agreed else None
    new = TalkMaterial(title=title, link=link, agreed_at=agreed_at, key=key, created_at=clock.now())
    try:
        return written(talk, new, stored)
    except Exception:
        if stored is not None:
            discard_file(stored=stored)
        raise


@transaction.atomic
def written(talk: Talk, new: TalkMaterial, stored: StoredFile | None) -> TalkMaterial:
    forum, mine = lock_talk(talk)
    if not mine.is_announced or forum.state == Forum.State.CANCELLED:
        raise RefusedError("not_held", _("채택된 발표에만 자료를 올릴 수 있습니다."))
    if mine.materials.count() >= MOST_MATERIALS:
        template = _("발표 하나에 자료를 {most}개까지 올릴 수 있습니다. 쓰지 않는 자료를 지워 주십시오.")
        raise refused("many", template, most=MOST_MATERIALS)
    new.talk = mine
    try:
        with transaction.atomic():
            if stored is not None:
                stored.save()
                new.file = stored
            new.save(force_insert=True)
    except IntegrityError as error:
        raise RefusedError("stale", _("방금 같은 자료를 올렸습니다. 화면을 새로 고쳐 주십시오.")) from error
    return new


def kept(file: UploadedFile) -> StoredFile:
    """The file under our own name, judged as those of notices are: everybody may get it."""
    name = shown_name(file.name or "")
    if ending_of(name) not in KINDS:
        template = _(
            "‘{name}’(은/는) 올릴 수 없는 파일입니다. PDF, PPTX, PPT, HWP, HWPX, ZIP으로 올려 주십시오."
        )
        raise refused("kind", template, name=name[:80])
    if (file.size or 0) > MOST_BYTES:
        template = _("‘{name}’(이/가) 30MB보다 큽니다. 나누어 올리거나 주소로 넣어 주십시오.")
        raise refused("large", template, name=name[:80])
    found = judged(file)
    return stored_file(file, name=found.name, ending=found.ending, actor=None)


@transaction.atomic
def agree(*, material: TalkMaterial, has_agreed: bool) -> None:
    """The speaker agrees that everybody sees it, or no longer does: from the next request on."""
    now = clock.now() if has_agreed else None
    TalkMaterial.objects.filter(pk=material.pk).update(agreed_at=now)


@transaction.atomic
def remove_material(*, material: TalkMaterial) -> None:
    stored = material.file
    material.delete()
    if stored is not None:
        stored.delete()
        transaction.on_commit(lambda: discard_file(stored=stored))


@transaction.atomic
def set_groups(*, forum: Forum, names: Sequence[str]) -> list[FollowUpGroup]:
    """Exactly these groups; one that somebody has joined stays."""
    forum = lock_forum(forum)
    if len(names) > MOST_GROUPS:
        raise refused("many", _("모임은 {most}개까지 적을 수 있습니다."), most=MOST_GROUPS)
    known = {group.name: group for group in FollowUpGroup.objects.filter(forum=forum)}
    gone = [group for name, group in known.items() if name not in names]
    joined = GroupMember.objects.filter(group__in=gone).select_related("group").first()
    if joined is not None:
        template = _("‘{group}’에 들어온 사람이 있어 지울 수 없습니다.")
        raise refused("joined", template, group=joined.group.name)
    FollowUpGroup.objects.filter(pk__in=[group.pk for group in gone]).delete()
    new = [FollowUpGroup(forum=forum, name=name) for name in dict.fromkeys(names) if name not in known]
    return FollowUpGroup.objects.bulk_create(new)


@transaction.atomic
def join_group(*, group: FollowUpGroup, registration: Registration) -> None:
    _forum, mine = lock_registration(registration)
    if group.forum_id != mine.forum_id or mine.state != Registration.State.SEATED:
        raise RefusedError("no_seat", _("참가가 확정된 사람만 모임에 들어올 수 있습니다."))
    GroupMember.objects.get_or_create(group=group, registration=mine, defaults={"joined_at": clock.now()})


@transaction.atomic
def leave_group(*, group: FollowUpGroup, registration: Registration) -> None:
    GroupMember.objects.filter(group=group, registration=registration).delete()


@transaction.atomic
def write_to_all(*, forum: Forum, subject: str, text: str, key: UUID, actor: User) -> int:
    """A letter to everybody who came; the same form twice is one letter for each. How many."""
    forum = lock_forum(forum)
    if forum.state != Forum.State.HELD:
        raise RefusedError("not_held", _("포럼을 마친 뒤에 보낼 수 있습니다."))
    came = Registration.objects.filter(forum=forum, arrival__isnull=False).exclude(email="")
    people = list(came)
    for one in people:
        one.forum = forum
    letters.tell_people(people, letters.FOLLOW_UP, reason=text, subject=subject, occasion=f"letter:{key}")
    return len(people)
