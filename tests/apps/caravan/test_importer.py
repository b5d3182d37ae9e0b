"""The three-sheet workbook: what it brings, what is wrong row by row, twice nothing, taken back whole."""

import threading
from datetime import time
from typing import cast

import pytest
from django.core.files.base import ContentFile

from deungdae.apps.caravan.importers import DayImporter
from deungdae.apps.caravan.importers.columns import people
from deungdae.apps.caravan.importers.template import day_template
from deungdae.apps.caravan.models import (
    Absence,
    Attendee,
    MatchingDay,
    Meeting,
    MeetingRequest,
    Participant,
    Precedence,
)
from deungdae.apps.caravan.services.participants import add_participant
from deungdae.apps.caravan.services.requests import answer_request
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.imports import services
from deungdae.apps.core.imports.cells import CellError
from deungdae.apps.core.imports.frame import IMPORTERS, ImportData, Issue, Outcome, Row, Sheet
from deungdae.apps.core.jobs.worker import work
from deungdae.apps.core.models import ImportRun, OutboxMessage
from deungdae.apps.organisations.models import Organisation
from tests.support.days import (
    a_day,
    a_request,
    an_organisation,
    meeting_between,
    member_of,
    place,
    revision_of,
    staff,
)

pytestmark = pytest.mark.django_db
State = MatchingDay.State
IMPORTER = DayImporter()
Cells = dict[str, object]


def rows_of(sheet: Sheet, rows: list[Cells]) -> list[Row]:
    """Rows as the frame hands them over; numbers count from the row below the header."""
    places = {column.name: place for place, column in enumerate(sheet.columns, start=1)}
    found = []
    for number, values in enumerate(rows, start=2):
        texts: list[str | int] = [number, *(str(values.get(column.name, "")) for column in sheet.columns)]
        found.append(Row(sheet, sheet.label, number, values, texts, places))
    return found


def a_person(code: str, side: str = "demand", **more: object) -> Cells:
    return {"code": code, "name": f"기업 {code}", "side": side, **more}


def a_wish(code: str, sender: str = "D1", receiver: str = "S1", **more: object) -> Cells:
    return {"code": code, "sender": sender, "receiver": receiver, "state": "accepted", **more}


def data_for(
    day: MatchingDay,
    *,
    participants: list[Cells] | None = None,
    absences: list[Cells] | None = None,
    requests: list[Cells] | None = None,
) -> ImportData:
    """A file with two companies on each side unless told otherwise."""
    everybody = [a_person("D1"), a_person("D2"), a_person("S1", "supply"), a_person("S2", "supply")]
    sheets = {
        "participants": rows_of(
            IMPORTER.sheet("participants"), everybody if participants is None else participants
        ),
        "absences": rows_of(IMPORTER.sheet("absences"), absences or []),
        "requests": rows_of(IMPORTER.sheet("requests"), requests or []),
    }
    return ImportData(day.short_id, {}, sheets)


def quiet(percent: int, step: str) -> None:
    """Nobody listens."""


def issues_of(day: MatchingDay, **sheets: list[Cells]) -> list[Issue]:
    return IMPORTER.check(data_for(day, **sheets), tell=quiet).issues


def applied(day: MatchingDay, **sheets: list[Cells]) -> Outcome:
    data = data_for(day, **sheets)
    assert [issue for issue in IMPORTER.check(data, tell=quiet).issues if not issue.is_warning] == []
    return IMPORTER.apply(data, run=ImportRun(subject=day.short_id), actor=None, tell=quiet)


def taken_back(day: MatchingDay, outcome: Outcome) -> None:
    IMPORTER.undo(run=ImportRun(subject=day.short_id, undo_log=outcome.undo_log), actor=None)


def counted(outcome: Outcome, sheet: str) -> tuple[int, int, int]:
    counts = outcome.counts[sheet]
    return counts.created, counts.changed, counts.unchanged


