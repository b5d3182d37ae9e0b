"""What a learning record store was told, what waits and what it refused."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from deungdae.apps.academy.models import LearningStatement
from deungdae.apps.academy.services.statements import send_again
from deungdae.apps.academy.views.access import crumbs, staff_page
from deungdae.apps.accounts.personal.masking import masked_name
from deungdae.apps.core.paging import page_links

PAGE_SIZE = 50
State = LearningStatement.State


@staff_page
@require_GET
def statements(request: HttpRequest) -> HttpResponse:
    """Refused ones first, then what waits; what was sent is only counted."""
    open_ones = LearningStatement.objects.exclude(state=State.SENT).order_by("state", "pk")
    named = open_ones.select_related("enrolment__trainee", "enrolment__cohort__course")
    page = Paginator(named, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "crumbs": crumbs(),
        "address": settings.LRS_ADDRESS,
        "lines": [{"one": one, "name": masked_name(one.enrolment.trainee.name)} for one in page],
        "page": page,
        "links": page_links(request, page),
        "sent": LearningStatement.objects.filter(state=State.SENT).count(),
        "failed": open_ones.filter(state=State.FAILED).count(),
    }
    return render(request, "academy/statements.html", context)


@staff_page
@require_POST
def statement_again(request: HttpRequest, statement_id: UUID) -> HttpResponse:
    statement = get_object_or_404(LearningStatement, public_id=statement_id)
    seen = request.POST.get("attempts", "")
    if seen.isdecimal() and len(seen) < 10 and send_again(statement=statement, seen_attempts=int(seen)):
        messages.success(request, _("곧 다시 보냅니다."))
    else:
        messages.info(request, _("그사이 다시 보냈거나 이미 받은 기록입니다. 아래 상태를 확인해 주십시오."))
    return redirect("academy:statements")
