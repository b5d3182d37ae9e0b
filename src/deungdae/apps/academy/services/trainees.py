"""The person behind an application: found by account or address, made once."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from deungdae.apps.academy.models import Cohort, Enrolment, Trainee
from deungdae.apps.accounts.models import User
from deungdae.apps.core.errors import RefusedError, refused
from deungdae.apps.organisations.models import Organisation
from deungdae.apps.organisations.services.history import Act, save

NAME = Trainee._meta.get_field("name").max_length


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """What is told of somebody who wants a seat."""

    name: str
    email: str
    phone: str = ""
    job_title: str = ""


def trainee_of_account(user: User) -> Trainee | None:
    """The trainee that this account is, linked or of its address; kept from others until the end."""
    rows = Trainee.objects.select_for_update(of=("self",), no_key=True)
    linked = rows.filter(account=user).first()
    if linked is not None:
        return linked
    of_address = rows.filter(account=None, email__iexact=user.email).first()
    if of_address is None or of_address.merged_into_id is None:
        return of_address
    standing = rows.get(pk=of_address.merged_into_id)
    if standing.account_id is not None:
        message = _(
            "이 주소는 다른 계정을 쓰는 사람의 주소로 등록되어 있습니다."
            " 그 계정으로 로그인하거나 센터에 말씀해 주십시오."
        )
        raise RefusedError("other_account", message)
    return standing


def trainee_for_account(
    *, user: User, phone: str, job_title: str, organisation: Organisation | None
) -> Trainee:
    """The trainee of somebody who is signed in; made or linked where that was not done before.

    The account is locked, so that the same person in two cohorts at once is made once.
    """
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    known = trainee_of_account(user)
    trainee = known or Trainee(name=(user.name or user.email)[:NAME], email=user.email.lower())
    trainee.account = user
    trainee.phone = phone or trainee.phone
    trainee.job_title = job_title or trainee.job_title
    trainee.organisation = organisation or trainee.organisation
    save(trainee, Act(user))
    return trainee


def trainee_for(*, facts: PersonFacts, organisation: Organisation | None, actor: User | None) -> Trainee:
    """The trainee of this address, or a new one. An address that belongs to another name is refused."""
    require_facts(facts)
    known = Trainee.objects.filter(email__iexact=facts.email).select_related("merged_into").first()
    if known is None:
        return add_trainee(facts=facts, organisation=organisation, actor=actor)
    if squeezed(known.name) != squeezed(facts.name):
        template = _("{email}(은/는) 다른 이름으로 등록된 주소입니다. 주소와 이름을 확인해 주십시오.")
        raise refused("other_name", template, email=facts.email)
    return known.standing


def add_trainee(*, facts: PersonFacts, organisation: Organisation | None, actor: User | None) -> Trainee:
    trainee = Trainee(
        name=facts.name.strip(),
        email=facts.email.strip().lower(),
        phone=facts.phone,
        job_title=facts.job_title,
        organisation=organisation,
    )
    try:
        with transaction.atomic():
            save(trainee, Act(actor))
    except IntegrityError as error:
        message = _("같은 주소의 사람을 방금 다른 화면에서 등록했습니다. 한 번 더 저장해 주십시오.")
        raise RefusedError("stale", message) from error
    return trainee


def require_facts(facts: PersonFacts) -> None:
    if not facts.name.strip():
        raise RefusedError("name", _("이름을 적어 주십시오."))
    try:
        validate_email(facts.email)
    except ValidationError as error:
        template = _("‘{value}’(은/는) 이메일 주소가 아닙니다. name@company.kr처럼 적어 주십시오.")
        raise refused("email", template, value=facts.email) from error


def squeezed(name: str) -> str:
    return "".join(name.split()).casefold()


def require_new_person(*, cohort: Cohort, trainee: Trainee, organisation: Organisation | None) -> None:
    """Nobody of the same name from the same company has a place already, under another address."""
    others = Enrolment.objects.active().filter(cohort=cohort, organisation=organisation)
    names = others.exclude(trainee=trainee).values_list("trainee__name", "number")
    twin = next((number for name, number in names if squeezed(name) == squeezed(trainee.name)), None)
    if twin is not None and organisation is not None:
        template = _(
            "같은 기업의 {name} 님이 다른 주소로 이미 신청했습니다(접수 번호 {number})."
            " 이름이 같은 다른 사람이면 ‘동명이인’에 표시해 주십시오."
        )
        raise refused("same_name", template, name=trainee.name, number=twin)
