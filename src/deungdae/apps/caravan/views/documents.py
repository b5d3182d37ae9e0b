"""Files of a day: calendar, prints, workbook, and the record of the decision."""

import zlib

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from deungdae.apps.caravan.documents.calendar_file import day_ics as day_calendar
from deungdae.apps.caravan.documents.pdf import agendas_pdf as agendas_document
from deungdae.apps.caravan.documents.pdf import grid_pdf as grid_document
from deungdae.apps.caravan.documents.pdf import table_signs_pdf
from deungdae.apps.caravan.documents.workbook import day_workbook, template_workbook
from deungdae.apps.caravan.models import MatchingDay, TimetableProposal
from deungdae.apps.caravan.selectors import book_of_day, day_figures
from deungdae.apps.caravan.views.access import staff_day_page, staff_page
from deungdae.apps.caravan.views.answers import ICS, PDF, XLSX, file_answer, file_name
from deungdae.apps.caravan.views.frame import address, day_render


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
        decided=decided_proposal(day),
    )


def documents_of(day: MatchingDay) -> list[dict[str, str]]:
    rows = [
        (
            "agendas_pdf",
            "PDF",
            _("참가자 일정표"),
            _("참가자마다 한 쪽씩, 시간과 테이블과 상대가 적힌 일정표"),
        ),
        ("signs_pdf", "PDF", _("테이블 표지"), _("테이블마다 한 장씩, 번호와 그날의 상담 순서")),
        ("grid_pdf", "PDF", _("전체 시간표"), _("시간대와 테이블로 된 벽에 붙이는 표")),
        ("workbook", "XLSX", _("전체 자료"), _("참가자, 상담, 시간표, 배치하지 못한 상담과 이유")),
        ("day_ics", "ICS", _("달력 파일"), _("모든 상담을 서울 시간으로 달력에 넣는 파일")),
    ]
    return [
        {"title": title, "content": content, "kind": kind, "url": address(name, day)}
        for name, kind, title, content in rows
    ]


def decided_proposal(day: MatchingDay) -> TimetableProposal | None:
    """The latest proposal that became the timetable and has its record."""
    applied = day.proposals.filter(state=TimetableProposal.State.APPLIED, decision__isnull=False)
    return applied.select_related("decision").first()


@staff_page
@require_GET
def template_file(request: HttpRequest) -> HttpResponse:
    return file_answer(template_workbook(), name="상담일-가져오기-서식.xlsx", kind=XLSX)


@staff_day_page
@require_GET
def workbook(request: HttpRequest, day: MatchingDay) -> HttpResponse:
    return file_answer(day_workbook(book_of_day(day=day)), name=file_name(day, "전체.xlsx"), kind=XLSX)


@staff_day_page
@require_GET
def agendas_pdf(request: HttpRequest, day: MatchingDay) -> HttpResponse:
    return file_answer(agendas_document(book_of_day(day=day)), name=file_name(day, "일정표.pdf"), kind=PDF)


@staff_day_page
@require_GET
def signs_pdf(request: HttpRequest, day: MatchingDay) -> HttpResponse:
    return file_answer(table_signs_pdf(book_of_day(day=day)), name=file_name(day, "테이블표지.pdf"), kind=PDF)


@staff_day_page
@require_GET
def grid_pdf(request: HttpRequest, day: MatchingDay) -> HttpResponse:
    return file_answer(grid_document(book_of_day(day=day)), name=file_name(day, "시간표.pdf"), kind=PDF)


@staff_day_page
@require_GET
def day_ics(request: HttpRequest, day: MatchingDay) -> HttpResponse:
    return file_answer(day_calendar(book_of_day(day=day)), name=file_name(day, "시간표.ics"), kind=ICS)


@staff_day_page
@require_GET
def decision_file(request: HttpRequest, day: MatchingDay) -> HttpResponse:
    """The record as `deungdae decision verify FILE` reads it."""
    proposal = decided_proposal(day)
    if proposal is None or proposal.decision is None:
        raise Http404
    content = zlib.decompress(bytes(proposal.decision.document))
    return file_answer(content, name=file_name(day, "결정기록.json"), kind="application/json")
