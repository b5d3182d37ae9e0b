"""One enrolment: what became of it, accepting, cancelling, handing over, deciding."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from deungdae.apps.academy.forms.seats import (
    FreeReasonForm,
    PersonForm,
    ReasonForm,
)
from deungdae.apps.academy.links import enrolment_token
from deungdae.apps.academy.models import Certificate, Cohort, Enrolment
from deungdae.apps.academy.selectors.attendance import record_of
from deungdae.apps.academy.selectors.enrolments import (
    ahead_of,
    seen_person,
)
from deungdae.apps.academy.selectors.limits import full_limit
from deungdae.apps.academy.selectors.materials import seen_of_seat
from deungdae.apps.academy.selectors.prerequisites import lacking
from deungdae.apps.academy.selectors.tasks import tasks_of
from deungdae.apps.academy.selectors.whole_record import courses_of, past_of
from deungdae.apps.academy.services import deciding, handing_over
from deungdae.apps.academy.services import enrolments as services
from deungdae.apps.academy.views.access import (
    crumbs,
    deciding_page,
    enrolment_page,
    may_decide,
)
from deungdae.apps.academy.views.frame import form_page, question_page
from deungdae.apps.academy.views.lines import address_of, cancelling, is_mine, line_of, own_code
from deungdae.apps.academy.words import moment_words
from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.personal.opening import OPEN, Opened, opened_on
from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.accounts.views.personal import opening_page
from deungdae.apps.calendar.selectors.words import day_words
from deungdae.apps.calendar.views.access import sent
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.words import breakable, done, not_done, said

State = Enrolment.State


@enrolment_page
@require_GET
def enrolment(request: HttpRequest, enrolment: Enrolment) -> HttpResponse:
    user = user_of(request)
    opened = opened_on(request, user=user)
    context = {
        **line_of(enrolment, user=user, opened=opened),
        "cohort": enrolment.cohort,
        "crumbs": crumbs(enrolment.cohort),
        "facts": facts_of(enrolment, user=user, opened=opened),
        "steps": steps_of(enrolment),
        "is_staff": may_decide(request),
        "may_open": user.has_perm(OPEN)
        and enrolment.trainee.public_id not in opened
        and bool(enrolment.trainee.covered()),
        "opened": opened,
        "certificates": Certificate.objects.visible_to(user).filter(enrolment=enrolment),
        **cancelling(enrolment, is_centre=may_decide(request)),
        "can_transfer": enrolment.state in Enrolment.HOLDING
        and enrolment.organisation_id is not None
        and enrolment.completed_on is None,
        "can_decide": may_decide(request) and enrolment.state == State.REQUESTED,
        **(own_code(enrolment) if is_mine(enrolment, user) else {}),
        **tasks_for(enrolment, user, is_staff=may_decide(request)),
        "record": record_of(enrolment) if enrolment.state == State.SEATED else None,
        "can_withdraw": may_decide(request) and enrolment.completed_on is not None,
        **(whole_record(enrolment) if may_decide(request) else {}),
        "is_by_approval": enrolment.cohort.admission == Cohort.Admission.APPROVAL,
    }
    return render(request, "academy/enrolment.html", context)


def whole_record(enrolment: Enrolment) -> dict[str, Any]:
    """For staff: what else the person learns and has learnt."""
    return {"courses": courses_of(enrolment.trainee), "past": past_of(enrolment.trainee)}


def tasks_for(enrolment: Enrolment, user: User, *, is_staff: bool) -> dict[str, Any]:
    """The person goes on by the own link; a company reads what is passed and confirms works, no points."""
    if enrolment.state != State.SEATED:
        return {}
    is_own = is_mine(enrolment, user)
    return {
        "tasks": tasks_of(enrolment),
        "seat_link": enrolment_token(enrolment) if is_own else "",
        "materials": seen_of_seat(enrolment) if is_own else [],
        "is_company": not is_own and not is_staff,
    }


def facts_of(enrolment: Enrolment, *, user: User, opened: Opened) -> list[dict[str, str]]:
    person = seen_person(enrolment, user=user, opened=opened)
    until = moment_words(enrolment.offer_until) if enrolment.offer_until else ""
    place = ""
    if enrolment.state == State.WAITING:
        place = _("앞에 %(count)s명") % {"count": ahead_of(enrolment)}
        place = f"{place}. {limit}" if (limit := full_limit(enrolment)) else place
    lacks = lacking(enrolment.cohort.course, [enrolment.trainee_id]).get(enrolment.trainee_id, [])
    facts = [
        (_("접수 번호"), str(enrolment.number)),
        (_("상태"), str(enrolment.get_state_display())),
        (_("대기 순서"), place),
        (_("수락 기한"), until),
        (_("이름"), person["name"]),
        (_("기업"), enrolment.organisation.name if enrolment.organisation else ""),
        (_("직위"), person["job_title"]),
        (_("이메일"), breakable(person["email"])),
        (_("휴대전화"), person["phone"]),
        (_("접수한 때"), moment_words(enrolment.requested_at)),
        (_("수료 기록이 없는 먼저 들을 과정"), ", ".join(lacks) if enrolment.completed_on is None else ""),
        (_("시작한 날"), day_words(enrolment.started_on) if enrolment.started_on else ""),
        (_("수료한 날"), day_words(enrolment.completed_on) if enrolment.completed_on else ""),
        (_("수료증을 받은 날"), day_words(enrolment.certified_on) if enrolment.certified_on else ""),
    ]
    return [{"term": term, "value": value} for term, value in facts if value]


def steps_of(enrolment: Enrolment) -> list[dict[str, str]]:
    """The history, the newest first."""
    steps = enrolment.steps.select_related("actor").order_by("-id")
    return [
        {
            "when": moment_words(step.at),
            "who": step.actor.name if step.actor else "",
            "text": ": ".join(part for part in (step.get_state_display(), said(step.reason)) if part),
        }
        for step in steps
    ]


@enrolment_page
@require_POST
def accept(request: HttpRequest, enrolment: Enrolment) -> HttpResponse:
    try:
        services.accept_offer(enrolment=enrolment, actor=user_of(request))
        done(request, _("자리가 확정되었습니다."))
    except RefusedError as error:
        not_done(request, error.message)
    return redirect(address_of(enrolment))


@enrolment_page
@require_http_methods(["GET", "POST"])
def cancel(request: HttpRequest, enrolment: Enrolment) -> HttpResponse:
    form = (ReasonForm if may_decide(request) else FreeReasonForm)(sent(request))

    def act() -> str:
        reason = form.cleaned_data["reason"]
        services.cancel_enrolment(enrolment=enrolment, reason=reason, actor=user_of(request))
        done(request, _("신청을 취소했습니다."))
        return address_of(enrolment)

    words = _("자리는 바로 다음 대기자에게 넘어가고, 되돌릴 수 없습니다.")
    return question_page(
        request,
        form,
        act=act,
        title=_("신청 취소"),
        crumbs=crumbs_to(enrolment),
        words=words,
        is_danger=True,
    )


def crumbs_to(enrolment: Enrolment) -> list[dict[str, Any]]:
    label = _("접수 번호 %(number)s") % {"number": enrolment.number}
    return [*crumbs(enrolment.cohort), {"label": label, "url": address_of(enrolment)}]


@enrolment_page
@require_http_methods(["GET", "POST"])
def transfer(request: HttpRequest, enrolment: Enrolment) -> HttpResponse:
    form = PersonForm(sent(request))
    del form.fields["is_other_person"]

    def act() -> str:
        new = handing_over.transfer_enrolment(enrolment=enrolment, facts=form.facts(), actor=user_of(request))
        done(request, _("자리를 넘겼습니다. 새 접수 번호는 {number}번입니다."), number=new.number)
        is_seen = Enrolment.objects.visible_to(request.user).filter(pk=new.pk).exists()
        return address_of(new if is_seen else enrolment)

    lead = _("같은 기업의 동료에게 자리를 넘깁니다. 자리는 그동안에도 비지 않습니다.")
    return form_page(
        request,
        form,
        act=act,
        title=_("동료에게 넘기기"),
        crumbs=crumbs_to(enrolment),
        lead=lead,
        button=_("넘기기"),
    )


@deciding_page
@require_POST
def approve(request: HttpRequest, enrolment: Enrolment) -> HttpResponse:
    try:
        decided = deciding.approve_enrolment(enrolment=enrolment, actor=user_of(request))
        done(request, _("승인했습니다. 지금 상태는 ‘{state}’입니다."), state=decided.get_state_display())
    except RefusedError as error:
        not_done(request, error.message)
    return redirect(address_of(enrolment))


@deciding_page
@require_http_methods(["GET", "POST"])
def decline(request: HttpRequest, enrolment: Enrolment) -> HttpResponse:
    form = ReasonForm(sent(request))

    def act() -> str:
        reason = form.cleaned_data["reason"]
        deciding.decline_enrolment(enrolment=enrolment, reason=reason, actor=user_of(request))
        done(request, _("신청을 반려했습니다."))
        return address_of(enrolment)

    words = _("까닭을 신청한 사람에게 그대로 알립니다.")
    return question_page(
        request,
        form,
        act=act,
        title=pgettext("do", "반려"),
        crumbs=crumbs_to(enrolment),
        words=words,
        is_danger=True,
    )


@deciding_page
@require_http_methods(["GET", "POST"])
def open_person(request: HttpRequest, enrolment: Enrolment) -> HttpResponse:
    """The masked fields of the person, with a reason."""
    if not request.user.has_perm(OPEN):
        raise Http404
    return opening_page(request, enrolment.trainee)
