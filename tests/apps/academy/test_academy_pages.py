"""Pages of the academy: who sees what, what is sent once, what is said when it is refused."""

import json
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from deungdae.apps.academy.links import enrolment_token
from deungdae.apps.academy.models import Cohort, Course, Enrolment, PastCompletion, Trainee
from deungdae.apps.academy.services.cohorts import transition_cohort
from deungdae.apps.academy.services.courses import CourseFacts, create_course
from deungdae.apps.academy.services.enrolments import cancel_enrolment
from deungdae.apps.academy.services.sessions import add_session
from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.services import grant_role
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.models import AuditEntry
from deungdae.apps.organisations.models import Organisation
from deungdae.engine.kernel.decision import Decision
from tests.support.academy import (
    a_course,
    a_draft,
    an_open_cohort,
    completed,
    enrolled,
    session_facts,
    states,
)
from tests.support.centre import person
from tests.support.factors import with_factor
from tests.support.rooms import TUESDAY, a_room

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(with_factor(user))
    return client


def staff_person() -> User:
    user = person("keeper")
    grant_role(user=user, role="centre_staff")
    return user


@pytest.fixture
def staff() -> Client:
    return signed_in(staff_person())


def page(client: Client, name: str, record: object = None, **query: str) -> str:
    arguments = [] if record is None else [record.public_id]  # type: ignore[attr-defined]
    answer = client.get(reverse(f"academy:{name}", args=arguments), query)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def post(client: Client, name: str, record: object, /, **values: object) -> tuple[int, str]:
    address = reverse(f"academy:{name}", args=[record.public_id])  # type: ignore[attr-defined]
    answer = client.post(address, {"key": uuid4(), **values}, follow=True)
    return answer.status_code, answer.content.decode()


def test_everybody_sees_what_is_offered_and_nobody_else_the_drafts(staff: Client) -> None:
    cohort, hidden = an_open_cohort(), a_draft(course=a_course("숨은 과정"))
    Course.objects.filter(pk=hidden.course.pk).update(state="draft")
    assert cohort.course.title in page(Client(), "catalogue")
    assert "숨은 과정" not in page(Client(), "catalogue")
    assert "숨은 과정" in page(staff, "catalogue")
    assert "숨은 과정" not in page(staff, "catalogue", role="ceo")
    assert Client().get(reverse("academy:course", args=[hidden.course.public_id])).status_code == 404


def test_a_second_press_is_the_same_seat() -> None:
    cohort, user = an_open_cohort(1), person("haneul")
    client, key = signed_in(user), uuid4()
    for _time in range(2):
        status, text = post(client, "enrol", cohort, key=key, job_title="과장")
        assert status == 200
        assert "접수 번호 1" in text
    assert states(cohort) == ["seated"]
    status, text = post(client, "enrol", cohort)
    assert status == 422
    assert "이미 이 기수에 신청했습니다" in text
    assert "수강 신청</span></a>" not in page(client, "cohort", cohort)


def test_a_company_enrols_its_people_and_sees_them_alone() -> None:
    ours, theirs = (Organisation.objects.create(name=name) for name in ("한빛정밀", "나래기계"))
    cohort = an_open_cohort(5)
    enrolled(cohort, 1, organisation=theirs, name="남의사람")
    client = signed_in(person("owner", organisation=ours))
    status, text = post(client, "enrol_person", cohort, name="김하늘", email="haneul@hanbit.example")
    assert status == 200
    assert "김하늘" in text
    assert "남의사람" not in text
    assert "남의사람" not in page(client, "mine")
    mine = Enrolment.objects.get(trainee__name="김하늘")
    assert mine.organisation == ours
    assert "haneul@hanbit.example" in page(client, "enrolment", mine).replace("<wbr>", "")


