"""Fill a register of its own, ask it one class of questions after the other, print p50 and p95.

`python -m benchmarks.search --database sqlite|postgresql [--organisations 100000]`
"""

import argparse
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

import django
from django.db import connections

from tests.support.postgres import started_postgres


@contextmanager
def started(database: str) -> Iterator[None]:
    """Django on a new, empty database of the kind."""
    with tempfile.TemporaryDirectory(prefix="deungdae-search-") as folder:
        os.environ["DEUNGDAE_STATE"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "deungdae.project.settings.test"
        server = None
        if database == "postgresql":
            server = started_postgres()
            os.environ["DEUNGDAE_TEST_DATABASE_URL"] = server.url
        django.setup()
        try:
            yield
        finally:
            connections.close_all()
            if server is not None:
                server.stop()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.search")
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--organisations", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5)
    chosen = parser.parse_args()
    with started(chosen.database):
        from benchmarks.search.measure import classes, fill, milliseconds, ours, peer  # noqa: PLC0415

        filled = fill(chosen.organisations)
        print(
            f"{chosen.database}: {filled['rows']:,} organisations, "
            f"written in {filled['organisations']:.1f} s, search rows in {filled['search rows']:.1f} s\n"
        )
        print(
            "| question | answers | p50 ms | p95 ms | p95 CPU ms | LIKE: answers | p50 ms | p95 ms | ratio |"
        )
        print("|---|---|---|---|---|---|---|---|---|")
        for name, questions in classes().items():
            own = milliseconds(ours, questions, rounds=chosen.rounds)
            like = milliseconds(peer, questions, rounds=1)
            print(
                f"| {name} | {own.most:,} | {own.median:.1f} | {own.high:.1f} | {own.processor_high:.1f} "
                f"| {like.most:,} | {like.median:.1f} | {like.high:.1f} | {like.median / own.median:.1f} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
