"""Who gets which page: a stranger gets the same 404 as for a missing day, a member a 403 on staff's pages."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from deungdae.apps.caravan.models import MatchingDay
from deungdae.apps.caravan.rules import OVER_STATES

MANAGE = "caravan.manage_days"
Rest = ParamSpec("Rest")
DayView = Callable[Concatenate[HttpRequest, MatchingDay, Rest], HttpResponse]
StaffView = Callable[Concatenate[HttpRequest, Rest], HttpResponse]


def is_staff(request: HttpRequest) -> bool:
    return bool(request.user.has_perm(MANAGE))


def day_page(view: DayView[Rest]) -> Callable[..., HttpResponse]:
    """A page of one day for everybody who may see the day; the view gets the day instead of its id."""

    @wraps(view)
    def page(request: HttpRequest, day_id: UUID, *arguments: Rest.args, **named: Rest.kwargs) -> HttpResponse:
        day = get_object_or_404(MatchingDay.objects.visible_to(request.user), public_id=day_id)
        return view(request, day, *arguments, **named)

    return login_required(page)


def staff_day_page(view: DayView[Rest]) -> Callable[..., HttpResponse]:
    """A page of one day for the centre's staff."""

    @wraps(view)
    def page(
        request: HttpRequest, day: MatchingDay, *arguments: Rest.args, **named: Rest.kwargs
    ) -> HttpResponse:
        if not is_staff(request):
            raise PermissionDenied
        return view(request, day, *arguments, **named)

    return day_page(page)


def changing_day_page(view: DayView[Rest]) -> Callable[..., HttpResponse]:
    """A form of staff's that changes the day: one that is over shows its overview instead."""

    @wraps(view)
    def page(
        request: HttpRequest, day: MatchingDay, *arguments: Rest.args, **named: Rest.kwargs
    ) -> HttpResponse:
        if request.method == "GET" and day.state in OVER_STATES:
            messages.info(request, _("이미 열린 행사라 바꿀 수 없습니다."))
            return redirect("caravan:day_detail", day_id=day.public_id)
        return view(request, day, *arguments, **named)

    return staff_day_page(page)


def staff_page(view: StaffView[Rest]) -> Callable[..., HttpResponse]:
    """A page for the centre's staff that belongs to no single day."""

    @wraps(view)
    def page(request: HttpRequest, *arguments: Rest.args, **named: Rest.kwargs) -> HttpResponse:
        if not is_staff(request):
            raise PermissionDenied
        return view(request, *arguments, **named)

    return login_required(page)
