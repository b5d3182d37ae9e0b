"""Diagnoses of made-up companies: a round before support, for some of them a second one, and open ones."""

import random
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.services import create_account
from deungdae.apps.calendar.spans import moment
from deungdae.apps.core import clock
from deungdae.apps.core.ids import new_public_id
from deungdae.apps.diagnosis.models import Answer, Assessment, FrameworkVersion
from deungdae.apps.diagnosis.services.answering import save_answer
from deungdae.apps.diagnosis.services.assessments import open_assessment, submit_assessment
from deungdae.apps.diagnosis.services.frameworks import load_frameworks
from deungdae.apps.diagnosis.services.proofs import add_proof, judge_proof
from deungdae.apps.organisations.models import Membership, Organisation
from deungdae.apps.portal.demo.words import FAMILY, GIVEN
from deungdae.apps.portal.demo.world import ASSESSED, SEED, World

FIRST, SECOND = date(2021, 6, 1), date(2022, 6, 7)
ASSESSED_AGAIN = 8
OF_ALL, OF_SCREEN = "eu-dma-sme", "five-minute"
EASE = {
    "Q1": 0.15,
    "Q2": 0.1,
    "Q3": 0.1,
    "Q4": -0.15,
    "Q5": 0.05,
    "Q6": 0.0,
    "Q7": 0.1,
    "Q8": 0.15,
    "Q9": -0.2,
    "Q10": -0.15,
    "Q11": -0.1,
}
"""Data and strategy come first in published results, AI and the environment last."""
TICKS = {"Q2": 10, "Q3": 10, "Q5": 7, "Q6": 8, "Q8": 6, "Q10": 10}
SCALES = {"Q4": 7, "Q9": 5}
DATA = (1, 3, 4, 5, 6, 7, 8)
"""Q7 without the negative item."""


def make_diagnoses(
    world: World, organisations: Mapping[str, Organisation], people: Mapping[str, User], staff: User
) -> int:
    """How many were made. The demo's own company has one round behind it and one that two people fill."""
    load_frameworks()
    version = FrameworkVersion.objects.filter(code=OF_ALL).latest("pk")
    chance = random.Random(SEED)  # noqa: S311 - answers, no secrets
    companies = [organisations[one.business_number] for one in world.demand[:ASSESSED]]
    for place, company in enumerate(companies):
        user = people["demand@deungdae.example"] if not place else a_colleague(company, place)
        level = chance.uniform(0.2, 0.6)
        settled(version, company, user, made_up(chance, level), on=FIRST + timedelta(days=place), staff=staff)
        if 0 < place <= ASSESSED_AGAIN:
            again, day = made_up(chance, level + 0.12), SECOND + timedelta(days=place)
            settled(version, company, user, again, on=day, staff=staff, wanted="T1")
    proven(companies[0], people["demand@deungdae.example"], staff)
    going_on(version, companies[0], people["demand@deungdae.example"], chance, staff)
    screen = FrameworkVersion.objects.filter(code=OF_SCREEN).latest("pk")
    begun(screen, companies[0], "T0", staff)
    differing(version, companies[-1], chance, staff)
    return Assessment.objects.count()


def proven(company: Organisation, user: User, staff: User) -> None:
    """What the first round rests on: one confirmed, one declined, one that waits to be looked at."""
    first = Assessment.objects.get(organisation=company, family=OF_ALL)
    told = (
        ("Q2", "전환 계획과 예산 승인서, 3쪽", "https://www.example.com/plan"),
        ("Q4", "MES 화면 안내", "https://www.example.com/mes"),
        ("Q8", "정보 보호 규정", "https://www.example.com/security"),
    )
    given = [
        add_proof(
            assessment=first,
            question=code,
            text=text,
            file=None,
            link=link,
            actor=user,
            key=new_public_id(),
        )
        for code, text, link in told
    ]
    reason = "도입한 공정이 보이지 않습니다. 화면이나 계약서를 붙여 주십시오."
    judge_proof(proof=given[0], is_confirmed=True, reason="", seen=0, actor=staff)
    judge_proof(proof=given[1], is_confirmed=False, reason=reason, seen=0, actor=staff)


