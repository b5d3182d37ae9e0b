"""A made-up sample of the gap: companies of a size, industry and region that are assessed, and served."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from deungdae.apps.accounts.models import User
from deungdae.apps.calendar.spans import moment
from deungdae.apps.core import clock
from deungdae.apps.core.ids import new_public_id, short
from deungdae.apps.core.models import Decision
from deungdae.apps.diagnosis.models import Answer, Assessment
from deungdae.apps.diagnosis.services.assessments import submit_assessment
from deungdae.apps.evidence.services import record_evidence, remember_kinds
from deungdae.apps.forum.kinds import ATTENDED
from deungdae.apps.organisations.models import Industry, LegalStatusCheck, Organisation, Region
from deungdae.apps.organisations.reference import load_industries, load_regions
from tests.engine.maturity.samples import S1
from tests.support.centre import person
from tests.support.diagnosis import an_assessment

FIRST, SECOND = date(2024, 3, 4), date(2025, 3, 5)


def load_places() -> None:
    if not Region.objects.exists():
        load_regions()
        load_industries()


@contextmanager
def on(day: date) -> Iterator[None]:
    with clock.turned_to(moment(day, 10 * 60)):
        yield


def a_company(
    name: str, *, industry: str = "26", region: str = "41", size: str = "mid_sized"
) -> Organisation:
    """Its size was confirmed on the first day of 2024."""
    load_places()
    company = Organisation.objects.create(
        name=name, industry=Industry.objects.get(pk=industry), region=Region.objects.get(pk=region)
    )
    with on(date(2024, 1, 2)):
        decision = Decision.objects.create(
            kind="시험",
            subject=company.short_id,
            inputs_hash="0",
            result_hash="0",
            engine="시험",
            engine_version="1",
            seed=0,
            document=b"",
            decided_at=clock.now(),
        )
        LegalStatusCheck.objects.create(
            organisation=company,
            on=clock.today(),
            status=size,
            rule="시험",
            inputs_hash="0",
            decision=decision,
            checked_at=clock.now(),
        )
        company.history.update(history_date=clock.now())
    return company


def changed(company: Organisation, *, day: date, industry: str, region: str) -> None:
    """What it is from that day on."""
    company.industry, company.region = Industry.objects.get(pk=industry), Region.objects.get(pk=region)
    company.save()
    newest = company.history.first()
    company.history.filter(pk=newest.pk).update(history_date=moment(day, 0))


def assess(
    company: Organisation,
    user: User,
    *,
    level: int = 2,
    wanted: str = "T0",
    day: date = FIRST,
    rule: str = "",
) -> Assessment:
    """Settled on the day; `level` (1 to 6): how many items are ticked; from 4 on data serve decisions."""
    answers = {**S1, **{code: list(range(1, level + 1)) for code in ("Q2", "Q3", "Q5")}}
    answers["Q7"] = [1, 3, 4, 5, 6, 7, 8][: level + 1]
    with on(day):
        assessment = an_assessment(company, wanted=wanted, rule=rule)
        given = [
            Answer(
                assessment=assessment,
                person=user,
                question=code,
                number=1,
                value=value,
                answered_at=clock.now(),
            )
            for code, value in answers.items()
        ]
        Answer.objects.bulk_create(given)
        return submit_assessment(assessment=assessment, actor=user)


def a_sample(cells: dict[tuple[str, str, str], int], user: User, *, day: date = FIRST) -> list[Organisation]:
    """By (size, industry, region): so many companies, each with its T0."""
    made = []
    for (size, industry, region), count in cells.items():
        for number in range(count):
            company = a_company(
                f"{size}{industry}{region}-{number}", industry=industry, region=region, size=size
            )
            assess(company, user, level=1 + number % 6, day=day)
            made.append(company)
    return made


def a_person() -> User:
    return person("한사람")


def serve(company: Organisation, day: date, number: int = 1) -> None:
    """Somebody of the company attended a forum on the day."""
    remember_kinds()
    record_evidence(
        organisation=company,
        kind=ATTENDED,
        happened_on=day,
        actor=None,
        source=f"forum.registration:{company.short_id}-{number}",
        payload={"forum": new_short_id(), "title": "디지털 포럼", "host": "센터", "number": number},
    )


def new_short_id() -> str:
    return short(new_public_id())


def two_rounds(user: User, *, served: int, others: int, gain: int = 1) -> list[Organisation]:
    """Alike companies with T0 and T1; the served ones were at a forum in between and tick `gain` more."""
    made = []
    for number in range(served + others):
        company = a_company(f"짝{number:03d}")
        assess(company, user, level=2)
        if number < served:
            serve(company, date(2024, 6, 3))
        assess(
            company, user, level=2 + number % 2 + (gain if number < served else 0), wanted="T1", day=SECOND
        )
        made.append(company)
    return made
