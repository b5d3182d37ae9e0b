"""A made-up diagnosis: a framework in use, a company with two colleagues, and answers."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.files.base import ContentFile

from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.services import grant_role
from deungdae.apps.caravan.kinds import MEETING_HELD
from deungdae.apps.core import clock
from deungdae.apps.core.ids import new_public_id, short
from deungdae.apps.diagnosis.bridge.frameworks import framework_of
from deungdae.apps.diagnosis.bridge.peers import hundredths
from deungdae.apps.diagnosis.bridge.scoring import told_score
from deungdae.apps.diagnosis.models import Answer, Assessment, FrameworkVersion, Proof
from deungdae.apps.diagnosis.services.answering import save_answer
from deungdae.apps.diagnosis.services.assessments import open_assessment, submit_assessment
from deungdae.apps.diagnosis.services.frameworks import load_frameworks
from deungdae.apps.diagnosis.services.proofs import add_proof
from deungdae.apps.evidence.models import EvidenceEntry
from deungdae.apps.evidence.services import record_evidence
from deungdae.apps.organisations.models import Membership, Organisation
from tests.engine.maturity.samples import nothing
from tests.support.centre import person
from tests.support.factors import with_factor

SME, SCREEN = "eu-dma-sme", "five-minute"
Place = tuple[str, str, str]
"""Codes of industry and region, band of size."""


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


def settled_at_once(
    version: FrameworkVersion,
    places: Sequence[Place],
    points: Sequence[float],
    *,
    rule: str = "V1k",
    companies: Sequence[Organisation] = (),
) -> list[Assessment]:
    """A made-up company settled at each place with so many points, or these companies in the round after;
    few statements."""
    now, framework = clock.now(), framework_of(version)
    answers = nothing(framework)
    score = told_score(framework, answers, rule=rule)
    known = Assessment.objects.filter(framework=version, organisation__in=companies[:1]).count()
    made = companies or Organisation.objects.bulk_create(
        Organisation(name=f"기업 {number}") for number in range(len(places))
    )
    facts = {"framework": version, "family": version.code, "round": f"T{known}", "rule": rule}
    moments = {"opened_at": now, "submitted_at": now, "settled_at": now, "answers": answers}
    rows = (
        Assessment(
            organisation=company,
            state="settled",
            score={**score, "overall": overall},
            overall=hundredths({"overall": overall}),
            industry=industry,
            region=region,
            size_class=size,
            **facts,
            **moments,
        )
        for company, (industry, region, size), overall in zip(made, places, points, strict=True)
    )
    return Assessment.objects.bulk_create(rows, batch_size=500)


def a_visit_of_the_centre(company: Organisation, *, on: date, title: str) -> EvidenceEntry:
    """A meeting of a matching day in the case of a company."""
    meeting = short(new_public_id())
    payload = {
        "meeting": meeting,
        "day": meeting,
        "title": title,
        "partner": meeting,
        "partner_name": "다온소프트",
        "partner_side": "supply",
        "starts_at": "10:30",
        "table": 3,
    }
    return record_evidence(
        organisation=company,
        kind=MEETING_HELD,
        happened_on=on,
        actor=None,
        source=f"caravan.meeting:{meeting}",
        payload=payload,
    )
