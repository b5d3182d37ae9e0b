"""What the page of one import shows, put together from the run."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from deungdae.apps.core.imports import selectors
from deungdae.apps.core.imports.forms import OPTION_PREFIX, TABLE, MappingForm
from deungdae.apps.core.imports.frame import Importer, Person, Sheet
from deungdae.apps.core.models import ImportRun, Job

TONES: dict[str, str] = {
    ImportRun.State.UPLOADED: "info",
    ImportRun.State.MAPPED: "warning",
    ImportRun.State.CHECKED: "info",
    ImportRun.State.REJECTED: "danger",
    ImportRun.State.APPLIED: "success",
    ImportRun.State.UNDONE: "neutral",
    ImportRun.State.FAILED: "danger",
}
Page = dict[str, Any]


def crumbs(user: Person) -> list[dict[str, str]]:
    """The way back to the history, for whoever may read it."""
    if not user.has_perm("core.read_jobs"):
        return []
    return [{"label": _("가져오기"), "url": reverse("core:import_list")}]


def row_key(request: HttpRequest, name: str) -> int | None:
    """A paging key from the address; anything that is no key counts as none."""
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def template_address(importer: Importer) -> str:
    return reverse("core:import_template", args=[importer.name])


def new_address(importer: Importer, subject: str) -> str:
    query = f"?{urlencode({'subject': subject})}" if subject else ""
    return reverse("core:import_new", args=[importer.name]) + query


def page_of_run(
    run: ImportRun, *, user: Person, after: int = 0, mapping_form: MappingForm | None = None
) -> Page:
    importer = selectors.importer_of(run)
    bad_rows, next_key = selectors.page_of_bad_rows(run=run, after=after)
    is_open = run.state in (ImportRun.State.MAPPED, ImportRun.State.CHECKED, ImportRun.State.REJECTED)
    form = mapping_form or (MappingForm(run=run, importer=importer) if is_open else None)
    return {
        "run": run,
        "importer": importer,
        "subject_title": importer.subject_title(subject=run.subject, user=user),
        "subject": importer.subjects(subjects={run.subject}, user=user).get(run.subject),
        "tone": TONES[run.state],
        "steps": steps_of(run),
        "facts": facts_of(run),
        "job": run.job,
        "is_working": run.job is not None and run.job.is_live,
        "is_stuck": is_stuck(run),
        "failed_job": failed_job(run),
        "figures": sheet_figures(run, importer),
        "previews": previews(run, importer),
        "mapping_groups": mapping_groups(form, importer) if form else [],
        "option_fields": option_fields(form),
        "mapping_form": form,
        "earlier": selectors.earlier_applied_run(run=run),
        "standstill": standstill_of(run),
        "mendings": selectors.mendings_of(run=run),
        "undo_obstacle": importer.undo_obstacle(run) if run.state == ImportRun.State.APPLIED else "",
        "bad_rows": bad_rows,
        "next_url": f"?after={next_key}#errors" if next_key else "",
        "first_url": "?#errors" if after else "",
        "result_url": importer.result_url(run) if run.state == ImportRun.State.APPLIED else "",
        "next_acts": importer.next_acts(user=user) if run.state == ImportRun.State.APPLIED else [],
        "new_url": new_address(importer, run.subject),
        "template_url": template_address(importer),
        "crumbs": crumbs(user),
    }


def standstill_of(run: ImportRun) -> str:
    """Why a checked file has nothing to apply; empty when it has."""
    if run.state != ImportRun.State.CHECKED:
        return ""
    if not selectors.is_applied_already(run=run):
        same = _("모든 행이 이미 등록된 내용과 같습니다. 바뀌는 것이 없습니다.")
        return same if selectors.changes_nothing(run=run) else ""
    if selectors.changes_nothing(run=run):
        return _("이미 반영한 파일입니다. 바뀌는 것이 없습니다.")
    return _(
        "이미 반영한 파일입니다. 그 뒤에 화면에서 고친 내용은 그대로 둡니다."
        " 파일의 값으로 다시 바꾸려면 고칠 행만 새 파일에 담아 올려 주십시오."
    )


def is_stuck(run: ImportRun) -> bool:
    """The check ended without a verdict: it can be asked for again."""
    return run.state == ImportRun.State.UPLOADED and (run.job is None or not run.job.is_live)


def failed_job(run: ImportRun) -> Job | None:
    return run.job if run.job is not None and run.job.state == Job.State.FAILED else None


def steps_of(run: ImportRun) -> list[dict[str, str]]:
    """Send in → match columns → check → apply, and where this run stands."""
    labels = [_("파일 올리기"), _("열 맞춤"), _("검사"), _("반영")]
    reached = {
        ImportRun.State.UPLOADED: 1,
        ImportRun.State.FAILED: 1,
        ImportRun.State.MAPPED: 1,
        ImportRun.State.REJECTED: 2,
        ImportRun.State.CHECKED: 3,
        ImportRun.State.APPLIED: 4,
        ImportRun.State.UNDONE: 4,
    }[ImportRun.State(run.state)]
    problem = run.state in (ImportRun.State.FAILED, ImportRun.State.MAPPED, ImportRun.State.REJECTED)
    current = "problem" if problem else "current"
    states = ["done" if number < reached else "upcoming" for number in range(len(labels))]
    if reached < len(labels):
        states[reached] = current
    return [{"label": label, "state": state} for label, state in zip(labels, states, strict=True)]


def facts_of(run: ImportRun) -> list[dict[str, Any]]:
    facts: list[dict[str, Any]] = [
        {"term": _("파일"), "value": run.file.shown_name},
        {"term": _("올린 사람"), "value": run.created_by or _("시스템")},
        {"term": _("올린 때"), "value": run.created_at},
        {"term": _("파일 지문(SHA-256)"), "value": run.file_hash},
    ]
    if run.applied_at:
        facts.append({"term": _("반영한 때"), "value": run.applied_at})
    if run.undone_at:
        facts.append({"term": _("되돌린 때"), "value": run.undone_at})
    return facts


def sheet_figures(run: ImportRun, importer: Importer) -> list[dict[str, Any]]:
    """The counts, sheet by sheet."""
    sheets = run.counts.get("sheets", {})
    return [{"label": importer.sheet(name).label, **counts} for name, counts in sheets.items()]


def previews(run: ImportRun, importer: Importer) -> list[dict[str, Any]]:
    """The first rows of each sheet under the names that the columns have here."""
    found = []
    for name, shown in run.preview.get("sheets", {}).items():
        sheet = importer.sheet(name)
        places = run.mapping.get(name, {}).get("columns", {})
        columns = [column for column in sheet.columns if column.name in places]
        rows = [
            {"number": row[0], "cells": [cell_at(row, places[column.name]) for column in columns]}
            for row in shown["rows"]
        ]
        found.append(
            {
                "label": sheet.label,
                "columns": [column.label for column in columns],
                "rows": rows,
                "unknown": shown["unknown"][:50],
                "twice": shown["twice"][:20],
            }
        )
    return found


def cell_at(row: list[Any], place: int) -> str:
    return str(row[place])[:200] if place < len(row) else ""


def mapping_groups(form: MappingForm, importer: Importer) -> list[dict[str, Any]]:
    """The fields of each table; before them, in a file of one sheet, which table it is."""
    groups = [{"label": sheet.label, "fields": group_fields(form, sheet)} for sheet in importer.sheets]
    if TABLE in form.fields:
        groups.insert(0, {"label": "", "fields": [form[TABLE]]})
    return [group for group in groups if group["fields"]]


def group_fields(form: MappingForm, sheet: Sheet) -> list[Any]:
    starts = (f"{sheet.name}-", f"{sheet.name}.")
    return [form[name] for name in form.fields if name.startswith(starts)]


def option_fields(form: MappingForm | None) -> list[Any]:
    return [form[name] for name in form.fields if name.startswith(OPTION_PREFIX)] if form else []
