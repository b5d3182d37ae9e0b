"""Who can sign in to the demo, one per role."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

DEMO_PASSWORD = "lighthouse-2021"  # noqa: S105 - printed at every start of the demo


@dataclass(frozen=True)
class SignIn:
    email: str
    name: str
    role: str | Promise
    grant: str = ""
    side: str = ""


SIGN_INS = (
    SignIn("lead@deungdae.example", "문해린", _("센터장"), grant="centre_lead"),
    SignIn("staff@deungdae.example", "강이준", _("센터 직원"), grant="centre_staff"),
    SignIn("demand@deungdae.example", "서다온", _("수요기업 담당자"), side="demand"),
    SignIn("supply@deungdae.example", "류지한", _("공급기업 담당자"), side="supply"),
    SignIn("trainer@deungdae.example", "백가온", _("강사·멘토 (자기 예약만 봅니다)"), grant="mentor"),
    SignIn("ministry@deungdae.example", "임해솔", _("부처 담당자 (우리 부처의 과제를 보고합니다)")),
    SignIn("auditor@deungdae.example", "나은별", _("감사자 (감사 기록만 봅니다)"), grant="auditor"),
    SignIn("stranger@deungdae.example", "한나래", _("소속이 없는 사람 (남의 자료는 보이지 않습니다)")),
)
