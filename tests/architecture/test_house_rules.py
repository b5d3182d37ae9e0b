"""Rules of the house that a machine can keep: sizes, names, provenance, no hosts in locks."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "deungdae"
MODULES = sorted(path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts)
TEMPLATES = sorted(SOURCE.rglob("templates/**/*.html"))
MAX_FILE, MAX_FUNCTION, MAX_TEMPLATE = 320, 50, 160
BANNED_NAMES = {"utils", "util", "helpers", "helper", "manager", "managers", "misc", "common"}


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_no_module_is_too_long_to_read() -> None:
    lengths = {name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert {path: length for path, length in lengths.items() if length > MAX_FILE} == {}


def test_no_function_is_too_long_to_hold_in_mind() -> None:
    found = {}
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > MAX_FUNCTION:
                    found[f"{name(path)}:{node.name}"] = length
    assert found == {}


def test_no_template_is_too_long() -> None:
    lengths = {name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in TEMPLATES}
    assert {path: length for path, length in lengths.items() if length > MAX_TEMPLATE} == {}


def test_templates_carry_no_inline_script_or_style() -> None:
    inline = re.compile(r"""\s(?:style|on[a-z]+)\s*=\s*["']|<script(?![^>]*\ssrc=)(?![^>]*nonce=)""")
    documents = "templates/caravan/documents"
    found = [
        name(path) for path in TEMPLATES if documents not in str(path) and inline.search(path.read_text())
    ]
    assert found == []


def texts_of(path: Path) -> list[str]:
    """What a module or template may say: its strings without the docstrings, or its lines."""
    content = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        return content.splitlines()
    tree = ast.parse(content)
    notes = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    constants = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in notes)
    return [node.value for node in constants if isinstance(node.value, str)]


def test_no_sentence_leaves_the_choice_of_a_particle_to_its_reader() -> None:
    """이(가) and the like: `korean.sentence` chooses, from pairs such as {name}(이/가)."""
    undecided = re.compile(r"[이가은는을를와과]\([이가은는을를와과]\)|\(으\)로")
    pair = re.compile(r"\((?:이/가|은/는|을/를|과/와|으로/로|이라/라|이나/나)\)")
    filled = re.compile(r"\{\w+\}['’”]?" + pair.pattern)
    found = [
        f"{name(path)}: {text}"
        for path in [*MODULES, *TEMPLATES, *sorted(SOURCE.rglob("templates/**/*.txt"))]
        for text in texts_of(path)
        if undecided.search(text) or len(pair.findall(text)) > len(filled.findall(text))
    ]
    assert found == []


def test_names_say_what_a_module_is_about() -> None:
    found = [name(path) for path in MODULES if {path.stem, path.parent.name} & BANNED_NAMES]
    assert found == []


def test_every_model_has_its_word_in_the_glossary() -> None:
    glossary = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    missing = []
    for path in [*SOURCE.glob("apps/*/models.py"), *SOURCE.glob("apps/*/models/*.py")]:
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            is_model = isinstance(node, ast.ClassDef) and not node.name.endswith(("QuerySet", "Manager"))
            if is_model and node.name != "PublicModel" and f"`{node.name}`" not in glossary:
                missing.append(node.name)
    assert missing == []


def test_every_folder_of_the_house_is_in_the_architecture_page() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    folders = [
        p
        for p in [*(SOURCE / "apps").iterdir(), *(SOURCE / "engine").iterdir()]
        if (p / "__init__.py").exists()
    ]
    assert [folder.name for folder in folders if f"{folder.name}/" not in page] == []


def test_every_data_file_names_its_source() -> None:
    source = (ROOT / "data" / "SOURCE.md").read_text(encoding="utf-8")
    files = [path for path in (ROOT / "data").rglob("*") if path.is_file() and path.name != "SOURCE.md"]
    assert files
    assert [path.name for path in files if path.name not in source] == []


@pytest.mark.parametrize("lock", sorted((ROOT / "requirements").glob("*.lock")), ids=lambda path: path.stem)
def test_a_lock_pins_by_hash_and_names_no_host(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    pinned = re.findall(r"^[A-Za-z0-9_.\[\]-]+==", text, flags=re.MULTILINE)
    assert pinned
    assert text.count("--hash=sha256:") >= len(pinned)
    assert "://" not in text
    assert "index-url" not in text
