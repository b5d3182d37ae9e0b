"""Indicators with their targets and where they stand, for whoever may read them."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from deungdae.apps.core.api.fields import BusinessDate, Label
from deungdae.apps.core.api.problems import ForbiddenError, NotFoundError
from deungdae.apps.programme.models import Programme
from deungdae.apps.programme.rules import READ
from deungdae.apps.programme.selectors.standing import Standing, asked_of, standings_of

router = Router(tags=["목표"])


class TargetPoint(Schema):
    ends_on: date = Field(description="그날은 들지 않습니다")
    value: float


class IndicatorOut(Schema):
    code: str
    title: str
    goal: str
    unit: str
    value: float | None
    expected: float
    state: str = Field(description="reached, on_course, watched, at_risk, missed, awaited, without")
    targets: list[TargetPoint]


class TargetsOut(Schema):
    programme: str
    title: str
    on: date = Field(description="이날까지 센 값")
    indicators: list[IndicatorOut]


class TargetsQuery(Schema):
    programme: Label | None = Field(None, description="사업의 코드. 없으면 가장 최근 것")
    on: BusinessDate | None = Field(None, description="이날의 값")


@router.get("", response=TargetsOut, operation_id="list_targets", summary="사업의 목표와 실적")
def list_targets(request: HttpRequest, query: Query[TargetsQuery]) -> dict[str, Any]:
    """목표와 실적을 볼 수 있는 역할의 키와 토큰에만 열립니다."""
    if not request.user.has_perm(READ):
        raise ForbiddenError
    rows = Programme.objects.all()
    programme = (rows if query.programme is None else rows.filter(code=query.programme)).first()
    if programme is None:
        raise NotFoundError(query.programme or "")
    asked = asked_of(programme, query.on)
    return {
        "programme": programme.code,
        "title": str(programme),
        "on": asked.on,
        "indicators": [indicator_out(one) for one in standings_of(asked)],
    }


def indicator_out(one: Standing) -> dict[str, Any]:
    return {
        "code": one.indicator.code,
        "title": str(one.indicator),
        "goal": str(one.indicator.goal),
        "unit": one.definition.unit,
        "value": None if one.value is None else one.value / 100,
        "expected": one.expected / 100,
        "state": str(one.state),
        "targets": [{"ends_on": each.ends_on, "value": each.value / 100} for each in one.targets],
    }
