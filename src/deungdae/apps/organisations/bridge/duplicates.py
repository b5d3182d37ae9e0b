"""Organisations as the search for duplicates compares them, and its reasons in words."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple
from urllib.parse import urlsplit

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from deungdae.apps.organisations.names import name_key
from deungdae.engine.duplicates.model import Candidate, Record
from deungdae.engine.duplicates.solve import resembling, solve

COLUMNS = ("pk", "name", "business_number", "corporate_number", "region_id", "home_page")
SHARED_HOSTS = ("naver.com", "daum.net", "tistory.com", "google.com", "facebook.com", "instagram.com")
"""Hosts on which many companies have their page: the host alone says nothing."""
WORDS: dict[str, str | Promise] = {
    "same_name": _("회사 형태를 뺀 이름이 같습니다."),
    "near_name": _("이름이 한두 글자만 다릅니다."),
    "near_long_name": _("긴 이름이 한두 글자만 다릅니다."),
    "swapped_name": _("이름의 두 글자가 서로 바뀌었습니다."),
    "missing_syllable": _("한 이름에 글자 하나가 더 있습니다."),
    "name_within": _("한 이름이 다른 이름의 앞이나 뒤에 그대로 들어 있습니다."),
    "by_other_name": _("이전 이름이나 영문 이름 같은 다른 이름으로 견주었습니다."),
    "same_initials": _("이름의 초성이 같습니다."),
    "same_corporate_number": _("법인등록번호가 같습니다. 본점과 지점일 수 있습니다."),
    "near_business_number": _("사업자등록번호가 한 자리만 다르거나 두 자리가 바뀌었습니다."),
    "same_domain": _("홈페이지 주소가 같습니다."),
    "same_phone": _("전화번호가 같습니다."),
    "same_address": _("주소가 같습니다."),
    "same_district": _("시·군·구가 같습니다."),
    "same_province": _("시·도가 같습니다."),
    "other_province": _("시·도가 다릅니다."),
    "other_business_number": _("사업자등록번호가 서로 다릅니다."),
    "other_corporate_number": _("법인등록번호가 서로 다릅니다."),
}


class Row(NamedTuple):
    """An organisation as it is read for comparing: the values of COLUMNS, and what its parts say."""

    pk: int
    name: str
    business_number: str | None
    corporate_number: str | None
    region: str | None
    home_page: str
    other_names: tuple[str, ...] = ()
    phone: str = ""
    address: str = ""


class Resemblance(NamedTuple):
    """A pair that may be one, with the codes of its reasons, the weightiest first."""

    first: int
    second: int
    score: int
    reasons: list[str]


def similar_pairs(rows: Iterable[Row], *, tell: Callable[[int], None]) -> list[Resemblance]:
    """Pairs of a register that may be one; `tell` hears how far the search is, in per cent."""
    return [as_resemblance(one) for one in solve([record_of(row) for row in rows], tell=tell)]


def similar_to(row: Row, others: Sequence[Row]) -> list[Resemblance]:
    """Which of a few organisations may be this one."""
    return [as_resemblance(one) for one in resembling(record_of(row), [record_of(other) for other in others])]


def as_resemblance(candidate: Candidate) -> Resemblance:
    ordered = sorted(candidate.reasons, key=lambda reason: -abs(reason.points))
    return Resemblance(
        candidate.first, candidate.second, candidate.score, [reason.code for reason in ordered]
    )


def record_of(row: Row) -> Record:
    key = name_key(row.name)
    others = dict.fromkeys(name_key(name) for name in row.other_names)
    return Record(
        id=row.pk,
        key=key,
        other_keys=tuple(other for other in others if other and other != key),
        business_number=row.business_number or "",
        corporate_number=row.corporate_number or "",
        region=row.region or "",
        domain=domain_of(row.home_page),
        phone="".join(sign for sign in row.phone if sign.isdecimal()),
        address="".join(row.address.split()).casefold(),
    )


def domain_of(home_page: str) -> str:
    """The host of a home page without its www., nothing for a host that many share."""
    try:
        host = (urlsplit(home_page).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    return "" if any(host == shared or host.endswith("." + shared) for shared in SHARED_HOSTS) else host


def words_of(codes: Iterable[str]) -> list[str]:
    """Reasons in the language in force."""
    return [str(WORDS[code]) for code in codes if code in WORDS]
