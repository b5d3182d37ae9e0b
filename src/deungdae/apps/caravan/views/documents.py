"""Files of a day: calendar, prints, workbook, and the record of the decision."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.caravan.documents.calendar_file import day_ics as day_calendar
from deungdae.apps.caravan.documents.workbook import day_workbook
from deungdae.apps.caravan.importers import DayImporter
from deungdae.apps.caravan.importers.template import day_template
from deungdae.apps.caravan.models import DayPaper, MatchingDay, TimetableProposal
from deungdae.apps.caravan.selectors import book_of_day, day_figures, input_sheets
from deungdae.apps.caravan.selectors import decision_file as record_of_decision
from deungdae.apps.caravan.services.looks import note_workbook
from deungdae.apps.caravan.services.papers import start_paper
from deungdae.apps.caravan.views.access import staff_day_page, staff_page
from deungdae.apps.caravan.views.answers import file_name
from deungdae.apps.caravan.views.frame import address, day_render
from deungdae.apps.core.answers import ICS, PDF, XLSX, file_answer
from deungdae.apps.core.audit.caller import caller_of
from deungdae.apps.core.errors import RefusedError


@staff_day_page
@require_GET
def document_list(request: HttpRequest, day: MatchingDay) -> HttpResponse:
    return day_render(
        request,
        "document_list.html",
        day=day,
        tab="documents",
        figures=day_figures(day=day),
        documents=documents_of(day),
        papers=papers_of(day),
        decided=decided_proposal(day),
    )


def documents_of(day: MatchingDay) -> list[dict[str, str]]:
    rows = [
        ("workbook", "XLSX", _("전체 자료"), _("참가자, 상담, 시간표, 배치하지 못한 상담과 이유")),
        ("day_ics", "ICS", _("달력 파일"), _("모든 상담을 서울 시간으로 달력에 넣는 파일")),
    ]
    return [
        {"title": title, "content": content, "kind": kind, "url": address(name, day)}
        for name, kind, title, content in rows
    ]


def papers_of(day: MatchingDay) -> list[dict[str, object]]:
    """Each kind of paper with the one that was made last in this language."""
    contents = {
        DayPaper.Kind.AGENDAS: _("참가자마다 한 쪽씩, 시간과 테이블과 상대가 적힌 일정표"),
        DayPaper.Kind.SIGNS: _("테이블마다 한 장씩, 번호와 그날의 상담 순서"),
        DayPaper.Kind.GRID: _("시간대와 테이블로 된 벽에 붙이는 표"),
    }
    made = {paper.kind: paper for paper in day.papers.filter(language=get_language())}
    return [
        {"kind": kind.value, "title": kind.label, "content": content, "paper": made.get(kind.value)}
        for kind, content in contents.items()
    ]


def decided_proposal(day: MatchingDay) -> TimetableProposal | None:
    """The latest proposal that became the timetable and has its record."""
    applied = day.proposals.filter(state=TimetableProposal.State.APPLIED, decision__isnull=False)
    return applied.select_related("decision").first()


@staff_page
@require_GET
def template_file(request: HttpRequest) -> HttpResponse:
    return file_answer(day_template(), name=f"{DayImporter.template_name}.xlsx", kind=XLSX)


@staff_day_page
@require_GET
def workbook(request: HttpRequest, day: MatchingDay) -> HttpResponse:
    content = day_workbook(book_of_day(day=day), inputs=input_sheets(day=day))
    note_workbook(day, caller=caller_of(request))
    return file_answer(content, name=file_name(day, "전체.xlsx"), kind=XLSX)


@staff_day_page
@require_POST
def paper_make(request: HttpRequest, day: MatchingDay) -> HttpResponse:
    """Ask the worker to print; its job's page shows how far it is."""
    try:
        job = start_paper(day=day, kind=request.POST.get("kind", ""), actor=user_of(request))
    except RefusedError as error:
        messages.error(request, error.message)
        return redirect(address("documents", day))
    return redirect("core:job_detail", job_id=job.public_id)


@staff_day_page
@require_GET
def paper_file(request: HttpRequest, day: MatchingDay, paper_id: UUID) -> HttpResponse:
    paper = get_object_or_404(day.papers.select_related("file"), public_id=paper_id)
    ending = f"{slugify(str(paper.get_kind_display()), allow_unicode=True)}.pdf"
    with paper.file.content.open() as content:
        return file_answer(content.read(), name=file_name(day, ending), kind=PDF)


@staff_day_page
@require_GET
def day_ics(request: HttpRequest, day: MatchingDay) -> HttpResponse:
    return file_answer(day_calendar(book_of_day(day=day)), name=file_name(day, "시간표.ics"), kind=ICS)


@staff_day_page
@require_GET
def decision_file(request: HttpRequest, day: MatchingDay) -> HttpResponse:
    """The record as `deungdae decision verify FILE` reads it."""
    text = record_of_decision(day=day)
    if text is None:
        raise Http404
    return file_answer(text.encode(), name=file_name(day, "결정기록.json"), kind="application/json")
