"""A whole list of people who want seats of one cohort: all of them, in the order of the list, or none."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from deungdae.apps.academy.models import Cohort, Draw, Enrolment, EnrolmentStep, Trainee
from deungdae.apps.academy.rules import DECIDE
from deungdae.apps.academy.services import letters
from deungdae.apps.academy.services.enrolments import NEWS_OF_ARRIVAL, require_cancel_day, require_open
from deungdae.apps.academy.services.trainees import PersonFacts
from deungdae.apps.academy.services.turns import lock_cohort, note_steps, require_going_on, step_all
from deungdae.apps.academy.services.waiting import fill_seats, seated_of, waiting_of
from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.evidence.company_facts import CompanyFacts, facts_of
from deungdae.apps.organisations.models import Organisation
from deungdae.apps.organisations.services.history import CREATED, Act, write_lines

State = Enrolment.State


@dataclass(frozen=True, slots=True)
class Wanted:
    """A person of the list; `trainee` None: somebody new."""

    facts: PersonFacts
    organisation: Organisation | None
    trainee: Trainee | None


@transaction.atomic
def enrol_list(*, cohort: Cohort, people: Sequence[Wanted], actor: User | None) -> list[Enrolment]:
    """Each gets the next number in the order of the list, and at once a seat or a place, as if alone."""
    cohort = lock_cohort(cohort)
    require_open(cohort, clock.now())
    try:
        with transaction.atomic():
            trainees = trainees_of(people, actor)
            enrolments = numbered(cohort, people, trainees, actor)
            give_states(cohort, enrolments)
            Enrolment.objects.bulk_create(enrolments)
    except IntegrityError as error:
        message = _("그사이 명단의 누군가가 신청했습니다. 파일을 다시 검사해 주십시오.")
        raise RefusedError("stale", message) from error
    note_steps(enrolments, actor=actor)
    for state, news in NEWS_OF_ARRIVAL.items():
        letters.tell([one for one in enrolments if one.state == state], news)
    return enrolments


def trainees_of(people: Sequence[Wanted], actor: User | None) -> list[Trainee]:
    """The person behind each line, made where new."""
    new = {
        one.facts.email.lower(): Trainee(
            name=one.facts.name,
            email=one.facts.email.lower(),
            phone=one.facts.phone,
            job_title=one.facts.job_title,
            organisation=one.organisation,
        )
        for one in people
        if one.trainee is None
    }
    # In the order of their addresses, so that two lists never wait for each other.
    Trainee.objects.bulk_create([new[email] for email in sorted(new)])
    write_lines(list(new.values()), Act(actor), CREATED)
    return [one.trainee or new[one.facts.email.lower()] for one in people]


def numbered(
    cohort: Cohort, people: Sequence[Wanted], trainees: Sequence[Trainee], actor: User | None
) -> list[Enrolment]:
    now, first = clock.now(), cohort.arrivals + 1
    Cohort.objects.filter(pk=cohort.pk).update(arrivals=F("arrivals") + len(people))
    cohort.arrivals += len(people)
    known: dict[int | None, CompanyFacts] = {None: CompanyFacts("", "", "")}
    enrolments = []
    for number, (one, trainee) in enumerate(zip(people, trainees, strict=True), start=first):
        company = one.organisation
        key = None if company is None else company.pk
        if company is not None and key not in known:
            known[key] = facts_of(organisation=company, on=clock.today())
        facts = known[key]
        enrolments.append(
            Enrolment(
                cohort=cohort,
                trainee=trainee,
                organisation=company,
                number=number,
                place=number,
                state=State.REQUESTED,
                region=facts.region[:2],
                size=facts.size,
                requested_at=now,
                requested_by=actor,
            )
        )
    return enrolments


def give_states(cohort: Cohort, enrolments: Sequence[Enrolment]) -> None:
    if cohort.admission == Cohort.Admission.FIRST_COME:
        seated = {one.public_id for one in seated_of(cohort, [*waiting_of(cohort), *enrolments])}
        for one in enrolments:
            one.state = State.SEATED if one.public_id in seated else State.WAITING
    elif Draw.objects.filter(cohort=cohort).exists():
        for one in enrolments:
            one.state = State.WAITING


@transaction.atomic
def take_back_list(*, cohort: Cohort, keys: Sequence[int], actor: User | None) -> None:
    """Undo a list: every one of its enrolments ends, unless something has happened to one since."""
    cohort = lock_cohort(cohort)
    require_going_on(cohort)
    if actor is not None and not actor.has_perm(DECIDE):
        require_cancel_day(cohort)
    found = list(Enrolment.objects.filter(pk__in=keys).select_related("trainee").order_by("-number"))
    moved = EnrolmentStep.objects.filter(enrolment__in=keys).count() != len(keys) or len(found) != len(keys)
    if moved or any(one.started_on for one in found):
        message = _("그 뒤에 상태가 바뀐 신청이 있어 되돌릴 수 없습니다. 한 사람씩 취소해 주십시오.")
        raise RefusedError("import_undo_changed", message)
    reason = _("명단 신청을 되돌림")
    for one in found:
        one.cohort = cohort
    step_all(found, State.CANCELLED, actor=actor, reason=reason)
    letters.tell(found, letters.CANCELLED, reason=reason)
    fill_seats(cohort, actor=actor)
