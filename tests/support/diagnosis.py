"""A made-up diagnosis: a framework in use, a company with two colleagues, and answers."""

from typing import Any

from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.diagnosis.models import Answer, Assessment, FrameworkVersion
from deungdae.apps.diagnosis.services.answering import save_answer
from deungdae.apps.diagnosis.services.assessments import open_assessment, submit_assessment
from deungdae.apps.diagnosis.services.frameworks import load_frameworks
from deungdae.apps.organisations.models import Membership, Organisation
from tests.support.centre import person

SME, SCREEN = "eu-dma-sme", "five-minute"


def a_version(code: str = SME) -> FrameworkVersion:
    load_frameworks()
    return FrameworkVersion.objects.filter(code=code).latest("pk")


def a_colleague(name: str, company: Organisation) -> User:
    user = person(name)
    Membership.objects.create(
        user=user, organisation=company, role=Membership.Role.MEMBER, starts_on=clock.today()
    )
    return user


def an_assessment(company: Organisation, code: str = SME, **facts: Any) -> Assessment:
    told = {"wanted": "T0", "due_on": None, "rule": "", "actor": None, **facts}
    return open_assessment(organisation=company, framework=a_version(code), **told)


def answer_all(assessment: Assessment, somebody: User, answers: dict[str, Any]) -> None:
    for code, value in answers.items():
        last = Answer.objects.filter(assessment=assessment, person=somebody, question=code).count()
        save_answer(assessment=assessment, person=somebody, question=code, value=value, seen=last)


def a_settled(company: Organisation, somebody: User, answers: dict[str, Any], **facts: Any) -> Assessment:
    assessment = an_assessment(company, **facts)
    answer_all(assessment, somebody, answers)
    return submit_assessment(assessment=assessment, actor=somebody)