def test_a_company_that_types_an_address_learns_nothing_of_its_owner() -> None:
    ours, theirs = (Organisation.objects.create(name=name) for name in ("한빛정밀", "나래기계"))
    first, second = an_open_cohort(5), an_open_cohort(5, course=a_course("나"))
    other = enrolled(first, 1, organisation=theirs, name="남의사람")
    type(other.trainee).objects.filter(pk=other.trainee.pk).update(phone="010-1234-5678")
    client = signed_in(person("owner", organisation=ours))
    status, text = post(client, "enrol_person", second, name="틀린이름", email=other.trainee.email)
    assert status == 422
    assert "남의사람" not in text
    status, text = post(client, "enrol_person", second, name="남의사람", email=other.trainee.email)
    seat = Enrolment.objects.get(cohort=second)
    assert "1234" not in page(client, "enrolment", seat)


def test_staff_open_what_is_masked_with_a_reason(staff: Client) -> None:
    seat = enrolled(an_open_cohort(5), 1)
    address = reverse("academy:enrolment", args=[seat.public_id])
    assert seat.trainee.email not in page(staff, "enrolment", seat).replace("<wbr>", "")
    opening = reverse("academy:open_person", args=[seat.public_id]) + f"?page={address}"
    staff.post(opening, {"kind": "contact", "reason": "강의실 변경 안내"})
    assert seat.trainee.email in page(staff, "enrolment", seat).replace("<wbr>", "")
    assert AuditEntry.objects.filter(subject_kind="trainee").count() == 1


def test_whoever_has_the_link_accepts_or_gives_back_and_no_other_link_opens() -> None:
    cohort = an_open_cohort(1)
    first, second = enrolled(cohort, 1), enrolled(cohort, 2)
    cancel_enrolment(enrolment=first, reason="", actor=None)
    link = reverse("academy:seat", args=[enrolment_token(second)])
    assert "자리 수락" in Client().get(link).content.decode()
    Client().post(link, {"act": "accept"})
    assert states(cohort) == ["cancelled", "seated"]
    answer = Client().post(link, {"act": "steal"}, follow=True)
    assert "무엇을 할지 알 수 없습니다" in answer.content.decode()
    Client().post(link, {"act": "cancel"})
    assert states(cohort) == ["cancelled", "cancelled"]
    assert Client().get(link[:-3] + "xyz/").status_code == 404


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"capacity": "0"}, "1"),
        ({"from_day": "2030-02-30"}, "날짜로 읽을 수 없습니다"),
        ({"until_day": "2020-01-01"}, "모집 마감이 모집 시작보다 늦어야 합니다"),
        ({"region": "달나라"}, "지역 표에 없습니다"),
        ({"offer_hours": "9999"}, "336"),
    ],
)
def test_a_cohort_of_bad_input_is_refused_in_words(
    staff: Client, reference_tables: None, values: dict[str, str], words: str
) -> None:
    good = {
        "capacity": "20",
        "delivery": "on_site",
        "admission": "first_come",
        "from_day": "2030-01-02",
        "from_time": "10:00",
        "until_day": "2030-02-01",
        "until_time": "18:00",
        "offer_hours": "48",
        "cancel_days": "3",
    }
    course = a_course()
    status, text = post(staff, "cohort_create", course, **{**good, **values})
    assert status == 422
    assert words in text
    assert not Cohort.objects.exists()
    assert post(staff, "cohort_create", course, **good)[0] == 200
    assert Cohort.objects.get().number == 1


