"""Lists of people who want seats: what a row makes, what is named, and taking a list back."""

import pytest

from deungdae.apps.academy.importers.enrolments import EnrolmentImporter, subject_of
from deungdae.apps.academy.models import Cohort, Enrolment, Trainee
from deungdae.apps.academy.services.cohorts import transition_cohort
from deungdae.apps.academy.services.enrolments import accept_offer, cancel_enrolment
from deungdae.apps.accounts.services import grant_role
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.imports import services as imports
from deungdae.apps.core.models import ImportRun, OutboxMessage
from deungdae.apps.organisations.models import Organisation
from tests.apps.core.imports.lists import checked_run, work_off, xlsx_of
from tests.support.academy import a_draft, an_open_cohort, enrolled, states
from tests.support.centre import person

pytestmark = pytest.mark.django_db
HEAD = ("이름", "이메일", "휴대전화", "직위")
STAFF_HEAD = (*HEAD, "기업")


def line(number: int, name: str = "") -> tuple[str, ...]:
    return (name or f"수강생{number:03}", f"person{number}@example.com", "010-1234-5678", "과장")


def checked(
    cohort: Cohort, *rows: tuple, head: tuple = HEAD, company: Organisation | None = None, **options: str
) -> ImportRun:
    return checked_run(
        xlsx_of({"수강 신청": [head, *rows]}),
        name="명단.xlsx",
        importer="academy.enrolments",
        subject=subject_of(cohort, company),
        **options,
    )


def applied(run: ImportRun) -> ImportRun:
    imports.apply_import(run=run, actor=None)
    work_off()
    run.refresh_from_db()
    assert (run.state, run.message) == (ImportRun.State.APPLIED, "")
    return run


def a_company(name: str = "한빛정밀") -> Organisation:
    return Organisation.objects.create(name=name, business_number=None)


def told(run: ImportRun) -> dict[int, str]:
    return {row.row_number: row.code for row in run.bad_rows.all()}


def test_the_first_rows_get_the_seats_and_the_rest_wait() -> None:
    cohort, company = an_open_cohort(2), a_company()
    applied(checked(cohort, *(line(number) for number in range(4)), company=company))
    assert states(cohort) == ["seated", "seated", "waiting", "waiting"]
    people = Enrolment.objects.filter(cohort=cohort).order_by("number")
    assert [one.trainee.email for one in people] == [f"person{number}@example.com" for number in range(4)]
    assert {one.organisation for one in people} == {company}
    assert Trainee.history.count() == 4
    assert OutboxMessage.objects.filter(about=cohort.short_id).count() == 4


def test_the_same_list_again_changes_nothing() -> None:
    cohort, company = an_open_cohort(2), a_company()
    rows = [line(number) for number in range(3)]
    applied(checked(cohort, *rows, company=company))
    run = checked(cohort, *rows, line(9), company=company)
    assert (run.counts["created"], run.counts["unchanged"]) == (1, 3)


def test_every_bad_row_is_named_and_nobody_is_enrolled() -> None:
    cohort, company = an_open_cohort(30), a_company()
    enrolled(cohort, 50, name="김하늘", organisation=company)
    enrolled(cohort, 51, name="이바다")
    run = checked(
        cohort,
        line(1),
        ("", "person2@example.com", "", ""),
        ("수강생", "주소 아님", "", ""),
        line(1, "수강생001"),
        ("박산", "person51@example.com", "", ""),
        ("김 하늘", "haneul@example.com", "", ""),
        ("나" * 81, "long@example.com", "", ""),
        ("다라", "phone@example.com", "12", ""),
        company=company,
    )
    assert run.state == ImportRun.State.REJECTED
    assert told(run) == {
        3: "required",
        4: "email",
        5: "twice",
        6: "other_name",
        7: "same_name",
        8: "too_long",
        9: "phone",
    }
    assert Enrolment.objects.filter(cohort=cohort).count() == 2


