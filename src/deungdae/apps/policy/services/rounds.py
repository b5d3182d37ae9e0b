"""Opening and closing rounds of reports."""

from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError, refused
from deungdae.apps.policy.models import ReportingRound, Strategy, TaskMinistry, TaskReport
from deungdae.apps.policy.words import round_words

Kind = ReportingRound.Kind
MONTHS = {Kind.MONTH: 1, Kind.QUARTER: 3}


def period_of(kind: str, day: date) -> tuple[date, date]:
    """The month or quarter that the day lies in: its first day, and the first day after it."""
    months = MONTHS[Kind(kind)]
    first = day.replace(month=(day.month - 1) // months * months + 1, day=1)
    after = first.month + months - 1
    return first, date(first.year + after // 12, after % 12 + 1, 1)


@transaction.atomic
def open_round(
    *, strategy: Strategy, kind: str, day: date, due_on: date, actor: User | None
) -> ReportingRound:
    """A round about the period that the day lies in, with an empty report for every task that runs in it."""
    starts_on, ends_on = period_of(kind, day)
    if not ends_on <= due_on <= ends_on + timedelta(days=92):
        template = _(
            "제출 기한 {due}(이/가) 대상 기간이 끝난 날부터 석 달 안에 있지 않습니다."
            " {first}부터 골라 주십시오."
        )
        raise refused("due", template, due=f"{due_on}", first=f"{ends_on}")
    leads = list(
        TaskMinistry.objects.filter(
            task__strategy=strategy,
            task__starts_on__lt=ends_on,
            task__ends_on__gte=starts_on,
            role=TaskMinistry.Role.LEAD,
            ends_on=None,
        ).values_list("task", "ministry")
    )
    if not leads:
        message = _("이 기간에 진행하는 과제가 없습니다. 과제를 등록하거나 기간을 다시 골라 주십시오.")
        raise RefusedError("no_tasks", message)
    round_ = ReportingRound(
        strategy=strategy,
        kind=kind,
        starts_on=starts_on,
        ends_on=ends_on,
        due_on=due_on,
        opened_at=clock.now(),
        opened_by=actor,
    )
    try:
        with transaction.atomic():
            round_.save()
    except IntegrityError as error:
        template = _("‘{round}’(은/는) 이미 열었습니다. 목록에서 찾아 주십시오.")
        raise refused("round_twice", template, round=round_words(round_)) from error
    TaskReport.objects.bulk_create(
        TaskReport(round=round_, task_id=task, ministry_id=ministry) for task, ministry in leads
    )
    return round_


@transaction.atomic
def close_round(*, round_: ReportingRound, actor: User | None) -> ReportingRound:
    """From now on nothing is reported in it; what was not accepted stays as it is, and is named as such."""
    mine = ReportingRound.objects.select_for_update(of=("self",)).get(pk=round_.pk)
    if mine.closed_at is not None:
        raise RefusedError("state", _("이미 마감한 회차입니다. 화면을 새로 고쳐 주십시오."))
    mine.closed_at, mine.closed_by = clock.now(), actor
    mine.save()
    return mine
