"""A meeting on paper: what it starts from, its agenda, what it decided and ordered, its minutes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from deungdae.apps.core.context import centre_name
from deungdae.apps.core.documents.hwpx.model import Block, Heading, Items, Paper, Table, Text
from deungdae.apps.core.documents.hwpx.write import written
from deungdae.apps.core.documents.layout import laid_out
from deungdae.apps.policy.models import AgendaItem, MeetingOrder, TaskMeeting
from deungdae.apps.policy.selectors.meetings import agenda_of, day_of_lights, orders_before
from deungdae.apps.policy.selectors.ministries import ministries_by_key
from deungdae.apps.policy.selectors.register import lines_on
from deungdae.apps.policy.words import LIGHTS

STYLE = Path(__file__).resolve().parent / "styles" / "minutes.css"
Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Minutes:
    """`before`, `orders`: (what, task, owner, day), and not how they were done later, so that minutes stay as
    they were; `agenda`: (place, task, lead, why, light)."""

    meeting: TaskMeeting
    kind: str
    facts: tuple[tuple[str, str], ...]
    before: Rows
    agenda: Rows
    decisions: tuple[str, ...]
    orders: Rows
    words: tuple[str, ...]

    @property
    def title(self) -> str:
        return self.meeting.title


def minutes_of(meeting: TaskMeeting) -> Minutes:
    """Papers for the table until the minutes are closed, the minutes from then on."""
    told = list(meeting.orders.select_related("task", "owner"))
    return Minutes(
        meeting=meeting,
        kind=_("회의록") if meeting.held_at is not None else _("회의 자료"),
        facts=tuple(facts_of(meeting)),
        before=order_rows(orders_before(meeting), meeting),
        agenda=tuple(agenda_rows(meeting)),
        decisions=tuple(decided(one, meeting) for one in told if one.kind == MeetingOrder.Kind.DECISION),
        orders=order_rows((one for one in told if one.kind == MeetingOrder.Kind.ORDER), meeting),
        words=tuple(line for line in meeting.minutes.splitlines() if line.strip()),
    )


def facts_of(meeting: TaskMeeting) -> Iterator[tuple[str, str]]:
    yield _("회의일"), date_format(meeting.day, "SHORT_DATE_FORMAT")
    if meeting.place:
        yield _("장소"), meeting.place
    if meeting.held_at is not None:
        closed_at = date_format(localtime(meeting.held_at), "SHORT_DATETIME_FORMAT")
        yield pgettext("state", "회의록 확정"), closed_at


def order_rows(orders: Iterable[MeetingOrder], meeting: TaskMeeting) -> Rows:
    """Ministries under their names on the day of the meeting."""
    ministries = ministries_by_key()
    return tuple(
        (
            one.text,
            str(one.task) if one.task is not None else "",
            ministries[one.owner_id].name_on(meeting.day) if one.owner_id is not None else "",
            date_format(one.due_on, "SHORT_DATE_FORMAT") if one.due_on is not None else "",
        )
        for one in orders
    )


def decided(one: MeetingOrder, meeting: TaskMeeting) -> str:
    """With the task, owner and day that it has; it need have none."""
    [(text, *beside)] = order_rows([one], meeting)
    more = ", ".join(part for part in beside if part)
    return f"{text} ({more})" if more else text


def agenda_rows(meeting: TaskMeeting) -> Iterator[tuple[str, ...]]:
    day = day_of_lights(meeting)
    lines = {one.pk: one for one in lines_on(meeting.strategy, day)}
    for item in agenda_of(meeting):
        line = lines.get(item.task_id)
        if line is not None:
            whys = ", ".join(str(AgendaItem.Why(why).label) for why in item.whys)
            lead = line.lead.name_on(day) if line.lead is not None else ""
            task, light = f"{line.code} {line.title}", str(LIGHTS[line.light])
            yield str(item.place), task, lead, whys, light


def order_head() -> tuple[str, ...]:
    return (_("내용"), _("세부과제"), _("맡을 부처"), _("기한"))


def agenda_head() -> tuple[str, ...]:
    return (_("차례"), _("세부과제"), _("주관 부처"), _("오른 까닭"), _("신호"))


def minutes_hwpx(told: Minutes) -> bytes:
    blocks = [
        Text(f"{centre_name()} · {told.kind}", align="CENTER"),
        Table(rows=told.facts, widths=(22, 78)),
        *parts(told),
    ]
    return written(Paper(title=told.title, blocks=tuple(blocks)))


def parts(told: Minutes) -> Iterator[Block]:
    if told.before:
        yield Heading(_("지난 회의에서 열린 조치"))
        yield Table(rows=told.before, widths=(40, 26, 16, 18), head=order_head())
    yield Heading(_("안건"))
    if told.agenda:
        yield Table(rows=told.agenda, widths=(8, 38, 20, 22, 12), head=agenda_head())
    else:
        yield Text(_("늦거나 위험한 과제가 없어 안건이 비어 있습니다."))
    yield Heading(_("결정과 조치"))
    if told.decisions:
        yield Items(told.decisions, numbered=True)
    if told.orders:
        yield Table(rows=told.orders, widths=(40, 26, 16, 18), head=order_head())
    if not told.decisions and not told.orders:
        yield Text(_("적은 결정과 조치가 없습니다."))
    if told.words:
        yield Heading(_("회의록"))
        yield from (Text(line) for line in told.words)


def minutes_pdf(told: Minutes) -> bytes:
    heads = {"order_head": order_head(), "agenda_head": agenda_head()}
    context = {"told": told, "language": get_language(), "centre": centre_name(), **heads}
    html = render_to_string("policy/documents/minutes.html", context)
    (pages,) = laid_out([html], style=STYLE.read_text(encoding="utf-8"))
    pdf: bytes = pages.write_pdf()
    return pdf
