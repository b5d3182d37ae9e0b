"""The case on a page: for the centre and for the company's own people, nobody else."""

from contextlib import closing
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from hwpforge import Document
from pypdfium2 import PdfDocument

from deungdae.apps.accounts.services import issue_token
from deungdae.apps.caravan.models import MatchingDay
from deungdae.apps.caravan.services.outcomes import record_outcomes
from deungdae.apps.core.documents.hwpx.check import faults_of
from deungdae.apps.core.ids import new_public_id, short
from deungdae.apps.evidence.models import EvidenceEntry
from deungdae.apps.evidence.services import correct_evidence
from deungdae.apps.organisations.models import Organisation
from tests.apps.evidence.test_services import PAYLOAD, an_entry
from tests.support.days import a_filled_day, an_organisation, meeting_between, member_of, place, staff

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def reading(user: object) -> Client:
    client = Client()
    client.force_login(user)  # type: ignore[arg-type]
    return client


def case(organisation: Organisation, query: str = "") -> str:
    return reverse("evidence:case", args=[organisation.public_id]) + query


def entry_page(entry: EvidenceEntry, name: str = "entry") -> str:
    return reverse(f"evidence:{name}", args=[entry.organisation.public_id, entry.public_id])


def a_long_case(number: int) -> Organisation:
    """One entry a day, the first on 1 January 2021, with its number as the title."""
    organisation, actor = an_organisation(), staff("박센터")
    for place_ in range(number):
        an_entry(
            organisation,
            source=f"test:{place_}",
            actor=actor,
            happened_on=date(2021, 1, 1) + timedelta(days=place_),
            payload={**PAYLOAD, "title": f"제{place_:03}회 상담회"},
        )
    return organisation


def test_a_held_meeting_is_read_in_both_cases_and_a_correction_beside_it() -> None:
    day = a_filled_day(demands=1, supplies=1, state=MatchingDay.State.TIMETABLE, title="가을 상담회")
    meeting = meeting_between(day, "D001", "S001")
    place(meeting, 2, 3)
    MatchingDay.objects.filter(pk=day.pk).update(state=MatchingDay.State.HELD)
    day.refresh_from_db()
    record_outcomes(day=day, outcomes={meeting: "held"}, actor=staff("박센터"))
    for participant in (meeting.first, meeting.second):
        client = reading(member_of(participant.organisation))
        page = client.get(case(participant.organisation)).text
        partner = meeting.second if participant == meeting.first else meeting.first
        assert partner.organisation.name in page
        assert "3번 테이블" in page
        entry = EvidenceEntry.objects.get(organisation=participant.organisation)
        shown = client.get(entry_page(entry)).text
        own_day = reverse("caravan:my_day", args=[day.public_id, participant.public_id])
        assert own_day in shown
        assert client.get(own_day).status_code == 200
    entry = EvidenceEntry.objects.get(organisation=meeting.first.organisation)
    of_staff = reading(staff())
    assert (
        reverse("caravan:meeting", args=[day.public_id, meeting.public_id])
        in of_staff.get(entry_page(entry)).text
    )
    correct_evidence(entry=entry, reason="다른 기업이 왔습니다", actor=staff("이센터"))
    page = of_staff.get(case(meeting.first.organisation)).text
    assert "<del>" in page
    assert "이센터 바로잡음: 다른 기업이 왔습니다" in page


def test_an_empty_case_says_so() -> None:
    organisation = an_organisation()
    page = reading(member_of(organisation)).get(case(organisation)).text
    assert "아직 기록이 없습니다" in page
    assert "PDF로 인쇄" not in page


