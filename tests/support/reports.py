"""A small centre with something to report: companies, entries, templates, a report on its way."""

from datetime import date, datetime

from django.core.files.base import ContentFile

from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.services import create_account, grant_role
from deungdae.apps.calendar.spans import moment
from deungdae.apps.core import clock
from deungdae.apps.core.answers import PDF
from deungdae.apps.core.files import keep_file
from deungdae.apps.evidence.models import EvidenceEntry
from deungdae.apps.evidence.services import record_evidence, remember_kinds
from deungdae.apps.forum.kinds import ATTENDED
from deungdae.apps.forum.models import Forum
from deungdae.apps.forum.services.placing import publish_programme
from deungdae.apps.organisations.models import Organisation
from deungdae.apps.reports.models import Report, ReportTemplate, Signature
from deungdae.apps.reports.services.files import keep_files
from deungdae.apps.reports.services.making import make_content
from deungdae.apps.reports.services.moving import (
    Wanted,
    begin_report,
    move_report,
    publish_report,
    sign_report,
)
from deungdae.apps.reports.services.templates import load_report_templates
from tests.support.browser import PASSWORD
from tests.support.factors import with_factor
from tests.support.forum import opened, placed

MARCH = (date(2021, 3, 1), date(2021, 4, 1))
FROZEN = moment(date(2021, 4, 5), 9 * 60)
"""When the report of March is made."""
State, Place = Report.State, Signature.Place


def a_colleague(name: str, role: str = "centre_staff") -> User:
    user = create_account(email=f"{name}@centre.example", name=name, password=PASSWORD)
    grant_role(user=user, role=role, starts_on=date(2021, 1, 1))
    return with_factor(user)


def an_entry(
    company: Organisation, day: date, *, number: int = 1, at: datetime | None = None
) -> EvidenceEntry:
    """Somebody of the company came to a forum; recorded on the day itself, or later."""
    remember_kinds()
    with clock.turned_to(at or moment(day, 18 * 60)):
        return record_evidence(
            organisation=company,
            kind=ATTENDED,
            happened_on=day,
            actor=None,
            source=f"forum.registration:{day:%m%d}{number:03}",
            payload={"forum": "0" * 22, "title": "제조 AI 포럼", "host": "센터", "number": number},
        )


def a_template(code: str = "centre-monthly") -> ReportTemplate:
    load_report_templates()
    return ReportTemplate.objects.filter(code=code).latest("version")


def wanted(template: ReportTemplate | None = None, **facts: object) -> Wanted:
    values: dict[str, object] = {
        "template": template or a_template(),
        "title": "2021년 3월 월간 보고",
        "since": MARCH[0],
        "until": MARCH[1],
        "language": "ko",
    }
    return Wanted(**(values | facts))  # type: ignore[arg-type]


def a_draft(author: User, *, at: datetime = FROZEN, **facts: object) -> Report:
    """With its content, as it was known at that moment."""
    with clock.turned_to(at):
        report = begin_report(wanted=wanted(**facts), actor=author)  # type: ignore[arg-type]
        make_content(report)
    return Report.objects.get(pk=report.pk)


def to_signing(report: Report, *, reviewer: User) -> Report:
    move_report(report=report, target=State.REVIEW, actor=report.created_by)
    return move_report(report=report, target=State.SIGNING, actor=reviewer)


def signed(report: Report, *, first: User, head: User) -> Report:
    assert report.snapshot is not None
    for place, person in ((Place.IN_CHARGE, first), (Place.HEAD, head)):
        sign_report(report=report, place=place, sha256=report.snapshot.sha256, actor=person)
    return report


def a_published(author: User, head: User, **facts: object) -> Report:
    """Reviewed and signed by the author and the head, with its number; no files yet."""
    report = to_signing(a_draft(author, **facts), reviewer=head)  # type: ignore[arg-type]
    return publish_report(report=signed(report, first=author, head=head), actor=author)


def a_letter(company: Organisation, author: User, head: User) -> Report:
    """Published, with one small file."""
    report = a_published(
        author,
        head,
        template=a_template("company-letter"),
        title=f"{company.name} 서신",
        organisation=company,
    )
    file = ContentFile(b"%PDF-1.7")
    stored = keep_file(file=file, shown_name="letter.pdf", content_type=PDF, extension="pdf", owner_id=None)
    keep_files(report, [("pdf", stored)])
    return report


def a_held_forum(staff: User) -> Forum:
    forum, talks = opened(2, staff)
    placed(talks, staff)
    publish_programme(forum=forum, actor=staff)
    return Forum.objects.get(pk=forum.pk)
