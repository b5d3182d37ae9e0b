"""Whole matching days played through the services, with everything that goes wrong.

    python -m benchmarks.replay --database sqlite|postgresql [--days 200] [--first 1] [--demands 8]

8 % of the participants do not come, 10 % come late, meetings run over, tables are lost, two more want to
meet, two of staff act on the same timetable, changes are taken back, and what is said of a meeting without
network comes late. Checked after each act: nobody twice, no table twice, nothing moved that has begun, no
impossible place, exactly those told whose agenda changed; in the end: no word lost. A fault is told with
its seed.
"""

import os
import statistics
import sys
import time

from benchmarks.house import a_house, options_of


def main() -> None:
    options = options_of("replay", days=200, first=1, demands=8, supplies=6, tables=6).parse_args()
    with a_house(options.database):
        from tests.support.day_replay import play_day  # noqa: PLC0415

        began, days = time.perf_counter(), []
        for seed in range(options.first, options.first + options.days):
            played = play_day(seed, demands=options.demands, supplies=options.supplies, tables=options.tables)
            days.append(played)
            for fault in played.faults:
                print(f"seed {seed}: {fault}", flush=True)
        seconds = [one for day in days for one in day.seconds]
        refused = sum((day.refused for day in days), start=type(days[0].refused)())
        print(f"{options.database}: {len(days)} days in {time.perf_counter() - began:.0f} s")
        print(
            f"proposals {len(seconds)}, taken over {sum(day.applied for day in days)},"
            f" taken back {sum(day.undone for day in days)}, stale and found again"
            f" {sum(day.stale for day in days)}, words {sum(day.words for day in days)}"
        )
        print(f"refused in words: {dict(sorted(refused.items()))}")
        print(
            f"a proposal: median {statistics.median(seconds):.2f} s, most {max(seconds):.2f} s;"
            f" load average {os.getloadavg()[0]:.1f}"
        )
        faults = sum(len(day.faults) for day in days)
        print(f"faults: {faults}")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
