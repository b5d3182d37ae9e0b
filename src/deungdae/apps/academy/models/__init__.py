"""Courses, their cohorts and sessions, the people who learn, and who has which seat."""

from deungdae.apps.academy.models.attendance import Attendance, AttendanceStep
from deungdae.apps.academy.models.badges import Badge, SigningKey
from deungdae.apps.academy.models.certificates import Certificate, CertificateYear
from deungdae.apps.academy.models.cohorts import Cohort, Draw, Quota, Session
from deungdae.apps.academy.models.courses import Competency, Course
from deungdae.apps.academy.models.enrolments import Enrolment, EnrolmentStep
from deungdae.apps.academy.models.plans import YearPlan
from deungdae.apps.academy.models.statements import LearningStatement
from deungdae.apps.academy.models.trainees import Trainee

__all__ = [
    "Attendance",
    "AttendanceStep",
    "Badge",
    "Certificate",
    "CertificateYear",
    "Cohort",
    "Competency",
    "Course",
    "Draw",
    "Enrolment",
    "EnrolmentStep",
    "LearningStatement",
    "Quota",
    "Session",
    "SigningKey",
    "Trainee",
    "YearPlan",
]
