"""The board as visitors and staff use it: plain, quick, counted honestly, and nothing before its time."""

import re
from datetime import timedelta
from uuid import uuid4
from xml.dom import minidom

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from deungdae.apps.core import clock
from deungdae.apps.core.models import OutboxMessage
from deungdae.apps.notices.links import subscription_token
from deungdae.apps.notices.models import DaySalt, Notice, NoticeView, Recommendation, Subscription, ViewCount
from deungdae.apps.notices.services.notices import transition_notice
from deungdae.apps.notices.services.readers import forget_visitors
from tests.support.centre import person
from tests.support.notices import BROWSER, a_file, a_keeper, a_notice, a_png, a_subscriber, on_board

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
BOARD = "/notices/"
READER = {"User-Agent": BROWSER}


def page_of(notice: Notice) -> str:
    return reverse("notices:notice", args=[notice.public_id])


def text_of(client: Client, address: str, **asked: str) -> str:
    answer = client.get(address, asked)
    assert answer.status_code == 200
    return answer.content.decode()


def titles_in(feed: bytes) -> list[str]:
    found = minidom.parseString(feed).getElementsByTagName("title")  # noqa: S318
    return [one.firstChild.data for one in found]


@pytest.fixture(autouse=True)
def _fresh_counts() -> None:
    """Attempts of other tests do not count."""
    cache.clear()


@pytest.fixture
def keeper(client: Client) -> Client:
    client.force_login(a_keeper())
    return client


@pytest.mark.one_database
def test_everybody_finds_notices_by_words_category_and_tag_whatever_the_ending(client: Client) -> None:
    on_board(title="카라반이 창원에 갑니다", tags=("카라반",), category="event")
    on_board(
        title="교육생 모집", body="<p>디지털 전환 과정을 연다. <b>1</b> &lt;script&gt;</p>", category="call"
    )
    a_notice(title="카라반 초안")
    for asked, found in (
        ({"q": "카라반을"}, "카라반"),
        ({"q": "디지털전환"}, "디지털 전환"),
        ({"q": "모집합니다"}, "모집"),
        ({"q": "script"}, "script"),
    ):
        text = text_of(client, BOARD, **asked)
        assert f"<mark>{found}</mark>" in text
        assert "초안" not in text
        assert "<script>" not in text.partition("<main")[2]
    assert "교육생" not in text_of(client, BOARD, category="event")
    assert "교육생" not in text_of(client, BOARD, tag="카라반")
    assert "조건에 맞는 글이 없습니다" in text_of(client, BOARD, q="없는말씀")
    assert "조건에 맞는 글이 없습니다" in text_of(client, BOARD, q="%%%")


@pytest.mark.one_database
def test_ended_ones_leave_the_board_and_stay_readable_and_withdrawn_ones_are_gone(client: Client) -> None:
    ended, gone = on_board(title="지난 행사"), on_board(title="잘못 올림")
    transition_notice(notice=ended, target="expired", actor=None)
    transition_notice(notice=gone, target="withdrawn", reason="오류", actor=None)
    assert "지난 행사" not in text_of(client, BOARD)
    assert "지난 행사" in text_of(client, BOARD, past="1")
    assert "게시가 끝난 글입니다" in text_of(client, page_of(ended))
    assert client.get(page_of(gone)).status_code == 404
    assert client.get(f"/n/{gone.code}/").status_code == 404
    assert client.get(f"/n/{ended.code.lower()}/").url == page_of(ended)


def test_a_visitor_counts_once_a_day_and_machines_and_staff_never(client: Client) -> None:
    notice = on_board()
    for agent in (BROWSER, BROWSER, "Googlebot/2.1", "curl/8", "", f"{BROWSER} HeadlessChrome"):
        client.get(page_of(notice), headers={"User-Agent": agent})
    client.get(page_of(notice), headers={**READER, "Sec-Purpose": "prefetch"})
    client.head(page_of(notice), headers=READER)
    staff = Client()
    staff.force_login(a_keeper())
    staff.get(page_of(notice), headers=READER)
    assert Notice.objects.get().views == 1
    client.get(page_of(notice), headers={"User-Agent": f"{BROWSER} Edg/130"})
    with clock.turned_to(clock.now() + timedelta(days=1)):
        client.get(page_of(notice), headers=READER)
        assert forget_visitors() == 2
        assert (NoticeView.objects.count(), DaySalt.objects.count()) == (1, 1)
        assert forget_visitors() == 0
    assert Notice.objects.get().views == 3
    assert list(ViewCount.objects.order_by("day").values_list("number", flat=True)) == [2, 1]


