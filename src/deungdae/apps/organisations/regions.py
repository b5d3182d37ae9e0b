"""Regions as people write them: 서울, 서울시 금천구, 경기 평택시, 전라북도 전주시, 세종특별자치시 나성로."""

import re
from dataclasses import dataclass, field

from deungdae.apps.core.imports.cells import plain
from deungdae.apps.organisations.models import Region
from deungdae.apps.organisations.reference import former_region_names

PROVINCE_WORDS = {
    "11": ("서울", "서울시"),
    "26": ("부산", "부산시"),
    "27": ("대구", "대구시"),
    "28": ("인천", "인천시"),
    "29": ("광주", "광주시"),
    "30": ("대전", "대전시"),
    "31": ("울산", "울산시"),
    "36": ("세종", "세종시"),
    "41": ("경기",),
    "43": ("충북",),
    "44": ("충남",),
    "46": ("전남",),
    "47": ("경북",),
    "48": ("경남",),
    "50": ("제주", "제주도"),
    "51": ("강원",),
    "52": ("전북",),
}
WITHOUT_DISTRICTS = "36"
LEGAL_CODE = 10
SPLIT = re.compile(r"[\s,/·>]+")


@dataclass(slots=True)
class RegionNames:
    """Every region by its code, and the words that may stand for it below its parent."""

    levels: dict[str, int] = field(default_factory=dict)
    parents: dict[str, str | None] = field(default_factory=dict)
    full_names: dict[str, str] = field(default_factory=dict)
    successors: dict[str, str] = field(default_factory=dict)
    below: dict[str | None, dict[str, str]] = field(default_factory=dict)
    found: dict[str, str | None] = field(default_factory=dict)

    def find(self, text: str) -> str | None:
        """The code of the one region that the text names, or None: never a guess between two."""
        if text not in self.found:
            self.found[text] = self.find_afresh(text)
        return self.found[text]

    def find_afresh(self, text: str) -> str | None:
        words = [word for word in SPLIT.split(plain(text)) if word]
        if not words:
            return None
        if words[0].isdecimal():
            return self.coded(words[0])
        provinces = self.below.get(None, {})
        code = provinces.get(words[0])
        if code is None:
            words = self.apart(words)
            code = provinces.get(words[0])
        if code is None:
            return self.only_district(words)
        return self.district(code, words[1:])

    def coded(self, digits: str) -> str | None:
        """The region of today behind a legal code of two, five or ten digits, however old."""
        code = digits if len(digits) < LEGAL_CODE else digits[:5].removesuffix("000")
        code = self.successors.get(code, code)
        return code if code in self.levels else None

    def district(self, code: str, words: list[str]) -> str | None:
        """Go down word by word; what stands behind a district (a street, a building) does not matter."""
        if code == WITHOUT_DISTRICTS or not words:
            return code
        found = self.below.get(code, {}).get(words[0])
        if found is None:
            return self.joined(code, words) if self.levels[code] == 1 else code
        return self.district(found, words[1:])

    def joined(self, code: str, words: list[str]) -> str | None:
        """A city and its district written as one word: 수원시장안구."""
        for name, city in self.below.get(code, {}).items():
            rest = words[0].removeprefix(name)
            if rest != words[0] and rest in self.below.get(city, {}):
                return self.below[city][rest]
        return None

    def apart(self, words: list[str]) -> list[str]:
        """A province and its district written as one word, as two: 서울특별시금천구."""
        for name, code in self.below.get(None, {}).items():
            rest = words[0].removeprefix(name)
            if rest != words[0] and rest in self.below.get(code, {}):
                return [name, rest, *words[1:]]
        return words

    def only_district(self, words: list[str]) -> str | None:
        """A district without its province, when only one has that name: 안양시."""
        found = {
            code
            for parent, names in self.below.items()
            if parent is not None and self.levels[parent] == 1
            for name, code in names.items()
            if name == words[0]
        }
        return self.district(found.pop(), words[1:]) if len(found) == 1 else None

    def is_within(self, inner: str | None, outer: str | None) -> bool:
        """Whether the inner region is the outer one or lies in it."""
        while inner is not None and inner != outer:
            inner = self.parents.get(inner)
        return inner is not None


def region_names() -> RegionNames:
    """Read once per import: the regions of today with all the words for them, also those they had before."""
    names = RegionNames()
    former = former_region_names()
    rows = Region.objects.order_by("level", "code").values_list(
        "code", "level", "parent_id", "name", "full_name", "successor_id"
    )
    ended = []
    for code, level, parent, name, full_name, successor in rows:
        if successor is not None:
            names.successors[code] = successor
            ended.append((parent, name, successor))
            continue
        names.levels[code], names.parents[code], names.full_names[code] = level, parent, full_name
        words = {name, former.get(code, name)}
        words.update(PROVINCE_WORDS.get(code, ()))
        for word in words:
            names.below.setdefault(parent, {}).setdefault(word, code)
    for parent, name, successor in ended:
        place = names.successors.get(parent or "", parent)
        names.below.setdefault(place, {}).setdefault(name, successor)
    return names
