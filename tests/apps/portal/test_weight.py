"""The first page is light: all that a browser fetches for it without pictures, compressed, at most 150 kB."""

import gzip
import re

import pytest
from django.contrib.staticfiles import finders
from django.test import Client, RequestFactory

from deungdae.apps.core.management.commands.slice_fonts import WEIGHTS
from deungdae.apps.core.middleware import CompressionMiddleware
from tests.apps.core.test_font_slices import faces
from tests.support.academy import an_open_cohort
from tests.support.notices import on_board
from tests.support.programme import a_company, attended, met

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
MOST = 150_000
LINKED = re.compile(r'<(?:link|script)[^>]*(?:href|src)="/static/([^"]+\.(?:css|js))"')


def packed(path: str) -> int:
    found = finders.find(path)
    assert isinstance(found, str), path
    with open(found, "rb") as file:
        return len(gzip.compress(file.read(), 9))


def fonts_of(text: str) -> int:
    """Every slice of the plain weight that the page's letters need, and the first one of the others, which
    stand in headings and buttons."""
    letters = {ord(one) for one in text}
    needed = {
        next((file for file, parts in faces(400) if any(low <= one <= high for low, high in parts)), "")
        for one in letters
    }
    needed |= {f"{name.lower()}-first.woff2" for name in WEIGHTS.values()}
    sizes = [finders.find(f"core/fonts/{file}") for file in needed if file]
    return sum(len(open(path, "rb").read()) for path in sizes)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_first_page_is_at_most_150_kb(language: str) -> None:
    an_open_cohort(5)
    for number in range(5):
        on_board(title=f"찾아가는 디지털 카라반 안내 {number}")
    for _number in range(6):
        attended(company := a_company(), company.created_at.date().replace(year=2021, day=1))
        met(company, company.created_at.date().replace(year=2021, day=1))
    answer = Client(headers={"accept-language": language}).get("/", headers={"accept-encoding": "gzip"})
    assert answer["Content-Encoding"] == "gzip"
    page = gzip.decompress(answer.content).decode()
    text = re.sub(r"<[^>]+>", "", page[page.index("<body") :])
    files = set(LINKED.findall(page))
    assert len(files) >= 9
    parts = {"page": len(answer.content), "files": sum(map(packed, files)), "fonts": fonts_of(text)}
    assert sum(parts.values()) <= MOST, parts


def test_text_leaves_compressed_and_what_is_packed_already_does_not() -> None:
    page = Client().get("/about/terms/", headers={"accept-encoding": "gzip"})
    assert page["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in page["Vary"]
    file = Client().get("/statistics/courses.json", headers={"accept-encoding": "gzip"})
    assert file["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in Client().get("/about/terms/").headers
    answer = Client().get("/about/terms/")
    answer["Content-Type"] = "application/pdf"
    request = RequestFactory().get("/", headers={"accept-encoding": "gzip"})
    kept = CompressionMiddleware(lambda _request: answer)(request)
    assert "Content-Encoding" not in kept.headers
