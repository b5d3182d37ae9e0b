"""The reference programme: loaded once, and each of its counts is what another query says, on every page."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from deungdae.apps.academy.models import Certificate, Trainee
from deungdae.apps.evidence.services import remember_kinds
from deungdae.apps.gap.services.surveys import load_surveys
from deungdae.apps.organisations.models import OrganisationKind
from deungdae.apps.programme.models import Indicator, Programme, Target
from deungdae.apps.programme.selectors.standing import asked_of, standings_of
from deungdae.apps.programme.services.figures import record_distinction
from deungdae.apps.programme.services.reference import load_programmes
from deungdae.apps.programme.words import figure_words
from tests.support.academy import an_open_cohort, certified
from tests.support.programme import a_company, a_lead, attended, met, signed, told

pytestmark = [pytest.mark.django_db]
STANDING = """FROM evidence_evidenceentry e JOIN organisations_organisation o ON o.id = e.organisation_id
    WHERE e.kind <> 'evidence.correction' AND e.happened_on BETWEEN '2021-02-24' AND '2024-12-31'
    AND NOT EXISTS (SELECT 1 FROM evidence_evidenceentry c WHERE c.corrects_id = e.id)"""
COMPANIES = "SELECT COUNT(DISTINCT COALESCE(o.merged_into_id, o.id)) "


def field(name: str) -> str:
    """A field of the payload, in the words of the database that is asked."""
    if connection.vendor == "sqlite":
        return f"json_extract(e.payload, '$.{name}')"
    return f"(e.payload ->> '{name}')"


ELSEWHERE = {
    *("contract-amount", "mentoring-minutes", "maturity-change"),
    *(f"use-{size}" for size in ("large", "mid-sized", "small")),
}
"""What is no count: sums, means and what surveys say are held against figures by hand below."""


def by_sql(query: str) -> Callable[[], int]:
    def ask() -> int:
        with connection.cursor() as cursor:
            cursor.execute(query)
            return int(cursor.fetchone()[0])

    return ask


def specialists() -> int:
    """As the academy's own page counts them: people, by their papers."""
    papers = Certificate.objects.valid().filter(certified_on__range=("2021-02-24", "2024-12-31"))
    return Trainee.objects.filter(enrolments__certificates__in=papers).distinct().count()


def chosen(name: str, axis: str = "") -> str:
    more = f"AND {field('axis')} = '{axis}'" if axis else ""
    name_is = f"{field('distinction')} = '{name}'"
    return f"{COMPANIES} {STANDING} AND kind = 'programme.distinguished' AND {name_is} {more}"


def independent() -> dict[str, Callable[[], int]]:
    side = f"AND kind = 'caravan.meeting_held' AND {field('partner_side')} = 'supply'"
    return {
        "forum-seats": by_sql(f"SELECT COUNT(*) {STANDING} AND kind = 'forum.attended'"),
        "matched": by_sql(f"{COMPANIES} {STANDING} {side}"),
        "meetings": by_sql(f"SELECT COUNT(*) {STANDING} {side}"),
        "excellent": by_sql(chosen("excellent_dx")),
        "lighthouse": by_sql(chosen("lighthouse")),
        "lighthouse-business": by_sql(chosen("lighthouse", "new_business")),
        "lighthouse-market": by_sql(chosen("lighthouse", "new_market")),
        "lighthouse-digital": by_sql(chosen("lighthouse", "digital")),
        "specialists": specialists,
        "ceo-academy": by_sql(f"SELECT COUNT(*) {STANDING} AND kind = 'academy.invitation_accepted'"),
        "contracts": by_sql(
            f"SELECT COUNT(DISTINCT {field('contract')}) {STANDING} AND kind = 'caravan.contract_signed'"
        ),
        "diagnosed": by_sql(
            f"{COMPANIES} {STANDING} AND kind = 'diagnosis.settled' AND {field('round')} = 'T0'"
        ),
    }


@pytest.fixture
def _world() -> None:
    remember_kinds()
    load_surveys()
    load_programmes()
    companies = [a_company(f"가상{place}") for place in range(8)]
    for place, company in enumerate(companies):
        OrganisationKind.objects.create(organisation=company, kind="demand")
        attended(company, date(2021, 5, 1 + place))
        met(company, date(2022, 5, 1 + place % 3), "supply" if place % 2 else "demand")
        met(company, date(2023, 5, 1), "supply")
        for name, axis in (
            ("lighthouse", ("", "digital", "new_market", "new_business")[place % 4]),
            ("excellent_dx", ""),
        ):
            if place < 5:
                record_distinction(
                    organisation=company,
                    distinction=name,
                    axis=axis,
                    on=date(2022, 1 + place, 1),
                    by="부처",
                    proof="공고",
                    actor=None,
                )
    invited = {"enrolment": "0" * 22, "cohort": "0" * 22, "title": "CEO", "cohort_number": 1, "number": 1}
    told(companies[0], "academy.invitation_accepted", date(2022, 6, 1), invited)
    assessed = {
        "assessment": "0" * 22,
        "title": "성숙도",
        "framework": "f",
        "version": "1",
        "rule": "V1",
        "round": "T0",
        "overall": 12.5,
        "level": None,
        "result": "기초",
    }
    for place, amount in ((0, 30_000_000), (2, 12_000_000), (4, 8_000_000)):
        signed(companies[place], companies[place + 1], date(2022, 9, 1 + place), amount)
    for company in companies[:3]:
        told(company, "diagnosis.settled", date(2022, 6, 1), assessed)
    told(companies[0], "diagnosis.settled", date(2023, 6, 1), {**assessed, "round": "T1", "overall": 20.0})
    Organisation = type(companies[0])  # noqa: N806
    Organisation.objects.filter(pk=companies[7].pk).update(merged_into=companies[6])


