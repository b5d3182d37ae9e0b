"""What the academy and the forums hold about a person, for that person alone.

Of an anonymous questionnaire only that it was answered: whose answers are whose is nowhere."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from deungdae.apps.academy.models import (
    Attendance,
    Certificate,
    Enrolment,
    ExamAttempt,
    Mark,
    PastCompletion,
    SessionMaterial,
    SurveyAnswered,
    SurveySheet,
)
from deungdae.apps.academy.models.trainees import is_me
from deungdae.apps.academy.surveys import choices_of, questions_of
from deungdae.apps.accounts.models import User
from deungdae.apps.forum.models import Registration, Speaker
from deungdae.apps.forum.models.registrations import is_me as is_my_seat
from deungdae.apps.privacy.own_rows import Kind, Row, day, moment

MINE = "enrolment__trainee__"
NOTHING = "–"


def enrolments(user: User) -> Iterator[Row]:
    found = Enrolment.objects.filter(is_me(user, "trainee__")).select_related("cohort__course", "trainee")
    for one in found.order_by("-requested_at", "id"):
        person = one.trainee
        reached = " · ".join(text for text in (person.name, person.email, person.phone) if text)
        days = (day(one.started_on), day(one.completed_on))
        yield (str(one.cohort), str(one.get_state_display()), moment(one.requested_at), *days, reached)


def attendance(user: User) -> Iterator[Row]:
    found = Attendance.objects.filter(is_me(user, MINE)).select_related("session__cohort__course")
    for one in found.order_by("-session__starts_at", "id"):
        when, state = moment(one.session.starts_at), str(one.get_state_display())
        yield (str(one.session.cohort), one.session.title, when, state, str(one.minutes))


def certificates(user: User) -> Iterator[Row]:
    for one in Certificate.objects.filter(is_me(user, MINE)):
        yield (one.number, one.course_title, one.name, day(one.certified_on), moment(one.revoked_at))


def results(user: User) -> Iterator[Row]:
    """Points of tests that were handed in, and of works once they were told."""
    attempts = ExamAttempt.objects.filter(is_me(user, MINE)).exclude(submitted_at=None)
    for one in attempts.select_related("exam", "paper").order_by("-submitted_at", "id"):
        yield (one.exam.title, moment(one.submitted_at), f"{one.points} / {one.paper.points}")
    marks = Mark.objects.filter(is_me(user, MINE)).exclude(released_at=None)
    for mark in marks.select_related("assignment").order_by("-released_at", "id"):
        title, points = mark.assignment.title, f"{mark.points} / {mark.assignment.points}"
        yield (title, moment(mark.released_at), points)


def surveys(user: User) -> Iterator[Row]:
    sheets = SurveySheet.objects.filter(is_me(user, MINE)).select_related("enrolment__cohort__course")
    for one in sheets.order_by("-answered_on", "id"):
        words, unknown = questions_of(one.kind, one.enrolment.cohort.course), _("지금은 없는 문항")
        told = " · ".join(
            f"{words.get(name, unknown)} {dict(choices_of(one.kind, name)).get(value, value)}"
            for name, value in one.answers.items()
        )
        yield (str(one.enrolment.cohort), str(one.get_kind_display()), day(one.answered_on), told)
    unnamed = SurveyAnswered.objects.filter(is_me(user, MINE)).select_related("enrolment__cohort__course")
    for answered in unnamed.order_by("enrolment"):
        yield (
            str(answered.enrolment.cohort),
            _("만족도 (이름 없이)"),
            NOTHING,
            _("누구의 답인지 남지 않습니다."),
        )


def past(user: User) -> Iterator[Row]:
    for one in PastCompletion.objects.filter(is_me(user, "trainee__")):
        yield (one.course_title, day(one.completed_on), one.source, moment(one.withdrawn_at))


def materials(user: User) -> Iterator[Row]:
    """What somebody who teaches has uploaded, withdrawn ones too."""
    mine = SessionMaterial.objects.filter(added_by=user).select_related("session__cohort__course")
    for one in mine.order_by("-added_at", "id"):
        days = (moment(one.added_at), moment(one.withdrawn_at))
        yield (str(one.session.cohort), one.title, one.file_name or one.link, *days)


def registrations(user: User) -> Iterator[Row]:
    found = (
        Registration.objects.filter(is_my_seat(user)).select_related("forum").order_by("-requested_at", "id")
    )
    for one in found:
        reached = " · ".join(text for text in (one.name, one.email, one.phone, one.affiliation) if text)
        yield (str(one.forum), str(one.get_state_display()), moment(one.requested_at), reached)


def talks(user: User) -> Iterator[Row]:
    found = Speaker.objects.filter(email__iexact=user.email).select_related("talk__forum")
    for one in found.order_by("-talk__sent_at", "id"):
        talk = one.talk
        yield (str(talk.forum), talk.title, str(talk.get_state_display()), one.name, one.affiliation)


COHORT, STATE = gettext_lazy("기수"), gettext_lazy("상태")
ASKED, REACHED = pgettext_lazy("column", "신청한 때"), gettext_lazy("이름과 연락처")
LEARNING: tuple[Kind, ...] = (
    (
        "enrolments",
        pgettext_lazy("several", "수강 신청"),
        (COHORT, STATE, ASKED, gettext_lazy("시작한 날"), gettext_lazy("수료한 날"), REACHED),
        enrolments,
    ),
    (
        "attendance",
        pgettext_lazy("several", "출석"),
        (COHORT, gettext_lazy("회차"), gettext_lazy("시작"), STATE, gettext_lazy("출석한 시간(분)")),
        attendance,
    ),
    (
        "certificates",
        pgettext_lazy("several", "수료증"),
        (
            gettext_lazy("수료증 번호"),
            gettext_lazy("과정"),
            gettext_lazy("이름"),
            gettext_lazy("수료증을 받은 날"),
            gettext_lazy("취소한 때"),
        ),
        certificates,
    ),
    (
        "results",
        gettext_lazy("시험과 과제"),
        (gettext_lazy("이름"), gettext_lazy("때"), gettext_lazy("점수")),
        results,
    ),
    (
        "surveys",
        pgettext_lazy("several", "설문"),
        (COHORT, gettext_lazy("설문"), gettext_lazy("답한 날"), gettext_lazy("답")),
        surveys,
    ),
    (
        "past",
        gettext_lazy("지난 수료"),
        (gettext_lazy("과정"), gettext_lazy("수료한 날"), gettext_lazy("출처"), gettext_lazy("뺀 때")),
        past,
    ),
    (
        "materials",
        gettext_lazy("올린 수업 자료"),
        (
            COHORT,
            gettext_lazy("자료 이름"),
            gettext_lazy("파일이나 주소"),
            gettext_lazy("올린 때"),
            gettext_lazy("거둔 때"),
        ),
        materials,
    ),
    (
        "registrations",
        gettext_lazy("포럼 참가"),
        (pgettext_lazy("several", "포럼"), STATE, ASKED, REACHED),
        registrations,
    ),
    (
        "talks",
        pgettext_lazy("several", "포럼 발표"),
        (
            gettext_lazy("포럼"),
            gettext_lazy("제목"),
            STATE,
            gettext_lazy("이름"),
            gettext_lazy("소속"),
        ),
        talks,
    ),
)
