"""Seats: asked for, given in order, given back, passed on; nobody loses one in silence."""

from datetime import timedelta

import pytest

from deungdae.apps.academy.models import Cohort, Enrolment, EnrolmentStep, Trainee
from deungdae.apps.academy.selectors.limits import full_limit
from deungdae.apps.academy.services import deciding, handing_over
from deungdae.apps.academy.services import enrolments as services
from deungdae.apps.academy.services.cohorts import transition_cohort
from deungdae.apps.academy.services.trainees import PersonFacts
from deungdae.apps.academy.services.waiting import expire_offers
from deungdae.apps.accounts.services import grant_role
from deungdae.apps.core import clock
from deungdae.apps.core.models import OutboxMessage
from deungdae.apps.organisations.models import Organisation, Region
from tests.support.academy import an_open_cohort, enrolled, limited, states, who
from tests.support.centre import person
from tests.support.refusals import code_of

pytestmark = pytest.mark.django_db
State = Enrolment.State


def a_company(name: str = "한빛정밀", region: str = "") -> Organisation:
    return Organisation.objects.create(name=name, region_id=region or None)


def told(enrolment: Enrolment) -> list[str]:
    """Subjects of the mails to this person, in order, without the cohort's name."""
    mails = OutboxMessage.objects.filter(recipient=enrolment.trainee.email).order_by("id")
    return [mail.subject.partition("] ")[2] for mail in mails]


def staff_person():  # type: ignore[no-untyped-def]
    staff = person("keeper")
    grant_role(user=staff, role="centre_staff")
    return staff


def test_first_come_first_seated_and_the_rest_wait_in_order() -> None:
    cohort = an_open_cohort(2)
    first, _second, third, _fourth = (enrolled(cohort, number) for number in range(4))
    assert states(cohort) == ["seated", "seated", "waiting", "waiting"]
    assert [one.number for one in Enrolment.objects.filter(cohort=cohort).waiting()] == [3, 4]
    assert told(first) == ["자리가 확정되었습니다"]
    assert told(third) == ["대기자로 접수되었습니다"]


def test_a_seat_given_back_is_offered_to_the_next_with_a_deadline() -> None:
    cohort = an_open_cohort(1, offer_hours=24)
    first, second = enrolled(cohort, 1), enrolled(cohort, 2)
    services.cancel_enrolment(enrolment=first, reason="출장", actor=None)
    second.refresh_from_db()
    assert second.state == State.OFFERED
    assert second.offer_until is not None
    assert abs(second.offer_until - clock.now() - timedelta(hours=24)) < timedelta(minutes=1)
    assert told(first)[-1] == "신청이 취소되었습니다"
    assert told(second)[-1].startswith("빈자리가 났습니다")
    taken = services.accept_offer(enrolment=second, actor=None)
    assert taken.state == State.SEATED
    assert services.accept_offer(enrolment=second, actor=None).state == State.SEATED
    assert told(second).count("자리가 확정되었습니다") == 1


def test_an_offer_that_nobody_takes_goes_to_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    cohort = an_open_cohort(1, offer_hours=24)
    first, second, third = (enrolled(cohort, number) for number in range(3))
    services.cancel_enrolment(enrolment=first, reason="", actor=None)
    moment = clock.now() + timedelta(hours=25)
    monkeypatch.setattr(clock, "now", lambda: moment)
    assert code_of(lambda: services.accept_offer(enrolment=second, actor=None)) == "offer_over"
    assert expire_offers() == 1
    assert expire_offers() == 0
    assert states(cohort) == ["cancelled", "expired", "offered"]
    assert told(second)[-1] == "수락 기한이 지났습니다"
    third.refresh_from_db()
    assert third.offer_until == moment + timedelta(hours=24)


def test_an_offer_never_lasts_into_the_first_session(monkeypatch: pytest.MonkeyPatch) -> None:
    cohort = an_open_cohort(1, offer_hours=336)
    first, second = enrolled(cohort, 1), enrolled(cohort, 2)
    start = cohort.sessions.get().starts_at
    moment = start - timedelta(days=5)
    monkeypatch.setattr(clock, "now", lambda: moment)
    services.cancel_enrolment(enrolment=first, reason="", actor=None)
    second.refresh_from_db()
    assert second.offer_until == start


def test_nobody_is_enrolled_twice_in_a_cohort() -> None:
    cohort = an_open_cohort(3)
    first = enrolled(cohort, 1)
    assert code_of(lambda: enrolled(cohort, 1)) == "twice"
    services.cancel_enrolment(enrolment=first, reason="", actor=None)
    assert enrolled(cohort, 1).number == 2


