"""What strangers, people who left and words that are not said yet can do in a forum: nothing."""

from dataclasses import replace
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.test import Client

from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.services import create_account
from deungdae.apps.core import clock
from deungdae.apps.core.models import OutboxMessage
from deungdae.apps.forum.erasing import erase_account
from deungdae.apps.forum.links import desk_token, talk_of_desk, talk_of_token, talk_token
from deungdae.apps.forum.models import Arrival, Chair, Forum, Registration, Talk, TalkWish
from deungdae.apps.forum.selectors.programme import open_talks
from deungdae.apps.forum.services.afterwards import add_material
from deungdae.apps.forum.services.arrivals import walk_in
from deungdae.apps.forum.services.forums import transition_forum, update_forum
from deungdae.apps.forum.services.placing import place_talk, publish_programme, set_chair
from deungdae.apps.forum.services.registrations import (
    PersonFacts,
    choose_talks,
    confirm_registration,
    register,
)
from deungdae.apps.forum.services.reviewing import decide_talk, tell_decisions
from deungdae.apps.forum.services.talks import (
    change_setting,
    confirm_mail,
    submit_talk,
    update_talk,
    withdraw_talk,
)
from deungdae.apps.forum.spans import begins
from tests.support.forum import (
    a_call,
    a_talk,
    forum_facts,
    opened,
    placed,
    planned,
    registered,
    rooms_of,
    seat_states,
    staff_person,
    talk_facts,
    talk_slots,
    who,
)
from tests.support.notices import an_archive
from tests.support.refusals import code_of

pytestmark = pytest.mark.django_db


def recipients(subject: str) -> list[str]:
    found = OutboxMessage.objects.filter(subject__endswith=subject).order_by("pk")
    return list(found.values_list("recipient", flat=True))


def guest(number: int) -> User:
    return create_account(email=who(number).email, name=who(number).name, password=None)


def test_who_speaks_no_more_has_a_dead_link_and_the_others_a_new_one() -> None:
    forum = a_call()
    talk = a_talk(forum, speakers=("가", "나"))
    facts, link = talk_facts(forum, 1, speakers=("가", "나")), talk_token(talk)
    update_talk(talk=talk, facts=replace(facts, abstract="더 자세히"), actor=None)
    assert talk_of_token(link) == talk
    update_talk(talk=talk, facts=replace(facts, speakers=facts.speakers[:1]), actor=None)
    assert talk_of_token(link) is None
    assert recipients("발표 주소가 바뀌었습니다") == [facts.speakers[0].email]
    talk.refresh_from_db()
    assert talk_token(talk) in OutboxMessage.objects.latest("pk").body


def test_a_person_who_was_erased_is_written_to_no_more() -> None:
    staff = staff_person()
    forum, [talk] = planned(1, staff)
    [speaker], link = talk.speakers.all(), talk_token(talk)
    [there] = placed([talk], staff)
    set_chair(slot=there.slot, room=there.room, name="좌장", affiliation="", email=speaker.email, actor=staff)
    before = OutboxMessage.objects.count()
    erase_account(create_account(email=speaker.email, name=speaker.name, password=None))
    publish_programme(forum=forum, actor=staff)
    assert (OutboxMessage.objects.count(), talk_of_token(link)) == (before, None)
    assert not Chair.objects.filter(email=speaker.email).exists()


def test_an_erased_contact_of_an_unconfirmed_talk_is_asked_no_more() -> None:
    forum = a_call()
    facts = talk_facts(forum, 1, speakers=("가", "나"))
    submit_talk(forum=forum, facts=facts, key=uuid4(), actor=None)
    for one in facts.speakers:
        erase_account(create_account(email=one.email, name=one.name, password=None))
    assert recipients("발표 신청을 확인해 주십시오") == [one.email for one in facts.speakers]


