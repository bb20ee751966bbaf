"""EPUB: a book of articles, such as an issue of a newspaper or saved pages, one article a chapter."""

from __future__ import annotations

import io
import posixpath
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree
from lxml import html as lxml_html

from index.errors import SourceError
from index.formats.office.epub_package import Book, Entry, book_of
from index.formats.office.package import Package, is_package, local_name, media_type, opened
from index.formats.office.page_parts import joined, split_at
from index.formats.protocol import FileFormat
from index.formats.source import Head, Record, Source, skipped
from index.model import DeclaredMetadata, FormatNames, SkippedSource

_NAMES = FormatNames("EPUB", (".epub",), ("application/epub+zip",))
_ARTICLE_BYTES = 8000
"""What an article takes in a packed book."""
_ASIDE_NAMES = re.compile(
    r"(?:^|[/_-])(?:cover|titlepage|title_page|title-page|toc|nav|contents|copyright|colophon|imprint|legal|about)"
    r"[\w-]{0,6}\.\w+$",
    re.IGNORECASE,
)
_ASIDE_TYPES = re.compile(r"\b(?:cover|titlepage|halftitlepage|toc|copyright-page|landmarks|colophon|imprint)\b")
_ASIDE_LABELS = re.compile(
    r"(?:cover|title page|(?:table of )?contents|copyright|colophon|imprint|legal notice|about this (?:book|e-?book)"
    r"|titelseite|inhalt(?:sverzeichnis)?|impressum|couverture|sommaire|table des matières|mentions légales|portada"
    r"|índice|cubierta|copertina|indice|sumário|omslag|inhoud(?:sopgave)?|innhold|indhold|innehåll)",
    re.IGNORECASE,
)
_GENERIC = re.compile(
    r"(?:chapter|kapitel|chapitre|cap[ií]tulo|capitolo|hoofdstuk|part|section)?\W*[\divxlc]*\W*", re.I
)
"""A label that is no headline."""
_NO_NAME = re.compile(r"(?:calibre|unknown|wallabag|pocket|instapaper|epubpress|pandoc|various|anonymous|\W*)", re.I)
"""What programs write for an author or publisher when they know none."""
_ISSUE_DATE = re.compile(r"\s*[\[(][^\[\]()]*\d[^\[\]()]*[\])]\s*$")
"""The date behind the title of an issue: ``[Sat, 16 Mar 2024]``."""
_SHOWN = "//body//text()[not(ancestor::script or ancestor::style)]"
"""The texts of a page that a reader sees."""
_SENTENCE = re.compile(r"\w{2}[.!?…][\"'”’»)]?(?:\s|$)|[。！？।؟]")
_LINKS = 0.7
"""Share of a page's words that are links, from which it is a list of contents."""
_LEAST_TEXT = 200
"""Characters of a page that is an article although it is called as a cover is, or a single heading."""
_LEAST_PARTS = 2
"""Lines of the contents for parts of one page, from which these are articles."""
_WORDS = 40
"""Characters below which a page has no text of an article."""


@dataclass(frozen=True)
class _Chapter:
    pages: tuple[str, ...]
    label: str
    section: str | None
    part: int | None = None
    """Its number among the articles of one page; None where it has pages of its own."""


def recognise(head: Head) -> float:
    """By its media type in the first part; else by its name."""
    if media_type(head).startswith(b"application/epub+zip"):
        return 1
    named = head.has_name(_NAMES) and head.signature == "a ZIP archive or office document"
    return 0.98 if named or (is_package(head) and b"META-INF/container.xml" in head.data) else 0


def read(source: Source) -> Iterator[Record]:
    """The articles, each a member of the book; cover, contents and legal pages are rows of the report.

    Raises SourceError when the book is damaged or protected, or has no text.
    """
    with opened(source) as package:
        book = book_of(package)
        _check_protection(package, book)
        chapters: list[tuple[_Chapter, bytes]] = []
        damaged: list[SkippedSource] = []
        for chapter in _chapters(book):
            try:
                roots, reason = _roots(package, chapter, book)
            except SourceError as error:
                # The other chapters are whole.
                damaged.append(skipped(source.address.member(chapter.pages[0]), error))
                continue
            if roots:
                chapters += _articles(chapter, roots, book)
            else:
                yield SkippedSource(str(source.address.member(chapter.pages[0])), reason, "not an article")
        if not chapters and damaged:
            raise SourceError(damaged[0].reason)
        yield from damaged
        if not chapters:
            raise SourceError("no text: none of its pages has that of an article")
        for chapter, page in chapters:
            name = chapter.pages[0] if chapter.part is None else f"{chapter.pages[0]}#{chapter.part}"
            declared = _declared(book, chapter, len(chapters))
            yield from source.member(name, io.BytesIO(page), size=len(page), declared=declared)


def _check_protection(package: Package, book: Book) -> None:
    """Raise SourceError when pages are encrypted; fonts often are in books that can be read."""
    tree = package.tree("META-INF/encryption.xml")
    if tree is None:
        return
    protected = {one.get("URI", "").lstrip("/") for one in tree.iter() if local_name(one) == "CipherReference"}
    if protected.intersection(book.pages):
        raise SourceError("protected against copying (DRM): get it without protection, or save its articles as pages")


def _chapters(book: Book) -> list[_Chapter]:
    """The pages by the contents: one without a line in these goes on with the page before it."""
    lines: dict[str, Entry] = {}
    for entry in book.entries:
        lines.setdefault(entry.page, entry)
    known = [page for page in book.pages if page in lines]
    if len(known) < 2:
        return [_Chapter((page,), lines[page].label if page in lines else "", None) for page in book.pages]
    found: list[_Chapter] = []
    for page in book.pages:
        if page in lines:
            found.append(_Chapter((page,), lines[page].label, lines[page].section))
        elif not found or page in book.asides or found[-1].pages[-1] in book.asides or not _continues(found[-1], page):
            found.append(_Chapter((page,), "", None))
        else:
            found[-1] = _Chapter((*found[-1].pages, page), found[-1].label, found[-1].section)
    return found


