"""Assessments: the list, beginning one, its overview or result, submitting, settling differences."""

from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from deungdae.apps.academy.selectors.companies import company_of
from deungdae.apps.academy.views.frame import form_page, question_page
from deungdae.apps.accounts.once import once
from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.calendar.views.access import sent, typed
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.paging import page_links
from deungdae.apps.core.words import done, not_done
from deungdae.apps.diagnosis.bridge.frameworks import framework_of, said, title_of
from deungdae.apps.diagnosis.bridge.results import answer_words
from deungdae.apps.diagnosis.forms.assessments import OpenForm
from deungdae.apps.diagnosis.models import Assessment
from deungdae.apps.diagnosis.rules import FILL, READ_ALL
from deungdae.apps.diagnosis.selectors.assessments import assessments_matching, is_late, line_of
from deungdae.apps.diagnosis.selectors.proofs import proofs_of
from deungdae.apps.diagnosis.selectors.report import facts_of
from deungdae.apps.diagnosis.selectors.team import differing_in, missing_in, people_in, standings
from deungdae.apps.diagnosis.services import assessments as services
from deungdae.apps.diagnosis.views.access import (
    assessment_page,
    crumbs_home,
    crumbs_of,
    diagnosis_page,
    may_keep,
    name_for,
)
from deungdae.apps.diagnosis.views.answering import address_of
from deungdae.apps.diagnosis.views.results import result

PAGE_SIZE = 30


@diagnosis_page
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    words, state = typed(request, "q"), typed(request, "state")
    page = Paginator(assessments_matching(user_of(request), words=words, state=state), PAGE_SIZE).get_page(
        request.GET.get("page")
    )
    context = {
        "lines": [line_of(one) for one in page],
        "page": page,
        "links": page_links(request, page),
        "words": words,
        "state": state,
        "states": Assessment.State.choices,
        "sees_all": request.user.has_perm(READ_ALL),
        "may_keep": may_keep(request),
    }
    return render(request, "diagnosis/home.html", context)


@diagnosis_page
@require_http_methods(["GET", "POST"])
def assessment_open(request: HttpRequest) -> HttpResponse:
    """Staff begin one for any company, a company's people for theirs."""
    own = company_of(request.user)
    of_staff = bool(request.user.has_perm(READ_ALL))
    if not request.user.has_perm(FILL) or (own is None and not of_staff):
        raise Http404
    form = OpenForm(sent(request), of_staff=of_staff)

    def create() -> Assessment:
        values = form.cleaned_data
        return services.open_assessment(
            organisation=values["company"] if of_staff else own,  # type: ignore[arg-type]
            framework=form.version,
            wanted=values["round"],
            due_on=values["due_on"],
            rule=values.get("rule", ""),
            actor=user_of(request),
        )

    def act() -> str:
        visible = Assessment.objects.visible_to(request.user)
        made = once(request, key=form.cleaned_data["key"], records=visible, create=create)
        template = _("{name}의 {round} 진단을 시작했습니다. 동료와 나누어 답할 수 있습니다.")
        done(request, template, name=made.organisation.name, round=made.round)
        return address_of(made)

    return form_page(
        request,
        form,
        act=act,
        title=_("진단 시작하기"),
        crumbs=crumbs_home(),
        button=_("시작하기"),
        lead="" if of_staff or own is None else own.name,
    )


