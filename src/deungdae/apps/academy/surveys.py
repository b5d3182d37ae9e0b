"""The questionnaires: what each asks, of whom, and from when to when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from deungdae.apps.academy.models import Cohort, Course, Enrolment, Session, SurveyKind
from deungdae.apps.calendar.spans import moment

Words = str | Promise
Choices = tuple[tuple[int, Words], ...]
SKILLS = (SurveyKind.COMPETENCY_BEFORE, SurveyKind.COMPETENCY_AFTER)
YES_NO = "used"
"""The one question that is answered by yes or no: 1 or 0."""
BEFORE = {
    SurveyKind.COMPETENCY_AFTER: SurveyKind.COMPETENCY_BEFORE,
    SurveyKind.ATTITUDE_AFTER: SurveyKind.ATTITUDE_BEFORE,
}
ATTITUDE: Mapping[str, Words] = {
    "need": _("우리 회사에 디지털 전환이 꼭 필요하다."),
    "goal": _("디지털 전환으로 무엇을 바꿀지 말할 수 있다."),
    "money": _("디지털 전환에 돈과 사람을 쓸 뜻이 있다."),
    "lead": _("디지털 전환을 내가 직접 이끌 수 있다."),
    "data": _("결정할 때 데이터를 먼저 본다."),
}
SATISFACTION: Mapping[str, Words] = {
    "content": _("내용이 기대한 대로였다."),
    "trainer": _("강사가 알기 쉽게 가르쳤다."),
    "level": _("수준이 나에게 맞았다."),
    "place": _("장소와 시설, 온라인 환경이 좋았다."),
    "again": _("동료에게 권하겠다."),
}
FOLLOW_UP: Mapping[str, Words] = {
    YES_NO: _("배운 것을 업무에 쓰고 있습니까?"),
    "helps": _("배운 것이 업무에 도움이 된다."),
}
FIVE: Choices = (
    (5, _("5 매우 그렇다")),
    (4, _("4 그렇다")),
    (3, _("3 보통이다")),
    (2, _("2 아니다")),
    (1, _("1 전혀 아니다")),
)
SKILL: Choices = (
    (5, _("5 남을 가르칠 수 있다")),
    (4, _("4 혼자 할 수 있다")),
    (3, _("3 도움을 받아 할 수 있다")),
    (2, _("2 들어 보았다")),
    (1, _("1 모른다")),
)
USED: Choices = ((1, _("쓰고 있다")), (0, _("쓰지 않는다")))
AFTER_DAYS, FOLLOW_UP_AFTER, FOLLOW_UP_DAYS = 14, 90, 60


def questions_of(kind: str, course: Course) -> dict[str, Words]:
    """Key → words; nothing where the course is not asked this."""
    if kind in SKILLS:
        return {f"c{one.pk}": one.name for one in course.competencies.all()}
    if kind in (SurveyKind.ATTITUDE_BEFORE, SurveyKind.ATTITUDE_AFTER):
        return dict(ATTITUDE) if course.role == Course.Role.CEO else {}
    if kind == SurveyKind.SATISFACTION:
        return dict(SATISFACTION)
    return dict(FOLLOW_UP) if kind == SurveyKind.FOLLOW_UP else {}


def choices_of(kind: str, question: str) -> Choices:
    """What can be answered, with its words."""
    if question == YES_NO:
        return USED
    return SKILL if kind in SKILLS else FIVE


@dataclass(frozen=True, slots=True)
class Window:
    """From when until (not including) when somebody may answer; None: not known yet, or no end."""

    opens_at: datetime | None
    closes_at: datetime | None

    def is_open(self, now: datetime) -> bool:
        return self.opens_at is not None and self.opens_at <= now and not self.is_over(now)

    def is_over(self, now: datetime) -> bool:
        return self.closes_at is not None and self.closes_at <= now


def window_of(kind: str, enrolment: Enrolment) -> Window:
    """Before: until the first session ends. After: two weeks from the end of the last one, so that what is
    shown afterwards never changes. Follow-up: from three months after completing, for two."""
    if kind == SurveyKind.FOLLOW_UP:
        if enrolment.completed_on is None:
            return Window(None, None)
        day = enrolment.completed_on + timedelta(days=FOLLOW_UP_AFTER)
        return Window(moment(day, 0), moment(day + timedelta(days=FOLLOW_UP_DAYS), 0))
    if kind in BEFORE.values():
        return Window(enrolment.requested_at, ends_of(enrolment.cohort)[0])
    return window_after(enrolment.cohort)


def window_after(cohort: Cohort) -> Window:
    last = ends_of(cohort)[1]
    return Window(last, None if last is None else last + timedelta(days=AFTER_DAYS))


def ends_of(cohort: Cohort) -> tuple[datetime | None, datetime | None]:
    """When the first session is over, and the last."""
    ends = sorted(Session.objects.filter(cohort=cohort).values_list("ends_at", flat=True))
    return (ends[0], ends[-1]) if ends else (None, None)
