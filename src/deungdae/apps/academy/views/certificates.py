"""Certificates for staff and for the person: issuing, the paper, how the name is shown, what went wrong."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from deungdae.apps.academy.acts import TRAINEE
from deungdae.apps.academy.forms.certificates import ReissueForm, RevokeForm
from deungdae.apps.academy.links import check_address
from deungdae.apps.academy.models import Certificate, Cohort
from deungdae.apps.academy.selectors.certificates import is_of
from deungdae.apps.academy.selectors.enrolments import seen_person
from deungdae.apps.academy.selectors.readiness import ISSUED, READY, readiness_of_cohort
from deungdae.apps.academy.services import certificates as services
from deungdae.apps.academy.services.issuing import AT_ONCE, ready_count, start_issue
from deungdae.apps.academy.views.access import cohort_page, crumbs, may_decide, staff_page
from deungdae.apps.academy.views.frame import form_page, question_page
from deungdae.apps.academy.words import moment_words
from deungdae.apps.accounts.personal.masking import masked
from deungdae.apps.accounts.personal.opening import opened_on
from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.calendar.selectors.words import day_words
from deungdae.apps.calendar.views.access import sent
from deungdae.apps.core.answers import PDF, file_answer
from deungdae.apps.core.audit.acts import FILE_DOWNLOADED
from deungdae.apps.core.audit.caller import caller_of
from deungdae.apps.core.audit.services import Subject, record_audit
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.words import done, not_done

Rest = ParamSpec("Rest")
CertificatePage = Callable[Concatenate[HttpRequest, Certificate, Rest], HttpResponse]


def certificate_page(view: CertificatePage[Rest]) -> Callable[..., HttpResponse]:
    """Of one certificate: the person and the centre."""

    @wraps(view)
    def page(
        request: HttpRequest, certificate_id: UUID, *arguments: Rest.args, **named: Rest.kwargs
    ) -> HttpResponse:
        visible = Certificate.objects.visible_to(request.user)
        parts = ("enrolment__cohort__course", "enrolment__trainee", "enrolment__organisation", "replaces")
        found = get_object_or_404(visible.select_related(*parts), public_id=certificate_id)
        return view(request, found, *arguments, **named)

    return login_required(page)


def keeping_page(view: CertificatePage[Rest]) -> Callable[..., HttpResponse]:
    """Of one certificate, for those who decide on enrolments."""

    @wraps(view)
    def page(
        request: HttpRequest, certificate: Certificate, *arguments: Rest.args, **named: Rest.kwargs
    ) -> HttpResponse:
        if not may_decide(request):
            raise Http404
        return view(request, certificate, *arguments, **named)

    return certificate_page(page)


def address_of(certificate: Certificate) -> str:
    return reverse("academy:certificate", args=[certificate.public_id])


def crumbs_to(certificate: Certificate) -> list[dict[str, Any]]:
    enrolment = certificate.enrolment
    label = _("접수 번호 %(number)s") % {"number": enrolment.number}
    way = crumbs(enrolment.cohort)
    return [*way, {"label": label, "url": reverse("academy:enrolment", args=[enrolment.public_id])}]


@staff_page
@cohort_page
@require_http_methods(["GET", "POST"])
def cohort_certificates(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    """Who is ready, who is not and why; sent: one certificate for everybody who is ready."""
    if request.method == "POST":
        return issue(request, cohort)
    user = user_of(request)
    opened = opened_on(request, user=user)
    valid = {one.enrolment_id: one for one in Certificate.objects.valid().filter(enrolment__cohort=cohort)}
    lines = [
        {
            "enrolment": one.enrolment,
            "person": seen_person(one.enrolment, user=user, opened=opened),
            "code": one.code,
            "words": one.words,
            "certificate": valid.get(one.enrolment.pk),
        }
        for one in readiness_of_cohort(cohort)
    ]
    counts = {code: sum(line["code"] == code for line in lines) for code in (READY, ISSUED)}
    context = {
        "cohort": cohort,
        "crumbs": crumbs(cohort),
        "lines": lines,
        "ready": counts[READY],
        "issued": counts[ISSUED],
        "others": len(lines) - sum(counts.values()),
        "is_cancelled": cohort.state == Cohort.State.CANCELLED,
    }
    return render(request, "academy/cohort_certificates.html", context)


def issue(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    try:
        if ready_count(cohort) > AT_ONCE:
            job = start_issue(cohort=cohort, actor=user_of(request))
            return redirect("core:job_detail", job_id=job.public_id)
        issued = services.issue_certificates(cohort=cohort, actor=user_of(request))
        if issued:
            done(request, _("수료증 {count}장을 발급했습니다."), count=len(issued))
        else:
            not_done(request, _("지금 새로 발급할 사람이 없습니다. 이미 발급한 수료증은 그대로입니다."))
    except RefusedError as error:
        not_done(request, error.message)
    return redirect("academy:cohort_certificates", cohort_id=cohort.public_id)


@certificate_page
@require_GET
def certificate(request: HttpRequest, certificate: Certificate) -> HttpResponse:
    user, is_own = user_of(request), is_of(certificate, request.user)
    is_open = is_own or certificate.enrolment.trainee.public_id in opened_on(request, user=user)
    later = Certificate.objects.filter(replaces=certificate).first()
    name = certificate.name if is_open else masked("name", certificate.name)
    context = {
        "certificate": certificate,
        "crumbs": crumbs_to(certificate),
        "facts": facts_of(certificate, name),
        "address": check_address(certificate),
        "later": later,
        "is_own": is_own,
        "has_paper": certificate.is_valid and certificate.erased_at is None,
        "has_badge": is_own and certificate.is_valid and certificate.erased_at is None,
        "can_reissue": may_decide(request) and later is None and certificate.erased_at is None,
        "can_revoke": may_decide(request) and certificate.is_valid,
        "choices": Certificate.Shown.choices,
    }
    return render(request, "academy/certificate.html", context)


def facts_of(certificate: Certificate, name: str) -> list[dict[str, str]]:
    facts = [
        (_("이름"), name),
        (_("기업"), certificate.organisation_name),
        (_("직위"), certificate.job_title),
        (_("과정"), certificate.course_title),
        (_("기수"), _("%(number)s기") % {"number": certificate.cohort_number}),
        (_("교육 시간"), _("%(hours)s시간") % {"hours": certificate.hours}),
        (_("시작한 날"), day_words(certificate.started_on)),
        (_("수료한 날"), day_words(certificate.completed_on)),
        (_("수료증을 받은 날"), day_words(certificate.certified_on)),
        (_("발급한 때"), moment_words(certificate.issued_at)),
        (_("확인 화면에 보일 이름"), str(certificate.get_shown_display())),
    ]
    return [{"term": term, "value": value} for term, value in facts if value]


@certificate_page
@require_GET
def certificate_paper(request: HttpRequest, certificate: Certificate) -> HttpResponse:
    """The PDF; what staff take out is written down."""
    if not is_of(certificate, request.user):
        subject = Subject(TRAINEE, certificate.enrolment.trainee.short_id, 1)
        record_audit(
            act=FILE_DOWNLOADED,
            caller=caller_of(request),
            subject=subject,
            target="certificate",
            fields=("name",),
        )
    return paper_answer(certificate)


def paper_answer(certificate: Certificate) -> HttpResponse:
    """Of a valid certificate of somebody who is in the records; of any other there is no paper any more."""
    if not certificate.is_valid or certificate.erased_at is not None:
        raise Http404
    # The layout library takes a second to import: only who prints needs it.
    from deungdae.apps.academy.documents.certificate import certificate_pdf  # noqa: PLC0415

    name = _("수료증 %(number)s.pdf") % {"number": certificate.number}
    return file_answer(certificate_pdf(certificate), name=name, kind=PDF)


@certificate_page
@require_POST
def shown_name(request: HttpRequest, certificate: Certificate) -> HttpResponse:
    """The person's own choice; nobody else makes it."""
    if not is_of(certificate, request.user):
        raise Http404
    choose(request, certificate)
    return redirect(address_of(certificate))


