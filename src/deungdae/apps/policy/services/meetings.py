"""A meeting: its agenda is computed, what it decides has an owner and a day, its minutes are closed once."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError, refused
from deungdae.apps.policy.models import AgendaItem, MeetingOrder, Ministry, Strategy, Task, TaskMeeting
from deungdae.apps.policy.selectors.meetings import open_orders
from deungdae.apps.policy.selectors.register import Line, lines_on

Why = AgendaItem.Why
RANK = {why: place for place, why in enumerate(Why.values)}


@transaction.atomic
def plan_meeting(*, strategy: Strategy, title: str, day: date, place: str, actor: User | None) -> TaskMeeting:
    """A meeting with its agenda as of today: it starts from what the last ones left open."""
    meeting = TaskMeeting(strategy=strategy, title=title, day=day, place=place)
    try:
        with transaction.atomic():
            meeting.save()
    except IntegrityError as error:
        template = _("{day}의 회의 ‘{title}’(이/가) 이미 있습니다. 목록에서 찾아 주십시오.")
        raise refused("meeting_twice", template, day=f"{day}", title=title) from error
    compute_agenda(meeting=meeting)
    return meeting


def locked(meeting: TaskMeeting) -> TaskMeeting:
    mine = TaskMeeting.objects.select_for_update(of=("self",)).select_related("strategy").get(pk=meeting.pk)
    if mine.held_at is not None:
        raise RefusedError("held", _("회의록을 확정한 회의입니다. 다음 회의에서 다뤄 주십시오."))
    return mine


@transaction.atomic
def compute_agenda(*, meeting: TaskMeeting) -> list[AgendaItem]:
    """Tasks with open orders, late reports or a light that is not green, the most pressing first; what
    somebody added stays."""
    mine = locked(meeting)
    added = {item.task_id for item in mine.items.all() if Why.ADDED in item.whys}
    ordered = {one.task_id for one in open_orders(mine.strategy) if one.meeting_id != mine.pk}
    found = [
        (whys, line)
        for line in lines_on(mine.strategy, clock.today())
        if (whys := whys_of(line, ordered=ordered, added=added))
    ]
    found.sort(key=lambda pair: (RANK[pair[0][0]], -pair[1].severity, pair[1].code))
    mine.items.all().delete()
    return AgendaItem.objects.bulk_create(
        AgendaItem(meeting=mine, task_id=line.pk, place=place, whys=whys)
        for place, (whys, line) in enumerate(found, start=1)
    )


def whys_of(line: Line, *, ordered: set[int | None], added: set[int]) -> list[str]:
    whys = [Why.ORDER.value] if line.pk in ordered else []
    if line.is_late:
        whys.append(Why.LATE.value)
    if line.light in (Why.RED, Why.YELLOW):
        whys.append(line.light)
    if line.pk in added:
        whys.append(Why.ADDED.value)
    return whys


@transaction.atomic
def add_item(*, meeting: TaskMeeting, task: Task) -> AgendaItem:
    mine = locked(meeting)
    if mine.items.filter(task=task).exists():
        template = _("‘{task}’(은/는) 이미 안건에 있습니다.")
        raise refused("item_twice", template, task=task.title)
    last = mine.items.order_by("-place").first()
    place = last.place + 1 if last is not None else 1
    return AgendaItem.objects.create(meeting=mine, task=task, place=place, whys=[Why.ADDED.value])


@transaction.atomic
def record_order(
    *,
    meeting: TaskMeeting,
    task: Task | None,
    kind: str,
    text: str,
    owner: Ministry | None,
    due_on: date | None,
    actor: User | None,
) -> MeetingOrder:
    """An order has an owner and a day that is not before the meeting; a decision may have both."""
    mine = locked(meeting)
    if kind == MeetingOrder.Kind.ORDER and (owner is None or due_on is None):
        message = _("조치에는 맡을 부처와 기한이 있어야 합니다. 두 가지를 적거나 ‘결정’으로 고쳐 주십시오.")
        raise RefusedError("owner", message)
    if due_on is not None and due_on < mine.day:
        template = _("기한 {due}(이/가) 회의일보다 앞섭니다. {day}부터의 날을 적어 주십시오.")
        raise refused("due", template, due=f"{due_on}", day=f"{mine.day}")
    return MeetingOrder.objects.create(
        meeting=mine,
        task=task,
        kind=kind,
        text=text,
        owner=owner,
        due_on=due_on,
        made_at=clock.now(),
        made_by=actor,
    )


@transaction.atomic
def settle_order(*, order: MeetingOrder, outcome: str, actor: User | None) -> MeetingOrder:
    """Say how it was done."""
    mine = MeetingOrder.objects.select_for_update(of=("self",)).get(pk=order.pk)
    if mine.settled_at is not None or mine.kind == MeetingOrder.Kind.DECISION:
        raise RefusedError("state", _("이미 마친 조치입니다. 화면을 새로 고쳐 주십시오."))
    mine.settled_at, mine.settled_by, mine.outcome = clock.now(), actor, outcome
    mine.save()
    return mine


@transaction.atomic
def close_minutes(*, meeting: TaskMeeting, minutes: str, actor: User | None) -> TaskMeeting:
    """The minutes as they stand from now on."""
    mine = locked(meeting)
    if mine.day > clock.today():
        template = _("회의일 {day}(이/가) 아직 오지 않았습니다. 회의를 연 뒤에 확정해 주십시오.")
        raise refused("to_come", template, day=f"{mine.day}")
    mine.minutes, mine.held_at, mine.closed_by = minutes, clock.now(), actor
    mine.save()
    return mine
