"""Companies of three provinces that were assessed, many of them twice, half of those with support in between:
so that the gap has something to show. And what companies are in law, as somebody has confirmed it."""

import random
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from deungdae.apps.accounts.models import User
from deungdae.apps.calendar.spans import moment
from deungdae.apps.core import clock
from deungdae.apps.core.ids import new_public_id, short
from deungdae.apps.diagnosis.models import FrameworkVersion
from deungdae.apps.evidence.services import Happened, record_all
from deungdae.apps.organisations.models import Organisation
from deungdae.apps.organisations.selectors.legal_status import ASSUMPTIONS
from deungdae.apps.organisations.services.legal_status import confirm_status
from deungdae.apps.portal.demo.diagnoses import OF_ALL, a_colleague, made_up, settled
from deungdae.apps.portal.demo.world import ASSESSED, SEED, World
from deungdae.apps.roadmap.kinds import SUPPORTED
from deungdae.apps.roadmap.models import Offering

CONFIRMED = date(2021, 5, 20)
FIRST, SECOND = date(2021, 6, 21), date(2022, 6, 20)
SUPPORTED_ON = date(2021, 11, 15)
LEVELS = {"large": 0.52, "mid_sized": 0.36, "small": 0.24}
FIRST_NUMBER = 200
"""Of the people who answer: beyond those of the other diagnoses."""
GAIN, GAIN_ANYWAY = 0.13, 0.04
PROGRAMMES = ("P-01", "P-02", "P-05", "M-02")


def confirm_statuses(world: World, organisations: Mapping[str, Organisation], staff: User) -> None:
    """Before the first assessments, and today for everybody who may come to a course."""
    demand = [organisations[one.business_number] for one in world.demand]
    others = [organisations[one.business_number] for one, _size in world.assessed]
    with clock.turned_to(moment(CONFIRMED, 600)):
        confirm([*demand[:ASSESSED], *others], CONFIRMED, staff)
    confirm([*demand, *others], clock.today(), staff)


def confirm(companies: Sequence[Organisation], on: date, staff: User) -> None:
    for one in companies:
        confirm_status(organisation=one, on=on, assumed=ASSUMPTIONS, actor=staff)


def make_assessed(world: World, organisations: Mapping[str, Organisation], staff: User) -> int:
    """How many companies: four of five come back a year later, every second of those had support."""
    version = FrameworkVersion.objects.filter(code=OF_ALL).latest("pk")
    chance = random.Random(SEED + 2)  # noqa: S311 - answers, no secrets
    served: list[Organisation] = []
    is_served = False
    for place, (told, size) in enumerate(world.assessed):
        company = organisations[told.business_number]
        user = a_colleague(company, FIRST_NUMBER + place)
        level = chance.gauss(LEVELS[size], 0.06)
        day = FIRST + timedelta(days=place % 5)
        settled(version, company, user, made_up(chance, level), on=day, staff=staff)
        if place % 5 == 4:
            continue
        is_served = not is_served
        if is_served:
            served.append(company)
        again = made_up(chance, level + (GAIN if is_served else GAIN_ANYWAY))
        day = SECOND + timedelta(days=place % 5)
        settled(version, company, user, again, on=day, staff=staff, wanted="T1")
    support(served, staff)
    return len(world.assessed)


def support(companies: Sequence[Organisation], staff: User) -> None:
    """The centre has seen their contracts."""
    offered = {one.code: one for one in Offering.objects.filter(code__in=PROGRAMMES)}
    happened = []
    for number, company in enumerate(companies):
        one = offered[PROGRAMMES[number % len(PROGRAMMES)]]
        source = f"roadmap.support:{short(new_public_id())}"
        payload = {"offering": one.short_id, "title": one.title, "proof": f"협약서 2021-{101 + number}호"}
        happened.append(Happened(company, SUPPORTED, SUPPORTED_ON, source, payload))
    with clock.turned_to(moment(SUPPORTED_ON, 15 * 60)):
        record_all(happened, actor=staff)
