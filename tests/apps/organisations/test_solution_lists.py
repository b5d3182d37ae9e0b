"""Solutions in and out of files: the round trip, what a list changes, what it refuses, and taking it back."""

import pytest
from django.test import Client

from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.imports import services as imports
from deungdae.apps.core.models import ImportRun
from deungdae.apps.organisations.forms.solution import initial_of
from deungdae.apps.organisations.models import Organisation, Solution, SolutionReference
from deungdae.apps.organisations.services import organisations, solutions
from deungdae.apps.organisations.services.references import decide_reference
from deungdae.apps.organisations.services.solutions import Content
from tests.apps.core.imports.lists import checked_run, csv_of, number, staff, work_off, xlsx_of
from tests.support.centre import person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_tables")]
HEAD = (
    "기업명",
    "솔루션 이름",
    "하는 일",
    "공정 영역",
    "기술",
    "맞는 업종",
    "서비스 지역",
    "구축 사례",
    "인증",
    "상태",
)
FULL = (
    "다온소프트",
    "등대MES",
    "첫 줄\n둘째 줄",
    "생산·공정; energy",
    "mes",
    "C26; 28",
    "경기도 안양시; 서울",
    "2024-05 | 등대정밀 | MES, 구축 | 불량 30% 감소\n2023-01 | 한빛 | 설비",
    "GS 1등급 | 21-0001 | TTA | 2027-12-31",
    "공개",
)
FORMULA = ("다온소프트", "=1+1", '"따옴표", 쉼표', "", "", "", "", "", "", "보관")


@pytest.fixture(autouse=True)
def supplier() -> Organisation:
    return organisations.create_organisation(
        name="다온소프트", business_number=number(1), kinds=["supply"], actor=None
    )


def checked(*rows: tuple, head: tuple = HEAD) -> ImportRun:
    return checked_run(xlsx_of({"솔루션": [head, *rows]}), name="솔루션.xlsx", importer="solutions")


def applied(run: ImportRun) -> ImportRun:
    imports.apply_import(run=run, actor=None)
    work_off()
    run.refresh_from_db()
    assert (run.state, run.message) == (ImportRun.State.APPLIED, "")
    return run


def counts(run: ImportRun) -> tuple[int, int, int]:
    return run.counts["created"], run.counts["changed"], run.counts["unchanged"]


def told(run: ImportRun) -> list[tuple[int, str, str]]:
    return [(row.row_number, row.column, row.code) for row in run.bad_rows.all()]


def everything() -> list[tuple]:
    rows = Solution.objects.order_by("title")
    return [(one.organisation.name, one.state, initial_of(one)) for one in rows]


def test_a_list_makes_solutions_with_all_their_parts() -> None:
    run = applied(checked(FULL, FORMULA))
    assert counts(run) == (2, 0, 0)
    made = Solution.objects.get(title="등대MES")
    assert (made.state, made.summary, made.published_at is not None) == ("published", "첫 줄\n둘째 줄", True)
    assert {one.code for one in made.industries.all()} == {"26", "28"}
    assert [one.customer for one in made.references.all()] == ["등대정밀", "한빛"]
    assert counts(checked(FULL, FORMULA)) == (0, 0, 2)


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_what_goes_out_comes_in_again_exactly(kind: str) -> None:
    applied(checked(FULL, FORMULA))
    before = everything()
    client = Client()
    client.force_login(staff())
    file = client.post("/solutions/export/", {"format": kind}).content
    again = checked_run(file, name=f"solutions.{kind}", importer="solutions")
    assert (told(again), counts(again)) == ([], (0, 0, 2))
    Solution.objects.all().delete()
    applied(checked_run(file, name=f"solutions.{kind}", importer="solutions"))
    assert everything() == before


def test_the_list_goes_out_as_it_is_filtered_and_to_staff_alone() -> None:
    applied(checked(FULL, FORMULA))
    client = Client()
    client.force_login(staff())
    text = client.post("/solutions/export/?q=등대", {"format": "csv"}).content.decode()
    assert ("등대MES" in text, "1+1" in text) == (True, False)
    own = Client()
    own.force_login(person("own", organisation=Organisation.objects.get()))
    assert own.post("/solutions/export/").status_code == 403


def test_a_blank_cell_leaves_what_is_there_and_undo_brings_it_back() -> None:
    applied(checked(FULL))
    before = everything()
    head, row = ("기업명", "솔루션 이름", "하는 일", "상태"), ("다온소프트", "등대MES", "", "작성 중")
    run = applied(checked(row, ("다온소프트", "새것", "일", ""), head=head))
    assert counts(run) == (1, 1, 0)
    assert Solution.objects.get(title="등대MES").summary == "첫 줄\n둘째 줄"
    imports.undo_import(run=run, actor=None)
    assert everything() == before


