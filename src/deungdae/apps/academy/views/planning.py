"""How staff plan a cohort: make it, open it, change its seats and sessions, draw them."""

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from deungdae.apps.academy.forms.courses import CohortForm, NewCohortForm, initial_of_cohort
from deungdae.apps.academy.forms.seats import ReasonForm, SeatsForm, initial_of_seats
from deungdae.apps.academy.forms.sessions import SessionForm, initial_of_session
from deungdae.apps.academy.models import Cohort, Course, Enrolment, Session
from deungdae.apps.academy.rules import find_transition
from deungdae.apps.academy.services import cohorts as services
from deungdae.apps.academy.services import sessions as session_services
from deungdae.apps.academy.services.draws import hold_draw
from deungdae.apps.academy.services.seats import change_seats
from deungdae.apps.academy.views.access import cohort_page, course_page, crumbs, session_page, staff_page
from deungdae.apps.academy.views.frame import form_page, question_page
from deungdae.apps.accounts.once import once
from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.calendar.views.access import sent
from deungdae.apps.core.words import done


def address_of(cohort: Cohort) -> str:
    return reverse("academy:cohort", args=[cohort.public_id])


@staff_page
@course_page
@require_http_methods(["GET", "POST"])
def cohort_create(request: HttpRequest, course: Course) -> HttpResponse:
    form = NewCohortForm(sent(request))

    def create() -> Cohort:
        return services.create_cohort(
            course=course,
            facts=form.facts(),
            capacity=form.cleaned_data["capacity"],
            most_per_company=form.cleaned_data["most_per_company"],
            actor=user_of(request),
        )

    def act() -> str:
        made = once(request, key=form.cleaned_data["key"], records=Cohort.objects.all(), create=create)
        done(request, _("{cohort}(을/를) 만들었습니다. 회차를 더한 뒤 모집을 여십시오."), cohort=str(made))
        return address_of(made)

    return form_page(request, form, act=act, title=_("기수 만들기"), crumbs=crumbs(course=course))


@staff_page
@cohort_page
@require_http_methods(["GET", "POST"])
def cohort_edit(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    form = CohortForm(sent(request), initial=initial_of_cohort(cohort))

    def act() -> str:
        services.update_cohort(cohort=cohort, facts=form.facts(), actor=user_of(request))
        done(request, _("{cohort}(을/를) 저장했습니다."), cohort=str(cohort))
        return address_of(cohort)

    return form_page(request, form, act=act, title=_("모집 정보 고치기"), crumbs=crumbs(cohort))


@staff_page
@cohort_page
@require_http_methods(["GET", "POST"])
def cohort_seats(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    form = SeatsForm(sent(request), cohort=cohort, initial=initial_of_seats(cohort))

    def act() -> str:
        values = form.cleaned_data
        change_seats(
            cohort=cohort,
            capacity=values["capacity"],
            most_per_company=values["most_per_company"],
            quotas=form.quotas(),
            taken_back=list(values["taken_back"]),
            reason=values["reason"],
            actor=user_of(request),
        )
        done(request, _("{cohort}의 정원을 저장했습니다."), cohort=str(cohort))
        return address_of(cohort)

    held = Enrolment.objects.filter(cohort=cohort).holding().count()
    lead = _("지금 %(held)s명이 자리를 가지고 있습니다.") % {"held": held}
    return form_page(request, form, act=act, title=_("정원과 한도"), crumbs=crumbs(cohort), lead=lead)


@staff_page
@cohort_page
@require_http_methods(["GET", "POST"])
def cohort_step(request: HttpRequest, cohort: Cohort, target: str) -> HttpResponse:
    """A step of the cohort: what it does is said first. One that is taken already leads back."""
    step = find_transition(source=cohort.state, target=target)
    if step is None and cohort.state != target:
        raise Http404
    asks = step is not None and step.asks_reason
    form = ReasonForm(sent(request)) if asks else forms.Form(sent(request))

    def act() -> str:
        reason = form.cleaned_data.get("reason", "")
        services.transition_cohort(cohort=cohort, target=target, reason=reason, actor=user_of(request))
        label = str(Cohort.State(target).label)
        done(request, _("{cohort}(을/를) ‘{state}’(으로/로) 바꿨습니다."), cohort=str(cohort), state=label)
        return address_of(cohort)

    title = str(step.label) if step is not None else str(Cohort.State(target).label)
    words = str(step.confirm) if step is not None else _("이미 이 상태입니다.")
    return question_page(
        request, form, act=act, title=title, crumbs=crumbs(cohort), words=words, is_danger=asks
    )


@staff_page
@cohort_page
@require_http_methods(["GET", "POST"])
def session_create(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    form = SessionForm(sent(request), initial={"delivery": cohort.delivery})

    def create() -> Session:
        return session_services.add_session(cohort=cohort, facts=form.facts(), actor=user_of(request))

    def act() -> str:
        made = once(request, key=form.cleaned_data["key"], records=Session.objects.all(), create=create)
        done(request, _("회차 ‘{title}’(을/를) 더했습니다."), title=made.title)
        return address_of(cohort)

    return form_page(request, form, act=act, title=_("회차 더하기"), crumbs=crumbs(cohort))


@session_page
@require_http_methods(["GET", "POST"])
def session_edit(request: HttpRequest, session: Session) -> HttpResponse:
    form = SessionForm(sent(request), initial=initial_of_session(session))

    def act() -> str:
        session_services.change_session(session=session, facts=form.facts(), actor=user_of(request))
        done(request, _("회차 ‘{title}’(을/를) 저장했습니다."), title=form.cleaned_data["title"])
        return address_of(session.cohort)

    return form_page(request, form, act=act, title=_("회차 고치기"), crumbs=crumbs(session.cohort))


@session_page
@require_http_methods(["GET", "POST"])
def session_remove(request: HttpRequest, session: Session) -> HttpResponse:
    def act() -> str:
        session_services.remove_session(session=session, actor=user_of(request))
        done(request, _("회차 ‘{title}’(을/를) 지웠습니다."), title=session.title)
        return address_of(session.cohort)

    words = _("강사와 강의실 예약이 풀리고, 자리를 가진 사람에게 한 번 알립니다.")
    return question_page(
        request,
        forms.Form(sent(request)),
        act=act,
        title=_("회차 지우기"),
        crumbs=crumbs(session.cohort),
        words=words,
        is_danger=True,
    )


@staff_page
@cohort_page
@require_http_methods(["GET", "POST"])
def cohort_draw(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    def act() -> str:
        hold_draw(cohort=cohort, actor=user_of(request))
        done(request, _("{cohort}(을/를) 추첨했습니다. 모두에게 결과를 알립니다."), cohort=str(cohort))
        return address_of(cohort)

    count = Enrolment.objects.filter(cohort=cohort, state=Enrolment.State.REQUESTED).count()
    words = _("신청 %(count)s건을 한 번 추첨합니다. 되돌리거나 다시 추첨할 수 없습니다.") % {"count": count}
    form = forms.Form(sent(request))
    return question_page(request, form, act=act, title=_("추첨하기"), crumbs=crumbs(cohort), words=words)
