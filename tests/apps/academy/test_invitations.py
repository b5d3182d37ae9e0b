"""Invited cohorts: letters in their order, once; answers by the link; a reserve; never too many."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from deungdae.apps.academy.erasing import erase_trainees
from deungdae.apps.academy.links import enrolment_address
from deungdae.apps.academy.models import Enrolment, Invitation, Session
from deungdae.apps.academy.selectors.invitations import candidates_of, companies_to_invite
from deungdae.apps.academy.services.attendance import Mark, marked, write_marks
from deungdae.apps.academy.services.cohorts import transition_cohort
from deungdae.apps.academy.services.enrolments import accept_offer
from deungdae.apps.academy.services.handing_over import transfer_enrolment
from deungdae.apps.academy.services.invitations import decline_invitation, remind_invited
from deungdae.apps.academy.services.waiting import expire_offers
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.models import OutboxMessage
from deungdae.apps.evidence.models import EvidenceEntry
from deungdae.apps.organisations.figure_kinds import EMPLOYEES
from deungdae.apps.organisations.models import Organisation, YearlyFigure
from deungdae.apps.organisations.selectors.organisations import Filters
from deungdae.apps.organisations.services.figures import Statement, record_figures
from tests.apps.academy.test_academy_pages import page, signed_in, staff_person
from tests.support.academy import an_open_cohort, enrolled, sessions_of, states, who
from tests.support.at_once import at_once
from tests.support.chiefs import a_company, a_course_for_chiefs, an_invited_cohort, an_invited_draft, chosen

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff():  # type: ignore[no-untyped-def]
    return staff_person()


def mails(part: str) -> list[str]:
    return sorted(OutboxMessage.objects.filter(subject__contains=part).values_list("recipient", flat=True))


def kinds_of(enrolment: Enrolment) -> list[str]:
    found = EvidenceEntry.objects.filter(organisation=enrolment.organisation).order_by("pk")
    return [one.kind.removeprefix("academy.") for one in found]


def path_of(enrolment: Enrolment) -> str:
    return "/academy" + enrolment_address(enrolment).partition("/academy")[2]


def test_opening_sends_one_letter_to_each_seat_and_the_rest_is_the_reserve() -> None:
    cohort, asked = an_invited_cohort(2, 4)
    assert states(cohort) == ["offered", "offered", "waiting", "waiting"]
    assert mails("모시고자 합니다") == ["chief0@example.com", "chief1@example.com"]
    assert kinds_of(asked[0]) == ["invited"]
    assert kinds_of(asked[2]) == []


def test_who_declines_makes_place_for_the_next_in_the_list() -> None:
    cohort, asked = an_invited_cohort(1, 2)
    decline_invitation(enrolment=asked[0], reason="해외 출장", actor=None)
    assert states(cohort) == ["declined", "offered"]
    told = asked[0].invitation
    told.refresh_from_db()
    assert (told.answer, told.reason) == ("declined", "해외 출장")
    assert kinds_of(asked[0]) == ["invited", "invitation_declined"]
    assert mails("모시고자 합니다") == ["chief0@example.com", "chief1@example.com"]
    decline_invitation(enrolment=asked[0], reason="두 번", actor=None)
    assert states(cohort) == ["declined", "offered"]


def test_a_deadline_that_passes_goes_to_the_next_and_stands_on_the_case() -> None:
    cohort, asked = an_invited_cohort(1, 2)
    Enrolment.objects.filter(pk=asked[0].pk).update(offer_until=clock.now() - timedelta(seconds=1))
    assert expire_offers() == 1
    assert states(cohort) == ["expired", "offered"]
    assert kinds_of(asked[0]) == ["invited", "invitation_expired"]
    with pytest.raises(RefusedError, match="지금 사양할 초청이 없습니다"):
        decline_invitation(enrolment=asked[0], reason="", actor=None)


def test_who_lets_half_of_the_time_pass_is_reminded_once(monkeypatch) -> None:
    _cohort, asked = an_invited_cohort(2, 2)
    accept_offer(enrolment=asked[1], actor=None)
    remind_invited()
    assert mails("답을 기다립니다") == []
    later = clock.now() + timedelta(hours=25)
    monkeypatch.setattr(clock, "now", lambda: later)
    remind_invited()
    remind_invited()
    assert mails("답을 기다립니다") == ["chief0@example.com"]


def test_the_link_accepts_declines_and_sends_a_deputy_without_an_account() -> None:
    cohort, asked = an_invited_cohort(3, 3, course=a_course_for_chiefs(deputies=True))
    client = Client()
    shown = client.get(path_of(asked[0])).content.decode()
    assert "모시고자 합니다" in shown
    assert "대리 참석자 보내기" in shown
    client.post(path_of(asked[0]), {"act": "accept"})
    client.post(path_of(asked[1]), {"act": "decline", "reason": "바쁨"})
    deputy = {"name": "김부사장", "email": "deputy@example.com", "job_title": "부사장", "key": str(uuid4())}
    answer = client.post(f"{path_of(asked[2])}deputy/", deputy)
    assert answer.status_code == 302
    assert states(cohort) == ["seated", "declined", "transferred", "seated"]
    answers = Invitation.objects.order_by("pk").values_list("answer", "reason")
    assert list(answers) == [("accepted", ""), ("declined", "바쁨"), ("deputy", "")]
    assert kinds_of(asked[2]) == ["invited", "invitation_deputy"]
    again = client.post(f"{path_of(asked[2])}deputy/", {**deputy, "email": "other@example.com"})
    assert again.status_code == 422


def test_without_the_word_of_the_course_nobody_sends_a_deputy() -> None:
    _cohort, asked = an_invited_cohort(1, 1)
    assert Client().get(f"{path_of(asked[0])}deputy/").status_code == 404
    with pytest.raises(RefusedError, match="직접 오시는 과정"):
        transfer_enrolment(enrolment=asked[0], facts=who(9), actor=None)


def test_nobody_asks_for_a_seat_of_an_invited_cohort() -> None:
    cohort, _asked = an_invited_cohort(2, 1)
    with pytest.raises(RefusedError, match="초청받은 분만"):
        enrolled(cohort, 9)


def test_an_open_cohort_takes_more_people_and_writes_to_them_at_once() -> None:
    cohort, _asked = an_invited_cohort(3, 2)
    chosen(cohort, a_company(7), a_company(8), words="꼭 모시고 싶습니다.")
    assert states(cohort) == ["offered", "offered", "offered", "waiting"]
    assert "꼭 모시고 싶습니다." in OutboxMessage.objects.get(recipient="chief7@example.com").body


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (lambda: chosen(an_open_cohort(2), a_company(1)), "선착순 기수라 초청할 수 없습니다"),
        (lambda: chosen(an_invited_draft()), "1명부터 200명까지"),
        (lambda: chosen(an_invited_draft(), *[a_company(1)] * 2), "이미 이 기수에 있습니다"),
        (lambda: chosen(an_invited_draft(), Organisation.objects.create(name="빈 기업")), "대표 연락처가"),
        (
            lambda: transition_cohort(cohort=an_invited_draft(), target="open", actor=None),
            "초청할 분을 먼저 고르십시오",
        ),
    ],
)
def test_what_cannot_be_is_said(act, words: str) -> None:
    with pytest.raises(RefusedError, match=words):
        act()


def test_a_draft_writes_to_nobody() -> None:
    cohort = an_invited_draft(2)
    chosen(cohort, a_company(1))
    assert states(cohort) == ["waiting"]
    assert OutboxMessage.objects.count() == 0


def test_the_register_is_narrowed_and_tells_who_was_invited_before(staff) -> None:
    """By region, size, and those who never came; a company that nobody leads is not there."""
    old, [came, declined] = an_invited_cohort(2, 2)
    accept_offer(enrolment=came, actor=None)
    decline_invitation(enrolment=declined, reason="", actor=None)
    attend(came)
    a_company(5, title="홍보팀")
    large = a_company(6, region="11680")
    statement = Statement(year=2021, source_kind=YearlyFigure.Source.SUBMITTED)
    record_figures(organisation=large, statement=statement, values={EMPLOYEES: 400}, actor=None)

    def names(size: str = "", *, is_new: bool = False, **filters: str) -> list[str]:
        found = companies_to_invite(user=staff, filters=Filters(**filters), size=size, is_new=is_new)
        return [one.name for one in found]

    assert names() == ["상장기업00", "상장기업01", "상장기업06"]
    assert names(is_new=True) == ["상장기업01", "상장기업06"]
    assert names(region="11") == ["상장기업06"]
    assert names("300-999") == ["상장기업06"]
    told = candidates_of(
        list(companies_to_invite(user=staff, filters=Filters(), size="", is_new=False)), cohort=old
    )
    assert [[one.answer for one in each.invited] for each in told] == [["accepted"], ["declined"], []]
    assert [one.is_here for one in told] == [True, False, False]
    assert told[0].name == "대표님00"


def attend(enrolment: Enrolment, state: str = "present", *, reason: str = "") -> None:
    """Past the hours of the session: what a list says once it is over."""
    session = sessions_of(enrolment.cohort)[0]
    Session.objects.filter(pk=session.pk).update(
        starts_at=clock.now() - timedelta(hours=8), ends_at=clock.now() - timedelta(hours=2)
    )
    session = sessions_of(enrolment.cohort)[0]
    presence = marked(session, state=state, arrived_at=None, left_at=None, at=clock.now())
    mark = Mark(enrolment, presence, clock.now())
    write_marks(session=session, marks=[mark], way="list", actor=None, reason=reason)


def test_attendance_is_on_the_case_and_taken_back_when_it_was_a_mistake() -> None:
    _cohort, [came] = an_invited_cohort(1, 1)
    accept_offer(enrolment=came, actor=None)
    attend(came)
    assert kinds_of(came) == ["invited", "invitation_accepted", "attended_session"]
    attend(came, "absent", reason="다른 사람이었음")
    assert kinds_of(came)[3] == "evidence.correction"
    attend(came)
    assert kinds_of(came)[4:] == ["attended_session"]


def test_an_invitation_is_sent_and_answered_once_and_stays() -> None:
    _cohort, [one] = an_invited_cohort(1, 1)
    accept_offer(enrolment=one, actor=None)
    mine = Invitation.objects.filter(enrolment=one)
    later = clock.now() + timedelta(days=1)
    for act in (
        lambda: mine.update(sent_at=later),
        lambda: mine.update(answered_at=later),
        lambda: mine.update(answer=""),
        lambda: mine.update(sent_at=None),
        mine.delete,
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()


@pytest.mark.django_db(transaction=True)
def test_ten_who_decline_and_accept_at_once_never_fill_a_seat_twice() -> None:
    cohort, asked = an_invited_cohort(4, 10)

    def answer(place: int) -> object:
        if place % 2:
            return decline_invitation(enrolment=asked[place], reason="", actor=None)
        return accept_offer(enrolment=asked[place], actor=None)

    at_once([lambda place=place: answer(place) for place in range(4)])
    assert states(cohort) == ["seated", "declined"] * 2 + ["offered"] * 2 + ["waiting"] * 4
    assert len(mails("모시고자 합니다")) == 6


def test_staff_choose_on_the_page_and_a_second_press_is_the_same(staff) -> None:
    cohort, company = an_invited_draft(), a_company(3)
    client, address = signed_in(staff), reverse("academy:choose", args=[cohort.public_id])
    assert "상장기업03" in page(client, "choose", cohort)
    sent = {"key": str(uuid4()), "chosen": [str(company.public_id)], "words": ""}
    for _press in range(2):
        assert client.post(address, sent).status_code == 302
    assert states(cohort) == ["waiting"]
    shown = page(client, "invitations", cohort)
    assert "대표님03" in shown
    assert "초청장이 나가고" in shown
    empty = client.post(address, {"key": str(uuid4())})
    assert "초청할 기업을 하나 이상 고르십시오." in empty.content.decode()


def test_erasing_a_person_takes_the_reason_and_keeps_the_answer() -> None:
    _cohort, [one] = an_invited_cohort(1, 1)
    decline_invitation(enrolment=one, reason="홍길동 회장과 출장", actor=None)
    erase_trainees([one.trainee_id])
    told = Invitation.objects.get(enrolment=one)
    assert (told.answer, told.reason) == ("declined", "")
