"""The body of a page: its blocks for which extractors voted, judged as lines; all others are hidden in their place."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from index.cleaning.assembly import Hidden, Paragraph, assemble_blocks
from index.cleaning.html import candidates, votes
from index.cleaning.html.candidates import Candidate
from index.cleaning.html.rest import LONGEST_BYLINE, Rest, shown_above
from index.cleaning.html.structure import Structure
from index.cleaning.metadata import bylines
from index.cleaning.plain_text import header
from index.cleaning.plain_text.verdict import EXTRACTED, Verdict, judge
from index.cleaning.reasons import reasons
from index.model import WHOLE_PAGE, BlockKind, CleanArticle, DeclaredMetadata, HiddenReason, Metadata

_NUMBERED = re.compile(r"\W{0,2}\d")
"""The beginning of an item that has its number in its text."""
_MOST_BELOW = 6
"""Blocks below the body in which its byline is."""
_LONGEST_SIGNED = 80
"""Characters of a byline below the body."""
_LEAST_BODY = 3
"""Paragraphs of a body that has a deck before it."""
_DECK_BEGINNING = 60
"""Letters of a deck that are compared."""
_STANDFIRST_TIMES, _STANDFIRST_MORE = 1.2, 20
"""A standfirst has at most so many times the letters of the declared deck, and so many more."""
_BEGINNING = 3
"""Paragraphs at the beginning of the body that a deck may repeat."""


def article(text: str, metadata: Metadata, structure: Structure, spoken: str = "") -> CleanArticle:
    """The article of the blocks for which the extractor's ``text`` and the declared body ``spoken`` vote.

    Blocks that are boilerplate, and those that nothing voted for, are hidden where they are; captions are asides.
    """
    said = votes.spoken(spoken, structure) if spoken else frozenset()
    if spoken and votes.is_missing(spoken, said, text, structure):
        text, said = spoken, frozenset()
    voted = votes.count([line for line in text.split("\n") if line.strip()], structure)
    seen = candidates.chosen(voted, said, structure, shown_above(metadata))
    lines = [one.line for one in seen]
    known = DeclaredMetadata(headline=metadata.headline, outlet=metadata.outlet)
    verdict = judge(lines, [0] * len(lines), known, least=EXTRACTED)
    top = verdict.header
    credits = _credits(seen, metadata.authors)
    body = candidates.body(seen, verdict, structure) - credits
    deck = _standfirst(seen, body, metadata)
    if deck is not None:
        metadata = replace(metadata, deck=seen[deck].text)
    if metadata.headline is None and top.headline is not None:
        metadata = replace(metadata, headline=lines[top.headline].text)
    if not metadata.authors:
        metadata = replace(metadata, authors=top.authors or _signed(seen, body, structure))
    why = _reasons(seen, verdict, credits, voted.doubles)
    shown = {one.at: i for i, one in enumerate(seen) if i in body and one.block is not None}
    rest = Rest(structure, metadata, why, sorted(shown), {seen[i].text for i in body})
    paragraphs, hidden = _in_order(seen, body, shown, deck, structure, rest)
    if deck is None:
        metadata = with_deck(metadata, [paragraph.text for paragraph in paragraphs])
    flags = verdict.flags if rest.menus else (*verdict.flags, WHOLE_PAGE)
    return assemble_blocks(metadata, paragraphs, hidden, None, flags)


def with_deck(metadata: Metadata, paragraphs: Sequence[str]) -> Metadata:
    """``metadata`` without a deck that only repeats the headline or the beginning of the body."""
    deck = header.plain_form(metadata.deck or "")
    repeats = deck == header.plain_form(metadata.headline or "") or any(
        header.plain_form(paragraph).startswith(deck[:_DECK_BEGINNING]) for paragraph in paragraphs[:_BEGINNING]
    )
    return replace(metadata, deck=None) if not deck or repeats else metadata


def _credits(seen: Sequence[Candidate], authors: Sequence[str]) -> set[int]:
    """Short lines above the first paragraph that name an author whom the page declares."""
    first = next((i for i, one in enumerate(seen) if one.line.prose), 0)
    names = [name.casefold() for name in authors]
    short = (i for i in range(first) if seen[i].line.words <= LONGEST_BYLINE and not seen[i].line.ends)
    return {i for i in short if any(name in seen[i].text.casefold() for name in names)}


def _signed(seen: Sequence[Candidate], body: Collection[int], structure: Structure) -> tuple[str, ...]:
    """Who a line right below the body says that it is by; nobody where several lines there say so."""
    last = max((seen[i].at for i in body), default=len(structure.blocks))
    below = structure.blocks[last + 1 : last + 1 + _MOST_BELOW]
    found = [
        names
        for block in below
        if block.role is None and not block.edge and len(block.text) <= _LONGEST_SIGNED
        if (names := bylines.authors_of(block.text))
    ]
    return found[0] if len(found) == 1 else ()


def _reasons(
    seen: Sequence[Candidate], verdict: Verdict, credits: Iterable[int], doubles: Iterable[int]
) -> dict[int, HiddenReason]:
    """Why blocks and lines would be hidden that were judged, by their place among the blocks."""
    top = verdict.header
    known = {
        **verdict.known,
        **dict.fromkeys((*top.bylines, *credits), HiddenReason.BYLINE),
        **dict.fromkeys(top.dates, HiddenReason.TIMESTAMP),
    }
    reason_of = reasons([one.line for one in seen], verdict.body, top.copies, known)
    found = {one.at: reason_of(i) for i, one in enumerate(seen) if one.block is not None}
    return {**found, **dict.fromkeys(doubles, HiddenReason.REPEATED_LINE)}


def _in_order(
    seen: Sequence[Candidate],
    body: set[int],
    shown: Mapping[int, int],
    deck: int | None,
    structure: Structure,
    rest: Rest,
) -> tuple[list[Paragraph], list[Hidden]]:
    """The paragraphs, and between them the hidden blocks of the page, in its order.

    ``shown`` has the candidates that are body by the index of their block.
    """
    loose: dict[int, list[int]] = {}
    for i, one in enumerate(seen):
        if one.block is None:
            loose.setdefault(one.at, []).append(i)
    paragraphs: list[Paragraph] = []
    hidden: list[Hidden] = []
    for at in range(len(structure.blocks) + 1):
        for i in loose.get(at, ()):
            if i in body:
                paragraphs.append(Paragraph(seen[i].text))
            else:
                hidden.append(Hidden(None, len(paragraphs), seen[i].text, HiddenReason.SITE_CHROME))
        if at == len(structure.blocks):
            break
        if at in shown:
            if shown[at] != deck:
                paragraphs.append(_set(seen[shown[at]], structure))
        elif (line := rest.hidden(at)) is not None:
            hidden.append(Hidden(None, len(paragraphs), *line))
    return paragraphs, hidden


def _standfirst(seen: Sequence[Candidate], body: set[int], metadata: Metadata) -> int | None:
    """The first paragraph, where it is the declared deck and the page marks it as one."""
    deck = header.plain_form(metadata.deck or "")
    first = min(body, default=None)
    if not deck or first is None or len(body) < _LEAST_BODY or deck == header.plain_form(metadata.headline or ""):
        return None
    form, block = header.plain_form(seen[first].text), seen[first].block
    if not form.startswith(deck[:_DECK_BEGINNING]) or len(form) > _STANDFIRST_TIMES * len(deck) + _STANDFIRST_MORE:
        return None
    return first if block is not None and block.deck else None


def _set(one: Candidate, structure: Structure) -> Paragraph:
    """A block of the body with its kind and links on the page."""
    assert one.block is not None
    kind: BlockKind = one.block.kind
    number = one.block.number if not _NUMBERED.match(one.text) else ""
    links = structure.links_in(one.text, one.block.place)
    if number:
        links = (replace(link, start=link.start + len(number), end=link.end + len(number)) for link in links)
    return Paragraph(number + one.text, kind, tuple(links))
