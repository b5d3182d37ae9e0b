"""What others made and we ship: known, unchanged, and quiet on the network."""

import hashlib
import json
import re
from pathlib import Path

import pytest

import deungdae

VENDOR = Path(deungdae.__file__).parent / "apps" / "core" / "static" / "core" / "vendor"
MANIFEST = json.loads((VENDOR / "manifest.json").read_text(encoding="utf-8"))["vendored"]
LISTED = {path: digest for entry in MANIFEST for path, digest in entry["files"].items()}
SHIPPED = sorted(
    path.relative_to(VENDOR).as_posix()
    for path in VENDOR.rglob("*")
    if path.is_file() and path != VENDOR / "manifest.json"
)

pytestmark = pytest.mark.one_database

ABSOLUTE = r"(?:[a-z][a-z0-9+.-]*:)?//"
NAMES = re.compile(
    r"""["'](?:https?://www\.w3\.org/(?:2000/svg|2000/xmlns/|1999/xlink|XML/1998/namespace)|path://[^"']*)["']"""
)
"""In scripts: namespaces and the shapes of symbols, which are no addresses."""
NAMESPACE = re.compile(r"""\sxmlns(?::\w+)?\s*=\s*["'][^"']*["']""")
LOADS = {
    ".css": [
        re.compile(rf"url\(\s*[\"']?{ABSOLUTE}", re.I),
        re.compile(rf"@import\s+[\"']{ABSOLUTE}", re.I),
    ],
    ".svg": [
        re.compile(rf"(?:href|src)\s*=\s*[\"']{ABSOLUTE}", re.I),
        re.compile(rf"url\(\s*[\"']?{ABSOLUTE}", re.I),
        re.compile(r"<script", re.I),
    ],
    ".js": [re.compile(rf"[\"'`]{ABSOLUTE}[\w-]+\.", re.I)],
}


def loads_from_elsewhere(text: str, suffix: str) -> list[str]:
    """The addresses of other hosts that a browser would ask for when it reads this file."""
    if suffix == ".css":
        text = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
    if suffix == ".svg":
        text = NAMESPACE.sub("", re.sub(r"<!--.*?-->", "", text, flags=re.S))
    if suffix == ".js":
        text = NAMES.sub('""', text)
    return [found.group(0) for pattern in LOADS.get(suffix, []) for found in pattern.finditer(text)]


def test_every_vendored_file_is_in_the_manifest_and_the_reverse() -> None:
    assert sorted(LISTED) == SHIPPED


@pytest.mark.parametrize("path", SHIPPED)
def test_vendored_file_is_as_it_was_taken(path: str) -> None:
    assert hashlib.sha256((VENDOR / path).read_bytes()).hexdigest() == LISTED[path]


@pytest.mark.parametrize("entry", MANIFEST, ids=lambda entry: entry["name"])
def test_vendored_package_says_where_it_comes_from(entry: dict[str, str]) -> None:
    assert all(entry[key] for key in ("name", "version", "licence", "source"))
    assert [path for path in entry["files"] if path.endswith((".txt", "LICENSE"))], "no licence or notice"


@pytest.mark.parametrize("path", [path for path in SHIPPED if Path(path).suffix in LOADS])
def test_vendored_file_asks_no_other_host(path: str) -> None:
    file = VENDOR / path
    assert loads_from_elsewhere(file.read_text(encoding="utf-8"), file.suffix) == []


@pytest.mark.parametrize(
    ("suffix", "text"),
    [
        (".css", "a{background:url(https://www.example.kr/a.svg)}"),
        (".css", "a{background:url( '//cdn.example.kr/a.svg')}"),
        (".css", '@import "http://example.kr/a.css";'),
        (".svg", '<svg><image xlink:href="https://example.kr/a.png"/></svg>'),
        (".svg", "<svg><script>1</script></svg>"),
        (".js", 'fetch("https://api.example.kr/x")'),
        (".js", 'load("//cdn.example.kr/x.js")'),
        (".js", 'fetch("http://www.w3.org/other")'),
    ],
)
def test_an_address_elsewhere_would_be_found(suffix: str, text: str) -> None:
    assert loads_from_elsewhere(text, suffix)


@pytest.mark.parametrize(
    ("suffix", "text"),
    [
        (".css", "/* https://example.kr */ a{background:url(../img/a.svg)}"),
        (".svg", '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"/>'),
        (".js", "// see https://example.kr\nlet a = '/local/path';"),
        (".js", 'let n = "http://www.w3.org/2000/svg", s = "path://M0-1.5L2,3";'),
    ],
)
def test_a_comment_or_a_namespace_is_no_load(suffix: str, text: str) -> None:
    assert not loads_from_elsewhere(text, suffix)


def test_no_mark_of_the_government_is_shipped() -> None:
    assert [path for path in SHIPPED if re.search(r"logo(?!ut)|masthead|flag|identifier", path, re.I)] == []
