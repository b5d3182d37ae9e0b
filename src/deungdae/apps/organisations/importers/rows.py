"""What one row of a list of organisations says, and what is unclear in it."""

import re
from datetime import date
from typing import cast

from django.utils.translation import gettext as _

from deungdae.apps.core.imports import cells
from deungdae.apps.core.imports.frame import ImportData, Issue, Row, Verdict, is_ticked
from deungdae.apps.organisations.identifiers import KRX, SUPPLIER, identifier
from deungdae.apps.organisations.importers.identity import Known, Register, Unclear, Wanted
from deungdae.apps.organisations.industries import IndustryNames
from deungdae.apps.organisations.models import OrganisationName
from deungdae.apps.organisations.names import name_key
from deungdae.apps.organisations.regions import RegionNames
from deungdae.engine.kernel.korean import sentence

NOTHING_LENGTH = 8
NOTHING = {"", "해당없음", "없음", "미정", "na", "none"}


def remedy_of(unclear: Unclear, row: Row, data: ImportData) -> str:
    """Two rows that look the same may have different numbers that nobody has given a meaning yet."""
    if unclear.code == "twice" and row["code"] and not (row["scheme"] or data.options.get("scheme")):
        return _(
            "한 행만 남기거나, 외부 번호가 달라 다른 곳이면 ‘선택 사항’에서 그 번호 체계를 고르고"
            " 다시 검사해 주십시오."
        )
    return unclear.remedy


def wanted_of(
    row: Row, data: ImportData, regions: RegionNames, industries: IndustryNames, verdict: Verdict
) -> Wanted:
    """What the row says; unknown words become issues (warnings, when that was chosen)."""
    default_kind = data.options.get("kind", "")
    found_kinds = cast(tuple[str, ...] | None, row["kinds"]) or ((default_kind,) if default_kind else ())
    is_warning = is_ticked(data.options, "leave_unknown")
    wanted = Wanted(
        name=str(row["name"]),
        english_name=cast(str | None, row["english_name"]),
        legal_kind=cast(str | None, row["legal_kind"]),
        founded_on=cast(date | None, row["founded_on"]),
        market=cast(str | None, row["market"]),
        business_number=cast(str | None, row["business_number"]),
        corporate_number=cast(str | None, row["corporate_number"]),
        products=cast(str | None, row["products"]),
        kinds=found_kinds,
        identifiers=identifiers_of(row, data, verdict),
    )
    region, industry, home_page = stated(row, "region"), stated(row, "industry"), stated(row, "home_page")
    if region:
        wanted.region = regions.find(region)
        if wanted.region is None:
            verdict.issues.append(unknown_region(row, is_warning))
    if industry:
        wanted.industry = industries.find(industry)
        if wanted.industry is None:
            verdict.issues.append(unknown_industry(row, "industry", industry, industries, is_warning))
    wanted.other_industries = other_industries_of(row, industries, verdict, is_warning)
    if home_page:
        try:
            wanted.home_page = cells.web_address(home_page)
        except cells.CellError as error:
            verdict.issues.append(
                row.issue(
                    "home_page",
                    code=error.code,
                    message=error.message,
                    remedy=error.remedy,
                    is_warning=is_warning,
                )
            )
    return wanted


def stated(row: Row, column: str) -> str:
    """The text of a cell, empty when it only says that there is nothing."""
    value = row[column]
    text = "" if value is None else str(value)
    return "" if len(text) < NOTHING_LENGTH and cells.squeezed(text) in NOTHING else text


def identifiers_of(row: Row, data: ImportData, verdict: Verdict) -> tuple[tuple[str, str], ...]:
    """The numbers of other registers; one whose register is not named is no identifier."""
    found = [
        (scheme, str(row[column])) for scheme, column in ((KRX, "krx"), (SUPPLIER, "supplier")) if row[column]
    ]
    scheme = str(row["scheme"] or data.options.get("scheme", ""))
    if scheme and row["code"]:
        try:
            found.append(identifier(scheme, str(row["code"])))
        except cells.CellError as error:
            verdict.issues.append(
                row.issue("code", code=error.code, message=error.message, remedy=error.remedy)
            )
    elif row["scheme"]:
        verdict.issues.append(
            row.issue(
                "code",
                code="half_identifier",
                message=_("외부 체계만 있고 외부 번호가 없습니다."),
                remedy=_("둘 다 적거나 둘 다 비워 주십시오."),
            )
        )
    return tuple(dict.fromkeys(found))


