"""The facts of the register that the law asks about, on a day, and what was confirmed before."""

from collections.abc import Collection
from datetime import date

from deungdae.apps.accounts.models import Viewer
from deungdae.apps.organisations.figure_kinds import ASSETS, SALES
from deungdae.apps.organisations.models import (
    BusinessGroup,
    GroupMembership,
    LegalStatusCheck,
    Membership,
    Organisation,
    OrganisationKind,
    OwnershipLink,
    YearlyFigure,
)
from deungdae.apps.organisations.selectors.ownership import largest_shareholder
from deungdae.engine.kernel.decision import Json

NO_GROUP, NO_HOLDER, NO_RELATED = "no_group", "no_holder", "no_related"
ASSUMPTIONS = (NO_GROUP, NO_HOLDER, NO_RELATED)
"""What a person says of a company where the register has no record: there is none."""
YEARS_BACK = 5
Facts = dict[str, Json]
Kind = OrganisationKind.Kind
COMPANIES = {Kind.DEMAND, Kind.SUPPLY, Kind.STARTUP}


def facts_of(*, organisation: Organisation, on: date, assumed: Collection[str]) -> Facts:
    """The engine's input; what the register does not know is left out."""
    facts: Facts = {"name": organisation.name}
    kinds = {each.kind for each in organisation.kinds.all()}
    if organisation.legal_kind or kinds & COMPANIES:
        facts["kind"] = organisation.legal_kind or "company"
    if organisation.founded_on is not None:
        facts["founded"] = organisation.founded_on.isoformat()
    if organisation.industry_id:
        facts["main_industry"] = organisation.industry_id
    facts |= years_of(organisation, on)
    facts |= group_of(organisation, on, assumed)
    facts |= holder_of(organisation, on, assumed)
    if NO_RELATED in assumed:
        facts["related_sales_krw"] = None
    grace = organisation.grace_periods.filter(starts_on__lte=on).order_by("-starts_on").first()
    if grace is not None:
        facts["grace"] = {"from": grace.starts_on.isoformat()}
    return facts


def years_of(organisation: Organisation, on: date) -> Facts:
    """Sales and assets of the years that may count, named after the year in which they end."""
    figures = YearlyFigure.objects.current().filter(
        organisation=organisation,
        kind__in=(SALES, ASSETS),
        ends_on__lte=on,
        ends_on__year__gte=max(1, on.year - YEARS_BACK),
    )
    years: dict[int, dict[str, Json]] = {}
    names = {SALES: "sales_krw", ASSETS: "assets_krw"}
    month = 12
    for figure in figures.order_by("ends_on", "source_kind"):
        entry = years.setdefault(figure.ends_on.year, {"year": figure.ends_on.year, "months": figure.months})
        entry.setdefault(names[figure.kind], figure.value)
        month = figure.ends_on.month
    found: Facts = {"fiscal_years": list(years.values())} if years else {}
    return found | ({"fiscal_year_end_month": month} if month != 12 else {})


def group_of(organisation: Organisation, on: date, assumed: Collection[str]) -> Facts:
    memberships = GroupMembership.objects.on(on).filter(organisation=organisation).select_related("group")
    kinds = {each.group.kind for each in memberships if each.group.is_designated_on(on)}
    for kind in (BusinessGroup.Kind.CROSS_SHAREHOLDING_RESTRICTED, BusinessGroup.Kind.DISCLOSURE):
        if kind in kinds:
            return {"group": kind.value}
    return {"group": None} if NO_GROUP in assumed else {}


def holder_of(organisation: Organisation, on: date, assumed: Collection[str]) -> Facts:
    link = largest_shareholder(organisation=organisation, on=on)
    if link is None:
        return {"largest_shareholder": None} if NO_HOLDER in assumed else {}
    holder: Facts = {"share": float(link.share / 100), "kind": link.owner_kind}
    assets = assets_of(link, on)
    if assets is not None:
        holder["assets_krw"] = assets
    return {"largest_shareholder": holder}


def assets_of(link: OwnershipLink, on: date) -> int | None:
    """The shareholder's total assets: its newest figure, else what was said with the share."""
    if link.owner_id is not None:
        figures = YearlyFigure.objects.current().filter(organisation=link.owner_id, kind=ASSETS)
        newest = figures.filter(ends_on__lte=on).order_by("-ends_on", "source_kind").first()
        if newest is not None:
            return newest.value
    return link.owner_assets


def last_check(*, organisation: Organisation) -> LegalStatusCheck | None:
    checks = LegalStatusCheck.objects.filter(organisation=organisation)
    return checks.select_related("checked_by", "decision").first()


def may_read(*, user: Viewer, organisation: Organisation) -> bool:
    """Staff, and whoever acts for the company now: the reasons name its figures and shareholders."""
    own = Membership.objects.in_use_by(user).filter(organisation=organisation)
    return user.has_perm("organisations.read_ownership") or own.exists()
