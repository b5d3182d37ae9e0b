"""The shared tables of the house."""

from deungdae.apps.core.models.audit import AuditDay, AuditEntry, AuditReview
from deungdae.apps.core.models.decision import Decision
from deungdae.apps.core.models.exports import PersonalExport
from deungdae.apps.core.models.files import StoredFile
from deungdae.apps.core.models.imports import ImportRow, ImportRun
from deungdae.apps.core.models.job import Job, WorkerBeat
from deungdae.apps.core.models.outbox import OutboxMessage

__all__ = [
    "AuditDay",
    "AuditEntry",
    "AuditReview",
    "Decision",
    "ImportRow",
    "ImportRun",
    "Job",
    "OutboxMessage",
    "PersonalExport",
    "StoredFile",
    "WorkerBeat",
]