@assessment_page
@require_GET
def assessment(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    if assessment.state == Assessment.State.SETTLED:
        return result(request, assessment)
    found, person = standings(assessment), user_of(request)
    framework = framework_of(assessment.framework)
    lines = [
        {
            "code": one.code,
            "text": said(framework.question(one.code).text),
            "url": address_of(assessment, one.code),
            "is_mine": one.is_done_by(person),
            "is_begun": one.of(person) is not None,
            "people": [name_for(request, answer.person) for answer in one.whole],
            "differs": one.differs,
            "is_missing": one.is_missing,
        }
        for one in found
    ]
    context = {
        "assessment": assessment,
        "title": title_of(assessment.framework),
        "minutes": framework.minutes,
        "crumbs": crumbs_home(),
        "facts": facts_of(assessment),
        "is_late": is_late(assessment, clock.today()),
        "lines": lines,
        "people": [name_for(request, one) for one in people_in(found)],
        "percent": 100 * sum(bool(one.whole) for one in found) // len(found),
        "missing": missing_in(found),
        "differing": [one.code for one in differing_in(found)],
        "next": next((line["url"] for line in lines if not line["is_mine"]), lines[0]["url"]),
        "is_untouched": not assessment.given.exists() and not proofs_of(assessment),
    }
    return render(request, "diagnosis/assessment.html", context)


@assessment_page
@require_POST
def full(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    """From the result of a short screen to the whole diagnosis, with one press."""
    try:
        return redirect(address_of(services.open_full(screen=assessment, actor=user_of(request))))
    except RefusedError as error:
        not_done(request, error.message)
        return redirect(address_of(assessment))


@assessment_page
@require_http_methods(["GET", "POST"])
def submit(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    def act() -> str:
        sent_in = services.submit_assessment(assessment=assessment, actor=user_of(request))
        if sent_in.state == Assessment.State.SETTLED:
            done(request, _("진단을 제출하고 채점했습니다."))
        else:
            done(request, _("진단을 제출했습니다. 서로 다르게 답한 문항을 함께 정해 주십시오."))
        return address_of(sent_in)

    return question_page(
        request,
        Form(sent(request)),
        act=act,
        title=_("진단 제출"),
        crumbs=crumbs_of(assessment),
        words=_(
            "제출하면 답을 바꿀 수 없습니다. 동료와 다르게 답한 문항이 있으면 함께 정한 뒤 채점하고,"
            " 결과를 기업 카드에 남깁니다."
        ),
    )


@assessment_page
@require_http_methods(["GET", "POST"])
def settle(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    """Where people differ, their answers side by side, and a choice for each."""
    if request.method == "POST":
        try:
            services.settle_assessment(
                assessment=assessment,
                choices={name: str(value) for name, value in request.POST.items() if len(value) < 40},
                actor=user_of(request),
            )
            done(request, _("답을 정하고 채점했습니다."))
            return redirect(address_of(assessment))
        except RefusedError as error:
            not_done(request, error.message)
            return redirect(request.path)
    if assessment.state != Assessment.State.SUBMITTED:
        return redirect(address_of(assessment))
    framework = framework_of(assessment.framework)
    lines = [
        {
            "code": one.code,
            "text": said(framework.question(one.code).text),
            "answers": [
                {
                    "key": answer.person.short_id,
                    "name": name_for(request, answer.person),
                    "lines": answer_words(assessment, one.code, answer.value),
                }
                for answer in one.whole
            ],
        }
        for one in differing_in(standings(assessment))
    ]
    context = {"assessment": assessment, "crumbs": crumbs_of(assessment), "lines": lines}
    return render(request, "diagnosis/settle.html", context)


@assessment_page
@require_http_methods(["GET", "POST"])
def reopen(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    def act() -> str:
        services.reopen_assessment(assessment=assessment)
        done(request, _("다시 답할 수 있게 열었습니다."))
        return address_of(assessment)

    return question_page(
        request,
        Form(sent(request)),
        act=act,
        title=_("다시 답하기"),
        crumbs=crumbs_of(assessment),
        words=_("제출을 되돌립니다. 지금까지의 답은 그대로 있고, 고친 뒤 다시 제출하면 됩니다."),
    )


@assessment_page
@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    def act() -> str:
        services.remove_assessment(assessment=assessment)
        done(request, _("진단을 거두었습니다."))
        return str(crumbs_home()[0]["url"])

    return question_page(
        request,
        Form(sent(request)),
        act=act,
        title=_("진단 거두기"),
        crumbs=crumbs_of(assessment),
        words=_("잘못 시작한 진단을 없앱니다. 아무도 답하지 않은 진단만 거둘 수 있습니다."),
        is_danger=True,
    )
