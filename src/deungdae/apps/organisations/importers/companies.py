"""Whose row it is, in lists that speak of registered companies and never make one."""

from collections.abc import Sequence
from typing import cast

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deungdae.apps.core.imports import cells
from deungdae.apps.core.imports.frame import Column, Row
from deungdae.apps.organisations import numbers
from deungdae.apps.organisations.importers.identity import (
    Known,
    Register,
    Unclear,
    Wanted,
    register_of_organisations,
)
from deungdae.apps.organisations.regions import region_names

NUMBER_COLUMNS = (
    Column(
        "business_number",
        (gettext_lazy("사업자등록번호"), "사업자번호", "기업 번호", "business number", "brn"),
        parse=numbers.business_number,
        example="123-45-00003",
        help=gettext_lazy("열 자리. ‘-’는 있어도 없어도 됩니다."),
    ),
    Column(
        "corporate_number",
        (gettext_lazy("법인등록번호"), "법인번호", "corporate number"),
        parse=numbers.corporate_number,
        example="110111-9999991",
        help=gettext_lazy("열세 자리."),
        is_register_number=True,
    ),
)
WHO_COLUMNS = (
    Column(
        "name",
        (
            gettext_lazy("기업명"),
            *("회사명", "업체명", "상호", "법인명", "기업", "피출자회사", "name", "company"),
        ),
        parse=cells.limited_text(200),
        example="주식회사 등대정밀",
        help=gettext_lazy("번호가 없을 때 이름으로 찾습니다. 같은 이름이 둘이면 번호를 적어 주십시오."),
    ),
    *NUMBER_COLUMNS,
)
WHO = tuple(column.name for column in WHO_COLUMNS)


class Companies:
    """The registered companies that rows name; rows that say the same of one are looked up once."""

    def __init__(self, unclear: str) -> None:
        self.register: Register = register_of_organisations(region_names())
        self.unclear = unclear
        self.found: dict[tuple[object, ...], Known | Unclear] = {}

    def company_of(self, row: Row, columns: Sequence[str] = WHO) -> Known:
        """`columns`: those of the name, the business number and the corporate number."""
        key = tuple(row[column] for column in columns)
        found = self.found.get(key)
        if found is None:
            found = self.found[key] = self.look_up(row, columns)
        if isinstance(found, Unclear):
            # The same words may stand in other columns, so the place is this row's.
            at = columns[WHO.index(found.column)] if found.column in WHO else columns[0]
            raise Unclear(at, found.code, found.message, found.remedy)
        return found

    def look_up(self, row: Row, columns: Sequence[str]) -> Known | Unclear:
        name = str(row[columns[0]] or "")
        business, corporate = (cast("str | None", row[column]) for column in columns[1:])
        if not (name or business or corporate):
            return Unclear(
                "name",
                "no_company",
                _("어느 기업의 행인지 적혀 있지 않습니다."),
                _("사업자등록번호, 법인등록번호, 기업명 가운데 하나를 적어 주십시오."),
            )
        wanted = Wanted(name=name, business_number=business, corporate_number=corporate)
        try:
            known = self.register.find(wanted, unclear=self.unclear)
        except Unclear as unclear:
            return unclear
        if known is None:
            return Unclear(
                "business_number" if business else "corporate_number" if corporate else "name",
                "unknown_company",
                _("등록되지 않은 기업입니다."),
                _("번호를 확인하거나 기업을 먼저 등록해 주십시오."),
            )
        return known
