"""Pages of the policy monitor: each for whom it is, on any day, quick, and never a fault."""

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import load_workbook

from deungdae.apps.accounts.services import grant_role
from deungdae.apps.core import clock
from deungdae.apps.policy.models import (
    LightOverride,
    MeetingOrder,
    Ministry,
    PartnerComment,
    ReportingRound,
    TaskMeeting,
)
from deungdae.apps.policy.services.meetings import plan_meeting
from deungdae.apps.policy.services.reports import act_on_report, save_report
from tests.support.centre import person
from tests.support.factors import with_factor
from tests.support.policy import (
    PolicyWorld,
    a_content,
    a_policy_world,
    a_text,
    an_official,
    handed_in,
    registered,
)

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
READ = ("tasks", "matrix", "gantt", "budget", "needs", "rounds", "meetings", "ministries")


@pytest.fixture
def world() -> PolicyWorld:
    return a_policy_world()


def as_(user: object) -> Client:
    client = Client()
    client.force_login(user)  # type: ignore[arg-type]
    return client


def in_role(role: str) -> Client:
    user = person(role)
    grant_role(user=user, role=role)
    return as_(with_factor(user))


def form_of(client: Client, url: str) -> dict[str, str]:
    """The form as it comes with the page."""
    form = client.get(url).context["form"]
    found = {name: form[name].value() for name in form.fields}
    return {name: "" if value is None else f"{value}" for name, value in found.items() if name != "files"}


@pytest.mark.parametrize("name", READ)
def test_before_there_is_a_strategy_a_page_says_what_to_do(name: str) -> None:
    assert in_role("centre_lead").get(reverse(f"policy:{name}")).status_code == 200


@pytest.mark.parametrize("name", READ)
def test_officials_and_staff_read_and_others_do_not(world: PolicyWorld, name: str) -> None:
    url = reverse(f"policy:{name}")
    for client in (
        as_(world.officials["mss"]),
        in_role("ministry_official"),
        as_(world.keeper),
    ):
        assert client.get(url).status_code == 200
        assert client.get(url, {"on": "2021-04-14"}).status_code == 200
    assert as_(person("somebody")).get(url).status_code == 404
    assert in_role("auditor").get(url).status_code == 404
    assert Client().get(url).status_code == 302


@pytest.mark.parametrize(
    "asked", ["2021-04-31", "어제", "9999-01-01", "0001-01-01", "\x00", "2021-04-14" * 9]
)
def test_a_day_that_is_none_is_today(world: PolicyWorld, asked: str) -> None:
    page = as_(world.keeper).get(reverse("policy:tasks"), {"on": asked})
    assert (page.status_code, page.context["day"]) == (200, clock.today())


def test_the_list_is_narrowed_by_words_field_ministry_and_light(world: PolicyWorld) -> None:
    client, url = as_(world.keeper), reverse("policy:tasks")

    def codes(**asked: str) -> list[str]:
        return [line["one"].code for line in client.get(url, asked).context["lines"]]

    assert codes() == ["A-1", "B-1", "C-1"]
    assert codes(q="b-1 과제") == ["B-1"]
    assert codes(field="law") == ["C-1"]
    assert codes(ministry="mss") == ["A-1", "B-1"]
    assert codes(light="yellow") == ["A-1", "B-1", "C-1"]
    assert codes(light="red") == codes(light="late") == []
    assert client.get(url, {"q": "없는 말"}).status_code == 200


def test_a_task_shows_why_its_light_is_what_it_is_and_what_it_was(world: PolicyWorld) -> None:
    task = world.tasks["A-1"]
    url = reverse("policy:task", args=[task.public_id])
    text = as_(world.keeper).get(url).content.decode()
    assert "이정표 ‘공고’가 예정일을 10일 넘겼습니다." in text
    assert "20억원" in text
    assert "B-1 과제" in text
    before = as_(world.keeper).get(url, {"on": "2020-01-01"})
    assert "그날에는 없던 과제입니다" in before.content.decode()


def test_pages_ask_as_often_whatever_the_number_of_tasks(world: PolicyWorld) -> None:
    client = as_(world.keeper)

    def counts() -> list[int]:
        found = []
        for name in READ:
            with CaptureQueriesContext(
                connection,
            ) as queries:
                client.get(reverse(f"policy:{name}"))
            found.append(len(queries))
        return found

    counts()
    few = counts()
    more = [a_content(f"D-{place}", "kcs", needs=("A-1",)) for place in range(12)]
    registered(*more, strategy=world.strategy)
    assert counts() == few
    assert max(few) <= 25


