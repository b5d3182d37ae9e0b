"""A learning record store is told each thing once, in order, without a name; a dead one stops nothing."""

import json
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from tincan import Statement as Foreign

from deungdae.apps.academy.erasing import erase_trainees
from deungdae.apps.academy.models import Enrolment, LearningStatement
from deungdae.apps.academy.services.certificates import issue_certificate, revoke_certificate
from deungdae.apps.academy.services.grading import grade_work, release_marks
from deungdae.apps.academy.services.statements import (
    collect_statements,
    next_due,
    send_again,
    send_due_statements,
    send_statement,
)
from deungdae.apps.accounts.services import grant_role
from deungdae.apps.core import clock
from tests.support.academy import an_open_cohort, certified, completed, enrolled
from tests.support.centre import person
from tests.support.factors import with_factor
from tests.support.learning import an_assignment, an_exam, handed_in, sat
from tests.support.record_store import RecordStore, a_record_store

pytestmark = pytest.mark.django_db
State = LearningStatement.State


@pytest.fixture
def store(settings) -> Iterator[RecordStore]:
    with a_record_store() as store:
        settings.LRS_ADDRESS, settings.LRS_KEY, settings.LRS_SECRET = store.address, "key", "secret"
        yield store


def told(store: RecordStore) -> list[tuple[str, str]]:
    """Verb and account of each statement, as the store got them."""
    bodies = [json.loads(store.kept[known]) for known in store.order]
    return [(one["verb"]["id"].rsplit("/", 1)[1], one["actor"]["account"]["name"]) for one in bodies]


def clients() -> tuple[Client, Client]:
    """Signed in as staff, and as somebody of a company."""
    staff, other = with_factor(person("staff@example.com")), person("demand@example.com")
    grant_role(user=staff, role="centre_staff")
    found = Client(), Client()
    found[0].force_login(staff)
    found[1].force_login(other)
    return found


def all_due_now() -> None:
    LearningStatement.objects.filter(state=State.WAITING).update(not_before=clock.now())


def test_what_happened_is_told_once_in_order_and_names_nobody(store: RecordStore) -> None:
    cohort = an_open_cohort(3)
    certified(cohort, 1, name="김하늘")
    enrolled(cohort, 2)
    assert collect_statements() == 5
    assert collect_statements() == 0
    assert send_due_statements() == 5
    assert send_due_statements() == 0
    first = told(store)[0][1]
    mine = [verb for verb, who in told(store) if who == first]
    assert mine == ["registered", "attempted", "completed", "earned"]
    assert len({who for _, who in told(store)}) == 2
    whole = "".join(store.kept.values())
    assert "김하늘" not in whole
    assert "@" not in whole
    assert store.headers[0]["X-Experience-API-Version"] == "1.0.3"
    assert store.headers[0]["Authorization"] == "Basic a2V5OnNlY3JldA=="


def test_another_library_reads_every_statement(store: RecordStore) -> None:
    certified(an_open_cohort(1), 1)
    collect_statements()
    send_due_statements()
    for known, body in store.kept.items():
        read = Foreign.from_json(body)
        assert str(read.id) == known
        assert read.actor.account.home_page
        assert read.actor.mbox is None
        assert read.verb.display["en-US"]
        assert read.object.definition.type == "http://adlnet.gov/expapi/activities/course"
        assert read.timestamp.tzinfo is not None
        assert (read.result is not None) == read.verb.id.endswith("completed")
        assert json.loads(read.to_json("1.0.3"))["id"] == known


def test_a_lost_answer_and_a_second_worker_double_nothing(store: RecordStore) -> None:
    enrolled(an_open_cohort(1), 1)
    collect_statements()
    store.mute = 1
    assert send_due_statements() == 0
    assert len(store.kept) == 1
    one = LearningStatement.objects.get()
    assert (one.state, one.attempts) == (State.WAITING, 1)
    assert one.last_error
    assert not send_statement(pk=one.pk)
    all_due_now()
    assert send_due_statements() == 1
    assert len(store.order) == 1
    assert LearningStatement.objects.get().state == State.SENT


def test_a_dead_store_is_tried_later_and_later_and_loses_nothing(store: RecordStore) -> None:
    certified(an_open_cohort(1), 1)
    collect_statements()
    store.refuses = 503
    waits = []
    for _attempt in range(3):
        all_due_now()
        assert send_due_statements() == 0
        waits.append(LearningStatement.objects.order_by("pk")[0].not_before - clock.now())
    assert waits[0] < waits[1] < waits[2]
    assert store.calls == 3
    assert next_due() is None
    store.refuses = 0
    all_due_now()
    assert send_due_statements() == 4
    assert [verb for verb, _ in told(store)] == ["registered", "attempted", "completed", "earned"]


