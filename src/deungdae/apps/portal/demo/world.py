"""The generator of the made-up centre: a seed in, the same companies, people and wishes out, every time.

Names are put together from word lists that belong to no company; business numbers read 999-00-…, a kind that
no tax office gives, and carry a right check digit, so that they behave like real ones in every form.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import product

from deungdae.apps.organisations.numbers import business_check_digit
from deungdae.apps.portal.demo import words

SEED = 20210414
DEMAND_COUNT = 90
ASSESSED = 18
"""So many of the demand side have a diagnosis."""
SUPPLY_COUNT = 250
SLOT_COUNT = 16
ABSENT_SHARE = 0.06
FORMER_SHARE, BRANCH_SHARE = 0.15, 0.2
FIRST_SYLLABLE = 0xAC00
LAST_FOUNDED = 2014


@dataclass(frozen=True)
class Company:
    """A made-up company and who comes for it."""

    name: str
    business_number: str
    kind: str
    industry: str
    region: str
    products: str
    contact: str
    email: str
    attendees: tuple[tuple[str, str], ...]
    english_name: str
    founded_on: date
    former_name: str = ""
    branches: tuple[tuple[str, str, str], ...] = ()
    """(kind, name, region) of each branch."""


@dataclass(frozen=True)
class Wish:
    """A company of the demand side wants to meet one of the supply side."""

    demand: int
    supply: int
    rank: int
    reason: str
    from_supply: bool


@dataclass(frozen=True)
class World:
    demand: tuple[Company, ...]
    supply: tuple[Company, ...]
    absences: tuple[tuple[str, int], ...]
    """(business number, slot number) in which the company cannot meet."""
    assessed: tuple[tuple[Company, str], ...] = ()
    """Companies of a few provinces that were assessed and do nothing else, with the size they have in law."""

    @property
    def companies(self) -> tuple[Company, ...]:
        return (*self.demand, *self.supply, *(one for one, _size in self.assessed))


def made_up_world(*, seed: int = SEED) -> World:
    """The world of this seed."""
    chance = random.Random(seed)  # noqa: S311 - made-up data, no secret
    stems = [first + second for first, second in product(words.FIRST, words.SECOND)]
    chance.shuffle(stems)
    names = iter(stems)
    numbers = iter(range(1_001, 9_999))
    demand_side = tuple(
        company(chance, next(names), next(numbers), "demand", words.DEMAND_TRADES)
        for _ in range(DEMAND_COUNT)
    )
    supply_side = tuple(
        company(chance, next(names), next(numbers), "supply", words.SUPPLY_TRADES)
        for _ in range(SUPPLY_COUNT)
    )
    everybody = (*demand_side, *supply_side)
    absences = tuple(
        (one.business_number, chance.randint(1, SLOT_COUNT))
        for one in everybody
        if chance.random() < ABSENT_SHARE
    )
    return World(demand_side, supply_side, absences, tuple(assessed_side(chance, names, numbers)))


def assessed_side(
    chance: random.Random, names: Iterator[str], numbers: Iterator[int]
) -> Iterator[tuple[Company, str]]:
    """Each trade and size in every region of theirs; founded long enough ago to have figures."""
    trades = [(size, trade) for size, trade, count in words.ASSESSED_TRADES for _one in range(count)]
    for place, (size, trade) in enumerate(trades):
        made = company(chance, next(names), next(numbers), "demand", (trade,))
        region = words.ASSESSED_REGIONS[place % len(words.ASSESSED_REGIONS)]
        founded = made.founded_on.replace(year=min(made.founded_on.year, LAST_FOUNDED))
        yield replace(made, region=region, founded_on=founded), size


def company(
    chance: random.Random, stem: str, number: int, kind: str, trades: Sequence[tuple[str, str, str]]
) -> Company:
    industry, suffix, products = chance.choice(trades)
    people = [(person(chance), chance.choice(words.TITLES)) for _ in range(chance.choice((1, 1, 2, 2, 3)))]
    first_nine = f"99900{number:04d}"
    own = random.Random(number)  # noqa: S311 - made-up data; apart, so that the wishes stay as they were
    return Company(
        name=stem + suffix,
        business_number=f"{first_nine}{business_check_digit(first_nine)}",
        kind=kind,
        industry=industry,
        region=chance.choice(words.REGIONS),
        products=products,
        contact=people[0][0],
        email=f"{kind}{number}@deungdae.example",
        attendees=tuple(people),
        english_name=f"{romanised(stem)} {words.ENGLISH[suffix]} Co., Ltd.",
        founded_on=date(own.randint(1968, 2019), own.randint(1, 12), own.randint(1, 28)),
        former_name=stem + own.choice(words.FORMER_SUFFIXES) if own.random() < FORMER_SHARE else "",
        branches=tuple(
            (kind, name, own.choice(words.REGIONS))
            for kind, name in words.BRANCHES
            if own.random() < BRANCH_SHARE
        ),
    )


def romanised(text: str) -> str:
    """Syllable by syllable, in the letters of the Revised Romanisation, good enough for a made-up name."""
    letters = ""
    for syllable in text:
        place = ord(syllable) - FIRST_SYLLABLE
        letters += words.INITIALS[place // 588] + words.VOWELS[place % 588 // 28] + words.FINALS[place % 28]
    return letters.capitalize()


def person(chance: random.Random) -> str:
    return chance.choice(words.FAMILY) + chance.choice(words.GIVEN)


def made_up_wishes(*, seed: int, demand: int, supply: int, wanted: int) -> tuple[Wish, ...]:
    """Every demand company asks for some suppliers; a few suppliers are asked for by many."""
    chance = random.Random(seed)  # noqa: S311 - made-up data, no secret
    popularity = [1.0 / (1 + place) ** 0.35 for place in range(supply)]
    chance.shuffle(popularity)
    load = [0] * supply
    found: list[Wish] = []
    for place in range(wanted):
        asker = place % demand
        taken = {wish.supply for wish in found if wish.demand == asker}
        free = [one for one in range(supply) if one not in taken and load[one] < SLOT_COUNT - 4]
        chosen = chance.choices(free, weights=[popularity[one] for one in free])[0]
        load[chosen] += 1
        rank = place // demand + 1
        found.append(Wish(asker, chosen, rank, chance.choice(words.NEEDS), chance.random() < 0.2))
    return tuple(found)
