"""A report on its way: begun, changed, reviewed, signed by two people, published or discarded."""

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError, refused
from deungdae.apps.core.reporting.sections import Subject
from deungdae.apps.forum.models import Forum
from deungdae.apps.organisations.models import Organisation
from deungdae.apps.reports.models import Report, ReportStep, ReportTemplate, ReportWithdrawal, Signature
from deungdae.apps.reports.rules import SIGN_AS_HEAD, WRITE, step_between
from deungdae.apps.reports.services.telling import tell_company
from deungdae.apps.reports.services.templates import subject_of

State, Place = Report.State, Signature.Place
LONGEST_YEARS = 5


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a new report is to be about; `until` is not included."""

    template: ReportTemplate
    title: str
    since: date
    until: date
    language: str
    organisation: Organisation | None = None
    forum: Forum | None = None
    opening: str = ""
    closing: str = ""


@transaction.atomic
def begin_report(*, wanted: Wanted, actor: User) -> Report:
    """A draft without a content; refused where the template needs a company or a forum that is not named."""
    subject = subject_of(wanted.template)
    if subject is Subject.COMPANY and wanted.organisation is None:
        raise RefusedError("report_company", _("어느 기업에 보내는 서신인지 기업을 고르십시오."))
    if subject is Subject.FORUM and wanted.forum is None:
        raise RefusedError("report_forum", _("어느 포럼의 보도자료인지 포럼을 고르십시오."))
    if wanted.until <= wanted.since:
        raise RefusedError("report_time", _("보고하는 기간의 끝날은 첫날보다 빠를 수 없습니다."))
    if wanted.since > clock.today() and wanted.forum is None:
        raise RefusedError(
            "report_future", _("아직 오지 않은 기간은 보고할 수 없습니다. 지난 기간을 고르십시오.")
        )
    if wanted.until.year - wanted.since.year > LONGEST_YEARS:
        raise RefusedError(
            "report_long", _("한 보고서의 기간은 다섯 해를 넘을 수 없습니다. 나누어 만드십시오.")
        )
    organisation = wanted.organisation
    report = Report.objects.create(
        template=wanted.template,
        title=wanted.title,
        since=wanted.since,
        until=wanted.until,
        organisation=organisation.merged_into or organisation if organisation is not None else None,
        forum=wanted.forum,
        opening=wanted.opening,
        closing=wanted.closing,
        language=wanted.language,
        created_at=clock.now(),
        created_by=actor,
    )
    note(report, actor)
    return report


@transaction.atomic
def change_words(*, report: Report, title: str, opening: str, closing: str) -> Report:
    """The words that people write; the content is made anew with them."""
    found = locked(report, State.DRAFT)
    found.title, found.opening, found.closing = title, opening, closing
    found.save(update_fields=["title", "opening", "closing"])
    return found


@transaction.atomic
def move_report(*, report: Report, target: str, actor: User, reason: str = "") -> Report:
    """One step of the table in `rules`, except the publication."""
    found = locked(report)
    step = step_between(found.state, target)
    if step is None or target == State.PUBLISHED:
        raise state_error(found)
    if step.needs_reason and not reason.strip():
        raise RefusedError("report_reason", _("되돌리거나 버리는 까닭을 적어 주십시오."))
    if target == State.REVIEW:
        look_at_content(found)
    if target == State.SIGNING and found.created_by_id == actor.pk:
        message = _("자기가 작성한 보고서는 스스로 검토할 수 없습니다. 다른 직원이 검토해 주십시오.")
        raise RefusedError("report_own", message)
    found.state = target
    found.save(update_fields=["state"])
    note(found, actor, reason)
    return found


def look_at_content(report: Report) -> None:
    """There is one, it was made with the words that stand now, and none is being made."""
    if report.job is not None and report.job.is_live:
        raise RefusedError("report_making", _("내용을 만들고 있습니다. 끝난 뒤 검토를 요청해 주십시오."))
    content = report.snapshot.content if report.snapshot is not None else None
    if content is None:
        raise RefusedError("report_empty", _("아직 내용이 없습니다. 먼저 내용을 만들어 주십시오."))
    if [content[name] for name in ("title", "opening", "closing")] != [
        report.title,
        report.opening,
        report.closing,
    ]:
        message = _("제목이나 글을 고친 뒤 내용을 다시 만들지 않았습니다. 다시 만들고 요청해 주십시오.")
        raise RefusedError("report_stale", message)


@transaction.atomic
def sign_report(*, report: Report, place: int, sha256: str, actor: User) -> Signature:
    """One of two signatures under the content with this hash, by somebody who has not signed it yet."""
    found = locked(report, State.SIGNING)
    snapshot = found.snapshot
    assert snapshot is not None  # noqa: S101  # nosec - the database holds it of what left its draft
    if sha256 != snapshot.sha256:
        message = _("화면에서 보신 내용이 지금 내용과 다릅니다. 화면을 새로 고쳐 읽은 뒤 서명해 주십시오.")
        raise RefusedError("report_other_content", message)
    if place not in Place.values:
        raise RefusedError("report_place", _("담당과 센터장 가운데 어느 자리에 서명할지 고르십시오."))
    if not actor.has_perm(SIGN_AS_HEAD if place == Place.HEAD else WRITE):
        raise RefusedError("report_not_head", _("센터장 자리에는 센터장만 서명할 수 있습니다."))
    if snapshot.signatures.filter(person=actor).exists():
        message = _("이미 서명하셨습니다. 나머지 한 자리는 다른 사람이 서명해야 합니다.")
        raise RefusedError("report_same_person", message)
    if snapshot.signatures.filter(place=place).exists():
        raise RefusedError("report_signed", _("그 자리에는 이미 다른 사람이 서명했습니다."))
    return Signature.objects.create(
        snapshot=snapshot, place=place, person=actor, signed_at=clock.now(), sha256=sha256
    )


def publish_report(*, report: Report, actor: User) -> Report:
    """The next number of the year, once two people have signed."""
    try:
        with transaction.atomic():
            return numbered(report, actor)
    except IntegrityError as error:
        message = _("같은 때에 다른 보고서를 발행했습니다. 다시 한 번 눌러 주십시오.")
        raise RefusedError("report_number_taken", message) from error


def numbered(report: Report, actor: User) -> Report:
    found = locked(report, State.SIGNING)
    assert found.snapshot is not None  # noqa: S101  # nosec - the database holds it of what left its draft
    if found.snapshot.signatures.count() < len(Place.values):
        message = _("두 사람이 모두 서명한 뒤에 발행할 수 있습니다.")
        raise RefusedError("report_unsigned", message)
    now = clock.now()
    year = localtime(now).year
    # Whoever publishes at the same moment waits here, and then reads the number that was given out.
    Report.objects.select_for_update(of=("self",)).filter(year=year).order_by("-number").first()
    last = Report.objects.filter(year=year).aggregate(last=Max("number"))["last"] or 0
    found.state, found.year, found.number, found.published_at = State.PUBLISHED, year, last + 1, now
    found.save(update_fields=["state", "year", "number", "published_at"])
    note(found, actor)
    tell_company(found, letter="published")
    return found


@transaction.atomic
def withdraw_report(*, report: Report, reason: str, actor: User) -> ReportWithdrawal:
    """The number stays taken, the content is read by the centre alone; a company of a letter is told."""
    found = locked(report, State.PUBLISHED)
    if not actor.has_perm(SIGN_AS_HEAD):
        raise RefusedError("report_not_head", _("발행한 보고서는 센터장만 거둘 수 있습니다."))
    if not reason.strip():
        raise RefusedError("report_reason", _("거두는 까닭을 적어 주십시오. 읽던 사람에게 보입니다."))
    if found.is_withdrawn:
        raise RefusedError("report_withdrawn", _("이미 거둔 보고서입니다."))
    withdrawal = ReportWithdrawal.objects.create(
        report=found, at=clock.now(), actor=actor, reason=reason.strip()[:300]
    )
    tell_company(found, letter="withdrawn")
    return withdrawal


def note(report: Report, actor: User, reason: str = "") -> None:
    ReportStep.objects.create(
        report=report, state=report.state, at=clock.now(), actor=actor, reason=reason.strip()[:300]
    )


def locked(report: Report, *states: str) -> Report:
    """The row as it is now, kept until the commit; refused in another state."""
    found = Report.objects.select_for_update(of=("self",)).select_related("template").get(pk=report.pk)
    if states and found.state not in states:
        raise state_error(found)
    return found


def state_error(report: Report) -> RefusedError:
    words = _("지금 상태({state})에서는 할 수 없습니다. 화면을 새로 고쳐 확인해 주십시오.")
    return refused("report_state", words, state=report.get_state_display())
