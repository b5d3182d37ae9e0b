"""A register of made-up organisations: the same ones for the same seed."""

import csv
import random
from collections.abc import Iterator
from pathlib import Path

from deungdae.apps.organisations.numbers import business_check_digit
from deungdae.apps.portal.demo.words import FIRST, SECOND

KRX = Path(__file__).resolve().parents[3] / "shared" / "data" / "krx-listed-companies.csv"
TRADES = (
    "정밀", "전자", "산업", "테크", "소재", "화학", "기계", "바이오", "시스템",
    "소프트", "로보틱스", "에너지", "솔루션", "텍", "푸드", "물산", "건설", "통상",
    "엔지니어링", "메디칼", "네트웍스", "컴퍼니", "코리아", "금속", "제약", "미디어", "디자인",
    "환경", "모터스", "케미칼", "반도체", "광학", "조선", "섬유",
)  # fmt: skip
LATIN = ["SK", "LG", "GS", "KT", "DS", "CJ", "JW", "ENG", "IT", "ICT", "Bio", "Tech", "Smart", "AI"]
ENDINGS = ("", "", "", "", "", " 코리아", "테크", "글로벌", "홀딩스", "랩")
FORMS = ("주식회사 {}", "(주){}", "{}", "{} 주식회사", "{}")
SYLLABLES = (
    "가나다라마바사아자차카타파하거너더러머서어저호무부수우주기니디리미비시이지강남동산성신영원유정진태한현화"
)


def made_up_names(count: int, *, seed: int = 1) -> Iterator[str]:
    """Names of two or three syllables, a trade and a form of company; some with Latin letters."""
    chance = random.Random(seed)  # noqa: S311 - made-up data
    for _ in range(count):
        stem = (
            chance.choice(FIRST) + chance.choice(SECOND)
            if chance.random() < 0.3
            else "".join(chance.choices(SYLLABLES, k=chance.choice((2, 2, 3))))
        )
        if chance.random() < 0.1:
            stem = chance.choice(LATIN) + stem
        blank = " " if chance.random() < 0.2 else ""
        yield chance.choice(FORMS).format(stem + blank + chance.choice(TRADES) + chance.choice(ENDINGS))


def listed_names() -> list[str]:
    """The names of the listed companies, where the file is there."""
    if not KRX.exists():
        return []
    with KRX.open(encoding="utf-8", newline="") as file:
        return [row["회사명"] for row in csv.DictReader(file)]


def business_numbers(count: int) -> Iterator[str]:
    """Numbers with a right check digit."""
    for place in range(count):
        first_nine = f"{100_000_001 + place * 7}"
        yield first_nine + str(business_check_digit(first_nine))