def test_the_seats_page_names_who_goes_back(staff: Client) -> None:
    cohort = an_open_cohort(3)
    _first, _second, third = (enrolled(cohort, number) for number in range(3))
    status, text = post(staff, "cohort_seats", cohort, capacity=2)
    assert status == 422
    assert "꼭 1명 골라" in text
    assert "수강생002" in text
    values = {"capacity": 2, "taken_back": third.public_id, "reason": "강의실 변경", "regions": "서울 1"}
    status, text = post(staff, "cohort_seats", cohort, **values)
    assert status == 200
    assert states(cohort) == ["seated", "seated", "waiting"]
    assert "서울특별시 1명까지" in text


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"regions": "서울 많이"}, "읽을 수 없습니다"),
        ({"regions": "창원시 3"}, "시·도가 아닙니다"),
        ({"regions": "서울 3\n서울특별시 4"}, "같은 것이 두 줄에 있습니다"),
        ({"sizes": "작은 곳 3"}, "종사자 규모가 아닙니다"),
    ],
)
def test_quotas_that_cannot_be_read_are_named(staff: Client, values: dict[str, str], words: str) -> None:
    status, text = post(staff, "cohort_seats", an_open_cohort(3), capacity=3, **values)
    assert status == 422
    assert words in text


def test_sessions_are_planned_with_their_rooms(staff: Client) -> None:
    cohort, room = a_draft(), a_room()
    facts = {
        "title": "첫 시간",
        "day": "2030-03-05",
        "starts": "10:00",
        "ends": "12:00",
        "delivery": "on_site",
    }
    status, text = post(staff, "session_create", cohort, **facts, resources=room.public_id)
    assert status == 200
    assert "301호" in text
    session = cohort.sessions.get()
    assert 'value="10:00"' in page(staff, "session_edit", session)
    status, _text = post(staff, "session_edit", session, **{**facts, "day": "2030-03-01"})
    assert status == 422
    status, _text = post(staff, "session_remove", session)
    assert status == 200
    assert not cohort.sessions.exists()


def test_a_cohort_is_cancelled_with_a_reason_alone(staff: Client) -> None:
    cohort = an_open_cohort(2)
    seat = reverse("academy:seat", args=[enrolment_token(enrolled(cohort, 1))])
    address = reverse("academy:cohort_step", args=[cohort.public_id, "cancelled"])
    assert staff.post(address, {}).status_code == 422
    assert staff.post(address, {"reason": "예산 삭감"}).status_code == 302
    assert "예산 삭감" in page(Client(), "cohort", cohort)
    assert "예산 삭감" in Client().get(seat).content.decode()
    assert staff.get(reverse("academy:cohort_step", args=[cohort.public_id, "open"])).status_code == 404


def test_the_draw_is_shown_with_its_promise_and_its_record(staff: Client) -> None:
    cohort = an_open_cohort(1, admission="lottery")
    for number in range(3):
        enrolled(cohort, number)
    assert cohort.lottery_secret not in page(Client(), "cohort", cohort)
    assert "약속한 지문" in page(Client(), "cohort", cohort)
    assert post(staff, "cohort_draw", cohort, sure="1")[0] == 422
    transition_cohort(cohort=cohort, target="closed", actor=None)
    assert post(staff, "cohort_draw", cohort, sure="1")[0] == 200
    text = page(Client(), "cohort", cohort)
    assert cohort.lottery_secret in text
    cohort.refresh_from_db()
    record = Client().get(reverse("academy:draw_record", args=[cohort.draw.decision.public_id]))
    assert json.loads(record.content)["kind"] == "seat_draw"
    assert Decision.from_json(record.content.decode()).seed == cohort.draw.decision.seed


def test_an_application_is_approved_or_declined(staff: Client) -> None:
    cohort = an_open_cohort(5, admission="approval")
    first, second = enrolled(cohort, 1), enrolled(cohort, 2)
    assert "승인을 기다리는 신청 2건" in staff.get("/today/").content.decode()
    assert post(staff, "approve", first)[0] == 200
    assert post(staff, "decline", second)[0] == 422
    assert post(staff, "decline", second, reason="대상이 아님")[0] == 200
    assert states(cohort) == ["seated", "declined"]
    assert "대상이 아님" in page(staff, "enrolment", second)


