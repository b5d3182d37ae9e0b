"""What a person answered in diagnoses and what it rests on, for that person alone."""

from collections.abc import Iterator

from django.db.models import Min
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deungdae.apps.accounts.models import User
from deungdae.apps.diagnosis.bridge.frameworks import framework_of, said
from deungdae.apps.diagnosis.bridge.results import answer_words
from deungdae.apps.diagnosis.models import Answer, Proof, ProofJudgement
from deungdae.apps.privacy.own_rows import Kind, Row, moment


def diagnoses(user: User) -> Iterator[Row]:
    mine = Answer.objects.filter(person=user).select_related(
        "assessment__framework", "assessment__organisation"
    )
    given = mine.annotate(given_at=Coalesce(Min("deliveries__given_at"), "answered_at"))
    last = {(one.assessment_id, one.question): one for one in given.order_by("number", "pk")}
    for one in sorted(last.values(), key=lambda answer: answer.pk):
        asked = framework_of(one.assessment.framework).question(one.question)
        told = [_("거둔 답")] if one.value is None else answer_words(one.assessment, one.question, one.value)
        yield (
            one.assessment.organisation.name,
            str(one.assessment.get_round_display()),
            f"{one.question} {said(asked.text)}",
            " · ".join(told),
            moment(one.given_at),
        )


def proofs(user: User) -> Iterator[Row]:
    """What this person gave or judged, in the order of time."""
    given = Proof.objects.filter(given_by=user).select_related("assessment__organisation", "file")
    judged = ProofJudgement.objects.filter(judged_by=user).select_related("proof__assessment__organisation")
    rows = [
        (one.given_at, one, _("붙임"), one.link or (one.file.shown_name if one.file else "")) for one in given
    ]
    rows += [
        (one.judged_at, one.proof, _("확인함") if one.is_confirmed else _("받아들이지 않음"), one.reason)
        for one in judged
    ]
    for at, proof, act, what in sorted(rows, key=lambda row: row[0]):
        assessment = proof.assessment
        about = f"{assessment.round} {proof.question}"
        yield (assessment.organisation.name, about, proof.text, act, what, moment(at))


DIAGNOSES: tuple[Kind, ...] = (
    (
        "diagnoses",
        gettext_lazy("진단의 답"),
        (
            gettext_lazy("기업"),
            gettext_lazy("차수"),
            gettext_lazy("문항"),
            gettext_lazy("답"),
            gettext_lazy("답한 때"),
        ),
        diagnoses,
    ),
    (
        "proofs",
        gettext_lazy("진단의 근거"),
        (
            gettext_lazy("기업"),
            gettext_lazy("문항"),
            gettext_lazy("무엇을 보여 주나"),
            gettext_lazy("한 일"),
            gettext_lazy("파일, 주소나 까닭"),
            gettext_lazy("때"),
        ),
        proofs,
    ),
)
