"""Templates, reports, their frozen contents, signatures and files."""

from deungdae.apps.reports.models.reports import Report, ReportStep, ReportWithdrawal
from deungdae.apps.reports.models.snapshots import Signature, Snapshot, SnapshotFile
from deungdae.apps.reports.models.templates import ReportTemplate

__all__ = [
    "Report",
    "ReportStep",
    "ReportTemplate",
    "ReportWithdrawal",
    "Signature",
    "Snapshot",
    "SnapshotFile",
]
