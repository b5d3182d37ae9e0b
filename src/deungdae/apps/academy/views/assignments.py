"""A work as its teachers see it: making, changing, opening it, more time, grading, telling the marks."""

from typing import Any, cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from deungdae.apps.academy.bridge.grades import agreement_of, rubric_of
from deungdae.apps.academy.forms.exams import (
    RUBRIC_EXAMPLE,
    AssignmentForm,
    ExtendForm,
    GradeForm,
    initial_of_assignment,
)
from deungdae.apps.academy.models import Assignment, Cohort, Enrolment, Submission, SubmissionFile
from deungdae.apps.academy.selectors.teaching import work_lines
from deungdae.apps.academy.services import assignments as services
from deungdae.apps.academy.services import grading
from deungdae.apps.academy.services.submissions import extend as give_more_time
from deungdae.apps.academy.views.access import enrolment_page, may_write
from deungdae.apps.academy.views.frame import form_page
from deungdae.apps.academy.views.teaching import (
    assignment_of,
    crumbs_of,
    may_change,
    require_own,
    teaching_page,
)
from deungdae.apps.academy.words import moment_words
from deungdae.apps.accounts.once import once
from deungdae.apps.accounts.personal.masking import masked_name
from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.calendar.views.access import sent
from deungdae.apps.core.answers import file_answer
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.models import StoredFile
from deungdae.apps.core.words import done, not_done


def address_of(cohort: Cohort, assignment: Assignment) -> str:
    return reverse("academy:assignment", args=[cohort.public_id, assignment.public_id])


def crumbs_to(cohort: Cohort, assignment: Assignment) -> list[dict[str, Any]]:
    return [*crumbs_of(cohort), {"label": assignment.title, "url": address_of(cohort, assignment)}]


