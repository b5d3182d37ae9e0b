"""Who of a cohort can be certified now, and who cannot and why."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from deungdae.apps.academy.models import Certificate, Cohort, Enrolment
from deungdae.apps.accounts.anonymising import NAME
from deungdae.apps.core import clock

READY, ISSUED = "ready", "issued"
WORDS: dict[str, str | Promise] = {
    READY: _("발급할 수 있음"),
    ISSUED: _("이미 발급함"),
    "revoked": _("취소한 수료증이 있음: 그 수료증에서 다시 발급"),
    "not_completed": _("아직 수료하지 않음"),
    "later": _("수료한 날이 아직 오지 않음"),
    "erased": _("개인정보를 지운 사람"),
    "no_seat": _("확정된 자리가 아님"),
    "cancelled": _("취소된 기수"),
}


@dataclass(frozen=True, slots=True)
class Readiness:
    """One enrolment and why it is ready or not: a code of `WORDS`."""

    enrolment: Enrolment
    code: str

    @property
    def words(self) -> str:
        return str(WORDS[self.code])


def readiness_of_cohort(cohort: Cohort) -> list[Readiness]:
    """Everybody with a seat, in the order of arrival; two queries, however many they are."""
    seated = Enrolment.objects.filter(cohort=cohort, state=Enrolment.State.SEATED)
    own = Certificate.objects.filter(enrolment=OuterRef("pk"))
    found = seated.annotate(has_valid=Exists(own.valid()), has_any=Exists(own))
    return [readiness_of(one, cohort) for one in found.select_related("trainee", "organisation")]


def readiness_of(enrolment: Enrolment, cohort: Cohort) -> Readiness:
    """`enrolment` with `has_valid` and `has_any`."""
    faults = (
        ("cancelled", cohort.state == Cohort.State.CANCELLED),
        (ISSUED, enrolment.has_valid),  # type: ignore[attr-defined]
        ("revoked", enrolment.has_any),  # type: ignore[attr-defined]
        ("no_seat", enrolment.state != Enrolment.State.SEATED),
        ("not_completed", enrolment.completed_on is None),
        ("later", enrolment.completed_on is not None and enrolment.completed_on > clock.today()),
        ("erased", enrolment.trainee.name == NAME),
    )
    code = next((code for code, is_so in faults if is_so), READY)
    return Readiness(enrolment=enrolment, code=code)
