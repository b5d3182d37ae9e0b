"""Made-up solutions of the demo's suppliers, and the profiles that some of them show to everybody."""

import random
from collections.abc import Mapping
from datetime import date

from deungdae.apps.accounts.models import User
from deungdae.apps.organisations.models import (
    Consent,
    Industry,
    Organisation,
    Region,
    Solution,
    SolutionReference,
)
from deungdae.apps.organisations.models.organisation import PUBLIC_PROFILE
from deungdae.apps.organisations.services.consents import give_consent
from deungdae.apps.organisations.services.references import decide_reference, link_customer
from deungdae.apps.organisations.services.solutions import (
    CertificateLine,
    Content,
    ReferenceLine,
    create_solution,
    move_solution,
)
from deungdae.apps.portal.demo.world import SEED, Company, World

MADE, SHOWN = 40, 34
KINDS = (
    ("MES", "mes", "production", "작업 지시와 생산 실적을 설비에서 바로 모아 공정마다 보여 줍니다."),
    ("비전검사", "vision", "quality", "카메라로 찍은 제품의 흠을 인공지능이 찾아 불량을 가려냅니다."),
    ("예지보전", "iot", "equipment", "진동과 온도를 재어 설비가 멈추기 전에 정비할 때를 알려 줍니다."),
    ("물류로봇", "robot", "logistics", "창고와 라인 사이를 오가는 로봇이 자재를 제때 나릅니다."),
    ("에너지관리", "big_data", "energy", "전력과 가스 사용량을 설비마다 재어 낭비를 찾아 줍니다."),
    ("ERP", "erp", "accounting", "수주에서 결산까지 한 장부로 잇습니다."),
    ("디지털트윈", "digital_twin", "research", "라인을 화면에 그대로 옮겨 바꾸기 전에 시험해 봅니다."),
)
"""Word of the title, technology, process area, what it does."""
BANDS = tuple(Solution.PriceBand.values)


def make_solutions(
    world: World, organisations: Mapping[str, Organisation], *, first: int, staff: User
) -> None:
    """One solution for each of some suppliers, most of them published; `first`: the demo's own supplier.

    Some suppliers wrote to the staff that they agree to show themselves to everybody.
    """
    chance = random.Random(SEED)  # noqa: S311 - made-up data, no secret
    industries = list(Industry.objects.filter(code__in=("24", "25", "26", "28", "29", "30")))
    regions = list(Region.objects.today().filter(level=1).order_by("code"))
    places = [first, *(place for place in range(MADE) if place != first)]
    for number, place in enumerate(places):
        company = world.supply[place]
        solution = create_solution(
            organisation=organisations[company.business_number],
            content=content_of(world, company, chance, industries, regions),
            actor=None,
        )
        if number % 8 != 7:
            move_solution(solution=solution, target=Solution.State.PUBLISHED, actor=None)
    make_words(world, organisations, staff)
    for place in places[:SHOWN]:
        shown = organisations[world.supply[place].business_number]
        give_consent(holder=shown, purpose=PUBLIC_PROFILE, actor=staff, how=Consent.How.EMAIL)


def make_words(world: World, organisations: Mapping[str, Organisation], staff: User) -> None:
    """Most references are linked to their customer; the centre has looked at some of them.

    Those of the first company of the demand side, which the demo's own person acts for, wait for its word.
    """
    companies = {one.name: organisations[one.business_number] for one in world.demand}
    mine = companies[world.demand[0].name]
    for number, one in enumerate(SolutionReference.objects.select_related("solution").order_by("pk")):
        company = mine if number in (0, 3) else companies[one.customer]
        if number in (0, 3):
            SolutionReference.objects.filter(pk=one.pk).update(customer=mine.name)
        if number % 6 != 5:
            link_customer(reference=one, company=company, actor=staff)
        if company != mine and number % 3:
            target, note = (
                (SolutionReference.State.DISPUTED, "시험 구축만 하고 쓰지 않는다고 함")
                if number % 10 == 4
                else (SolutionReference.State.CONFIRMED, "현장에서 함께 봄")
            )
            decide_reference(
                reference=one, target=target, note=note, side=SolutionReference.Side.CENTRE, actor=staff
            )


def content_of(
    world: World, company: Company, chance: random.Random, industries: list[Industry], regions: list[Region]
) -> Content:
    word, technology, area, summary = chance.choice(KINDS)
    brand = company.name.replace("주식회사", "").replace("(주)", "").strip()
    customer = chance.choice(world.demand[:30]).name
    month = date(chance.choice((2022, 2023, 2024)), chance.randint(1, 12), 1)
    languages = ["ko", "en"] if chance.random() < 0.4 else ["ko"]
    return Content(
        title=f"{brand} {word}",
        summary=summary,
        price_band=chance.choice(BANDS),
        capacity_per_quarter=chance.randint(1, 12),
        terms={"area": [area], "technology": [technology], "language": languages},
        industries=chance.sample(industries, k=2),
        regions=chance.sample(regions, k=3) if chance.random() < 0.5 else [],
        references=[
            ReferenceLine(month, customer, f"{word} 구축", f"작업 시간 {chance.randint(5, 30)}% 감소")
        ],
        certificates=[
            CertificateLine("GS 1등급", f"99-{chance.randint(1, 9999):04d}", "가상인증원", date(2029, 12, 31))
        ],
    )
