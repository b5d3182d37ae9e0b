"""`python -m benchmarks.duplicates NAMES.csv [--records 100000]`: time, precision, recall on planted slips.

NAMES.csv: a list with the column 회사명, such as the exchange's list of listed companies. Its names come
first; the rest of the register is made of their beginnings and common ends. One record in twenty gets a twin,
written as people write: another company form, one wrong sound, a syllable too few or two swapped, no region,
no home page.
"""

import argparse
import csv
import random
import time
import unicodedata
from collections import Counter
from pathlib import Path

from deungdae.apps.organisations.names import name_key
from deungdae.engine.duplicates.check import faults, quality
from deungdae.engine.duplicates.model import Record
from deungdae.engine.duplicates.solve import pairs_to_compare, solve

CODES = ("11", "26", "27", "28", "29", "30", "31", "36", "41", "43", "44", "46", "47", "48", "50", "51", "52")
TAILS = ("정밀", "기계", "산업", "테크", "전자", "소프트", "시스템", "엔지니어링", "금속", "화학", "솔루션")
FORMS = ("(주){}", "{}(주)", "주식회사 {}", "㈜{}", "{} 주식회사")
VOWELS = [chr(code) for code in range(0x1161, 0x1176)]
TWIN_EVERY = 20


def slip(name: str, dice: random.Random) -> tuple[str, str]:
    """The name as somebody else writes it, and what kind of slip that is."""
    kind = dice.choice(("form", "sound", "syllable", "swapped"))
    place = dice.randrange(len(name))
    if kind == "sound" and "가" <= name[place] <= "힣":
        letters = list(unicodedata.normalize("NFD", name[place]))
        letters[1] = dice.choice([vowel for vowel in VOWELS if vowel != letters[1]])
        return name[:place] + unicodedata.normalize("NFC", "".join(letters)) + name[place + 1 :], kind
    if kind == "syllable" and len(name) > 3:
        return name[:place] + name[place + 1 :], kind
    if kind == "swapped" and len(name) > 3 and name[place - 1] != name[place] and place:
        return name[: place - 1] + name[place] + name[place - 1] + name[place + 1 :], kind
    return dice.choice(FORMS).format(name), "form"


def register(path: Path, count: int, dice: random.Random) -> tuple[list[Record], dict[tuple[int, int], str]]:
    """Records and, for each pair that is one, the slip that was planted."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        listed = [row["회사명"] for row in csv.DictReader(file)]
    heads = sorted({name[:size] for name in listed for size in (2, 3) if len(name) > size})
    names = dict.fromkeys(listed)
    while len(names) < count:
        names[dice.choice(heads) + dice.choice(("", dice.choice(heads)[:1])) + dice.choice(TAILS)] = None
    records: list[Record] = []
    truth: dict[tuple[int, int], str] = {}
    for name in names:
        region = dice.choice(CODES) + dice.choice(("", f"{dice.randrange(11, 90)}0"))
        domain = f"company{len(records)}.example" if dice.random() < 0.5 else ""
        records.append(Record(len(records), name_key(name), region=region, domain=domain))
        if len(truth) < count // TWIN_EVERY and dice.random() < 1 / TWIN_EVERY:
            written, kind = slip(name, dice)
            twin = Record(
                len(records),
                name_key(written),
                region=region[: dice.choice((2, 5))] if dice.random() < 0.8 else "",
                domain=domain if dice.random() < 0.6 else "",
            )
            truth[len(records) - 1, len(records)] = kind
            records.append(twin)
    return records, truth


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.duplicates")
    parser.add_argument("names", type=Path)
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    records, truth = register(options.names, options.records, random.Random(options.seed))  # noqa: S311
    started = time.perf_counter()
    compared = len(pairs_to_compare(records))
    candidates = solve(records)
    seconds = time.perf_counter() - started
    assert faults(records, candidates) == []
    print(f"{len(records)} records, {compared} pairs compared, {len(candidates)} suggested, {seconds:.1f} s")
    for least in (50, 60, 70, 80):
        found = quality([one for one in candidates if one.score >= least], truth)
        print(f"score >= {least}: precision {found.precision:.3f}, recall {found.recall:.3f}")
    pairs = {(one.first, one.second) for one in candidates}
    planted, right = Counter(truth.values()), Counter(kind for pair, kind in truth.items() if pair in pairs)
    for kind, number in sorted(planted.items()):
        print(f"{kind}: {right[kind]} of {number}")


if __name__ == "__main__":
    main()
