"""Decisions on one step: accept, postpone, leave out, think again, show that it is done."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from deungdae.apps.academy.views.frame import question_page
from deungdae.apps.accounts.once import once
from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.calendar.views.access import sent
from deungdae.apps.core.words import done
from deungdae.apps.evidence.models import EvidenceEntry
from deungdae.apps.roadmap.forms.roadmap import EvidenceForm, MonthForm, ReasonForm, SupportForm
from deungdae.apps.roadmap.models import Offering, Roadmap, StepAct
from deungdae.apps.roadmap.rules import KEEP
from deungdae.apps.roadmap.selectors.lines import entry_words
from deungdae.apps.roadmap.selectors.offered import measured_on
from deungdae.apps.roadmap.selectors.standing import evidence_to_show, survivor
from deungdae.apps.roadmap.selectors.terms import terms_of
from deungdae.apps.roadmap.services import cases, steps
from deungdae.apps.roadmap.views.access import address_of, crumbs_of, roadmap_page
from deungdae.engine.kernel.korean import sentence

Act = StepAct.Act
Words = tuple[Promise, Promise, Promise]
ACTS: dict[str, Words] = {
    Act.ACCEPT: (
        gettext_lazy("수락하기"),
        gettext_lazy(
            "‘{title}’(을/를) 하기로 합니다. 로드맵을 다시 세워도 이 단계는 그대로 두고,"
            " 기업 카드에 남깁니다."
        ),
        gettext_lazy("‘{title}’(을/를) 수락했습니다."),
    ),
    Act.POSTPONE: (
        gettext_lazy("미루기"),
        gettext_lazy(
            "‘{title}’(을/를) 고른 달보다 일찍 시작하지 않습니다. 로드맵을 다시 세우면 그 뒤로 옮깁니다."
        ),
        gettext_lazy("‘{title}’(을/를) 미뤘습니다. 로드맵을 다시 세우면 순서가 바뀝니다."),
    ),
    Act.REPLACE: (
        gettext_lazy("빼기"),
        gettext_lazy("‘{title}’(을/를) 하지 않습니다. 로드맵을 다시 세우면 다른 항목으로 채웁니다."),
        gettext_lazy("‘{title}’(을/를) 뺐습니다. 로드맵을 다시 세우면 다른 항목으로 채웁니다."),
    ),
    Act.RECONSIDER: (
        gettext_lazy("결정 되돌리기"),
        gettext_lazy("‘{title}’에 대한 결정을 되돌립니다. 앞의 결정은 이력에 남습니다."),
        gettext_lazy("‘{title}’에 대한 결정을 되돌렸습니다."),
    ),
    Act.DONE: (
        gettext_lazy("마친 근거 고르기"),
        gettext_lazy(
            "‘{title}’(을/를) 마쳤음을 보이는 기업 카드의 기록을 고릅니다."
            " 교육 수료와 포럼 참석은 저절로 반영됩니다."
        ),
        gettext_lazy("‘{title}’(을/를) 마친 것으로 반영했습니다."),
    ),
}
"""Title, question and answer of each act."""


def offering_of(roadmap: Roadmap, offering_id: UUID) -> Offering:
    """One that the roadmap has, or that the company decided on."""
    family = survivor(roadmap.organisation).family
    ours = Offering.objects.filter(steps__roadmap=roadmap) | Offering.objects.filter(
        acts__organisation__in=family
    )
    return get_object_or_404(ours.distinct(), public_id=offering_id)


def form_for(request: HttpRequest, roadmap: Roadmap, offering: Offering, act: str) -> Any:
    data = sent(request)
    if act in (Act.ACCEPT, Act.POSTPONE):
        step = roadmap.steps.filter(choice=roadmap.choice, offering=offering).first()
        months, usual = steps.months_for(roadmap, offering, act), step.begins_on if step is not None else None
        if act == Act.POSTPONE and usual is not None:
            months = [one for one in months if one > usual] or months
            usual = months[0]
        return MonthForm(data, months=months, usual=usual)
    if act == Act.DONE:
        entries = evidence_to_show(survivor(roadmap.organisation), since=measured_on(roadmap.assessment))
        return EvidenceForm(data, entries=[(one, entry_words(one)) for one in entries])
    return ReasonForm(data)


@roadmap_page
@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, roadmap: Roadmap, offering_id: UUID, act: str) -> HttpResponse:
    if act not in ACTS:
        raise Http404
    offering = offering_of(roadmap, offering_id)
    values = {"title": terms_of([offering])[offering.pk].title}
    title, question, answer = ACTS[act]
    form = form_for(request, roadmap, offering, act)

    def create() -> StepAct:
        return steps.decide_step(
            roadmap=roadmap, offering=offering, act=act, actor=user_of(request), **form.chosen()
        )

    return step_page(
        request,
        roadmap,
        form,
        act=lambda: once(
            request,
            key=form.cleaned_data["key"],
            records=StepAct.objects.filter(roadmap=roadmap),
            create=create,
        ),
        title=str(title),
        words=sentence(str(question), values),
        told=(str(answer), values),
    )


@roadmap_page
@require_http_methods(["GET", "POST"])
def support(request: HttpRequest, roadmap: Roadmap, offering_id: UUID) -> HttpResponse:
    """Staff write down what no other part of the product tells: that the company had a support."""
    if not request.user.has_perm(KEEP):
        raise Http404
    offering = offering_of(roadmap, offering_id)
    form = SupportForm(sent(request))
    values = {"title": offering.title}

    def create() -> EvidenceEntry:
        told = form.cleaned_data
        return cases.record_support(
            organisation=survivor(roadmap.organisation),
            offering=offering,
            on=told["on"],
            proof=told["proof"],
            actor=user_of(request),
        )

    words = _(
        "{name}(이/가) ‘{title}’ 지원을 받았음을 센터가 확인해 기업 카드에 남깁니다."
        " 로드맵의 단계도 마친 것이 됩니다."
    )
    return step_page(
        request,
        roadmap,
        form,
        act=lambda: once(
            request, key=form.cleaned_data["key"], records=EvidenceEntry.objects.all(), create=create
        ),
        title=_("지원받았음을 기록하기"),
        words=sentence(words, {**values, "name": roadmap.organisation.name}),
        told=(_("‘{title}’ 지원을 기업 카드에 남겼습니다."), values),
    )


def step_page(
    request: HttpRequest,
    roadmap: Roadmap,
    form: Form,
    *,
    act: Callable[[], object],
    title: str,
    words: str,
    told: tuple[str, dict[str, str]],
) -> HttpResponse:
    def then() -> str:
        act()
        done(request, told[0], **told[1])
        return address_of(roadmap)

    return question_page(request, form, act=then, title=title, crumbs=crumbs_of(roadmap), words=words)
