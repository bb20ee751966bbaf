"""Checks quotations against the archive. Knows no storage: a function gives it the articles."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import lru_cache
from typing import Final, get_args
from urllib.parse import unquote

from index.errors import UsageError
from index.model import (
    Article,
    AttributedField,
    Attribution,
    Field,
    Misattribution,
    PartialDate,
    Passage,
    Quotation,
    QuotationCheck,
    Span,
)
from index.text import printable

_ID = re.compile(r"[0-9a-z]{1,128}")
# What printable text has in place of characters that are not shown.
_REPLACEMENT = re.compile("[\u200b\u2400-\u2421\ufffd]")
ATTRIBUTED: Final[tuple[AttributedField, ...]] = get_args(AttributedField)
"""The fields that a quotation can state about its article."""
_MOST_VERSIONS = 1_000_000
"""The highest version that is searched for; no archive has a higher one."""
_KEPT_ARTICLES = 64
"""Articles that are cached from one quotation to the next."""
_MOST_PLACES = 10_000
"""Occurrences of a quotation's words among which the nearest is chosen."""


def verify(
    quotations: Iterable[Passage | Quotation], article: Callable[[str, int | None], Article]
) -> tuple[QuotationCheck, ...]:
    """The result for each quotation and on what it states about its article, in the order given.

    ``article`` returns an article by id in its current or a given version, or raises UsageError. White space does not
    count. A replacement made by :func:`index.text.printable` counts as the character that it replaces.
    """

    @lru_cache(_KEPT_ARTICLES)
    def known(id: str, version: int | None) -> Article | None:
        try:
            found = article(id, version)
        except UsageError:
            return None
        # A quotation has the full id of its article: a prefix could mean another article in this archive.
        return found if found.id == id else None

    checks = []
    for quotation in quotations:
        full = quotation if isinstance(quotation, Quotation) else Quotation(quotation)
        found = dict.fromkeys(each for one in full.attributions for each in _misattributed(full.passage, one, known))
        check = _check(full.passage, full.field, known)
        checks.append(replace(check, misattributed=tuple(found), field=full.field))
    return tuple(checks)


def _check(quotation: Passage, field: Field, known: Callable[[str, int | None], Article | None]) -> QuotationCheck:
    if not quotation.article:
        return QuotationCheck(quotation, "missing", reason="it names no article")
    current = known(quotation.article, None) if _ID.fullmatch(quotation.article) else None
    if current is None:
        return QuotationCheck(quotation, "missing", reason="the article is not in this archive")
    cited = current if quotation.version == current.version else None
    if cited is None and 0 < quotation.version <= _MOST_VERSIONS:
        cited = known(quotation.article, quotation.version)
    span = (quotation.start, quotation.end)
    if cited is not None and not _says(cited.field(field), span, quotation.text):
        return QuotationCheck(
            quotation, "edited", _passage(cited, field, span), f"version {cited.version} does not say this there"
        )
    return _now(quotation, field, current, cited)


def _misattributed(
    quotation: Passage, stated_fields: Attribution, known: Callable[[str, int | None], Article | None]
) -> tuple[Misattribution, ...]:
    """The stated fields that differ from the cited version (edited), or from the current one only (changed)."""
    current = known(quotation.article, None) if _ID.fullmatch(quotation.article) else None
    if current is None:
        return ()
    cited = known(quotation.article, quotation.version) if 0 < quotation.version <= _MOST_VERSIONS else None
    found = []
    for field in ATTRIBUTED:
        stated = getattr(stated_fields, field)
        if stated is None:
            continue
        if not _agrees(field, stated, cited or current):
            found.append(Misattribution(field, "edited", stated, _field(cited or current, field)))
        elif not _agrees(field, stated, current):
            found.append(Misattribution(field, "changed", stated, _field(current, field)))
    return tuple(found)


def _field(article: Article, field: AttributedField) -> str:
    return str(getattr(article.content.metadata, field) or "")


def _agrees(field: AttributedField, stated: str, article: Article) -> bool:
    """Whether an article has the value that is stated; an article without a headline is named by its file."""
    there = _field(article, field)
    if field == "headline" and not there and stated:
        names = (re.split(r"[/\\]", path)[-1] for path in (*article.paths, article.short_id))
        return any(_same(stated, name) for name in names)
    if field == "published":
        date, known = PartialDate.parse(stated), article.published
        if date is None or known is None:
            return not stated and known is None
        # An export in prose states no time of day.
        return date in (known, known.at_most("day"))
    if field == "url":
        return _same(unquote(stated, errors="replace"), unquote(there, errors="replace"))
    return _same(stated, there)


def _same(stated: str, there: str) -> bool:
    return _spaced(stated) in (_spaced(there), _spaced(printable(there)))


def _now(quotation: Passage, field: Field, current: Article, cited: Article | None) -> QuotationCheck:
    """The result by the current version for a quotation that matches its cited version, or whose version is unknown."""
    if _says(current.field(field), (quotation.start, quotation.end), quotation.text):
        return QuotationCheck(quotation, "stands", _passage(current, field, (quotation.start, quotation.end)))
    place = _nearest(current.field(field), quotation)
    # Without the cited version only its length shows whether a quotation was cut short.
    whole = place is not None and (cited is not None or place[1] - place[0] == quotation.end - quotation.start)
    if place is not None and whole:
        return QuotationCheck(
            quotation, "moved", _passage(current, field, place), f"in version {current.version} it is at another place"
        )
    if cited is None:
        return QuotationCheck(
            quotation, "missing", reason=f"the archive has no version {quotation.version} of the article"
        )
    return QuotationCheck(quotation, "changed", reason=f"version {current.version} does not have it")


def _says(text: str, span: Span, words: str) -> bool:
    if not 0 <= span[0] < span[1] <= len(text):
        return False
    there = text[span[0] : span[1]]
    return _spaced(words) in (_spaced(there), _spaced(printable(there)))


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _nearest(within: str, quotation: Passage) -> Span | None:
    """The span in the text ``within`` with the words of a quotation that is nearest to the old one; None for none."""
    words = quotation.text.split()
    if not words or sum(map(len, words)) > len(within):
        return None
    pattern = re.compile(r"\s+".join(map(re.escape, words)))
    texts = [within, printable(within)] if _REPLACEMENT.search(quotation.text) else [within]
    for text in texts:
        places = [found.span() for found, _ in zip(pattern.finditer(text), range(_MOST_PLACES), strict=False)]
        if places:
            return min(places, key=lambda place: abs(place[0] - quotation.start))
    return None


def _passage(article: Article, field: Field, span: Span) -> Passage | None:
    text = article.field(field)
    start, end = max(0, min(span[0], len(text))), max(0, min(span[1], len(text)))
    return Passage(article.id, article.version, start, end, text[start:end]) if start < end else None
