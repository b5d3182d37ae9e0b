"""The log is only ever added to: gapless, sealed, one after the other, and anchored outside the database."""

import json
import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, connections, transaction
from django.test import RequestFactory

from deungdae.apps.core.audit import anchors, checking
from deungdae.apps.core.audit.acts import PERSON_OPENED, register_act
from deungdae.apps.core.audit.caller import caller_of
from deungdae.apps.core.audit.chain import GENESIS
from deungdae.apps.core.audit.services import Subject, UnknownActError, record_audit, record_audits
from deungdae.apps.core.models import AuditDay, AuditEntry, OutboxMessage
from deungdae.apps.core.outbox.services import send_due_messages
from tests.support.audit import CLERK, FIRST_DAY, a_look


def verdict():  # type: ignore[no-untyped-def]
    return checking.verified(anchors={})


@pytest.mark.django_db
def test_the_first_entry_of_a_day_binds_the_head_of_the_day_before(write_days) -> None:
    write_days(3, 2)
    entries = list(AuditEntry.objects.order_by("day", "number"))
    assert [entry.number for entry in entries] == [1, 2, 3, 1, 2]
    assert entries[0].previous_hash == GENESIS
    assert [one.entry_hash for one in entries[:-1]] == [one.previous_hash for one in entries[1:]]
    assert AuditDay.objects.get(day=entries[3].day).previous_head == entries[2].entry_hash
    assert (verdict().count, verdict().finding) == (5, None)


@pytest.mark.django_db
def test_the_day_is_the_day_in_seoul_and_never_goes_back(at) -> None:
    at(datetime(2021, 4, 14, 14, 59, 59, 999999, tzinfo=UTC))
    assert record_audits([a_look()])[0].day.isoformat() == "2021-04-14"
    at(datetime(2021, 4, 14, 15, tzinfo=UTC))
    assert record_audits([a_look()])[0].day.isoformat() == "2021-04-15"
    at(datetime(2021, 4, 14, 14, 30, tzinfo=UTC))
    late = record_audits([a_look()])[0]
    assert (late.day.isoformat(), late.number) == ("2021-04-15", 2)
    assert verdict().finding is None


@pytest.mark.django_db
def test_whatever_people_write_is_kept_and_sealed(at) -> None:
    at(FIRST_DAY)
    nasty = 'quote " backslash \\ tab \t line \n bell \x07 del \x7f \u2028 \u202e \U0001f512 한글'
    record_audit(act=PERSON_OPENED, caller=CLERK, subject=Subject("person", "p"), reason=nasty)
    record_audit(act=PERSON_OPENED, caller=CLERK, reason="half \ud800 and nul \x00 " + "긴" * 600)
    assert verdict().finding is None
    first, second = AuditEntry.objects.order_by("number")
    assert first.reason == nasty
    assert len(second.reason) == 500


@pytest.mark.django_db
def test_an_act_that_nobody_registered_is_not_written() -> None:
    with pytest.raises(UnknownActError):
        record_audit(act="person.opend", caller=CLERK)
    with pytest.raises(UnknownActError):
        record_audit(act=PERSON_OPENED, caller=CLERK, subject=Subject("persn"))
    with pytest.raises(ValueError, match="two acts"):
        register_act(PERSON_OPENED, "다른 말")
    assert not AuditEntry.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE core_auditentry SET reason = 'x'",
        "DELETE FROM core_auditentry",
        "DELETE FROM core_auditday",
        "UPDATE core_auditday SET count = count - 1",
        "UPDATE core_auditday SET previous_head = 'x'",
    ],
)
def test_the_database_refuses_every_change(statement: str, write_days) -> None:
    write_days(3)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        connection.cursor().execute(statement)


@pytest.mark.django_db
def test_the_log_can_be_neither_replaced_nor_emptied(write_days) -> None:
    write_days(2)
    replace = "INSERT OR REPLACE INTO core_auditentry SELECT * FROM core_auditentry WHERE number = 1"
    statements = {
        "sqlite": [replace],
        "postgresql": ["TRUNCATE core_auditentry", "TRUNCATE core_auditday"],
    }
    for statement in statements[connection.vendor]:
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            connection.cursor().execute(statement)