def test_only_the_contact_is_asked_by_whom_nobody_knows() -> None:
    forum = a_call()
    facts = talk_facts(forum, 1, speakers=("가", "나", "다"))
    talk = submit_talk(forum=forum, facts=facts, key=uuid4(), actor=None)
    assert recipients("발표 신청을 확인해 주십시오") == [facts.speakers[0].email]
    confirm_mail(talk=talk)
    assert len(recipients("발표 신청을 접수했습니다")) == 3


def test_a_decision_that_was_changed_twice_is_told_three_times() -> None:
    staff, forum = staff_person(), a_call()
    talk = a_talk(forum)
    for target in ("accepted", "waiting", "accepted"):
        decide_talk(talk=talk, target=target, actor=staff)
        assert tell_decisions(forum=forum, actor=staff) == 1
    assert len(recipients("발표가 채택되었습니다")) == 2


def test_nobody_reads_of_a_decision_before_its_speaker() -> None:
    staff = staff_person()
    forum, [first] = opened(1, staff)
    late = submit_talk(forum=forum, facts=talk_facts(forum, 2), key=uuid4(), actor=staff)
    seat = registered(forum, 1)
    decide_talk(talk=late, target="accepted", actor=staff)
    assert [talk.pk for talk in open_talks(forum)] == [first.pk]
    assert code_of(lambda: choose_talks(registration=seat, talks=[Talk.objects.get(pk=late.pk)])) == "talk"
    slot, room = talk_slots(forum)[0], rooms_of(forum)[0]
    assert code_of(lambda: place_talk(talk=late, slot=slot, room=room, actor=staff)) == "untold"
    tell_decisions(forum=forum, actor=staff)
    assert len(open_talks(forum)) == 2
    assert place_talk(talk=late, slot=slot, room=room, actor=staff).slot == slot


def test_an_untold_rejection_can_be_withdrawn_like_any_other() -> None:
    staff, forum = staff_person(), a_call()
    talks = [a_talk(forum, number) for number in (1, 2)]
    decide_talk(talk=talks[0], target="rejected", actor=staff)
    pages = [Client().get(f"/forum/talk/{talk_token(talk)}/").content.decode() for talk in talks]
    assert [page.count("철회") for page in pages] == [pages[1].count("철회")] * 2
    assert "미채택" not in pages[0]
    assert withdraw_talk(talk=talks[0], reason="", actor=None).state == "withdrawn"


def test_what_a_stranger_typed_for_an_address_stands_in_nobodys_way() -> None:
    forum, _talks = opened(1, staff_person())
    owner = guest(1)
    wrong = PersonFacts(name="남이 적은 이름", email=owner.email)
    strange = register(forum=forum, facts=wrong, key=uuid4(), actor=None)
    assert register(forum=forum, facts=wrong, key=uuid4(), actor=None).pk == strange.pk
    other = register(forum=forum, facts=who(1), key=uuid4(), actor=None)
    assert (other.pk == strange.pk, other.state) == (False, "asked")
    mine = register(forum=forum, facts=who(1), key=uuid4(), actor=owner)
    assert (mine.state, mine.name) == ("seated", who(1).name)
    for one in (strange, other):
        assert code_of(lambda one=one: confirm_registration(registration=one)) == "twice"
    with pytest.raises(IntegrityError), transaction.atomic():
        Registration.objects.filter(pk=strange.pk).update(state="waiting", number=9)


def test_one_form_is_one_person() -> None:
    staff = staff_person()
    forum, _talks = opened(1, staff)
    key = uuid4()
    register(forum=forum, facts=who(1), key=key, actor=None)
    assert code_of(lambda: register(forum=forum, facts=who(2), key=key, actor=None)) == "key_reused"


def test_one_form_is_one_talk() -> None:
    forum = a_call()
    told = {"forum": forum, "key": uuid4(), "actor": None}
    submit_talk(facts=talk_facts(forum, 1), **told)
    assert code_of(lambda: submit_talk(facts=talk_facts(forum, 2), **told)) == "key_reused"


