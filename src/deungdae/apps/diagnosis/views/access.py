"""Who gets which page of the diagnosis: staff all, a company's people its own, others the 404 of nothing."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.permitted import permission_page
from deungdae.apps.accounts.personal.masking import masked_name
from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.diagnosis.models import Assessment, FrameworkVersion, Proof
from deungdae.apps.diagnosis.rules import FILL, KEEP, READ_ALL, READ_OWN

Rest = ParamSpec("Rest")
Page = Callable[Concatenate[HttpRequest, Rest], HttpResponse]
AssessmentPage = Callable[Concatenate[HttpRequest, Assessment, Rest], HttpResponse]
VersionPage = Callable[Concatenate[HttpRequest, FrameworkVersion, Rest], HttpResponse]
Crumbs = list[dict[str, Any]]


def may_keep(request: HttpRequest) -> bool:
    return bool(request.user.has_perm(KEEP))


keeping_page = permission_page(KEEP)
"""For those who keep the frameworks."""


def version_page(view: VersionPage[Rest]) -> Callable[..., HttpResponse]:
    """Of one version of a framework, for those who keep them."""

    @wraps(view)
    def page(
        request: HttpRequest, framework_id: UUID, *arguments: Rest.args, **named: Rest.kwargs
    ) -> HttpResponse:
        version = get_object_or_404(FrameworkVersion, public_id=framework_id)
        return view(request, version, *arguments, **named)

    return keeping_page(page)


diagnosis_page = permission_page(READ_ALL, READ_OWN)
"""For everybody who may see some assessment: staff, and people of a company."""


def assessment_page(view: AssessmentPage[Rest]) -> Callable[..., HttpResponse]:
    """Of one assessment that the person may see and fill."""

    @wraps(view)
    def page(
        request: HttpRequest, assessment_id: UUID, *arguments: Rest.args, **named: Rest.kwargs
    ) -> HttpResponse:
        if not request.user.has_perm(FILL):
            raise Http404
        visible = Assessment.objects.visible_to(request.user)
        parts = visible.with_framework().select_related("submitted_by", "settled_by")
        return view(request, get_object_or_404(parts, public_id=assessment_id), *arguments, **named)

    return diagnosis_page(page)


def name_for(request: HttpRequest, person: User) -> str:
    """Colleagues know each other; the centre sees others' names masked."""
    is_open = person == user_of(request) or not request.user.has_perm(READ_ALL)
    return person.name if is_open else masked_name(person.name)


def crumbs_of(assessment: Assessment) -> Crumbs:
    url = reverse("diagnosis:assessment", args=[assessment.public_id])
    return [*crumbs_home(), {"label": f"{assessment.organisation.name} {assessment.round}", "url": url}]


def crumbs_home() -> Crumbs:
    return [{"label": _("진단"), "url": reverse("diagnosis:home")}]


def crumbs_frameworks() -> Crumbs:
    return [*crumbs_home(), {"label": _("진단 체계"), "url": reverse("diagnosis:frameworks")}]


ProofPage = Callable[Concatenate[HttpRequest, Proof, Rest], HttpResponse]


def proof_page(view: ProofPage[Rest]) -> Callable[..., HttpResponse]:
    """Of one proof of an assessment that the person may see and fill."""

    @wraps(view)
    def page(
        request: HttpRequest,
        assessment: Assessment,
        proof_id: UUID,
        *arguments: Rest.args,
        **named: Rest.kwargs,
    ) -> HttpResponse:
        rows = Proof.objects.filter(assessment=assessment).select_related("file")
        proof = get_object_or_404(rows, public_id=proof_id)
        proof.assessment = assessment
        return view(request, proof, *arguments, **named)

    return assessment_page(page)
