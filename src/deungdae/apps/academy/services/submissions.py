"""Handing in a work: kept before the page says so, again and again until somebody grades it."""

from collections.abc import Sequence
from datetime import datetime

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _

from deungdae.apps.academy.models import (
    Assignment,
    Enrolment,
    Extension,
    Grade,
    Submission,
    SubmissionFile,
)
from deungdae.apps.academy.services import letters
from deungdae.apps.academy.services.attendance import lock_seats
from deungdae.apps.academy.services.letters import until_words
from deungdae.apps.academy.services.sitting import require_learning
from deungdae.apps.academy.work_files import kind_of
from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError, refused
from deungdae.apps.core.files import discard_file, keep_file
from deungdae.apps.core.models import StoredFile


def hand_in_work(
    *, assignment: Assignment, enrolment: Enrolment, number: int, text: str, files: Sequence[File]
) -> Submission:
    """The `number`-th time that this person hands it in; the same sent twice is handed in once."""
    stored = kept(files, owner_id=enrolment.trainee.account_id)
    try:
        made, is_new = written(assignment, enrolment, number, text.strip(), stored)
    except Exception:
        discard(stored)
        raise
    if not is_new:
        discard(stored)
    return made


def kept(files: Sequence[File], *, owner_id: int | None) -> list[StoredFile]:
    kinds = [kind_of(file) for file in files]
    return [
        keep_file(
            file=file,
            shown_name=str(file.name)[:255],
            content_type=content_type,
            extension=ending,
            owner_id=owner_id,
        )
        for file, (ending, content_type) in zip(files, kinds, strict=True)
    ]


def discard(stored: Sequence[StoredFile]) -> None:
    for one in stored:
        discard_file(stored=one)


@transaction.atomic
def written(
    assignment: Assignment, enrolment: Enrolment, number: int, text: str, stored: Sequence[StoredFile]
) -> tuple[Submission, bool]:
    """The submission, and whether it is new."""
    [seat] = lock_seats([enrolment.pk]).values()
    require_learning(seat)
    mine = Submission.objects.filter(assignment=assignment, enrolment=seat)
    before = mine.filter(number=number).first()
    if before is not None and is_same(before, text, stored):
        return before, False
    if before is not None or number != mine.count() + 1:
        message = _("그사이 다른 화면에서 과제를 냈습니다. 화면을 새로 고쳐 확인하고 다시 내 주십시오.")
        raise RefusedError("stale", message)
    require_asked(assignment, seat)
    if not text and not stored:
        raise RefusedError("nothing", _("내용을 적거나 파일을 올려 주십시오."))
    made = Submission.objects.create(
        assignment=assignment, enrolment=seat, number=number, text=text, handed_in_at=clock.now()
    )
    for one in stored:
        one.scan_state = StoredFile.Scan.CLEAN
        one.save()
        SubmissionFile.objects.create(submission=made, file=one)
    return made, True


def is_same(before: Submission, text: str, stored: Sequence[StoredFile]) -> bool:
    known = list(before.files.values_list("file__sha256", flat=True))
    return before.text == text and known == [one.sha256 for one in stored]


def require_asked(assignment: Assignment, seat: Enrolment) -> None:
    """It is open, its time is not over for this person, and nobody has graded it."""
    graded = Grade.objects.filter(submission__assignment=assignment, submission__enrolment=seat)
    if graded.exists():
        raise RefusedError("graded", _("이미 채점하고 있어 다시 낼 수 없습니다. 강사에게 말씀해 주십시오."))
    if assignment.state == Assignment.State.DRAFT:
        raise RefusedError("not_open", _("아직 공개하지 않은 과제입니다."))
    more = Extension.objects.filter(assignment=assignment, enrolment=seat).first()
    due = more.until if more is not None else assignment.due_at
    if due is not None and clock.now() >= due:
        template = _("과제 기한이 {when}에 끝났습니다. 까닭이 있으면 센터에 기한 연장을 부탁해 주십시오.")
        raise refused("too_late", template, when=until_words(due))
    if assignment.state == Assignment.State.CLOSED and more is None:
        message = _("마감한 과제입니다. 까닭이 있으면 센터에 기한 연장을 부탁해 주십시오.")
        raise RefusedError("too_late", message)


@transaction.atomic
def extend(
    *, assignment: Assignment, enrolment: Enrolment, until: datetime, reason: str, actor: User | None
) -> Extension:
    """More time for this person, who is told; given again, the new end counts."""
    [seat] = lock_seats([enrolment.pk]).values()
    require_learning(seat)
    if not reason.strip():
        raise RefusedError("reason", _("기한을 늘리는 까닭을 적어 주십시오."))
    if until <= clock.now():
        template = _("새 기한 {when}(은/는) 이미 지났습니다. 앞으로의 때를 적어 주십시오.")
        raise refused("past", template, when=until_words(until))
    if assignment.due_at is not None and until <= assignment.due_at:
        template = _("새 기한이 본래 기한 {when}보다 늦어야 합니다.")
        raise refused("earlier", template, when=until_words(assignment.due_at))
    values = {"until": until, "reason": reason.strip(), "given_at": clock.now(), "given_by": actor}
    found, _is_new = Extension.objects.update_or_create(
        assignment=assignment, enrolment=seat, defaults=values
    )
    seat.cohort = enrolment.cohort
    when, occasion = until_words(until), f"extension:{assignment.short_id}:{until:%Y%m%d%H%M}"
    letters.tell([seat], letters.EXTENDED, reason=when, other=assignment.title, occasion=occasion)
    return found
