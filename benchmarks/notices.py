"""The notice board with 20,000 notices: pages and feeds in CPU milliseconds.

    python -m benchmarks.notices --database sqlite|postgresql [--notices 20000] [--turns 30]

Each notice has a text of some hundred words, tags, versions and a search row as the services write them.
CPU milliseconds (least, median), by the clock (median, most).
"""

import argparse
import random
import time
from datetime import timedelta
from typing import Any

from benchmarks.house import Visitor, a_house, options_of, spent_on

SEED = 20_000
IN_ONE_PART = 1_000
TEXT = (
    "디지털 전환 지원사업 참여 기업 모집 안내 스마트공장 데이터 인공지능 교육 과정 포럼 발표"
    " 상담 카라반 멘토링 평가 결과 일정 접수 마감 연장 변경 설명회 개최 우수사례 공모"
    " 입찰 공고 장비 구매 용역 협약 체결 중견기업 제조 현장 공정 품질 검사 예지보전"
    " 물류 로봇 에너지 관리 보안 클라우드 전문인력 양성 수료 인증 성과 보고 전략 과제"
    " 예산"
)
WORDS = TEXT.split(" ")
FIRSTS, SECONDS = "가나다라마바사아자차카타파하거너더러머버서어", "강난달람밤산앙장참캄탐팜함결돌문별집책꽃숲"
OTHERS = [first + second for first in FIRSTS for second in SECONDS]
"""What the texts are made of: no word of a title."""


def main() -> None:
    options = options_of("notices", notices=20_000, turns=30).parse_args()
    with a_house(options.database):
        print(f"{options.database}: {options.notices} notices")
        run(options)


def run(options: argparse.Namespace) -> None:
    from django.urls import reverse  # noqa: PLC0415

    from deungdae.apps.notices.models import Notice  # noqa: PLC0415
    from tests.support.centre import person  # noqa: PLC0415

    began, processor = time.perf_counter(), time.process_time()
    fill(random.Random(SEED), options.notices)  # noqa: S311 - a made-up board
    print(f"written: {time.perf_counter() - began:.1f} s, CPU {time.process_time() - processor:.1f} s")
    visitor = Visitor(person("reader"))
    board, middle = reverse("notices:board"), Notice.objects.order_by("pk")[options.notices // 2]
    pages = {
        "list": board,
        "list, page 500": f"{board}?page=500",
        "list by category": f"{board}?category=press",
        "list by tag": f"{board}?tag=카라반",
        "notice": reverse("notices:notice", args=[middle.public_id]),
        "search, one word": f"{board}?q=카라반을",
        "search, three words": f"{board}?q=스마트공장 데이터 입찰",
        "search, nothing found": f"{board}?q=없는말씀",
        "sitemap": reverse("core:sitemap"),
    }
    for name, address in pages.items():
        print(f"page {name}: {spent_on(lambda address=address: visitor.open(address), times=options.turns)}")
    feeds(options)


def feeds(options: argparse.Namespace) -> None:
    """What readers ask all day: whole, and with what they know already."""
    from deungdae.apps.notices.selectors.board import Filters  # noqa: PLC0415
    from deungdae.apps.notices.selectors.feeds import feed_notices, feed_state  # noqa: PLC0415

    whole = Filters()
    print(f"feed, its mark (304): {spent_on(lambda: feed_state(whole), times=options.turns)}")
    print(f"feed, its notices: {spent_on(lambda: feed_notices(whole), times=options.turns)}")


def fill(chance: random.Random, count: int) -> None:
    from deungdae.apps.notices.models import Notice, Tag  # noqa: PLC0415
    from deungdae.apps.notices.services.codes import free_codes  # noqa: PLC0415
    from deungdae.apps.notices.services.searching import index_notices  # noqa: PLC0415
    from deungdae.apps.notices.services.tagging import recount_tags  # noqa: PLC0415

    Tag.objects.bulk_create([Tag(name=word, key=word) for word in WORDS[:20]])
    tags = list(Tag.objects.all())
    for start in range(0, count, IN_ONE_PART):
        numbers = range(start, min(start + IN_ONE_PART, count))
        codes = free_codes(len(numbers))
        rows = [a_notice(chance, number, code) for number, code in zip(numbers, codes, strict=True)]
        made = Notice.objects.bulk_create(rows)
        links = Notice.tags.through
        links.objects.bulk_create(
            [links(notice_id=one.pk, tag_id=tag.pk) for one in made for tag in chance.sample(tags, 2)]
        )
        index_notices([one.pk for one in made])
    recount_tags([tag.pk for tag in tags])


def a_notice(chance: random.Random, number: int, code: str) -> Any:
    from deungdae.apps.core import clock  # noqa: PLC0415
    from deungdae.apps.notices.models import Category, Notice  # noqa: PLC0415

    at = clock.now() - timedelta(hours=number)
    lines = [" ".join(chance.choices(OTHERS, k=12)) for _line in range(20)]
    return Notice(
        code=code,
        category=chance.choice(Category.values),
        title=" ".join(chance.choices(WORDS, k=5)) + f" {number}",
        body="".join(f"<p>{line}</p>" for line in lines),
        text="\n".join(lines),
        department="기획팀",
        state="published",
        published_at=at,
        created_at=at,
        changed_at=at,
    )


if __name__ == "__main__":
    main()