@pytest.mark.django_db(transaction=True)
def test_many_writers_at_once_leave_no_gap() -> None:
    writers, each = 6, 10
    ready = threading.Barrier(writers)

    def write() -> None:
        ready.wait()
        try:
            for number in range(each):
                record_audits([a_look(number)])
        finally:
            connections.close_all()

    threads = [threading.Thread(target=write) for _ in range(writers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert verdict().finding is None
    assert verdict().count == writers * each


@pytest.mark.django_db(transaction=True)
def test_what_is_taken_back_leaves_no_entry_and_no_gap() -> None:
    def act_that_fails() -> None:
        with transaction.atomic():
            record_audits([a_look(), a_look()])
            raise RuntimeError

    record_audits([a_look()])
    with pytest.raises(RuntimeError):
        act_that_fails()
    assert record_audits([a_look()])[0].number == 2
    assert verdict().count == 2


@pytest.mark.django_db
def test_an_ended_day_is_anchored_once_in_the_file_and_by_mail(settings, write_days, at) -> None:
    settings.AUDITOR_ADDRESSES = ["auditor@ministry.example"]
    write_days(3, 2)
    assert anchors.anchor_ended_days() == 1
    assert anchors.anchor_ended_days() == 0
    lines = settings.AUDIT_ANCHORS.read_text().splitlines()
    facts = json.loads(lines[0])
    assert (len(lines), facts["day"], facts["count"]) == (1, "2021-04-14", 3)
    at(FIRST_DAY + timedelta(days=400))
    assert anchors.anchor_ended_days() == 1
    send_due_messages()
    assert [message.to for message in mail.outbox] == [["auditor@ministry.example"]] * 2
    assert facts["head"] in mail.outbox[0].body
    report = checking.check_log(anchors_file=None)
    assert report.lines == ["기록 5건과 앵커 2건이 모두 맞습니다."]


@pytest.mark.django_db
def test_the_anchor_of_today_holds_the_day_as_far_as_it_has_come(settings, write_days, no_walls) -> None:
    write_days(4)
    said = checking.anchor_report()
    assert said[0].startswith("2021-04-14 4번까지 앵커를 남겼습니다: ")
    assert not OutboxMessage.objects.exists()
    record_audits([a_look()])
    assert checking.check_log(anchors_file=None).is_sound
    AuditEntry.objects.filter(number__gt=3).delete()
    AuditDay.objects.update(count=3, head=AuditEntry.objects.get(number=3).entry_hash)
    report = checking.check_log(anchors_file=None)
    assert report.lines[0] == "2021-04-14 4번: 이 기록부터 그날의 끝까지 잘려 나갔습니다."
    assert not report.is_sound


@pytest.mark.django_db
@pytest.mark.parametrize("line", ["{}", "nonsense", '{"day": "2021-13-01", "count": 1, "head": "a"}', "[1]"])
def test_a_broken_file_of_anchors_is_named_with_its_line(line: str, tmp_path) -> None:
    path = tmp_path / "anchors.log"
    path.write_text('{"day": "2021-04-14", "count": 1, "head": "a"}\n' + line + "\n")
    with pytest.raises(checking.UnreadableError, match="2번째 줄은 앵커가 아닙니다"):
        checking.check_log(anchors_file=path)
    with pytest.raises(checking.UnreadableError, match="읽을 수 없습니다"):
        checking.check_log(anchors_file=tmp_path / "none.log")


@pytest.mark.django_db
def test_the_caller_is_who_asks_and_the_address_behind_the_proxies(settings, django_user_model) -> None:
    user = django_user_model.objects.create_user("clerk@centre.example", None, name="강이준")
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR="6.6.6.6, 1.2.3.4")
    request.user = user
    assert caller_of(request).address == "10.0.0.1"
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    found = caller_of(request)
    assert (found.user_id, found.account, found.address) == (user.pk, "clerk@centre.example", "1.2.3.4")
    assert caller_of(RequestFactory().get("/")).user_id is None


def as_role(role: str, statement: str) -> None:
    """Connect anew as this role and do it."""
    import psycopg

    parameters = {**connection.get_connection_params(), "user": role, "password": "x"}
    known = {
        name: parameters[name]
        for name in ("host", "port", "dbname", "user", "password")
        if name in parameters
    }
    with psycopg.connect(**known) as own:
        own.execute(statement)


@pytest.mark.django_db(transaction=True)
def test_the_role_of_the_application_adds_and_reads_and_nothing_else() -> None:
    if connection.vendor == "sqlite":
        with pytest.raises(CommandError, match="SQLite에는 역할이 없습니다"):
            call_command("audit_grants", role="deungdae_app")
        return
    from psycopg import errors

    role = "deungdae_app"
    record_audits([a_look()])
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE ROLE {role} LOGIN PASSWORD 'x'")
    try:
        call_command("audit_grants", role=role, verbosity=0)
        as_role(role, "SELECT count(*) FROM core_auditentry")
        as_role(role, "UPDATE core_auditday SET count = count + 1")
        for act in (
            "UPDATE core_auditentry SET reason = ''",
            "DELETE FROM core_auditentry",
            "TRUNCATE core_auditentry",
        ):
            with pytest.raises(errors.InsufficientPrivilege):
                as_role(role, act)
        for act in (
            "DELETE FROM core_auditday",
            "UPDATE core_auditday SET day = now()",
            "DROP TABLE core_auditentry",
        ):
            with pytest.raises(errors.InsufficientPrivilege):
                as_role(role, act)
        with pytest.raises(errors.InsufficientPrivilege):
            as_role(role, "ALTER TABLE core_auditentry DISABLE TRIGGER USER")
        with pytest.raises(errors.IntegrityConstraintViolation):
            as_role(role, "UPDATE core_auditday SET count = count - 2")
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP OWNED BY {role}")
            cursor.execute(f"DROP ROLE {role}")


@pytest.mark.django_db
def test_a_role_that_cannot_be_held_back_is_refused() -> None:
    if connection.vendor == "postgresql":
        with pytest.raises(CommandError, match="nobody_here가 없습니다"):
            call_command("audit_grants", role="nobody_here")
        with pytest.raises(CommandError, match="슈퍼유저"):
            call_command("audit_grants", role=connection.settings_dict["USER"])
