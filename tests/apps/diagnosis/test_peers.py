"""Among whom a company is shown: wider and wider, saying so, and nobody's points by subtraction."""

import random
from math import floor
from statistics import mean

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from scipy.stats import sem, t

from deungdae.apps.diagnosis.bridge.peers import ORDER
from deungdae.apps.diagnosis.models import Assessment
from deungdae.apps.diagnosis.selectors.peers import Known, Peers, peers_of
from deungdae.apps.organisations.models import Organisation
from deungdae.engine.gap.model import Row, Sums
from deungdae.engine.gap.solve import Ladder
from tests.engine.maturity.samples import S1
from tests.support.centre import person
from tests.support.diagnosis import a_settled, a_version, settled_at_once

pytestmark = pytest.mark.django_db
HERE = ("26110", "48121", "300-999")
POINTS = [40.0, 45.0, 50.0, 55.0, 60.0]


def asked_of(*others: tuple[tuple[str, str, str], float], own: tuple[str, str, str] = HERE) -> Peers | None:
    """What a company with 52 points at `own` is shown beside these."""
    places, points = [own, *(place for place, _points in others)], [52.0, *(one for _place, one in others)]
    return peers_of(settled_at_once(a_version(), places, points)[0])


def some(place: tuple[str, str, str], points: list[float]) -> list[tuple[tuple[str, str, str], float]]:
    return [(place, one) for one in points]


def test_five_others_alike_are_shown_with_mean_and_interval() -> None:
    found = asked_of(*some(HERE, POINTS))
    assert found is not None
    assert (found.n, found.mean, found.interval, found.steps) == (5, "50점", "40점 ~ 60점", ())
    assert found.cell == "전자 부품, 컴퓨터, 영상, 음향 및 통신장비 제조업 · 경상남도 · 300~999명"
    assert found.verdict == "비슷한 기업의 평균과 다르다고 할 수 없습니다."


def test_the_own_company_is_not_among_its_peers() -> None:
    assert asked_of(*some(HERE, POINTS[:4])) is None


def test_a_small_cell_is_widened_step_by_step_and_says_so() -> None:
    far, section = ("26220", "11110", "300-999"), ("29100", "11110", "300-999")
    found = asked_of(*some(HERE, [10.0, 20.0]), *some(far, [30.0] * 3), *some(section, [90.0] * 5))
    assert found is not None
    assert (found.n, found.mean) == (5, "24점")
    assert found.steps == ("경상남도는 견줄 기업이 적어 전국으로 넓혔습니다.",)
    assert found.verdict == "비슷한 기업의 평균보다 높습니다."


def test_what_would_leave_a_few_when_a_shown_cell_is_taken_away_is_widened_once_more() -> None:
    """Seoul's six are shown to each other: with the two here the whole country would give these two away."""
    seoul, section = ("26220", "11110", "300-999"), ("29100", "26110", "300-999")
    found = asked_of(*some(HERE, [10.0, 20.0]), *some(seoul, [30.0] * 6), *some(section, [90.0] * 4))
    assert found is not None
    assert (found.n, found.cell) == (12, "제조업 · 전국 · 300~999명")
    assert found.steps[-1].endswith("견줄 기업이 적어 제조업으로 넓혔습니다.")


def test_where_even_the_widest_cell_gives_somebody_away_nothing_is_shown() -> None:
    other = ("62010", "11110", "10-49")
    assert asked_of(*some(HERE, [10.0, 20.0]), *some(other, [30.0] * 6)) is None


def test_what_is_not_known_of_a_company_is_like_nobody_s() -> None:
    found = asked_of(*some(("", "48121", "300-999"), POINTS), own=("", "48121", "300-999"))
    assert found is not None
    assert (found.cell, found.n) == ("모든 업종 · 전국 · 모든 규모", 5)
    assert found.steps == (
        "경상남도는 견줄 기업이 적어 전국으로 넓혔습니다.",
        "300~999명은 견줄 기업이 적어 모든 규모로 넓혔습니다.",
        "알 수 없는 업종은 견줄 기업이 적어 모든 업종으로 넓혔습니다.",
    )


