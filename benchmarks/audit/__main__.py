"""`python -m benchmarks.audit --database sqlite|postgresql`: entries written and checked per second.

Batches of 1,000 in one transaction each, then single entries each in a durable transaction of its own,
then the whole log checked from the first entry to the last. On a database made for the run.
"""

import resource
import time
from collections.abc import Callable

from benchmarks.house import a_house, options_of

BATCH = 1_000


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
    chosen = options_of("audit", batches=300, singles=2_000).parse_args()
    with a_house(chosen.database):
        run(batches=chosen.batches, singles=chosen.singles)


if __name__ == "__main__":
    main()