FULL: dict[str, list[Cells]] = {
    "participants": [
        a_person(
            "D1",
            attendees=(("김하늘", "대표"), ("이바다", "")),
            contact_email="a@b.example",
            wish="morning",
            max_meetings=4,
        ),
        a_person("D2"),
        a_person("S1", "supply", own_table=4, business_number="1008100015"),
        a_person("S2", "supply"),
    ],
    "absences": [{"code": "D2", "start": time(10), "end": time(11), "reason": "이동"}],
    "requests": [
        a_wish("1", rank=2, reason="MES"),
        a_wish("2", "D2", "S2", fixed_slot=3, fixed_table=2, earlier=("1",)),
        a_wish("3", "S2", "D1", state="pending", wish="afternoon"),
    ],
}


def test_a_file_brings_companies_absences_requests_and_their_order() -> None:
    day = a_day()
    outcome = applied(day, **FULL)
    assert [counted(outcome, name) for name in ("participants", "absences", "requests")] == [
        (4, 0, 0),
        (1, 0, 0),
        (3, 0, 0),
    ]
    first = Participant.objects.get(day=day, code="D1")
    assert (first.wish, first.max_meetings, first.contact_email) == ("morning", 4, "a@b.example")
    assert [(one.name, one.job_title) for one in first.attendees.all()] == [
        ("김하늘", "대표"),
        ("이바다", ""),
    ]
    assert Participant.objects.get(day=day, code="S1").organisation.business_number == "1008100015"
    assert Absence.objects.get().reason == "이동"
    fixed = MeetingRequest.objects.get(day=day, code="2")
    assert (fixed.state, fixed.fixed_slot and fixed.fixed_slot.number) == (MeetingRequest.State.ACCEPTED, 3)
    order = Precedence.objects.get()
    assert (order.earlier.code, order.later.code) == ("1", "2")
    assert [one.kind for one in Organisation.objects.get(name="기업 D1").kinds.all()] == ["demand"]


def test_the_same_file_again_changes_nothing() -> None:
    day = a_day()
    applied(day, **FULL)
    before = state_of(day)
    outcome = applied(day, **FULL)
    assert [counted(outcome, name) for name in ("participants", "absences", "requests")] == [
        (0, 0, 4),
        (0, 0, 1),
        (0, 0, 3),
    ]
    assert state_of(day) == before


def state_of(day: MatchingDay) -> list[list[tuple[object, ...]]]:
    """Every row of the day, to be compared."""
    tables = [
        Participant.objects.filter(day=day),
        Attendee.objects.filter(participant__day=day),
        Absence.objects.filter(participant__day=day),
        MeetingRequest.objects.filter(day=day),
        Precedence.objects.filter(day=day),
        Meeting.objects.filter(day=day),
        Organisation.objects.all(),
    ]
    return [list(table.order_by("pk").values_list()) for table in tables] + [
        [(MatchingDay.objects.get(pk=day.pk).state,)]
    ]


def test_a_changed_file_changes_only_what_differs_and_can_be_taken_back() -> None:
    day = a_day()
    applied(day, **FULL)
    before = state_of(day)
    changed: dict[str, list[Cells]] = {
        "participants": [a_person("D1", max_meetings=7, attendees=(("박나래", "부장"),)), a_person("D2")],
        "absences": [{"code": "D2", "start": time(10), "end": time(11), "reason": "회의"}],
        "requests": [a_wish("3", "S2", "D1"), a_wish("4", "D1", "S1", rank=5)][:1],
    }
    outcome = applied(day, **changed)
    assert [counted(outcome, name) for name in ("participants", "absences", "requests")] == [
        (0, 1, 1),
        (0, 1, 0),
        (0, 1, 0),
    ]
    first = Participant.objects.get(day=day, code="D1")
    assert (first.max_meetings, first.wish, first.attendees.get().name) == (7, "morning", "박나래")
    assert MeetingRequest.objects.get(day=day, code="3").state == MeetingRequest.State.ACCEPTED
    taken_back(day, outcome)
    assert without_keys_of_people(state_of(day)) == without_keys_of_people(before)


def without_keys_of_people(state: list[list[tuple[object, ...]]]) -> list[list[tuple[object, ...]]]:
    """Attendees are written anew; everything else keeps its key."""
    return [state[0], [row[1:] for row in state[1]], *state[2:]]


def test_an_import_is_taken_back_whole() -> None:
    day = a_day()
    outcome = applied(day, **FULL)
    taken_back(day, outcome)
    assert state_of(day) == [[], [], [], [], [], [], [], [(State.DRAFT,)]]