def test_the_centre_reads_names_and_a_company_reads_the_centre() -> None:
    organisation = an_organisation()
    own = member_of(organisation)
    other = member_of(an_organisation())
    an_entry(organisation, source="test:1", actor=staff("박센터"), person=own)
    an_entry(organisation, source="test:2", actor=other, person=other)
    for address in (case(organisation), entry_page(EvidenceEntry.objects.get(source="test:1"))):
        assert "박센터" in reading(staff("이센터")).get(address).text
        shown = reading(own).get(address).text
        assert "박센터" not in shown
        assert "디지털 혁신센터" in shown
        assert "김담당" in shown
    hidden = reading(own).get(entry_page(EvidenceEntry.objects.get(source="test:2"))).text
    assert "다른 기업의 담당자" in hidden
    by_centre = reading(own).get(case(organisation, "?actor=centre")).text
    assert by_centre.count("case-entry") == 1
    centre_person = EvidenceEntry.objects.get(source="test:1").actor
    assert centre_person is not None
    guessed = reading(own).get(case(organisation, f"?actor={centre_person.short_id}")).text
    assert "case-entry" not in guessed


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("", 12),
        ("?group=execution", 12),
        ("?group=correction", 0),
        ("?kind=caravan.meeting_held&since=2021.1.3&until=2021. 1. 5.", 3),
        ("?since=2021-01-05&until=2021-01-03", 3),
        ("?q=제004회", 1),
        ("?q=제00 hanbit 상담했습니다", 10),
        ("?q=%25", 0),
        ("?since=언젠가", 12),
        ("?after=nonsense&before=%00", 12),
        ("?actor=nobody", 0),
        ("?group=nothing&kind=nothing", 0),
    ],
)
def test_a_case_is_narrowed_and_nonsense_is_no_error(query: str, number: int) -> None:
    answer = reading(staff()).get(case(a_long_case(12), query))
    assert answer.status_code == 200
    assert answer.text.count('class="case-entry') == number
    assert ("언젠가" in query) == ("읽지 못해" in answer.text)


def test_pages_follow_one_another_without_a_gap_and_back_again() -> None:
    organisation = a_long_case(120)
    client = reading(staff())
    pages, address = [], case(organisation)
    for _turn in range(3):
        answer = client.get(address)
        pages.append([line.text for month in answer.context["months"] for line in month.lines])
        address = case(organisation, answer.context["next"])
    assert [len(page) for page in pages] == [50, 50, 20]
    assert len({line for page in pages for line in page}) == 120
    assert address == case(organisation)
    back = client.get(case(organisation, answer.context["previous"]))
    assert [line.text for month in back.context["months"] for line in month.lines] == pages[1]
    assert back.context["previous"]


def test_the_page_asks_the_database_as_often_however_long_the_case(django_assert_max_num_queries) -> None:
    organisation = a_long_case(60)
    own = member_of(organisation)
    for number, person in enumerate((own, member_of(an_organisation()), staff("이센터"))):
        told = an_entry(
            organisation, source=f"test:about:{number}", person=person, happened_on=date(2021, 6, 1)
        )
        correct_evidence(entry=told, reason="두 번 적음", actor=staff(f"{number}센터"))
    for user in (staff(), own):
        client = reading(user)
        with django_assert_max_num_queries(12):
            client.get(case(organisation))


def test_an_entry_shows_what_came_before_and_after() -> None:
    organisation = a_long_case(3)
    first, middle, last = EvidenceEntry.objects.filter(organisation=organisation).order_by("id")
    client = reading(staff())
    page = client.get(entry_page(middle)).text
    assert (entry_page(first) in page, entry_page(last) in page) == (True, True)
    assert "이보다 앞선 기록은 없습니다" in client.get(entry_page(first)).text
    assert "이보다 뒤의 기록은 없습니다" in client.get(entry_page(last)).text
    assert "Hanbit 정밀" in page


def test_staff_correct_an_entry_with_a_reason_once() -> None:
    entry = an_entry(an_organisation())
    client, address = reading(staff("박센터")), entry_page(entry, "correct")
    assert address in client.get(entry_page(entry)).text
    refused = client.post(address, {"reason": "  "})
    assert (refused.status_code, EvidenceEntry.objects.count()) == (422, 1)
    assert client.post(address, {"reason": "가" * 501}).status_code == 422
    assert client.post(address, {"reason": "<b>틀렸음</b>"}).status_code == 302
    again = client.post(address, {"reason": "또"})
    assert again.status_code == 422
    assert "이미 바로잡은 기록" in again.text
    shown = client.get(entry_page(entry)).text
    assert "&lt;b&gt;틀렸음&lt;/b&gt;" in shown
    assert address not in shown
    counter = EvidenceEntry.objects.get(corrects=entry)
    assert entry_page(entry) in client.get(entry_page(counter)).text
    assert client.post(entry_page(counter, "correct"), {"reason": "또"}).status_code == 422


