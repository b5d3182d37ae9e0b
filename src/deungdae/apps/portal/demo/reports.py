"""Reports of the made-up centre: last month's, published; a letter to a company; a draft on its way."""

from datetime import date, timedelta

from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.evidence.models import EvidenceEntry
from deungdae.apps.evidence.services import correct_evidence
from deungdae.apps.forum.models import Forum
from deungdae.apps.organisations.models import Organisation
from deungdae.apps.portal.demo.forums import HELD_ON
from deungdae.apps.reports.models import Report, ReportTemplate, Signature
from deungdae.apps.reports.selectors.words import period_words
from deungdae.apps.reports.services.files import write_files
from deungdae.apps.reports.services.making import make_content
from deungdae.apps.reports.services.moving import (
    Wanted,
    begin_report,
    move_report,
    publish_report,
    sign_report,
)
from deungdae.apps.reports.services.templates import load_report_templates

State, Place = Report.State, Signature.Place
LETTER_YEAR = 2021
OPENING = "지난 한 달의 활동을 기업 카드의 기록으로 보고합니다."
THANKS = "한 해 동안 함께해 주셔서 고맙습니다. 내년에도 현장의 변화를 함께 만들겠습니다."


def make_reports(people: dict[str, User], company: Organisation) -> int:
    """Two that are published, one that waits for its review; afterwards an entry is found to be wrong."""
    load_report_templates()
    lead, staff = people["lead@deungdae.example"], people["staff@deungdae.example"]
    until = clock.today().replace(day=1)
    since = (until - timedelta(days=1)).replace(day=1)
    month = period_words(since, until)
    monthly = Wanted(
        template=newest("centre-monthly"),
        title=f"{month} 센터 월간 보고",
        since=since,
        until=until,
        language="ko",
        opening=OPENING,
    )
    letter = Wanted(
        template=newest("company-letter"),
        title=f"{company.name} {LETTER_YEAR}년 서신",
        since=date(LETTER_YEAR, 1, 1),
        until=date(LETTER_YEAR + 1, 1, 1),
        language="ko",
        organisation=company,
        closing=THANKS,
    )
    for wanted in (monthly, letter):
        publish(wanted, staff, lead)
    make_press_notice(staff)
    find_a_mistake(since, until, lead)
    return Report.objects.count()


def newest(code: str) -> ReportTemplate:
    return ReportTemplate.objects.filter(code=code).latest("version")


def publish(wanted: Wanted, staff: User, lead: User) -> None:
    """Written by the staff, reviewed by the lead, signed by both."""
    report = begin_report(wanted=wanted, actor=staff)
    snapshot = make_content(report)
    move_report(report=report, target=State.REVIEW, actor=staff)
    move_report(report=report, target=State.SIGNING, actor=lead)
    for place, person in ((Place.IN_CHARGE, staff), (Place.HEAD, lead)):
        sign_report(report=report, place=place, sha256=snapshot.sha256, actor=person)
    write_files(publish_report(report=report, actor=staff))


def make_press_notice(staff: User) -> None:
    """Of the forum that was held, ready for its review."""
    forum = Forum.objects.filter(first_day=HELD_ON).first()
    if forum is None:
        return
    wanted = Wanted(
        template=newest("forum-press"),
        title=f"‘{forum.title}’ 보도자료",
        since=forum.first_day,
        until=forum.last_day + timedelta(days=1),
        language="ko",
        forum=forum,
    )
    report = begin_report(wanted=wanted, actor=staff)
    make_content(report)
    move_report(report=report, target=State.REVIEW, actor=staff)


def find_a_mistake(since: date, until: date, lead: User) -> None:
    """One entry of that month turns out to be wrong: the page of comparison tells it."""
    entries = EvidenceEntry.objects.standing().filter(happened_on__gte=since, happened_on__lt=until)
    entry = entries.filter(kind="academy.visited").order_by("pk").first()
    if entry is not None:
        correct_evidence(entry=entry, reason="출석부를 옮기다 이름이 바뀌었습니다.", actor=lead)
