"""One entry of a feed, whatever program keeps it: an article where its text is in it, else a teaser."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final, TypeVar

from index.errors import ListWithoutTexts, NotAnArticle, SourceError
from index.formats.documents import record_document
from index.formats.signatures import has_tags
from index.formats.source import Record, Source, skipped
from index.model import Address, DeclaredMetadata, Form, SkippedSource, SourceDocument
from index.text import Decoded

PARTIAL: Final = "partial"
"""The flag of an article whose text says itself that it goes on elsewhere."""

TEASER_WORDS: Final = 80
"""Words that a summary has at least where it is the whole text: teasers are one or two sentences."""

SUMMARY_PARAGRAPHS: Final = 3
"""Paragraphs from which on even a short summary is the whole text: feeds without contents write it there."""

PARAGRAPHS: Final = 2
"""Paragraphs from which on a short text is an article, where a reader keeps teasers and contents in one place."""

FEW_WORDS: Final = 15
"""Words below which even what a feed calls the content is no article."""

_TAGS = re.compile(r"<(?:script|style)\b[^<]*(?:<(?!/script|/style)[^<]*)*|<[^<>]*>", re.IGNORECASE)
_CUT_WORDS = (
    r"\[?(?:…|\.\.\.|&hellip;|&#8230;|&#x2026;)\]?|\[\+\d+ char(?:acter)?s?\]",
    r"(?:continue|keep|read) (?:reading|more|on|the (?:full|rest|whole)[^.<>\n]{0,40})",
    r"weiterlesen|mehr lesen|zum artikel|lire la suite|en savoir plus|leer más|seguir leyendo|leia mais|ler mais",
    r"continua a leggere|leggi tutto|lees (?:verder|meer)|läs mer|les mer|læs mere|lue lisää",
    r"czytaj (?:dalej|więcej)|číst dál|tovább|читать (?:далее|дальше|полностью)|читати далі",
    r"続きを読む|阅读全文|더 ?보기",
)
_CUT = re.compile(
    rf"(?:{'|'.join(_CUT_WORDS)})\s*(?:\[?(?:…|\.\.\.)\]?|→|»|›|>>|&raquo;|&rarr;)?\s*$",
    re.IGNORECASE,
)
_BREAK = re.compile(r"</p>|<br\s*/?>\s*<br\s*/?>|</div>|\n\s*\n", re.IGNORECASE)
_POST_APPEARED = re.compile(
    r"\s*(?:The post\b.{0,300}\bappeared first on\b.{0,200}|Der Beitrag\b.{0,300}\berschien zuerst auf\b.{0,200}"
    r"|L.article\b.{0,300}\best apparu en premier sur\b.{0,200})\s*$",
    re.IGNORECASE | re.DOTALL,
)
_CREDIT = 2000
"""Characters of such a line, with the addresses of its links."""
_EAST_ASIAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")


_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a feed, or the store of a reader, has of one article."""

    content: str = ""
    """The text, as markup or plain, where the feed calls it the content."""
    summary: str = ""
    keeps_apart: bool = True
    """Whether the source keeps contents and teasers apart; some readers keep either as the content."""
    declared: DeclaredMetadata = DeclaredMetadata()  # noqa: RUF009 - frozen
    has_media: bool = False
    """Whether it carries sound or film, as a podcast does."""


def records(
    source: Source, entries: Iterable[_Item], article: Callable[[Address, _Item], SourceDocument]
) -> Iterator[Record]:
    """What ``article`` makes of each entry of a feed, by its number; the rows of entries that are none come last.

    ``article`` raises SourceError for an entry that is none. Raises ListWithoutTexts where all of them are teasers.
    """
    rows: list[SkippedSource] = []
    articles = 0
    for number, entry in enumerate(entries, 1):
        address = source.address.at_record(number)
        try:
            found = article(address, entry)
        except SourceError as error:
            rows.append(skipped(address, error))
            continue
        articles += 1
        yield found
    if not articles and all(row.kind == "list" for row in rows):
        raise ListWithoutTexts(
            f"a feed with only a teaser of each of its {len(rows)} entries: save the pages themselves"
        )
    yield from rows


def document(address: Address, data: bytes, entry: Entry, *, media_type: str, encoding: str) -> SourceDocument:
    """The entry as an article.

    Raises ListWithoutTexts where there is only a teaser of it, and NotAnArticle where it is a podcast or a note of a
    few words.
    """
    content, summary = _without_credit(entry.content), _without_credit(entry.summary)
    words = count_words(content)
    text = content
    if count_words(summary) > words or not content:
        text, words = summary, count_words(summary)
    is_cut = _is_cut(text)
    is_summary = not content or _bare(content) == _bare(summary)
    enough = SUMMARY_PARAGRAPHS if is_summary else PARAGRAPHS
    is_summary = (is_summary or not entry.keeps_apart) and paragraphs_in(text) < enough
    if (is_summary or is_cut) and words < TEASER_WORDS:
        if entry.has_media:
            raise NotAnArticle("an episode of a podcast or a film")
        raise ListWithoutTexts("only a teaser of it: save the page itself")
    if words < FEW_WORDS:
        if entry.has_media:
            raise NotAnArticle("an episode of a podcast or a film")
        raise NotAnArticle("an entry of a few words")
    form: Form = "html" if has_tags(text) or "</p>" in text else "plain"
    return record_document(
        address,
        data,
        Decoded(text, encoding, damaged=False),
        form=form,
        media_type=media_type,
        declared=entry.declared,
        flags=(PARTIAL,) if is_cut else (),
    )


def count_words(text: str) -> int:
    """The words of a text without its markup; two characters of Chinese, Japanese or Korean count as one."""
    bare = _TAGS.sub(" ", text)
    return len(bare.split()) + len(_EAST_ASIAN.findall(bare)) // 2


def paragraphs_in(text: str) -> int:
    """The paragraphs of a text, marked up or parted by blank lines."""
    return sum(1 for piece in _BREAK.split(text) if _TAGS.sub("", piece).strip())


def _bare(text: str) -> str:
    return re.sub(r"\W+", "", _TAGS.sub(" ", text))


def _without_credit(text: str) -> str:
    """``text`` without the line that WordPress puts below each entry of a feed."""
    last = text.rfind("<p")
    if last >= 0 and _POST_APPEARED.match(_TAGS.sub(" ", text[last:][:_CREDIT])):
        return text[:last].rstrip()
    return text.strip()


def _is_cut(text: str) -> bool:
    return _CUT.search(_TAGS.sub(" ", text[-1000:]).strip()) is not None
