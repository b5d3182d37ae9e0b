"""`python -m benchmarks.audit --database sqlite|postgresql`: entries written and checked per second.

Batches of 1,000 in one transaction each, then single entries each in a durable transaction of its own,
then the whole log checked from the first entry to the last. On a database made for the run.
"""

import argparse
import os
import resource
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

BATCH = 1_000
CORE_APPS = "deungdae.project.settings.test"


@contextmanager
def a_database(kind: str) -> Iterator[str]:
    """The address of an empty database: a file on the disk, or a server started for the run."""
    if kind == "sqlite":
        folder = Path(tempfile.mkdtemp(prefix="deungdae-bench-", dir=os.environ.get("DEUNGDAE_BENCH_FOLDER")))
        try:
            yield f"sqlite:///{folder / 'audit.sqlite3'}"
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        return
    from tests.support.postgres import started_postgres  # noqa: PLC0415

    server = started_postgres()
    try:
        yield server.url
    finally:
        server.stop()


def per_second(count: int, act: Callable[[], object]) -> tuple[float, float]:
    """How many in a second by the clock, and how many in a second of this process's CPU."""
    wall, cpu = time.perf_counter(), time.process_time()
    act()
    return count / (time.perf_counter() - wall), count / (time.process_time() - cpu)


def run(*, batches: int, singles: int) -> None:
    from deungdae.apps.core.audit.acts import PERSON, PERSON_OPENED  # noqa: PLC0415
    from deungdae.apps.core.audit.caller import Caller  # noqa: PLC0415
    from deungdae.apps.core.audit.checking import verified  # noqa: PLC0415
    from deungdae.apps.core.audit.services import (  # noqa: PLC0415
        AuditFacts,
        Subject,
        record_audit,
        record_audits,
    )

    clerk = Caller(user_id=7, account="clerk@centre.example", role="centre_staff", address="10.0.0.7")

    def look(number: int) -> AuditFacts:
        subject = Subject(PERSON, f"0BWZ5pQ{number:015d}")
        reason = "상담 일정을 알리려고 전화함"
        return AuditFacts(PERSON_OPENED, clerk, subject, "/organisations/", ("email", "phone"), reason)

    def write_batches() -> None:
        for place in range(batches):
            record_audits([look(place * BATCH + number) for number in range(BATCH)])

    def write_singles() -> None:
        for number in range(singles):
            facts = look(number)
            record_audit(
                act=facts.act,
                caller=facts.caller,
                subject=facts.subject,
                target=facts.target,
                fields=facts.fields,
                reason=facts.reason,
            )

    def check() -> None:
        verdict = verified(anchors={})
        assert verdict.finding is None
        assert verdict.count == batches * BATCH + singles

    total = batches * BATCH + singles
    say("written in batches of 1,000", *per_second(batches * BATCH, write_batches))
    say("written one by one, each durable", *per_second(singles, write_singles))
    say(f"checked ({total:,} entries)", *per_second(total, check))
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def say(what: str, by_clock: float, by_cpu: float) -> None:
    print(f"{what:38} {by_clock:>9,.0f}/s   {by_cpu:>9,.0f} per CPU second")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), required=True)
    parser.add_argument("--batches", type=int, default=300)
    parser.add_argument("--singles", type=int, default=2_000)
    chosen = parser.parse_args()
    with a_database(chosen.database) as url:
        os.environ["DEUNGDAE_TEST_DATABASE_URL"] = url
        os.environ["DJANGO_SETTINGS_MODULE"] = CORE_APPS
        import django  # noqa: PLC0415 - settings first
        from django.core.management import call_command  # noqa: PLC0415
        from django.db import connection  # noqa: PLC0415

        django.setup()
        call_command("migrate", verbosity=0)
        run(batches=chosen.batches, singles=chosen.singles)
        connection.close()


if __name__ == "__main__":
    main()
