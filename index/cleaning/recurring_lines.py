"""Lines that other stories of the same outlet have too: which lines are candidates, and the article without them.

This works on a clean article, whatever its form, so that it can be repeated when the archive has more of the outlet.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate, islice

from index.cleaning import markdown
from index.cleaning.assembly import SHOWN_WHOLE
from index.cleaning.lines import is_sentence, words_of
from index.cleaning.plain_text.blocks import blocks
from index.model import CleanArticle, HiddenLine, HiddenReason, OutletEvidence, SourceDocument
from index.text import normalise

_FEWEST, _MOST = 4, 80
"""Words of a candidate: a shorter line is as often a subhead as boilerplate, a longer one is never boilerplate."""
_LONGEST = 900
"""Characters of a candidate."""
_AT_MOST = 300
"""Candidates of one article."""
_QUOTES = ('"', "“", "”", "«", "„")
_CONTENT = 5
"""Letters of a word that shows what a line is about."""
_OWN = 0.5
"""The share of a candidate's content words that the rest of the article may have."""
_LONG = 20
"""Words of a long sentence."""
_LEAST_SHARE = 1 / 3
"""The share of words in long sentences that must be left."""
_GAP = 2
"""Characters between paragraphs."""


def candidates(article: CleanArticle) -> dict[int, str]:
    """The paragraphs that may be boilerplate of the outlet, by their numbers.

    These are no quotations, no subheads, and not about what the rest of the article is about: half of their longer
    words are nowhere else in it.
    """
    if SHOWN_WHOLE in article.flags:
        return {}
    texts = [article.text[start:end] for start, end in article.paragraphs]
    words = [words_of(text.lower()) for text in texts]
    about = [{word for word in own if len(word) >= _CONTENT} for own in words]
    counts: Counter[str] = Counter()
    for own in about:
        counts.update(own)
    found = (
        (number, text)
        for number, (text, own) in enumerate(zip(texts, about, strict=True))
        if len(text) <= _LONGEST
        and _FEWEST <= len(words[number]) <= _MOST
        and not (article.kinds and article.kinds[number] == "subhead")
        and not any(mark in text for mark in _QUOTES)
        and sum(1 for word in own if counts[word] > 1) <= _OWN * len(own)
    )
    return dict(islice(found, _AT_MOST))


def without_recurring(
    article: CleanArticle, document: SourceDocument, evidence: OutletEvidence, among: Mapping[int, str] | None = None
) -> CleanArticle:
    """``article`` with the lines hidden that are boilerplate of its outlet; itself where there are none.

    Also itself where nothing would be left, or too little of its source's long sentences. ``among`` are its
    :func:`candidates`, for a caller that has them already.
    """
    outlet = article.metadata.outlet
    if not outlet:
        return article
    seen = candidates(article) if among is None else among
    found = {number for number, text in seen.items() if evidence.is_boilerplate(outlet, text)}
    return _without(article, document, found) if found and not _too_little(article, found) else article


def _too_little(article: CleanArticle, gone: Collection[int]) -> bool:
    """Whether nothing would be left without ``gone``, or too little of the source's long sentences."""
    shown = [_long_words(article.text[start:end]) for start, end in article.paragraphs]
    whole = sum(shown) + sum(_long_words(line.text) for line in article.hidden)
    left = sum(count for number, count in enumerate(shown) if number not in gone)
    return len(gone) == len(shown) or left < _LEAST_SHARE * whole


def _long_words(text: str) -> int:
    count = len(words_of(text.lower()))
    return count if count >= _LONG and is_sentence(text) else 0


def _without(article: CleanArticle, document: SourceDocument, gone: Collection[int]) -> CleanArticle:
    """The article with the paragraphs ``gone`` hidden; spans, links and offsets are those of the remaining text."""
    kept = [number for number in range(len(article.paragraphs)) if number not in gone]
    lengths = [article.paragraphs[n][1] - article.paragraphs[n][0] + _GAP for n in kept]
    starts = list(accumulate(lengths, initial=0))
    text = "\n\n".join(article.text[slice(*article.paragraphs[n])] for n in kept)
    moved = {article.paragraphs[n][0]: start for n, start in zip(kept, starts, strict=False)}
    old_starts = [article.paragraphs[n][0] for n in kept]

    def place(at: int) -> int:
        following = bisect_left(old_starts, at)
        return starts[following] if following < len(kept) else len(text)

    numbers = _source_lines(article, document, gone)
    hidden = [replace(line, at=place(line.at)) for line in article.hidden]
    for number in sorted(gone):
        at = place(article.paragraphs[number][0])
        lines = [article.text[slice(*article.paragraphs[number])]]
        places: Sequence[int | None] = numbers.get(number, (None,))
        if len(places) > 1:
            source = document.text.split("\n")
            lines = [normalise(source[n]) for n in places if n is not None]
        hidden += [HiddenLine(n, at, line, HiddenReason.RECURS) for n, line in zip(places, lines, strict=True)]
    taken = {n for places in numbers.values() for n in places}
    all_starts = [start for start, _ in article.paragraphs]
    links = []
    for link in article.links:
        number = bisect_right(all_starts, link.start) - 1
        if number not in gone:
            step = moved[all_starts[number]] - all_starts[number]
            links.append(replace(link, start=link.start + step, end=link.end + step))
    return replace(
        article,
        text=text,
        paragraphs=tuple((start, start + length - _GAP) for start, length in zip(starts, lengths, strict=False)),
        hidden=tuple(sorted(hidden, key=lambda line: (line.at, -1 if line.line is None else line.line))),
        kept=None if article.kept is None else tuple(n for n in article.kept if n not in taken),
        kinds=tuple(article.kinds[n] for n in kept) if article.kinds else (),
        links=tuple(links),
    )


def _source_lines(article: CleanArticle, document: SourceDocument, gone: Collection[int]) -> dict[int, tuple[int, ...]]:
    """The source lines of the paragraphs ``gone``; none for a page."""
    if article.kept is None:
        return {}
    lines = document.text.split("\n")
    text = markdown.plain_text(lines) if document.form == "markdown" else document.text
    kept = set(article.kept)
    places: dict[str, list[tuple[int, ...]]] = {}
    for block in blocks(text):
        if kept.issuperset(block.numbers):
            places.setdefault(normalise(block.text), []).append(block.numbers)
    found: dict[int, tuple[int, ...]] = {}
    for number in sorted(gone):
        waiting = places.get(article.text[slice(*article.paragraphs[number])])
        if waiting:
            found[number] = waiting.pop(0)
    return found
