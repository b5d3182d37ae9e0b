"""What ministries report and what the centre makes of it: versions, acts, and the trail of both."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _

from deungdae.apps.academy.work_files import MOST_FILES, kind_of
from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError, refused
from deungdae.apps.core.files import discard_file, keep_file
from deungdae.apps.core.models import StoredFile
from deungdae.apps.policy.models import (
    Milestone,
    MilestoneClaim,
    Ministry,
    PartnerComment,
    ReportAct,
    ReportFigure,
    ReportFile,
    ReportVersion,
    TaskIndicator,
    TaskReport,
)
from deungdae.apps.policy.services.mails import tell_ministry

State, Act = TaskReport.State, ReportAct.Act
SAVED_FROM = (State.DRAFT, State.RETURNED, State.APPROVED)
TRANSITIONS: Mapping[str, tuple[str, str]] = {
    Act.APPROVE: (State.DRAFT, State.APPROVED),
    Act.SUBMIT: (State.APPROVED, State.SUBMITTED),
    Act.RETURN: (State.SUBMITTED, State.RETURNED),
    Act.ACCEPT: (State.SUBMITTED, State.ACCEPTED),
}
"""Act → from which state, to which."""


@dataclass(frozen=True, slots=True)
class ReportContent:
    """What a version says. `figures`: by key of the indicator; `claims`: by key of the milestone."""

    percent: int
    progress: str
    issues: str = ""
    figures: Mapping[int, Decimal] = field(default_factory=dict)
    claims: Mapping[int, date] = field(default_factory=dict)


class StaleReportError(RefusedError):
    """Somebody saved in between: `theirs` is what stands there now."""

    def __init__(self, theirs: ReportVersion) -> None:
        message = _(
            "그 사이에 동료가 이 보고를 저장했습니다. 두 글을 아래에서 견주어 보고, 남길 내용으로 고쳐"
            " 다시 저장해 주십시오. 적으신 내용은 그대로 있습니다."
        )
        super().__init__("stale", message)
        self.theirs = theirs


def locked(report: TaskReport) -> TaskReport:
    mine = TaskReport.objects.select_for_update(of=("self",)).select_related("round", "task")
    return mine.get(pk=report.pk)


def require_open(report: TaskReport) -> None:
    if report.round.closed_at is not None:
        message = _("마감한 회차의 보고입니다. 센터에 알리고 다음 회차의 보고에 적어 주십시오.")
        raise RefusedError("round_closed", message)


@transaction.atomic
def save_report(
    *, report: TaskReport, seen: int, content: ReportContent, actor: User | None, files: Sequence[File] = ()
) -> ReportVersion:
    """A new version; `seen`: the number of the one that the writer began from."""
    mine = locked(report)
    require_open(mine)
    if mine.state not in SAVED_FROM:
        template = _("‘{state}’ 상태의 보고는 고칠 수 없습니다. 센터가 보완을 요청하면 고칠 수 있습니다.")
        raise refused("state", template, state=str(State(mine.state).label))
    if mine.number != seen:
        raise StaleReportError(mine.versions.select_related("by").get(number=mine.number))
    require_fitting(mine, content)
    made = ReportVersion.objects.create(
        report=mine,
        number=seen + 1,
        percent=content.percent,
        progress=content.progress,
        issues=content.issues,
        at=clock.now(),
        by=actor,
    )
    ReportFigure.objects.bulk_create(
        ReportFigure(version=made, indicator_id=key, value=value) for key, value in content.figures.items()
    )
    MilestoneClaim.objects.bulk_create(
        MilestoneClaim(version=made, milestone_id=key, done_on=day) for key, day in content.claims.items()
    )
    keep_files(made, files, actor)
    TaskReport.objects.filter(pk=mine.pk).update(state=State.DRAFT, number=made.number)
    return made


def require_fitting(report: TaskReport, content: ReportContent) -> None:
    """Indicators and milestones of the task itself; days that have come and lie before the period's end."""
    indicators = set(report.task.indicators.values_list("pk", flat=True))
    milestones = dict(report.task.milestones.values_list("pk", "title"))
    if not (set(content.figures) <= indicators and set(content.claims) <= set(milestones)):
        message = _("이 과제의 지표나 이정표가 아닌 것이 있습니다. 화면을 새로 고쳐 다시 적어 주십시오.")
        raise RefusedError("other_task", message)
    for key, day in content.claims.items():
        if day > clock.today():
            template = _(
                "‘{title}’(을/를) 마친 날 {day}(이/가) 아직 오지 않았습니다. 마친 뒤에 적어 주십시오."
            )
            raise refused("to_come", template, title=milestones[key], day=f"{day}")