def test_after_closing_accepted_rows_become_meetings_and_answers_become_stale() -> None:
    day = a_day()
    MatchingDay.objects.filter(pk=day.pk).update(state=State.REQUESTS_CLOSED)
    before = revision_of(day)
    outcome = applied(day, requests=[a_wish("1"), a_wish("2", "D2", "S2")])
    assert Meeting.objects.filter(day=day).count() == 2
    assert revision_of(day) == before + 1
    assert issues_of(day, requests=[a_wish("9", "D1", "S2", state=None)])[0].code == "closed"
    taken_back(day, outcome)
    assert not Meeting.objects.filter(day=day).exists()


def test_once_meetings_have_places_nothing_is_imported_or_taken_back() -> None:
    day = a_day()
    MatchingDay.objects.filter(pk=day.pk).update(state=State.REQUESTS_CLOSED)
    outcome = applied(day, requests=[a_wish("1")])
    MatchingDay.objects.filter(pk=day.pk).update(state=State.TIMETABLE)
    place(meeting_between(day, "D1", "S1"), 1, 1)
    found = issues_of(day)
    assert [(issue.row, issue.code) for issue in found] == [(0, "state")]
    with pytest.raises(RefusedError) as refused:
        taken_back(day, outcome)
    assert refused.value.code == "placed"


def test_what_people_built_upon_is_not_taken_back() -> None:
    day = a_day()
    outcome = applied(day, requests=[a_wish("1", state="pending")])
    MatchingDay.objects.filter(pk=day.pk).update(state=State.REQUESTS_OPEN)
    answer_request(request=MeetingRequest.objects.get(code="1"), accept=True, reason="", actor=None)
    with pytest.raises(RefusedError) as refused:
        taken_back(day, outcome)
    assert (refused.value.code, "1" in refused.value.message) == ("answered", True)


def test_an_organisation_that_is_used_elsewhere_is_not_taken_back() -> None:
    day, other = a_day(), a_day()
    outcome = applied(day)
    organisation = Organisation.objects.get(name="기업 D1")
    add_participant(day=other, organisation=organisation, side="demand", actor=None)
    with pytest.raises(RefusedError) as refused:
        taken_back(day, outcome)
    assert refused.value.code == "organisation_used"


def test_while_requests_are_open_the_new_are_invited_and_the_asked_are_told() -> None:
    day = a_day()
    MatchingDay.objects.filter(pk=day.pk).update(state=State.REQUESTS_OPEN)
    participants = [
        a_person("D1", contact_email="d@x.example"),
        a_person("S1", "supply", contact_email="s@x.example"),
    ]
    applied(day, participants=participants, requests=[a_wish("1", state="pending")])
    told = OutboxMessage.objects.order_by("id").values_list("recipient", "template")
    assert [(to, name.rpartition("/")[2]) for to, name in told] == [
        ("d@x.example", "requests_open"),
        ("s@x.example", "requests_open"),
        ("s@x.example", "request_received"),
    ]


def test_an_organisation_is_found_by_number_then_by_name_and_made_last() -> None:
    by_number = Organisation.objects.create(name="옛 이름", business_number="1008100015")
    by_name = an_organisation("서울정밀")
    day = a_day()
    participants: list[Cells] = [
        {"code": "D1", "name": "새 이름", "business_number": "1008100015", "side": "demand"},
        {"code": "S1", "name": "서울정밀", "side": "supply"},
        {"code": "S2", "name": "처음 보는 기업", "side": "supply"},
    ]
    applied(day, participants=participants)
    found = dict(Participant.objects.filter(day=day).values_list("code", "organisation"))
    assert (found["D1"], found["S1"]) == (by_number.pk, by_name.pk)
    assert Organisation.objects.count() == 3


def test_in_a_brokerage_the_side_may_be_left_empty() -> None:
    day = a_day(mode=MatchingDay.Mode.BROKERAGE)
    applied(day, participants=[{"code": "A", "name": "가"}, {"code": "B", "name": "나"}])
    assert set(Participant.objects.filter(day=day).values_list("side", flat=True)) == {"free"}