def test_an_offer_is_on_todays_page_of_whom_it_is_for() -> None:
    cohort, user = an_open_cohort(1), person("haneul")
    first = enrolled(cohort, 1)
    client = signed_in(user)
    post(client, "enrol", cohort)
    assert "수락할 자리" not in client.get("/today/").content.decode()
    cancel_enrolment(enrolment=first, reason="", actor=None)
    assert "수락할 자리" in client.get("/today/").content.decode()
    mine = Enrolment.objects.get(cohort=cohort, state="offered")
    assert post(client, "accept", mine)[0] == 200
    assert states(cohort) == ["cancelled", "seated"]


def test_a_seat_is_handed_over_to_a_colleague() -> None:
    ours = Organisation.objects.create(name="한빛정밀")
    cohort, client = an_open_cohort(1), signed_in(person("owner", organisation=ours))
    seat = enrolled(cohort, 1, organisation=ours)
    status, text = post(client, "transfer", seat, name="이바다", email="bada@hanbit.example")
    assert status == 200
    assert "이바다" in text
    assert states(cohort) == ["transferred", "seated"]


def test_a_course_is_put_away_or_says_why_not(staff: Client) -> None:
    cohort = an_open_cohort()
    _status, text = post(staff, "course_state", cohort.course, state="archived")
    assert "끝나지 않은 기수가 1개 있습니다" in text
    _status, text = post(staff, "course_state", cohort.course, state="nonsense")
    assert "무엇으로 바꿀지 알 수 없습니다" in text


def test_the_catalogue_asks_as_often_for_many_courses_as_for_few(
    django_assert_max_num_queries, staff: Client
) -> None:
    for number in range(3):
        an_open_cohort(course=a_course(f"과정 {number}"))
    page(staff, "catalogue")
    with django_assert_max_num_queries(12):
        page(staff, "catalogue")
    for number in range(3, 12):
        an_open_cohort(course=a_course(f"과정 {number}"))
    with django_assert_max_num_queries(12):
        page(staff, "catalogue")


def test_the_list_of_people_asks_as_often_for_many_as_for_few(
    django_assert_max_num_queries, staff: Client
) -> None:
    cohort = an_open_cohort(30)
    for number in range(20):
        enrolled(cohort, number)
    page(staff, "people", cohort)
    with django_assert_max_num_queries(14):
        assert "수강생019" in page(staff, "people", cohort, state="seated")


def test_sessions_are_in_the_calendars_of_a_cohort_and_of_a_person() -> None:
    cohort = an_open_cohort(1, course=a_course("데이터 읽기"))
    seat, waiting = enrolled(cohort, 1), enrolled(cohort, 2)
    of_cohort = Client().get(reverse("academy:cohort_feed", args=[cohort.public_id]))
    assert of_cohort["Content-Type"].startswith("text/calendar")
    assert b"DTSTART" in of_cohort.content
    mine, theirs = (
        Client().get(reverse("academy:seat_feed", args=[enrolment_token(one)])).content.decode()
        for one in (seat, waiting)
    )
    assert mine.count("BEGIN:VEVENT") == 1
    assert theirs.count("BEGIN:VEVENT") == 0
    assert "데이터 읽기 1기: 첫 시간" in mine.replace("\r\n ", "")


def test_refusals_carry_their_code() -> None:
    with pytest.raises(RefusedError) as caught:
        enrolled(a_draft(), 1)
    assert caught.value.code == "not_open"


def test_the_calendar_of_a_course_has_the_sessions_of_its_open_cohorts_alone() -> None:
    first = an_open_cohort()
    second = an_open_cohort(course=first.course)
    a_draft(course=first.course)
    address = reverse("academy:course_feed", args=[first.course.public_id])
    content = Client().get(address).content.decode()
    assert content.count("BEGIN:VEVENT") == 2
    transition_cohort(cohort=second, target=Cohort.State.CANCELLED, reason="강사 사정", actor=None)
    again = Client().get(address).content.decode()
    assert again.count("STATUS:CANCELLED") == 1
    assert again.count("STATUS:CONFIRMED") == 1
    hidden = a_draft(course=create_course(facts=CourseFacts("초안", "ceo", "basic", 8), actor=None))
    assert Client().get(reverse("academy:course_feed", args=[hidden.course.public_id])).status_code == 404


