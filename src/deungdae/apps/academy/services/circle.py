"""Chairs, what participants let others see, and private notes."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from deungdae.apps.academy.models import Chair, Cohort, Enrolment, Introduction, Session, SessionNote
from deungdae.apps.academy.models.trainees import is_me
from deungdae.apps.academy.services.turns import lock_cohort, lock_enrolment
from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError, refused

Audience, Field = Introduction.Audience, Introduction.Field


@transaction.atomic
def appoint_chair(*, cohort: Cohort, email: str, actor: User | None) -> Chair:
    """The person of this account leads the talk; appointed twice is once."""
    lock_cohort(cohort)
    user = User.objects.filter(email__iexact=email.strip(), is_active=True).first()
    if user is None:
        template = _("{email} 계정을 찾을 수 없습니다. 주소를 확인하거나 그분을 먼저 초대해 주십시오.")
        raise refused("no_account", template, email=email)
    given = {"appointed_at": clock.now(), "appointed_by": actor}
    return Chair.objects.get_or_create(cohort=cohort, user=user, defaults=given)[0]


@transaction.atomic
def dismiss_chair(*, cohort: Cohort, chair: int) -> None:
    """From now on this person sees nothing of the participants."""
    lock_cohort(cohort)
    Chair.objects.filter(cohort=cohort, pk=chair).delete()


@transaction.atomic
def introduce(
    *, enrolment: Enrolment, audience: str, shown: Sequence[str], words: str
) -> Introduction | None:
    """What others may see from now on, instead of what they might before; nothing chosen is nothing seen."""
    _cohort, mine = lock_enrolment(enrolment)
    require_place(mine, audience)
    withdraw_introduction(enrolment=mine, audience=audience)
    allowed = Introduction.FOR_ALUMNI if audience == Audience.ALUMNI else tuple(Field)
    kept = [str(one) for one in allowed if one in shown]
    if not kept:
        return None
    return Introduction.objects.create(
        enrolment=mine, audience=audience, shown=kept, words=words, agreed_at=clock.now()
    )


def require_place(mine: Enrolment, audience: str) -> None:
    if audience == Audience.ALUMNI and mine.completed_on is None:
        raise RefusedError("not_completed", _("과정을 마친 분만 동문 명단에 올릴 수 있습니다."))
    if mine.state != Enrolment.State.SEATED:
        template = _("자리가 확정된 뒤에 소개를 올릴 수 있습니다(상태: {state}).")
        raise refused("no_seat", template, state=str(mine.get_state_display()))


@transaction.atomic
def withdraw_introduction(*, enrolment: Enrolment, audience: str) -> None:
    """Not seen from the next look on."""
    standing = Introduction.objects.filter(enrolment=enrolment, audience=audience, withdrawn_at=None)
    standing.update(withdrawn_at=clock.now(), words="")


def seat_of(user: User, cohort: Cohort) -> Enrolment | None:
    """The person's own seat of the cohort."""
    mine = Enrolment.objects.filter(is_me(user, "trainee__"), cohort=cohort, state=Enrolment.State.SEATED)
    return mine.select_related("trainee", "organisation").first()


@transaction.atomic
def keep_note(*, session: Session, author: User, text: str) -> SessionNote | None:
    """The author's note on a session as it is now; an empty one is taken away."""
    User.objects.select_for_update(no_key=True).get(pk=author.pk)
    mine = SessionNote.objects.visible_to(author).filter(session=session)
    if not text.strip():
        mine.delete()
        return None
    note = mine.first() or SessionNote(session=session, author=author)
    note.text, note.written_at = text.strip(), clock.now()
    note.save()
    return note