def a_colleague(company: Organisation, number: int) -> User:
    """Of this company; cannot sign in."""
    name = FAMILY[number % len(FAMILY)] + GIVEN[(7 * number) % len(GIVEN)]
    email = f"diagnosis{number}@{company.short_id.lower()[:8]}.example"
    user = create_account(email=email, name=name, password=None)
    role = Membership.Role.MEMBER
    Membership.objects.create(user=user, organisation=company, role=role, starts_on=date(2021, 4, 14))
    return user


def begun(version: FrameworkVersion, company: Organisation, wanted: str, staff: User) -> Assessment:
    due = clock.today() + timedelta(days=14)
    return open_assessment(
        organisation=company, framework=version, wanted=wanted, due_on=due, rule="", actor=staff
    )


def settled(
    version: FrameworkVersion,
    company: Organisation,
    user: User,
    answers: Mapping[str, Any],
    *,
    on: date,
    staff: User,
    wanted: str = "T0",
) -> None:
    """Begun in the morning, answered one question every two minutes, and submitted."""
    with clock.turned_to(moment(on, 9 * 60)):
        assessment = begun(version, company, wanted, staff)
    Answer.objects.bulk_create(
        Answer(
            assessment=assessment,
            person=user,
            question=code,
            number=1,
            value=value,
            answered_at=moment(on, 10 * 60 + 2 * number),
        )
        for number, (code, value) in enumerate(answers.items())
    )
    with clock.turned_to(moment(on, 11 * 60)):
        submit_assessment(assessment=assessment, actor=user)


def going_on(
    version: FrameworkVersion, company: Organisation, user: User, chance: random.Random, staff: User
) -> None:
    """T1 of the demo's company: two people have answered parts of it, one question differently."""
    assessment = begun(version, company, "T1", staff)
    mine, theirs = made_up(chance, 0.6), made_up(chance, 0.5)
    colleague = a_colleague(company, 99)
    for person, answers, codes in ((user, mine, ("Q1", "Q2", "Q3")), (colleague, theirs, ("Q2", "Q4", "Q5"))):
        for code in codes:
            save_answer(assessment=assessment, person=person, question=code, value=answers[code], seen=0)


def differing(version: FrameworkVersion, company: Organisation, chance: random.Random, staff: User) -> None:
    """A T1 that was submitted and whose differences wait to be settled."""
    assessment = begun(version, company, "T1", staff)
    first, second = a_colleague(company, 120), a_colleague(company, 121)
    answers = made_up(chance, 0.55)
    for code, value in answers.items():
        save_answer(assessment=assessment, person=first, question=code, value=value, seen=0)
    for code, value in {"Q5": [1, 3], "Q11": [1, 0.5, 0, 0, 0.5]}.items():
        save_answer(assessment=assessment, person=second, question=code, value=value, seen=0)
    submit_assessment(assessment=assessment, actor=first)


def made_up(chance: random.Random, level: float) -> dict[str, Any]:
    """Answers of a company that is so far along, 0 to 1."""
    reach = {code: max(0.03, min(0.95, level + ease)) for code, ease in EASE.items()}

    def some(numbers: range | tuple[int, ...], part: float) -> list[int]:
        return [number for number in numbers if chance.random() < part]

    answers: dict[str, Any] = {}
    answers["Q1"] = {"invested": some(range(1, 11), reach["Q1"]), "planned": some(range(1, 11), 0.2)}
    for code, count in TICKS.items():
        answers[code] = some(range(1, count + 1), reach[code])
    for code, count in SCALES.items():
        answers[code] = [min(5, max(0, round(chance.gauss(5 * reach[code], 1.2)))) for _ in range(count)]
    answers["Q7"] = some(DATA, reach["Q7"]) or [2]
    answers["Q11"] = [
        chance.choice([0, 0.5, 1]) if chance.random() < 2 * reach["Q11"] else 0 for _ in range(5)
    ]
    return dict(sorted(answers.items(), key=lambda one: int(one[0][1:])))