def test_a_province_under_its_former_code_is_the_same_province() -> None:
    found = asked_of(*some(("26110", "42110", "300-999"), POINTS), own=("26110", "51110", "300-999"))
    assert found is not None
    assert (found.n, "강원" in found.cell, found.steps) == (5, True, ())


def test_another_rule_is_no_peer() -> None:
    own, *others = settled_at_once(a_version(), [HERE] * 6, [52.0, *POINTS])
    assert peers_of(own) is not None
    with_rule = settled_at_once(a_version(), [HERE] * 6, [52.0, *POINTS], rule="V1")
    assert [found.n for found in map(peers_of, (own, with_rule[0])) if found is not None] == [5, 5]
    assert len(others) == 5


@pytest.mark.parametrize("seed", range(6))
def test_sums_by_place_tell_what_single_companies_tell(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - a made-up register
    codes = (["26110", "26220", "29100", "62010", "C", ""], ["48121", "42110", "51110", ""], ["10-49", ""])
    places = [
        (chance.choice(codes[0]), chance.choice(codes[1]), chance.choice(codes[2])) for _one in range(60)
    ]
    settled = settled_at_once(a_version(), places, [chance.randrange(10_000) / 100 for _one in places])
    for number in range(0, len(settled), 4):
        own = settled[number]
        assert told_of(own) == one_by_one(own, [one for one in settled if one is not own])


def told_of(own: Assessment) -> tuple[str, int, str, str] | None:
    found = peers_of(own)
    return None if found is None else (found.cell, found.n, found.mean, found.interval)


def one_by_one(own: Assessment, others: list[Assessment]) -> tuple[str, int, str, str] | None:
    """Every company a row of its own from its kept score; what is unknown of one is a place of its own."""
    known = Known.now()
    rows, points = [], []
    for number, other in enumerate(others):
        path = known.places.of(other.industry or "", other.region or "", other.size_class or "")
        place = tuple(tuple(f"?{number}" if step == "?" else step for step in axis) for axis in path)
        points.append(round(100 * other.score["overall"]))  # type: ignore[index]
        rows.append(Row(place, Sums.of(points[-1:])))
    ladder = Ladder(rows, ORDER)
    cell = ladder.cell(known.places.of(own.industry or "", own.region or "", own.size_class or ""))
    if cell is None:
        return None
    levels = range(len(ORDER) + 1)
    inside = [
        one
        for row, one in zip(rows, points, strict=True)
        if cell.key in [ladder.key_of(row.place, level) for level in levels]
    ]
    middle, error = mean(inside), float(sem(inside))
    half = float(t.ppf(0.975, len(inside) - 1)) * error
    told = [f"{round(floor(one + 0.5) / 100)}점" for one in (middle, middle - half, middle + half)]
    names = " · ".join(known.name(axis, code) for axis, code in enumerate(cell.key))
    return names, len(inside), told[0], " ~ ".join(told[1:])


def test_what_was_settled_keeps_the_whole_of_its_score() -> None:
    """The database says no to another one, at settlement and later."""
    company, somebody = Organisation.objects.create(name="한빛정밀"), person("하나")
    settled = a_settled(company, somebody, S1, rule="V1")
    assert (settled.overall, settled.score["overall"]) == (4646, 46.46)  # type: ignore[index]
    with pytest.raises(DatabaseError), transaction.atomic():
        Assessment.objects.filter(pk=settled.pk).update(overall=4647)


def test_queries_do_not_grow_with_the_register() -> None:
    own = settled_at_once(a_version(), [HERE] * 6, [52.0, *POINTS])[0]
    with CaptureQueriesContext(connection) as few:
        peers_of(own)
    settled_at_once(a_version(), [HERE] * 300, [float(one % 100) for one in range(300)])
    own = Assessment.objects.select_related("framework", "organisation").get(pk=own.pk)
    with CaptureQueriesContext(connection) as many:
        peers_of(own)
    assert len(few) == len(many) == 4
