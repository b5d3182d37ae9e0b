"""A report on its way: what each step asks for, two people, numbers without gaps, seals."""

import hashlib
import json
from datetime import date
from functools import partial

import pytest
from django.db import DatabaseError, connection, transaction

from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.models import Job
from deungdae.apps.organisations.models import Organisation
from deungdae.apps.reports.models import Report, ReportStep, ReportTemplate, Signature, Snapshot
from deungdae.apps.reports.selectors.reports import reports_waiting
from deungdae.apps.reports.services.files import ask_files, write_files
from deungdae.apps.reports.services.making import ask_content, make_content
from deungdae.apps.reports.services.moving import (
    begin_report,
    change_words,
    move_report,
    publish_report,
    sign_report,
)
from deungdae.apps.reports.services.templates import add_version, load_report_templates
from tests.apps.core.imports.lists import work_off
from tests.support.reports import (
    FROZEN,
    MARCH,
    Place,
    State,
    a_colleague,
    a_draft,
    a_published,
    a_template,
    an_entry,
    signed,
    to_signing,
    wanted,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def author() -> User:
    return a_colleague("작성")


@pytest.fixture
def head() -> User:
    return a_colleague("센터장", "centre_lead")


def refusal(act) -> str:  # type: ignore[no-untyped-def]
    with pytest.raises(RefusedError) as refused:
        act()
    return refused.value.code


def breaks(sql: str, *values: object) -> None:
    """The database itself refuses, whoever asks."""
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


def test_a_report_is_made_by_a_job_reviewed_signed_by_two_and_published(author: User, head: User) -> None:
    an_entry(Organisation.objects.create(name="한빛정밀"), date(2021, 3, 10))
    report = begin_report(wanted=wanted(), actor=author)
    ask_content(report=report, actor=author)
    [job] = work_off()
    assert job.state == Job.State.DONE, job.message
    report.refresh_from_db()
    assert report.snapshot is not None
    assert report.snapshot.content["figures"][0]["value"] == 1
    signed(to_signing(report, reviewer=head), first=author, head=head)
    published = publish_report(report=report, actor=author)
    assert published.reference == f"{clock.today().year}-0001"
    ask_files(report=published, actor=author)
    [job] = work_off()
    assert job.state == Job.State.DONE, job.message
    assert sorted(report.snapshot.files.values_list("format", flat=True)) == ["docx", "hwpx", "pdf", "xlsx"]
    assert [step.state for step in report.steps.all()] == ["draft", "review", "signing", "published"]


def test_the_content_is_sealed_and_anybody_can_count_its_hash_again(author: User) -> None:
    snapshot = a_draft(author).snapshot
    assert snapshot is not None
    assert hashlib.sha256(snapshot.text).hexdigest() == snapshot.sha256
    assert snapshot.is_whole
    again = json.dumps(snapshot.content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert again.encode() == snapshot.text


def test_the_same_records_at_the_same_moment_make_the_same_content(author: User) -> None:
    an_entry(Organisation.objects.create(name="한빛정밀"), date(2021, 3, 10))
    report = a_draft(author)
    with clock.turned_to(FROZEN):
        second = make_content(report)
    assert report.snapshot is not None
    assert (second.number, second.sha256) == (2, report.snapshot.sha256)


def test_nobody_reviews_an_own_report(author: User, head: User) -> None:
    report = move_report(report=a_draft(author), target=State.REVIEW, actor=author)
    assert refusal(lambda: move_report(report=report, target=State.SIGNING, actor=author)) == "report_own"
    with pytest.raises(DatabaseError), transaction.atomic():
        ReportStep.objects.create(report=report, state=State.SIGNING, at=clock.now(), actor=author)
    assert move_report(report=report, target=State.SIGNING, actor=head).state == State.SIGNING


def test_one_person_does_not_sign_twice_and_only_the_head_in_the_place_of_the_head(
    author: User, head: User
) -> None:
    report = to_signing(a_draft(author), reviewer=head)
    assert report.snapshot is not None
    seal = report.snapshot.sha256

    def sign(place: int, person: User, sha256: str = seal) -> Signature:
        return sign_report(report=report, place=place, sha256=sha256, actor=person)

    assert refusal(lambda: sign(Place.HEAD, author)) == "report_not_head"
    assert refusal(lambda: sign(Place.IN_CHARGE, author, "0" * 64)) == "report_other_content"
    assert refusal(lambda: sign(3, author)) == "report_place"
    sign(Place.IN_CHARGE, head)
    assert refusal(lambda: sign(Place.HEAD, head)) == "report_same_person"
    assert refusal(lambda: sign(Place.IN_CHARGE, author)) == "report_signed"
    assert refusal(lambda: publish_report(report=report, actor=author)) == "report_unsigned"


def test_going_back_needs_a_reason_and_what_was_signed_is_signed_anew(author: User, head: User) -> None:
    report = signed(to_signing(a_draft(author), reviewer=head), first=author, head=head)
    back = {"report": report, "target": State.DRAFT, "actor": head}
    assert refusal(lambda: move_report(**back)) == "report_reason"
    draft = move_report(**back, reason="표의 단위를 고쳐 주십시오.")
    make_content(draft)
    to_signing(Report.objects.get(pk=report.pk), reviewer=head)
    assert refusal(lambda: publish_report(report=report, actor=author)) == "report_unsigned"
    assert Signature.objects.count() == 2


def test_words_that_were_changed_after_the_content_was_made_are_not_reviewed(author: User) -> None:
    report = change_words(report=a_draft(author), title="고친 제목", opening="", closing="")
    assert refusal(lambda: move_report(report=report, target=State.REVIEW, actor=author)) == "report_stale"
    make_content(report)
    moved = move_report(report=report, target=State.REVIEW, actor=author)
    assert refusal(lambda: change_words(report=moved, title="또", opening="", closing="")) == "report_state"
    assert refusal(lambda: make_content(moved)) == "report_state"


def test_a_character_that_no_paper_takes_stops_the_making_and_names_its_place(author: User) -> None:
    report = begin_report(wanted=wanted(opening="머리\x0b말"), actor=author)
    ask_content(report=report, actor=author)
    [job] = work_off()
    assert (job.state, "‘머리말’의 3번째 글자" in job.message) == (Job.State.FAILED, True)
    report.refresh_from_db()
    assert report.snapshot is None


def test_steps_that_the_table_does_not_know_are_refused(author: User, head: User) -> None:
    report = a_draft(author)
    for target in ("signing", "published", "draft", "nonsense"):
        asked = {"report": report, "target": target, "actor": head}
        assert refusal(partial(move_report, **asked)) == "report_state"
    empty = begin_report(wanted=wanted(), actor=author)
    assert refusal(lambda: move_report(report=empty, target=State.REVIEW, actor=author)) == "report_empty"


def test_a_report_names_what_its_template_is_about_and_a_time_that_has_begun(author: User) -> None:
    def begin(**facts: object) -> str:
        return refusal(lambda: begin_report(wanted=wanted(**facts), actor=author))  # type: ignore[arg-type]

    assert begin(template=a_template("company-letter")) == "report_company"
    assert begin(template=a_template("forum-press")) == "report_forum"
    assert begin(until=MARCH[0]) == "report_time"
    assert begin(since=date(2200, 1, 1), until=date(2200, 2, 1)) == "report_future"
    assert begin(since=date(2010, 1, 1)) == "report_long"


def test_numbers_of_a_year_have_no_gaps(author: User, head: User) -> None:
    found = [a_published(author, head).number for _time in range(3)]
    assert found == [1, 2, 3]
    waiting = signed(to_signing(a_draft(author), reviewer=head), first=author, head=head)
    year = clock.today().year
    sql = (
        "UPDATE reports_report SET state = 'published', year = %s, number = %s, published_at = %s "
        "WHERE id = %s"
    )
    breaks(sql, year, 5, clock.now(), waiting.pk)


def test_the_database_itself_publishes_nothing_that_two_people_have_not_signed(
    author: User, head: User
) -> None:
    report = to_signing(a_draft(author), reviewer=head)
    sql = (
        "UPDATE reports_report SET state = 'published', year = 2021, number = 1, published_at = %s "
        "WHERE id = %s"
    )
    breaks(sql, clock.now(), report.pk)
    with pytest.raises(DatabaseError), transaction.atomic():
        Signature.objects.create(
            snapshot=report.snapshot, place=1, person=author, signed_at=clock.now(), sha256="0" * 64
        )


def test_the_database_itself_changes_nothing_that_was_sealed_or_published(author: User, head: User) -> None:
    report = a_published(author, head)
    write_files(report)
    table_of = "reports_snapshot", "reports_signature", "reports_reportstep", "reports_snapshotfile"
    for table in table_of:
        breaks(f"DELETE FROM {table}")
    breaks("UPDATE reports_snapshot SET sha256 = 'x'")
    breaks("UPDATE reports_report SET title = 'x'")
    breaks("UPDATE reports_report SET state = 'draft', year = NULL, number = NULL, published_at = NULL")
    breaks("UPDATE reports_reporttemplate SET name = 'x'")
    breaks("DELETE FROM reports_report")
    other = a_draft(author)
    breaks("UPDATE reports_report SET since = '2020-01-01' WHERE id = %s", other.pk)
    moved = move_report(report=other, target=State.REVIEW, actor=author)
    breaks("UPDATE reports_report SET snapshot_id = NULL WHERE id = %s", moved.pk)
    assert Snapshot.objects.count() == 2


def test_shipped_templates_are_loaded_once_and_a_new_version_leaves_old_reports_alone(author: User) -> None:
    assert load_report_templates() == 5
    assert load_report_templates() == 0
    first = a_template()
    report = a_draft(author)
    second = add_version(template=first, sections=["centre.days", "centre.summary"], actor=author)
    assert (second.version, report.template.version) == (2, 1)
    assert [row["section"] for row in second.sections] == ["centre.days", "centre.summary"]
    assert (
        refusal(lambda: add_version(template=first, sections=["centre.days"], actor=author))
        == "template_stale"
    )
    assert refusal(lambda: add_version(template=second, sections=[], actor=author)) == "template_empty"
    again = ["centre.days", "centre.summary"]
    assert refusal(lambda: add_version(template=second, sections=again, actor=author)) == "template_same"
    assert ReportTemplate.objects.filter(code="centre-monthly").count() == 2


def test_a_report_waits_for_whoever_may_review_or_sign_it_now(author: User, head: User) -> None:
    other, report = a_colleague("다른 직원"), a_draft(author)

    def waits_for() -> list[bool]:
        return [report in reports_waiting(one) for one in (author, other, head)]

    assert waits_for() == [False, False, False]
    move_report(report=report, target=State.REVIEW, actor=author)
    assert waits_for() == [False, True, True]
    report = move_report(report=report, target=State.SIGNING, actor=head)
    assert waits_for() == [True, True, True]
    assert report.snapshot is not None
    sign_report(report=report, place=Place.IN_CHARGE, sha256=report.snapshot.sha256, actor=author)
    assert waits_for() == [False, False, True]
