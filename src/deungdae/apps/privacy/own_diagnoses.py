"""What a person answered in diagnoses, for that person alone: the last answer to each question."""

from collections.abc import Iterator

from django.db.models import Min
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deungdae.apps.accounts.models import User
from deungdae.apps.diagnosis.bridge.frameworks import framework_of, said
from deungdae.apps.diagnosis.bridge.results import answer_words
from deungdae.apps.diagnosis.models import Answer
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
)
