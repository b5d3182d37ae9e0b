"""Where the academy keeps what tells who somebody is: after its term the seats stay, the people go."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from deungdae.apps.academy.models import (
    Badge,
    Certificate,
    Enrolment,
    EnrolmentStep,
    Extension,
    Grade,
    Introduction,
    Invitation,
    Launch,
    LearningStatement,
    PastCompletion,
    SessionMaterial,
    SessionNote,
    Submission,
    SubmissionFile,
    Trainee,
    TraineeMerge,
    Visit,
)
from deungdae.apps.academy.rules import OVER
from deungdae.apps.academy.services.enrolments import end_for_good
from deungdae.apps.academy.services.materials import drop_materials
from deungdae.apps.accounts.anonymising import NAME, register_eraser
from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.personal.masking import masked_name
from deungdae.apps.calendar.spans import moment
from deungdae.apps.core import clock
from deungdae.apps.core.files import discard_file
from deungdae.apps.core.retention.registry import RecordKind, register_record_kind

History = Trainee.history.model
NOBODY = {"name": NAME, "email": "", "phone": "", "job_title": ""}


def old_trainees(before: date) -> QuerySet[Trainee]:
    """Those who have asked for nothing since."""
    since = Enrolment.objects.filter(trainee=OuterRef("pk"), requested_at__gte=moment(before, 0))
    old = Trainee.objects.filter(created_at__lt=moment(before, 0)).exclude(name=NAME)
    return old.filter(~Exists(since))


def erase_trainees(keys: Sequence[int]) -> None:
    """Who is no longer there holds no seat: those of cohorts that go on are given to the next. With a person
    go the records that were joined to it, and why."""
    keys = [*keys, *Trainee.objects.filter(merged_into__in=keys).values_list("pk", flat=True)]
    TraineeMerge.objects.filter(Q(survivor__in=keys) | Q(merged__in=keys)).update(reason=NAME)
    Trainee.objects.filter(pk__in=keys).update(**NOBODY, account=None, link_version=F("link_version") + 1)
    Launch.objects.filter(enrolment__trainee__in=keys).delete()
    EnrolmentStep.objects.filter(enrolment__trainee__in=keys).exclude(reason="").update(reason="")
    Invitation.objects.filter(enrolment__trainee__in=keys).update(reason="", words="")
    open_ones = Enrolment.objects.active().filter(trainee__in=keys).exclude(cohort__state__in=OVER)
    for enrolment in open_ones.select_related("cohort", "trainee").order_by("cohort", "pk"):
        end_for_good(enrolment)
    History.objects.filter(id__in=list(keys)).update(**NOBODY, account=None)
    Introduction.objects.filter(enrolment__trainee__in=keys, withdrawn_at=None).update(
        withdrawn_at=clock.now(), words=""
    )
    erase_works(keys)
    erase_certificates(keys)
    PastCompletion.objects.filter(trainee__in=keys).update(paper_number="", withdrawn_reason="")
    told = LearningStatement.objects.filter(enrolment__trainee__in=keys)
    unsent = told.exclude(state=LearningStatement.State.SENT)
    unsent.exclude(voids=None).delete()
    unsent.filter(voided_by=None).delete()


def erase_works(trainees: Sequence[int]) -> None:
    """What people wrote and sent goes, with what graders wrote to them; marks stay with the seats."""
    mine = Submission.objects.filter(enrolment__trainee__in=trainees)
    files = SubmissionFile.objects.filter(submission__in=mine).select_related("file")
    for one in list(files):
        one.delete()
        one.file.delete()
        transaction.on_commit(partial(discard_file, stored=one.file))
    mine.exclude(text="").update(text="")
    Grade.objects.filter(submission__in=mine).exclude(note="").update(note="")
    Extension.objects.filter(enrolment__trainee__in=trainees).exclude(reason="").update(reason="")


def erase_certificates(trainees: Sequence[int]) -> None:
    """The numbers stay and can be checked; whose they were goes, and a reason that could name somebody."""
    Badge.objects.filter(certificate__enrolment__trainee__in=trainees).update(credential="")
    mine = Certificate.objects.filter(enrolment__trainee__in=trainees, erased_at=None)
    mine.update(name=NAME, job_title="", revoked_reason="", erased_at=clock.now())


def erase_account(user: User) -> None:
    SessionNote.objects.filter(author=user).delete()
    mine = Trainee.objects.filter(Q(account=user) | Q(account=None, email__iexact=user.email))
    erase_trainees(list(mine.values_list("pk", flat=True)))


def words_of_trainee(trainee: Trainee) -> str:
    return masked_name(trainee.name)


def old_visits(before: date) -> QuerySet[Visit]:
    """Visits that are over, with whoever welcomed them."""
    return Visit.objects.filter(session__ends_at__lt=moment(before, 0)).exclude(contact_name=NAME)


def old_materials(before: date) -> QuerySet[SessionMaterial]:
    return SessionMaterial.objects.filter(session__ends_at__lt=moment(before, 0))


def erase_materials(keys: Sequence[int]) -> None:
    """With their sessions' others: all of a session are of the same day."""
    drop_materials(list(SessionMaterial.objects.filter(pk__in=keys).values_list("session", flat=True)))


def erase_hosts(keys: Sequence[int]) -> None:
    """The visit and its conditions stay; who welcomed it, and a reason that may name somebody, go."""
    Visit.objects.filter(pk__in=keys).update(
        contact_name=NAME, contact_email="", reason="", link_version=F("link_version") + 1
    )


register_eraser(erase_account)
register_record_kind(
    RecordKind(
        "visit_host",
        _("현장 방문을 맞은 사람"),
        old_visits,
        erase_hosts,
        lambda visit: masked_name(visit.contact_name),
        organisation="host",
    )
)
register_record_kind(
    RecordKind(
        "trainee", _("수강생"), old_trainees, erase_trainees, words_of_trainee, organisation="organisation"
    )
)
register_record_kind(
    RecordKind(
        "session_material",
        _("수업 자료"),
        old_materials,
        erase_materials,
        lambda material: material.title,
    )
)
