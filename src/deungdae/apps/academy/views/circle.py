"""The circle of an invited cohort: its participants as they let themselves be seen, its chairs, own notes."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from deungdae.apps.academy.forms.circle import ChairForm, IntroductionForm, NoteForm
from deungdae.apps.academy.models import Chair, Cohort, Enrolment, Introduction, Session, SessionNote
from deungdae.apps.academy.selectors.circle import (
    introductions_of,
    is_chair,
    is_participant,
    own_group,
    participants_of,
    seated_of,
)
from deungdae.apps.academy.services import circle as services
from deungdae.apps.academy.views.access import cohort_page, crumbs, may_write
from deungdae.apps.academy.views.frame import form_page
from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.calendar.views.access import sent
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.words import done, not_done

Audience = Introduction.Audience


@login_required
@cohort_page
@require_http_methods(["GET", "POST"])
def circle(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    """For the chairs, the participants and the staff; others see that there is nothing."""
    user, is_staff = user_of(request), may_write(request)
    if not (is_staff or is_chair(user, cohort) or is_participant(user, cohort)):
        raise Http404
    if request.method == "POST":
        take_act(request, cohort, is_staff=is_staff)
        return redirect("academy:circle", cohort_id=cohort.public_id)
    mine = services.seat_of(user, cohort)
    participants, silent = participants_of(seated_of(cohort))
    context: dict[str, Any] = {
        "cohort": cohort,
        "crumbs": crumbs(cohort),
        "participants": participants,
        "silent": silent,
        "chairs": Chair.objects.filter(cohort=cohort).select_related("user"),
        "is_staff": is_staff,
        "chair_form": ChairForm(),
        "mine": mine,
        **(introduction_of(mine) if mine is not None else {}),
    }
    return render(request, "academy/circle.html", context)


def introduction_of(mine: Enrolment) -> dict[str, Any]:
    """What the person shows now, as a form, and the own published group as its members show themselves."""
    standing = introductions_of([mine], Audience.COHORT).get(mine.pk)
    initial = {"shown": standing.shown, "words": standing.words} if standing is not None else {}
    found = own_group(mine)
    context: dict[str, Any] = {"introduction": IntroductionForm(initial=initial)}
    if found is not None:
        fellows, silent = participants_of(found[1])
        context |= {"group_number": found[0], "fellows": fellows, "silent_fellows": silent}
    return context


def take_act(request: HttpRequest, cohort: Cohort, *, is_staff: bool) -> None:
    """What the button says, of those who may press it."""
    act, mine = request.POST.get("act", ""), services.seat_of(user_of(request), cohort)
    try:
        if act == "introduce" and mine is not None:
            keep_introduction(request, mine)
        elif act == "appoint" and is_staff:
            form = ChairForm(request.POST)
            if not form.is_valid():
                raise RefusedError("email", _("좌장의 이메일을 적어 주십시오."))
            chair = services.appoint_chair(
                cohort=cohort, email=form.cleaned_data["email"], actor=user_of(request)
            )
            done(request, _("{name} 님을 좌장으로 모셨습니다."), name=chair.user.name)
        elif act == "dismiss" and is_staff:
            number = request.POST.get("chair", "")
            services.dismiss_chair(
                cohort=cohort, chair=int(number) if number.isdecimal() and len(number) < 10 else 0
            )
            done(request, _("좌장에서 뺐습니다."))
        else:
            raise RefusedError("act", _("무엇을 할지 알 수 없습니다. 화면의 단추를 눌러 주십시오."))
    except RefusedError as error:
        not_done(request, error.message)


def keep_introduction(request: HttpRequest, mine: Enrolment) -> None:
    """What the form of an introduction says, on whichever page it stands."""
    form = IntroductionForm(request.POST)
    if not form.is_valid():
        raise RefusedError("introduction", _("보일 것을 화면에서 고르고, 한마디는 200자까지 적어 주십시오."))
    values = form.cleaned_data
    kept = services.introduce(
        enrolment=mine, audience=Audience.COHORT, shown=values["shown"], words=values["words"]
    )
    words = _("고른 것을 같은 기수에 보입니다.") if kept else _("이제 같은 기수에 아무것도 보이지 않습니다.")
    done(request, words)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def note(request: HttpRequest, cohort_session_id: UUID) -> HttpResponse:
    """The own note on a session of a cohort in which one has a seat; there is no other way to any note."""
    user = user_of(request)
    found = Session.objects.filter(public_id=cohort_session_id).select_related("cohort__course")
    session = get_object_or_404(found.filter(cohort__in=Cohort.objects.visible_to(user)))
    mine = SessionNote.objects.visible_to(user).filter(session=session).first()
    if mine is None and not is_participant(user, session.cohort):
        raise Http404
    form = NoteForm(sent(request), initial={"text": mine.text if mine is not None else ""})
    way = [*crumbs(session.cohort), {"label": _("내 메모"), "url": reverse("academy:notes")}]

    def act() -> str:
        kept = services.keep_note(session=session, author=user, text=form.cleaned_data["text"])
        done(request, _("메모를 저장했습니다.") if kept else _("메모를 지웠습니다."))
        return reverse("academy:notes")

    return form_page(request, form, act=act, title=_("개인 메모"), crumbs=way, lead=session.title)


@never_cache
@login_required
@require_http_methods(["GET"])
def notes(request: HttpRequest) -> HttpResponse:
    """All of one's own notes."""
    mine = SessionNote.objects.visible_to(user_of(request)).select_related("session__cohort__course")
    return render(request, "academy/notes.html", {"notes": mine, "crumbs": crumbs()})