@pytest.fixture
def on_the_day(monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    def turn(forum: Forum) -> None:
        monkeypatch.setattr(clock, "now", lambda: begins(forum))

    return turn


def test_two_at_the_door_are_two(on_the_day) -> None:  # type: ignore[no-untyped-def]
    staff = staff_person()
    forum, _talks = opened(1, staff)
    on_the_day(forum)
    key, walk = uuid4(), {"forum": forum, "actor": staff}
    first = walk_in(facts=PersonFacts("가", ""), key=key, **walk)
    assert walk_in(facts=PersonFacts("가", ""), key=key, **walk).pk == first.pk
    assert code_of(lambda: walk_in(facts=PersonFacts("나", ""), key=key, **walk)) == "key_reused"
    target = {"forum": forum, "target": "cancelled", "reason": "태풍", "actor": staff}
    assert code_of(lambda: transition_forum(**target)) == "came"
    assert (Arrival.objects.count(), seat_states(forum)) == (1, ["seated"])


def test_a_desk_belongs_to_who_leads_where_the_talk_is_held() -> None:
    staff = staff_person()
    forum, talks = planned(2, staff)
    [talk, _other] = placed(talks, staff)
    publish_programme(forum=forum, actor=staff)
    at = {"slot": talk.slot, "room": talk.room, "affiliation": "", "actor": staff}
    set_chair(name="가", email="first@far.example", **at)
    link = desk_token(talk)
    set_chair(name="가 님", email="first@far.example", **at)
    assert (talk_of_desk(link), recipients("맡아 주셔서 고맙습니다")) == (talk, ["first@far.example"])
    set_chair(name="나", email="second@far.example", **at)
    assert (talk_of_desk(link), len(recipients("맡아 주셔서 고맙습니다"))) == (None, 2)
    link = desk_token(talk)
    assert link in OutboxMessage.objects.latest("pk").body
    place_talk(talk=talk, slot=talk_slots(forum)[5], room=talk.room, actor=staff)
    assert talk_of_desk(link) is None


def test_a_withdrawn_talk_takes_its_files_with_it() -> None:
    staff = staff_person()
    forum, talks = opened(1, staff)
    [talk] = placed(talks, staff)
    publish_programme(forum=forum, actor=staff)
    file = ContentFile(an_archive({"slides.txt": "words"}), name="slides.zip")
    told = {"title": "자료", "link": "", "has_agreed": True, "key": uuid4()}
    address = f"/forum/materials/{add_material(talk=talk, file=file, **told).short_id}/"
    assert Client().get(address).status_code == 200
    withdraw_talk(talk=talk, reason="", actor=None)
    assert Client().get(address).status_code == 404


def test_seats_of_a_talk_are_for_who_has_a_seat_of_the_forum() -> None:
    staff = staff_person()
    forum, [talk] = opened(1, staff, capacity=1)
    seated, waiting = registered(forum, 1), registered(forum, 2)
    for one in (seated, waiting):
        choose_talks(registration=one, talks=[talk])
    with pytest.raises(IntegrityError), transaction.atomic():
        Talk.objects.filter(pk=talk.pk).update(seats=5)
    told = {"title": talk.title, "track": talk.track, "expected": 10, "is_keynote": False}
    change_setting(talk=talk, seats=1, actor=staff, **told)
    assert [wish.registration_id for wish in TalkWish.objects.all()] == [seated.pk]
    Talk.objects.filter(pk=talk.pk).update(seats=2)
    with pytest.raises(IntegrityError), transaction.atomic():
        TalkWish.objects.create(registration=waiting, talk=talk)


def test_an_open_call_ends_before_the_forum_begins() -> None:
    forum = a_call()
    for until in (None, clock.now(), begins(forum).replace(year=2031)):
        facts = forum_facts(call_until=until)
        assert code_of(lambda facts=facts: update_forum(forum=forum, facts=facts, actor=None)) == "call_until"
