"""Writing a notice and moving it on: whole, once, with every version and step kept."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.jobs.worker import work_off_one
from deungdae.apps.core.models import OutboxMessage
from deungdae.apps.notices.models import Notice, NoticeStep, NoticeVersion, Tag
from deungdae.apps.notices.models.notices import CODE_LENGTH
from deungdae.apps.notices.services.codes import free_codes
from deungdae.apps.notices.services.notices import (
    create_notice,
    move_due_notices,
    transition_notice,
    update_notice,
)
from deungdae.apps.notices.services.pinning import pin
from deungdae.apps.notices.services.subscriptions import unsubscribe
from tests.support.notices import a_file, a_notice, a_png, a_subscriber, notice_facts, on_board

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def states_of(notice: Notice) -> list[str]:
    return list(notice.steps.values_list("state", flat=True))


def test_every_edit_is_a_version_and_an_edit_that_changes_nothing_is_none() -> None:
    notice = a_notice(tags=("스마트 공장", "스마트공장", "AI"))
    assert sorted(Tag.objects.values_list("key", flat=True)) == ["ai", "스마트공장"]
    notice, _pictures = update_notice(notice=notice, facts=notice_facts(title="새 제목"), seen=1, actor=None)
    notice, _pictures = update_notice(notice=notice, facts=notice_facts(title="새 제목"), seen=2, actor=None)
    assert list(notice.versions.values_list("number", "title")) == [(2, "새 제목"), (1, "지원사업 안내")]


def test_who_edits_an_older_version_is_told_and_nothing_is_lost() -> None:
    notice = a_notice()
    update_notice(notice=notice, facts=notice_facts(title="먼저 고침"), seen=1, actor=None)
    with pytest.raises(RefusedError, match="다른 사람이 고쳐 2판"):
        update_notice(notice=notice, facts=notice_facts(title="나중에 고침"), seen=1, actor=None)
    assert Notice.objects.get().title == "먼저 고침"


def test_a_notice_that_is_only_a_picture_is_refused_with_the_way_out() -> None:
    with pytest.raises(RefusedError, match="그림에 있는 말을 내용에 글로 적고"):
        create_notice(facts=notice_facts(category="press", body="<img src='a.png'>"), actor=None)
    assert not Notice.objects.exists()
    press = a_notice(category="press", title="보도자료", body="<p>사진 참고</p>")
    a_file(press, "보도.png", a_png(), description="협약식에서 두 사람이 악수한다")
    with pytest.raises(RefusedError, match="30자 이상 글로"):
        transition_notice(notice=press, target="published", actor=None)
    assert Notice.objects.get().state == "draft"


def test_pictures_beside_words_are_left_out_and_counted() -> None:
    _notice, pictures = create_notice(facts=notice_facts(body="<p>글</p><img src=x><img src=y>"), actor=None)
    assert pictures == 2


def test_steps_that_the_table_does_not_know_are_refused_and_one_taken_twice_is_one() -> None:
    notice = on_board()
    assert transition_notice(notice=notice, target="published", actor=None).state == "published"
    assert states_of(notice) == ["draft", "published"]
    with pytest.raises(RefusedError, match="할 수 없습니다"):
        transition_notice(notice=notice, target="scheduled", actor=None)
    with pytest.raises(RefusedError, match="까닭"):
        transition_notice(notice=notice, target="withdrawn", actor=None)
    transition_notice(notice=notice, target="withdrawn", reason="오타", actor=None)
    assert NoticeStep.objects.get(state="withdrawn").reason == "오타"


def test_the_clock_publishes_what_is_due_and_ends_what_is_over() -> None:
    soon, later = clock.now() + HOUR, clock.now() + 3 * HOUR
    notice = a_notice(expires_at=later)
    transition_notice(notice=notice, target="scheduled", at=soon, actor=None)
    assert move_due_notices() == 0
    with clock.turned_to(soon):
        assert move_due_notices() == 1
        assert Notice.objects.on_board(clock.now()).count() == 1
    with clock.turned_to(later):
        assert Notice.objects.on_board(clock.now()).count() == 0, "no worker has to say so"
        assert move_due_notices() == 1
        assert move_due_notices() == 0
    assert states_of(notice) == ["draft", "scheduled", "published", "expired"]


def test_a_time_that_has_passed_or_comes_after_the_end_is_refused() -> None:
    notice = a_notice(expires_at=clock.now() + HOUR)
    for at, words in ((clock.now() - HOUR, "이미 지났습니다"), (clock.now() + 2 * HOUR, "늦습니다")):
        with pytest.raises(RefusedError, match=words):
            transition_notice(notice=notice, target="scheduled", at=at, actor=None)


def test_pinned_notices_keep_one_order_and_leave_it_with_the_board() -> None:
    first, second, third = (on_board(title=title) for title in ("가", "나", "다"))
    for one in (first, second, third):
        pin(notice=one, place=1)
    order = Notice.objects.exclude(pinned=None).order_by("pinned")
    assert [one.title for one in order] == ["다", "나", "가"]
    pin(notice=third, place=3)
    assert [one.title for one in order.all()] == ["나", "가", "다"]
    transition_notice(notice=first, target="expired", actor=None)
    assert list(order.all().values_list("title", "pinned")) == [("나", 1), ("다", 2)]
    with pytest.raises(RefusedError, match="게시한 뒤에"):
        pin(notice=Notice.objects.get(pk=first.pk), place=1)


def test_subscribers_hear_once_of_what_they_chose() -> None:
    a_subscriber("all@far.example")
    a_subscriber("calls@far.example", categories=("call",))
    Tag.objects.create(name="교육", key="교육")
    a_subscriber("tags@far.example", tags=("교육",))
    a_subscriber("press@far.example", categories=("press",))
    gone = a_subscriber("gone@far.example")
    unsubscribe(subscription=gone)
    notice = on_board(category="call", tags=("교육",))
    assert work_off_one(worker="시험")
    told = OutboxMessage.objects.order_by("recipient")
    assert [one.recipient for one in told] == ["all@far.example", "calls@far.example", "tags@far.example"]
    assert all("/notices/unsubscribe/" in one.unsubscribe and one.unsubscribe in one.body for one in told)
    assert told[0].subject == "[모집·공모] 지원사업 안내"
    transition_notice(notice=notice, target="expired", actor=None)
    transition_notice(notice=notice, target="published", actor=None)
    work_off_one(worker="시험")
    assert OutboxMessage.objects.count() == 3


def test_what_was_taken_down_before_the_letters_went_is_told_to_nobody() -> None:
    a_subscriber()
    transition_notice(notice=on_board(), target="withdrawn", reason="잘못", actor=None)
    assert work_off_one(worker="시험")
    assert not OutboxMessage.objects.exists()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE notices_noticeversion SET title = 'x'",
        "DELETE FROM notices_noticeversion",
        "UPDATE notices_noticestep SET reason = 'x'",
        "DELETE FROM notices_noticestep",
        "UPDATE notices_notice SET text = ''",
        "UPDATE notices_notice SET published_at = NULL",
        "UPDATE notices_notice SET scheduled_at = published_at",
        "UPDATE notices_notice SET title = ''",
        "UPDATE notices_notice SET pinned = 0",
    ],
)
def test_the_database_itself_keeps_what_was_said_and_what_a_state_means(statement: str) -> None:
    on_board()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert NoticeVersion.objects.count() == 1


def test_a_short_code_is_drawn_until_nobody_has_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("deungdae.apps.notices.models.notices.CODE_LETTERS", "23")
    taken = {a_notice(title=title).code for title in ("가", "나", "다")}
    others = free_codes(2**CODE_LENGTH - 3)
    assert len(taken) == 3
    assert taken.isdisjoint(others)
    assert len(taken | set(others)) == 2**CODE_LENGTH