BAD: list[tuple[dict[str, list[Cells]], str, int, str]] = [
    ({"participants": [a_person("D1"), a_person("D1")]}, "twice", 3, "D1"),
    ({"participants": [a_person("D1"), a_person("D2", name="기업 D1")]}, "twice", 3, "2행"),
    ({"participants": [a_person("D1", side=None)]}, "required", 2, "구분"),
    ({"participants": [a_person("D1", own_table=9)]}, "no_table", 2, "9번"),
    ({"participants": [a_person("D1", own_table=2), a_person("D2", own_table=2)]}, "table_twice", 3, "D1"),
    ({"absences": [{"code": "X", "start": time(10), "end": time(11)}]}, "unknown_participant", 2, "X"),
    ({"absences": [{"code": "D1", "start": time(11), "end": time(11)}]}, "empty", 2, "11:00"),
    ({"absences": [{"code": "D1", "start": time(16), "end": time(18)}]}, "outside", 2, "10:00~16:00"),
    ({"absences": [{"code": "D1", "start": time(10), "end": time(11)}] * 2}, "twice", 3, "2행"),
    ({"requests": [a_wish("1", "X")]}, "unknown_participant", 2, "X"),
    ({"requests": [a_wish("1", receiver="Y")]}, "unknown_participant", 2, "Y"),
    ({"requests": [a_wish("1", "D1", "D1")]}, "oneself", 2, "D1"),
    ({"requests": [a_wish("1", "D1", "D2")]}, "same_side", 2, "수요"),
    ({"requests": [a_wish("1"), a_wish("1", "D2", "S2")]}, "twice", 3, "2행"),
    ({"requests": [a_wish("1"), a_wish("2", "S1", "D1")]}, "pair_twice", 3, "‘1’"),
    ({"requests": [a_wish("1", fixed_slot=11)]}, "no_slot", 2, "10까지"),
    ({"requests": [a_wish("1", fixed_table=9)]}, "no_table", 2, "9번"),
    ({"requests": [a_wish("1", earlier=("7",))]}, "unknown_request", 2, "7"),
    ({"requests": [a_wish("1", fixed_slot=9, wish="morning")]}, "wish_against_slot", 2, "오전"),
    (
        {"requests": [a_wish("1", fixed_slot=1), a_wish("2", "D1", "S2", fixed_slot=1)]},
        "fixed_same_time",
        3,
        "1, 2",
    ),
    (
        {
            "requests": [
                a_wish("1", fixed_slot=1, fixed_table=1),
                a_wish("2", "D2", "S2", fixed_slot=1, fixed_table=1),
            ]
        },
        "fixed_same_table",
        3,
        "1, 2",
    ),
    (
        {
            "absences": [{"code": "S1", "start": time(10), "end": time(11)}],
            "requests": [a_wish("1", fixed_slot=2)],
        },
        "fixed_absent",
        2,
        "S1",
    ),
]


@pytest.mark.parametrize(("sheets", "code", "row", "named"), BAD)
def test_what_is_wrong_is_told_with_row_value_and_remedy(
    sheets: dict[str, list[Cells]], code: str, row: int, named: str
) -> None:
    found = issues_of(a_day(), **sheets)
    assert [(issue.code, issue.row) for issue in found] == [(code, row)]
    assert named in found[0].message + found[0].value
    assert found[0].remedy
    assert not Participant.objects.exists()


def test_a_circle_of_orders_is_named() -> None:
    requests = [
        a_wish("1", "D1", "S1", earlier=("3",)),
        a_wish("2", "D2", "S2", earlier=("1",)),
        a_wish("3", "D1", "S2", earlier=("2",)),
    ]
    found = issues_of(a_day(), requests=requests)
    assert [issue.code for issue in found] == ["cycle"]
    assert all(code in found[0].message for code in ("1", "2", "3"))
    assert "→" in found[0].message


