"""Lists of rooms: what a row makes, what is named, and taking it back."""

import pytest

from deungdae.apps.calendar.models import Resource
from deungdae.apps.calendar.opening_words import opening_lines
from deungdae.apps.calendar.selectors.resources import openings_of_resource
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.imports import services as imports
from deungdae.apps.core.models import ImportRun
from tests.apps.core.imports.lists import checked_run, work_off, xlsx_of
from tests.support.rooms import a_booking, a_room

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_tables")]
HEAD = ("종류", "이름", "장소", "지역", "좌석 수", "장비", "여는 시간")
FULL = ("홀", "그랜드홀", "별관", "서울 강남구", "400", "마이크, 빔", "월~금 09:00~18:00; 토 09:00~13:00")


def checked(*rows: tuple) -> ImportRun:
    return checked_run(xlsx_of({"자원": [HEAD, *rows]}), name="회의실.xlsx", importer="resources")


def applied(run: ImportRun) -> ImportRun:
    imports.apply_import(run=run, actor=None)
    work_off()
    run.refresh_from_db()
    assert (run.state, run.message) == (ImportRun.State.APPLIED, "")
    return run


def counts(run: ImportRun) -> tuple[int, int, int]:
    return run.counts["created"], run.counts["changed"], run.counts["unchanged"]


def test_a_row_makes_a_resource_and_another_list_changes_it() -> None:
    room = a_room("301호", place="본관", equipment="빔")
    run = applied(checked(FULL, ("", "301호", "본관", "", "24", "", "")))
    hall = Resource.objects.get(kind="hall")
    lines = opening_lines(openings_of_resource(hall.opening_times.all()))
    assert (hall.seats, hall.region.name, lines) == (400, "강남구", ["월~금 09:00~18:00", "토 09:00~13:00"])
    room.refresh_from_db()
    assert (room.seats, room.equipment) == (24, "빔")
    assert counts(run) == (1, 1, 0)


def test_the_same_list_again_changes_nothing() -> None:
    applied(checked(FULL))
    assert counts(checked(FULL, ("회의실", "새 방", "", "", "", "", ""))) == (1, 0, 1)


def test_every_wrong_cell_is_named_and_nothing_is_written() -> None:
    run = checked(
        ("식당", "가", "", "", "", "", ""),
        ("", "", "본관", "", "", "", ""),
        ("", "가" * 300, "", "", "", "", ""),
        ("", "나", "", "달나라", "", "", ""),
        ("", "다", "", "", "0", "", ""),
        ("", "라", "", "", "", "", "아무 때"),
        ("", "마\u202e", "", "", "", "", ""),
        FULL,
        FULL,
    )
    assert run.state == ImportRun.State.REJECTED
    told = {row.row_number: row.column for row in run.bad_rows.all()}
    assert told == {
        2: "종류",
        3: "이름",
        4: "이름",
        5: "지역",
        6: "좌석 수",
        7: "여는 시간",
        8: "이름",
        10: "이름",
    }
    assert Resource.objects.count() == 0


def test_a_list_is_taken_back_unless_somebody_booked() -> None:
    room = a_room("301호", place="본관")
    run = applied(checked(FULL, ("", "301호", "본관", "", "24", "", "")))
    imports.undo_import(run=run, actor=None)
    room.refresh_from_db()
    assert (room.seats, Resource.objects.count()) == (None, 1)


def test_what_was_booked_meanwhile_is_not_taken_back() -> None:
    run = applied(checked(FULL))
    a_booking(Resource.objects.get())
    with pytest.raises(RefusedError, match="예약되어 되돌릴 수 없습니다"):
        imports.undo_import(run=run, actor=None)
    assert Resource.objects.count() == 1
