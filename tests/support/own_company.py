"""A company with something in every part of the API, and another one with the same."""

from dataclasses import dataclass

from deungdae.apps.academy.models import Cohort, Enrolment
from deungdae.apps.academy.services.enrolments import enrol_person
from deungdae.apps.accounts.models import User
from deungdae.apps.diagnosis.models import Assessment
from deungdae.apps.evidence.services import record_evidence, remember_kinds
from deungdae.apps.forum.kinds import ATTENDED
from deungdae.apps.organisations.models import Organisation
from tests.engine.maturity.samples import S1
from tests.support.academy import an_open_cohort, who
from tests.support.centre import person
from tests.support.diagnosis import a_settled
from tests.support.gap import FIRST, new_short_id


@dataclass(frozen=True)
class OwnCompany:
    company: Organisation
    owner: User
    cohort: Cohort
    learner: Enrolment
    diagnosis: Assessment


def an_own_company(name: str, cohort: Cohort | None = None) -> OwnCompany:
    remember_kinds()
    company = Organisation.objects.create(name=name)
    owner = person(f"owner-{company.pk}", organisation=company)
    cohort = cohort or an_open_cohort(12)
    person_facts = who(company.pk, f"{name} 사람")
    learner = enrol_person(cohort=cohort, facts=person_facts, organisation=company, actor=owner)
    diagnosis = a_settled(company, owner, S1)
    attended(company)
    return OwnCompany(company, owner, cohort, learner, diagnosis)


def attended(company: Organisation, number: int = 1) -> None:
    record_evidence(
        organisation=company,
        kind=ATTENDED,
        happened_on=FIRST,
        actor=None,
        source=f"forum.registration:{company.short_id}-{number}",
        payload={"forum": new_short_id(), "title": "디지털 포럼", "host": "센터", "number": number},
    )
