"""A made-up list of offerings, and a company with a settled diagnosis and a roadmap."""

from datetime import date
from typing import Any

from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.diagnosis.models import Assessment
from deungdae.apps.organisations.models import Organisation
from deungdae.apps.roadmap.bridge.answers import computed
from deungdae.apps.roadmap.bridge.question import question_of
from deungdae.apps.roadmap.models import Offering, Roadmap
from deungdae.apps.roadmap.months import month_of, months_after
from deungdae.apps.roadmap.parsing import Serves
from deungdae.apps.roadmap.selectors.offered import measured_on, offered_to
from deungdae.apps.roadmap.services.offerings import Content, save_offering
from deungdae.apps.roadmap.services.roadmaps import Wishes, ask_roadmap, keep_answer
from deungdae.apps.roadmap.services.steps import decide_step
from tests.apps.core.imports.lists import work_off
from tests.engine.maturity.samples import S1
from tests.support.diagnosis import SME, a_colleague, a_settled

MILLION = 1_000_000


def an_offering(code: str, *serves: tuple[str, int, int, int], **facts: Any) -> Offering:
    told = {"kind": "programme", "stage": "execution", "title": f"{code} 지원", "family": SME, **facts}
    return save_offering(content=Content(code=code, serves=tuple(Serves(*one) for one in serves), **told))


def a_list() -> dict[str, Offering]:
    """Awareness, capability and execution for the data of a company, and something for its strategy."""
    found = [
        an_offering("A-1", ("D4", 0, 60, 8), stage="awareness", title="데이터 경영 특강"),
        an_offering("C-1", ("D4", 25, 75, 15), stage="capability", cost_krw=4 * MILLION, months=2, hours=40),
        an_offering(
            "E-1",
            ("D4", 40, 90, 25),
            needs=("C-1",),
            cost_krw=80 * MILLION,
            subsidy_krw=40 * MILLION,
            months=6,
        ),
        an_offering("E-2", ("D1", 25, 75, 20), cost_krw=10 * MILLION, months=3),
    ]
    return {one.code: one for one in found}


def a_diagnosed(name: str = "한빛정밀", **facts: Any) -> tuple[Organisation, User, Assessment]:
    """D1 40, D2 56, D3 47, D4 53, D5 40, D6 45 points."""
    company = Organisation.objects.create(name=name)
    somebody = a_colleague(f"{name} 담당", company)
    return company, somebody, a_settled(company, somebody, S1, **facts)


def wishes(**facts: Any) -> Wishes:
    told: dict[str, Any] = {
        "goals": {"D1": (60, 1), "D4": (90, 3)},
        "budget": 100 * MILLION,
        "months": 12,
        "hours": None,
        "begins_on": month_of(clock.today()),
        **facts,
    }
    return Wishes(**told)


def a_roadmap(assessment: Assessment, actor: User | None = None, **facts: Any) -> Roadmap:
    """Asked for and computed."""
    roadmap = ask_roadmap(assessment=assessment, wishes=wishes(**facts), actor=actor)
    work_off()
    return Roadmap.objects.get(pk=roadmap.pk)


def a_computed(company: Organisation, somebody: User, *, reason: str = "") -> tuple[Roadmap, Offering]:
    """From a five-minute screen and without the worker: a roadmap whose one step was left out. Those of other
    companies that were made so are full, so that its own is the only plan."""
    Offering.objects.filter(code__startswith="W-").update(seats=0)
    offering = an_offering(f"W-{company.pk}", ("D1", 0, 100, 60), family="five-minute")
    assessment = a_settled(company, somebody, {"Q1": [1, 2]}, code="five-minute")
    roadmap = ask_roadmap(assessment=assessment, wishes=wishes(goals={"D1": (80, 1)}), actor=somebody)
    since = measured_on(assessment)
    offered = offered_to(company, family=assessment.family, since=since)
    problem = question_of(roadmap, offered, before=[])
    keep_answer(roadmap, problem, *computed(problem), decided_by=somebody)
    roadmap.refresh_from_db()
    decide_step(roadmap=roadmap, offering=offering, act="replace", reason=reason, actor=somebody)
    return roadmap, offering


def codes_in(roadmap: Roadmap, choice: str = "plan") -> list[str]:
    return list(roadmap.steps.filter(choice=choice).values_list("offering__code", flat=True))


def month(count: int) -> date:
    """The first of the month so many after this one."""

    return months_after(clock.today(), count)
