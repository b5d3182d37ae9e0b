"""What a meeting decides and orders, and how an order was done."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from deungdae.apps.academy.views.frame import form_page
from deungdae.apps.accounts.once import once
from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.calendar.views.access import sent
from deungdae.apps.core.words import done
from deungdae.apps.policy.forms.meetings import OrderForm, OutcomeForm
from deungdae.apps.policy.models import MeetingOrder, TaskMeeting
from deungdae.apps.policy.rules import MEET
from deungdae.apps.policy.services.meetings import record_order, settle_order
from deungdae.apps.policy.views.access import crumbs_meeting, meeting_page, meeting_page_side, require


@meeting_page
@require_http_methods(["GET", "POST"])
def order_create(request: HttpRequest, meeting: TaskMeeting) -> HttpResponse:
    require(request, MEET)
    form = OrderForm(sent(request), meeting=meeting)

    def create() -> MeetingOrder:
        told = {name: form.cleaned_data[name] for name in ("kind", "text", "task", "owner", "due_on")}
        return record_order(meeting=meeting, actor=user_of(request), **told)

    def act() -> str:
        key = form.cleaned_data["key"]
        once(request, key=key, records=MeetingOrder.objects.all(), create=create)
        done(request, _("결정과 조치에 적었습니다."))
        return reverse("policy:meeting", args=[meeting.public_id])

    title = _("결정·조치 적기")
    return form_page(request, form, act=act, title=title, crumbs=crumbs_meeting(meeting))


@meeting_page_side
@require_http_methods(["GET", "POST"])
def order_settle(request: HttpRequest, order_id: UUID) -> HttpResponse:
    order = get_object_or_404(MeetingOrder.objects.select_related("meeting"), public_id=order_id)
    form = OutcomeForm(sent(request))

    def act() -> str:
        settle_order(order=order, outcome=form.cleaned_data["outcome"], actor=user_of(request))
        done(request, _("조치를 마친 것으로 적었습니다."))
        return reverse("policy:meeting", args=[order.meeting.public_id])

    crumbs = crumbs_meeting(order.meeting)
    return form_page(request, form, act=act, title=_("조치 결과 적기"), crumbs=crumbs, lead=order.text)
