"""A made-up programme: indicators over entries that a test writes itself."""

from collections.abc import Mapping
from datetime import date
from itertools import count

from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.services import grant_role
from deungdae.apps.caravan.kinds import CONTRACT_SIGNED, MEETING_HELD
from deungdae.apps.core.ids import new_public_id, short
from deungdae.apps.evidence.models import EvidenceEntry
from deungdae.apps.evidence.services import record_evidence, remember_kinds
from deungdae.apps.forum.kinds import ATTENDED
from deungdae.apps.organisations.models import Organisation
from deungdae.apps.programme.definition import Definition
from deungdae.apps.programme.models import Goal, Indicator, Programme
from deungdae.apps.programme.services.definitions import IndicatorFacts, create_indicator
from deungdae.apps.programme.services.targets import Wanted, set_targets
from tests.support.centre import person
from tests.support.factors import with_factor

NUMBERS = count(1)
OF_FORUM = Definition(source="evidence", unit="organisations", kinds=(ATTENDED,), counted="organisation")


def a_programme(code: str = "dx") -> Programme:
    return Programme.objects.create(
        code=code,
        title="디지털 전환",
        starts_on=date(2021, 1, 1),
        ends_on=date(2025, 1, 1),
        source="시험",
    )


def a_goal(programme: Programme | None = None) -> Goal:
    whole = programme or Programme.objects.filter(code="dx").first() or a_programme()
    found, _is_new = Goal.objects.get_or_create(
        programme=whole, code="g", defaults={"place": 1, "title": "만나고 실행합니다", "stage": "execution"}
    )
    return found


def an_indicator(
    definition: Definition = OF_FORUM,
    *,
    code: str = "",
    title: str = "",
    target: int | None = None,
    place: int | None = None,
    within: Indicator | None = None,
    part_of: Indicator | None = None,
    goal: Goal | None = None,
) -> Indicator:
    """With a target for the end of 2024, where one is given (whole units)."""
    told = code or f"i{next(NUMBERS)}"
    facts = IndicatorFacts(code=told, title=title or f"지표 {told}", place=place, part_of=part_of)
    made = create_indicator(
        goal=goal or a_goal(), facts=facts, definition=definition, within=within, actor=None
    )
    if target is not None:
        set_targets(indicator=made, wanted=[by_2024(target)], reason="시험", actor=None)
    return made


def by_2024(value: int) -> Wanted:
    return Wanted(date(2024, 1, 1), date(2025, 1, 1), 100 * value)


def attended(company: Organisation, day: date, title: str = "디지털 포럼") -> EvidenceEntry:
    return told(
        company, ATTENDED, day, {"forum": an_id(), "title": title, "host": "센터", "number": next(NUMBERS)}
    )


def met(company: Organisation, day: date, side: str = "supply") -> EvidenceEntry:
    """A meeting of which the other one was of this side."""
    payload = {
        "meeting": an_id(),
        "day": an_id(),
        "title": "상담일",
        "partner": an_id(),
        "partner_name": "상대",
        "partner_side": side,
        "starts_at": "10:00",
        "table": 1,
    }
    return told(company, MEETING_HELD, day, payload)


def signed(one: Organisation, other: Organisation, day: date, amount: int) -> None:
    """A contract of two companies, in both cases."""
    contract, meeting = an_id(), an_id()
    for side, (mine, partner) in {"first": (one, other), "second": (other, one)}.items():
        payload = {
            "contract": contract,
            "meeting": meeting,
            "day": an_id(),
            "title": "상담일",
            "partner": partner.short_id,
            "partner_name": partner.name,
            "partner_side": "supply" if side == "first" else "demand",
            "side": side,
            "amount_krw": amount,
            "proof": "양쪽이 같은 금액과 날짜를 적음",
        }
        told(mine, CONTRACT_SIGNED, day, payload)


def told(company: Organisation, kind: str, day: date, payload: Mapping[str, object]) -> EvidenceEntry:
    remember_kinds()
    return record_evidence(
        organisation=company,
        kind=kind,
        happened_on=day,
        actor=None,
        source=f"test:{an_id()}",
        payload=payload,
    )


def an_id() -> str:
    return short(new_public_id())


def a_company(name: str = "") -> Organisation:
    return Organisation.objects.create(name=name or f"가상기업{next(NUMBERS)}")


def a_lead() -> User:
    lead = person("lead")
    grant_role(user=lead, role="centre_lead")
    return with_factor(lead)