def test_the_same_person_under_two_addresses_is_asked_about() -> None:
    cohort, company = an_open_cohort(5), a_company()
    enrolled(cohort, 1, organisation=company, name="김하늘")
    again = PersonFacts(name="김 하늘", email="haneul@example.com")

    def enrol(*, is_other: bool) -> Enrolment:
        return services.enrol_person(
            cohort=cohort, facts=again, organisation=company, actor=None, is_other_person=is_other
        )

    assert code_of(lambda: enrol(is_other=False)) == "same_name"
    assert Trainee.objects.count() == 1
    assert enrol(is_other=True).number == 2


def test_an_address_of_another_name_is_refused() -> None:
    cohort = an_open_cohort(5)
    enrolled(cohort, 1, name="김하늘")
    assert code_of(lambda: enrolled(cohort, 1, name="이바다")) == "other_name"


def test_a_company_has_at_most_its_share_and_others_pass() -> None:
    cohort, ours, theirs = an_open_cohort(2, most=1), a_company(), a_company("나래기계")
    enrolled(cohort, 1, organisation=ours)
    second = enrolled(cohort, 2, organisation=ours)
    enrolled(cohort, 3, organisation=theirs)
    assert states(cohort) == ["seated", "waiting", "seated"]
    assert full_limit(second) == ""
    limited(cohort, 4, most=1)
    second.refresh_from_db()
    assert full_limit(second) == "남은 자리가 있지만 한 기업에서 1명까지라 기다립니다."
    limited(cohort, 4, most=2)
    assert states(cohort) == ["seated", "offered", "seated"]


def test_a_quota_of_a_region_holds_at_most_its_seats(reference_tables: None) -> None:
    seoul = Region.objects.today().get(name="서울특별시")
    cohort = an_open_cohort(3, quotas=[("region", "11", 1)])
    company = a_company(region=seoul.code)
    enrolled(cohort, 1, organisation=company)
    second = enrolled(cohort, 2, organisation=company)
    enrolled(cohort, 3)
    assert states(cohort) == ["seated", "waiting", "seated"]
    assert full_limit(second) == "남은 자리가 있지만 배정 한도(서울특별시 1명까지)가 차서 기다립니다."


def test_who_may_not_cancel_alone_any_more_hands_the_seat_over(monkeypatch: pytest.MonkeyPatch) -> None:
    cohort, company = an_open_cohort(1, cancel_days=3), a_company()
    mine = enrolled(cohort, 1, organisation=company)
    waiting = enrolled(cohort, 2)
    moment = cohort.sessions.get().starts_at - timedelta(days=2)
    monkeypatch.setattr(clock, "now", lambda: moment)
    monkeypatch.setattr(clock, "today", moment.date)

    def cancel() -> Enrolment:
        return services.cancel_enrolment(enrolment=mine, reason="", actor=None)

    assert code_of(cancel) == "too_late_to_cancel"
    new = handing_over.transfer_enrolment(enrolment=mine, facts=who(9), actor=None)
    assert (new.state, new.number, new.organisation) == ("seated", 3, company)
    assert states(cohort) == ["transferred", "waiting", "seated"]
    assert told(mine)[-1] == "자리를 동료에게 넘겼습니다"
    waiting.refresh_from_db()
    assert waiting.state == State.WAITING
    services.cancel_enrolment(enrolment=waiting, reason="", actor=None)


def test_the_centre_cancels_later_too_but_never_without_a_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    cohort, staff = an_open_cohort(1), staff_person()
    mine = enrolled(cohort, 1)
    moment = cohort.sessions.get().starts_at - timedelta(hours=1)
    monkeypatch.setattr(clock, "now", lambda: moment)

    def cancel(reason: str) -> Enrolment:
        return services.cancel_enrolment(enrolment=mine, reason=reason, actor=staff)

    assert code_of(lambda: cancel(" ")) == "reason"
    cancel("본인 요청")
    assert told(mine)[-1] == "신청이 취소되었습니다"


def test_a_seat_of_a_single_person_or_a_place_on_the_list_is_not_handed_over() -> None:
    cohort = an_open_cohort(1)
    alone = enrolled(cohort, 1)
    waiting = enrolled(cohort, 2, organisation=a_company())

    def hand_over(one: Enrolment) -> Enrolment:
        return handing_over.transfer_enrolment(enrolment=one, facts=who(9), actor=None)

    assert code_of(lambda: hand_over(alone)) == "no_company"
    assert code_of(lambda: hand_over(waiting)) == "no_seat"


