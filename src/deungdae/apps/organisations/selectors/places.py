"""Reading the tables of industries and regions."""

from datetime import date

from django.db.models import Q, QuerySet
from django.db.models.functions import Length

from deungdae.apps.organisations.models import Industry, Region

INDUSTRY_LEVELS = 5


def industries_within(*, code: str) -> QuerySet[Industry]:
    """The class itself and all below it: codes grow by one digit per level, sections are letters."""
    if code.isdigit():
        return Industry.objects.filter(code__startswith=code)
    within = Q(code=code)
    for depth in range(1, INDUSTRY_LEVELS):
        within |= Q(**{"__".join(["parent"] * depth): code})
    return Industry.objects.filter(within)


def regions_within(*, code: str) -> QuerySet[Region]:
    """The region itself and all below it."""
    return Region.objects.filter(Q(code=code) | Q(parent=code) | Q(parent__parent=code))


def region_on(*, code: str, day: date) -> Region | None:
    """The region that this place was on a day, whichever of its codes is given; None: no such code.

    42 and 51 are both 강원: before 2023-06-11 the answer is 강원도, from that day on 강원특별자치도.
    """
    region = Region.objects.filter(code=code).select_related("successor").first()
    while region and region.successor and region.valid_to and day >= region.valid_to:
        region = Region.objects.select_related("successor").get(pk=region.successor_id)
    while region and region.valid_from and day < region.valid_from:
        before = region.predecessors.select_related("successor").first()
        if before is None:
            break
        region = before
    return region


def industries_to_choose() -> QuerySet[Industry]:
    """Sections and divisions, as the filter offers them."""
    return Industry.objects.filter(level__lte=2).order_by(Length("code").asc(), "code")


def regions_to_choose() -> QuerySet[Region]:
    """Today's provinces and their districts, in the order of their codes."""
    return Region.objects.today().order_by("code")


def provinces() -> QuerySet[Region]:
    return Region.objects.today().filter(level=1).order_by("code")
