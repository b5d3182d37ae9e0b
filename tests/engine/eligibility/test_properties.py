"""Whatever is known and missing: the answer passes the checker, and more knowledge never contradicts it."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from deungdae.engine.eligibility.check import check, completions
from deungdae.engine.eligibility.model import Company, FiscalYear, Group, Holder, HolderKind, Kind, StatusWord
from deungdae.engine.eligibility.solve import solve
from tests.engine.eligibility.samples import EOK, rules

DAYS = st.sampled_from(
    [
        date(2016, 9, 30),
        date(2024, 8, 20),
        date(2025, 3, 31),
        date(2025, 4, 1),
        date(2025, 8, 31),
        date(2025, 9, 1),
    ]
) | st.dates(date(2015, 1, 1), date(2027, 12, 31))
WON = st.sampled_from([0, 400, 401, 549, 550, 1000, 1500, 1501, 1800, 1801, 5000, 9000]).map(
    lambda eok: eok * EOK
)
CODES = st.sampled_from(
    ["C24", "C26", "C11", "N76", "I55", "S94", "K64", "K64992", "C31202", "J", "E", "S", "C", "O84"]
)


def maybe(known: st.SearchStrategy) -> st.SearchStrategy:
    """Mostly known, now and then not."""
    return st.one_of(known, known, known, st.none())


@st.composite
def holders(draw: st.DrawFn) -> Holder:
    return Holder(
        draw(maybe(st.sampled_from([Fraction(0), Fraction(3, 10), Fraction(299, 1000), Fraction(1)]))),
        draw(maybe(st.sampled_from(HolderKind))),
        draw(maybe(st.sampled_from([0, 4999, 5000, 103_999, 104_000, 116_000]).map(lambda eok: eok * EOK))),
    )


@st.composite
def companies(draw: st.DrawFn, on: date) -> Company:
    founded = draw(maybe(st.dates(date(2000, 1, 1), on)))
    end_month = draw(st.sampled_from([12, 12, 3, 9]))
    years = []
    for year in range(on.year - 4, on.year + 1):
        lived = 12
        if founded is not None:
            lived = min(12, (year - founded.year) * 12 + end_month - founded.month + 1)
        if lived >= 1 and draw(st.integers(0, 5)):
            months = draw(st.sampled_from([None, lived, lived, 12 if lived == 12 else None]))
            years.append(FiscalYear(year, months, draw(maybe(WON)), draw(maybe(WON))))
    return Company(
        name="시험",
        kind=draw(maybe(st.just(Kind.COMPANY) | st.sampled_from(Kind))),
        founded=founded,
        main_industry=draw(maybe(CODES)),
        fiscal_years=tuple(years),
        group=draw(maybe(st.just(Group.NONE) | st.sampled_from(Group))),
        holder=draw(maybe(holders())),
        related_sales_krw=draw(maybe(st.just(0) | WON)),
        grace_from=draw(
            st.none() | st.dates(max(founded or date(2015, 1, 1), date(2015, 1, 1)), date(2028, 1, 1))
        ),
        fiscal_year_end_month=end_month,
    )


QUESTIONS = DAYS.flatmap(lambda on: st.tuples(st.just(on), companies(on)))


@settings(deadline=None, max_examples=100)
@given(QUESTIONS)
def test_every_answer_passes_the_checker(question: tuple[date, Company]) -> None:
    on, subject = question
    answer = solve(subject, on=on, rules=rules())
    assert check(subject, on, rules(), answer) == []
    assert answer.text


@settings(deadline=None, max_examples=60)
@given(QUESTIONS, st.randoms(use_true_random=False))
def test_more_knowledge_never_contradicts_an_answer(question: tuple[date, Company], dice: object) -> None:
    on, subject = question
    answer = solve(subject, on=on, rules=rules())
    whole = [each for each, _ in zip(completions(subject, on, rules()), range(200), strict=False)]
    sample = dice.sample(whole, min(5, len(whole)))
    if answer.status is not StatusWord.UNKNOWN:
        assert {solve(each, on=on, rules=rules()).status for each in sample} <= {answer.status}


def test_nobody_is_founded_after_the_grace_that_is_claimed() -> None:
    on = date(2024, 6, 1)
    unknown = Company(
        name="시험", grace_from=date(2015, 1, 1), fiscal_years=(FiscalYear(2023, 12, EOK, EOK),)
    )
    founded = {each.founded for each in completions(unknown, on, rules())}
    assert founded == {date(1950, 1, 1)}


@settings(deadline=None, max_examples=100)
@given(QUESTIONS)
def test_what_is_asked_for_is_really_missing(question: tuple[date, Company]) -> None:
    on, subject = question
    needs = solve(subject, on=on, rules=rules()).needs
    known = {
        "kind": subject.kind,
        "founded": subject.founded,
        "group": subject.group,
        "largest_shareholder": subject.holder,
        "related_sales_krw": subject.related_sales_krw,
        **{f"fiscal_years[{each.year}].sales_krw": each.sales_krw for each in subject.fiscal_years},
        **{f"fiscal_years[{each.year}].assets_krw": each.assets_krw for each in subject.fiscal_years},
    }
    assert len(set(needs)) == len(needs)
    assert [place for place in needs if known.get(place) is not None] == []


@settings(deadline=None, max_examples=100)
@given(QUESTIONS)
def test_the_order_of_the_years_and_the_name_change_nothing(question: tuple[date, Company]) -> None:
    on, subject = question
    other = replace(subject, name="다른 이름", fiscal_years=tuple(reversed(subject.fiscal_years)))
    first, second = (solve(each, on=on, rules=rules()) for each in (subject, other))
    assert (first.status, first.rule, first.needs) == (second.status, second.rule, second.needs)
