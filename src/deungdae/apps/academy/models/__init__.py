"""Courses, their cohorts and sessions, the people who learn, who has which seat, and what they hand in."""

from deungdae.apps.academy.models.assignments import (
    Assignment,
    Extension,
    Grade,
    Mark,
    Submission,
    SubmissionFile,
    WorkConfirmation,
)
from deungdae.apps.academy.models.attendance import Attendance, AttendanceStep
from deungdae.apps.academy.models.badges import Badge, SigningKey
from deungdae.apps.academy.models.certificates import Certificate, CertificateYear
from deungdae.apps.academy.models.circle import Chair, Introduction, RelayedMessage, SessionNote
from deungdae.apps.academy.models.cohorts import Cohort, Draw, Quota, Session
from deungdae.apps.academy.models.course_sites import CourseLink, CourseSite, Launch
from deungdae.apps.academy.models.courses import Competency, Course
from deungdae.apps.academy.models.enrolments import Enrolment, EnrolmentStep
from deungdae.apps.academy.models.exams import Exam, ExamAttempt, ExamPaper
from deungdae.apps.academy.models.invitations import Invitation
from deungdae.apps.academy.models.joins import TraineeMerge, TwoPeople
from deungdae.apps.academy.models.materials import SessionMaterial
from deungdae.apps.academy.models.past import PastCompletion
from deungdae.apps.academy.models.peers import PeerGrouping, PeerMove, PeerSeat
from deungdae.apps.academy.models.plans import YearPlan
from deungdae.apps.academy.models.statements import LearningStatement
from deungdae.apps.academy.models.surveys import (
    AnonymousSheet,
    SurveyAnswered,
    SurveyAsked,
    SurveyKind,
    SurveySheet,
)
from deungdae.apps.academy.models.trainees import Trainee
from deungdae.apps.academy.models.visits import Visit, VisitPlace

__all__ = [
    "AnonymousSheet",
    "Assignment",
    "Attendance",
    "AttendanceStep",
    "Badge",
    "Certificate",
    "CertificateYear",
    "Chair",
    "Cohort",
    "Competency",
    "Course",
    "CourseLink",
    "CourseSite",
    "Draw",
    "Enrolment",
    "EnrolmentStep",
    "Exam",
    "ExamAttempt",
    "ExamPaper",
    "Extension",
    "Grade",
    "Introduction",
    "Invitation",
    "Launch",
    "LearningStatement",
    "Mark",
    "PastCompletion",
    "PeerGrouping",
    "PeerMove",
    "PeerSeat",
    "Quota",
    "RelayedMessage",
    "Session",
    "SessionMaterial",
    "SessionNote",
    "SigningKey",
    "Submission",
    "SubmissionFile",
    "SurveyAnswered",
    "SurveyAsked",
    "SurveyKind",
    "SurveySheet",
    "Trainee",
    "TraineeMerge",
    "TwoPeople",
    "Visit",
    "VisitPlace",
    "WorkConfirmation",
    "YearPlan",
]