def test_a_refused_statement_waits_for_a_person_and_lets_the_others_pass(
    store: RecordStore,
) -> None:
    staff_client, demand_client = clients()
    enrolled(an_open_cohort(1), 1, name="김하늘")
    collect_statements()
    store.refuses = 400
    assert send_due_statements() == 1
    one = LearningStatement.objects.get()
    assert one.state == State.FAILED
    page = staff_client.get(reverse("academy:statements")).content.decode()
    assert "거절됨" in page
    assert "no such extension" in page
    assert "김하늘" not in page
    address = reverse("academy:statement_again", args=[one.public_id])
    assert demand_client.post(address, {"attempts": "1"}).status_code == 404
    assert staff_client.post(address, {"attempts": "0"}).status_code == 302
    assert LearningStatement.objects.get().state == State.FAILED
    store.refuses = 0
    staff_client.post(address, {"attempts": "1"})
    assert send_due_statements() == 1
    assert not send_again(statement=one, seen_attempts=2)
    assert "기다리는 기록이 없습니다" in staff_client.get(reverse("academy:statements")).content.decode()


def test_what_does_not_hold_any_more_is_taken_back(store: RecordStore) -> None:
    cohort = an_open_cohort(2)
    certificate = certified(cohort, 1)
    collect_statements()
    send_due_statements()
    revoke_certificate(certificate=certificate, reason="잘못 발급", actor=None)
    assert collect_statements() == 1
    assert send_due_statements() == 1
    last = json.loads(store.kept[store.order[-1]])
    [earned] = LearningStatement.objects.filter(verb="earned")
    assert last["verb"]["id"] == "http://adlnet.gov/expapi/verbs/voided"
    assert last["object"] == {"objectType": "StatementRef", "id": str(earned.statement_id)}
    assert collect_statements() == 0


def test_without_a_store_nothing_is_written_and_the_page_says_so(settings) -> None:
    settings.LRS_ADDRESS = ""
    certified(an_open_cohort(1), 1)
    assert collect_statements() == 0
    assert send_due_statements() == 0
    assert "정해지지 않아" in clients()[0].get(reverse("academy:statements")).content.decode()


def test_of_an_erased_person_nothing_more_is_told(store: RecordStore) -> None:
    enrolment = completed(an_open_cohort(1), 1)
    issue_certificate(enrolment=enrolment, actor=None)
    collect_statements()
    first = next_due()
    assert first is not None
    send_statement(pk=first)
    erase_trainees([enrolment.trainee_id])
    assert collect_statements() == 0
    assert send_due_statements() == 0
    assert list(LearningStatement.objects.values_list("verb", "state")) == [("registered", "sent")]


def test_the_database_refuses_the_same_statement_twice(store: RecordStore) -> None:
    enrolled(an_open_cohort(1), 1)
    collect_statements()
    one = LearningStatement.objects.get()
    later = clock.now() + timedelta(days=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        LearningStatement.objects.create(
            statement_id=one.statement_id,
            enrolment=Enrolment.objects.get(),
            verb="registered",
            body="{}",
            not_before=later,
            created_at=later,
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        LearningStatement.objects.filter(pk=one.pk).update(state=State.SENT)


def test_every_score_is_told_once_and_a_kept_back_mark_when_its_person_knows(store: RecordStore) -> None:
    cohort = an_open_cohort(1)
    one, grader = enrolled(cohort, 1), person("grader@example.com")
    exam, work = an_exam(cohort, most_attempts=2), an_assignment(cohort, releases_at_once=False)
    sat(exam, one, defects=False)
    sat(exam, one)
    grade_work(submission=handed_in(work, one), levels=(1, 1), note="", grader=grader)
    collect_statements()
    send_due_statements()
    assert [verb for verb, _who in told(store)] == ["registered", "scored", "scored"]
    release_marks(assignment=work, cohort=cohort)
    assert (collect_statements(), collect_statements(), send_due_statements()) == (1, 0, 1)
    read = [Foreign.from_json(store.kept[known]) for known in store.order[1:]]
    assert [(each.result.score.raw, each.result.success) for each in read] == [
        (40, False),
        (100, True),
        (80, True),
    ]
    assert read[0].result.score.scaled == 0.4
    assert read[0].object.definition.type == "http://adlnet.gov/expapi/activities/assessment"
    assert read[2].object.id.rsplit("/", 2)[1] == work.short_id
