"""What a METS file says of a newspaper: its articles, where their text is, and when and in what they appeared.

https://www.loc.gov/standards/mets/. The profiles of newspapers (METS/ALTO) point from the logical structure to the
blocks of ALTO files, in which a pointer names a file and the ``ID`` of a block.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from index.formats.xml_news.xml_text import attribute, children, descendants, first_words, local_name, words
from index.model import DeclaredMetadata

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_ARTICLE: Final = re.compile(
    r"artic|artik|\bnews\b|story|letter|editorial|obituary|review|serial|interview", re.IGNORECASE
)
"""Types of a division that is an article; advertisements, weather and tables are none."""
_HEADS: Final = re.compile(r"head|title|overline|byline|author", re.IGNORECASE)
"""Types of a division whose words are the headline or the names above an article."""
_TEXTS: Final = re.compile("ALTO|TEXT|OCR|XML", re.IGNORECASE)
"""Uses of a group of files that are the text of pages."""
_NOT_TEXT: Final = re.compile(r"illustration|image|picture|caption|\bad\b|advert", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Pointer:
    """A block of a page, or a whole page."""

    file: str
    """Its path relative to the METS file."""
    block: str | None
    is_head: bool


@dataclass(frozen=True, slots=True)
class MetsArticle:
    """One article of the logical structure."""

    element: Element
    pointers: tuple[Pointer, ...]
    declared: DeclaredMetadata


def articles(mets: Element) -> list[MetsArticle]:
    """The articles of the logical structure that point to blocks of text."""
    files = dict(_files(mets))
    sections = {one.get("ID") or "": one for one in children(mets, "dmdSec")}
    found: list[MetsArticle] = []
    for structure in children(mets, "structMap"):
        if "LOGICAL" not in f"{structure.get('TYPE')} {structure.get('LABEL')}".upper():
            continue
        paper = _paper(structure, sections)
        for division in _divisions(structure):
            pointers = tuple(dict.fromkeys(_pointers(division, files, is_head=False)))
            if any(one.block for one in pointers):
                found.append(MetsArticle(division, pointers, _declared(division, sections).completed_by(paper)))
    return found


def issue(mets: Element) -> tuple[frozenset[str], DeclaredMetadata]:
    """The files that the METS lists, and what it says of the newspaper and the day of all of them."""
    sections = {one.get("ID") or "": one for one in children(mets, "dmdSec")}
    papers = [_paper(structure, sections) for structure in children(mets, "structMap")]
    paper = DeclaredMetadata()
    for one in papers:
        paper = paper.completed_by(one)
    return frozenset(path for _, path in _files(mets)), paper


def page_files(mets: Element) -> int:
    """The number of files of text that the METS lists."""
    groups = [one for one in descendants(mets, "fileGrp") if _TEXTS.search(one.get("USE") or one.get("ID") or "")]
    return sum(len(children(group, "file")) for group in groups)


def _files(mets: Element) -> Iterator[tuple[str, str]]:
    for file in descendants(mets, "file"):
        place = attribute(next(iter(children(file, "FLocat")), None), "href") or ""
        if "://" in place and not place.startswith("file://"):
            continue
        path = unquote(place).removeprefix("file://").removeprefix("file:").replace("\\", "/")
        while path.startswith(("./", "/")):
            path = path.removeprefix(".").removeprefix("/")
        if path and ".." not in path.split("/"):
            yield file.get("ID") or "", path


def _divisions(node: Element) -> Iterator[Element]:
    """The outermost divisions that are articles."""
    for child in children(node, "div"):
        if _ARTICLE.search(child.get("TYPE") or ""):
            yield child
        else:
            yield from _divisions(child)


def _pointers(division: Element, files: dict[str, str], *, is_head: bool) -> Iterator[Pointer]:
    for child in division:
        name = local_name(child)
        kind = child.get("TYPE") or ""
        if name == "div" and not _NOT_TEXT.search(kind):
            yield from _pointers(child, files, is_head=is_head or _HEADS.search(kind) is not None)
        elif name == "fptr":
            areas = list(descendants(child, "area"))
            for one in areas or [child]:
                if (path := files.get(one.get("FILEID") or "")) is not None:
                    yield Pointer(path, one.get("BEGIN"), is_head)


def _paper(structure: Element, sections: dict[str, Element]) -> DeclaredMetadata:
    """What the METS says of the newspaper and its issue: by the divisions around the articles, the outermost first."""
    known = DeclaredMetadata()
    node: Element | None = next(iter(children(structure, "div")), None)
    label: str | None = None
    while node is not None and not _ARTICLE.search(node.get("TYPE") or ""):
        known = known.completed_by(_declared(node, sections))
        if label is None and "newspaper" in (node.get("TYPE") or "").lower():
            label = attribute(node, "LABEL")
        node = next(iter(children(node, "div")), None)
    all_sections = [_of_section(one) for one in sections.values()]
    dated = next((one.published for one in all_sections if one.published), None)
    return DeclaredMetadata(
        outlet=known.outlet
        or known.headline
        or label
        or next((one.outlet for one in all_sections if one.outlet), None),
        published=known.published or dated,
        language=known.language,
    )


def _declared(division: Element, sections: dict[str, Element]) -> DeclaredMetadata:
    found = DeclaredMetadata()
    for name in (division.get("DMDID") or "").split():
        if name in sections:
            found = found.completed_by(_of_section(sections[name]))
    return found.completed_by(DeclaredMetadata(headline=attribute(division, "LABEL")))


def _of_section(section: Element) -> DeclaredMetadata:
    """A section of MODS or Dublin Core."""
    mods = next(descendants(section, "mods"), None)
    if mods is None:
        return DeclaredMetadata(
            headline=first_words(descendants(section, "title")),
            published=first_words(descendants(section, "date", "issued")),
            language=first_words(descendants(section, "language")),
        )
    hosts = [one for one in children(mods, "relatedItem") if one.get("type") in ("host", "series")]
    people = [one for one in children(mods, "name") if one.get("type") != "corporate"]
    return DeclaredMetadata(
        headline=first_words(title for info in children(mods, "titleInfo") for title in children(info, "title")),
        authors=tuple(filter(None, (" ".join(map(words, children(one, "namePart"))) for one in people))),
        outlet=first_words(title for host in hosts for title in descendants(host, "title")),
        published=first_words(descendants(mods, "dateIssued")) or first_words(
            date for host in hosts for date in descendants(host, "date")),
        language=first_words(descendants(mods, "languageTerm")),
    )  # fmt: skip
