"""A test as its writers see it: making, changing, opening it, and how it went."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from deungdae.apps.academy.bridge.exams import questions_of
from deungdae.apps.academy.forms.exams import EXAMPLE, ExamForm, initial_of_exam
from deungdae.apps.academy.models import Cohort, Exam, ExamPaper
from deungdae.apps.academy.selectors.teaching import exam_lines, item_lines
from deungdae.apps.academy.services import exams as services
from deungdae.apps.academy.views.access import may_write
from deungdae.apps.academy.views.frame import form_page
from deungdae.apps.academy.views.teaching import (
    crumbs_of,
    exam_of,
    may_change,
    require_own,
    teaching_page,
)
from deungdae.apps.academy.words import moment_words
from deungdae.apps.accounts.once import once
from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.calendar.views.access import sent
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.words import done, not_done


def address_of(cohort: Cohort, exam: Exam) -> str:
    return reverse("academy:exam", args=[cohort.public_id, exam.public_id])


@teaching_page
@require_http_methods(["GET", "POST"])
def exam_create(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    form = ExamForm(sent(request), may_be_for_all=may_write(request))

    def create() -> Exam:
        return services.create_exam(
            cohort=cohort, is_for_all=form.for_all, facts=form.facts(), actor=user_of(request)
        )

    def act() -> str:
        made = once(request, key=form.cleaned_data["key"], records=Exam.objects.all(), create=create)
        done(request, _("시험 ‘{title}’(을/를) 만들었습니다. 확인한 뒤 공개해 주십시오."), title=made.title)
        return address_of(cohort, made)

    return form_page(
        request,
        form,
        act=act,
        title=_("시험 만들기"),
        crumbs=crumbs_of(cohort),
        template="academy/written_form.html",
        example=str(EXAMPLE),
    )


@teaching_page
@require_http_methods(["GET", "POST"])
def exam_edit(request: HttpRequest, cohort: Cohort, exam_id: UUID) -> HttpResponse:
    exam = exam_of(cohort, exam_id)
    require_own(request, exam)
    form = ExamForm(sent(request), initial=initial_of_exam(exam), may_be_for_all=False)

    def act() -> str:
        changed = services.update_exam(exam=exam, facts=form.facts(), actor=user_of(request))
        done(request, _("시험 ‘{title}’(을/를) 저장했습니다."), title=changed.title)
        return address_of(cohort, exam)

    return form_page(
        request,
        form,
        act=act,
        title=_("시험 고치기"),
        crumbs=crumbs_to(cohort, exam),
        template="academy/written_form.html",
        example=str(EXAMPLE),
        note=_("이미 본 사람은 그때의 문제와 점수가 남고, 지금부터 시작하는 사람이 새 문제를 봅니다."),
    )


def crumbs_to(cohort: Cohort, exam: Exam) -> list[dict[str, Any]]:
    return [*crumbs_of(cohort), {"label": exam.title, "url": address_of(cohort, exam)}]


@teaching_page
@require_http_methods(["GET", "POST"])
def exam(request: HttpRequest, cohort: Cohort, exam_id: UUID) -> HttpResponse:
    """Its questions, who passed, how each question does; and the buttons that open and close it."""
    found = exam_of(cohort, exam_id)
    if request.method == "POST":
        require_own(request, found)
        try:
            changed = services.set_exam_state(exam=found, state=request.POST.get("state", ""))
            done(request, _("시험을 ‘{state}’(으로/로) 바꿨습니다."), state=str(changed.get_state_display()))
        except RefusedError as error:
            not_done(request, error.message)
        return redirect(address_of(cohort, found))
    paper = services.newest_paper(found)
    lines = exam_lines(found, cohort)
    context = {
        "exam": found,
        "cohort": cohort,
        "crumbs": crumbs_of(cohort),
        "facts": facts_of(found, paper),
        "questions": questions_of(paper),
        "items": item_lines(paper, cohort),
        "lines": lines,
        "passed": sum(line["is_passed"] for line in lines),
        "tried": sum(line["best"] is not None for line in lines),
        "may_change": may_change(request, found),
    }
    return render(request, "academy/exam.html", context)


def facts_of(exam: Exam, paper: ExamPaper) -> list[dict[str, str]]:
    whole = _("과정의 모든 기수")
    facts = [
        (_("쓰는 곳"), whole if exam.cohort_id is None else _("이 기수")),
        (_("합격 점수"), _("%(mark)s점 / %(all)s점") % {"mark": paper.pass_mark, "all": paper.points}),
        (_("응시 횟수"), _("%(count)s번까지") % {"count": exam.most_attempts}),
        (_("제한 시간"), _("%(minutes)s분") % {"minutes": exam.minutes} if exam.minutes else _("없음")),
        (_("여는 때"), moment_words(exam.opens_at) if exam.opens_at else ""),
        (_("닫는 때"), moment_words(exam.closes_at) if exam.closes_at else ""),
        (_("수료 기준"), _("합격해야 수료") if exam.counts else _("수료에 넣지 않음")),
        (_("풀이"), _("낸 뒤에 보임") if exam.shows_answers else _("점수만 보임")),
    ]
    return [{"term": term, "value": value} for term, value in facts if value]
