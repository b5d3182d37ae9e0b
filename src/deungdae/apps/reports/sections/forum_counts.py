"""Counts of one forum, as they stood at any moment: its registrations and arrivals keep their steps."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from deungdae.apps.core import clock
from deungdae.apps.core.ids import from_short
from deungdae.apps.core.reporting.figures import Change, FigureSource, Query, register_figure_source
from deungdae.apps.forum.models import ArrivalStep, Registration, RegistrationStep

NAME = "forum"
REGISTERED, ATTENDED = "registered", "attended"


def forum_query(forum: str, what: str) -> Query:
    """`forum`: its short public id; `what`: registered or attended."""
    return {"of": NAME, "forum": forum, "what": what}


def holding_at(query: Query, at: datetime) -> set[int]:
    """The registrations that count: those with a seat, or those whose people have come."""
    forum = from_short(query["forum"])
    if query["what"] == ATTENDED:
        arrivals = ArrivalStep.objects.filter(registration__forum__public_id=forum, marked_at__lte=at)
        last = dict(arrivals.order_by("pk").values_list("registration", "has_come"))
        return {pk for pk, has_come in last.items() if has_come}
    steps = RegistrationStep.objects.filter(registration__forum__public_id=forum, at__lte=at)
    states = dict(steps.order_by("pk").values_list("registration", "state"))
    return {pk for pk, state in states.items() if state in Registration.HOLDING}


def values(queries: Sequence[Query], at: datetime) -> list[int | None]:
    return [len(holding_at(query, at)) for query in queries]


def changes(queries: Sequence[Query], since: datetime) -> list[list[Change]]:
    now, found = clock.now(), []
    for query in queries:
        before, after = holding_at(query, since), holding_at(query, now)
        moved = Counter({"came": len(after - before), "gone": len(before - after)})
        found.append(
            [
                Change(WORDS[side]().format(count=count), count if side == "came" else -count)
                for side, count in moved.items()
                if count
            ]
        )
    return found


WORDS = {
    "came": lambda: _("나중에 신청·확정되거나 출석을 적은 사람 {count}명"),
    "gone": lambda: _("나중에 취소하거나 출석을 되돌린 사람 {count}명"),
}


def words_of(query: Query) -> str:
    return _("출석을 적은 사람 수") if query["what"] == ATTENDED else _("자리가 있는 신청자 수")


register_figure_source(FigureSource(NAME, values, changes, words_of))