def test_the_register_is_a_workbook_of_its_sheets_and_an_official_gets_the_own_tasks(
    world: PolicyWorld,
) -> None:
    def codes(client: Client, name: str) -> list[str]:
        content = client.get(reverse(f"policy:{name}")).content
        rows = load_workbook(io.BytesIO(content)).get_sheet_by_name("과제").to_python()
        return [str(row[0]) for row in rows[1:]]

    assert codes(as_(world.keeper), "register_file") == ["A-1", "B-1", "C-1"]
    assert codes(as_(world.officials["mss"]), "own_file") == ["B-1"]
    assert as_(world.keeper).get(reverse("policy:own_file")).status_code == 404


def test_a_ministry_edits_its_own_task_and_no_other(world: PolicyWorld) -> None:
    client = as_(world.officials["mss"])
    own, other = (reverse("policy:task_edit", args=[world.tasks[code].public_id]) for code in ("B-1", "A-1"))
    assert client.get(other).status_code == 404
    data = form_of(client, own) | {"title": "고친 이름"}
    assert client.post(own, data).status_code == 302
    again = client.post(own, data)
    assert again.status_code == 409
    assert "그 사이에 다른 사람이" in again.content.decode()
    assert client.post(own, data | {"starts_on": "내일쯤"}).status_code == 422


def test_only_the_centre_says_something_else_than_the_light(world: PolicyWorld) -> None:
    url = reverse("policy:light", args=[world.tasks["A-1"].public_id])
    assert as_(world.officials["motie"]).get(url).status_code == 404
    client = as_(world.keeper)
    assert client.post(url, {"light": "red", "reason": ""}).status_code == 422
    assert client.post(url, {"light": "red", "reason": "담당이 없습니다."}).status_code == 302
    text = client.get(reverse("policy:task", args=[world.tasks["A-1"].public_id])).content.decode()
    assert "계산한 신호는 ‘주의’입니다" in text
    assert "사람이 정함" in text
    assert LightOverride.objects.get().by == world.keeper


def test_the_centre_opens_a_round_once_however_often_it_presses(world: PolicyWorld) -> None:
    client, url = as_(world.keeper), reverse("policy:round_create")
    first = clock.today().replace(day=1) - timedelta(days=40)
    data = form_of(client, url) | {"kind": "quarter", "day": f"{first}", "due_on": f"{clock.today()}"}
    found = [client.post(url, data) for _press in range(2)]
    if found[0].status_code == 422:
        assert "석 달 안에" in found[0].content.decode()
        data["due_on"] = f"{clock.today() + timedelta(days=45)}"
        found = [client.post(url, data | {"key": form_of(client, url)["key"]})]
    assert {one.status_code for one in found} == {302}
    assert ReportingRound.objects.count() == 2
    assert as_(world.officials["mss"]).get(url).status_code == 404


def test_a_report_goes_its_way_through_the_pages(world: PolicyWorld) -> None:
    report = world.report("A-1")
    mine, centre = as_(world.officials["motie"]), as_(world.keeper)
    page, edit = (reverse(f"policy:{name}", args=[report.public_id]) for name in ("report", "report_edit"))
    for client in (as_(world.officials["mss"]), centre):
        assert client.get(edit).status_code == 404
    file = SimpleUploadedFile("실적.pdf", b"%PDF-1.7")
    data = form_of(mine, edit) | {"percent": "40", "progress": "공고를 냈습니다."}
    assert mine.post(edit, {**data, "files": [file]}).status_code == 302
    assert mine.post(edit, data).status_code == 302
    assert report.versions.count() == 1

    def act(client: Client, name: str, **more: str) -> int:
        url = reverse("policy:report_act", args=[report.public_id, name])
        return int(client.post(url, {"seen": "1", **more}).status_code)

    assert act(centre, "approve") == act(mine, "accept") == act(mine, "nothing") == 404
    assert act(as_(an_official("motie", name="clerk", is_in_charge=False)), "approve") == 404
    assert act(mine, "approve") == act(mine, "submit") == 302
    assert act(mine, "submit") == 409
    assert act(centre, "return", reason="") == 422
    assert act(centre, "return", reason="근거를 더해 주십시오.") == 302
    text = mine.get(page).content.decode()
    assert text.count("근거를 더해 주십시오.") >= 2
    assert "센터가 요청한 보완" in mine.get(edit).content.decode()
    [kept] = report.versions.get().files.all()
    answer = centre.get(reverse("policy:report_file", args=[report.public_id, kept.public_id]))
    assert answer.content == b"%PDF-1.7"
    other = world.report("B-1")
    assert (
        centre.get(reverse("policy:report_file", args=[other.public_id, kept.public_id])).status_code == 404
    )