def test_the_first_and_last_day_stand_beside_each_cohort() -> None:
    cohort = an_open_cohort()
    add_session(cohort=cohort, facts=session_facts(TUESDAY + timedelta(days=1)), actor=None)
    assert "2030. 3. 5. ~ 2030. 3. 6." in page(Client(), "course", cohort.course)
    assert "2030. 3. 5." in page(Client(), "catalogue")


def test_people_are_found_by_number_company_and_name_where_names_are_not_masked(
    staff: Client, settings: Any
) -> None:
    company = Organisation.objects.create(name="한빛정밀")
    cohort = an_open_cohort(5)
    enrolled(cohort, 1, name="김하늘", organisation=company)
    enrolled(cohort, 2, name="이바다")

    def found(**query: str) -> list[str]:
        text = page(staff, "people", cohort, **query)
        return [name for name in ("김하늘", "이바다") if name in text]

    assert found(q="한빛") == ["김하늘"]
    assert found(q="2") == ["이바다"]
    assert found(q="바다") == ["이바다"]
    assert "찾는 사람이 없습니다" in page(staff, "people", cohort, q="없는사람")
    settings.MASKED_FIELDS = ["name"]
    assert "찾는 사람이 없습니다" in page(staff, "people", cohort, q="바다")


def test_a_company_finds_its_people_but_not_by_a_name_that_is_covered() -> None:
    ours, theirs = (Organisation.objects.create(name=name) for name in ("한빛정밀", "나래기계"))
    cohort = an_open_cohort(5)
    enrolled(cohort, 1, name="김하늘", organisation=ours)
    enrolled(an_open_cohort(course=a_course("다른 과정")), 2, name="이바다", organisation=theirs)
    enrolled(cohort, 2, name="이바다", organisation=ours)
    client = signed_in(person("owner", organisation=ours))
    assert "김하늘" in page(client, "mine", q="하늘")
    assert "찾는 신청이 없습니다" in page(client, "mine", q="바다")
    assert "찾는 신청이 없습니다" in page(client, "mine", q="하늘", state="waiting")
    assert "김하늘" in page(client, "mine", q="데이터")


def test_whoever_lacks_a_course_that_comes_first_is_told_and_may_enrol(staff: Client) -> None:
    first = a_course("데이터 읽기 기초")
    cohort = an_open_cohort(5, course=a_course("데이터 분석 심화", prerequisites=[first]))
    completed(an_open_cohort(5, course=first), 1)
    knows, lacks = enrolled(cohort, 1), enrolled(cohort, 2)
    words = "수료 기록 없음: 데이터 읽기 기초"
    assert page(staff, "people", cohort).count(words) == 1
    assert "수료 기록이 없는 먼저 들을 과정" in page(staff, "enrolment", lacks)
    assert "수료 기록이 없는 먼저 들을 과정" not in page(staff, "enrolment", knows)
    user = person("newcomer")
    client = signed_in(user)
    assert "수료한 기록이 없는 것: 데이터 읽기 기초" in page(client, "enrol", cohort)
    past = {"course": first, "course_title": first.title, "source": "2020 명단", "recorded_at": clock.now()}
    trainee = Trainee.objects.create(name="새 사람", email=user.email)
    PastCompletion.objects.create(trainee=trainee, completed_on=date(2020, 5, 6), **past)
    assert "수료한 기록이 없는 것" not in page(client, "enrol", cohort)


def test_a_course_has_its_english_name_for_those_who_read_english() -> None:
    cohort = an_open_cohort(course=a_course(title_english="Data analysis in practice"))
    unnamed = a_course("이름 하나")
    with translation.override("en"):
        assert str(cohort.course) == "Data analysis in practice"
        assert str(cohort).startswith("Data analysis in practice")
        assert str(unnamed) == "이름 하나"
    assert str(cohort.course) == "데이터 분석 실무"