def _continues(chapter: _Chapter, page: str) -> bool:
    """Whether a page without a line in the contents is called as the next part of a chapter: ``a_split_001.html``."""
    stem = re.sub(r"(?:_split)?[_-]?\d+$", "", posixpath.splitext(chapter.pages[0])[0])
    return re.sub(r"(?:_split)?[_-]?\d+$", "", posixpath.splitext(page)[0]) == stem


def _articles(chapter: _Chapter, roots: Sequence[etree._Element], book: Book) -> list[tuple[_Chapter, bytes]]:
    """A chapter as one page; as several, where it is the whole book and the contents have lines for parts of it."""
    lines = [entry for entry in book.entries if entry.page == chapter.pages[0] and entry.fragment]
    whole = all(entry.page == chapter.pages[0] for entry in book.entries)
    if not whole or len(lines) < _LEAST_PARTS or len(lines) != len(book.entries) or len(roots) > 1:
        return [(chapter, joined(roots))]
    parts = split_at(roots[0], [entry.fragment for entry in lines])
    return [
        (_Chapter(chapter.pages, line.label, line.section, number), part)
        for number, (line, part) in enumerate(zip(lines, parts, strict=True), 1)
    ]


def _roots(package: Package, chapter: _Chapter, book: Book) -> tuple[list[etree._Element], str]:
    """The pages of a chapter; none and why, where it is no article."""
    first = chapter.pages[0]
    if first in book.asides:
        return [], "the cover, contents or title page of a book"
    roots = [root for name in chapter.pages if (root := _parsed(package.data(name))) is not None]
    if not roots:
        return [], "an empty page of a book"
    for root in roots:
        _without_navigation(root)
    body = roots[0].find("body")
    length = len(" ".join("".join(str(piece) for root in roots for piece in root.xpath(_SHOWN)).split()))
    kind = " ".join(value for name, value in (body.attrib.items() if body is not None else ()) if name.endswith("type"))
    if length < _LEAST_TEXT and (
        _ASIDE_NAMES.search(first) or _ASIDE_TYPES.search(kind) or _ASIDE_LABELS.fullmatch(chapter.label)
    ):
        return [], "the cover, contents or title page of a book"
    if _ASIDE_TYPES.search(kind) or _ASIDE_LABELS.fullmatch(chapter.label):
        return [], "the contents or legal page of a book"
    if length < _WORDS:
        return [], "a page without text"
    if len(book.pages) > 1 and _is_title_page(roots, length, book.title):
        return [], "the cover, contents or title page of a book"
    linked = sum(len(" ".join("".join(link.itertext()).split())) for root in roots for link in root.iter("a"))
    if linked >= _LINKS * length:
        return [], "the contents of a book"
    return roots, ""


def _is_title_page(roots: Sequence[etree._Element], length: int, title: str | None) -> bool:
    """Whether a short page has the title of the book and nothing that ends as a sentence does."""
    if not title or length >= _LEAST_TEXT:
        return False
    text = " ".join(" ".join(str(piece) for root in roots for piece in root.xpath(_SHOWN)).split())
    rest = text.replace(" ".join(title.split()), " ")
    return len(rest) < len(text) and _SENTENCE.search(rest) is None


def _parsed(data: bytes | None) -> etree._Element | None:
    if not data or not data.strip():
        return None
    parser = lxml_html.HTMLParser(encoding=_encoding(data), no_network=True, huge_tree=False)
    try:
        return lxml_html.document_fromstring(re.sub(rb"^\s*<\?xml[^>]*\?>", b"", data), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def _encoding(data: bytes) -> str:
    found = re.match(rb"""\s*<\?xml[^>]{0,100}encoding\s*=\s*["']([\w.:-]+)""", data)
    return found.group(1).decode("ascii", "replace") if found else "utf-8"


def _without_navigation(root: etree._Element) -> None:
    """Take out what calibre writes above and below each article of an issue; its address stays as the canonical one."""
    for link in root.xpath("//a[@rel='calibre-downloaded-from'][@href]"):
        head = root.find("head")
        if head is not None:
            etree.SubElement(head, "link", rel="canonical", href=link.get("href"))
    for bar in root.xpath("//*[contains(@class, 'calibre_navbar')]"):
        parent = bar.getparent()
        if parent is not None:
            parent.remove(bar)


def _declared(book: Book, chapter: _Chapter, count: int) -> DeclaredMetadata:
    """What the book says of a chapter: authors and title where it is the only one, the outlet and day of an issue."""
    alone = count == 1
    label = "" if _GENERIC.fullmatch(chapter.label) else chapter.label
    title = book.title or ""
    publisher = book.publisher if book.publisher and not _NO_NAME.fullmatch(book.publisher) else None
    return DeclaredMetadata(
        headline=((title if alone else label) or label or None),
        authors=tuple(name for name in book.creators if not _NO_NAME.fullmatch(name)) if alone else (),
        outlet=_ISSUE_DATE.sub("", title) or publisher if book.is_periodical else publisher,
        published=book.published if alone or book.is_periodical else None,
        url=book.address if alone else None,
        language=book.language if book.language != "und" else None,
        section=chapter.section if not alone else None,
    )


FORMAT = FileFormat(_NAMES, recognise, read, document_bytes=_ARTICLE_BYTES)