def unnamed_numbers(data: ImportData) -> list[Issue]:
    """One warning when there are external numbers, but nobody has said whose."""
    rows = (row for row in data.rows("organisations") if row["code"] and not row["scheme"])
    first = None if data.options.get("scheme") else next(rows, None)
    if first is None:
        return []
    return [
        first.issue(
            "code",
            code="unnamed_numbers",
            message=_("외부 번호의 체계를 정하지 않아 이 열의 번호를 쓰지 않습니다."),
            remedy=_("쓰려면 선택 사항에서 ‘번호 체계’를 고르고 다시 검사해 주십시오."),
            is_warning=True,
        )
    ]


def unknown_region(row: Row, is_warning: bool) -> Issue:
    return row.issue(
        "region",
        code="unknown_region",
        message=_("지역 표에 없는 지역입니다."),
        remedy=_(
            "‘경기도 안양시’처럼 시·도부터 적거나, 해외라면 비우고 구분을 ‘해외 혁신기업’으로 적어 주십시오."
        ),
        is_warning=is_warning,
    )


def other_industries_of(
    row: Row, industries: IndustryNames, verdict: Verdict, is_warning: bool
) -> tuple[str, ...]:
    """The codes of a cell with several industries; a name may hold commas, so they divide codes only."""
    found: list[str] = []
    listed = stated(row, "other_industries")
    for text in re.split(r"[;\n]", listed) if listed else ():
        words = text.strip()
        parts = re.split(r"[,\s]+", words) if re.fullmatch(r"[A-U\d,\s]+", words) else [words]
        for part in filter(None, parts):
            code = industries.find(part)
            if code is None:
                verdict.issues.append(unknown_industry(row, "other_industries", part, industries, is_warning))
            else:
                found.append(code)
    return tuple(dict.fromkeys(found))


def keep_registered_name(
    row: Row, wanted: Wanted, known: Known, register: Register, verdict: Verdict
) -> None:
    """A row that calls the organisation by a former or short name is told, and renames nothing."""
    kind = register.other_name_of(wanted, known)
    if not kind:
        return
    template = _("‘{other}’(은/는) ‘{name}’의 {kind}입니다. 같은 기업·기관으로 봅니다.")
    label = OrganisationName.Kind(kind).label
    verdict.issues.append(
        row.issue(
            "name",
            code="other_name",
            message=sentence(template, {"other": wanted.name, "name": known.name, "kind": str(label)}),
            remedy=_("다른 곳이면 사업자등록번호를 적어 주십시오."),
            is_warning=True,
        )
    )
    wanted.name = known.name


def tell_new_name(row: Row, wanted: Wanted, known: Known, verdict: Verdict) -> bool:
    """Whether the row renames the organisation that its number is of; said, for the number may be wrong."""
    if name_key(wanted.name) == name_key(known.name):
        return False
    template = _(
        "이 번호는 ‘{name}’의 것입니다. 반영하면 이름이 ‘{new}’(으로/로) 바뀌고"
        " ‘{name}’(은/는) 이전 이름으로 남습니다."
    )
    verdict.issues.append(
        row.issue(
            "name",
            code="new_name",
            message=sentence(template, {"name": known.name, "new": wanted.name}),
            remedy=_("다른 기업이면 번호를 고쳐 주십시오."),
            is_warning=True,
        )
    )
    return True


def unknown_industry(row: Row, column: str, text: str, industries: IndustryNames, is_warning: bool) -> Issue:
    close = industries.suggestions(text)
    remedy = _("한국표준산업분류(11차)의 코드나 이름으로 적어 주십시오.")
    if close:
        remedy = _("비슷한 이름: %(names)s. 그 이름이나 코드로 적어 주십시오.") % {"names": ", ".join(close)}
    return row.issue(
        column,
        code="unknown_industry",
        message=_("한국표준산업분류(11차)에 없는 업종입니다."),
        remedy=remedy,
        is_warning=is_warning,
    )
