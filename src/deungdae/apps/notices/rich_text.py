"""Text with headings, lists, links and tables, safe to show: what people type, paste from Word and Hangul.

Two passes. The first reads the HTML of word processors and says in plain HTML what it means: bold spans,
headings, cells that span others; fonts, sizes and empty paragraphs go. It need not be safe. The second, by
nh3, lets nothing through but the elements and attributes named here.
"""

import html
import re
import unicodedata
from dataclasses import dataclass
from html.parser import HTMLParser

import nh3

from deungdae.apps.organisations.texts import INVISIBLE

ATTRIBUTES = {"a": {"href"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan", "scope"}}
INLINE = frozenset({"strong", "em", "u", "s", "sub", "sup", "a"})
BLOCKS = frozenset({"p", "h2", "h3", "h4", "blockquote", "li", "td", "th", "caption"})
FRAMES = frozenset({"ul", "ol", "table", "thead", "tbody", "tfoot", "tr"})
TAGS = INLINE | BLOCKS | FRAMES | {"br", "hr"}
SCHEMES = {"http", "https", "mailto", "tel"}
SAME = {
    "div": "p",
    "b": "strong",
    "i": "em",
    "ins": "u",
    "strike": "s",
    "del": "s",
    "h1": "h2",
    "h5": "h4",
    "h6": "h4",
}
SILENT = frozenset(
    {"script", "style", "xml", "title", "head", "object", "template", "noscript", "svg", "math"}
)
EMPTY = frozenset({"br", "hr", "img", "meta", "link", "input", "col", "wbr"})
SPAN = re.compile(r"[1-9][0-9]{0,2}")
MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>|<!--")
BLANK = re.compile(r"[ \t\r\n\u00a0]+")
HOLLOW = re.compile(
    r"<(p|h2|h3|h4|li|blockquote|strong|em|u|s|sub|sup|a)(?: [^<>]*)?>(?:\s|&nbsp;|<br>)*</\1>"
)
STRAY_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
ADDRESS = re.compile(r"https?://[^\s<>\"'()]+[^\s<>\"'().,;:!?]")
LIST_SIGN = re.compile(
    r"[\s\u00a0]*(?:[·•▪■□○●ㆍ◦‣§o\uf0a7\uf0b7-]|([0-9]{1,2}[.)]))(?=[\s\u00a0]|$)[\s\u00a0]*"
)
"""What Word writes before each entry of a list, as words of its own."""
MOST_DEEP = 100


@dataclass(frozen=True, slots=True)
class Cleaned:
    """`pictures`: how many stood in the text and were left out."""

    body: str
    text: str
    pictures: int


def cleaned(source: str) -> Cleaned:
    """What somebody typed or pasted, as it may be kept and shown."""
    source = unicodedata.normalize("NFC", INVISIBLE.sub("", STRAY_CONTROL.sub("", source)))
    if not MARKUP.search(source):
        source = marked_up(source)
    reader = Translator()
    reader.feed(source)
    reader.close()
    body = nh3.clean(
        reader.written(),
        tags=set(TAGS),
        attributes={name: set(names) for name, names in ATTRIBUTES.items()},
        url_schemes=SCHEMES,
        link_rel="noopener noreferrer",
        strip_comments=True,
    )
    body = without_hollow(body).strip()
    if body and not MARKUP.search(body):
        # Without any element it would be read as plain text the next time, and its entities escaped again.
        body = f"<p>{body}</p>"
    return Cleaned(body, plain(body), reader.pictures)


def without_hollow(body: str) -> str:
    """Word processors leave paragraphs without words between those with some."""
    while (less := HOLLOW.sub("", body)) != body:
        body = less
    body = re.sub(r"</(ul|ol)>\s*<\1>", "", body)
    return re.sub(r"(<(?:p|li|td|th|h[2-4])(?: [^<>]*)?>) +", r"\1", body)


class Translator(HTMLParser):
    """Reads any HTML, writes the plain one that means the same; never fails."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self.stack: list[tuple[str, list[str]]] = []
        """What is open: the name in the source, and what was written for it."""
        self.silent = 0
        self.pictures = 0
        self.entry: tuple[int, list[str]] | None = None
        """A list's entry that has no words yet: where its start was written, and as what."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.silent or tag in SILENT:
            self.silent += tag in SILENT and tag not in EMPTY
            return
        told = {name: value or "" for name, value in attrs}
        if tag == "img":
            self.pictures += 1
        elif tag in EMPTY:
            self.out.append(f"<{tag}>" if tag in ("br", "hr") else "")
        elif len(self.stack) < MOST_DEEP:
            opened = meant(tag, told)
            self.entry = (len(self.out), opened) if opened == ["ul", "li"] else self.entry
            self.out += [start_of(name, told) for name in opened]
            self.stack.append((tag, opened))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in EMPTY:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in SILENT:
            self.silent = max(0, self.silent - 1)
        if self.silent or all(tag != name for name, _written in self.stack):
            return
        while self.stack:
            name, opened = self.stack.pop()
            self.out += [f"</{one}>" for one in reversed(opened)]
            if name == tag:
                return

    def handle_data(self, data: str) -> None:
        if self.silent:
            return
        if self.entry is not None and data.strip():
            data = self.without_sign(data)
        self.out.append(html.escape(BLANK.sub(" ", data), quote=False))

    def without_sign(self, data: str) -> str:
        """The words of an entry without its sign; one with a number makes the list an ordered one."""
        place, opened = self.entry or (0, [])
        sign = LIST_SIGN.match(data)
        if sign is not None and sign[1]:
            opened[0], self.out[place] = "ol", "<ol>"
        words = data[sign.end() :] if sign is not None else data
        if sign is None or words:
            self.entry = None
        return words

    def written(self) -> str:
        for _name, opened in reversed(self.stack):
            self.out += [f"</{one}>" for one in reversed(opened)]
        self.stack.clear()
        return "".join(self.out)


def meant(tag: str, told: dict[str, str]) -> list[str]:
    """The elements that a start tag stands for; none for one that says nothing."""
    tag, kind = SAME.get(tag, tag), told.get("class", "").lower()
    if tag == "p" and re.search(r"msoheading[1-3]|msotitle", kind):
        return ["h2"]
    if tag == "p" and "msolistparagraph" in kind:
        return ["ul", "li"]
    found = [tag] if tag in TAGS else []
    if tag in INLINE or tag == "span":
        found += [one for one in styled(told.get("style", "")) if one not in found]
    return found


def styled(style: str) -> list[str]:
    """What a style says that is more than looks."""
    text = style.lower().replace(" ", "")
    found = []
    if re.search(r"font-weight:(?:bold|[6-9]00)", text):
        found.append("strong")
    if "font-style:italic" in text:
        found.append("em")
    if re.search(r"text-decoration(?:-line)?:[a-z]*underline", text):
        found.append("u")
    if "line-through" in text:
        found.append("s")
    return found


def start_of(name: str, told: dict[str, str]) -> str:
    kept = []
    for attribute in sorted(ATTRIBUTES.get(name, ())):
        value = told.get(attribute, "")
        if attribute.endswith("span") and (not SPAN.fullmatch(value) or value == "1"):
            continue
        if value:
            kept.append(f' {attribute}="{html.escape(value)}"')
    return f"<{name}{''.join(kept)}>"


def marked_up(source: str) -> str:
    """Plain text as HTML: blank lines end paragraphs, `## ` begins a heading, `- ` and `1. ` are lists."""
    found: list[str] = []
    for part in re.split(r"\n\s*\n", source.replace("\r\n", "\n").replace("\r", "\n")):
        lines: list[str] = []
        for line in part.strip("\n").split("\n"):
            head = re.match(r"(#{2,4}) +(.+)", line)
            item = re.match(r"\s*(?:([-*•])|[0-9]{1,2}\.) +(.+)", line)
            if head or item:
                found += paragraph(lines)
                lines = []
            if head:
                found.append(f"<h{len(head[1])}>{linked(head[2])}</h{len(head[1])}>")
            elif item:
                kind = "ul" if item[1] else "ol"
                found.append(f"<{kind}><li>{linked(item[2])}</li></{kind}>")
            else:
                lines.append(line)
        found += paragraph(lines)
    return "".join(found).replace("</ul><ul>", "").replace("</ol><ol>", "")


def paragraph(lines: list[str]) -> list[str]:
    text = "<br>".join(linked(line.strip()) for line in lines if line.strip())
    return [f"<p>{text}</p>"] if text else []


def linked(line: str) -> str:
    """The line escaped, with its addresses as links."""
    parts, at = [], 0
    for match in ADDRESS.finditer(line):
        address = html.escape(match[0])
        parts += [html.escape(line[at : match.start()], quote=False), f'<a href="{address}">{address}</a>']
        at = match.end()
    return "".join([*parts, html.escape(line[at:], quote=False)])


class Plainer(HTMLParser):
    """The words of cleaned HTML, a line for each block, a tab between cells."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.out.append("\n")
        elif tag == "li":
            self.out.append("\n- ")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self.out.append("\t")
        elif tag in BLOCKS or tag in ("tr", "ul", "ol"):
            self.out.append("\n")

    def handle_data(self, data: str) -> None:
        self.out.append(BLANK.sub(" ", data))


def plain(body: str) -> str:
    reader = Plainer()
    reader.feed(body)
    reader.close()
    lines = (re.sub(r" *\t *", "\t", line).strip() for line in "".join(reader.out).split("\n"))
    return "\n".join(line for line in lines if line and line != "-")
