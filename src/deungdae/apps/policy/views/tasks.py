"""The list of tasks on any day, one task, its light, and the workbook of all."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from deungdae.apps.academy.views.frame import form_page
from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.calendar.views.access import sent, typed
from deungdae.apps.core import clock
from deungdae.apps.core.answers import XLSX, file_answer
from deungdae.apps.core.paging import page_links
from deungdae.apps.core.words import done
from deungdae.apps.policy.bridge import lights
from deungdae.apps.policy.exports import names_today, register_workbook
from deungdae.apps.policy.forms.tasks import LightForm, TaskForm
from deungdae.apps.policy.importers.register import OwnImporter, RegisterImporter
from deungdae.apps.policy.models import Task, TaskMinistry
from deungdae.apps.policy.rules import JUDGE, KEEP, REPORT
from deungdae.apps.policy.selectors.ministries import ministries_with_names, own_ministries
from deungdae.apps.policy.selectors.register import Line, lines_on, strategy_in_use
from deungdae.apps.policy.selectors.task import task_on
from deungdae.apps.policy.services.content import contents_of
from deungdae.apps.policy.services.lights import override_light
from deungdae.apps.policy.services.register import edit_task
from deungdae.apps.policy.views.access import (
    asked_day,
    crumbs_task,
    reading_page,
    reporting_page,
    require,
    task_page,
)
from deungdae.apps.policy.views.shown import shown_line, shown_task
from deungdae.apps.policy.words import LIGHTS

LATE = "late"
PAGE_SIZE = 50


@reading_page
@require_GET
def tasks(request: HttpRequest) -> HttpResponse:
    strategy, day = strategy_in_use(), asked_day(request)
    lines = lines_on(strategy, day) if strategy is not None else []
    found = [one for one in lines if fits(request, one)]
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    mine = own_ministries(request.user) if request.user.has_perm(REPORT) else []
    context = {
        "strategy": strategy,
        "day": day,
        "is_past": day < clock.today(),
        "lines": [shown_line(one, day) for one in page],
        "found": len(found),
        "links": page_links(request, page),
        "counts": counts_of(lines),
        "total": len(lines),
        "fields": [(one.code, one.shown) for one in strategy.fields.all()] if strategy else [],
        "ministries": ministry_choices(lines, day),
        "lights": [*LIGHTS.items(), (LATE, _("늦은 보고"))],
        "asked": {name: typed(request, name) for name in ("q", "field", "ministry", "light", "on")},
        "active": sum(bool(typed(request, name)) for name in ("q", "field", "ministry", "light", "on")),
        "may_keep": request.user.has_perm(KEEP),
        "import_url": reverse("core:import_new", args=[RegisterImporter.name]),
        "own_urls": own_urls(mine),
    }
    return render(request, "policy/tasks.html", context)


def own_urls(mine: Sequence[Any]) -> list[dict[str, str]]:
    upload = reverse("core:import_new", args=[OwnImporter.name])
    today = clock.today()
    return [{"name": one.name_on(today), "upload": f"{upload}?subject={one.short_id}"} for one in mine]


def fits(request: HttpRequest, line: Line) -> bool:
    """What the filters ask for; words are looked for in code, title and contents."""
    words = typed(request, "q").casefold().split()
    text = f"{line.code} {line.title} {line.contents}".casefold()
    ministry, light = typed(request, "ministry"), typed(request, "light")
    return (
        all(word in text for word in words)
        and typed(request, "field") in ("", line.field.code)
        and (not ministry or ministry in codes_of(line))
        and (not light or light == line.light or (light == LATE and line.is_late))
    )


def codes_of(line: Line) -> set[str]:
    return {one.code for one in (line.lead, *line.partners) if one is not None}


def ministry_choices(lines: Sequence[Line], day: Any) -> list[tuple[str, str]]:
    found = {one.code: one.name_on(day) for line in lines for one in (line.lead, *line.partners) if one}
    return sorted(found.items(), key=lambda pair: pair[1])


def counts_of(lines: Sequence[Line]) -> dict[str, int]:
    counts = Counter(one.light for one in lines)
    return {**{name: counts[name] for name in lights.Light}, LATE: sum(one.is_late for one in lines)}


@task_page
@require_GET
def task(request: HttpRequest, task: Task) -> HttpResponse:
    day = asked_day(request)
    line = task_on(task, day)
    if line is None:
        return render(
            request, "policy/not_yet.html", {"task": task, "day": day, "crumbs": crumbs_task(task)[:1]}
        )
    context = shown_task(task, line, day) | {
        "may_edit": Task.objects.editable_by(request.user).filter(pk=task.pk).exists(),
        "may_override": request.user.has_perm(JUDGE),
    }
    return render(request, "policy/task.html", context)


@task_page
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, task: Task) -> HttpResponse:
    get_object_or_404(Task.objects.editable_by(request.user), pk=task.pk)
    form = TaskForm(sent(request), task=task)

    def act() -> str:
        edit_task(task=task, **form.content())
        done(request, _("‘{title}’(을/를) 고쳤습니다. 앞의 내용은 이력에 남습니다."), title=task.title)
        return reverse("policy:task", args=[task.public_id])

    return form_page(request, form, act=act, title=_("과제 고치기"), crumbs=crumbs_task(task))


@task_page
@require_http_methods(["GET", "POST"])
def light(request: HttpRequest, task: Task) -> HttpResponse:
    require(request, JUDGE)
    form = LightForm(sent(request))

    def act() -> str:
        told = form.cleaned_data
        override_light(task=task, light=told["light"], reason=told["reason"], actor=user_of(request))
        done(request, _("신호를 정했습니다. 계산한 신호와 까닭이 함께 보입니다."))
        return reverse("policy:task", args=[task.public_id])

    title = _("신호 다르게 보이기")
    return form_page(request, form, act=act, title=title, crumbs=crumbs_task(task))


@reading_page
@require_GET
def register_file(request: HttpRequest) -> HttpResponse:
    """The whole register, as it can be uploaded again."""
    strategy = strategy_in_use()
    if strategy is None:
        return redirect("policy:tasks")
    contents = contents_of(strategy.tasks.select_related("field"))
    names = names_today(ministries_with_names())
    content = register_workbook(strategy, contents.values(), names)
    return file_answer(content, name=f"policy-{clock.today()}.xlsx", kind=XLSX)


@reporting_page
@require_GET
def own_file(request: HttpRequest) -> HttpResponse:
    """What one's own ministry leads, as it can be uploaded again."""
    strategy = strategy_in_use()
    if strategy is None:
        return redirect("policy:tasks")
    led = Task.objects.of(request.user, TaskMinistry.Role.LEAD).filter(strategy=strategy)
    contents = contents_of(led.select_related("field"))
    names = names_today(ministries_with_names())
    content = register_workbook(strategy, contents.values(), names, totals=False)
    return file_answer(content, name=f"policy-own-{clock.today()}.xlsx", kind=XLSX)