@teaching_page
@require_http_methods(["GET", "POST"])
def assignment_create(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    form = AssignmentForm(sent(request), may_be_for_all=may_write(request))

    def create() -> Assignment:
        return services.create_assignment(
            cohort=cohort, is_for_all=form.for_all, facts=form.facts(), actor=user_of(request)
        )

    def act() -> str:
        made = once(request, key=form.cleaned_data["key"], records=Assignment.objects.all(), create=create)
        done(request, _("과제 ‘{title}’(을/를) 만들었습니다. 확인한 뒤 공개해 주십시오."), title=made.title)
        return address_of(cohort, made)

    return form_page(
        request,
        form,
        act=act,
        title=_("과제 만들기"),
        crumbs=crumbs_of(cohort),
        template="academy/written_form.html",
        example=str(RUBRIC_EXAMPLE),
    )


@teaching_page
@require_http_methods(["GET", "POST"])
def assignment_edit(request: HttpRequest, cohort: Cohort, assignment_id: UUID) -> HttpResponse:
    work = assignment_of(cohort, assignment_id)
    require_own(request, work)
    form = AssignmentForm(sent(request), initial=initial_of_assignment(work), may_be_for_all=False)

    def act() -> str:
        changed = services.update_assignment(assignment=work, facts=form.facts())
        done(request, _("과제 ‘{title}’(을/를) 저장했습니다."), title=changed.title)
        return address_of(cohort, work)

    return form_page(
        request,
        form,
        act=act,
        title=_("과제 고치기"),
        crumbs=crumbs_to(cohort, work),
        template="academy/written_form.html",
        example=str(RUBRIC_EXAMPLE),
    )


@teaching_page
@require_http_methods(["GET", "POST"])
def assignment(request: HttpRequest, cohort: Cohort, assignment_id: UUID) -> HttpResponse:
    """What is asked, who handed it in, and the buttons that open, close and tell the marks."""
    work = assignment_of(cohort, assignment_id)
    if request.method == "POST":
        take_act(request, cohort, work)
        return redirect(address_of(cohort, work))
    lines = work_lines(work, cohort)
    kept_back = [line for line in lines if line["mark"] is not None and line["mark"].released_at is None]
    context = {
        "assignment": work,
        "cohort": cohort,
        "crumbs": crumbs_of(cohort),
        "facts": facts_of(work),
        "rubric": rubric_of(work),
        "lines": lines,
        "kept_back": len(kept_back),
        "may_change": may_change(request, work),
    }
    return render(request, "academy/assignment.html", context)


def take_act(request: HttpRequest, cohort: Cohort, work: Assignment) -> None:
    try:
        if request.POST.get("act") == "release":
            count = grading.release_marks(assignment=work, cohort=cohort)
            done(request, _("{count}명에게 점수를 알렸습니다."), count=count)
            return
        require_own(request, work)
        changed = services.set_assignment_state(assignment=work, state=request.POST.get("state", ""))
        done(request, _("과제를 ‘{state}’(으로/로) 바꿨습니다."), state=str(changed.get_state_display()))
    except RefusedError as error:
        not_done(request, error.message)


def facts_of(work: Assignment) -> list[dict[str, str]]:
    two = _("두 사람 (%(most)s점 넘게 다르면 세 번째 사람이 정함)") % {"most": work.most_apart}
    facts = [
        (_("쓰는 곳"), _("과정의 모든 기수") if work.cohort_id is None else _("이 기수")),
        (_("기한"), moment_words(work.due_at) if work.due_at else _("없음")),
        (_("수료 점수"), _("%(mark)s점 / %(all)s점") % {"mark": work.pass_mark, "all": work.points}),
        (_("채점하는 사람"), two if work.graders > 1 else _("한 사람")),
        (_("점수 알리기"), _("채점하면 바로") if work.releases_at_once else _("모아서 한 번에")),
        (_("수료 기준"), _("수료 점수를 받아야 수료") if work.counts else _("수료에 넣지 않음")),
        (_("기업 확인"), _("보낸 기업의 담당자가 확인") if work.is_final else ""),
    ]
    return [{"term": term, "value": value} for term, value in facts if value]


def seat_of(cohort: Cohort, enrolment_id: UUID) -> Enrolment:
    found = Enrolment.objects.filter(cohort=cohort, state=Enrolment.State.SEATED)
    seat = get_object_or_404(found.select_related("trainee", "organisation"), public_id=enrolment_id)
    seat.cohort = cohort
    return seat


@teaching_page
@require_http_methods(["GET", "POST"])
def extend(request: HttpRequest, cohort: Cohort, assignment_id: UUID, enrolment_id: UUID) -> HttpResponse:
    work, seat = assignment_of(cohort, assignment_id), seat_of(cohort, enrolment_id)
    form = ExtendForm(sent(request))

    def act() -> str:
        values = form.cleaned_data
        give_more_time(assignment=work, enrolment=seat, **values, actor=user_of(request))
        done(request, _("{name} 님의 기한을 늘렸습니다."), name=masked_name(seat.trainee.name))
        return address_of(cohort, work)

    lead = f"{masked_name(seat.trainee.name)} · {work.title}"
    return form_page(
        request, form, act=act, title=_("기한 늘리기"), crumbs=crumbs_to(cohort, work), lead=lead
    )


@teaching_page
@require_http_methods(["GET", "POST"])
def grade(request: HttpRequest, cohort: Cohort, assignment_id: UUID, enrolment_id: UUID) -> HttpResponse:
    """One person's work, and the rubric to judge it by."""
    work, seat = assignment_of(cohort, assignment_id), seat_of(cohort, enrolment_id)
    mine = Submission.objects.filter(assignment=work, enrolment=seat).newest()
    submission = get_object_or_404(mine.select_related("assignment", "enrolment__cohort"))
    form, user = GradeForm(sent(request), assignment=work), user_of(request)
    grades = list(submission.grades.select_related("grader"))
    agreement = agreement_of(work, grades)
    is_mine_done = any(one.grader_id == user.pk for one in grades)

    def act() -> str:
        shown = get_object_or_404(
            Submission.objects.filter(assignment=work, enrolment=seat), number=seen_number(request)
        )
        shown.assignment, shown.enrolment = work, seat
        grading.grade_work(
            submission=shown, levels=form.levels(), note=form.cleaned_data["note"], grader=user
        )
        done(request, _("채점했습니다."))
        return address_of(cohort, work)

    return form_page(
        request,
        form,
        act=act,
        title=work.title,
        crumbs=crumbs_to(cohort, work),
        template="academy/grade.html",
        lead=_("접수 번호 %(number)s · %(name)s")
        % {"number": seat.number, "name": masked_name(seat.trainee.name)},
        submission=cast(Any, submission),
        files=cast(Any, list(submission.files.select_related("file"))),
        when=moment_words(submission.handed_in_at),
        grades=cast(Any, grades if is_mine_done or agreement.points is not None else []),
        is_apart=agreement.is_apart,
        points=agreement.points,
        can_grade=agreement.points is None and not is_mine_done,
    )


def seen_number(request: HttpRequest) -> int:
    text = request.POST.get("seen", "")
    return int(text) if text.isdecimal() and len(text) < 6 else 0


def work_answer(one: SubmissionFile) -> HttpResponse:
    stored = cast(StoredFile, one.file)
    with stored.content.open("rb") as file:
        return file_answer(file.read(), name=stored.shown_name, kind=stored.content_type)


@teaching_page
@require_GET
def work_file(request: HttpRequest, cohort: Cohort, handed_file_id: UUID) -> HttpResponse:
    found = SubmissionFile.objects.filter(submission__enrolment__cohort=cohort)
    return work_answer(get_object_or_404(found.select_related("file"), public_id=handed_file_id))


@enrolment_page
@require_POST
def confirm(request: HttpRequest, enrolment: Enrolment, assignment_id: UUID) -> HttpResponse:
    """Somebody of the company says that the work is used there."""
    work = assignment_of(enrolment.cohort, assignment_id)
    try:
        grading.confirm_work(assignment=work, enrolment=enrolment, actor=user_of(request))
        done(request, _("‘{title}’(을/를) 사내에 적용했다고 확인했습니다."), title=work.title)
    except RefusedError as error:
        not_done(request, error.message)
    return redirect("academy:enrolment", enrolment_id=enrolment.public_id)