def test_a_person_and_a_browser_recommend_once_and_may_take_it_back(client: Client) -> None:
    notice = on_board()
    press = reverse("notices:notice_recommend", args=[notice.public_id])
    assert "notice_reader" not in client.get(page_of(notice)).cookies
    for _time in range(3):
        client.post(press)
    signed_in = Client()
    signed_in.force_login(person("reader"))
    signed_in.post(press)
    signed_in.post(press)
    assert Notice.objects.get().recommendations == 2 == Recommendation.objects.count()
    client.post(press, {"act": "back"})
    client.post(press, {"act": "back"})
    assert Notice.objects.get().recommendations == 1


@pytest.mark.one_database
@pytest.mark.parametrize("kind", ["rss", "atom"])
def test_a_feed_says_what_is_new_and_nothing_twice(client: Client, kind: str) -> None:
    address = reverse(f"notices:{kind}")
    on_board(title="첫 글 & <둘>", category="press")
    on_board(title="다른 분류", category="tender")
    answer = client.get(address, {"category": "press"})
    titles = titles_in(answer.content)
    assert "첫 글 & <둘>" in titles
    assert "다른 분류" not in titles
    known = {"If-None-Match": answer["ETag"]}
    again = client.get(address, {"category": "press"}, headers=known)
    assert (again.status_code, again.content) == (304, b"")
    since = {"If-Modified-Since": answer["Last-Modified"]}
    assert client.get(address, {"category": "press"}, headers=since).status_code == 304
    on_board(title="새 글", category="press")
    assert client.get(address, {"category": "press"}, headers=known).status_code == 200
    assert "max-age" in answer["Cache-Control"]


@pytest.mark.one_database
def test_readers_that_hammer_are_told_to_wait_and_those_that_ask_well_are_not(client: Client) -> None:
    on_board()
    address = reverse("notices:rss")
    mark = client.get(address)["ETag"]
    answers = [client.get(address).status_code for _time in range(50)]
    assert answers[0] == 200
    assert answers[-1] == 429
    assert client.get(address, headers={"If-None-Match": mark}).status_code == 304


def test_a_subscription_begins_with_the_owner_and_ends_with_one_press(client: Client) -> None:
    form = {"email": "Reader@Far.example", "categories": ["call"], "key": str(uuid4())}
    answer = client.post("/notices/subscribe/", form)
    assert answer.url == reverse("notices:subscribe_sent")
    assert client.post("/notices/subscribe/", form).status_code == 302
    assert not Subscription.objects.exists()
    [message] = OutboxMessage.objects.all()
    link = re.search(r"/notices/confirm/\S+", message.body)
    assert link is not None
    page = client.get(link[0])
    assert "reader@far.example 주소로 새 글을 알려 드립니다: 모집·공모" in page.content.decode()
    assert not Subscription.objects.exists(), "looking is no yes"
    client.post(link[0], {"sure": "1"})
    client.post(link[0], {"sure": "1"})
    one = Subscription.objects.get()
    assert (one.email, one.categories) == ("reader@far.example", ["call"])
    token = subscription_token(one)
    client.post(f"/notices/subscription/{token}/", {"categories": ["press", "tender"]})
    assert Subscription.objects.get().categories == ["press", "tender"]
    strict = Client(enforce_csrf_checks=True)
    leave = f"/notices/unsubscribe/{token}/"
    assert strict.get(leave).status_code == 200
    assert Subscription.objects.exists(), "a scanner that opens links ends nothing"
    one_click = {"List-Unsubscribe": "One-Click"}
    assert strict.post(leave, one_click).status_code == 200
    assert strict.post(leave, one_click).status_code == 200
    assert not Subscription.objects.exists()
    assert strict.post(leave[:-3] + "xy/", one_click).status_code == 404


@pytest.mark.one_database
def test_an_address_gets_no_flood_of_confirmations_and_learns_nothing_about_others(client: Client) -> None:
    a_subscriber("known@far.example")
    bodies = set()
    for number in range(6):
        address = "known@far.example" if number % 2 else "new@far.example"
        answer = client.post("/notices/subscribe/", {"email": address, "key": str(uuid4())}, follow=True)
        bodies.add(answer.redirect_chain[-1])
    assert len(bodies) == 1
    for _time in range(3):
        client.post("/notices/subscribe/", {"email": "new@far.example", "key": str(uuid4())})
    assert OutboxMessage.objects.filter(recipient="new@far.example").count() == 3