def choose(request: HttpRequest, certificate: Certificate) -> None:
    try:
        services.choose_shown_name(certificate=certificate, shown=request.POST.get("shown", ""))
        done(request, _("확인 화면에 보일 이름을 바꿨습니다."))
    except RefusedError as error:
        not_done(request, error.message)


@keeping_page
@require_http_methods(["GET", "POST"])
def reissue(request: HttpRequest, certificate: Certificate) -> HttpResponse:
    form = ReissueForm(sent(request))

    def act() -> str:
        new = services.reissue_certificate(
            certificate=certificate,
            name=form.cleaned_data["name"] or certificate.enrolment.trainee.name,
            reason=form.cleaned_data["reason"],
            actor=user_of(request),
        )
        done(request, _("수료증 {number}(으로/로) 다시 발급했습니다."), number=new.number)
        return address_of(new)

    lead = _("지금 수료증은 취소되고 새 번호로 다시 발급합니다. 수료증을 받은 날은 그대로입니다.")
    return form_page(
        request,
        form,
        act=act,
        title=_("수료증 다시 발급"),
        crumbs=crumbs_to(certificate),
        lead=lead,
        button=_("다시 발급하기"),
    )


@keeping_page
@require_http_methods(["GET", "POST"])
def revoke(request: HttpRequest, certificate: Certificate) -> HttpResponse:
    form = RevokeForm(sent(request))

    def act() -> str:
        reason = form.cleaned_data["reason"]
        services.revoke_certificate(certificate=certificate, reason=reason, actor=user_of(request))
        done(request, _("수료증을 취소했습니다."))
        return address_of(certificate)

    words = _("확인 화면과 배지에 취소로 보이고, 되돌릴 수 없습니다. 까닭을 받은 사람에게 그대로 알립니다.")
    return question_page(
        request,
        form,
        act=act,
        title=_("수료증 취소"),
        crumbs=crumbs_to(certificate),
        words=words,
        is_danger=True,
    )
