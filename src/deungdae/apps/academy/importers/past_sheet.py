"""The columns of a list of completions of before this register."""

from django.utils.translation import gettext_lazy

from deungdae.apps.academy.models import Course
from deungdae.apps.core.imports import cells
from deungdae.apps.core.imports.frame import Column, Sheet
from deungdae.apps.organisations.texts import short_text

LONGEST_COURSE = 2_000

SHEET = Sheet(
    "completions",
    (gettext_lazy("지난 수료"), "수료", "수료자", "수료 명단", "completions"),
    (
        Column(
            "name",
            (gettext_lazy("이름"), "성명", "수료자", "name"),
            parse=short_text(80, required=True),
            required=True,
            example="김하늘",
        ),
        Column(
            "email",
            (gettext_lazy("이메일"), "메일", "email", "e-mail"),
            parse=cells.email,
            example="haneul.kim@company.co.kr",
            help=gettext_lazy("사람을 알아보는 칸입니다. 모르면 비우고 기업을 적어 주십시오."),
        ),
        Column(
            "company",
            (gettext_lazy("기업"), "기업명", "회사", "소속", "사업자등록번호", "company"),
            parse=short_text(120),
            example="999-00-00001",
            help=gettext_lazy("등록된 이름이나 사업자등록번호를 적습니다. 개인이면 비웁니다."),
        ),
        Column(
            "title",
            (gettext_lazy("과정 이름"), "과정", "과정명", "교육명", "course"),
            parse=short_text(120, required=True),
            required=True,
            example="스마트공장 데이터 분석 기초",
        ),
        Column(
            "cohort", (gettext_lazy("기수"), "차수", "cohort"), parse=short_text(40), example="2019년 3기"
        ),
        Column(
            "role",
            (gettext_lazy("교육 대상"), "대상", "직무", "role"),
            parse=cells.one_of({role.value: (role.label,) for role in Course.Role}),
            example="엔지니어",
        ),
        Column(
            "hours",
            (gettext_lazy("교육 시간"), "시간", "이수 시간", "hours"),
            parse=cells.whole_number(1, LONGEST_COURSE),
            example="16",
        ),
        Column(
            "completed_on",
            (gettext_lazy("수료한 날"), "수료일", "수료일자", "completed on"),
            parse=cells.day,
            required=True,
            example="2019-11-22",
        ),
        Column(
            "paper",
            (gettext_lazy("그때의 수료증 번호"), "수료증 번호", "수료번호", "certificate number"),
            parse=short_text(40),
            example="",
        ),
        Column(
            "source",
            (gettext_lazy("출처"), "근거", "source"),
            parse=short_text(120, required=True),
            required=True,
            example="2019년 교육 결과 보고서",
            help=gettext_lazy("이 기록이 적혀 있던 보고서나 명단입니다. 숫자 옆에 함께 보입니다."),
        ),
    ),
)
