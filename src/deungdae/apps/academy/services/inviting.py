"""What an invitation remembers of an enrolment's way: that it was sent and how it was answered, once each."""

from collections.abc import Sequence

from deungdae.apps.academy.models import Cohort, Enrolment, Invitation
from deungdae.apps.academy.services import cases, letters
from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock

Answer = Invitation.Answer


def tell_offered(cohort: Cohort, enrolments: Sequence[Enrolment], *, actor: User | None) -> None:
    """A letter to each who was offered a seat; of an invited cohort the first one is the invitation."""
    if cohort.admission != Cohort.Admission.INVITATION:
        letters.tell(enrolments, letters.OFFERED)
        return
    unsent = Invitation.objects.filter(enrolment__in=[one.pk for one in enrolments], sent_at=None)
    words = dict(unsent.values_list("enrolment", "words"))
    unsent.update(sent_at=clock.now())
    for one in enrolments:
        if one.pk in words:
            said = f"{words[one.pk]} " if words[one.pk] else ""
            letters.tell([one], letters.INVITED, reason=said)
            cases.tell_invited(one, actor=actor)
        else:
            letters.tell([one], letters.OFFERED)


def note_answer(
    enrolments: Sequence[Enrolment], answer: Invitation.Answer, *, actor: User | None, reason: str = ""
) -> None:
    """The first answer to each invitation, also in the case of the company; others were never invited."""
    keys = [one.pk for one in enrolments]
    waiting = Invitation.objects.filter(enrolment__in=keys, answered_at=None, sent_at__isnull=False)
    asked = set(waiting.values_list("enrolment", flat=True))
    Invitation.objects.filter(enrolment__in=asked, answered_at=None).update(
        answer=answer, answered_at=clock.now(), reason=reason
    )
    for one in enrolments:
        if one.pk in asked:
            cases.tell_answer(one, answer, actor=actor)
