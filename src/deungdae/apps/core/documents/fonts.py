"""The house's fonts for paper: unpacked once per process, and the only thing a document ever loads."""

from functools import cache
from io import BytesIO
from pathlib import Path, PurePosixPath

from fontTools.ttLib import TTFont
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

FONTS = Path(__file__).resolve().parents[1] / "static" / "core" / "vendor" / "pretendard-gov"
ADDRESS = "file:///house-fonts/"


@cache
def unpacked(name: str) -> bytes:
    """The font as TrueType; to unpack it takes most of a second."""
    font = TTFont(FONTS / name)
    font.flavor = None
    file = BytesIO()
    font.save(file)
    return file.getvalue()


class HouseFonts(URLFetcher):
    """Answers for our own font files and refuses every other address."""

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        name = PurePosixPath(url.removeprefix(ADDRESS)).name
        if not url.startswith(ADDRESS) or not (FONTS / name).is_file():
            raise FatalURLFetchingError(f"a document wants to load {url}")
        return URLFetcherResponse(url, body=unpacked(name), headers={"Content-Type": "font/ttf"})
