"""The JSON API of cases: the same entries, names and rights as on the page."""

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.core.api.fields import BusinessDate, Id, Label
from deungdae.apps.core.api.paging import PageQuery, page_of, record_of
from deungdae.apps.evidence.filters import CaseFilters
from deungdae.apps.evidence.kinds import kind_of, words_of
from deungdae.apps.evidence.models import EvidenceEntry
from deungdae.apps.evidence.selectors import Names, case_of, names_for, narrowed
from deungdae.apps.organisations.models import Organisation

router = Router(tags=["기업 카드"])


class EntryOut(Schema):
    id: str
    kind: str
    group: str
    happened_on: date
    recorded_at: datetime
    text: str
    actor: str = Field(description="적은 사람; 기업에게는 센터의 이름")
    person: str = Field(description="관련된 사람")
    payload: dict[str, Any]
    corrects: str | None = Field(description="이 기록이 바로잡은 기록")
    corrected_by: str | None = Field(description="이 기록을 바로잡은 기록")


class CasePageOut(Schema):
    items: list[EntryOut]
    next: str | None


class CaseQuery(PageQuery):
    group: Label | None = Field(None, description="awareness, capability, execution, register, correction")
    kind: Label | None = None
    since: BusinessDate | None = Field(None, description="이날부터")
    until: BusinessDate | None = Field(None, description="이날까지")


@router.get(
    "/{organisation_id}/case", response=CasePageOut, operation_id="list_case", summary="기업 카드의 기록"
)
def list_case(request: HttpRequest, organisation_id: Id, query: Query[CaseQuery]) -> dict[str, Any]:
    """최근에 일어난 것부터입니다. 바로잡힌 기록도 함께 보이며 `corrected_by`가 채워져 있습니다."""
    user = user_of(request)
    organisation = record_of(Organisation.objects.visible_to(user), organisation_id)
    names = names_for(user=user, organisation=organisation)
    filters = CaseFilters(
        group=query.group or "", kind=query.kind or "", since=query.since, until=query.until
    )
    entries = narrowed(
        case_of(organisation=organisation, user=user), filters=filters, reads_all=names.reads_all
    )
    page = page_of(entries.select_related("corrects"), query=query, order=("-happened_on", "-id"))
    return {**page, "items": [out(entry, names) for entry in page["items"]]}


def out(entry: EvidenceEntry, names: Names) -> dict[str, Any]:
    return {
        "id": entry.short_id,
        "kind": entry.kind,
        "group": kind_of(entry.kind).group.code,
        "happened_on": entry.happened_on,
        "recorded_at": entry.recorded_at,
        "text": words_of(kind=entry.kind, payload=entry.payload),
        "actor": names.of_actor(entry.actor),
        "person": names.of_person(entry.person),
        "payload": entry.payload,
        "corrects": entry.corrects.short_id if entry.corrects else None,
        "corrected_by": entry.counter.short_id if entry.counter else None,
    }
