"""The day and what stays of it: arrivals once, questions shown by the chair, cases told and put right."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from deungdae.apps.core import clock
from deungdae.apps.core.models import OutboxMessage, StoredFile
from deungdae.apps.evidence.models import EvidenceEntry
from deungdae.apps.forum.models import Arrival, ArrivalStep, Forum, Poll, Question, Registration, Speaker
from deungdae.apps.forum.services.afterwards import add_material, join_group, set_groups, write_to_all
from deungdae.apps.forum.services.arrivals import check_in, check_in_all, take_back, walk_in
from deungdae.apps.forum.services.forums import transition_forum
from deungdae.apps.forum.services.holding import link_company, mark_missed
from deungdae.apps.forum.services.live import ask, moderate, open_poll, vote, vote_up
from deungdae.apps.forum.services.placing import publish_programme
from deungdae.apps.organisations.models import Organisation
from tests.support.factors import with_factor
from tests.support.forum import opened, placed, registered, staff_person, who
from tests.support.notices import an_archive
from tests.support.refusals import code_of
from tests.support.rooms import at

pytestmark = pytest.mark.django_db


@pytest.fixture
def on_the_day(monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    """Turn the clock's hands to an hour of the forum's day."""

    def turn(hour: float) -> None:
        monkeypatch.setattr(clock, "now", lambda: at(hour))

    return turn


def test_who_comes_is_written_once_with_the_earliest_time(on_the_day) -> None:  # type: ignore[no-untyped-def]
    staff = staff_person()
    forum, _talks = opened(1, staff)
    people = [registered(forum, number) for number in range(4)]
    assert code_of(lambda: check_in(registration=people[0], way="code", actor=staff)) == "too_early"
    on_the_day(9.5)
    check_in(registration=people[0], way="code", actor=staff)
    assert check_in_all(forum=forum, people=people[:2], actor=staff, at=at(9)) == 1
    assert check_in_all(forum=forum, people=people[:2], actor=staff, at=at(9)) == 0
    assert set(Arrival.objects.values_list("at", flat=True)) == {at(9)}
    assert code_of(lambda: check_in(registration=people[3], way="code", actor=staff)) == "no_seat"
    future = at(9.5) + timedelta(hours=1)
    assert code_of(lambda: check_in(registration=people[2], way="list", actor=staff, at=future)) == "future"
    waiting = Registration.objects.get(state="waiting")
    with pytest.raises(IntegrityError), transaction.atomic():
        Arrival.objects.create(registration=waiting, at=at(9), way="list")
    assert code_of(lambda: take_back(registration=people[0], reason="", actor=staff)) == "reason"
    take_back(registration=people[0], reason="다른 사람", actor=staff)
    assert Arrival.objects.count() == 1
    assert ArrivalStep.objects.count() == 4


def test_a_walk_in_gets_a_seat_only_while_one_is_free(on_the_day) -> None:  # type: ignore[no-untyped-def]
    staff = staff_person()
    forum, _talks = opened(1, staff, capacity=2)
    registered(forum, 1)
    on_the_day(9.5)
    key = uuid4()
    made = [walk_in(forum=forum, facts=who(2), key=key, actor=staff) for _press in range(2)]
    assert (made[0].pk, made[0].number, hasattr(made[0], "arrival")) == (made[1].pk, 2, True)
    assert code_of(lambda: walk_in(forum=forum, facts=who(3), key=uuid4(), actor=staff)) == "full"


def test_a_question_is_shown_by_the_chair_and_wanted_once_by_each() -> None:
    staff = staff_person()
    forum, talks = opened(1, staff)
    people = [registered(forum, number) for number in range(4)]
    [talk] = placed(talks, staff)
    assert code_of(lambda: ask(talk=talk, registration=people[0], text="언제")) == "not_public"
    publish_programme(forum=forum, actor=staff)
    talk.forum.refresh_from_db()
    question = ask(talk=talk, registration=people[0], text="얼마나 걸렸습니까")
    assert ask(talk=talk, registration=people[0], text="얼마나 걸렸습니까") == question
    assert code_of(lambda: vote_up(question=question, registration=people[1])) == "not_shown"
    assert code_of(lambda: ask(talk=talk, registration=people[3], text="왜")) == "no_seat"
    question = moderate(question=question, state="shown")
    question.talk.forum = talk.forum
    for _press in range(2):
        vote_up(question=question, registration=people[1])
    assert Question.objects.get().votes.count() == 1
    assert code_of(lambda: moderate(question=question, state="asked")) == "state"
    poll = open_poll(talk=talk, text="도입했습니까", options=["예", "아니요", "예"])
    assert poll.options == ["예", "아니요"]
    vote(poll=poll, registration=people[0], option=1)
    assert code_of(lambda: vote(poll=poll, registration=people[0], option=0)) == "twice"
    assert code_of(lambda: vote(poll=poll, registration=people[1], option=2)) == "option"
    second = open_poll(talk=talk, text="다음", options=["가", "나"])
    assert open_poll(talk=talk, text="다음", options=["가", "나"]) == second
    assert Poll.objects.filter(is_open=True).count() == 1
    assert code_of(lambda: vote(poll=poll, registration=people[1], option=0)) == "closed"
    with pytest.raises(IntegrityError), transaction.atomic():
        Poll.objects.filter(pk=poll.pk).update(is_open=True)


def standing() -> list[tuple[str, str]]:
    rows = EvidenceEntry.objects.standing().order_by("pk")
    return [(entry.kind, entry.organisation.name) for entry in rows]


def test_cases_are_told_who_came_and_spoke_and_put_right(on_the_day) -> None:  # type: ignore[no-untyped-def]
    staff = staff_person()
    forum, talks = opened(2, staff)
    company, other = (Organisation.objects.create(name=name) for name in ("한빛정밀", "다온소프트"))
    people = [registered(forum, number) for number in range(3)]
    Speaker.objects.filter(talk=talks[0]).update(organisation=other)
    first, _second = placed(talks, staff)
    link_company(registration=people[0], organisation=company, actor=staff)
    on_the_day(9.5)
    check_in_all(forum=forum, people=people[:2], actor=staff)
    forum = transition_forum(forum=forum, target="closed", actor=staff)
    assert code_of(lambda: transition_forum(forum=forum, target="held", actor=staff)) == "not_yet"
    on_the_day(19)
    forum = transition_forum(forum=forum, target="held", actor=staff)
    assert standing() == [("forum.attended", "한빛정밀"), ("forum.spoke", "다온소프트")]
    link_company(registration=people[0], organisation=other, actor=staff)
    assert standing() == [("forum.spoke", "다온소프트"), ("forum.attended", "다온소프트")]
    take_back(registration=people[0], reason="오지 않음", actor=staff)
    mark_missed(talk=first, is_missed=True, actor=staff)
    assert standing() == []
    assert "오지 않음" not in str(list(EvidenceEntry.objects.values_list("payload", flat=True)))


def test_materials_groups_and_one_letter(on_the_day) -> None:  # type: ignore[no-untyped-def]
    staff = staff_person()
    forum, talks = opened(1, staff)
    people = [registered(forum, number) for number in range(4)]
    told = {"talk": talks[0], "title": "자료", "link": "", "has_agreed": False, "key": uuid4()}
    for content, name, code in (
        (b"MZ\x90\x00\x03", "자료.pdf", "file_mismatch"),
        (an_archive({"word/document.xml": "x"}), "자료.docx", "kind"),
        (an_archive({"run.exe": "MZ"}), "자료.zip", "file_program"),
    ):
        wrong = ContentFile(content, name=name)
        assert code_of(lambda wrong=wrong: add_material(file=wrong, **told)) == code
    assert not StoredFile.objects.exists()
    assert code_of(lambda: add_material(file=None, **told)) == "one"
    right = ContentFile(an_archive({"slides.txt": "words"}), name="자료.zip")
    assert add_material(file=right, **told) == add_material(file=right, **told)
    set_groups(forum=forum, names=["식품", "금속"])
    group = forum.groups.get(name="식품")
    join_group(group=group, registration=people[0])
    assert code_of(lambda: join_group(group=group, registration=people[3])) == "no_seat"
    assert code_of(lambda: set_groups(forum=forum, names=["금속"])) == "joined"
    letter = {"subject": "고맙습니다 {reason}", "text": "자료를 {올렸습니다}", "key": uuid4(), "actor": staff}
    assert code_of(lambda: write_to_all(forum=forum, **letter)) == "not_held"
    on_the_day(9.5)
    check_in_all(forum=forum, people=people[:2], actor=staff)
    Forum.objects.filter(pk=forum.pk).update(state="held")
    before = OutboxMessage.objects.count()
    assert [write_to_all(forum=forum, **letter) for _press in range(2)] == [2, 2]
    assert OutboxMessage.objects.count() == before + 2


def test_somebody_at_the_door_is_found_by_name_unless_names_are_masked(settings: Any) -> None:
    staff = staff_person()
    forum, _talks = opened(1, staff)
    found = registered(forum, 1)
    client = Client()
    client.force_login(with_factor(staff))
    for name in ("door", "people"):
        address = reverse(f"forum:{name}", args=[forum.public_id])
        settings.MASKED_FIELDS = ["email", "phone"]
        assert found.name in client.get(address, {"q": found.name[:4]}).text
        assert found.name in client.get(address, {"q": str(found.number)}).text
        settings.MASKED_FIELDS = ["name"]
        assert "한빛정밀" in client.get(address, {"q": str(found.number)}).text
        assert "한빛정밀" not in client.get(address, {"q": found.name[:4]}).text


def test_whoever_waits_reads_the_place_on_the_page_of_the_company_and_the_centre() -> None:
    staff = staff_person()
    forum, _talks = opened(1, staff, capacity=1)
    _first, _second, third = (registered(forum, number) for number in range(3))
    client = Client()
    client.force_login(with_factor(staff))
    address = reverse("forum:registration", args=[third.public_id])
    assert "앞에 1명" in client.get(address).text
