"""Rounds of reports: opened and closed by the centre, read by everybody who reads tasks."""

from typing import Any

from django.db.models import Count, Q
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from deungdae.apps.academy.views.frame import form_page, question_page
from deungdae.apps.accounts.once import once
from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.calendar.views.access import sent, typed
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.words import done
from deungdae.apps.policy import words
from deungdae.apps.policy.forms.reports import RoundForm
from deungdae.apps.policy.models import ReportingRound, Task, TaskMinistry, TaskReport
from deungdae.apps.policy.rules import JUDGE
from deungdae.apps.policy.selectors.ministries import ministries_by_key
from deungdae.apps.policy.selectors.register import HANDED_IN, strategy_in_use
from deungdae.apps.policy.services.rounds import close_round, open_round
from deungdae.apps.policy.views.access import (
    crumbs_round,
    crumbs_rounds,
    crumbs_tasks,
    judging_page,
    reading_page,
    require,
    round_page,
)
from deungdae.engine.kernel.korean import sentence

State = TaskReport.State


@reading_page
@require_GET
def rounds(request: HttpRequest) -> HttpResponse:
    counts = {
        "handed_in": Count("reports", filter=Q(reports__state__in=HANDED_IN)),
        "accepted": Count("reports", filter=Q(reports__state=State.ACCEPTED)),
        "all": Count("reports"),
    }
    found = ReportingRound.objects.annotate(**counts)
    today = clock.today()
    context = {
        "crumbs": crumbs_tasks(),
        "lines": [
            {
                "one": one,
                "title": words.round_words(one),
                "is_late": one.closed_at is None and one.due_on < today and one.handed_in < one.all,  # type: ignore[attr-defined]
            }
            for one in found
        ],
        "may_judge": request.user.has_perm(JUDGE),
    }
    return render(request, "policy/rounds.html", context)


@judging_page
@require_http_methods(["GET", "POST"])
def round_create(request: HttpRequest) -> HttpResponse:
    form = RoundForm(sent(request))

    def create() -> ReportingRound:
        strategy = strategy_in_use()
        if strategy is None:
            raise RefusedError("no_strategy", _("등록된 전략이 없습니다. 기준 자료를 먼저 불러와 주십시오."))
        told = {name: form.cleaned_data[name] for name in ("kind", "day", "due_on")}
        return open_round(strategy=strategy, actor=user_of(request), **told)

    def act() -> str:
        key = form.cleaned_data["key"]
        made = once(request, key=key, records=ReportingRound.objects.all(), create=create)
        done(
            request,
            _("‘{round}’(을/를) 열었습니다. 부처에 기한 전에 알립니다."),
            round=words.round_words(made),
        )
        return reverse("policy:round", args=[made.public_id])

    return form_page(request, form, act=act, title=_("보고 회차 열기"), crumbs=crumbs_rounds())


@round_page
@require_GET
def round_detail(request: HttpRequest, round_: ReportingRound) -> HttpResponse:
    """Late ones first where they are asked for; `?state=` and `?mine=1` narrow the list."""
    reports = round_.reports.select_related("task__field")
    state = typed(request, "state")
    own = set(Task.objects.of(request.user, TaskMinistry.Role.LEAD).values_list("pk", flat=True))
    listed = list(reports)
    ministries, today = ministries_by_key(), clock.today()
    is_over = round_.due_on < today
    lines = [shown_report(one, ministries, own, is_over=is_over) for one in listed]
    wanted = [line for line in lines if fits(line, state, is_mine=bool(typed(request, "mine")))]
    context = {
        "crumbs": crumbs_rounds(),
        "round": round_,
        "title": words.round_words(round_),
        "lines": wanted,
        "figures": figures_of(lines),
        "states": State.choices,
        "state": state,
        "has_own": bool(own),
        "mine": typed(request, "mine"),
        "active": bool(state) + bool(typed(request, "mine")),
        "may_judge": request.user.has_perm(JUDGE),
    }
    return render(request, "policy/round.html", context)


def shown_report(
    one: TaskReport, ministries: dict[int, Any], own: set[int], *, is_over: bool
) -> dict[str, Any]:
    return {
        "one": one,
        "ministry": ministries[one.ministry_id].name_on(one.round.starts_on),
        "tone": words.STATE_TONES[State(one.state)],
        "is_late": is_over and one.state not in HANDED_IN,
        "came_late": one.state in HANDED_IN and came_late(one),
        "is_mine": one.task_id in own,
    }


def came_late(one: TaskReport) -> bool:
    """Handed in, or handed in again, when its day was over."""
    return one.submitted_at is not None and localdate(one.submitted_at) > one.round.due_on


def fits(line: dict[str, Any], state: str, *, is_mine: bool) -> bool:
    is_wanted = not state or line["one"].state == state or (state == "late" and line["is_late"])
    return is_wanted and (line["is_mine"] or not is_mine)


def figures_of(lines: list[dict[str, Any]]) -> dict[str, int]:
    return {
        "all": len(lines),
        "handed_in": sum(line["one"].state in HANDED_IN for line in lines),
        "accepted": sum(line["one"].state == State.ACCEPTED for line in lines),
        "returned": sum(line["one"].state == State.RETURNED for line in lines),
        "late": sum(line["is_late"] for line in lines),
    }


@round_page
@require_http_methods(["GET", "POST"])
def round_close(request: HttpRequest, round_: ReportingRound) -> HttpResponse:
    require(request, JUDGE)
    left = round_.reports.exclude(state=State.ACCEPTED).count()
    template = _("마감하면 더 보고할 수 없습니다. 승인하지 않은 보고 {left}건은 지금 상태로 남습니다.")

    def act() -> str:
        close_round(round_=round_, actor=user_of(request))
        done(request, _("‘{round}’(을/를) 마감했습니다."), round=words.round_words(round_))
        return reverse("policy:round", args=[round_.public_id])

    return question_page(
        request,
        Form(sent(request)),
        act=act,
        title=_("회차 마감"),
        crumbs=crumbs_round(round_),
        words=sentence(template, {"left": left}),
    )
