"""A person's own registration by the address in the mail: confirm, accept, choose, give back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from deungdae.apps.academy.qr import qr_svg
from deungdae.apps.calendar.views.access import sent
from deungdae.apps.core.answers import ICS, file_answer
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.words import done, not_done
from deungdae.apps.forum.documents.feed import plan_ics
from deungdae.apps.forum.forms.registrations import WishesForm
from deungdae.apps.forum.links import registration_address, registration_token
from deungdae.apps.forum.models import Arrival, FollowUpGroup, Registration, TalkMaterial, TalkWish
from deungdae.apps.forum.selectors.programme import open_talks, speakers_words
from deungdae.apps.forum.selectors.registrations import ahead_of
from deungdae.apps.forum.services import registrations as services
from deungdae.apps.forum.services.afterwards import join_group, leave_group
from deungdae.apps.forum.services.arrivals import check_in
from deungdae.apps.forum.services.letters import moment_words
from deungdae.apps.forum.services.placing import place_words
from deungdae.apps.forum.spans import forum_days_words
from deungdae.apps.forum.views.access import account_of, crumbs, may_decide, seat_page
from deungdae.apps.forum.views.live import found, named_in
from deungdae.apps.forum.words import TONES, hours

State = Registration.State


@never_cache
@seat_page
@require_http_methods(["GET", "POST"])
def seat(request: HttpRequest, one: Registration) -> HttpResponse:
    if request.method == "POST":
        take_act(request, one)
        return redirect(request.path)
    forum = one.forum
    wished = set(TalkWish.objects.filter(registration=one).values_list("talk", flat=True))
    is_seated = one.state == State.SEATED
    context = {
        "one": one,
        "forum": forum,
        "forum_seat": registration_token(one),
        "crumbs": crumbs(forum),
        "tone": TONES[one.state],
        "when": f"{forum_days_words(forum)} {hours(forum)}",
        "until": moment_words(one.offer_until) if one.offer_until else "",
        "ahead": ahead_of(one) if one.state == State.WAITING else None,
        "picture": qr_svg(registration_address(one), label=_("참가 QR")) if is_seated else "",
        "chosen": [line_of(talk, wished) for talk in open_talks(forum) if talk.pk in wished],
        "can_choose": one.is_active and one.state != State.ASKED and not is_over(one),
        "can_cancel": one.is_active and not is_over(one) and not hasattr(one, "arrival"),
        "has_come": hasattr(one, "arrival"),
        "is_over": is_over(one),
        "may_check_in": is_seated and may_decide(request) and not hasattr(one, "arrival"),
        "is_live": is_seated and forum.programme_at is not None and not is_over(one),
        "groups": groups_of(one),
        "has_proceedings": forum.programme_at is not None
        and TalkMaterial.objects.filter(talk__forum=forum, agreed_at__isnull=False).exists(),
    }
    return render(request, "forum/seat.html", context)


def groups_of(one: Registration) -> list[dict[str, object]]:
    """The groups of the forum and whether the person has joined; only for who has a seat."""
    if one.state != State.SEATED:
        return []
    mine = set(one.memberships.values_list("group", flat=True))
    found = FollowUpGroup.objects.filter(forum=one.forum)
    return [{"group": group, "has_joined": group.pk in mine} for group in found]


def is_over(one: Registration) -> bool:
    return one.forum.state in ("held", "cancelled")


def line_of(talk, wished: set[int]) -> dict[str, object]:  # type: ignore[no-untyped-def]
    is_public = talk.forum.programme_at is not None
    return {
        "talk": talk,
        "speakers": speakers_words(talk),
        "place": place_words(talk) if is_public else "",
        "is_chosen": talk.pk in wished,
    }


def take_act(request: HttpRequest, one: Registration) -> None:
    """What the button says; anything else does nothing, and says so."""
    act, user = request.POST.get("act", ""), account_of(request)
    try:
        if act == "confirm":
            made = services.confirm_registration(registration=one)
            done(
                request,
                _("참가 신청을 받았습니다. 지금 상태는 ‘{state}’입니다."),
                state=str(made.get_state_display()),
            )
        elif act == "accept":
            services.accept_offer(registration=one, actor=user)
            done(request, _("참가가 확정되었습니다."))
        elif act == "cancel":
            services.cancel_registration(registration=one, reason="", actor=None)
            done(request, _("참가 신청을 취소했습니다."))
        elif act == "come" and user is not None and may_decide(request):
            check_in(registration=one, way=Arrival.Way.CODE, actor=user)
            done(
                request,
                _("체크인했습니다: 접수 번호 {number}, {name} 님"),
                number=one.number or 0,
                name=one.name,
            )
        elif act in ("join", "leave"):
            groups = FollowUpGroup.objects.filter(forum=one.forum)
            group = found(groups.filter(public_id=named_in(request, "group")).first())
            (join_group if act == "join" else leave_group)(group=group, registration=one)
            done(request, _("후속 모임 신청을 바꿨습니다."))
        else:
            raise RefusedError("act", _("무엇을 할지 알 수 없습니다. 화면의 단추를 눌러 주십시오."))
    except RefusedError as error:
        not_done(request, error.message)


@never_cache
@seat_page
@require_http_methods(["GET", "POST"])
def seat_talks(request: HttpRequest, one: Registration) -> HttpResponse:
    """Which talks the person wants to hear."""
    talks = open_talks(one.forum)
    form, refusal = WishesForm(sent(request), talks=talks), ""
    wished = set(TalkWish.objects.filter(registration=one).values_list("talk", flat=True))
    if request.method == "POST":
        if form.is_valid():
            try:
                services.choose_talks(registration=one, talks=form.chosen())
                done(request, _("들을 발표를 저장했습니다."))
                return redirect("forum:seat", forum_seat=registration_token(one))
            except RefusedError as error:
                refusal = error.message
        else:
            refusal = _("그사이 목록이 바뀌었습니다. 화면을 새로 고쳐 다시 골라 주십시오.")
    lines = [{**line_of(talk, wished), "full": is_full(talk, wished)} for talk in talks]
    context = {
        "one": one,
        "forum": one.forum,
        "lines": lines,
        "refusal": refusal,
        "forum_seat": registration_token(one),
    }
    return render(request, "forum/seat_talks.html", context, status=422 if refusal else 200)


def is_full(talk, wished: set[int]) -> bool:  # type: ignore[no-untyped-def]
    return talk.seats is not None and talk.pk not in wished and talk.wishes.count() >= talk.seats


@seat_page
@require_GET
def seat_feed(request: HttpRequest, one: Registration) -> HttpResponse:
    """The own plan: the talks that were chosen, the keynotes and the breaks."""
    answer = file_answer(plan_ics(one), name=_("내 포럼 일정.ics"), kind=ICS)
    answer["Referrer-Policy"] = "no-referrer"
    return answer