def test_two_people_of_one_name_are_meant_where_the_list_says_so() -> None:
    cohort, company = an_open_cohort(30), a_company()
    rows = [line(1, "김하늘"), line(2, "김하늘")]
    assert told(checked(cohort, *rows, company=company)) == {3: "same_name"}
    applied(checked(cohort, *rows, company=company, namesakes="on"))
    assert states(cohort) == ["seated", "seated"]


def test_the_centre_names_the_company_of_each_row() -> None:
    cohort, company = an_open_cohort(30), a_company()
    unknown = checked(cohort, (*line(1), "없는 기업"), head=STAFF_HEAD)
    assert told(unknown) == {2: "company"}
    assert unknown.counts["unchanged"] == 0
    applied(checked(cohort, (*line(1), "한빛정밀"), (*line(2), ""), head=STAFF_HEAD))
    found = Enrolment.objects.filter(cohort=cohort).order_by("number")
    assert [one.organisation for one in found] == [company, None]


def test_a_cohort_that_takes_nobody_refuses_the_list() -> None:
    cohort = an_open_cohort(30)
    transition_cohort(cohort=cohort, target="closed", actor=None)
    run = checked(cohort, line(1))
    assert told(run) == {0: "not_open"}


def test_a_list_is_taken_back_and_those_who_waited_move_up() -> None:
    cohort, company = an_open_cohort(2), a_company()
    run = applied(checked(cohort, line(1), line(2), company=company))
    enrolled(cohort, 8)
    imports.undo_import(run=run, actor=None)
    work_off()
    assert states(cohort) == ["cancelled", "cancelled", "offered"]


def test_a_list_of_which_somebody_has_moved_stays() -> None:
    cohort, company = an_open_cohort(1), a_company()
    run = applied(checked(cohort, line(1), line(2), company=company))
    first, second = Enrolment.objects.filter(cohort=cohort).order_by("number")
    cancel_enrolment(enrolment=first, reason="", actor=None)
    accept_offer(enrolment=second, actor=None)
    with pytest.raises(RefusedError) as caught:
        imports.undo_import(run=run, actor=None)
    assert caught.value.code == "import_undo_changed"
    assert states(cohort) == ["cancelled", "seated"]


@pytest.mark.one_database
def test_ten_thousand_rows_of_which_thirty_seven_are_bad() -> None:
    cohort, company = an_open_cohort(2_000), a_company()
    rows = [line(number) for number in range(10_000)]
    bad = range(0, 9_990, 270)
    for place in bad:
        rows[place] = (rows[place][0], "주소 아님", "", "")
    run = checked(cohort, *rows, company=company)
    assert len(bad) == 37
    assert set(told(run)) == {place + 2 for place in bad}
    assert not Enrolment.objects.filter(cohort=cohort).exists()
    for place in bad:
        rows[place] = line(place)
    applied(checked(cohort, *rows, company=company))
    assert states(cohort) == ["seated"] * 2_000 + ["waiting"] * 8_000


def test_the_lists_of_many_cohorts_are_named_in_a_constant_number_of_questions(
    django_assert_max_num_queries: object,
) -> None:
    importer, company = EnrolmentImporter(), a_company()
    staff, lead_of_another = person("staff@example.com"), person("other@example.com")
    grant_role(user=staff, role="centre_staff")
    cohort = an_open_cohort(2)
    cohorts = [cohort, *(a_draft(course=cohort.course) for _number in range(20))]
    asked = {subject_of(one, owner) for one in cohorts for owner in (None, company)}
    strange = {"", "x", f"{cohort.short_id}.x", f"{cohort.short_id}.{cohort.short_id}", company.short_id}
    staff.has_perm("academy.decide_enrolments")
    with django_assert_max_num_queries(2):  # type: ignore[operator]
        found = importer.subjects(subjects=asked | strange, user=staff)
    assert found.keys() == asked
    assert importer.subjects(subjects=asked, user=lead_of_another) == {}
