"""Materials of a session: added, named, ordered, replaced and withdrawn, each once and with its trail."""

from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from deungdae.apps.academy.models import Cohort, Session, SessionMaterial
from deungdae.apps.academy.services.turns import lock_cohort
from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError, refused
from deungdae.apps.core.files import discard_file
from deungdae.apps.core.models import StoredFile
from deungdae.apps.notices.files.taking import judged, stored_file

MOST_MATERIALS = 30
MOST_TITLE = 120


def add_material(
    *,
    session: Session,
    title: str,
    shown_from: str,
    file: UploadedFile | None,
    link: str,
    key: UUID,
    actor: User | None,
    replaces: SessionMaterial | None = None,
) -> SessionMaterial:
    """A file, judged as those of notices are, or a link; the same form sent twice adds it once."""
    made = SessionMaterial.objects.filter(key=key, session=session).first()
    if made is not None:
        return made
    if (file is None) == (not link):
        raise RefusedError("one", _("파일과 주소 가운데 하나만 넣어 주십시오."))
    stored = kept(file, actor) if file is not None else None
    named = title or (stored.shown_name.rpartition(".")[0] or stored.shown_name if stored is not None else "")
    new = SessionMaterial(
        title=named[:MOST_TITLE] or link[:MOST_TITLE], shown_from=shown_from, link=link, key=key
    )
    try:
        return written(session, new, stored, replaces=replaces, actor=actor)
    except Exception:
        if stored is not None:
            discard_file(stored=stored)
        raise


def kept(file: UploadedFile, actor: User | None) -> StoredFile:
    found = judged(file)
    return stored_file(file, name=found.name, ending=found.ending, actor=actor)


@transaction.atomic
def written(
    session: Session,
    new: SessionMaterial,
    stored: StoredFile | None,
    *,
    replaces: SessionMaterial | None,
    actor: User | None,
) -> SessionMaterial:
    """At the end, or at the place of the one that it replaces, which goes."""
    require_held(lock_cohort(session.cohort))
    mine = SessionMaterial.objects.filter(session=session)
    require_room(mine, stored, replaces)
    last = mine.aggregate(last=Max("place"))["last"] or 0
    new.session, new.place = session, last + 1
    new.added_at, new.added_by = clock.now(), actor
    if replaces is not None:
        new.replaces, new.place = replaces, still_standing(replaces).place
        take_away(replaces, reason=_("새 자료로 바꿈"), actor=actor)
    if stored is not None:
        stored.save()
        new.file = stored
        new.file_name, new.file_size, new.file_sha256 = stored.shown_name, stored.size, stored.sha256
    try:
        with transaction.atomic():
            new.save(force_insert=True)
    except IntegrityError as error:
        raise RefusedError("stale", _("방금 같은 자료를 올렸습니다. 화면을 새로 고쳐 주십시오.")) from error
    return new


def require_held(cohort: Cohort) -> None:
    if cohort.state == Cohort.State.CANCELLED:
        raise RefusedError("cancelled", _("취소한 기수에는 자료를 올릴 수 없습니다."))


def require_room(mine: object, stored: StoredFile | None, replaces: SessionMaterial | None) -> None:
    """Not too many, and no file twice."""
    standing = mine.standing()  # type: ignore[attr-defined]
    if replaces is None and standing.count() >= MOST_MATERIALS:
        template = _("회차 하나에 자료를 {most}개까지 올릴 수 있습니다. 쓰지 않는 자료를 거두어 주십시오.")
        raise refused("many", template, most=MOST_MATERIALS)
    twin = standing.filter(file_sha256=stored.sha256).first() if stored is not None else None
    if twin is not None:
        template = _("같은 내용의 파일이 ‘{title}’(으로/로) 이미 올라와 있습니다.")
        raise refused("file_twice", template, title=twin.title[:80])


def still_standing(material: SessionMaterial) -> SessionMaterial:
    """As it is now; refused once it is withdrawn."""
    found = SessionMaterial.objects.standing().select_related("file").filter(pk=material.pk).first()
    if found is None:
        raise RefusedError("gone", _("이미 거두었거나 바꾼 자료입니다. 화면을 새로 고쳐 주십시오."))
    return found


def replace_material(
    *, material: SessionMaterial, file: UploadedFile | None, link: str, key: UUID, actor: User | None
) -> SessionMaterial:
    """Another file or link under the same title, at the same place, seen from the same time on."""
    return add_material(
        session=material.session,
        title=material.title,
        shown_from=material.shown_from,
        file=file,
        link=link,
        key=key,
        actor=actor,
        replaces=material,
    )


@transaction.atomic
def change_material(*, material: SessionMaterial, title: str, shown_from: str) -> SessionMaterial:
    lock_cohort(material.session.cohort)
    found = still_standing(material)
    found.title, found.shown_from = title, shown_from
    found.save(update_fields=["title", "shown_from"])
    return found


@transaction.atomic
def move_material(*, material: SessionMaterial, is_up: bool) -> None:
    """One place up or down among those that stand; at the end nothing happens."""
    lock_cohort(material.session.cohort)
    found = still_standing(material)
    order = list(SessionMaterial.objects.standing().filter(session=found.session_id))
    at = order.index(found)
    to = at - 1 if is_up else at + 1
    if 0 <= to < len(order):
        order[at], order[to] = order[to], order[at]
    for place, one in enumerate(order, start=1):
        one.place = place
    SessionMaterial.objects.bulk_update(order, ["place"])


@transaction.atomic
def withdraw_material(*, material: SessionMaterial, reason: str, actor: User | None) -> None:
    """From the next request on nobody gets it; its bytes go."""
    lock_cohort(material.session.cohort)
    take_away(still_standing(material), reason=reason, actor=actor)


def take_away(material: SessionMaterial, *, reason: str, actor: User | None) -> None:
    found = still_standing(material)
    stored = found.file
    found.file, found.withdrawn_at, found.withdrawn_by = None, clock.now(), actor
    found.withdrawn_reason = reason.strip()[:200]
    found.save(update_fields=["file", "withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    if stored is not None:
        let_go([stored])


def let_go(files: list[StoredFile]) -> None:
    """Rows now, bytes once the transaction stands."""
    for stored in files:
        stored.delete()
        transaction.on_commit(lambda stored=stored: discard_file(stored=stored))  # type: ignore[misc]


@transaction.atomic
def drop_materials(sessions: list[int]) -> None:
    """Everything of these sessions, the trail too: of sessions that are no more, or whose time is over."""
    mine = SessionMaterial.objects.filter(session__in=sessions)
    files = [one.file for one in mine.select_related("file") if one.file is not None]
    mine.delete()
    let_go(files)
