"""What happens to seats afterwards: merged companies, erased people, undone lists, moved sessions."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from deungdae.apps.academy.forms.sessions import initial_of_session
from deungdae.apps.academy.links import enrolment_token
from deungdae.apps.academy.models import Cohort, Enrolment, EnrolmentStep, Session
from deungdae.apps.academy.services import enrolments as services
from deungdae.apps.academy.services import handing_over
from deungdae.apps.academy.services.cohorts import close_enrolment, transition_cohort, update_cohort
from deungdae.apps.academy.services.courses import archive_course
from deungdae.apps.academy.services.draws import hold_draw
from deungdae.apps.academy.services.lists import Wanted, enrol_list, take_back_list
from deungdae.apps.academy.services.sessions import add_session, change_session, remove_session
from deungdae.apps.academy.services.trainees import PersonFacts
from deungdae.apps.accounts.anonymising import anonymise_people
from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.models import OutboxMessage
from deungdae.apps.organisations.models import Organisation
from deungdae.apps.organisations.services.merging import merge_organisations
from tests.apps.academy.test_academy_pages import page, post, signed_in, staff_person
from tests.apps.academy.test_seat_walls import at_once
from tests.support.academy import (
    a_course,
    a_draft,
    an_open_cohort,
    cohort_facts,
    enrolled,
    limited,
    session_facts,
    sessions_of,
    states,
    who,
)
from tests.support.centre import person
from tests.support.refusals import code_of
from tests.support.rooms import a_room, at

pytestmark = pytest.mark.django_db
WEDNESDAY, THURSDAY = date(2030, 3, 6), date(2030, 3, 7)


def a_company(name: str = "한빛정밀") -> Organisation:
    return Organisation.objects.create(name=name)


def news() -> list[OutboxMessage]:
    return list(OutboxMessage.objects.filter(subject__contains="일정이 바뀌었습니다").order_by("id"))


def merged(capacity: int = 5) -> tuple[Cohort, Enrolment]:
    """Two companies with a share of one seat each are one company with two."""
    first, second = a_company("한빛정밀"), a_company("나래기계")
    cohort = an_open_cohort(capacity, most=1)
    mine = enrolled(cohort, 1, organisation=first)
    enrolled(cohort, 2, organisation=second)
    merge_organisations(survivor=first, merged=second, take=[], reason="상호 변경", actor=staff_person())
    mine.refresh_from_db()
    return cohort, mine


def test_after_a_merge_beyond_the_share_the_cohort_goes_on() -> None:
    cohort, mine = merged()
    assert enrolled(cohort, 3).state == "seated"
    assert enrolled(cohort, 4, organisation=mine.organisation).state == "waiting"
    update_cohort(cohort=cohort, facts=cohort_facts(note="안내"), actor=None)
    transfer = {"facts": who(9), "actor": None}
    assert code_of(lambda: handing_over.transfer_enrolment(enrolment=mine, **transfer)) == "company"
    transition_cohort(cohort=cohort, target="closed", actor=None)
    assert states(cohort) == ["seated", "seated", "seated", "waiting"]


def test_an_offer_of_before_the_merge_is_still_accepted() -> None:
    first, second = a_company("한빛정밀"), a_company("나래기계")
    cohort = an_open_cohort(1, most=1)
    enrolled(cohort, 1)
    offered = enrolled(cohort, 2, organisation=first)
    limited(cohort, 3, most=1)
    enrolled(cohort, 3, organisation=second)
    merge_organisations(survivor=first, merged=second, take=[], reason="상호 변경", actor=staff_person())
    assert services.accept_offer(enrolment=offered, actor=None).state == "seated"


def test_a_chore_that_fails_at_one_cohort_looks_after_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    first = an_open_cohort(1)
    second = an_open_cohort(1, course=first.course)
    Cohort.objects.filter(pk=first.pk).update(lottery_secret="")
    broken = "deungdae.apps.academy.services.cohorts.fill_seats"
    moment = second.enrol_until + timedelta(minutes=1)
    monkeypatch.setattr(clock, "now", lambda: moment)

    def fill(cohort: Cohort, **_named: object) -> None:
        if cohort.pk == first.pk:
            raise RuntimeError("broken")

    monkeypatch.setattr(broken, fill)
    assert close_enrolment() == 2
    second.refresh_from_db()
    assert second.state == "closed"


def test_an_erased_person_holds_no_seat_and_no_reason_names_them() -> None:
    user, cohort = person("haneul"), an_open_cohort(1)
    mine = services.enrol_self(cohort=cohort, user=user, organisation=None)
    services.cancel_enrolment(enrolment=mine, reason="김하늘 과장 퇴사", actor=user)
    again = services.enrol_self(cohort=cohort, user=user, organisation=None)
    waiting, link = enrolled(cohort, 2), enrolment_token(again)
    anonymise_people([user.pk])
    waiting.refresh_from_db()
    assert waiting.state == "offered"
    assert Client().get(reverse("academy:seat", args=[link])).status_code == 404
    assert not EnrolmentStep.objects.filter(reason__contains="김하늘").exists()


def test_an_erased_person_on_the_waiting_list_is_passed_over() -> None:
    user, cohort = person("haneul"), an_open_cohort(1)
    first = enrolled(cohort, 1)
    services.enrol_self(cohort=cohort, user=user, organisation=None)
    enrolled(cohort, 3)
    anonymise_people([user.pk])
    services.cancel_enrolment(enrolment=first, reason="", actor=None)
    assert states(cohort) == ["cancelled", "cancelled", "offered"]


def a_list(cohort: Cohort, company: Organisation) -> list[int]:
    people = [Wanted(who(number), company, None) for number in range(2)]
    return [one.pk for one in enrol_list(cohort=cohort, people=people, actor=None)]


def test_a_list_is_not_taken_back_once_it_is_too_late(monkeypatch: pytest.MonkeyPatch) -> None:
    company, cohort = a_company(), an_open_cohort(2, cancel_days=60)
    keys, owner = a_list(cohort, company), person("owner", organisation=company)
    day = cohort.sessions.get().starts_at.date() - timedelta(days=1)
    monkeypatch.setattr(clock, "today", lambda: day)
    undo = lambda: take_back_list(cohort=cohort, keys=keys, actor=owner)  # noqa: E731
    assert code_of(undo) == "too_late_to_cancel"
    Enrolment.objects.filter(pk=keys[0]).update(started_on=day)
    started = lambda: take_back_list(cohort=cohort, keys=keys, actor=None)  # noqa: E731
    assert code_of(started) == "import_undo_changed"
    Cohort.objects.filter(pk=cohort.pk).update(state="finished")
    assert code_of(started) == "over"
    assert states(cohort) == ["seated", "seated"]


def test_a_form_sent_again_after_the_seat_was_given_back_says_so() -> None:
    cohort, user = an_open_cohort(1), person("haneul")
    client, key = signed_in(user), uuid4()
    post(client, "enrol", cohort, key=key)
    services.cancel_enrolment(enrolment=Enrolment.objects.get(), reason="", actor=user)
    status, text = post(client, "enrol", cohort, key=key)
    assert status == 200
    assert "앞서 보낸 신청" in text


def test_a_removed_session_is_told_once_and_is_no_longer_listed() -> None:
    cohort = an_open_cohort(1)
    enrolled(cohort, 1)
    add_session(cohort=cohort, facts=session_facts(WEDNESDAY, title="둘째"), actor=None)
    stale = Session.objects.get(title="첫 시간")
    change_session(session=stale, facts=session_facts(THURSDAY), actor=None)
    remove_session(session=stale, actor=None)
    added, moved, gone = (message.body for message in news())
    assert "‘둘째’가 더해졌습니다: 2030. 3. 6.(수) 10:00~16:00" in added
    assert "‘첫 시간’: 2030. 3. 7." in moved
    assert "‘첫 시간’이 없어졌습니다: 2030. 3. 7." in gone
    assert gone.count("첫 시간") == 1


def test_another_room_or_way_is_named_in_the_news() -> None:
    cohort, room = an_open_cohort(1), a_room()
    enrolled(cohort, 1)
    [session] = sessions_of(cohort)
    change_session(session=session, facts=session_facts(resources=[room]), actor=None)
    change_session(session=session, facts=session_facts(delivery="online"), actor=None)
    assert ["301호" in message.body for message in news()] == [True, False]
    assert "온라인" in news()[1].body


def test_an_offer_is_shortened_when_the_first_session_moves_forward(monkeypatch: pytest.MonkeyPatch) -> None:
    cohort = an_open_cohort(1, offer_hours=336)
    first, second = enrolled(cohort, 1), enrolled(cohort, 2)
    [session] = sessions_of(cohort)
    moment = session.starts_at - timedelta(days=16)
    monkeypatch.setattr(clock, "now", lambda: moment)
    services.cancel_enrolment(enrolment=first, reason="", actor=None)
    change_session(session=session, facts=session_facts(date(2030, 2, 20)), actor=None)
    second.refresh_from_db()
    assert second.offer_until == sessions_of(cohort)[0].starts_at
    after = second.offer_until - timedelta(minutes=1)
    monkeypatch.setattr(clock, "now", lambda: after)
    services.accept_offer(enrolment=second, actor=None)


def test_a_seat_is_not_accepted_or_handed_over_when_its_time_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    company, cohort = a_company(), an_open_cohort(1, offer_hours=1)
    first, second = enrolled(cohort, 1), enrolled(cohort, 2, organisation=company)
    services.cancel_enrolment(enrolment=first, reason="", actor=None)
    moment = clock.now() + timedelta(hours=2)
    monkeypatch.setattr(clock, "now", lambda: moment)
    hand_over = lambda: handing_over.transfer_enrolment(enrolment=second, facts=who(9), actor=None)  # noqa: E731
    assert code_of(hand_over) == "offer_over"
    Enrolment.objects.filter(pk=second.pk).update(offer_until=at(18))
    started = at(11)
    monkeypatch.setattr(clock, "now", lambda: started)
    assert code_of(lambda: services.accept_offer(enrolment=second, actor=None)) == "started"


def test_a_seat_goes_to_nobody_of_another_company_and_to_no_namesake_unasked() -> None:
    ours, theirs = a_company(), a_company("나래기계")
    cohort = an_open_cohort(3)
    other = an_open_cohort(3, course=cohort.course)
    mine = enrolled(cohort, 1, organisation=ours)
    enrolled(cohort, 2, organisation=ours, name="이바다")
    enrolled(other, 9, organisation=theirs)
    act = handing_over.transfer_enrolment
    assert code_of(lambda: act(enrolment=mine, facts=who(9), actor=None)) == "other_company"
    twin = PersonFacts("이바다", "second@example.com")
    assert code_of(lambda: act(enrolment=mine, facts=twin, actor=None)) == "same_name"
    user = person("bada", organisation=ours)
    User.objects.filter(pk=user.pk).update(name="이바다")
    user.refresh_from_db()
    enrol = lambda: services.enrol_self(cohort=cohort, user=user, organisation=ours)  # noqa: E731
    assert code_of(enrol) == "same_name"


def test_the_limits_of_a_lottery_stay_until_it_is_drawn_and_then_it_is_closed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cohort = an_open_cohort(5, admission="lottery")
    enrolled(cohort, 1)
    assert code_of(lambda: limited(cohort, 6)) == "promised"
    moment = cohort.enrol_until + timedelta(seconds=1)
    monkeypatch.setattr(clock, "now", lambda: moment)
    hold_draw(cohort=cohort, actor=None)
    cohort.refresh_from_db()
    assert cohort.state == "closed"
    longer = cohort_facts(admission="lottery", enrol_until=moment + timedelta(days=9))
    assert code_of(lambda: update_cohort(cohort=cohort, facts=longer, actor=None)) == "drawn"
    limited(cohort, 6)


def test_a_draw_and_a_cancellation_of_thousands_take_few_statements(django_assert_max_num_queries) -> None:
    cohort = an_open_cohort(40, admission="lottery")
    enrol_list(cohort=cohort, people=[Wanted(who(number), None, None) for number in range(400)], actor=None)
    transition_cohort(cohort=cohort, target="closed", actor=None)
    with django_assert_max_num_queries(60):
        hold_draw(cohort=cohort, actor=None)
    with django_assert_max_num_queries(60):
        transition_cohort(cohort=cohort, target="cancelled", reason="예산 삭감", actor=None)


def test_a_company_learns_nothing_of_a_person_whose_address_it_types() -> None:
    ours, theirs = a_company(), a_company("나래기계")
    first, second = an_open_cohort(5), an_open_cohort(5, course=a_course("나"))
    facts = PersonFacts("남의사람", "person1@example.com", "010-1234-5678", "비밀연구소장")
    services.enrol_person(cohort=first, facts=facts, organisation=theirs, actor=None)
    client = signed_in(person("owner", organisation=ours))
    typed = {"name": "남의 사람", "email": "person1@example.com"}
    _status, text = post(client, "enrol_person", first, **typed)
    assert "이미 이 기수에 신청한 사람입니다." in text
    post(client, "enrol_person", second, **typed)
    text = page(client, "enrolment", Enrolment.objects.get(cohort=second))
    assert not any(word in text for word in ("비밀연구소장", "5678", "남의사람"))


def test_a_course_is_offered_again_or_says_that_its_name_is_taken() -> None:
    course, client = a_course(), signed_in(staff_person())
    archive_course(course=course, actor=None)
    assert post(client, "course_state", course, state="offered")[0] == 200
    archive_course(course=course, actor=None)
    a_course()
    assert "새로 생겼습니다" in post(client, "course_state", course, state="offered")[1]


def test_a_session_until_midnight_is_saved_again_as_it_stands() -> None:
    client = signed_in(staff_person())
    facts = session_facts(starts_at=at(20), ends_at=at(24))
    session = add_session(cohort=a_draft(), facts=facts, actor=None)
    values = {name: value for name, value in initial_of_session(session).items() if value}
    assert post(client, "session_edit", session, **values)[0] == 200


def test_a_night_into_a_holiday_or_a_time_that_is_over_is_refused() -> None:
    eve = date(2030, 2, 28)
    night = session_facts(eve, starts_at=at(22, eve), ends_at=at(30, eve))
    assert code_of(lambda: add_session(cohort=a_draft(), facts=night, actor=None)) == "holiday"
    past = session_facts(date(2020, 3, 3))
    cohort = a_draft(
        course=a_course("나"), enrol_from=at(0, date(2020, 1, 1)), enrol_until=at(1, date(2020, 1, 1))
    )
    assert code_of(lambda: add_session(cohort=cohort, facts=past, actor=None)) == "past"


def test_the_calendar_of_a_cancelled_cohort_says_so() -> None:
    cohort = an_open_cohort(1)
    transition_cohort(cohort=cohort, target="cancelled", reason="예산 삭감", actor=None)
    content = Client().get(reverse("academy:cohort_feed", args=[cohort.public_id])).content
    assert b"STATUS:CANCELLED" in content


def test_a_name_that_is_longer_than_ours_is_cut() -> None:
    user = person("haneul")
    User.objects.filter(pk=user.pk).update(name="가" * 100)
    user.refresh_from_db()
    mine = services.enrol_self(cohort=an_open_cohort(1), user=user, organisation=None)
    assert mine.trainee.name == "가" * 80


def test_the_link_is_told_to_no_other_site() -> None:
    seat = enrolled(an_open_cohort(1), 1)
    answer = Client().get(reverse("academy:seat", args=[enrolment_token(seat)]))
    assert answer["Referrer-Policy"] == "same-origin"
    assert "noindex" in answer["X-Robots-Tag"]


@pytest.mark.django_db(transaction=True)
def test_one_person_in_many_cohorts_at_once_is_one_trainee() -> None:
    first = an_open_cohort(5)
    cohorts = [first, *(an_open_cohort(5, course=first.course) for _number in range(4))]
    user = person("haneul")
    acts = [
        lambda cohort=cohort: services.enrol_self(cohort=cohort, user=user, organisation=None)  # type: ignore[misc]
        for cohort in cohorts
    ]
    results = at_once(acts)
    assert all(isinstance(one, Enrolment) for one in results), results
    assert len({one.trainee_id for one in Enrolment.objects.all()}) == 1


@pytest.mark.django_db(transaction=True)
def test_two_lists_of_the_same_new_people_at_once_end_in_words() -> None:
    first = an_open_cohort(5)
    second = an_open_cohort(5, course=first.course)
    people = [Wanted(who(number), None, None) for number in range(200)]
    acts = [
        lambda: enrol_list(cohort=first, people=people, actor=None),
        lambda: enrol_list(cohort=second, people=people[::-1], actor=None),
    ]
    results = at_once(acts)
    assert sum(isinstance(one, list) for one in results) >= 1
    assert all(isinstance(one, list | RefusedError) for one in results), results


def test_giving_back_is_not_offered_once_it_is_too_late_and_the_page_says_why(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    user, cohort = person("haneul"), an_open_cohort(1, cancel_days=3)
    mine = services.enrol_self(cohort=cohort, user=user, organisation=None)
    link = reverse("academy:seat", args=[enrolment_token(mine)])
    moment = cohort.sessions.get().starts_at - timedelta(days=2)
    early = [Client().get(link).content.decode(), page(signed_in(user), "enrolment", mine)]
    monkeypatch.setattr(clock, "now", lambda: moment)
    monkeypatch.setattr(clock, "today", moment.date)
    late = [Client().get(link).content.decode(), page(signed_in(user), "enrolment", mine)]
    words = "까지만 취소할 수 있습니다"
    assert [("신청 취소" in text, words in text) for text in early + late] == [(True, False)] * 2 + [
        (False, True)
    ] * 2
    of_centre = page(signed_in(staff_person()), "enrolment", mine)
    assert "신청 취소" in of_centre
    assert words not in of_centre