@pytest.mark.one_database
def test_files_come_as_downloads_that_run_nothing_and_pictures_can_be_shown(client: Client) -> None:
    notice = on_board()
    picture = a_file(notice, "현장.png", a_png(), description="공장에서 로봇이 움직인다")
    paper = a_file(notice, "안내.txt", "첫 줄\n<둘째>".encode())
    address = reverse("notices:file", args=[paper.public_id])
    answer = client.get(address, headers=READER)
    assert answer["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert b"".join(answer.streaming_content) == "첫 줄\n<둘째>".encode()
    paper.refresh_from_db()
    assert paper.downloads == 1
    shown = client.get(reverse("notices:file", args=[picture.public_id]), {"show": "1"})
    assert shown["Content-Type"] == "image/png"
    assert not shown["Content-Disposition"].startswith("attachment")
    page = text_of(client, page_of(notice))
    assert 'alt="공장에서 로봇이 움직인다"' in page
    assert "&lt;둘째&gt;" in text_of(client, reverse("notices:file_text", args=[paper.public_id]))
    assert "현장.png" in text_of(client, reverse("notices:notice_print", args=[notice.public_id]))
    assert "지원사업 안내" in text_of(client, BOARD, q="현장")
    transition_notice(notice=notice, target="withdrawn", reason="오류", actor=None)
    assert client.get(address).status_code == 404


@pytest.mark.one_database
def test_staff_write_attach_publish_and_pin_in_the_browser(keeper: Client) -> None:
    form = {
        "category": "press",
        "title": "새 소식",
        "body": "<p>본문입니다. <span style='font-weight:bold'>굵게</span></p><img src='x'>",
        "department": "홍보팀",
        "tags": "교육, #AI",
        "key": str(uuid4()),
    }
    address = keeper.post("/notices/new/", form).url
    assert keeper.post("/notices/new/", form).url == address
    notice = Notice.objects.get()
    page = text_of(keeper, address)
    assert "그림 1개는 뺐습니다" in page
    assert "<strong>굵게</strong>" in page
    files = reverse("notices:files", args=[notice.public_id])
    sent = {"file": SimpleUploadedFile("안내.exe", b"MZ"), "key": str(uuid4())}
    refused = keeper.post(files, sent)
    assert refused.status_code == 422
    assert "올릴 수 없는 형식입니다" in refused.content.decode()
    keeper.post(files, {"file": SimpleUploadedFile("안내.txt", b"hi"), "key": str(uuid4())})
    keeper.post(reverse("notices:notice_step", args=[notice.public_id, "published"]), {"sure": "1"})
    keeper.post(reverse("notices:notice_pin", args=[notice.public_id]), {"place": "1"})
    notice.refresh_from_db()
    assert (notice.state, notice.pinned) == ("published", 1)
    assert "새 소식" in text_of(Client(), "/")
    edit = reverse("notices:notice_edit", args=[notice.public_id])
    stale = keeper.post(edit, {**form, "title": "다시", "seen": "7"})
    assert stale.status_code == 409
    assert "적으신 내용은 아래에 그대로 있으니" in stale.content.decode()
    assert keeper.post(edit, {**form, "title": "다시", "seen": "1"}).url == address
    assert "2판" in text_of(keeper, address)
    assert "새 소식" in text_of(keeper, reverse("notices:version", args=[notice.public_id, 1]))
    assert "다시" in text_of(keeper, reverse("notices:desk"), q="다시", state="published")


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("title", "", "필수 항목입니다"),
        ("title", "가" * 201, "200자까지"),
        ("title", "앞\u202e뒤", "방향"),
        ("body", "", "필수 항목입니다"),
        ("body", "<img src=x>", "내용이 그림뿐입니다"),
        ("body", "<p>900101-1234568</p>", "주민등록번호"),
        ("category", "nothing", "고를 수 없는 값"),
        ("tags", ",".join(map(str, range(11))), "10개까지"),
        ("tags", "가" * 31, "30자 안으로"),
        ("expires_at", "내년쯤", "날짜"),
    ],
)
def test_each_wrong_value_is_named_with_the_way_out(
    keeper: Client, field: str, value: str, words: str
) -> None:
    form = {"category": "notice", "title": "제목", "body": "내용", "department": "팀", "key": str(uuid4())}
    answer = keeper.post("/notices/new/", {**form, field: value})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Notice.objects.exists()


@pytest.mark.one_database
def test_a_page_asks_as_often_however_much_stands_on_the_board(client: Client) -> None:
    notice = on_board(tags=("가",))
    a_file(notice)

    def queries(address: str, **asked: str) -> int:
        with CaptureQueriesContext(connection) as caught:
            text_of(client, address, **asked)
        return len(caught)

    asked = ((BOARD, {}), (BOARD, {"q": "지원사업"}), (page_of(notice), {}), (reverse("core:sitemap"), {}))
    before = [queries(address, **told) for address, told in asked]
    for number in range(12):
        on_board(title=f"글 {number}", tags=("가", "나"))
    assert [queries(address, **told) for address, told in asked] == pytest.approx(before, abs=2)
    assert max(before) <= 12


@pytest.mark.one_database
def test_search_engines_are_told_of_what_stands_on_the_board(client: Client) -> None:
    shown, hidden = on_board(), a_notice()
    text = text_of(client, reverse("core:sitemap"))
    minidom.parseString(text)  # noqa: S318
    assert page_of(shown) in text
    assert page_of(hidden) not in text
    assert "Sitemap: http" in text_of(client, reverse("core:robots"))
