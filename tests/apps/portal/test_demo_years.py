"""The demo's four years of the academy: what was lived, and every count of it agrees with every other."""

from collections import Counter
from threading import Event

import pytest

from deungdae.apps.academy.models import Attendance, Certificate, Cohort, Course, Enrolment
from deungdae.apps.academy.selectors.specialists import SIDES, Sides, count, people_counted, split_of
from deungdae.apps.core.jobs.worker import work
from deungdae.apps.core.models import Job, OutboxMessage
from deungdae.apps.evidence.models import EvidenceEntry
from deungdae.apps.portal.demo import years
from deungdae.apps.portal.demo.courses import PAST_COHORTS, PLANS, make_cohort, make_course
from deungdae.apps.portal.demo.figures import make_figures
from deungdae.apps.portal.demo.learning import make_learning
from deungdae.apps.portal.demo.load import make_people
from deungdae.apps.portal.demo.register import make_organisations
from deungdae.apps.portal.demo.rooms import make_rooms
from deungdae.apps.portal.demo.world import World, made_up_world


def test_the_plan_has_four_thousand_new_people_in_four_years() -> None:
    assert sum(years.COHORTS.values()) * years.NEW == 4_000
    assert sum(years.COHORTS.values()) == PAST_COHORTS * len(PLANS)
    names = years.made_up_names()
    assert len(set(names)) == len(names) >= sum(years.COHORTS.values()) * (years.NEW + years.UNFINISHED)


@pytest.fixture
def _begun(reference_tables: None) -> None:
    """The centre as the demo has it before its past years are lived: companies, courses,
    and a cohort with a test and a work that counts."""
    people, whole = make_people(), made_up_world()
    staff = people[years.STAFF]
    world = World(whole.demand, whole.supply[:1], ())
    make_figures(world, make_organisations(world, staff))
    made: dict[str, Course] = {}
    for plan in sorted(PLANS, key=lambda plan: plan.after != ""):
        made[plan.title] = make_course(plan, made, staff)
    make_rooms(people, staff)
    make_learning(make_cohort(PLANS[0], made[PLANS[0].title], staff), staff)
    years.ask_for_past_years(staff)


@pytest.mark.django_db(transaction=True)
@pytest.mark.one_database
@pytest.mark.usefixtures("_begun")
def test_every_count_of_the_past_years_agrees(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(years, "COHORTS", {2021: 3, 2022: 1})
    work(stop=Event(), until_idle=True)
    assert Job.objects.get().state == Job.State.DONE, Job.objects.get().message
    papers = Certificate.objects.select_related("enrolment")
    people = {paper.enrolment.trainee_id for paper in papers}
    assert len(people) == 4 * years.NEW == count(Sides()) == people_counted(Sides()).count()
    assert len(papers) == len(people) + 3 * years.AGAIN
    told = Counter(EvidenceEntry.objects.values_list("kind", flat=True))
    assert told == {"academy.completed": len(papers), "academy.certified": len(papers)}
    for side in SIDES:
        rows = split_of(side, Sides())
        assert all(row.people == count(Sides(**{side: row.value})) for row in rows)
        assert sum(row.people for row in rows) >= len(people)
    assert [row.people for row in split_of("year", Sides())] == [27, 75]
    started = Enrolment.objects.exclude(started_on=None).count()
    assert started == len(papers) + 4, "one of each cohort left half-way"
    assert Enrolment.objects.filter(attendances=None).count() == 4, "one of each never came"
    assert not Attendance.objects.filter(marked_at__year__gt=2022).exists()
    assert not OutboxMessage.objects.exists(), "nobody of years ago is written to"
    assert Counter(Cohort.objects.values_list("state", flat=True)) == {"finished": 4, "open": 1}
