"""Fill a register of its own, ask it one class of questions after the other, print p50 and p95.

`python -m benchmarks.search --database sqlite|postgresql [--organisations 100000]`
"""

from benchmarks.house import a_house, options_of


def main() -> None:
    chosen = options_of("search", organisations=100_000, rounds=5).parse_args()
    with a_house(chosen.database):
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