def test_undo_is_refused_when_somebody_has_written_since() -> None:
    run = applied(checked(FULL))
    solutions.update_solution(solution=Solution.objects.get(), content=Content("등대MES", "다시"), actor=None)
    with pytest.raises(RefusedError, match="등대MES"):
        imports.undo_import(run=run, actor=None)


def test_what_is_wrong_is_told_at_its_row_and_column() -> None:
    changed = {
        "unknown": (0, "없는기업"),
        "invisible": (1, "\u200b"),
        "turning": (2, "뒤집\u202e힘"),
        "area": (3, "없는 영역"),
        "industry": (5, "없는 업종"),
        "region": (6, "아틀란티스"),
        "reference": (7, "2024-13 | 고객 | 일"),
        "certificate": (8, "GS | 1 | TTA\nGS 2등급 | 1 | TTA"),
        "number": (8, f"GS | {'1' * 61} | TTA"),
        "summary": (2, ""),
    }
    rows = []
    for place, (column, value) in enumerate(changed.values()):
        row = list(FULL)
        row[1] = f"솔루션{place}"
        row[column] = value
        rows.append(tuple(row))
    run = checked(*rows)
    assert [(row, column) for row, column, _code in told(run)] == [
        (2, "기업명"),
        (3, "솔루션 이름"),
        (4, "하는 일"),
        (5, "공정 영역"),
        (6, "맞는 업종"),
        (7, "서비스 지역"),
        (8, "구축 사례"),
        (9, "인증"),
        (10, "인증"),
        (11, "하는 일"),
    ]


def test_the_same_solution_twice_and_a_step_without_a_way_are_told() -> None:
    assert told(checked(FULL, FULL)) == [(3, "솔루션 이름", "twice")]
    applied(checked(FORMULA))
    row = (*FORMULA[:-1], "공개")
    assert told(checked(row)) == [(2, "상태", "step")]


def test_marks_that_nobody_sees_are_taken_out_of_what_a_list_says() -> None:
    head = ("기업명", "솔루션 이름", "하는 일")
    applied(
        checked_run(
            csv_of([head, ("다온소프트", "등\u200b대", "하\ufeff는 일")]), name="a.csv", importer="solutions"
        )
    )
    made = Solution.objects.get()
    assert (made.title, made.summary) == ("등대", "하는 일")


def a_word(customer: str) -> SolutionReference:
    """The centre's staff say that it is so."""
    return decide_reference(
        reference=SolutionReference.objects.get(customer=customer),
        target=SolutionReference.State.CONFIRMED,
        note="현장에서 봄",
        side="centre",
        actor=person("knowing"),
    )


def states() -> dict[str, str]:
    return {one.customer: one.state for one in SolutionReference.objects.all()}


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_a_list_confirms_nothing_and_keeps_what_it_does_not_change(kind: str) -> None:
    applied(checked(FULL))
    a_word("등대정밀")
    client = Client()
    client.force_login(staff())
    file = client.post("/solutions/export/", {"format": kind}).content
    again = checked_run(file, name=f"solutions.{kind}", importer="solutions")
    assert (told(again), counts(again)) == ([], (0, 0, 1))
    row = list(FULL)
    row[7] = "2024-05 | 등대정밀 | MES, 구축 | 불량 30% 감소\n2023-02 | 한빛 | 설비\n2025-01 | 새 고객 | 일"
    assert counts(applied(checked(tuple(row)))) == (0, 1, 0)
    assert states() == {"등대정밀": "confirmed", "한빛": "claimed", "새 고객": "claimed"}
    row[7] = "2024-05 | 등대정밀 | MES, 구축 | 불량 90% 감소"
    applied(checked(tuple(row)))
    assert states() == {"등대정밀": "claimed"}
    Solution.objects.all().delete()
    applied(checked_run(file, name=f"solutions.{kind}", importer="solutions"))
    assert set(states().values()) == {"claimed"}


def test_undo_is_refused_over_a_word_that_came_since_and_brings_none_back() -> None:
    applied(checked(FULL))
    row = list(FULL)
    row[7] = "2024-05 | 등대정밀 | MES, 구축 | 불량 90% 감소"
    a_word("등대정밀")
    run = applied(checked(tuple(row)))
    imports.undo_import(run=run, actor=None)
    assert states() == {"등대정밀": "claimed", "한빛": "claimed"}
    run = applied(checked(tuple(row)))
    decide_reference(
        reference=SolutionReference.objects.get(),
        target=SolutionReference.State.DISPUTED,
        note="아님",
        side="centre",
        actor=person("other"),
    )
    with pytest.raises(RefusedError, match="등대MES"):
        imports.undo_import(run=run, actor=None)
    assert states() == {"등대정밀": "disputed"}
