"""The public home, the ways in, the companies that were chosen, the pages in the footer."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client, override_settings

from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.organisations.models import Organisation
from deungdae.apps.organisations.services.consents import load_consent_texts
from deungdae.apps.organisations.services.search import rebuild_organisations
from deungdae.apps.portal.ways_in import WAYS
from deungdae.apps.programme.services.figures import record_distinction
from tests.support.academy import a_course, an_open_cohort
from tests.support.centre import agrees_to_show_itself, person
from tests.support.forum import opened, staff_person
from tests.support.notices import on_board
from tests.support.programme import a_company, attended, met

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
PUBLIC = [
    "/",
    "/awards/",
    "/statistics/",
    "/search/",
    "/about/accessibility/",
    "/about/privacy/",
    "/about/terms/",
]


def read(path: str, *, language: str = "ko") -> str:
    answer = Client(headers={"accept-language": language}).get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def chosen(name: str, *, on: date = date(2021, 9, 28), shown_by: User | None = None) -> Organisation:
    company = a_company(name)
    record_distinction(
        organisation=company,
        distinction="lighthouse",
        axis="digital",
        on=on,
        by="산업 부처",
        proof="공고",
        actor=None,
    )
    if shown_by is not None:
        agrees_to_show_itself(company, actor=shown_by)
    return company


def test_a_fresh_installation_has_a_home_that_says_what_is_not_there_yet() -> None:
    page = read("/")
    for words in (
        "지금 모집 중인 교육과 다가오는 포럼이 없습니다",
        "아직 올라온 소식이 없습니다",
        "아직 보여 드릴 수가 없습니다",
    ):
        assert words in page
    assert "모범사례</h2>" not in page
    assert 'class="figure"' not in page


def test_home_leads_everybody_to_what_there_is_for_them() -> None:
    page = read("/")
    for code, way in WAYS.items():
        assert f'href="/for/{code}/"' in page
        assert str(way.title) in page


def test_home_shows_what_is_coming_the_nearest_first_and_nothing_closed() -> None:
    cohort = an_open_cohort(5)
    forum, _talks = opened(1, staff_person())
    closed = an_open_cohort(5, course=a_course("닫힌 과정"))
    closed.state = "closed"
    closed.save()
    notice = on_board(title="겨울 안내")
    page = read("/")
    assert f"/academy/cohorts/{cohort.short_id}/" in page
    assert f"/forum/{forum.short_id}/" in page
    assert "닫힌 과정" not in page
    assert f"/notices/{notice.short_id}/" in page
    days = re.findall(r'<time datetime="(\d{4}-\d\d-\d\d)">', page)
    assert days == sorted(days)


def test_the_figures_of_home_are_those_of_their_datasets() -> None:
    for _number in range(6):
        met(company := a_company(), date(2021, 10, 14))
        attended(company, date(2021, 11, 1))
    page = read("/")
    assert re.search(
        r'href="/statistics/companies/">\s*<span class="figure-label">함께한 기업</span>\s*'
        r'<span class="figure-value">6<',
        page,
    )
    assert re.search(r'figure-label">열린 상담</span>\s*<span class="figure-value">6<', page)
    assert "디지털 전환 전문 인력</span>" not in page, "what is not there has no nought"


@pytest.mark.parametrize("code", WAYS)
@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_way_in_tells_gains_and_steps_and_only_doors_that_open(code: str, language: str) -> None:
    load_consent_texts()
    page = read(f"/for/{code}/", language=language)
    main = page[page.index("<main") : page.index("</main>")]
    doors = set(re.findall(r'href="(/[^"#]*)"', main))
    assert len(doors) > 3
    for door in doors:
        assert Client().get(door).status_code == 200, door
    assert ("/accounts/signup/" in main) is not WAYS[code].needs_invitation


def test_an_unknown_way_is_not_there() -> None:
    assert Client().get("/for/emperor/").status_code == 404


def test_who_was_chosen_this_month_is_counted_from_the_next_on() -> None:
    chosen("옛선정", on=date(2021, 9, 28))
    chosen("새선정", on=clock.today().replace(day=1))
    assert re.search(r'figure-label">등대 중견기업</span>\s*<span class="figure-value">1<', read("/"))
    assert re.search(r'figure-value">2<', read("/awards/"))


def test_only_companies_that_show_themselves_are_named_and_all_are_counted() -> None:
    staff = person("staff")
    chosen("밝은정밀", shown_by=staff)
    chosen("숨은소재")
    rebuild_organisations()
    for path in (
        "/",
        "/awards/",
        "/awards/?q=숨은",
        "/search/?q=숨은소재",
        "/search/suggestions/?q=숨은소재",
    ):
        assert "숨은소재</" not in read(path).replace("<mark>", "").replace("</mark>", "")
    page = read("/awards/")
    assert "밝은정밀" in page
    assert re.search(r'figure-value">2<', page)
    assert "밝은정밀" in read("/awards/?q=ㅂㅇㅈㅁ")
    assert "확인되는 기업이 없습니다" in read("/awards/?q=없는기업")
    assert "밝은정밀" in read("/")


def test_the_award_of_a_merged_company_stands_with_the_one_that_stands_for_it() -> None:
    staff = person("staff")
    kept, gone = a_company("남은기업"), chosen("옛기업", on=date(2022, 1, 3))
    Organisation.objects.filter(pk=gone.pk).update(merged_into=kept)
    agrees_to_show_itself(kept, actor=staff)
    page = read("/awards/")
    assert "남은기업" in page
    assert "옛기업" not in page


@pytest.mark.parametrize("path", PUBLIC)
@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_public_page_says_what_it_is_and_has_the_footer(path: str, language: str) -> None:
    page = read(path, language=language)
    assert f'<html lang="{language}">' in page
    [words] = re.findall(r'<meta name="description" content="([^"]+)">', page)
    assert 20 < len(words) <= 160
    assert re.search(r'<link rel="canonical" href="http[^"?]+">', page)
    assert all(f'href="/about/{one}/"' in page for one in ("accessibility", "privacy", "terms", "map"))


def test_a_narrowed_page_is_no_page_of_its_own() -> None:
    assert "canonical" not in read("/awards/?q=가")


def test_the_notice_on_personal_data_is_what_people_agree_to_and_what_is_kept() -> None:
    assert "아직 정한 문안이 없어" in read("/about/privacy/")
    load_consent_texts()
    page = read("/about/privacy/")
    assert "회원 서비스를 위한 개인정보 수집·이용" in page
    assert "보낸 메일" in page
    assert "Collection and use of personal data for the account" in read("/about/privacy/", language="en")


@override_settings(CENTRE_EMAIL="help@centre.example")
def test_the_centre_is_written_to_where_it_says() -> None:
    for path in ("accessibility", "privacy", "terms"):
        assert "help@centre.example" in read(f"/about/{path}/")


def test_every_link_of_the_site_map_opens() -> None:
    load_consent_texts()
    page = read("/about/map/")
    main = page[page.index("<main") : page.index("</main>")]
    links = set(re.findall(r'href="(/[^"]*)"', main))
    assert len(links) > 20
    assert {link: Client().get(link).status_code for link in links} == dict.fromkeys(links, 200)


def test_search_engines_are_told_the_public_pages() -> None:
    forum, _talks = opened(1, staff_person())
    cohort = an_open_cohort(5)
    listed = read("/sitemap.xml")
    for path in ("/", "/statistics/specialists/", "/for/company/", "/about/privacy/"):
        assert f"{path}</loc>" in listed
    assert f"/forum/{forum.short_id}/</loc>" in listed
    assert f"/academy/courses/{cohort.course.short_id}/</loc>" in listed
    assert "/today/" not in listed


def test_home_asks_the_database_the_same_number_of_questions(django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    for number in range(8):
        on_board(title=f"안내 {number}")
        attended(a_company(), clock.today() - timedelta(days=70))
    an_open_cohort(5)
    read("/")
    with django_assert_max_num_queries(26):
        read("/")
