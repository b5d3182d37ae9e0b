"""Lists in pages that begin after a record, and records by their public id."""

from typing import Any, TypeVar

from django.db import models
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from ninja import Field, Schema

from deungdae.apps.core.api.fields import Id
from deungdae.apps.core.api.problems import FieldError, NotFoundError
from deungdae.apps.core.ids import from_short
from deungdae.apps.core.models.base import PublicModel

LARGEST_PAGE = 200
Record = TypeVar("Record", bound=PublicModel)


class PageQuery(Schema):
    limit: int = Field(50, ge=1, le=LARGEST_PAGE, description="한 번에 받을 수")
    after: Id = Field("", description="앞 쪽의 `next`")


def record_of(records: QuerySet[Record], short_id: str) -> Record:
    """The record with this public id among those the person may see."""
    found = records.filter(public_id=public_id(short_id)).first()
    if found is None:
        raise NotFoundError(short_id)
    return found


def named_record(records: QuerySet[Record], short_id: str, *, field: str) -> Record:
    """The record that a field of the call names; missing and foreign are told alike."""
    try:
        return record_of(records, short_id)
    except NotFoundError as error:
        message = _("‘%(id)s’에 해당하는 자료가 없습니다. 번호를 확인해 주십시오.") % {"id": short_id}
        raise FieldError(field=field, message=message) from error


def public_id(short_id: str) -> Any:
    try:
        return from_short(short_id)
    except ValueError as error:
        raise NotFoundError(short_id) from error


def page_of(records: QuerySet[Record], *, query: PageQuery, order: tuple[str, ...]) -> dict[str, Any]:
    """The records after `query.after` in this order, and the id that the next page begins after."""
    if query.after:
        records = records.filter(after_record(named_record(records, query.after, field="after"), order))
    rows = list(records.order_by(*order)[: query.limit + 1])
    items = rows[: query.limit]
    return {"items": items, "next": items[-1].short_id if len(rows) > query.limit else None}


def after_record(record: models.Model, order: tuple[str, ...]) -> Q:
    """What stands behind a record in an order such as ("-date", "-id"); the last field is unique."""
    behind, same = Q(), Q()
    for field in order:
        name = field.removeprefix("-")
        value = getattr(record, name)
        behind |= same & Q(**{f"{name}__{'lt' if field.startswith('-') else 'gt'}": value})
        same &= Q(**{name: value})
    return behind
