"""The page of a result among the peers of a whole register of companies, three rounds each.

    python -m benchmarks.peers --database sqlite|postgresql [--companies 6474]

Told: the page as its company opens it and its part that finds the peers; of a usual company and of the one
that is like nobody, whose cells are widened step by step to every company. The page recommends out of
`OFFERINGS`, as it does in a centre.
"""

import random
from functools import partial

from benchmarks.house import Visitor, a_house, options_of, spent_on

TIMES = 40
OFFERINGS = 40
DIVISIONS = ("10", "20", "22", "24", "25", "26", "27", "28", "29", "30", "41", "46", "58", "62", "70")
PROVINCES = ("11", "26", "27", "28", "30", "31", "41", "43", "44", "46", "47", "48", "51", "52")
SIZES = ("10-49", "50-299", "300-999", "1000-")
RARE = ("05", "50", "1-9")
"""A place that nobody else is at: its peers are every company."""


def main() -> None:
    options = options_of("peers", companies=6_474).parse_args()
    with a_house(options.database):
        measure(options.companies)


def measure(companies: int) -> None:
    from django.db import connection  # noqa: PLC0415
    from django.urls import reverse  # noqa: PLC0415

    from deungdae.apps.diagnosis.models import Assessment  # noqa: PLC0415
    from deungdae.apps.diagnosis.selectors.peers import peers_of  # noqa: PLC0415
    from deungdae.apps.organisations.reference import load_industries, load_regions  # noqa: PLC0415
    from tests.support.diagnosis import a_colleague  # noqa: PLC0415

    load_industries()
    load_regions()
    build(companies)
    told = Assessment.objects.filter(round="T2").select_related("framework", "organisation")
    usual, rare = told.exclude(size_class=RARE[2])[0], told.get(size_class=RARE[2])
    print(f"{connection.vendor}: {Assessment.objects.count():,} assessments, peers {peers_of(usual)}\n")
    print("| what | CPU ms, least | CPU ms, median | ms, median | ms, slowest |\n|---|---|---|---|---|")
    for what, one in (("a usual company", usual), ("a company like nobody", rare)):
        visitor = Visitor(a_colleague(what, one.organisation))
        page = reverse("diagnosis:assessment", args=[one.public_id])
        for part, act in (
            ("page of the result", partial(visitor.open, page)),
            ("its peers", partial(peers_of, one)),
        ):
            print(f"| {what}: {part} | {spent_on(act, times=TIMES)} |", flush=True)


def build(companies: int) -> None:
    """Every company settles T0, T1 and T2 with points of its own."""
    from tests.support.diagnosis import a_version, settled_at_once  # noqa: PLC0415
    from tests.support.roadmap import an_offering  # noqa: PLC0415

    chance = random.Random(1)  # noqa: S311 - points, no secrets
    places = [
        tuple(
            f"{chance.choice(codes)}{end}"
            for codes, end in ((DIVISIONS, "100"), (PROVINCES, "110"), (SIZES, ""))
        )
        for _company in range(companies - 1)
    ]
    places.append((f"{RARE[0]}100", f"{RARE[1]}110", RARE[2]))
    points = [round(chance.uniform(5, 95), 2) for _company in places]
    version = a_version()
    for number in range(OFFERINGS):
        does = (f"D{number % 6 + 1}", 10 * (number % 4), 60 + number, 4 + number % 9)
        an_offering(f"P-{number:02}", does, cost_krw=number * 1_000_000)
    settled = settled_at_once(version, places, points)
    for _later in ("T1", "T2"):
        settled_at_once(version, places, points, companies=[one.organisation for one in settled])


if __name__ == "__main__":
    main()
