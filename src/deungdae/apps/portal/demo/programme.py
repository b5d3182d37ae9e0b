"""Distinctions of the made-up companies: as many lighthouses as were chosen in the first two years, and
excellent companies that grow slowly. The reference programme itself comes with `load_reference`."""

from datetime import date

from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.organisations.models import Consent, Organisation
from deungdae.apps.organisations.models.organisation import PUBLIC_PROFILE
from deungdae.apps.organisations.services.consents import give_consent
from deungdae.apps.portal.demo.world import World
from deungdae.apps.programme.kinds import Axis, DistinctionName
from deungdae.apps.programme.services.figures import record_distinction
from deungdae.apps.programme.services.reference import load_programmes

CHOSEN = date(2021, 9, 28), date(2022, 11, 16)
AXES_2022 = (Axis.BUSINESS,) * 4 + (Axis.DIGITAL,) * 4 + (Axis.MARKET,) * 2
"""The ten of 2022 by axis, as they were published; the axes of 2021 were not."""
EXCELLENT = (
    *(date(2021, 11, day) for day in (16, 17)),
    *(date(2022, month, 15) for month in (4, 6, 9, 11, 12)),
    *(date(2023, month, 14) for month in (3, 5, 6, 9, 10, 11)),
    *(date(2024, month, 17) for month in (2, 4, 5, 6, 7, 9, 10, 11)),
)


SHOWING = (20, 30, 34, 60)
"""Places among the companies of those that agree to be named."""


def make_programme(world: World, organisations: dict[str, Organisation], staff: User) -> int:
    """How many distinctions were recorded."""
    load_programmes()
    companies = [organisations[one.business_number] for one in world.demand]
    rows = [(DistinctionName.LIGHTHOUSE, Axis.UNKNOWN, CHOSEN[0]) for _place in range(10)]
    rows += [(DistinctionName.LIGHTHOUSE, axis, CHOSEN[1]) for axis in AXES_2022]
    rows += [(DistinctionName.EXCELLENT, Axis.UNKNOWN, day) for day in EXCELLENT]
    for place, (name, axis, on) in enumerate(rows):
        is_lighthouse = name == DistinctionName.LIGHTHOUSE
        record_distinction(
            organisation=companies[place * 2 % len(companies)],
            distinction=name,
            axis=axis,
            on=min(on, clock.today()),
            by="산업 부처(가상)" if is_lighthouse else "디지털 혁신센터(가상)",
            proof=f"선정 공고(가상) {on.isoformat()}",
            actor=staff,
        )
    for place in SHOWING:
        give_consent(holder=companies[place], purpose=PUBLIC_PROFILE, actor=staff, how=Consent.How.EMAIL)
    return len(rows)
