"""Answering a questionnaire by the seat's link, and what the answers of a cohort come to."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from deungdae.apps.academy.bridge.surveys import LEAST
from deungdae.apps.academy.forms.surveys import SurveyForm
from deungdae.apps.academy.models import Cohort, Enrolment, SurveyKind, SurveySheet
from deungdae.apps.academy.selectors.surveys import (
    changes_of,
    cohorts_compared,
    satisfaction_of,
    use_of,
)
from deungdae.apps.academy.selectors.tasks import kinds_answered
from deungdae.apps.academy.services import surveys as services
from deungdae.apps.academy.surveys import questions_of
from deungdae.apps.academy.views.access import cohort_page, crumbs, staff_page
from deungdae.apps.academy.views.sitting import crumbs_of, seat_page
from deungdae.apps.calendar.views.access import form_status, sent
from deungdae.apps.core.answers import XLSX, file_answer
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.exports.cells import workbook_of
from deungdae.apps.core.words import done, not_done


@seat_page
@require_http_methods(["GET", "POST"])
def seat_survey(request: HttpRequest, enrolment: Enrolment, seat_link: str, survey_kind: str) -> HttpResponse:
    """The questions while it is open; afterwards that it was answered, and taking a named answer back."""
    questions = questions_of(survey_kind, enrolment.cohort.course)
    if not questions:
        raise Http404
    if request.method == "POST" and request.POST.get("act") == "withdraw":
        withdraw(request, enrolment, survey_kind)
        return redirect(request.path)
    form, refusal = SurveyForm(sent(request), kind=survey_kind, questions=questions), None
    if form.is_valid():
        try:
            is_new = services.answer_survey(enrolment=enrolment, kind=survey_kind, answers=form.cleaned_data)
            done(
                request,
                _("답해 주셔서 고맙습니다.") if is_new else _("이미 답하셨습니다. 앞의 답이 남아 있습니다."),
            )
            return redirect("academy:seat", seat_link=seat_link)
        except RefusedError as error:
            refusal = error
    is_anonymous = survey_kind == SurveyKind.SATISFACTION
    is_answered = survey_kind in kinds_answered(enrolment)
    context = {
        "title": str(SurveyKind(survey_kind).label),
        "cohort": enrolment.cohort,
        "crumbs": crumbs_of(enrolment, seat_link),
        "form": form,
        "is_anonymous": is_anonymous,
        "is_answered": is_answered,
        "can_withdraw": is_answered
        and SurveySheet.objects.filter(enrolment=enrolment, kind=survey_kind, withdrawn_at=None).exists(),
        "why_not": why_not(survey_kind, enrolment),
    }
    return render(request, "academy/seat_survey.html", context, status=form_status(form, refusal))


def withdraw(request: HttpRequest, enrolment: Enrolment, kind: str) -> None:
    try:
        services.withdraw_survey(enrolment=enrolment, kind=kind)
        done(request, _("답을 거두었습니다. 이제 어느 수치에도 들어가지 않습니다."))
    except RefusedError as error:
        not_done(request, error.message)


def why_not(kind: str, enrolment: Enrolment) -> str:
    """Why nobody can answer now, in a sentence; empty when one can."""
    try:
        services.require_open(kind, enrolment)
    except RefusedError as error:
        return error.message
    return ""


@staff_page
@cohort_page
@require_GET
def surveys(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    context = {
        "cohort": cohort,
        "crumbs": crumbs(cohort),
        "changes": [(str(SurveyKind(kind).label), lines) for kind, lines in changes_in(cohort)],
        "use": use_of(cohort),
        "satisfaction": satisfaction_of(cohort),
        "compared": cohorts_compared(cohort),
        "least": LEAST,
        "workbook": reverse("academy:surveys_workbook", args=[cohort.public_id]),
    }
    return render(request, "academy/surveys.html", context)


def changes_in(cohort: Cohort) -> list[tuple[SurveyKind, list[dict[str, Any]]]]:
    kinds = (SurveyKind.COMPETENCY_AFTER, SurveyKind.ATTITUDE_AFTER)
    return [(kind, lines) for kind in kinds if (lines := changes_of(cohort, kind))]


@staff_page
@cohort_page
@require_GET
def surveys_workbook(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    """The same figures as a workbook; nobody's own answers."""
    rows = [[_("설문"), _("질문"), _("답한 사람"), _("교육 전"), _("교육 뒤")]]
    for kind, lines in changes_in(cohort):
        rows += [
            [str(kind.label), str(one["words"]), str(one["people"]), one["before"], one["after"]]
            for one in lines
        ]
    rows += [
        [str(SurveyKind.SATISFACTION.label), str(one["words"]), str(one["people"]), "", one["mean"]]
        for one in satisfaction_of(cohort)["lines"]
    ]
    use = use_of(cohort)
    follow_up = str(SurveyKind.FOLLOW_UP.label)
    rows.append([follow_up, _("업무에 쓰는 사람"), str(use["people"]), "", str(use["used"])])
    content = workbook_of([(_("설문 결과"), rows, [36, 40, 12, 12, 12])])
    return file_answer(content, name=_("설문 결과.xlsx"), kind=XLSX)
