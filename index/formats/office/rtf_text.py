"""RTF as paragraphs, by the Rich Text Format Specification, version 1.9.1.

What is not text of the document is dropped: tables of fonts and styles, pictures, heads and feet, notes, remarks, the
code of fields, hidden text. Bytes are read in the code page of their font.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Final

from index.errors import SourceError
from index.formats.office.paragraphs import Kind, Paragraph, Properties

_TOKEN = re.compile(
    r"\\([A-Za-z]{1,32})(-?\d{1,10})?[ ]?|\\'([0-9A-Fa-f]{2})|\\([^A-Za-z'])|([{}])|([^\\{}\r\n]+)", re.DOTALL
)
_CHARSETS: Final = {0: "cp1252", 2: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "cp936",
                    136: "cp950", 161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256",
                    186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250", 254: "cp437", 255: "cp850"}  # fmt: skip
"""Code pages of the character sets of fonts."""
_PAGES: Final = {65001: "utf-8", 10000: "mac_roman", 10007: "mac_cyrillic", 708: "iso8859_6", 28591: "cp1252"}
"""Code pages whose codec is not called after their number."""
_SIGNS: Final = {"tab": "\t", "line": "\n", "softline": "\n", "emdash": "—", "endash": "–", "lquote": "‘",
                 "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•", "emspace": "\u2003",
                 "enspace": "\u2002", "qmspace": " ", "zwj": "\u200d", "zwnj": "\u200c", "ltrmark": "",
                 "rtlmark": "", "~": "\u00a0", "_": "\u2011", "-": "", "|": "", ":": "", "\n": None, "\r": None,
                 "\\": "\\", "{": "{", "}": "}", "\t": "\t"}  # fmt: skip
"""Characters by their control word or symbol; None ends a paragraph."""
_ENDS: Final = frozenset(("par", "sect", "page", "column"))
_SKIPPED: Final = frozenset((
    "colortbl", "pict", "objdata", "header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf",
    "footnote", "annotation", "fldinst", "nonshppict", "themedata", "datastore", "latentstyles", "listtable",
    "listoverridetable", "rsidtbl", "generator", "xmlnstbl", "filetbl", "revtbl", "listtext", "pntext", "pn", "private",
    "xe", "tc", "tcn", "rxe", "txe", "shppict", "sp", "comment", "operator", "company", "manager", "category",
    "doccomm",
    "hlinkbase", "revtim", "printim", "buptim", "ftnsep", "ftnsepc", "aftnsep", "aftnsepc", "template", "bkmkstart",
    "bkmkend", "upr",
))  # fmt: skip
"""Destinations whose words are not the document's."""
_READ: Final = frozenset(("shpinst", "cs", "ts", "ds", "s"))
"""Destinations that old readers may ignore and that are read: boxes, and styles in their table."""
_LISTED: Final = frozenset(("listtext", "pntext"))
_STYLES: dict[str, Kind] = {"title": "title", "subtitle": "subtitle", "author": "author", "date": "date"}
_DEEPEST = 4000
"""Groups inside each other; beyond, the file is damaged or made to be one."""
_LARGE = 1.25
"""Size of a headline beside the text's, from which a first line without a style is one."""
_TITLE_LINES = 4
"""Paragraphs in which such a line is looked for."""


@dataclass(slots=True)
class _Group:
    """What holds until a brace closes."""

    destination: str = ""
    """``""`` for the text, ``skip``, or the table or property that is read."""
    hidden: bool = False
    font: int | None = None
    fallback: int = 1
    """Characters after a Unicode one that stand for it in old readers."""
    size: int = 24
    """Half points."""


