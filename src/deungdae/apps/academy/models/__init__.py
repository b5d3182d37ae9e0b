"""Courses, their cohorts and sessions, the people who learn, and who has which seat."""

from deungdae.apps.academy.models.attendance import Attendance, AttendanceStep
from deungdae.apps.academy.models.badges import Badge, SigningKey
from deungdae.apps.academy.models.certificates import Certificate, CertificateYear
from deungdae.apps.academy.models.circle import Chair, Introduction, RelayedMessage, SessionNote
from deungdae.apps.academy.models.cohorts import Cohort, Draw, Quota, Session
from deungdae.apps.academy.models.courses import Competency, Course
from deungdae.apps.academy.models.enrolments import Enrolment, EnrolmentStep
from deungdae.apps.academy.models.invitations import Invitation
from deungdae.apps.academy.models.joins import TraineeMerge, TwoPeople
from deungdae.apps.academy.models.peers import PeerGrouping, PeerMove, PeerSeat
from deungdae.apps.academy.models.plans import YearPlan
from deungdae.apps.academy.models.trainees import Trainee
from deungdae.apps.academy.models.visits import Visit, VisitPlace

__all__ = [
    "Attendance",
    "AttendanceStep",
    "Badge",
    "Certificate",
    "CertificateYear",
    "Chair",
    "Cohort",
    "Competency",
    "Course",
    "Draw",
    "Enrolment",
    "EnrolmentStep",
    "Introduction",
    "Invitation",
    "PeerGrouping",
    "PeerMove",
    "PeerSeat",
    "Quota",
    "RelayedMessage",
    "Session",
    "SessionNote",
    "SigningKey",
    "Trainee",
    "TraineeMerge",
    "TwoPeople",
    "Visit",
    "VisitPlace",
    "YearPlan",
]