def test_a_save_that_was_overtaken_shows_both_texts_and_keeps_mine(world: PolicyWorld) -> None:
    report = world.report("A-1")
    client = as_(world.officials["motie"])
    url = reverse("policy:report_edit", args=[report.public_id])
    data = form_of(client, url) | {"percent": "40", "progress": "내가 쓴 글"}
    save_report(report=report, seen=0, content=a_text(report, "동료가 쓴 글"), actor=world.officials["mss"])
    page = client.post(url, data)
    text = page.content.decode()
    assert page.status_code == 409
    for words in ("내가 쓴 글", "동료가 쓴 글", "지금 저장되어 있는 내용"):
        assert words in text
    assert page.context["form"]["seen"].value() == "1"
    assert client.post(url, data | {"seen": "1"}).status_code == 302
    assert report.versions.count() == 2


@pytest.mark.parametrize(
    ("name", "value"),
    [("percent", "101"), ("percent", "반쯤"), ("progress", ""), ("progress", "가" * 4_001), ("seen", "x")],
)
def test_a_wrong_value_in_a_report_is_told_and_kept(world: PolicyWorld, name: str, value: str) -> None:
    client = as_(world.officials["motie"])
    url = reverse("policy:report_edit", args=[world.report("A-1").public_id])
    data = form_of(client, url) | {"percent": "40", "progress": "공고"} | {name: value}
    assert client.post(url, data).status_code == 422
    assert not world.report("A-1").versions.exists()


def test_a_figure_that_is_none_and_a_file_too_many_are_told(world: PolicyWorld) -> None:
    client, report = as_(world.officials["motie"]), world.report("A-1")
    url = reverse("policy:report_edit", args=[report.public_id])
    data = form_of(client, url) | {"percent": "40", "progress": "공고"}
    indicator = report.task.indicators.get()
    assert client.post(url, data | {f"figure-{indicator.pk}": "많음"}).status_code == 422
    files = [SimpleUploadedFile(f"{place}.pdf", b"%PDF-1.7") for place in range(4)]
    page = client.post(url, {**data, "files": files})
    assert page.status_code == 422
    assert "한 번에 3개까지" in page.content.decode()


def test_partners_and_the_centre_comment_and_the_lead_does_not(world: PolicyWorld) -> None:
    url = reverse("policy:report_comment", args=[world.report("A-1").public_id])
    partner = as_(world.officials["mss"])
    data = form_of(partner, url) | {"text": "함께 점검합니다."}
    assert [partner.post(url, data).status_code for _press in range(2)] == [302, 302]
    comment = PartnerComment.objects.get()
    assert comment.ministry == Ministry.objects.get(code="mss")
    assert as_(world.officials["motie"]).get(url).status_code == 404
    assert as_(world.officials["msit"]).get(url).status_code == 404
    assert as_(world.keeper).get(url).status_code == 200


def test_a_round_shows_who_is_late_and_is_closed_once(world: PolicyWorld) -> None:
    handed_in(world.report("C-1"), world.officials["msit"])
    url = reverse("policy:round", args=[world.round.public_id])
    with clock.turned_to(clock.now() + timedelta(days=9)):
        client = as_(world.keeper)
        found = client.get(url, {"state": "late"})
        assert [line["one"].task.code for line in found.context["lines"]] == ["A-1", "B-1"]
        mine = as_(world.officials["mss"]).get(url, {"mine": "1"})
        assert [line["one"].task.code for line in mine.context["lines"]] == ["B-1"]
    close = reverse("policy:round_close", args=[world.round.public_id])
    assert as_(world.officials["mss"]).get(close).status_code == 404
    client = as_(world.keeper)
    assert [client.post(close, {"sure": "1"}).status_code for _press in range(2)] == [302, 422]
    text = client.get(reverse("policy:report", args=[world.report("A-1").public_id])).content.decode()
    assert "마감한 회차의 보고입니다" in text
    write = reverse("policy:report_edit", args=[world.report("A-1").public_id])
    sent_back = as_(world.officials["motie"]).get(write, follow=True)
    assert sent_back.redirect_chain, "nobody writes a report that nobody takes"
    assert "다음 회차의 보고에 적어 주십시오" in sent_back.content.decode()


