"""Reading XML of strangers: the root as the first bytes show it, and elements one by one.

No entity is expanded by the parser, nothing is loaded from outside, and no huge text or depth is accepted. Names are
compared without their namespaces: producers of one format write several, or none.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Iterator
from html.entities import html5
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from index.errors import SourceError
from index.formats.signatures import is_binary
from index.formats.source import Head, Source
from index.formats.xml_settings import UNTRUSTED

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

Item = TypeVar("Item")

_DECODED: Final = 16 * 1024 * 1024
"""Bytes of a file that is decoded by us, which knows more wrong encodings; the parser reads a longer one itself."""
_LONGEST_ENTITY: Final = 200
"""Characters of an entity that the file declares: a longer one is left out of the text."""
_UNIMPORTANT: Final = frozenset(("ERR_UNDECLARED_ENTITY", "WAR_UNDECLARED_ENTITY", "ERR_INVALID_CHAR",
                                 "ERR_INVALID_CHARREF", "ERR_NAME_REQUIRED", "ERR_ENTITYREF_SEMICOL_MISSING",
                                 "DTD_ID_REDEFINED", "ERR_RESERVED_XML_NAME"))  # fmt: skip
"""Errors of XML after which the text is still whole."""
_TAG = re.compile(r"<(?:[\w.-]{1,100}:)?([A-Za-z_][\w.-]{0,100})((?:\s[^<>]{0,10000})?)>")
_ENTITY = re.compile(r"<!ENTITY\s+([\w.-]+)\s+(?:\"([^\"]*)\"|'([^']*)')")
_LONE_AMPERSAND = re.compile(r"&(?!#?\w{1,40};)")
_REFERENCE = re.compile(r"&(?!#)[\w.-]+;")


class Root(NamedTuple):
    """The first element of a document."""

    name: str
    """Without its namespace, as it is written."""
    attributes: str
    """As they are written."""


def root_of(head: Head) -> Root | None:
    """The root element; None where the beginning is no XML or SGML."""
    if head.signature is not None or not head.beginning.lstrip().startswith("<") or is_binary(head.text):
        return None
    text = head.text.lstrip("\ufeff")
    found = _TAG.match(text, _prolog_end(text))
    return Root(found.group(1), found.group(2)) if found else None


def _prolog_end(text: str) -> int:
    """Where the root element begins: after the declaration, comments, instructions and document type."""
    place = 0
    while True:
        place = len(text) - len(text[place:].lstrip()) if text[place : place + 1].isspace() else place
        if text.startswith("<?", place):
            end = text.find("?>", place)
        elif text.startswith("<!--", place):
            end = text.find("-->", place)
        elif text[place : place + 9].upper() == "<!DOCTYPE":
            end = text.find(">", place)
            subset = text.find("[", place)
            if 0 <= subset < end:
                end = text.find("]", subset)
                end = text.find(">", end) if end >= 0 else -1
        else:
            return place
        if end < 0:
            return len(text)
        place = text.index(">", end) + 1


def has_root(*names: str) -> Callable[[Head], float]:
    """A recognition by the name of the root element."""

    def recognise(head: Head) -> float:
        root = root_of(head)
        return 1 if root is not None and root.name in names else 0

    return recognise


def elements(source: Source, *names: str) -> Iterator[Element]:
    """The outermost elements with one of these names, in order. Each is valid until the next is asked for.

    Raises SourceError where entities multiply or one element is all of a large file, and, after what could be read,
    where the XML is damaged.
    """
    from lxml import etree

    root = root_of(source.head)
    if root is not None and root.name in names:
        source.check_size()

    declared = _entities(source)
    small = source.size is not None and source.size <= _DECODED
    stream = io.BytesIO(_whole_text(source).encode("utf-8", "replace")) if small else source.stream
    parsing = etree.iterparse(
        stream,
        events=("start", "end"),
        tag=[f"{{*}}{name}" for name in names],
        recover=True,
        encoding="utf-8" if small else None,
        **UNTRUSTED,
    )
    depth = 0
    try:
        for event, element in parsing:
            depth += 1 if event == "start" else -1
            if event == "end" and depth == 0:
                _write_entities(element, declared)
                yield element
                _forget(element)
    except etree.XMLSyntaxError as error:
        raise SourceError(f"XML that cannot be read: {error.msg}") from error
    for entry in parsing.error_log:
        if entry.level_name == "FATAL" and entry.type_name not in _UNIMPORTANT:
            raise SourceError(f"XML damaged or cut at line {entry.line}: {entry.message}; what is before it was read")


def parsed(data: bytes) -> Element:
    """A small document as a whole; raises SourceError where it cannot be parsed."""
    from lxml import etree

    parser = etree.XMLParser(recover=True, **UNTRUSTED)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise SourceError(f"XML that cannot be read: {error}") from error
    if root is None:
        raise SourceError("XML that cannot be read")
    return root


def _whole_text(source: Source) -> str:
    """The document as text, a lone ``&`` written as XML wants it."""
    text = source.decoded.text.lstrip("\ufeff")
    return text if "<![CDATA[" in text else _LONE_AMPERSAND.sub("&amp;", text)


def _entities(source: Source) -> dict[str, str]:
    """The short entities that the document declares; raises SourceError where one is made of others."""
    declarations = source.head.text.partition("<!DOCTYPE")[2]
    found = {name: one or two for name, one, two in _ENTITY.findall(declarations)}
    if any(_REFERENCE.search(value) for value in found.values()):
        raise SourceError("refused: XML whose entities are made of other entities, which can multiply without end")
    return {name: value for name, value in found.items() if len(value) <= _LONGEST_ENTITY and "<" not in value}


def _write_entities(element: Element, declared: dict[str, str]) -> None:
    """Write the characters of named entities into the text: those of HTML, and short ones of the document."""
    from lxml import etree

    for entity in list(element.iter(etree.Entity)):
        words = declared.get(entity.name) or html5.get(f"{entity.name};", "")
        _replace(entity, words + (entity.tail or ""))


def _replace(node: Element, text: str) -> None:
    parent, previous = node.getparent(), node.getprevious()
    if parent is None:
        return
    if previous is not None:
        previous.tail = (previous.tail or "") + text
    else:
        parent.text = (parent.text or "") + text
    node.tail = None
    parent.remove(node)


def _forget(element: Element) -> None:
    """Free what has been read: the element's content and the siblings before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def numbered(items: Iterable[Item]) -> Iterator[tuple[int | None, Item]]:
    """Each item with its number from 1; None where there is only one."""
    waiting: list[Item] = []
    number = 0
    try:
        for item in items:
            if number == 0 and not waiting:
                waiting.append(item)
                continue
            if waiting:
                number = 1
                yield number, waiting.pop()
            number += 1
            yield number, item
    except SourceError:
        # What was read before the damage is still an article.
        if waiting:
            yield None, waiting.pop()
        raise
    if waiting:
        yield None, waiting.pop()
