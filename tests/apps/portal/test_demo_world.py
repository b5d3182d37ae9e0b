"""The made-up centre: the same every time, and nobody real."""

from deungdae.apps.gap.bridge.tables import Answer, kept_of
from deungdae.apps.organisations.numbers import business_number
from deungdae.apps.portal.demo.load import MAIN, OPEN, PAST
from deungdae.apps.portal.demo.world import made_up_world


def test_the_same_seed_gives_the_same_world() -> None:
    assert made_up_world(seed=1) == made_up_world(seed=1)
    assert made_up_world(seed=1) != made_up_world(seed=2)


def test_every_company_has_a_name_of_its_own_and_a_number_no_tax_office_gives() -> None:
    world = made_up_world()
    companies = [*world.demand, *world.supply]
    companies += [company for company, _size in world.assessed]
    assert len({company.name for company in companies}) == len(companies)
    assert all(business_number(company.business_number).startswith("99900") for company in companies)


def test_the_days_of_the_demo_have_as_many_wishes_as_they_say_and_no_pair_twice() -> None:
    for plan in (PAST, OPEN, MAIN):
        pairs = [(wish.demand, wish.supply) for wish in plan.wishes()]
        assert len(pairs) == len(set(pairs)) == plan.wanted


def test_the_assessed_companies_are_so_many_of_each_kind_that_nobody_is_given_away() -> None:
    answers = [
        Answer(size, {"46": "G", "52": "H"}.get(company.industry[:2], "C"), company.region[:2], ())
        for company, size in made_up_world().assessed
    ]
    assert kept_of(answers) == answers
    assert len({(one.size, one.region) for one in answers}) == 9
