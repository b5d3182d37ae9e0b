"""What the overview tab says about an organisation: facts, other names, branches, contacts.

Each fact names its field, so that a profile shows those that are open to its reader.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.personal.opening import Opened, as_seen
from deungdae.apps.core import clock
from deungdae.apps.core.words import breakable, dash
from deungdae.apps.organisations import numbers
from deungdae.apps.organisations.models import Branch, Contact, FormerIndustry, Organisation
from deungdae.apps.organisations.selectors import parts

MANY_FORMER = 3


def overview_of(organisation: Organisation, *, user: User, opened: Opened) -> dict[str, Any]:
    return {
        "facts": facts_of(organisation),
        "names": [
            {"name": name, "period": period_of(name.valid_from, name.valid_to)}
            for name in parts.names_of(user=user, organisation=organisation)
        ],
        "branches": [
            branch_line(branch) for branch in parts.branches_of(user=user, organisation=organisation)
        ],
        "opened": opened,
        "contacts": [
            contact_line(contact, opened=opened)
            for contact in parts.contacts_of(user=user, organisation=organisation)
        ],
    }


def contact_line(contact: Contact, *, opened: Opened) -> dict[str, Any]:
    """The contact as the viewer sees it on this page."""
    may_open = contact.public_id not in opened and bool(contact.covered())
    seen = as_seen(contact, opened=opened)
    return {"contact": contact, "may_open": may_open, **seen, "email": breakable(seen["email"])}


def facts_of(organisation: Organisation) -> list[dict[str, Any]]:
    former = list(parts.former_industries_of(organisation=organisation))
    return [*number_facts(organisation), *kind_facts(organisation, former), *other_facts(organisation)]


def branch_line(branch: Branch) -> dict[str, Any]:
    return {
        "branch": branch,
        "number": numbers.shown_business(branch.business_number),
        "period": period_of(branch.opened_on, branch.closed_on),
        "is_closed": branch.closed_on is not None and branch.closed_on <= clock.today(),
        "place": branch.address or str(branch.region or ""),
    }


def period_of(start: date | None, end: date | None) -> str:
    """2001-03-02 ~ 2015-01-01; an end that is not known stays open."""
    if start is None and end is None:
        return ""
    return f"{shown(start)} {dash()} {shown(end)}".strip()


def shown(day: date | None) -> str:
    return date_format(day, "SHORT_DATE_FORMAT") if day else ""


def number_facts(organisation: Organisation) -> list[dict[str, Any]]:
    unknown = _("알려지지 않음")
    business = numbers.shown_business(organisation.business_number)
    corporate = numbers.shown_corporate(organisation.corporate_number)
    return [
        {"field": "english_name", "term": _("영문 이름"), "value": organisation.english_name or unknown},
        {"field": "business_number", "term": _("사업자등록번호"), "value": business or unknown},
        {"field": "corporate_number", "term": _("법인등록번호"), "value": corporate or unknown},
        {
            "field": "legal_kind",
            "term": _("법적 형태"),
            "value": organisation.get_legal_kind_display() or unknown,
        },
        {"field": "founded_on", "term": _("설립일"), "value": founded(organisation.founded_on) or unknown},
        {
            "field": "market",
            "term": _("상장 시장"),
            "value": organisation.get_market_display() or _("비상장"),
        },
    ]


def founded(day: date | None) -> str:
    """The day, and how many whole years ago that was."""
    if day is None:
        return ""
    today = clock.today()
    years = today.year - day.year - ((today.month, today.day) < (day.month, day.day))
    return _("%(day)s (%(years)s년째)") % {"day": shown(day), "years": years + 1}


def kind_facts(organisation: Organisation, former: Iterable[FormerIndustry]) -> list[dict[str, Any]]:
    unknown = _("알려지지 않음")
    industry = organisation.industry
    main = f"{industry.code} {industry}" if industry else unknown
    others = [f"{each.industry.code} {each.industry}" for each in organisation.other_industries.all()]
    found: list[dict[str, Any]] = [{"field": "industry", "term": _("업종(11차)"), "value": main}]
    if old := old_industries(list(former)):
        found.append({"field": "former_industry", "term": _("업종(10차)"), "value": old})
    if others:
        found.append({"field": "other_industries", "term": _("다른 업종"), "value": ", ".join(others)})
    return found


def old_industries(former: list[FormerIndustry]) -> str:
    """The classes before; of many the first and how many more."""
    text = ", ".join(str(each) for each in former[:MANY_FORMER])
    if len(former) > MANY_FORMER:
        text = _("%(first)s 밖에 %(count)s개") % {"first": text, "count": len(former) - MANY_FORMER}
    return text


def other_facts(organisation: Organisation) -> list[dict[str, Any]]:
    unknown = _("알려지지 않음")
    identifiers = ", ".join(f"{each.scheme} {each.code}" for each in organisation.identifiers.all())
    return [
        {"field": "region", "term": _("지역"), "value": organisation.region or unknown},
        {"field": "products", "term": _("주요 제품"), "value": organisation.products or unknown},
        {
            "field": "home_page",
            "term": _("홈페이지"),
            "value": organisation.home_page or unknown,
            "url": safe_address(organisation.home_page),
        },
        {"field": "identifiers", "term": _("외부 번호"), "value": identifiers or _("없음")},
    ]


def safe_address(address: str) -> str:
    """Only an address of the web becomes a link."""
    return address if address.startswith(("http://", "https://")) else ""
