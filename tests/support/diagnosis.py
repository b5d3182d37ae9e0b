"""A made-up diagnosis: a framework in use, a company with two colleagues, and answers."""

from typing import Any

from django.core.files.base import ContentFile

from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.services import grant_role
from deungdae.apps.core import clock
from deungdae.apps.core.ids import new_public_id
from deungdae.apps.diagnosis.models import Answer, Assessment, FrameworkVersion, Proof
from deungdae.apps.diagnosis.services.answering import save_answer
from deungdae.apps.diagnosis.services.assessments import open_assessment, submit_assessment
from deungdae.apps.diagnosis.services.frameworks import load_frameworks
from deungdae.apps.diagnosis.services.proofs import add_proof
from deungdae.apps.organisations.models import Membership, Organisation
from tests.support.centre import person
from tests.support.factors import with_factor

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


def a_paper(name: str = "확인서.pdf", content: bytes = b"%PDF-1.7 \n") -> ContentFile:
    return ContentFile(content, name=name)


def a_proof(assessment: Assessment, somebody: User, question: str = "Q1", **facts: Any) -> Proof:
    """By default a file of one page."""
    told = {"text": "도입 확인서", "link": "", "key": new_public_id(), **facts}
    told.setdefault("file", None if told["link"] else a_paper())
    return add_proof(assessment=assessment, question=question, actor=somebody, **told)


def a_judge(name: str = "심사") -> User:
    """Somebody of the centre."""
    user = with_factor(person(name))
    grant_role(user=user, role="centre_staff")
    return user