def test_a_company_reads_and_does_not_correct_and_others_find_nothing() -> None:
    entry = an_entry(an_organisation())
    own, stranger = reading(member_of(entry.organisation)), reading(member_of(an_organisation()))
    assert own.get(entry_page(entry)).status_code == 200
    assert own.post(entry_page(entry, "correct"), {"reason": "아님"}).status_code == 403
    elsewhere = an_entry(an_organisation())
    crossed = reverse("evidence:entry", args=[entry.organisation.public_id, elsewhere.public_id])
    assert reading(staff()).get(crossed).status_code == 404
    for name in ("entry", "correct"):
        assert stranger.get(entry_page(entry, name)).status_code == 404
    pdf = reverse("evidence:case_pdf", args=[entry.organisation.public_id])
    assert (own.get(pdf).status_code, stranger.get(pdf).status_code) == (200, 404)


def test_too_long_a_case_is_printed_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("deungdae.apps.evidence.views.case.ON_PAPER", 3)
    organisation = a_long_case(4)
    pdf = reverse("evidence:case_pdf", args=[organisation.public_id])
    client = reading(staff())
    answer = client.get(pdf + "?q=제", follow=True)
    assert "기록이 4건이라" in answer.text
    few = client.get(pdf + "?since=2021-01-02")
    assert few["Content-Type"] == "application/pdf"
    with closing(PdfDocument(few.content)) as document:
        assert document.get_metadata_dict()["Title"] == f"기업 카드 – {organisation.name}"


def test_a_case_is_taken_home_for_the_word_processor() -> None:
    organisation = a_long_case(3)
    entry = EvidenceEntry.objects.get(source="test:1", organisation=organisation)
    correct_evidence(entry=entry, reason="다른 기업의 일", actor=None)
    hwpx = reverse("evidence:case_hwpx", args=[organisation.public_id])
    own, stranger = reading(member_of(organisation)), reading(member_of(an_organisation()))
    assert stranger.get(hwpx).status_code == 404
    assert f'href="{hwpx}' in own.get(case(organisation)).text
    answer = own.get(hwpx + "?until=2021-01-02")
    assert answer["Content-Type"] == "application/hwp+zip"
    assert faults_of(answer.content) == []
    words = Document.from_bytes(answer.content).to_md(mode="lossy").text
    assert organisation.name in words
    assert "다른 기업의 일" in words
    assert [f"제00{number}회 상담회" in words for number in range(3)] == [True, True, False]


def test_the_api_tells_the_same_case_in_pages() -> None:
    organisation = a_long_case(5)
    own = member_of(organisation)
    entry = EvidenceEntry.objects.get(source="test:0", organisation=organisation)
    correct_evidence(entry=entry, reason="틀림", actor=None)
    _token, secret = issue_token(user=own, name="시험")
    address = f"/api/v1/organisations/{organisation.short_id}/case"
    headers = {"authorization": f"Bearer {secret}"}
    first = Client().get(f"{address}?limit=4", headers=headers).json()
    rest = Client().get(f"{address}?limit=4&after={first['next']}", headers=headers).json()
    assert (len(first["items"]), len(rest["items"]), rest["next"]) == (4, 2, None)
    assert {item["actor"] for item in first["items"]} == {"디지털 혁신센터"}
    counter, corrected = rest["items"]
    assert (corrected["corrected_by"], counter["corrects"]) == (counter["id"], corrected["id"])
    narrowed = Client().get(f"{address}?group=correction&since=2021-01-01", headers=headers).json()
    assert [item["id"] for item in narrowed["items"]] == [counter["id"]]
    for wrong in ("since=2021-13-01", "limit=0", f"after={short(new_public_id())}"):
        assert Client().get(f"{address}?{wrong}", headers=headers).status_code == 422
    foreign = f"/api/v1/organisations/{an_organisation().short_id}/case"
    missing = f"/api/v1/organisations/{short(new_public_id())}/case"
    answers = [Client().get(path, headers=headers) for path in (foreign, missing)]
    assert answers[0].status_code == 404
    assert answers[0].content == answers[1].content
