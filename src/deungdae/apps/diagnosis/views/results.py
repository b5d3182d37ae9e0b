"""The result of a settled assessment: the score as it was told, what it means and what it rests on."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from deungdae.apps.academy.words import moment_words
from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.core.answers import HWPX, PDF, file_answer
from deungdae.apps.diagnosis.bridge.frameworks import framework_of, said, title_of
from deungdae.apps.diagnosis.bridge.results import answer_words
from deungdae.apps.diagnosis.models import Assessment
from deungdae.apps.diagnosis.panels import panels_for
from deungdae.apps.diagnosis.selectors.assessments import full_one, full_version
from deungdae.apps.diagnosis.selectors.report import Told, told_of
from deungdae.apps.diagnosis.selectors.team import last_answers
from deungdae.apps.diagnosis.views.access import assessment_page, crumbs_home, name_for
from deungdae.apps.diagnosis.views.answering import address_of


def result(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    told = told_of(assessment, user_of(request))
    context = {
        **told,
        "crumbs": crumbs_home(),
        "before_url": address_of(told["before"]) if told["before"] is not None else "",
        "panels": panels_for(request, assessment),
        "answers": answers_shown(request, assessment),
        "full": full_shown(assessment),
    }
    return render(request, "diagnosis/result.html", context)


def full_shown(assessment: Assessment) -> dict[str, Any] | None:
    """What a short screen invites to, and whether the company has begun it."""
    version = full_version(assessment.family)
    if version is None:
        return None
    minutes = framework_of(version).minutes
    return {"title": title_of(version), "minutes": minutes, "is_begun": full_one(assessment) is not None}


def answers_shown(request: HttpRequest, assessment: Assessment) -> list[dict[str, Any]]:
    """What was scored, and who had answered when."""
    framework, given = framework_of(assessment.framework), last_answers(assessment)
    return [
        {
            "code": code,
            "text": said(framework.question(code).text),
            "lines": answer_words(assessment, code, value),
            "people": [
                f"{name_for(request, one.person)} ({moment_words(one.answered_at)})"
                for one in given.get(code, {}).values()
                if one.value is not None
            ],
        }
        for code, value in (assessment.answers or {}).items()
    ]


@assessment_page
@require_GET
def result_pdf(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    # The layout library takes a second to import: only who prints needs it.
    from deungdae.apps.diagnosis.documents.report_pdf import report_pdf  # noqa: PLC0415

    return in_one_file(request, assessment, make=report_pdf, kind=PDF, ending="pdf")


@assessment_page
@require_GET
def result_hwpx(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    from deungdae.apps.diagnosis.documents.report_hwpx import report_hwpx  # noqa: PLC0415

    return in_one_file(request, assessment, make=report_hwpx, kind=HWPX, ending="hwpx")


@assessment_page
@require_GET
def form_paper(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    """The questions on paper, empty."""
    from deungdae.apps.diagnosis.documents.form_pdf import form_pdf  # noqa: PLC0415

    kind_of_paper = _("문항지")
    name = f"{assessment.organisation.name}-{kind_of_paper}-{assessment.round}.pdf"
    return file_answer(form_pdf(assessment), name=name.replace("/", "-"), kind=PDF)


def in_one_file(
    request: HttpRequest, assessment: Assessment, *, make: Callable[[Told], bytes], kind: str, ending: str
) -> HttpResponse:
    """What the page of the result tells, as `make` writes it; nothing of one that is not settled."""
    if assessment.state != Assessment.State.SETTLED:
        raise Http404
    content = make(told_of(assessment, user_of(request)))
    name = f"{assessment.organisation.name}-{_('진단 결과')}-{assessment.round}.{ending}"
    return file_answer(content, name=name.replace("/", "-"), kind=kind)
