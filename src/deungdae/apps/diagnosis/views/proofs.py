"""What the answers of an assessment rest on: given, withdrawn, judged."""

from typing import Any, cast

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from deungdae.apps.academy.views.frame import form_page, question_page
from deungdae.apps.academy.words import moment_words
from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.calendar.views.access import sent
from deungdae.apps.core.answers import file_answer
from deungdae.apps.core.models import StoredFile
from deungdae.apps.core.words import done
from deungdae.apps.diagnosis.bridge.frameworks import framework_of, said
from deungdae.apps.diagnosis.forms.proofs import CONFIRM, JudgementForm, ProofForm
from deungdae.apps.diagnosis.models import Assessment, Proof
from deungdae.apps.diagnosis.selectors.proofs import Standing, proofs_of
from deungdae.apps.diagnosis.services import proofs as services
from deungdae.apps.diagnosis.views.access import Crumbs, assessment_page, crumbs_of, name_for, proof_page

STATES = {"waiting": "neutral", "confirmed": "success", "declined": "danger", "withdrawn": "neutral"}


@assessment_page
@require_GET
def proofs(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    """Every question with its proofs and what was found of them."""
    found, judges = proofs_of(assessment), services.may_judge(assessment, user_of(request))
    questions = [
        {
            "code": one.code,
            "text": said(one.text),
            "url": reverse("diagnosis:proof_add", args=[assessment.public_id, one.code]),
            "proofs": [
                line_of(request, proof, judges) for proof in found if proof.proof.question == one.code
            ],
        }
        for one in framework_of(assessment.framework).questions
    ]
    context = {"assessment": assessment, "crumbs": crumbs_of(assessment), "questions": questions}
    return render(request, "diagnosis/proofs.html", context)


def line_of(request: HttpRequest, found: Standing, judges: bool) -> dict[str, Any]:
    proof, judgement = found.proof, found.judgement
    words = {
        "waiting": _("확인 대기"),
        "confirmed": _("확인됨"),
        "declined": _("받아들이지 않음"),
        "withdrawn": _("거둠"),
    }
    person, stands = user_of(request), proof.withdrawn_at is None and not proof.is_destroyed
    return {
        "one": proof,
        "state": words[found.state],
        "tone": STATES[found.state],
        "given": f"{name_for(request, proof.given_by)}, {moment_words(proof.given_at)}",
        "judged": f"{name_for(request, judgement.judged_by)}, {moment_words(judgement.judged_at)}"
        if judgement is not None
        else "",
        "reason": judgement.reason if judgement is not None else "",
        "may_judge": stands and judges and proof.given_by_id != person.pk,
        "may_withdraw": stands and (proof.kind != Proof.Kind.WORD or proof.given_by_id == person.pk),
    }


def proofs_address(assessment: Assessment) -> str:
    return reverse("diagnosis:proofs", args=[assessment.public_id])


def crumbs_proofs(assessment: Assessment) -> Crumbs:
    return [*crumbs_of(assessment), {"label": _("답의 근거"), "url": proofs_address(assessment)}]


@assessment_page
@require_http_methods(["GET", "POST"])
def proof_add(request: HttpRequest, assessment: Assessment, question_code: str) -> HttpResponse:
    framework = framework_of(assessment.framework)
    if question_code not in [one.code for one in framework.questions]:
        raise Http404
    form = ProofForm(
        sent(request), request.FILES or None, of_centre=services.may_judge(assessment, user_of(request))
    )

    def act() -> str:
        values = {name: form.cleaned_data[name] for name in ("text", "file", "link", "key")}
        services.add_proof(assessment=assessment, question=question_code, actor=user_of(request), **values)
        done(request, _("문항 {code}에 근거를 붙였습니다. 센터가 살펴봅니다."), code=question_code)
        return proofs_address(assessment)

    return form_page(
        request,
        form,
        act=act,
        title=_("근거 붙이기"),
        crumbs=crumbs_proofs(assessment),
        template="diagnosis/proof_add.html",
        button=_("붙이기"),
        lead=f"{question_code}. {said(framework.question(question_code).text)}",
    )


@proof_page
@require_GET
def proof_file(request: HttpRequest, proof: Proof) -> HttpResponse:
    if proof.file_id is None or proof.is_destroyed:
        raise Http404
    stored = cast(StoredFile, proof.file)
    with stored.content.open("rb") as file:
        return file_answer(file.read(), name=stored.shown_name, kind=stored.content_type)


@proof_page
@require_http_methods(["GET", "POST"])
def proof_withdraw(request: HttpRequest, proof: Proof) -> HttpResponse:
    def act() -> str:
        services.withdraw_proof(proof=proof, actor=user_of(request))
        done(request, _("근거를 거두었습니다."))
        return proofs_address(proof.assessment)

    return question_page(
        request,
        Form(sent(request)),
        act=act,
        title=_("근거 거두기"),
        crumbs=crumbs_proofs(proof.assessment),
        words=_(
            "거둔 근거는 점수를 뒷받침하지 않습니다. 붙였다는 기록은 남으며, 다시 쓰려면 새로 붙여야 합니다."
        ),
        is_danger=True,
    )


@proof_page
@require_http_methods(["GET", "POST"])
def proof_judge(request: HttpRequest, proof: Proof) -> HttpResponse:
    """For people of the centre: whether it supports the answer."""
    if not services.may_judge(proof.assessment, user_of(request)):
        raise Http404
    form = JudgementForm(sent(request), initial={"seen": proof.judgements.count()})

    def act() -> str:
        services.judge_proof(
            proof=proof,
            is_confirmed=form.cleaned_data["verdict"] == CONFIRM,
            reason=form.cleaned_data["reason"],
            seen=form.cleaned_data["seen"],
            actor=user_of(request),
        )
        done(request, _("판단을 남겼습니다. 기업이 까닭과 함께 봅니다."))
        return proofs_address(proof.assessment)

    return form_page(
        request,
        form,
        act=act,
        title=_("근거 살펴보기"),
        crumbs=crumbs_proofs(proof.assessment),
        button=_("판단 남기기"),
        lead=f"{proof.question} · {proof.text}",
    )