@pytest.mark.usefixtures("_world")
def test_each_count_is_what_an_independent_query_says_on_every_page_that_shows_it() -> None:
    client = Client()
    client.force_login(a_lead())
    home = client.get(reverse("programme:home")).content.decode()
    counts = {code: ask() for code, ask in independent().items()}
    assert set(counts) | ELSEWHERE == set(Indicator.objects.values_list("code", flat=True))
    assert counts["lighthouse"] == counts["excellent"] == 5
    assert counts["matched"] == 7
    assert counts["contracts"] == 3
    assert "어디에도 들지 않은 것 2곳" in home
    for code, count in counts.items():
        indicator = Indicator.objects.get(code=code)
        standing = next(
            one for one in standings_of(asked_of(indicator.goal.programme)) if one.indicator == indicator
        )
        words = figure_words(100 * count, standing.definition.unit)
        assert standing.value == 100 * count, code
        address = reverse("programme:indicator", args=[indicator.public_id])
        assert told_beside(home, str(indicator)) == words, code
        page = client.get(address).content.decode()
        assert f"<strong>{words}</strong>" in page, code
        sums = re.findall(r'class="programme-sum">.*?class="num"[^>]*>([^<]+)<', page, flags=re.DOTALL)
        assert set(sums) <= {words}, code
        assert bool(sums) == bool(count)
        entries = client.get(reverse("programme:entries", args=[indicator.public_id])).content.decode()
        assert f"<strong>{words}</strong>" in entries, code
        assert entries.count('scope="row"') == min(50, count), code


def told_beside(page: str, title: str) -> str:
    """The figure beside an indicator's name on the lead's page, in a card or in the table."""
    card = re.search(rf">{re.escape(title)}</a></h3>\s*<p class=\"programme-whole\"><strong>([^<]+)<", page)
    row = re.search(rf">{re.escape(title)}</a></th><td class=\"num\"[^>]*>([^<]+)<", page)
    found = card or row
    assert found is not None, title
    return found[1]


@pytest.mark.one_database
@pytest.mark.usefixtures("_world")
def test_parts_of_the_lighthouses_and_what_they_leave_add_up() -> None:
    standings = {one.indicator.code: one for one in standings_of(asked_of(Programme.objects.get()))}
    axes = [standings[f"lighthouse-{axis}"].value or 0 for axis in ("business", "market", "digital")]
    seen = standings["lighthouse"].tally.seen
    assert sum(axes) + 200 == standings["lighthouse"].value == 100 * len(seen)
    assert standings["maturity-change"].value == 750


@pytest.mark.one_database
@pytest.mark.usefixtures("_world")
def test_rates_of_use_are_those_of_the_survey_and_what_is_waited_for_is_no_nought() -> None:
    standings = {one.indicator.code: one for one in standings_of(asked_of(Programme.objects.get()))}
    assert [standings[f"use-{size}"].value for size in ("large", "mid-sized", "small")] == [2240, 200, 190]
    assert standings["mentoring-minutes"].value is None
    assert standings["mentoring-minutes"].state == "awaited"
    assert standings["contract-amount"].value == 100 * 50_000_000
    specialist = certified(an_open_cohort(3), 1, organisation=a_company())
    assert specialist is not None
    assert standings["specialists"].final == 400_000


@pytest.mark.one_database
def test_loading_again_changes_nothing_and_leaves_what_people_changed() -> None:
    remember_kinds()
    assert load_programmes() > 20
    assert load_programmes() == 0
    targets = {
        (one.plan.indicator.code, one.value // 100)
        for one in Target.objects.select_related("plan__indicator")
    }
    assert {("excellent", 30), ("specialists", 4_000), ("lighthouse", 100)} <= targets
    axes = [value for code, value in targets if code.startswith("lighthouse-")]
    assert sorted(axes) == [30, 30, 40]
    Indicator.objects.filter(code="excellent").update(title="우수 기업")
    assert load_programmes() == 0
    assert Indicator.objects.get(code="excellent").title == "우수 기업"
    assert Indicator.objects.filter(place__isnull=False).count() == 8


@pytest.mark.one_database
@pytest.mark.usefixtures("_world")
def test_every_page_of_every_indicator_opens_with_and_without_a_day() -> None:
    client = Client()
    client.force_login(a_lead())
    for indicator in Indicator.objects.all():
        for name in ("indicator", "entries", "define", "targets", "figure"):
            address = reverse(f"programme:{name}", args=[indicator.public_id])
            for asked in ({}, {"on": "2022-06-30"}):
                assert client.get(address, asked).status_code == 200, (indicator.code, name)
    change = Indicator.objects.get(code="maturity-change")
    behind = client.get(reverse("programme:entries", args=[change.public_id])).content.decode()
    assert "7.5점" in behind