@dataclass
class RtfDocument:
    """The paragraphs of an RTF file and what it says about itself."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    properties: Properties = field(default_factory=Properties)


def read_rtf(data: bytes) -> RtfDocument:
    """The text of an RTF file; of a cut one what there is. Raises SourceError when its braces nest without an end."""
    reader = _Reader()
    reader.read(data.decode("latin-1"))
    return RtfDocument(reader.body.paragraphs(), reader.properties())


class _Body:
    """The paragraphs that have been read, and the one that is being read."""

    def __init__(self) -> None:
        self.item = False
        """Whether the paragraph is in a list."""
        self._pieces: list[str] = []
        self._cells: list[str] = []
        self._largest = 0
        self._sizes: Counter[int] = Counter()
        self._found: list[tuple[Paragraph, int]] = []

    def add(self, text: str, size: int) -> None:
        """Add to the paragraph what is written in a size of so many half points."""
        self._pieces.append(text)
        self._sizes[size] += len(text)
        if text.strip():
            self._largest = max(self._largest, size)

    def end_cell(self) -> None:
        """What was read is a cell of a row."""
        self._cells.append(" ".join("".join(self._pieces).split()))
        self._pieces.clear()

    def end_row(self) -> None:
        """The cells are a row: a paragraph, where there is only one."""
        cells, self._cells = self._cells, []
        if any(cells):
            filled = " | ".join(cells) if len(cells) > 1 else cells[0]
            self._found.append((Paragraph(filled, "table row" if len(cells) > 1 else "text"), 0))

    def end_paragraph(self, style: str, *, in_table: bool) -> None:
        """What was read is a paragraph with a style of that name, or one of a cell."""
        if in_table:
            self._pieces.append("\n")
            return
        if self._cells:
            self.end_row()
        text = "".join(self._pieces).strip()
        self._pieces.clear()
        if text:
            self._found.append((_paragraph(text, style, item=self.item), self._largest))
        self._largest = 0

    def paragraphs(self) -> list[Paragraph]:
        """All of them; a line at the top that is larger than the text is the title."""
        usual = self._sizes.most_common(1)[0][0] if self._sizes else 0
        found = [paragraph for paragraph, _ in self._found]
        if all(one.kind != "title" for one in found):
            for place, (paragraph, size) in enumerate(self._found[:_TITLE_LINES]):
                if size >= _LARGE * usual and paragraph.kind in ("text", "heading"):
                    found[place] = replace(paragraph, kind="title")
                    break
        return found


def _paragraph(text: str, style: str, *, item: bool) -> Paragraph:
    words, _, number = style.rpartition(" ")
    if words == "heading" and number.isdigit():
        return Paragraph(text, "heading", int(number))
    return Paragraph(text, _STYLES.get(style, "list item" if item else "text"))


class _Reader:
    def __init__(self) -> None:
        self.body = _Body()
        self._group = _Group()
        self._stack: list[_Group] = []
        self._page = "cp1252"
        self._default_font: int | None = None
        self._fonts: dict[int, str] = {}
        self._styles: dict[int, str] = {}
        self._info: dict[str, str] = {}
        self._created: dict[str, int] = {}
        self._bytes = bytearray()
        self._style = self._defined = 0
        self._in_table = False
        self._ignorable = False
        self._after_unicode = 0
        self._high = 0

    def read(self, text: str) -> None:
        place = 0
        while (token := _TOKEN.search(text, place)) is not None:
            place = token.end()
            word, number, code, sign, brace, plain = token.groups()
            if plain is not None:
                self._plain(plain)
            elif word is not None:
                place += self._word(word, int(number) if number is not None else None)
            elif code is not None:
                self._byte(int(code, 16))
            elif brace is not None:
                self._brace(brace)
            else:
                self._symbol(sign)
        self._in_table = False
        self._end_paragraph()

    def properties(self) -> Properties:
        """What the group ``info`` says."""
        year, month, day = (self._created.get(unit, 0) for unit in ("yr", "mo", "dy"))
        author = self._info.get("author", "").strip()
        return Properties(
            title=self._info.get("title", "").strip() or None,
            authors=(author,) if author else (),
            created=f"{year:04}-{month:02}-{day:02}" if year and month and day else None,
            keywords=tuple(word.strip() for word in self._info.get("keywords", "").split(",") if word.strip()),
        )

    def _brace(self, brace: str) -> None:
        self._flush()
        self._after_unicode = 0
        if brace == "{":
            if len(self._stack) >= _DEEPEST:
                raise SourceError(f"damaged: more than {_DEEPEST:,} groups inside each other")
            self._stack.append(self._group)
            self._group = replace(self._group)
            self._ignorable = False
        elif self._stack:
            self._group = self._stack.pop()

    def _word(self, word: str, number: int | None) -> int:
        """Do what a control word says; returns how many characters after it are no text."""
        self._flush()
        group = self._group
        if word == "bin":
            return max(0, number or 0)
        if word == "u" and number is not None:
            self._unicode(number)
            return 0
        self._after_unicode = 0
        if self._starts_destination(word):
            return 0
        if group.destination == "created":
            if word in ("yr", "mo", "dy"):
                self._created[word] = number or 0
        elif group.destination in ("", "fonts", "styles"):
            self._format(word, number)
        return 0

    def _starts_destination(self, word: str) -> bool:
        """Whether a word is the name of a destination; its group is then read as that, or skipped."""
        group = self._group
        ignorable, self._ignorable = self._ignorable, False
        if word in _LISTED and not group.destination:
            self.body.item = True
        if word in ("fonttbl", "stylesheet"):
            group.destination = "fonts" if word == "fonttbl" else "styles"
        elif word == "info":
            group.destination = "info"
        elif group.destination == "info" and word in ("title", "author", "keywords", "subject"):
            group.destination = word
        elif group.destination == "info" and word == "creatim":
            group.destination = "created"
        elif word in _SKIPPED or (ignorable and word not in _READ):
            group.destination = "skip"
        else:
            return False
        return True

    def _format(self, word: str, number: int | None) -> None:
        group = self._group
        if word in _ENDS:
            self._end_paragraph()
        elif word in ("cell", "nestcell"):
            self.body.end_cell()
        elif word in ("row", "nestrow"):
            self.body.end_row()
        elif word in _SIGNS:
            self._add(_SIGNS[word] or "")
        elif word == "pard":
            self._style, self.body.item, self._in_table = 0, False, False
        elif word == "intbl":
            self._in_table = True
        elif word == "plain":
            group.hidden, group.size, group.font = False, 24, self._default_font
        elif word == "v":
            group.hidden = number != 0
        elif number is not None:
            self._set(word, number)
        elif word == "mac":
            self._page = "mac_roman"
        elif word in ("pc", "pca"):
            self._page = "cp437" if word == "pc" else "cp850"

    def _set(self, word: str, number: int) -> None:
        group = self._group
        if word == "ansicpg":
            self._page = _codec(number) or self._page
        elif word == "deff":
            self._default_font = group.font = number
        elif word == "f":
            group.font = number
        elif word == "fcharset" and group.destination == "fonts" and group.font is not None:
            self._fonts[group.font] = _CHARSETS.get(number, self._page) if number not in (0, 1) else self._page
        elif word == "cpg" and group.destination == "fonts" and group.font is not None:
            self._fonts[group.font] = _codec(number) or self._page
        elif word == "uc":
            group.fallback = min(16, max(0, number))
        elif word == "fs":
            group.size = number
        elif word == "s" and group.destination == "styles":
            self._defined = number
        elif word == "s":
            self._style = number
        elif word == "ls" and not group.destination:
            self.body.item = number > 0

    def _symbol(self, sign: str) -> None:
        if sign == "*":
            self._ignorable = True
            return
        self._flush()
        if self._after_unicode and sign in "\\{}":
            self._after_unicode -= 1
        elif _SIGNS.get(sign, "") is None:
            self._end_paragraph()
        else:
            self._add(_SIGNS.get(sign) or "")

    def _plain(self, text: str) -> None:
        if self._after_unicode:
            skipped = min(self._after_unicode, len(text))
            self._after_unicode -= skipped
            text = text[skipped:]
        if text.isascii():
            self._flush()
            self._add(text)
        else:
            self._bytes += text.encode("latin-1")

    def _byte(self, byte: int) -> None:
        if self._after_unicode:
            self._after_unicode -= 1
        elif self._group.destination != "skip":
            self._bytes.append(byte)

    def _unicode(self, number: int) -> None:
        number &= 0xFFFF
        if 0xD800 <= number < 0xDC00:
            self._high = number
        elif 0xDC00 <= number < 0xE000 and self._high:
            self._add(chr(0x10000 + ((self._high - 0xD800) << 10) + number - 0xDC00))
            self._high = 0
        else:
            # Symbol fonts have their signs at U+F000 and above.
            self._add(chr(number))
        self._after_unicode = self._group.fallback

    def _flush(self) -> None:
        """Decode the bytes so far in the code page of their font."""
        if self._bytes:
            font = self._group.font
            page = self._fonts.get(font, self._page) if font is not None else self._page
            self._add(bytes(self._bytes).decode(page, "replace"))
            self._bytes.clear()

    def _add(self, text: str) -> None:
        group = self._group
        if not group.destination:
            if text and not group.hidden:
                self.body.add(text, group.size)
        elif group.destination == "styles":
            name = text.strip().rstrip(";").lower()
            if name:
                self._styles.setdefault(self._defined, name)
        elif group.destination in ("title", "author", "keywords"):
            self._info[group.destination] = self._info.get(group.destination, "") + text

    def _end_paragraph(self) -> None:
        self._flush()
        self.body.end_paragraph(self._styles.get(self._style, ""), in_table=self._in_table)


def _codec(page: int) -> str | None:
    name = _PAGES.get(page, f"cp{page}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return None
