"""Plain text whose page is gone: which of its lines are the article, and why the others are not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.cleaning import bylines, classify, dates, header, patterns
from index.cleaning import lines as reading
from index.cleaning.assemble import SHOWN_WHOLE, Hidden, assemble
from index.cleaning.header import Header
from index.cleaning.lines import Line
from index.cleaning.reasons import reasons
from index.cleaning.wrapping import Block, blocks
from index.model import CleanArticle, LineEvidence, Metadata
from index.text import normalise

KEEP: float = 0.36
"""How likely a line must belong to the article to be kept; under a half, for when the evidence is thin."""

_SURE = 0.5
_LEAST_SHARE = 1 / 3


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was decided about the lines of a text."""

    body: frozenset[int]
    header: Header
    flags: tuple[str, ...] = ()


def split(text: str) -> tuple[list[Block], list[Line]]:
    """The blocks of ``text`` and what can be seen of each; blocks without a visible character are left out."""
    found = blocks(text)
    lines = [reading.read(block.text) for block in found]
    pairs = [(block, line) for block, line in zip(found, lines, strict=True) if line.text]
    return [block for block, _ in pairs], [line for _, line in pairs]


def clean(text: str, declared: Metadata, evidence: LineEvidence | None = None) -> CleanArticle:
    """The article in ``text``; what ``declared`` says goes before what the text says."""
    found, lines = split(text)
    verdict = judge(lines, [block.group for block in found], declared, evidence)
    return _article(text, found, lines, verdict, declared)


def judge(
    lines: Sequence[Line], groups: Sequence[int], declared: Metadata, evidence: LineEvidence | None = None
) -> Verdict:
    """Which lines are body and which are header; the rest is to be hidden."""
    likely = classify.probabilities(lines, groups)
    listed = patterns.lists_of_stories(lines)
    out = listed | patterns.promos(lines) | {i for i, line in enumerate(lines) if _never(line)}
    first = next((i for i in range(len(lines)) if i not in out and lines[i].prose and likely[i] > _SURE), None)
    if first is None:
        return _whole(lines, declared)
    top = header.read(lines, likely, first, declared.headline)
    taken = {top.headline, top.deck, *top.copies, *top.bylines, *top.dates}
    place = top.headline if top.headline is not None and top.headline < first else -1
    body = {i for i in range(place + 1, len(lines)) if likely[i] >= KEEP and i not in taken and i not in out}
    body -= patterns.echoes(lines, listed, body) | _repeated(lines, body)
    if evidence is not None and declared.outlet:
        body -= {i for i in body if evidence.is_furniture(declared.outlet, lines[i].text)}
    return _whole(lines, declared) if _too_little(lines, body) else Verdict(frozenset(body), top)


def _whole(lines: Sequence[Line], declared: Metadata) -> Verdict:
    """All lines as body; only a declared headline on the first line is taken out of it."""
    form = header.plain_form(declared.headline or "")
    top = Header(headline=0) if form and lines and header.plain_form(lines[0].text) == form else Header()
    return Verdict(frozenset(range(len(lines))), top, (SHOWN_WHOLE,))


def _never(line: Line) -> bool:
    return line.cue == "reading time" or (line.cue == "caption" and line.words < 40 and not line.ends)


def _repeated(lines: Sequence[Line], body: set[int]) -> set[int]:
    """Later copies of longer lines."""
    seen: set[str] = set()
    again = set()
    for i in sorted(body):
        if lines[i].words >= 8:
            if lines[i].text in seen:
                again.add(i)
            seen.add(lines[i].text)
    return again


def _too_little(lines: Sequence[Line], body: set[int]) -> bool:
    """Whether what is kept is under a third of the words in whole sentences of twenty words and more."""
    whole = {i for i, line in enumerate(lines) if line.words >= 20 and line.ends}
    words = sum(lines[i].words for i in whole)
    return not body or sum(lines[i].words for i in whole & body) < _LEAST_SHARE * words


def _article(
    text: str, found: Sequence[Block], lines: Sequence[Line], verdict: Verdict, declared: Metadata
) -> CleanArticle:
    top = verdict.header
    paragraphs: list[str] = []
    hidden: list[Hidden] = []
    kept: list[int] = []
    taken = {top.headline, top.deck, *top.bylines, *top.dates}
    source = text.split("\n")
    reason_of = reasons(lines, verdict.body, top.copies)
    for i, (block, line) in enumerate(zip(found, lines, strict=True)):
        if i in verdict.body and i != top.headline:
            paragraphs.append(line.text)
            kept.extend(block.numbers)
        elif i in taken:
            kept.extend(block.numbers)
        else:
            reason = reason_of(i)
            hidden.extend(Hidden(n, len(paragraphs), normalise(source[n]), reason) for n in block.numbers)
    metadata = _metadata(lines, top, declared, paragraphs)
    return assemble(metadata, paragraphs, hidden, kept, verdict.flags)


def _metadata(lines: Sequence[Line], top: Header, declared: Metadata, paragraphs: Sequence[str]) -> Metadata:
    headline = declared.headline or (lines[top.headline].text if top.headline is not None else None)
    outlet = declared.outlet or top.outlet
    deck = lines[top.deck].text if top.deck is not None else declared.deck
    if (
        deck
        and top.deck is None
        and any(header.plain_form(p).startswith(header.plain_form(deck)[:80]) for p in paragraphs[:2])
    ):
        deck = None
    return replace(
        declared,
        headline=headline,
        deck=deck if deck != headline else None,
        authors=bylines.people(declared.authors, outlet) or (top.authors if not declared.authors else ()),
        outlet=outlet,
        published=(dates.read(declared.published) if declared.published else None) or top.published,
    )