def test_an_approved_application_gets_a_seat_or_waits() -> None:
    cohort, staff = an_open_cohort(1, admission="approval"), staff_person()
    first, second, third = (enrolled(cohort, number) for number in range(3))
    assert states(cohort) == ["requested"] * 3
    deciding.approve_enrolment(enrolment=first, actor=staff)
    deciding.approve_enrolment(enrolment=second, actor=staff)
    assert code_of(lambda: deciding.decline_enrolment(enrolment=third, reason=" ", actor=staff)) == "reason"
    deciding.decline_enrolment(enrolment=third, reason="대상이 아님", actor=staff)
    assert states(cohort) == ["seated", "waiting", "declined"]
    assert code_of(lambda: deciding.approve_enrolment(enrolment=third, actor=staff)) == "state"


def test_lowering_the_seats_asks_whose_go_and_tells_each_once() -> None:
    cohort = an_open_cohort(3)
    first, second, third, fourth = (enrolled(cohort, number) for number in range(4))
    assert code_of(lambda: limited(cohort, 1, back=[third], reason="강의실 변경")) == "taken_back"
    assert code_of(lambda: limited(cohort, 1, back=[second, third])) == "reason"
    limited(cohort, 1, back=[second, third], reason="강의실 변경")
    assert states(cohort) == ["seated", "waiting", "waiting", "waiting"]
    assert [told(one)[1:] for one in (first, second, third, fourth)] == [
        [],
        ["자리가 줄어 대기자로 바뀌었습니다"],
        ["자리가 줄어 대기자로 바뀌었습니다"],
        [],
    ]
    services.cancel_enrolment(enrolment=first, reason="", actor=None)
    assert states(cohort) == ["cancelled", "offered", "waiting", "waiting"]


def test_more_seats_are_offered_to_those_who_wait() -> None:
    cohort = an_open_cohort(1)
    for number in range(3):
        enrolled(cohort, number)
    limited(cohort, 2)
    assert states(cohort) == ["seated", "offered", "waiting"]


def test_nobody_is_taken_back_where_the_seats_suffice() -> None:
    cohort = an_open_cohort(3)
    first = enrolled(cohort, 1)
    assert code_of(lambda: limited(cohort, 2, back=[first], reason="x")) == "taken_back"


def test_a_cancelled_cohort_tells_everybody_once() -> None:
    cohort = an_open_cohort(1)
    people = [enrolled(cohort, number) for number in range(3)]
    reason = "신청 인원 부족"
    for _time in range(2):
        transition_cohort(cohort=cohort, target=Cohort.State.CANCELLED, reason=reason, actor=None)
    assert states(cohort) == ["cancelled"] * 3
    assert [told(one)[1:] for one in people] == [["기수가 취소되었습니다"]] * 3
    assert code_of(lambda: enrolled(cohort, 9)) == "not_open"


def test_every_step_is_written_down_with_who_and_why() -> None:
    cohort, staff = an_open_cohort(1), staff_person()
    mine = enrolled(cohort, 1)
    services.cancel_enrolment(enrolment=mine, reason="본인 요청", actor=staff)
    steps = EnrolmentStep.objects.filter(enrolment=mine).values_list("state", "actor__name", "reason")
    assert list(steps) == [("seated", None, ""), ("cancelled", "keeper", "본인 요청")]


@pytest.mark.parametrize(
    ("hours", "code"),
    [({"enrol_from": 1}, "too_early"), ({"enrol_from": -48, "enrol_until": -1}, "too_late")],
)
def test_outside_the_days_of_enrolment_nobody_gets_a_number(hours: dict[str, int], code: str) -> None:
    cohort = an_open_cohort(1)
    times = {name: clock.now() + timedelta(hours=each) for name, each in hours.items()}
    Cohort.objects.filter(pk=cohort.pk).update(**times)
    assert code_of(lambda: enrolled(cohort, 1)) == code


def test_a_signed_in_person_is_one_trainee_with_the_one_whom_the_company_named() -> None:
    cohort, company, user = an_open_cohort(3), a_company(), person("haneul")
    facts = PersonFacts(name="haneul", email="Haneul@example.com")
    other = an_open_cohort(3, course=cohort.course)
    named = services.enrol_person(cohort=cohort, facts=facts, organisation=company, actor=None)
    assert list(Enrolment.objects.visible_to(user)) == [named]
    alone = services.enrol_self(cohort=other, user=user, organisation=None)
    assert alone.trainee == named.trainee
    assert alone.trainee.account == user
    assert code_of(lambda: services.enrol_self(cohort=cohort, user=user, organisation=None)) == "twice"
