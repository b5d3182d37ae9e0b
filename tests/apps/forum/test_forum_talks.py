"""From the call to the decision: who may propose, review and be told, and how often."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.services import create_account, grant_role
from deungdae.apps.calendar.models import Booking
from deungdae.apps.core import clock
from deungdae.apps.core.models import OutboxMessage
from deungdae.apps.forum.models import Forum, ForumSlot, Speaker, Talk, TalkReview
from deungdae.apps.forum.services.forums import close_calls, transition_forum, update_forum
from deungdae.apps.forum.services.frames import Frame, SlotFacts, set_frame
from deungdae.apps.forum.services.reviewing import (
    assign_reviewers,
    confirm_speaking,
    decide_talk,
    tell_decisions,
    write_review,
)
from deungdae.apps.forum.services.talks import confirm_mail, submit_talk, update_talk, withdraw_talk
from deungdae.apps.organisations.models import Membership, Organisation
from tests.support.forum import a_call, a_forum, a_talk, forum_facts, staff_person, talk_facts
from tests.support.refusals import code_of
from tests.support.rooms import a_booking, at

pytestmark = pytest.mark.django_db


def expert(name: str, email: str = "") -> User:
    user = create_account(email=email or f"{name}@expert.example", name=name, password=None)
    grant_role(user=user, role="reviewer")
    return user


def test_rooms_are_booked_all_or_none() -> None:
    forum = a_forum()
    rooms = [room.resource for room in forum.rooms.all()]
    assert Booking.objects.standing().count() == 3
    a_booking(rooms[0], 7, 8)
    facts = forum_facts(opens=7 * 60)
    assert code_of(lambda: update_forum(forum=forum, facts=facts, actor=None)) == "taken"
    assert set(Booking.objects.standing().exclude(source="").values_list("starts_at", flat=True)) == {at(9)}
    cancelled = transition_forum(forum=forum, target="cancelled", reason="연기", actor=None)
    assert cancelled.state == Forum.State.CANCELLED
    assert Booking.objects.standing().exclude(source="").count() == 0


def test_slots_never_overlap_whoever_writes_them() -> None:
    forum = a_forum()
    frame = Frame([("AI", "")], [room.resource for room in forum.rooms.all()], [SlotFacts(at(8), at(9))])
    assert code_of(lambda: set_frame(forum=forum, frame=frame, actor=None)) == "slot_outside"
    with pytest.raises(IntegrityError), transaction.atomic():
        ForumSlot.objects.create(forum=forum, kind="talks", starts_at=at(10.25), ends_at=at(10.75))


def test_a_talk_is_proposed_once_and_counts_when_its_mail_was_confirmed() -> None:
    forum, key = a_call(), uuid4()
    talk = submit_talk(forum=forum, facts=talk_facts(forum, 1), key=key, actor=None)
    again = submit_talk(forum=forum, facts=talk_facts(forum, 1), key=key, actor=None)
    assert (talk.state, again.pk) == ("asked", talk.pk)
    assert confirm_mail(talk=talk).state == confirm_mail(talk=talk).state == "submitted"
    assert OutboxMessage.objects.count() == 2
    twin = talk_facts(forum, 1, title="발 표 01")
    assert code_of(lambda: submit_talk(forum=forum, facts=twin, key=uuid4(), actor=None)) == "twice"


def test_after_its_deadline_a_call_takes_nothing_and_closes_itself() -> None:
    forum = a_call()
    talk = a_talk(forum)
    Forum.objects.filter(pk=forum.pk).update(call_until=clock.now())
    forum.refresh_from_db()
    facts = talk_facts(forum, 2)
    assert code_of(lambda: submit_talk(forum=forum, facts=facts, key=uuid4(), actor=None)) == "too_late"
    assert close_calls() == 1
    edit = talk_facts(forum, 1, title="새 제목")
    assert code_of(lambda: update_talk(talk=talk, facts=edit, actor=None)) == "no_call"


@pytest.mark.parametrize("tie", ["mail", "house", "membership", "name"])
def test_nobody_reviews_the_own_house(tie: str) -> None:
    staff, forum = staff_person(), a_call()
    talk = a_talk(forum)
    speaker, company = Speaker.objects.get(talk=talk), Organisation.objects.create(name="한빛정밀")
    email = {"mail": speaker.email, "house": f"other@{speaker.email.partition('@')[2]}"}.get(tie, "")
    reviewer = expert("전문가", email)
    if tie in ("membership", "name"):
        Membership.objects.create(
            user=reviewer, organisation=company, role=Membership.Role.OWNER, starts_on=clock.today()
        )
        told = {"organisation": company} if tie == "membership" else {"affiliation": "한빛 정밀"}
        Speaker.objects.filter(pk=speaker.pk).update(**told)
    assert code_of(lambda: assign_reviewers(talk=talk, reviewers=[reviewer], actor=staff)) == "interest"
    assert code_of(lambda: assign_reviewers(talk=talk, reviewers=[a_person()], actor=staff)) == "no_right"


def a_person() -> User:
    return create_account(email="nobody@far.example", name="아무개", password=None)


def test_a_review_that_became_one_of_the_own_house_counts_no_more() -> None:
    staff, forum = staff_person(), a_call()
    talk, reviewer = a_talk(forum), expert("전문가")
    [review] = assign_reviewers(talk=talk, reviewers=[reviewer], actor=staff)
    write_review(review=review, scores=(5, 4, 3), to_author="좋습니다", to_committee="", actor=reviewer)
    facts = talk_facts(forum, 1)
    update_talk(talk=talk, facts=facts, actor=None)
    assert TalkReview.objects.count() == 1
    joined = [*facts.speakers, type(facts.speakers[0])("동료", "전문가 회사", "peer@expert.example")]
    update_talk(
        talk=talk,
        facts=talk_facts(forum, 1, **{"title": "발표 01"}) if not joined else replaced(facts, joined),
        actor=None,
    )
    assert TalkReview.objects.count() == 0


def replaced(facts, speakers):  # type: ignore[no-untyped-def]
    from dataclasses import replace

    return replace(facts, speakers=speakers)


def test_a_decision_is_told_once_and_then_confirmed() -> None:
    staff, forum = staff_person(), a_call()
    talks = [a_talk(forum, number) for number in (1, 2, 3)]
    reviewer = expert("전문가")
    [review] = assign_reviewers(talk=talks[0], reviewers=[reviewer], actor=staff)
    write_review(review=review, scores=(5, 4, 3), to_author="사례를 더", to_committee="비밀", actor=reviewer)
    forum = transition_forum(forum=forum, target="review", actor=staff)
    assert code_of(lambda: transition_forum(forum=forum, target="programme", actor=staff)) == "undecided"
    for talk, target in zip(talks, ("accepted", "waiting", "rejected"), strict=True):
        decide_talk(talk=talk, target=target, actor=staff)
    assert code_of(lambda: transition_forum(forum=forum, target="programme", actor=staff)) == "untold"
    assert code_of(lambda: confirm_speaking(talk=talks[0], actor=None)) == "not_told"
    before = OutboxMessage.objects.count()
    assert (tell_decisions(forum=forum, actor=staff), tell_decisions(forum=forum, actor=staff)) == (3, 0)
    letters = OutboxMessage.objects.order_by("pk")[before:]
    assert len(letters) == 3
    accepted = next(one.body for one in letters if "채택되었습니다" in one.body)
    assert "사례를 더" in accepted
    assert "비밀" not in accepted
    assert confirm_speaking(talk=talks[0], actor=None).state == "confirmed"
    assert transition_forum(forum=forum, target="programme", actor=staff).state == "programme"
    assert withdraw_talk(talk=Talk.objects.get(pk=talks[0].pk), reason="", actor=None).state == "withdrawn"


def test_other_peoples_scores_cannot_be_written() -> None:
    staff, forum = staff_person(), a_call()
    [review] = assign_reviewers(talk=a_talk(forum), reviewers=[expert("가")], actor=staff)
    values = {"to_author": "", "to_committee": ""}
    assert code_of(lambda: write_review(review=review, scores=(1, 1, 1), actor=staff, **values)) == "other"
    mine = review.reviewer
    assert code_of(lambda: write_review(review=review, scores=(6, 1, 1), actor=mine, **values)) == "scores"