def test_more_fixed_meetings_than_tables_are_counted() -> None:
    day = a_day(table_count=2)
    participants = [
        *(a_person(f"D{n}") for n in (1, 2, 3)),
        *(a_person(f"S{n}", "supply") for n in (1, 2, 3)),
    ]
    requests = [a_wish(str(n), f"D{n}", f"S{n}", fixed_slot=1) for n in (1, 2, 3)]
    found = issues_of(day, participants=participants, requests=requests)
    assert [(issue.code, issue.row) for issue in found] == [("fixed_over_tables", 4)]
    participants[5]["own_table"] = 2
    assert [issue.code for issue in issues_of(day, participants=participants, requests=requests)] == [
        "fixed_over_tables"
    ]
    participants[4]["own_table"] = 1
    found = issues_of(day, participants=participants, requests=requests)
    assert [issue.code for issue in found] == ["fixed_over_tables"]
    assert "1건인데 공용 테이블은 0개" in found[0].message


def test_an_ambiguous_name_asks_for_the_number() -> None:
    an_organisation("서울정밀")
    an_organisation("서울정밀")
    found = issues_of(a_day(), participants=[a_person("D1", name="서울정밀")])
    assert [issue.code for issue in found] == ["ambiguous"]


def test_a_number_of_another_company_and_a_company_of_another_number_are_told() -> None:
    day = a_day()
    applied(day)
    found = issues_of(day, participants=[a_person("D1", name="기업 D2"), a_person("D9", name="기업 S1")])
    assert [issue.code for issue in found] == ["registered", "registered"]
    found = issues_of(day, participants=[a_person("D1", name="전혀 다른 기업")])
    assert [issue.code for issue in found] == ["other_organisation"]


def test_a_request_number_keeps_its_two_and_an_answer_is_not_taken_back() -> None:
    day = a_day()
    applied(day, requests=[a_wish("1", state="pending"), a_wish("2", "D2", "S2")])
    assert [issue.code for issue in issues_of(day, requests=[a_wish("1", "D1", "S2")])] == ["other_pair"]
    outcome = applied(day, requests=[a_wish("2", "D2", "S2", state="pending")])
    assert counted(outcome, "requests") == (0, 0, 1)
    MeetingRequest.objects.filter(code="1").update(state=MeetingRequest.State.DECLINED)
    assert [issue.code for issue in issues_of(day, requests=[a_wish("1")])] == ["answered"]


def test_a_declined_row_is_kept_as_declined_and_makes_no_meeting() -> None:
    day = a_day()
    applied(day, requests=[a_wish("1", state="declined"), a_wish("2", "D2", "S2", state="pending")])
    applied(day, requests=[a_wish("2", "D2", "S2", state="declined")])
    assert set(MeetingRequest.objects.values_list("state", flat=True)) == {MeetingRequest.State.DECLINED}
    assert not MeetingRequest.objects.filter(answered_at__isnull=True).exists()


def test_a_changed_request_row_changes_its_wishes_and_fixed_place() -> None:
    day = a_day()
    applied(day, requests=[a_wish("1")])
    outcome = applied(day, requests=[a_wish("1", rank=4, wish="morning", fixed_slot=2, fixed_table=3)])
    request = MeetingRequest.objects.select_related("fixed_slot", "fixed_table").get(code="1")
    assert request.fixed_slot is not None
    assert request.fixed_table is not None
    assert (request.rank, request.wish) == (4, "morning")
    assert (request.fixed_slot.number, request.fixed_table.number) == (2, 3)
    taken_back(day, outcome)
    request.refresh_from_db()
    assert (request.rank, request.wish, request.fixed_slot, request.fixed_table) == (1, "any", None, None)


def test_a_participant_row_may_give_a_table_but_not_turn_the_side_of_one_with_requests() -> None:
    day = a_day()
    applied(day, requests=[a_wish("1")])
    outcome = applied(day, participants=[a_person("D2", own_table=3)])
    assert Participant.objects.get(code="D2").own_table == day.tables.get(number=3)
    taken_back(day, outcome)
    assert Participant.objects.get(code="D2").own_table is None
    assert [one.code for one in issues_of(day, participants=[a_person("D1", "supply")])] == ["has_requests"]


def test_a_fixed_table_of_somebody_else_is_told() -> None:
    participants = [a_person("D1"), a_person("S1", "supply"), a_person("S2", "supply", own_table=2)]
    found = issues_of(a_day(), participants=participants, requests=[a_wish("1", fixed_table=2)])
    assert [(one.code, "S2" in one.message) for one in found] == [("own_table", True)]


