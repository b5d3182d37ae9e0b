"""Reports: approved in the ministry, handed in, returned with a reason that stays, then accepted."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction

from deungdae.apps.core import clock
from deungdae.apps.core.models import OutboxMessage, StoredFile
from deungdae.apps.policy.models import ReportAct, ReportVersion, TaskReport
from deungdae.apps.policy.services.reminders import remind_when_due
from deungdae.apps.policy.services.reports import (
    TRANSITIONS,
    StaleReportError,
    act_on_report,
    comment_on_report,
    save_report,
)
from deungdae.apps.policy.services.rounds import close_round, open_round, period_of
from tests.support.policy import PolicyWorld, a_policy_world, a_text, handed_in
from tests.support.refusals import code_of, refusal_of

pytestmark = pytest.mark.django_db
State = TaskReport.State


@pytest.fixture
def world() -> PolicyWorld:
    return a_policy_world()


def test_a_round_has_an_empty_report_for_every_task_that_runs(world: PolicyWorld) -> None:
    found = TaskReport.objects.filter(round=world.round)
    assert sorted(found.values_list("task__code", "ministry__code", "state", "number")) == [
        ("A-1", "motie", "draft", 0),
        ("B-1", "mss", "draft", 0),
        ("C-1", "msit", "draft", 0),
    ]


def test_a_round_is_opened_once_and_is_due_after_its_period(world: PolicyWorld) -> None:
    day = world.round.starts_on
    due = world.round.due_on
    again = refusal_of(
        lambda: open_round(strategy=world.strategy, kind="month", day=day, due_on=due, actor=None)
    )
    assert again.code == "round_twice"
    early = lambda: open_round(  # noqa: E731
        strategy=world.strategy, kind="quarter", day=day, due_on=day, actor=None
    )
    assert code_of(early) == "due"


def test_periods_are_whole_months_and_quarters() -> None:
    day = clock.today().replace(year=2024, month=11, day=30)
    assert [f"{one}" for one in period_of("month", day)] == ["2024-11-01", "2024-12-01"]
    assert [f"{one}" for one in period_of("quarter", day)] == ["2024-10-01", "2025-01-01"]


def test_what_is_accepted_moves_the_register_and_nothing_before(world: PolicyWorld) -> None:
    report = world.report("A-1")
    [indicator], milestone = report.task.indicators.all(), report.task.milestones.get(title="공고")
    told = a_text(
        report,
        figures={indicator.pk: Decimal(42)},
        claims={milestone.pk: clock.today() - timedelta(days=12)},
    )
    handed_in(report, world.officials["motie"], told)
    indicator.refresh_from_db()
    assert indicator.value is None
    act_on_report(report=report, act="accept", seen=1, actor=world.keeper)
    indicator.refresh_from_db()
    milestone.refresh_from_db()
    assert indicator.value == 42
    assert indicator.value_on == world.round.ends_on - timedelta(days=1)
    assert milestone.done_on == clock.today() - timedelta(days=12)
    assert code_of(lambda: save_report(report=report, seen=1, content=told, actor=None)) == "state"


def test_the_reason_of_a_return_stays_in_the_trail_and_reaches_the_ministry(world: PolicyWorld) -> None:
    report = world.report("A-1")
    handed_in(report, world.officials["motie"])
    no_reason = lambda: act_on_report(report=report, act="return", seen=1, actor=world.keeper, reason=" ")  # noqa: E731
    assert code_of(no_reason) == "reason"
    act_on_report(report=report, act="return", seen=1, actor=world.keeper, reason="근거를 더해 주십시오.")
    [mail] = OutboxMessage.objects.filter(template="policy/mail/returned")
    assert mail.recipient == world.officials["motie"].email
    assert "근거를 더해 주십시오." in mail.body
    save_report(report=report, seen=1, content=a_text(report, "근거를 더했습니다."), actor=None)
    for act in ("approve", "submit", "accept"):
        act_on_report(report=report, act=act, seen=2, actor=None)
    acts = list(report.acts.values_list("act", "number", "reason"))
    assert acts[2] == ("return", 1, "근거를 더해 주십시오.")
    assert [act for act, *_rest in acts] == ["approve", "submit", "return", "approve", "submit", "accept"]
    for statement in (
        "UPDATE policy_reportact SET reason = 'x'",
        "DELETE FROM policy_reportact",
        "UPDATE policy_reportversion SET progress = 'x'",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_every_act_asks_for_its_state_and_for_the_version_that_was_seen(world: PolicyWorld) -> None:
    report = world.report("A-1")
    save_report(report=report, seen=0, content=a_text(report), actor=None)
    for act, (source, _target) in TRANSITIONS.items():
        if source != State.DRAFT:
            assert (
                code_of(lambda act=act: act_on_report(report=report, act=act, seen=1, actor=None)) == "stale"
            )
    assert code_of(lambda: act_on_report(report=report, act="approve", seen=0, actor=None)) == "stale"


def test_two_officials_who_begin_from_one_version_lose_nothing(world: PolicyWorld) -> None:
    report = world.report("A-1")
    first, second = world.officials["motie"], world.officials["mss"]
    save_report(report=report, seen=0, content=a_text(report, "처음"), actor=first)
    save_report(report=report, seen=1, content=a_text(report, "먼저 저장한 글"), actor=first)
    with pytest.raises(StaleReportError) as caught:
        save_report(report=report, seen=1, content=a_text(report, "나중에 쓴 글"), actor=second)
    assert caught.value.theirs.progress == "먼저 저장한 글"
    save_report(report=report, seen=2, content=a_text(report, "나중에 쓴 글"), actor=second)
    texts = report.versions.values_list("number", "progress")
    assert list(texts) == [(1, "처음"), (2, "먼저 저장한 글"), (3, "나중에 쓴 글")]


def test_saving_an_approved_report_asks_for_approval_again(world: PolicyWorld) -> None:
    report = world.report("A-1")
    save_report(report=report, seen=0, content=a_text(report), actor=None)
    act_on_report(report=report, act="approve", seen=1, actor=None)
    save_report(report=report, seen=1, content=a_text(report, "고침"), actor=None)
    report.refresh_from_db()
    assert (report.state, report.number) == (State.DRAFT, 2)


def test_a_report_of_a_closed_round_is_refused_by_the_service_and_by_the_database(world: PolicyWorld) -> None:
    report = world.report("A-1")
    close_round(round_=world.round, actor=world.keeper)
    refusal = refusal_of(lambda: save_report(report=report, seen=0, content=a_text(report), actor=None))
    assert refusal.code == "round_closed"
    assert "다음 회차" in refusal.message
    assert code_of(lambda: act_on_report(report=report, act="approve", seen=0, actor=None)) == "round_closed"
    with pytest.raises(DatabaseError), transaction.atomic():
        ReportVersion.objects.create(report=report, number=1, percent=1, progress="늦음", at=clock.now())
    with pytest.raises(DatabaseError), transaction.atomic():
        ReportAct.objects.create(report=report, number=1, act="approve", at=clock.now())
    assert code_of(lambda: close_round(round_=world.round, actor=None)) == "state"


def test_a_report_speaks_of_its_own_task_and_of_days_that_have_come(world: PolicyWorld) -> None:
    report, other = world.report("A-1"), world.report("B-1")
    foreign = other.task.indicators.get()
    strange = a_text(report, figures={foreign.pk: Decimal(1)})
    assert code_of(lambda: save_report(report=report, seen=0, content=strange, actor=None)) == "other_task"
    milestone = report.task.milestones.first()
    assert milestone is not None
    early = a_text(report, claims={milestone.pk: clock.today() + timedelta(days=1)})
    assert code_of(lambda: save_report(report=report, seen=0, content=early, actor=None)) == "to_come"
    version = save_report(report=report, seen=0, content=a_text(report), actor=None)
    with pytest.raises(DatabaseError), transaction.atomic():
        version.figures.create(indicator=foreign, value=1)


def test_evidence_is_kept_with_its_version_and_a_wrong_file_keeps_nothing(world: PolicyWorld) -> None:
    report = world.report("A-1")
    good = SimpleUploadedFile("실적.pdf", b"%PDF-1.7 text")
    bad = SimpleUploadedFile("명단.exe", b"MZ")
    save = lambda *files: save_report(  # noqa: E731
        report=report, seen=0, content=a_text(report), actor=None, files=files
    )
    assert code_of(lambda: save(good, bad)) == "file_kind"
    assert code_of(lambda: save(*[good] * 4)) == "files_many"
    assert (report.versions.count(), StoredFile.objects.count()) == (0, 0)
    version = save(good)
    [kept] = version.files.select_related("file")
    assert (kept.file.shown_name, kept.file.content_type) == ("실적.pdf", "application/pdf")


def test_partners_have_a_say_that_nobody_changes(world: PolicyWorld) -> None:
    report = world.report("A-1")
    ministry = world.report("B-1").ministry
    comment_on_report(report=report, ministry=ministry, text="함께 점검합니다.", actor=None)
    with pytest.raises(DatabaseError), transaction.atomic():
        report.comments.update(text="x")


def test_ministries_are_reminded_once_before_and_once_after_the_day(world: PolicyWorld) -> None:
    handed_in(world.report("C-1"), None)

    def mails() -> list[tuple[str, str]]:
        remind_when_due()
        found = OutboxMessage.objects.filter(template__in=["policy/mail/due", "policy/mail/late"])
        return sorted(found.values_list("template", "recipient"))

    waiting = sorted(world.officials[code].email for code in ("motie", "mss"))
    assert mails() == [("policy/mail/due", one) for one in waiting]
    assert len(mails()) == 2
    body = OutboxMessage.objects.filter(template="policy/mail/due").values_list("body", flat=True)[0]
    assert "과제" in body
    for days, count in ((6, 4), (7, 4), (8, 6), (9, 6), (14, 8), (40, 8)):
        with clock.turned_to(clock.now() + timedelta(days=days)):
            assert len(mails()) == count, days
    close_round(round_=world.round, actor=None)
    with clock.turned_to(clock.now() + timedelta(days=60)):
        assert len(mails()) == 8
