"""Cut the house's fonts into slices of which a page loads only those whose letters it shows.

Run by hand when the fonts change; what it writes is kept with the source (decisions/0044-public-face.md).
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

APPS = Path(__file__).resolve().parents[3]
STATIC = APPS / "core" / "static" / "core"
FONTS = STATIC / "vendor" / "pretendard-gov"
SLICES, SHEET = STATIC / "fonts", STATIC / "css" / "fonts.css"
WEIGHTS = {400: "Regular", 500: "Medium", 700: "Bold"}
LATIN = "".join(map(chr, range(0x20, 0x7F))) + "·–—‘’“”…×→"
FIRST = {
    400: (
        "가각값강갖개건것게견경곁계고곳공과관광교구그근급기김까꾸끌나남납내너누는니다단달담답대데돕두드듣등디따뛰라람럼려력례로록료루르를릅리립"
        "만말맞맵모무문미바반받방범별보본봅부북사산상생서성세센션솔수숨습신실아않알약어업없엇에여연영와요용우울웃원육으을음응의이인일있자잘전접"
        "정제졌종주준중증지진짙찾책처천최추충침카칸크큽타터털통트평포필하학한할합행혁화확환회"
    ),
    500: (
        "가개건격견계곳공교그기께뉴담대더등디럼력례로료루름린메명모문번범보사상선션소솔수업열우육이인입전정중증지차털통포하한함호확환"
    ),
    700: (
        "가강개견경계고공광구기길까께끝남누는니다단대도돕두디따랑량레례로롬료루르른리멘모미바배범보부북사산새서세션센소솔습시식신실십싶업에역영"
        "오우울원을음의인일입자전정제종주중지진짜처천초충터털텍토폴하한함합행혁화확환"
    ),
}
"""The syllables of the first page by weight: it then loads one slice of each and few others."""
AT_ONCE, RARE = 100, 170
"""Letters in a slice: of those that the product itself uses, and of the others."""
GAP = 64
FEATURES = ["ccmp", "kern", "mark", "mkmk", "tnum"]


class Command(BaseCommand):
    help = "Cut the fonts of the house into slices and write their style sheet."

    def handle(self, *arguments: Any, **options: Any) -> None:
        for path in SLICES.glob("*.woff2"):
            path.unlink()
        used = letters_used()
        rules = [
            "/* Written by `deungdae manage slice_fonts`: do not edit. The last face that fits a letter"
            " counts. */"
        ]
        for weight, name in WEIGHTS.items():
            slices = list(slices_of(weight, used))
            for number, (letters, gap) in enumerate(slices, start=1):
                file = (
                    f"{name.lower()}-{number:02d}.woff2"
                    if number < len(slices)
                    else f"{name.lower()}-first.woff2"
                )
                (SLICES / file).write_bytes(cut(FONTS / f"PretendardGOV-{name}.subset.woff2", letters))
                rules.append(rule_of(weight, file, ranges_of(letters, gap)))
        SHEET.write_text("\n".join(rules) + "\n", encoding="utf-8")
        self.stdout.write(f"{len(rules) - 1} slices")


def letters_used() -> list[str]:
    """What stands in the product's own words, the most frequent first."""
    counts: Counter[str] = Counter()
    for pattern in ("**/*.py", "**/*.html"):
        for path in sorted(APPS.glob(pattern)):
            counts.update(one for one in path.read_text(encoding="utf-8") if ord(one) > 0x7E)
    return [one for one, _count in sorted(counts.items(), key=lambda each: (-each[1], each[0]))]


def slices_of(weight: int, used: Sequence[str]) -> Iterator[tuple[str, int]]:
    """(letters, which gaps between them are closed): the rare ones first, those of the first page last; each
    letter of the font in one of them."""
    path = FONTS / f"PretendardGOV-{WEIGHTS[weight]}.subset.woff2"
    known = {chr(one) for one in TTFont(path).getBestCmap()}
    first = [one for one in dict.fromkeys(LATIN + FIRST[weight]) if one in known]
    often = [one for one in used if one in known and one not in first]
    rare = sorted(known - set(first) - set(often))
    yield from ((letters, GAP) for letters in packed(rare, RARE))
    yield from ((letters, 0) for letters in reversed(list(packed(often, AT_ONCE))))
    yield "".join(first), 0


def packed(letters: Sequence[str], size: int) -> Iterator[str]:
    rest = iter(letters)
    while part := "".join(islice(rest, size)):
        yield part


def cut(path: Path, letters: str) -> bytes:
    options = Options(flavor="woff2", layout_features=FEATURES, hinting=False, notdef_outline=True)
    options.drop_tables += ["vhea", "vmtx"]
    font = TTFont(path, recalcTimestamp=False)
    subsetter = Subsetter(options)
    subsetter.populate(text=letters)
    subsetter.subset(font)
    font.flavor = "woff2"
    file = BytesIO()
    font.save(file)
    return file.getvalue()


def rule_of(weight: int, file: str, ranges: str) -> str:
    return (
        f'@font-face{{font-family:"Pretendard GOV";font-weight:{weight};font-display:swap;'
        f'src:url("../fonts/{file}") format("woff2");unicode-range:{ranges}}}'
    )


def ranges_of(letters: str, gap: int) -> str:
    """Stretches of code points. Small gaps are closed: what lies in them stands in a slice that is written
    later and counts before this one, or in no font of ours."""
    parts: list[list[int]] = []
    for one in sorted(map(ord, letters)):
        if parts and one <= parts[-1][1] + 1 + gap:
            parts[-1][1] = one
        else:
            parts.append([one, one])
    return ",".join(f"U+{low:X}" if low == high else f"U+{low:X}-{high:X}" for low, high in parts)
