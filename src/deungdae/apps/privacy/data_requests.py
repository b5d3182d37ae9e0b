"""Asking for correction or deletion, and what the centre's staff do about it."""

from datetime import timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deungdae.apps.accounts.anonymising import anonymise_people
from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.core.audit.acts import PERSON, register_act
from deungdae.apps.core.audit.caller import Caller
from deungdae.apps.core.audit.services import Subject, record_audit
from deungdae.apps.core.errors import RefusedError, refused
from deungdae.apps.core.outbox.services import post_message
from deungdae.apps.privacy.leaving import end_everything
from deungdae.apps.privacy.models import DataRequest
from deungdae.apps.privacy.rules import DAYS_TO_ANSWER, steps_from

ASKED = register_act("data_request.received", gettext_lazy("정정·삭제 요청"))
TAKEN = register_act("data_request.in_work", gettext_lazy("정정·삭제 요청을 맡음"))
DONE = register_act("data_request.done", gettext_lazy("정정·삭제 요청을 처리함"))
REFUSED = register_act("data_request.refused", gettext_lazy("정정·삭제 요청을 거절함"))
READ = register_act("data_request.read", gettext_lazy("정정·삭제 요청 열람"), is_look=True)
FIELDS = ["what", "reason"]
Kind, State = DataRequest.Kind, DataRequest.State


@transaction.atomic
def ask(*, person: User, kind: str, what: str, reason: str, caller: Caller) -> DataRequest:
    """The request waits for staff; a mail says that it came in, and until when it is answered."""
    now = clock.now()
    made = DataRequest(
        person=person,
        kind=kind,
        what=what.strip(),
        reason=reason.strip(),
        received_at=now,
        due_on=clock.today() + timedelta(days=DAYS_TO_ANSWER),
    )
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError as error:
        template = _("‘{kind}’ 요청이 이미 하나 있습니다. 그 답을 받으신 뒤 다시 요청해 주십시오.")
        raise refused("data_request_open", template, kind=str(made.get_kind_display())) from error
    post(made, template="data_request_received", recipient=person.email)
    record_audit(act=ASKED, caller=caller, subject=subject_of(made), target=target_of(made))
    return made


def look(*, request: DataRequest, caller: Caller) -> None:
    """Somebody of the staff reads what the person wrote."""
    record_audit(
        act=READ, caller=caller, subject=subject_of(request), target=target_of(request), fields=FIELDS
    )


@transaction.atomic
def take(*, request: DataRequest, actor: User, caller: Caller) -> None:
    """From now on this person of the staff answers for it."""
    found = stepped(request, target=State.IN_WORK, actor=actor)
    found.taken_by, found.taken_at = actor, clock.now()
    found.save(update_fields=["state", "taken_by", "taken_at"])
    record_audit(act=TAKEN, caller=caller, subject=subject_of(found), target=target_of(found))


@transaction.atomic
def finish(*, request: DataRequest, answer: str, actor: User, caller: Caller, name: str = "") -> None:
    """The data is corrected, or the person's name and address are gone from everywhere.

    `name`: how the account is called from now on; what else is wrong is put right on its own page before.
    """
    found = stepped(request, target=State.DONE, actor=actor)
    person, address = found.person, found.person.email
    post(found, template="data_request_done", recipient=address, answer=answered(found, answer))
    if found.kind == Kind.DELETION:
        end_everything(person=person, actor=actor)
    elif name.strip():
        person.name = name.strip()
        person.save(update_fields=["name"])
    end(found, answer=answer, actor=actor)
    if found.kind == Kind.DELETION:
        anonymise_people([person.pk])
    record_audit(act=DONE, caller=caller, subject=subject_of(found), target=target_of(found))


@transaction.atomic
def refuse(*, request: DataRequest, answer: str, actor: User, caller: Caller) -> None:
    """Nothing is changed; the person reads why, and where to go with it."""
    found = stepped(request, target=State.REFUSED, actor=actor)
    words = answered(found, answer)
    end(found, answer=words, actor=actor)
    post(found, template="data_request_refused", recipient=found.person.email, answer=words)
    record_audit(act=REFUSED, caller=caller, subject=subject_of(found), target=target_of(found), reason=words)


def answered(request: DataRequest, answer: str) -> str:
    if not answer.strip():
        raise RefusedError("data_request_answer", _("요청한 사람에게 보낼 답을 적어 주십시오."))
    return answer.strip()


def stepped(request: DataRequest, *, target: DataRequest.State, actor: User) -> DataRequest:
    """The request, held still and in its new state; not saved yet."""
    found = DataRequest.objects.select_for_update(of=("self",)).select_related("person").get(pk=request.pk)
    if target not in steps_from(found.state):
        template = _("지금 상태(‘{state}’)에서는 할 수 없습니다. 화면을 새로 고쳐 확인해 주십시오.")
        raise refused("data_request_state", template, state=str(found.get_state_display()))
    if found.person_id == actor.pk:
        raise RefusedError(
            "data_request_own", _("자기의 요청은 스스로 처리할 수 없습니다. 다른 직원에게 맡겨 주십시오.")
        )
    found.state = target
    return found


def end(request: DataRequest, *, answer: str, actor: User) -> None:
    request.answer, request.ended_by, request.ended_at = answer.strip(), actor, clock.now()
    request.save(update_fields=["state", "answer", "ended_by", "ended_at"])


def post(request: DataRequest, *, template: str, recipient: str, answer: str = "") -> None:
    """Put the mail into the outbox, in the house's language."""
    with translation.override(settings.LANGUAGE_CODE):
        post_message(
            recipient=recipient,
            occasion=f"{template}:{request.short_id}",
            template=f"privacy/mail/{template}",
            context={"data_request": request, "user": request.person, "answer": answer},
            about=request.short_id,
        )


def subject_of(request: DataRequest) -> Subject:
    return Subject(PERSON, request.person.short_id)


def target_of(request: DataRequest) -> str:
    return f"data_request:{request.short_id}"
