"""One question at a time, each answer saved as it is given, or with the button."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from deungdae.apps.academy.words import moment_words
from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.words import not_done
from deungdae.apps.diagnosis.bridge.asked import answer_sent, asked
from deungdae.apps.diagnosis.bridge.frameworks import Framework, framework_of, title_of
from deungdae.apps.diagnosis.models import Answer, Assessment
from deungdae.apps.diagnosis.selectors.team import Standing, standings
from deungdae.apps.diagnosis.selectors.trades import trades_in
from deungdae.apps.diagnosis.services.answering import save_answer
from deungdae.apps.diagnosis.views.access import assessment_page, crumbs_of, name_for

MOST_VALUES = 100


@assessment_page
@require_http_methods(["GET", "POST"])
def question(request: HttpRequest, assessment: Assessment, question_code: str) -> HttpResponse:
    framework = framework_of(assessment.framework)
    codes = [one.code for one in framework.questions]
    if question_code not in codes:
        raise Http404
    if request.method == "POST":
        return saved(request, assessment, framework, question_code)
    if assessment.state != Assessment.State.OPEN:
        not_done(request, _("제출한 진단이라 답을 바꿀 수 없습니다."))
        return redirect(address_of(assessment))
    return render(request, "diagnosis/question.html", page_of(request, assessment, framework, question_code))


def page_of(request: HttpRequest, assessment: Assessment, framework: Framework, code: str) -> dict[str, Any]:
    person, found = user_of(request), standings(assessment)
    mine = next(one for one in found if one.code == code)
    own = Answer.objects.filter(assessment=assessment, person=person, question=code).order_by("number").last()
    codes = [one.code for one in framework.questions]
    place = codes.index(code)
    return {
        "assessment": assessment,
        "crumbs": crumbs_of(assessment),
        "title": title_of(assessment.framework),
        "asked": asked(
            framework,
            code,
            own.value if own is not None else None,
            trades_in(framework, assessment.organisation),
        ),
        "seen": own.number if own is not None else 0,
        "saved": moment_words(own.answered_at) if own is not None else "",
        "others": [name_for(request, one.person) for one in mine.answers if one.person_id != person.pk],
        "count": len(codes),
        "percent": percent_done(found, person),
        "before": address_of(assessment, codes[place - 1]) if place else "",
    }


def percent_done(found: list[Standing], person: Any) -> int:
    return 100 * sum(one.is_done_by(person) for one in found) // len(found)


def saved(request: HttpRequest, assessment: Assessment, framework: Framework, code: str) -> HttpResponse:
    """Keep what was sent; a part of the page for htmx, else the next question."""
    sent = {name: values[:MOST_VALUES] for name, values in request.POST.lists()}
    typed = request.POST.get("seen", "")
    seen = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 7 else 0
    fault = ""
    try:
        kept = save_answer(
            assessment=assessment,
            person=user_of(request),
            question=code,
            value=answer_sent(framework, code, sent),
            seen=seen,
        )
        seen = kept.number if kept is not None else 0
    except RefusedError as error:
        fault = error.message
    if request.headers.get("HX-Request"):
        when = moment_words(kept.answered_at) if not fault and kept is not None else ""
        return render(request, "diagnosis/parts/saved.html", {"seen": seen, "saved": when, "fault": fault})
    if fault:
        not_done(request, fault)
        return redirect(address_of(assessment, code))
    return redirect(after(assessment, framework, code))


def after(assessment: Assessment, framework: Framework, code: str) -> str:
    """The next question; after the last one the overview."""
    codes = [one.code for one in framework.questions]
    place = codes.index(code) + 1
    return address_of(assessment, codes[place] if place < len(codes) else "")


def address_of(assessment: Assessment, code: str = "") -> str:
    if code:
        return reverse("diagnosis:question", args=[assessment.public_id, code])
    return reverse("diagnosis:assessment", args=[assessment.public_id])
