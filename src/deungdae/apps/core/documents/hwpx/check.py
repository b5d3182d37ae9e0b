"""Looks at an HWPX file without what wrote it: package, XML, and that every reference leads somewhere."""

import io
import xml.etree.ElementTree as ET  # nosec B405
import zipfile

NOTHING = "4294967295"
"""The format's own word for no reference."""
MIMETYPE = b"application/hwp+zip"
NEEDED = (
    "version.xml",
    "META-INF/container.xml",
    "META-INF/manifest.xml",
    "Contents/content.hpf",
    "Contents/header.xml",
    "Contents/section0.xml",
    "Preview/PrvText.txt",
    "settings.xml",
)
REFERENCES = {
    "charPrIDRef": "charPr",
    "paraPrIDRef": "paraPr",
    "styleIDRef": "style",
    "nextStyleIDRef": "style",
    "borderFillIDRef": "borderFill",
    "tabPrIDRef": "tabPr",
}


def faults_of(content: bytes) -> list[str]:
    """What is wrong with the house's own file, in plain words; an empty list when nothing is.

    For files that the house wrote, not for files of others: nothing here guards against hostile XML.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        first = archive.infolist()[0]
        parts = {name: archive.read(name) for name in archive.namelist()}
    faults = [f"{name} is missing" for name in NEEDED if name not in parts]
    if (first.filename, first.compress_type, parts.get("mimetype")) != ("mimetype", 0, MIMETYPE):
        faults.append("the type is not first and plain")
    if faults:
        return faults
    try:
        trees = {
            name: ET.fromstring(part)  # noqa: S314 # nosec B314
            for name, part in parts.items()
            if name.endswith((".xml", ".hpf", ".rdf"))
        }
    except ET.ParseError as error:
        return [f"not well-formed: {error}"]
    return [*references(trees), *files(trees["Contents/content.hpf"], parts), *grids(trees)]


def local(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def references(trees: dict[str, ET.Element]) -> list[str]:
    """References from header and sections to what the header defines, and from pictures to the package."""
    defined: dict[str, set[str]] = {}
    for element in trees["Contents/header.xml"].iter():
        defined.setdefault(local(element), set()).add(element.get("id", ""))
    held = {
        element.get("id", "") for element in trees["Contents/content.hpf"].iter() if local(element) == "item"
    }
    faults = []
    for name, tree in trees.items():
        for element in tree.iter() if name.startswith("Contents/") else ():
            for attribute, value in element.attrib.items():
                target = REFERENCES.get(attribute)
                if target and value != NOTHING and value not in defined.get(target, ()):
                    faults.append(f"{name}: {local(element)} {attribute} {value} leads nowhere")
                if attribute == "binaryItemIDRef" and value not in held:
                    faults.append(f"{name}: picture {value} leads nowhere")
    return faults


def files(package: ET.Element, parts: dict[str, bytes]) -> list[str]:
    items = {item.get("id"): item.get("href", "") for item in package.iter() if local(item) == "item"}
    spine = [item.get("idref") for item in package.iter() if local(item) == "itemref"]
    missing = [f"{href} is named and missing" for href in items.values() if href not in parts]
    return missing + [f"{name} is read and not named" for name in spine if name not in items]


def grids(trees: dict[str, ET.Element]) -> list[str]:
    """Every table is covered by its cells, each place once."""
    faults = []
    for name, tree in trees.items():
        for table in (element for element in tree.iter() if local(element) == "tbl"):
            size = int(table.get("rowCnt", 0)) * int(table.get("colCnt", 0))
            covered = [place for cell in table.iter() if local(cell) == "tc" for place in places(cell)]
            if len(covered) != size or len(set(covered)) != size:
                faults.append(f"{name}: a table of {size} places has {len(covered)}")
    return faults


def places(cell: ET.Element) -> list[tuple[int, int]]:
    address = next(child for child in cell if local(child) == "cellAddr")
    span = next(child for child in cell if local(child) == "cellSpan")
    row, column = int(address.get("rowAddr", 0)), int(address.get("colAddr", 0))
    rows, columns = int(span.get("rowSpan", 1)), int(span.get("colSpan", 1))
    return [(row + down, column + right) for down in range(rows) for right in range(columns)]
