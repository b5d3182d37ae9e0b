"""Finding organisations: the database answers as the engine says, within what a person may see."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from deungdae.apps.organisations.bridge.search import REASON_LABELS, bare_name
from deungdae.apps.organisations.models import Organisation, OrganisationSearch
from deungdae.apps.organisations.selectors.search import organisations_found
from deungdae.apps.organisations.services import organisations as services
from deungdae.apps.organisations.services.merging import merge_organisations
from deungdae.apps.organisations.services.search import index_organisations, rebuild_organisations
from deungdae.engine.search.asking import question_of
from deungdae.engine.search.rules import entry_of, reason_of

pytestmark = pytest.mark.django_db
NAMES = (
    "주식회사한빛정밀",
    "한빛",
    "새한빛소재(주)",
    "(주)스마트 팩토리",
    "스마트팜",
    "LG전자",
    "엘지화학",
    "등대 정밀",
    "Deungdae Precision Co., Ltd",
    "하늘바람",
    "3M코리아",
    "ㄱ나다",
    "퍼센트%_기업",
    'O\'Brien & "Sons"',
    "한비소프트",
    "가온누리",
    "새 가온누림(주)",
)
TEXTS = (
    "한빛", "한ㅂ", "한비", "ㅎㅂ", "ㅅㅁㅌ", "ㅅ마트", "등대정밀", "lg", "LG전자", "엘지전자", "precision",
    "DEUNG", "3m", "한", "ㅅ", "하늘", "%", "_", "'", '"', "퍼센트", "o'brien",
    "가온nuri", "gaon누리", "새gaon 누리", "한bit", "hanbit 정밀", "가온nur", "LG화hak",
    "없음", "AND", "NOT", "한빛*", "[가-힣]",
    "한빛)", "🙂", "등 대정 밀", "정밀 등대", "주식회사 한빛", "(주)한빛", 'OR "x"', "NOT 한빛", "\x00한빛",
    "a" * 300, "가나 " * 100,
)  # fmt: skip


def made(*names: str) -> list[Organisation]:
    return [services.create_organisation(name=name, kinds=[], actor=None) for name in names]


def found(text: str) -> list[tuple[str, str]]:
    answers = organisations_found(scope=Organisation.objects.all(), text=text)
    assert answers.total == len(answers.found)
    return [(one.record.name, one.reason) for one in answers.found]


def test_the_database_finds_and_ranks_exactly_what_the_engine_says() -> None:
    made(*NAMES)
    entries = {name: entry_of(names=[bare_name(name)]) for name in NAMES}
    for text in TEXTS:
        reasons = {name: reason_of(entry, question_of(text)) for name, entry in entries.items()}
        ranked = sorted(
            (reason.value, entries[name].key, name) for name, reason in reasons.items() if reason is not None
        )
        if "주" in text:
            continue
        assert found(text) == [(name, str(REASON_LABELS[place])) for place, _key, name in ranked], text


def test_the_closest_comes_first() -> None:
    made("새한빛", "한빛정밀", "한빛", "나 한빛")
    assert [name for name, _reason in found("한빛")] == ["한빛", "한빛정밀", "나 한빛", "새한빛"]


def test_forms_of_companies_do_not_count() -> None:
    made("주식회사한빛정밀", "한빛")
    assert [name for name, _reason in found("(주)한빛")] == ["한빛", "주식회사한빛정밀"]


def test_a_number_is_found_with_or_without_hyphens() -> None:
    services.create_organisation(
        name="가상", kinds=[], actor=None, business_number="1234500003", identifiers=[("krx", "069730")]
    )
    for text in ("123-45-00003", "1234500003", "123-45", "069730"):
        assert found(text) == [("가상", "번호")], text


def test_a_changed_name_is_found_by_the_new_one_only() -> None:
    (one,) = made("옛이름")
    services.update_organisation(organisation=one, name="새로운", kinds=[], actor=None)
    assert found("옛이름") == []
    assert [name for name, _reason in found("새로운")] == ["새로운"]


def test_what_is_outside_the_scope_is_not_found_and_not_counted() -> None:
    first, _second = made("한빛정밀", "한빛소재")
    answers = organisations_found(scope=Organisation.objects.filter(pk=first.pk), text="한빛")
    assert (answers.total, [one.record for one in answers.found]) == (1, [first])
    assert organisations_found(scope=Organisation.objects.none(), text="한빛").total == 0


def test_one_that_was_merged_is_found_no_more_and_staff_need_no_further_condition() -> None:
    first, second = made("한빛정밀", "한빛정밀공업")
    merge_organisations(survivor=first, merged=second, take=set(), reason="같은 곳", actor=None)
    with CaptureQueriesContext(connection) as queries:
        answers = organisations_found(scope=Organisation.objects.standing(), text="한빛")
    assert [one.record for one in answers.found] == [first]
    assert not any("U0" in query["sql"] for query in queries)
    assert rebuild_organisations() == 0


def test_a_search_takes_the_same_few_queries_whatever_it_finds() -> None:
    counts = set()
    for name in ("한빛가", "한빛나", "한빛다"):
        made(name)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            found("한빛")
        counts.add(len(queries))
    assert len(counts) == 1


def test_pages_follow_each_other_without_gaps() -> None:
    made(*(f"한빛{letter}" for letter in "가나다라마"))
    pages = [
        organisations_found(scope=Organisation.objects.all(), text="한빛", page=page, size=2)
        for page in (1, 2, 3)
    ]
    assert [one.record.name[-1] for page in pages for one in page.found] == list("가나다라마")
    assert [page.has_next for page in pages] == [True, True, False]


def test_rebuilding_mends_what_is_wrong_and_touches_nothing_else() -> None:
    first, second, third = made("한빛", "나래", "다온")
    OrganisationSearch.objects.filter(pk=first.pk).update(tokens="x", forms=" x")
    OrganisationSearch.objects.filter(pk=second.pk).delete()
    Organisation.objects.filter(pk=third.pk).update(name="라온")
    said = StringIO()
    call_command("rebuild_search", stdout=said)
    call_command("rebuild_search", stdout=said)
    assert "organisations: 3 " in said.getvalue()
    assert "organisations: 0 " in said.getvalue()
    assert [name for text in ("한빛", "나래", "라온", "다온") for name, _reason in found(text)] == [
        "한빛",
        "나래",
        "라온",
    ]


def test_a_deleted_organisation_leaves_no_word_in_the_index() -> None:
    (one,) = made("한빛정밀")
    one.delete()
    (other,) = made("다른곳")
    assert found("한빛") == []
    index_organisations([other.pk])
    assert [name for name, _reason in found("다른곳")] == ["다른곳"]
