"""Completions of before this register: taken over from lists, counted with the rest, withdrawn when wrong."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from deungdae.apps.academy.erasing import erase_trainees
from deungdae.apps.academy.models import Course, PastCompletion, Trainee
from deungdae.apps.academy.past_kinds import PAST_COMPLETED
from deungdae.apps.academy.selectors.specialists import (
    Sides,
    count,
    count_of_past_alone,
    people_counted,
    split_of,
)
from deungdae.apps.academy.selectors.twins import suggested_twins
from deungdae.apps.academy.services.joining import join_trainees
from deungdae.apps.academy.services.past import withdraw_one
from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.services import create_account
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.imports import services as imports
from deungdae.apps.core.models import ImportRun
from deungdae.apps.evidence.models import EvidenceEntry
from deungdae.apps.organisations.models import Organisation
from tests.apps.core.imports.lists import checked_run, number, staff, work_off, xlsx_of
from tests.support.academy import a_course

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_tables")]
HEAD = ("이름", "이메일", "기업", "과정 이름", "교육 대상", "교육 시간", "수료한 날", "출처")
SOURCE = "2019년 결과 보고서"


def line(
    name: str, email: str = "", company: str = "", title: str = "품질 데이터 입문", day: str = "2019-11-22"
) -> tuple[str, ...]:
    return (name, email, company, title, "엔지니어", "16", day, SOURCE)


def checked(*rows: tuple, **options: str) -> ImportRun:
    content = xlsx_of({"지난 수료": [HEAD, *rows]})
    return checked_run(content, name="수료.xlsx", importer="academy.past_completions", **options)


def taken(*rows: tuple, actor: User | None = None, **options: str) -> ImportRun:
    run = checked(*rows, **options)
    assert run.state == ImportRun.State.CHECKED, list(run.bad_rows.values_list("row_number", "code"))
    imports.apply_import(run=run, actor=actor)
    work_off()
    run.refresh_from_db()
    assert (run.state, run.message) == (ImportRun.State.APPLIED, "")
    return run


def told(run: ImportRun) -> dict[int, str]:
    return {row.row_number: row.code for row in run.bad_rows.all()}


@pytest.fixture
def company() -> Organisation:
    return Organisation.objects.create(name="한빛정밀", business_number=number(1), region_id="44130")


def test_a_list_makes_people_completions_and_entries_in_the_case(company: Organisation) -> None:
    course = a_course(title="품질 데이터 입문")
    taken(line("김하늘", "haneul@x.example", "한빛정밀"), line("이바다", "", company.business_number))
    known, other = PastCompletion.objects.order_by("pk")
    assert (known.course, known.role, known.hours, known.region) == (course, "engineer", 16, "44")
    assert (other.trainee.email, other.trainee.organisation) == ("", company)
    entries = EvidenceEntry.objects.filter(organisation=company, kind=PAST_COMPLETED)
    assert {entry.happened_on for entry in entries} == {date(2019, 11, 22)}
    assert {entry.payload["source"] for entry in entries} == {SOURCE}
    assert len(entries) == 2


def test_what_is_wrong_is_named_row_by_row_and_nothing_is_kept(company: Organisation) -> None:
    Trainee.objects.create(name="박나무", email="namu@x.example")
    run = checked(
        line("김하늘"),
        line("이바다", "bada@x.example", "없는기업"),
        line("박솔", "namu@x.example"),
        line("최강산", "gangsan@x.example", day="2999-01-01"),
        line("정들판", "deul@x.example"),
        line("정들판", "deul@x.example"),
        line("한여름", "", "한빛정밀"),
        line("한여름", "", "한빛정밀", title="다른 과정"),
        line("남들판", "deul@x.example", title="다른 과정"),
    )
    assert told(run) == {
        2: "nobody",
        3: "company",
        4: "other_name",
        5: "day",
        7: "twice",
        9: "same_name",
        10: "other_name",
    }
    assert not PastCompletion.objects.exists()


def test_the_same_rows_again_add_nothing_and_taken_back_they_can_come_again(company: Organisation) -> None:
    rows = (line("김하늘", "haneul@x.example", "한빛정밀"), line("이바다", "", "한빛정밀"))
    first = taken(*rows)
    run = checked(*reversed(rows))
    assert run.counts["sheets"]["completions"]["unchanged"] == 2
    imports.undo_import(run=first, actor=None)
    assert count(Sides()) == 0
    assert not EvidenceEntry.objects.filter(kind=PAST_COMPLETED).standing().exists()
    taken(*reversed(rows))
    assert (count(Sides()), Trainee.objects.count()) == (2, 2)


def test_one_name_of_one_company_is_one_person_only_where_somebody_says_so(company: Organisation) -> None:
    rows = (line("한여름", "", "한빛정밀"), line("한여름", "", "한빛정밀", title="다른 과정"))
    taken(*rows, one_person="on")
    assert (Trainee.objects.count(), PastCompletion.objects.count()) == (1, 2)
    assert (count(Sides()), [row.people for row in split_of("course", Sides())]) == (1, [1])


def test_somebody_of_the_same_name_is_suggested_and_never_joined_alone(company: Organisation) -> None:
    known = Trainee.objects.create(name="이바다", email="bada@x.example", organisation=company)
    taken(line("이바다", "", "한빛정밀"))
    new = Trainee.objects.exclude(pk=known.pk).get()
    [pair] = suggested_twins()
    assert {pair.survivor, pair.merged} == {known, new}
    join_trainees(survivor=known, merged=new, reason="같은 사람", actor=None)
    assert PastCompletion.objects.get().trainee == known
    assert list(people_counted(Sides(year="2019"))) == [known]


def test_the_address_of_a_joined_record_leads_to_who_stands_for_it(company: Organisation) -> None:
    stands = Trainee.objects.create(name="Kim Haneul", email="new@x.example", organisation=company)
    gone = Trainee.objects.create(name="김하늘", email="old@x.example", organisation=company)
    join_trainees(survivor=stands, merged=gone, reason="영어 이름", actor=None)
    taken(line("김하늘", "old@x.example", "한빛정밀"))
    assert PastCompletion.objects.get().trainee == stands
    with pytest.raises(IntegrityError), transaction.atomic():
        PastCompletion.objects.update(trainee=gone)


def test_a_figure_is_the_length_of_its_list_and_says_what_lists_alone_tell(company: Organisation) -> None:
    taken(line("김하늘", "a@x.example", "한빛정밀"), line("이바다", "b@x.example", day="2020-05-01"))
    for sides in (Sides(), Sides(year="2019"), Sides(region="44"), Sides(role="engineer"), Sides(course="-")):
        assert count(sides) == len(people_counted(sides)) == count_of_past_alone(sides)
    assert {row.value: row.people for row in split_of("year", Sides())} == {"2020": 1, "2019": 1}
    assert {row.value: row.people for row in split_of("region", Sides())} == {"44": 1, "-": 1}


def test_what_was_wrong_is_withdrawn_once_with_a_reason(company: Organisation) -> None:
    taken(line("김하늘", "a@x.example", "한빛정밀"))
    completion, actor = PastCompletion.objects.get(), staff()
    browser = Client()
    browser.force_login(actor)
    page = browser.get("/academy/past/", {"q": "한빛 2019"}).content.decode()
    assert "김*늘" in page
    assert "김하늘" not in page
    address = f"/academy/past/{completion.short_id}/withdraw/"
    assert browser.post(address, {"reason": ""}).status_code == 422
    assert browser.post(address, {"reason": "다른 사람의 수료"}, follow=True).status_code == 200
    assert count(Sides()) == 0
    assert not EvidenceEntry.objects.filter(kind=PAST_COMPLETED).standing().exists()
    with pytest.raises(RefusedError, match="이미 뺀"):
        withdraw_one(completion=completion, reason="또", actor=actor)


def test_a_person_sees_the_own_ones_and_nobody_elses(company: Organisation) -> None:
    taken(line("김하늘", "a@x.example", "한빛정밀"), line("이바다", "b@x.example", title="남의 과정"))
    browser = Client()
    browser.force_login(create_account(email="a@x.example", name="김하늘", password=None))
    page = browser.get("/academy/mine/").content.decode()
    assert SOURCE in page
    assert "남의 과정" not in page
    assert browser.get("/academy/past/").status_code == 404


def test_the_database_keeps_what_the_list_said(company: Organisation) -> None:
    taken(line("김하늘", "a@x.example", "한빛정밀"))
    mine = PastCompletion.objects.all()
    for change in ({"completed_on": date(2020, 1, 1)}, {"source": "다른 보고서"}, {"hours": 40}):
        with pytest.raises(IntegrityError), transaction.atomic():
            mine.update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        mine._raw_delete("default")
    erase_trainees([mine.get().trainee_id])
    assert count(Sides()) == 1
    assert Course.objects.count() == 0
