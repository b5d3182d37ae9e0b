"""Whether a company may have an offering, with the reason: its size in law, industry and region."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from deungdae.apps.organisations.models import Industry, LegalStatusCheck, Organisation, Region
from deungdae.apps.organisations.selectors.legal_status import last_check
from deungdae.apps.roadmap.models import Offering

PROVINCE_DIGITS = 2
ALL_ABOVE = "parent__parent__parent__parent"
"""From a class of the finest level to its section."""


class Fit(StrEnum):
    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Company:
    """`status` in law, "" unknown, a candidate for mid-sized is still an SME; `industries`: its class and all
    above it; `province`: code, "" unknown."""

    status: str
    industries: frozenset[str]
    province: str


def company_facts(organisation: Organisation) -> Company:
    checked = last_check(organisation=organisation)
    known = checked is not None and checked.status != LegalStatusCheck.Status.UNKNOWN
    above = Industry.objects.select_related(ALL_ABOVE).filter(code=organisation.industry_id or "")
    chain, industry = [], above.first() if organisation.industry_id else None
    while industry is not None:
        chain.append(industry.code)
        industry = industry.parent
    status = checked.status if checked is not None and known else ""
    if status == LegalStatusCheck.Status.CANDIDATE:
        status = LegalStatusCheck.Status.SME
    return Company(status, frozenset(chain), (organisation.region_id or "")[:PROVINCE_DIGITS])


Names = Mapping[str, str]
"""By code, of industries and regions that offerings name."""


def names_in(offerings: Iterable[Offering]) -> Names:
    """In at most two queries however many offerings there are."""
    those = list(offerings)
    industries = {code for one in those for code in one.industries}
    regions = {code for one in those for code in one.regions}
    found = {one.code: str(one) for one in Industry.objects.filter(code__in=industries)} if industries else {}
    return found | (
        dict(Region.objects.filter(code__in=regions).values_list("code", "name")) if regions else {}
    )


def fit_of(one: Offering, company: Company, names: Names) -> tuple[Fit, str]:
    """NO by anything that is known not to fit, UNKNOWN by anything that is not known."""
    sizes = {code: str(LegalStatusCheck.Status(code).label) for code in one.sizes}
    asked = (
        (one.sizes, {company.status} - {""}, _("기업 규모"), sizes),
        (one.industries, company.industries, _("업종"), names),
        (one.regions, {company.province} - {""}, _("지역"), names),
    )
    found = Fit.YES, ""
    for wanted, known, name, words in asked:
        if not wanted or known & set(wanted):
            continue
        told = f"{name} – {', '.join(words.get(code, code) for code in sorted(wanted))}"
        if known:
            return Fit.NO, told
        found = Fit.UNKNOWN, told
    return found
