"""Setting targets: all of an indicator together, so that each plan is whole."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError, refused
from deungdae.apps.programme.models import Indicator, Target, TargetPlan


class Wanted(NamedTuple):
    """What is to be reached by the end of a half-open period; `value`: hundredths of the unit."""

    starts_on: date
    ends_on: date
    value: int


def number(value: int) -> str:
    whole, part = divmod(value, 100)
    return f"{whole:,}" if not part else f"{whole:,}.{part:02}".rstrip("0")


def check_targets(indicator: Indicator, wanted: Sequence[Wanted]) -> None:
    if not wanted:
        raise RefusedError("targets", _("목표가 없습니다. 한 줄에 하나씩 ‘2024: 100’처럼 적어 주십시오."))
    programme = indicator.goal.programme
    for one in wanted:
        if one.ends_on <= one.starts_on or one.value < 0:
            words = _(
                "{day}에 끝나는 목표의 기간이나 값이 거꾸로입니다. 시작과 끝, 0 이상의 값을 적으십시오."
            )
            raise refused("target", words, day=one.ends_on.isoformat())
        if one.starts_on >= programme.ends_on or one.ends_on <= programme.starts_on:
            words = _("{year}년 목표는 사업 기간({since} ~ {until}) 밖입니다. 해를 확인해 주십시오.")
            since, until = programme.starts_on.isoformat(), programme.ends_on.isoformat()
            raise refused("outside", words, year=one.starts_on.year, since=since, until=until)
    for one, other in pairwise(sorted(wanted)):
        if other.starts_on < one.ends_on:
            words = _(
                "목표의 기간이 겹칩니다: {first}부터와 {second}부터. 하나로 합치거나 날짜를 고치십시오."
            )
            first, second = one.starts_on.isoformat(), other.starts_on.isoformat()
            raise refused("overlap", words, first=first, second=second)
        if other.value < one.value:
            words = _(
                "사업을 시작한 때부터 쌓은 목표가 {before}에서 {after}(으로/로) 줄어듭니다."
                " 해마다의 값이 아니라 쌓은 값을 적어 주십시오."
            )
            raise refused("falls", words, before=number(one.value), after=number(other.value))


@transaction.atomic
def set_targets(
    *, indicator: Indicator, wanted: Sequence[Wanted], reason: str, actor: User | None
) -> TargetPlan:
    """The next plan; the ones before stay. `reason`: where the targets stand, or why they change."""
    check_targets(indicator, wanted)
    if not reason.strip():
        raise RefusedError(
            "reason", _("목표의 근거나 바꾸는 까닭을 적어 주십시오. 지난 목표와 함께 남습니다.")
        )
    Indicator.objects.select_for_update(of=("self",)).get(pk=indicator.pk)
    last = indicator.plans.aggregate(last=Max("number"))["last"] or 0
    plan = TargetPlan.objects.create(
        indicator=indicator,
        number=last + 1,
        reason=reason.strip(),
        made_at=clock.now(),
        made_by=actor,
    )
    Target.objects.bulk_create(Target(plan=plan, **one._asdict()) for one in sorted(wanted))
    return plan