def test_a_meeting_from_its_agenda_to_its_minutes(world: PolicyWorld) -> None:
    client, create = as_(world.keeper), reverse("policy:meeting_create")
    data = form_of(client, create) | {"title": "점검 회의", "day": f"{clock.today()}", "place": "서울"}
    assert [client.post(create, data).status_code for _press in range(2)] == [302, 302]
    meeting = TaskMeeting.objects.get()
    page = reverse("policy:meeting", args=[meeting.public_id])
    assert len(client.get(page).context["items"]) == 3
    order = reverse("policy:order_create", args=[meeting.public_id])
    told = form_of(client, order) | {"kind": "order", "text": "새 일정을 냅니다.", "task": "", "owner": ""}
    assert client.post(order, told).status_code == 422
    owner = Ministry.objects.get(code="mss")
    told |= {"owner": f"{owner.pk}", "due_on": f"{clock.today()}", "task": f"{world.tasks['B-1'].pk}"}
    assert client.post(order, told).status_code == 302
    add = reverse("policy:item_add", args=[meeting.public_id])
    assert client.post(add, {"task": "9999"}).status_code == 422
    assert client.post(reverse("policy:agenda", args=[meeting.public_id])).status_code == 302
    minutes = reverse("policy:minutes", args=[meeting.public_id])
    assert client.post(minutes, {"minutes": "조치를 정했습니다."}).status_code == 302
    assert "조치를 정했습니다." in client.get(page).content.decode()
    assert client.post(reverse("policy:agenda", args=[meeting.public_id]), follow=True).status_code == 200
    settle = reverse("policy:order_settle", args=[MeetingOrder.objects.get().public_id])
    assert as_(world.officials["mss"]).post(settle, {"outcome": "냈음"}).status_code == 404
    assert client.post(settle, {"outcome": "일정을 냈습니다."}).status_code == 302
    assert "일정을 냈습니다." in client.get(page).content.decode()


def test_officials_read_a_meeting_and_change_nothing_of_it(world: PolicyWorld) -> None:
    meeting = plan_meeting(strategy=world.strategy, title="점검", day=clock.today(), place="", actor=None)
    client = as_(world.officials["mss"])
    assert client.get(reverse("policy:meeting", args=[meeting.public_id])).status_code == 200
    for name in ("agenda", "item_add", "order_create", "minutes"):
        assert client.post(reverse(f"policy:{name}", args=[meeting.public_id])).status_code == 404


def test_ministries_are_renamed_merged_and_connected_on_their_page(world: PolicyWorld) -> None:
    client, ministry = as_(world.keeper), Ministry.objects.get(code="mss")
    rename, merge, body = (
        reverse(f"policy:ministry_{name}", args=[ministry.public_id]) for name in ("rename", "merge", "body")
    )
    facts = {"name": "기업성장부", "short_name": "성장부", "source": "시험", "starts_on": f"{clock.today()}"}
    assert client.post(rename, facts).status_code == 302
    assert client.post(rename, facts).status_code == 422
    assert "기업성장부" in client.get(reverse("policy:ministries")).content.decode()
    assert client.post(body, {"organisation": ""}).status_code == 302
    successor = Ministry.objects.get(code="motie")
    told = {"successor": f"{successor.pk}", "on": f"{clock.today()}"}
    assert client.post(merge, told).status_code == 302
    assert client.post(merge, told).status_code == 422
    assert as_(world.officials["motie"]).get(merge).status_code == 404


def test_an_official_finds_the_four_rooms_in_the_navigation(world: PolicyWorld) -> None:
    page = as_(world.officials["mss"]).get(reverse("policy:tasks"))
    labels = [item["label"] for item in (*page.context["nav_items"], *page.context["nav_more"])]
    assert [one for one in labels if one in ("과제", "보고", "회의", "통계")] == [
        "과제",
        "보고",
        "회의",
        "통계",
    ]


def test_a_returned_report_says_so_in_its_steps(world: PolicyWorld) -> None:
    report = world.report("A-1")
    handed_in(report, None)
    act_on_report(report=report, act="return", seen=1, actor=None, reason="더")
    page = as_(world.keeper).get(reverse("policy:report", args=[report.public_id]))
    assert [one["state"] for one in page.context["steps"]] == ["problem", "upcoming", "upcoming", "upcoming"]
