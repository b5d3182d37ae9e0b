"""Ministries, strategies and tasks, what is planned, reported and decided on them."""

from deungdae.apps.policy.models.meetings import AgendaItem, MeetingOrder, TaskMeeting
from deungdae.apps.policy.models.ministries import Ministry, MinistryName
from deungdae.apps.policy.models.plans import (
    BudgetLine,
    IndicatorTarget,
    LawChange,
    Milestone,
    Risk,
    TaskIndicator,
)
from deungdae.apps.policy.models.reports import (
    MilestoneClaim,
    PartnerComment,
    ReportAct,
    ReportFigure,
    ReportFile,
    ReportingRound,
    ReportVersion,
    TaskReport,
)
from deungdae.apps.policy.models.tasks import (
    LightOverride,
    Strategy,
    StrategyField,
    Task,
    TaskLink,
    TaskMinistry,
    TaskNeed,
)

__all__ = [
    "AgendaItem",
    "BudgetLine",
    "IndicatorTarget",
    "LawChange",
    "LightOverride",
    "MeetingOrder",
    "Milestone",
    "MilestoneClaim",
    "Ministry",
    "MinistryName",
    "PartnerComment",
    "ReportAct",
    "ReportFigure",
    "ReportFile",
    "ReportVersion",
    "ReportingRound",
    "Risk",
    "Strategy",
    "StrategyField",
    "Task",
    "TaskIndicator",
    "TaskLink",
    "TaskMeeting",
    "TaskMinistry",
    "TaskNeed",
    "TaskReport",
]
