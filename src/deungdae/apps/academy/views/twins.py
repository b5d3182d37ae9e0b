"""People who stand twice in the records: joining two, telling them apart, taking a join back."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from deungdae.apps.academy.bridge.people import likeness_of, words_of
from deungdae.apps.academy.forms.why import WhyForm
from deungdae.apps.academy.models import Enrolment, Trainee, TraineeMerge
from deungdae.apps.academy.selectors.twins import joins_done, suggested_twins
from deungdae.apps.academy.services.joining import join_trainees, keep_apart, undo_join
from deungdae.apps.academy.views.access import crumbs, may_decide, staff_page
from deungdae.apps.academy.views.frame import Crumbs, form_page, question_page
from deungdae.apps.accounts.personal.masking import masked
from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.calendar.views.access import sent
from deungdae.apps.core.words import done

SHOWN = 10


def crumbs_to() -> Crumbs:
    return [*crumbs(), {"label": _("같은 사람 찾기"), "url": reverse("academy:twins")}]


@staff_page
@require_GET
def twins(request: HttpRequest) -> HttpResponse:
    lines = [
        {"pair": one, "survivor": seen(one.survivor), "merged": seen(one.merged)} for one in suggested_twins()
    ]
    joins = [
        {"join": one, "survivor": seen(one.survivor), "merged": seen(one.merged)} for one in joins_done()
    ]
    context = {"crumbs": crumbs(), "lines": lines, "joins": joins, "can_decide": may_decide(request)}
    return render(request, "academy/twins.html", context)


def seen(trainee: Trainee) -> dict[str, Any]:
    """Covered as on every list; the enrolment's page opens it, with a reason."""
    company = trainee.organisation.name if trainee.organisation is not None else ""
    values = {name: masked(name, getattr(trainee, name)) for name in ("name", "email", "phone")}
    return {**values, "company": company, "job_title": trainee.job_title, "has_account": trainee.account_id}


def found_trainee(request: HttpRequest, public_id: UUID) -> Trainee:
    if not may_decide(request):
        raise Http404
    standing = Trainee.objects.visible_to(request.user).filter(merged_into=None)
    return get_object_or_404(standing.select_related("organisation"), public_id=public_id)


@staff_page
@require_http_methods(["GET", "POST"])
def join(request: HttpRequest, trainee_id: UUID, other_trainee_id: UUID) -> HttpResponse:
    """Both beside each other; the first stands for both."""
    survivor, merged = found_trainee(request, trainee_id), found_trainee(request, other_trainee_id)
    form = WhyForm(sent(request))

    def act() -> str:
        reason = form.cleaned_data["reason"]
        join_trainees(survivor=survivor, merged=merged, reason=reason, actor=user_of(request))
        done(request, _("한 사람으로 합쳤습니다. 수강과 수료가 한 사람의 것으로 셈해집니다."))
        return reverse("academy:twins")

    return form_page(
        request,
        form,
        act=act,
        title=_("한 사람으로 합치기"),
        crumbs=crumbs_to(),
        template="academy/join.html",
        pair=[side(survivor), side(merged)],  # type: ignore[arg-type]
        reasons=words_of(likeness_of(survivor, merged)),  # type: ignore[arg-type]
        turned=reverse("academy:join", args=[merged.public_id, survivor.public_id]),
        apart=reverse("academy:keep_apart", args=[survivor.public_id, merged.public_id]),
    )


def side(trainee: Trainee) -> dict[str, Any]:
    enrolments = Enrolment.objects.filter(trainee=trainee).select_related("cohort__course")
    latest = enrolments.order_by("-requested_at", "-id")
    return {**seen(trainee), "enrolments": latest[:SHOWN], "count": enrolments.count()}


@staff_page
@require_POST
def apart(request: HttpRequest, trainee_id: UUID, other_trainee_id: UUID) -> HttpResponse:
    one, other = found_trainee(request, trainee_id), found_trainee(request, other_trainee_id)
    keep_apart(one=one, other=other, actor=user_of(request))
    done(request, _("다른 두 사람으로 적었습니다. 이 쌍은 더 나오지 않습니다."))
    return redirect("academy:twins")


@staff_page
@require_http_methods(["GET", "POST"])
def join_undo(request: HttpRequest, join_id: UUID) -> HttpResponse:
    if not may_decide(request):
        raise Http404
    found = get_object_or_404(TraineeMerge.objects.filter(undone_at=None), public_id=join_id)
    form = forms.Form(sent(request))

    def act() -> str:
        undo_join(join=found, actor=user_of(request))
        done(request, _("다시 두 사람으로 나누었습니다."))
        return reverse("academy:twins")

    words = _(
        "합칠 때 옮긴 신청과 계정이 제자리로 돌아갑니다. 그 뒤에 더해진 것은 남은 기록에 그대로 있습니다."
    )
    return question_page(request, form, act=act, title=_("합치기 되돌리기"), crumbs=crumbs_to(), words=words)
