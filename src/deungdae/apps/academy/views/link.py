"""A person's own seat by the address in the mail, for those who have no account."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from deungdae.apps.academy.forms.invitations import DeclineForm
from deungdae.apps.academy.forms.seats import PersonForm
from deungdae.apps.academy.links import enrolment_of_token
from deungdae.apps.academy.models import Certificate, Cohort, Enrolment, Invitation
from deungdae.apps.academy.selectors.attendance import record_of
from deungdae.apps.academy.selectors.catalogue import lines_of_sessions
from deungdae.apps.academy.selectors.certificates import valid_of
from deungdae.apps.academy.selectors.course_links import links_of
from deungdae.apps.academy.selectors.enrolments import ahead_of
from deungdae.apps.academy.selectors.limits import full_limit
from deungdae.apps.academy.selectors.materials import seen_of_seat
from deungdae.apps.academy.selectors.tasks import tasks_of
from deungdae.apps.academy.services import enrolments as services
from deungdae.apps.academy.services.handing_over import transfer_enrolment
from deungdae.apps.academy.services.invitations import decline_invitation
from deungdae.apps.academy.views.certificates import choose, paper_answer
from deungdae.apps.academy.views.check_in import SEAT
from deungdae.apps.academy.views.circle import introduction_of, keep_introduction
from deungdae.apps.academy.views.frame import form_page
from deungdae.apps.academy.views.lines import cancelling, own_code
from deungdae.apps.academy.views.visits import take_visit, visits_of
from deungdae.apps.academy.words import STATE_TONES, moment_words
from deungdae.apps.calendar.views.access import sent
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.words import done, not_done


@never_cache
@require_http_methods(["GET", "POST"])
def seat(request: HttpRequest, seat_link: str) -> HttpResponse:
    """See it, accept what is offered, or give it back."""
    enrolment = enrolment_of_token(seat_link)
    if enrolment is None:
        raise Http404
    if enrolment.state == Enrolment.State.SEATED and not request.user.is_authenticated:
        request.session[SEAT] = seat_link
    if request.method == "POST":
        take_act(request, enrolment)
        return redirect("academy:seat", seat_link=seat_link)
    context = {
        "enrolment": enrolment,
        "seat_link": seat_link,
        "cohort": enrolment.cohort,
        "tone": STATE_TONES[enrolment.state],
        "sessions": lines_of_sessions(enrolment.cohort),
        "ahead": ahead_of(enrolment) if enrolment.state == Enrolment.State.WAITING else None,
        "limit": full_limit(enrolment),
        "until": moment_words(enrolment.offer_until) if enrolment.offer_until else "",
        "certificate": valid_of(enrolment),
        "choices": Certificate.Shown.choices,
        "tasks": tasks_of(enrolment) if enrolment.state == Enrolment.State.SEATED else [],
        "materials": seen_of_seat(enrolment),
        "record": record_of(enrolment) if enrolment.state == Enrolment.State.SEATED else None,
        **own_code(enrolment),
        **cancelling(enrolment, is_centre=False),
        "state_label": state_label(enrolment),
        "is_invited": is_invited(enrolment),
        "decline": DeclineForm(),
        "course_links": links_of(enrolment.cohort) if enrolment.state == Enrolment.State.SEATED else [],
        "visits": visits_of(enrolment) if is_in_circle(enrolment) else [],
        **(introduction_of(enrolment) if is_in_circle(enrolment) else {}),
    }
    answer = render(request, "academy/seat.html", context)
    answer["X-Robots-Tag"] = "noindex, nofollow"
    return answer


def is_invited(enrolment: Enrolment) -> bool:
    """Whether somebody who was chosen still thinks about it."""
    is_open = enrolment.state == Enrolment.State.OFFERED
    return is_open and enrolment.cohort.admission == Cohort.Admission.INVITATION


def state_label(enrolment: Enrolment) -> str:
    """Who was invited and said no has declined; nobody turned him or her down."""
    if is_invited(enrolment):
        return _("답을 기다림")
    invitation = Invitation.objects.filter(enrolment=enrolment).first()
    if enrolment.state == Enrolment.State.DECLINED and invitation is not None:
        return str(invitation.get_answer_display())
    return str(enrolment.get_state_display())


def is_in_circle(enrolment: Enrolment) -> bool:
    """Whether the person has a seat among those who were invited."""
    is_invited_one = enrolment.cohort.admission == Cohort.Admission.INVITATION
    return is_invited_one and enrolment.state == Enrolment.State.SEATED


def take_act(request: HttpRequest, enrolment: Enrolment) -> None:
    """What the button says; anything else does nothing, and says so."""
    act = request.POST.get("act", "")
    try:
        if act == "accept":
            services.accept_offer(enrolment=enrolment, actor=None)
            done(request, _("자리가 확정되었습니다."))
        elif act == "cancel":
            services.cancel_enrolment(enrolment=enrolment, reason="", actor=None)
            done(request, _("신청을 취소했습니다."))
        elif act == "decline":
            form = DeclineForm(request.POST)
            reason = form.cleaned_data["reason"] if form.is_valid() else ""
            decline_invitation(enrolment=enrolment, reason=reason, actor=None)
            done(request, _("답을 받았습니다. 알려 주셔서 고맙습니다."))
        elif act in ("visit", "stay"):
            take_visit(request, enrolment, is_coming=act == "visit")
        elif act == "introduce":
            keep_introduction(request, enrolment)
        elif act == "shown" and (certificate := valid_of(enrolment)) is not None:
            choose(request, certificate)
        else:
            raise RefusedError("act", _("무엇을 할지 알 수 없습니다. 화면의 단추를 눌러 주십시오."))
    except RefusedError as error:
        not_done(request, error.message)


@never_cache
@require_http_methods(["GET", "POST"])
def seat_deputy(request: HttpRequest, seat_link: str) -> HttpResponse:
    """Who was invited names a colleague who comes instead, where the course allows it."""
    enrolment = enrolment_of_token(seat_link)
    if enrolment is None or not enrolment.cohort.course.deputies:
        raise Http404
    form, address = PersonForm(sent(request)), reverse("academy:seat", args=[seat_link])
    del form.fields["is_other_person"]

    def act() -> str:
        transfer_enrolment(enrolment=enrolment, facts=form.facts(), actor=None)
        done(request, _("대리 참석자에게 자리를 넘겼습니다. 안내는 그분께 보냅니다."))
        return address

    lead = _("같은 기업의 한 분이 대신 오십니다. 자리는 그동안에도 비지 않습니다.")
    crumbs = [{"label": str(enrolment.cohort), "url": address}]
    return form_page(request, form, act=act, title=_("대리 참석자 보내기"), crumbs=crumbs, lead=lead)


@never_cache
@require_GET
def seat_paper(request: HttpRequest, seat_link: str) -> HttpResponse:
    """The certificate of the person of the link."""
    enrolment = enrolment_of_token(seat_link)
    certificate = valid_of(enrolment) if enrolment is not None else None
    if certificate is None:
        raise Http404
    return paper_answer(certificate)
