"""Tests and works of the person of a seat's link: the same pages with an account and without."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from deungdae.apps.academy.bridge.exams import Asked, sheet_of
from deungdae.apps.academy.bridge.grades import rubric_of
from deungdae.apps.academy.forms.exams import WorkForm
from deungdae.apps.academy.links import enrolment_of_token
from deungdae.apps.academy.models import (
    Assignment,
    Enrolment,
    Exam,
    ExamAttempt,
    Mark,
    Submission,
    SubmissionFile,
)
from deungdae.apps.academy.selectors.tasks import exam_tasks, work_tasks
from deungdae.apps.academy.services import sitting as services
from deungdae.apps.academy.services.exams import newest_paper
from deungdae.apps.academy.services.submissions import hand_in_work, require_asked
from deungdae.apps.academy.views.assignments import work_answer
from deungdae.apps.academy.views.exams import facts_of
from deungdae.apps.academy.words import moment_words
from deungdae.apps.calendar.views.access import form_status
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.words import done, not_done

Rest = ParamSpec("Rest")
Page = Callable[Concatenate[HttpRequest, Enrolment, str, Rest], HttpResponse]


def seat_page(view: Page[Rest]) -> Callable[..., HttpResponse]:
    """For the person of the link, while the seat is his or hers. No search engine keeps it."""

    @wraps(view)
    def page(
        request: HttpRequest, seat_link: str, *arguments: Rest.args, **named: Rest.kwargs
    ) -> HttpResponse:
        enrolment = enrolment_of_token(seat_link)
        if enrolment is None or enrolment.state != Enrolment.State.SEATED:
            raise Http404
        answer = view(request, enrolment, seat_link, *arguments, **named)
        answer["X-Robots-Tag"] = "noindex, nofollow"
        return answer

    return never_cache(page)


def crumbs_of(enrolment: Enrolment, seat_link: str) -> list[dict[str, Any]]:
    return [{"label": str(enrolment.cohort), "url": reverse("academy:seat", args=[seat_link])}]


@seat_page
@require_http_methods(["GET", "POST"])
def seat_exam(request: HttpRequest, enrolment: Enrolment, seat_link: str, exam_id: UUID) -> HttpResponse:
    """What awaits whoever begins, and what became of the attempts before."""
    asked = Exam.objects.asked_in(enrolment.cohort).exclude(state=Exam.State.DRAFT)
    exam = get_object_or_404(asked, public_id=exam_id)
    services.hand_in_overdue_of(enrolment)
    if request.method == "POST":
        try:
            attempt = services.start_attempt(exam=exam, enrolment=enrolment)
            return redirect("academy:seat_attempt", seat_link=seat_link, attempt_id=attempt.public_id)
        except RefusedError as error:
            not_done(request, error.message)
            return redirect(request.path)
    attempts = ExamAttempt.objects.filter(exam=exam, enrolment=enrolment).select_related("paper")
    paper = newest_paper(exam)
    context = {
        "exam": exam,
        "cohort": enrolment.cohort,
        "crumbs": crumbs_of(enrolment, seat_link),
        "facts": [
            *facts_of(exam, paper)[1:],
            {"term": pgettext("exam", "문제"), "value": questions_words(len(paper.questions))},
        ],
        "attempts": attempts,
        "going_on": next((one for one in attempts if one.submitted_at is None), None),
        "task": next(one for one in exam_tasks(enrolment) if one.record == exam),
        "why_not": why_not(exam, len(attempts)),
        "seat_link": seat_link,
    }
    return render(request, "academy/seat_exam.html", context)


def questions_words(count: int) -> str:
    return _("%(count)s개") % {"count": count}


def why_not(exam: Exam, tried: int) -> str:
    """Why nobody can begin now, in a sentence; empty when one can."""
    if tried >= exam.most_attempts:
        return _("정해진 횟수만큼 모두 보았습니다.")
    try:
        services.require_open(exam, clock.now())
    except RefusedError as error:
        return error.message
    return ""


@seat_page
@require_http_methods(["GET", "POST"])
def seat_attempt(
    request: HttpRequest, enrolment: Enrolment, seat_link: str, attempt_id: UUID
) -> HttpResponse:
    """One question at a time, each saved when the next is asked for; then handing it in."""
    mine = ExamAttempt.objects.filter(enrolment=enrolment).select_related("exam", "paper")
    attempt = get_object_or_404(mine, public_id=attempt_id)
    if services.is_overdue(attempt):
        attempt = services.hand_in(attempt=attempt)
        not_done(request, _("시험 시간이 끝나, 그때까지 저장한 답으로 냈습니다."))
    if request.method == "POST" and attempt.submitted_at is None:
        return redirect(step(request, attempt))
    if attempt.submitted_at is not None:
        return render(request, "academy/seat_result.html", result_of(enrolment, seat_link, attempt))
    sheet = sheet_of(attempt)
    number = number_in(request.GET.get("n", ""), len(sheet))
    context = {
        "attempt": attempt,
        "exam": attempt.exam,
        "cohort": enrolment.cohort,
        "crumbs": crumbs_of(enrolment, seat_link),
        "asked": sheet[number - 1] if number else None,
        "number": number,
        "count": len(sheet),
        "sheet": list(enumerate(sheet, start=1)),
        "open_count": sum(one.is_open for one in sheet),
        "until": moment_words(attempt.ends_at) if attempt.ends_at is not None else "",
        "saved": moment_words(attempt.saved_at) if attempt.saved_at is not None else "",
    }
    return render(request, "academy/seat_attempt.html", context)


def number_in(text: str, count: int) -> int:
    """The question that the address names; 0 for the page where it is handed in."""
    if not text:
        return 1
    number = int(text) if text.isdecimal() and len(text) < 6 else 0
    return number if number <= count else 0


def step(request: HttpRequest, attempt: ExamAttempt) -> str:
    """Save the answer that was sent, or hand in; where to go then."""
    number = number_in(request.POST.get("n", "0"), len(attempt.paper.questions))
    try:
        if number == 0:
            services.hand_in(attempt=attempt)
            done(request, _("시험을 냈습니다."))
            return request.path
        asked = sheet_of(attempt)[number - 1]
        given = request.POST.getlist("answer")[:20]
        services.save_answer(attempt=attempt, question=asked.index, given=given)
    except RefusedError as error:
        not_done(request, error.message)
        return f"{request.path}?n={number}"
    back = request.POST.get("go") == "back"
    after = max(number - 1, 1) if back else number + 1
    return f"{request.path}?n={after if after <= len(attempt.paper.questions) else 0}"


def result_of(enrolment: Enrolment, seat_link: str, attempt: ExamAttempt) -> dict[str, Any]:
    """Who has not passed and may sit it again, or sits it now, sees no answers yet: they would be copied."""
    is_passed = (attempt.points or 0) >= attempt.paper.pass_mark
    others = ExamAttempt.objects.filter(exam=attempt.exam, enrolment=enrolment)
    sits_now = others.filter(submitted_at=None).exists()
    may_copy = sits_now or not (is_passed or why_not(attempt.exam, others.count()))
    sheet: list[Asked] = sheet_of(attempt) if attempt.exam.shows_answers and not may_copy else []
    return {
        "attempt": attempt,
        "exam": attempt.exam,
        "cohort": enrolment.cohort,
        "crumbs": crumbs_of(enrolment, seat_link),
        "is_passed": is_passed,
        "is_later": attempt.exam.shows_answers and may_copy,
        "sheet": list(enumerate(sheet, start=1)),
        "when": moment_words(attempt.submitted_at),
        "seat_link": seat_link,
    }


@seat_page
@require_http_methods(["GET", "POST"])
def seat_work(
    request: HttpRequest, enrolment: Enrolment, seat_link: str, assignment_id: UUID
) -> HttpResponse:
    """What is asked, what was handed in, and the mark once it is told."""
    asked = Assignment.objects.asked_in(enrolment.cohort).exclude(state=Assignment.State.DRAFT)
    work = get_object_or_404(asked, public_id=assignment_id)
    mine = Submission.objects.filter(assignment=work, enrolment=enrolment)
    initial, refusal = {"number": mine.count() + 1}, None
    form = WorkForm(request.POST or None, request.FILES or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            hand_in_work(
                assignment=work,
                enrolment=enrolment,
                number=values["number"],
                text=values["text"],
                files=form.files_sent(),
            )
            done(request, _("과제 ‘{title}’(을/를) 냈습니다."), title=work.title)
            return redirect(request.path)
        except RefusedError as error:
            refusal = error
    mark = Mark.objects.filter(assignment=work, enrolment=enrolment).exclude(released_at=None).first()
    context = {
        "assignment": work,
        "cohort": enrolment.cohort,
        "crumbs": crumbs_of(enrolment, seat_link),
        "rubric": rubric_of(work),
        "task": next(one for one in work_tasks(enrolment) if one.record == work),
        "submissions": mine.order_by("-number").prefetch_related("files__file"),
        "mark": mark,
        "notes": list(mark.submission.grades.exclude(note="")) if mark is not None else [],
        "why_not": why_not_work(work, enrolment),
        "form": form,
        "seat_link": seat_link,
    }
    return render(request, "academy/seat_work.html", context, status=form_status(form, refusal))


def why_not_work(work: Assignment, enrolment: Enrolment) -> str:
    try:
        require_asked(work, enrolment)
    except RefusedError as error:
        return error.message
    return ""


@seat_page
@require_GET
def seat_file(
    request: HttpRequest, enrolment: Enrolment, seat_link: str, handed_file_id: UUID
) -> HttpResponse:
    """A file of what the person handed in."""
    mine = SubmissionFile.objects.filter(submission__enrolment=enrolment).select_related("file")
    return work_answer(get_object_or_404(mine, public_id=handed_file_id))