def keep_files(version: ReportVersion, files: Sequence[File], actor: User | None) -> None:
    """Each is looked at before any is kept; what was written of a refused set is taken away."""
    if len(files) > MOST_FILES:
        template = _("파일이 {count}개입니다. 한 번에 {most}개까지 올려 주십시오.")
        raise refused("files_many", template, count=len(files), most=MOST_FILES)
    kinds = [kind_of(file) for file in files]
    kept: list[StoredFile] = []
    try:
        for file, (ending, kind) in zip(files, kinds, strict=True):
            stored = keep_file(
                file=file,
                shown_name=str(file.name)[-200:],
                content_type=kind,
                extension=ending,
                owner_id=actor.pk if actor else None,
            )
            kept.append(stored)
            stored.scan_state = StoredFile.Scan.CLEAN
            stored.save()
            ReportFile.objects.create(version=version, file=stored)
    except BaseException:
        for stored in kept:
            discard_file(stored=stored)
        raise


@transaction.atomic
def act_on_report(
    *, report: TaskReport, act: str, seen: int, actor: User | None, reason: str = ""
) -> TaskReport:
    """Approve, submit, return or accept the version that was `seen`."""
    mine = locked(report)
    require_open(mine)
    source, target = TRANSITIONS[act]
    if mine.state != source or mine.number != seen:
        template = _("보고가 그 사이에 바뀌어 지금 ‘{state}’ 상태입니다. 화면을 새로 고쳐 확인해 주십시오.")
        raise refused("stale", template, state=str(State(mine.state).label))
    if act == Act.RETURN and not reason.strip():
        raise RefusedError("reason", _("무엇을 보완해야 하는지 적어 주십시오. 부처가 그대로 읽습니다."))
    now = clock.now()
    ReportAct.objects.create(
        report=mine, number=mine.number, act=act, reason=reason.strip(), at=now, by=actor
    )
    mine.state = target
    if act == Act.SUBMIT:
        mine.submitted_at = now
    mine.save()
    if act == Act.ACCEPT:
        take_over(mine)
    if act == Act.RETURN:
        tell_ministry(
            mine, template="policy/mail/returned", occasion=f"returned:{mine.number}", reason=reason
        )
    return mine


def take_over(report: TaskReport) -> None:
    """What an accepted report says of milestones and indicators now stands in the register."""
    version = report.versions.get(number=report.number)
    at = min(report.round.ends_on - timedelta(days=1), clock.today())
    for claim in version.claims.select_related("milestone"):
        milestone: Milestone = claim.milestone
        if milestone.done_on != claim.done_on:
            milestone.done_on = claim.done_on
            milestone.save()
    for figure in version.figures.select_related("indicator"):
        indicator: TaskIndicator = figure.indicator
        if indicator.value_on is None or indicator.value_on <= at:
            indicator.value, indicator.value_on = figure.value, at
            indicator.save()


@transaction.atomic
def comment_on_report(
    *, report: TaskReport, ministry: Ministry | None, text: str, actor: User | None
) -> PartnerComment:
    """`ministry`: the partner that speaks; None: the centre."""
    mine = locked(report)
    require_open(mine)
    return PartnerComment.objects.create(report=mine, ministry=ministry, text=text, at=clock.now(), by=actor)
