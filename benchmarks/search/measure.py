"""Filling the register, the classes of questions, how long answers take. Needs a Django that is set up."""

import random
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection, transaction

from benchmarks.search.register import business_numbers, listed_names, made_up_names
from deungdae.apps.organisations.models import Organisation
from deungdae.apps.organisations.names import bare_name
from deungdae.apps.organisations.selectors.search import organisations_found
from deungdae.apps.organisations.services.search import index_organisations
from deungdae.engine.search.letters import initials_of, opened


def fill(count: int) -> dict[str, float]:
    """Seconds for writing the organisations, and for their search rows."""
    names = [*made_up_names(count), *listed_names()]
    with transaction.atomic():
        began = time.perf_counter()
        made = Organisation.objects.bulk_create(
            [
                Organisation(name=name, business_number=number)
                for name, number in zip(names, business_numbers(len(names)), strict=True)
            ],
            batch_size=1_000,
        )
        written = time.perf_counter()
        index_organisations([one.pk for one in made])
        indexed = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")
    return {"rows": len(names), "organisations": written - began, "search rows": indexed - written}


def classes() -> dict[str, list[str]]:
    """Questions of each class; rare ones are names that exist, taken by chance."""

    chance = random.Random(2)  # noqa: S311 - made-up questions
    pks = chance.sample(list(Organisation.objects.values_list("pk", flat=True)), 40)
    names = [
        bare_name(name).strip()
        for name in Organisation.objects.filter(pk__in=pks).values_list("name", flat=True)
    ]
    joined = ["".join(name.split()) for name in names]
    numbers = list(Organisation.objects.filter(pk__in=pks).values_list("business_number", flat=True))
    return {
        "one syllable": list("한기산정미리주가시호"),
        "common word": ["정밀", "전자", "산업", "테크", "소재", "화학", "기계", "코리아", "솔루션", "미디어"],
        "common beginning": ["한미", "가온", "동산", "신영", "태정", "강남"],
        "rare name": joined,
        "misspaced name": [f"{name[:2]} {name[2:]}" for name in joined],
        "first initials": [initials_of(name)[:3] for name in joined],
        "two initials": ["ㅅㅁ", "ㅎㅂ", "ㅈㅁ", "ㄱㅇ", "ㅅㅅ"],
        "initials mixed": [initials_of(name[0]) + name[1:3] for name in joined],
        "half typed": [name[:1] + opened(name[1]) for name in joined],
        "latin": ["lg", "sk", "tech", "smart", "bio", "엘지", "LG전자", "에스케이"],
        "number": [number or "" for number in numbers],
        "number with hyphens": [f"{one[:3]}-{one[3:5]}-{one[5:]}" for one in numbers if one],
        "nothing": ["없는기업이름", "zzzzqq", "ㅋㅋㅋㅋㅋㅋ", "9999999999"],
    }


def ours(text: str) -> int:
    """As the centre's staff asks: all standing organisations."""
    return organisations_found(scope=Organisation.objects.standing(), text=text).total


def peer(text: str) -> int:
    """What the list did before: LIKE '%…%' for each word, a count and the first page by name."""

    found = Organisation.objects.all()
    for word in text.split():
        found = found.filter(name__icontains=word)
    total = found.count()
    list(found.select_related("industry", "region").prefetch_related("kinds").order_by("name", "pk")[:50])
    return total


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds of one class of questions; processor: of this process, which on SQLite is all of it."""

    median: float
    high: float
    processor_high: float
    most: int


def milliseconds(search: Callable[[str], int], questions: list[str], *, rounds: int) -> Times:
    """Ask every question some times; p50, p95 and the most answers."""
    spent, used, most = [], [], 0
    for _ in range(rounds):
        for text in questions:
            began, processor = time.perf_counter(), time.process_time()
            most = max(most, search(text))
            used.append((time.process_time() - processor) * 1000)
            spent.append((time.perf_counter() - began) * 1000)
    return Times(statistics.median(spent), p95(spent), p95(used), most)


def p95(values: list[float]) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * 0.95))]
