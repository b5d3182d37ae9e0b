"""Whose row it is, in lists that speak of registered companies and never make one."""

from collections.abc import Sequence
from typing import cast

from django.utils.translation import gettext as _

from deungdae.apps.core.imports.frame import Row
from deungdae.apps.organisations.importers.identity import (
    Known,
    Register,
    Unclear,
    Wanted,
    register_of_organisations,
)
from deungdae.apps.organisations.regions import region_names

WHO = ("name", "business_number", "corporate_number")


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