def test_a_request_that_came_later_keeps_its_participant_from_being_taken_back() -> None:
    day = a_day()
    outcome = applied(day)
    first, second = (Participant.objects.get(day=day, code=code) for code in ("D1", "S1"))
    later = a_request(first, second)
    with pytest.raises(RefusedError) as refused:
        taken_back(day, outcome)
    assert (refused.value.code, later.code in refused.value.message) == ("requests", True)


def test_a_file_for_a_day_that_is_not_there_is_told() -> None:
    day = a_day()
    data = data_for(day)
    day.delete()
    assert [one.code for one in IMPORTER.check(data, tell=quiet).issues] == ["no_day"]
    with pytest.raises(RefusedError) as refused:
        IMPORTER.apply(data, run=ImportRun(subject=data.subject), actor=None, tell=quiet)
    assert refused.value.code == "no_day"


def test_rows_that_went_bad_since_the_check_are_not_written() -> None:
    day = a_day()
    data = data_for(day, requests=[a_wish("1", fixed_table=4)])
    day.tables.get(number=4).delete()
    with pytest.raises(RefusedError) as refused:
        IMPORTER.apply(data, run=ImportRun(subject=day.short_id), actor=None, tell=quiet)
    assert refused.value.code == "import_changed"
    assert not Participant.objects.exists()


def test_rows_without_a_state_wait_and_that_is_said_once() -> None:
    found = issues_of(a_day(), requests=[a_wish("1", state=None), a_wish("2", "D2", "S2", state=None)])
    assert [(issue.code, issue.row, issue.is_warning) for issue in found] == [("state_empty", 0, True)]


def test_a_row_that_is_wrong_itself_is_reported_once() -> None:
    requests = [a_wish("1", "D1", "S1")]
    found = issues_of(
        a_day(), participants=[a_person("D1", side=None), a_person("S1", "supply")], requests=requests
    )
    assert [(issue.sheet, issue.code) for issue in found] == [("참가자", "required")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("김하늘/대표; 이바다/팀장", (("김하늘", "대표"), ("이바다", "팀장"))),
        ("김하늘(대표), 이바다(팀장)", (("김하늘", "대표"), ("이바다", "팀장"))),
        ("최가온", (("최가온", ""),)),
        (" 김하늘 / 대표이사 ;", (("김하늘", "대표이사"),)),
    ],
)
def test_people_are_read_as_they_are_written(text: str, found: tuple[tuple[str, str], ...]) -> None:
    assert people(text) == found


@pytest.mark.parametrize("text", ["(대표)", "가" * 201, "김하늘(대표)(팀장)"])
def test_people_that_cannot_be_read_are_told(text: str) -> None:
    with pytest.raises(CellError):
        people(text)


def test_only_the_centre_sees_what_an_import_belongs_to() -> None:
    day = a_day()
    assert IMPORTER.subject_title(subject=day.short_id, user=staff()) == day.title
    assert IMPORTER.subject_title(subject=day.short_id, user=member_of(an_organisation())) is None
    assert IMPORTER.subject_title(subject="없는것", user=staff()) is None
    assert IMPORTERS["caravan.day"].permission == "caravan.manage_days"


@pytest.mark.django_db(transaction=True)
def test_the_template_is_imported_as_it_is_through_the_frame() -> None:
    day, actor = a_day(table_count=4), staff()
    run = services.start_import(
        importer="caravan.day",
        subject=day.short_id,
        file=ContentFile(day_template(), name="양식.xlsx"),
        actor=actor,
    )
    stop = threading.Event()
    work(stop=stop, until_idle=True)
    run.refresh_from_db()
    told = [(row.sheet, row.row_number, row.message) for row in run.bad_rows.all()]
    assert (run.state, told) == (ImportRun.State.CHECKED, [])
    services.apply_import(run=run, actor=actor)
    work(stop=stop, until_idle=True)
    run.refresh_from_db()
    assert run.state == ImportRun.State.APPLIED
    assert (day.participants.count(), day.requests.count(), Precedence.objects.count()) == (6, 6, 1)
    services.undo_import(run=run, actor=actor)
    assert cast("int", day.participants.count()) == 0
