"""Completions of before this register: taken over from a list as a whole, withdrawn when wrong."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from deungdae.apps.academy.acts import TRAINEE
from deungdae.apps.academy.models import Course, PastCompletion, Trainee
from deungdae.apps.academy.past_kinds import PAST_COMPLETED
from deungdae.apps.academy.services.trainees import PersonFacts
from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.core.audit.acts import DECISION_MADE
from deungdae.apps.core.audit.caller import caller_by
from deungdae.apps.core.audit.services import Subject, record_audit
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.imports.undoing import batches
from deungdae.apps.evidence.models import EvidenceEntry
from deungdae.apps.evidence.services import Happened, correct_evidence, record_all
from deungdae.apps.organisations.models import Organisation
from deungdae.apps.organisations.services.history import CREATED, Act, write_lines

PersonKey = tuple[str, int, str]
"""Who one line is about: the address, or without one the company and the name."""


@dataclass(frozen=True, slots=True)
class PastLine:
    """What one row of a list says. `trainee` None: somebody new, one for all lines of the same `key`."""

    key: PersonKey
    person: PersonFacts
    trainee: Trainee | None
    organisation: Organisation | None
    course: Course | None
    course_title: str
    cohort_label: str
    role: str
    hours: int | None
    completed_on: date
    paper_number: str
    source: str


@transaction.atomic
def record_past(lines: Sequence[PastLine], *, actor: User | None) -> list[PastCompletion]:
    """All lines or none: the people made where new, the completions, and their entries in the cases."""
    people = people_of(lines, actor)
    made = [completion_of(line, people[line.key], actor) for line in lines]
    try:
        with transaction.atomic():
            told = record_all([each for one in made for each in happened(one)], actor=actor)
            facts = {entry.source: entry for entry in told}
            for one in made:
                entry = facts.get(source_of(one))
                if entry is not None:
                    one.region, one.size = entry.region[:2], entry.size
            return PastCompletion.objects.bulk_create(made)
    except IntegrityError as error:
        message = _("그사이 같은 수료가 등록되었습니다. 파일을 다시 검사해 주십시오.")
        raise RefusedError("stale", message) from error


def people_of(lines: Sequence[PastLine], actor: User | None) -> Mapping[PersonKey, Trainee]:
    """Who each key is; new ones in the order of their keys, so that two lists never wait for each other."""
    known = {line.key: line.trainee for line in lines if line.trainee is not None}
    new = {line.key: a_trainee(line) for line in lines if line.key not in known}
    ordered = [new[key] for key in sorted(new)]
    try:
        with transaction.atomic():
            Trainee.objects.bulk_create(ordered)
    except IntegrityError as error:
        message = _("그사이 같은 주소의 사람이 등록되었습니다. 파일을 다시 검사해 주십시오.")
        raise RefusedError("stale", message) from error
    write_lines(ordered, Act(actor), CREATED)
    return {**new, **known}


def a_trainee(line: PastLine) -> Trainee:
    person = line.person
    return Trainee(
        name=person.name,
        email=person.email,
        phone=person.phone,
        job_title=person.job_title,
        organisation=line.organisation,
    )


def completion_of(line: PastLine, trainee: Trainee, actor: User | None) -> PastCompletion:
    return PastCompletion(
        trainee=trainee,
        organisation=line.organisation,
        course=line.course,
        course_title=line.course_title,
        cohort_label=line.cohort_label,
        role=line.role,
        hours=line.hours,
        completed_on=line.completed_on,
        paper_number=line.paper_number,
        source=line.source,
        recorded_at=clock.now(),
        recorded_by=actor,
    )


def happened(one: PastCompletion) -> Iterator[Happened]:
    """Who came alone has no case."""
    if one.organisation is None:
        return
    payload = {
        "completion": one.short_id,
        "title": one.course_title,
        "cohort": one.cohort_label,
        "hours": one.hours or 0,
        "role": one.role,
        "source": one.source,
    }
    account = one.trainee.account
    yield Happened(one.organisation, PAST_COMPLETED, one.completed_on, source_of(one), payload, account)


def source_of(one: PastCompletion) -> str:
    return f"academy.past:{one.short_id}"


@transaction.atomic
def withdraw_past(*, completions: Iterable[int], reason: str, actor: User | None) -> int:
    """They count no more, here and in the cases; what they said stays readable. How many went."""
    if not reason.strip():
        raise RefusedError("reason", _("왜 빼는지 까닭을 적어 주십시오."))
    withdrawn = 0
    for batch in batches(sorted(completions)):
        rows = PastCompletion.objects.select_for_update(of=("self",), no_key=True).standing()
        found = list(rows.filter(pk__in=batch).order_by("pk"))
        for one in found:
            one.withdrawn_at, one.withdrawn_by = clock.now(), actor
            one.withdrawn_reason = reason.strip()[:200]
        PastCompletion.objects.bulk_update(found, ["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
        correct_cases(found, actor)
        withdrawn += len(found)
    return withdrawn


def correct_cases(found: Sequence[PastCompletion], actor: User | None) -> None:
    """Why stays with the record: a reason may name somebody, and nothing can be taken out of a case."""
    told = EvidenceEntry.objects.filter(kind=PAST_COMPLETED, source__in=[source_of(one) for one in found])
    with translation.override(settings.LANGUAGE_CODE):
        reason = _("옮겨 온 수료 기록을 뺐습니다.")
    for entry in told.standing().select_related("organisation"):
        correct_evidence(entry=entry, reason=reason, actor=actor)


@transaction.atomic
def withdraw_one(*, completion: PastCompletion, reason: str, actor: User | None) -> None:
    """One that somebody found wrong; refused if it was withdrawn before."""
    if not withdraw_past(completions=[completion.pk], reason=reason, actor=actor):
        raise RefusedError("withdrawn", _("이미 뺀 기록입니다. 목록을 새로 고쳐 주십시오."))
    subject = Subject(TRAINEE, completion.trainee.short_id)
    record_audit(
        act=DECISION_MADE,
        caller=caller_by(actor),
        subject=subject,
        target=source_of(completion),
        reason=reason.strip(),
    )
