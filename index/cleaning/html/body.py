"""The body of a page: the lines that an extractor gave, judged as lines, with the form that the page gives them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index.cleaning import lines as reading
from index.cleaning.assembly import Hidden, Paragraph, assemble_blocks
from index.cleaning.html.structure import Aside, Place, Structure, letters
from index.cleaning.lines import Line
from index.cleaning.plain_text import header
from index.cleaning.plain_text.blocks import split
from index.cleaning.plain_text.verdict import EXTRACTED, judge
from index.cleaning.reasons import reasons
from index.model import BlockKind, CleanArticle, DeclaredMetadata, HiddenReason, Metadata

_MARK = re.compile(r"^[-–•*·]\s+(?=\S)")
"""The mark that an extractor puts before a list item."""
_RULE = re.compile(r"\|?(?:\s*-{3,}\s*\|)+\s*")
"""The line between the head and the rows of a table."""
_NEAR = 3000
"""Letters and digits after the body in which words about its author are looked for."""
_MOSTLY = 0.8
"""The share of links from which on a caption is a teaser."""
_LINKED = 0.4
"""The share of links from which on a line is a link to elsewhere."""
_LEAST_SIBLINGS = 3
"""Paragraphs that the extractor found in a container, from which on it lost the others there."""
_LEAST_OF_BODY = 2
"""Paragraphs of the body in a container, from which on its whole sentences are body too."""
_MOST_PROSE = 5000
"""Paragraph elements of a page that are looked at."""
_MOST_LOST = 500
"""Lost paragraphs of a page that are put back."""
_DISTINCT = 40
"""Letters by which one paragraph differs from others."""
_LEAST_BODY = 3
"""Paragraphs of a body that has a deck before it."""
_DECK_BEGINNING = 60
"""Letters of a deck that are compared."""


_STANDFIRST_TIMES, _STANDFIRST_MORE = 1.2, 20
"""A standfirst has at most so many times the letters of the declared deck, and so many more."""
_BEGINNING = 3
"""Paragraphs at the beginning of the body that a deck may repeat."""


@dataclass(frozen=True, slots=True)
class _PlacedLine:
    """A line, and its place on the page where it was found there."""

    line: Line
    group: int
    place: Place | None


def article(text: str, metadata: Metadata, structure: Structure) -> CleanArticle:
    """The article of the extractor's lines, without those that are boilerplate; captions stay in place as asides."""
    seen = _restored(list(_placed(text, structure)), structure)
    lines = [one.line for one in seen]
    known = DeclaredMetadata(headline=metadata.headline, outlet=metadata.outlet)
    verdict = judge(lines, [one.group for one in seen], known, least=EXTRACTED)
    top = verdict.header
    outside = {top.headline, *top.copies, *top.bylines, *top.dates}
    body = {i for i in range(len(lines)) if i in verdict.body or i == top.deck}
    taken = {i for i in outside if i is not None}
    body |= _of_same_container(seen, body, structure) - taken
    body |= _set_apart(seen, body, structure) - taken
    aside_of = {i: aside for i in body if (aside := _aside(seen[i], structure)) is not None}
    if len(aside_of) < len(body):
        body -= aside_of.keys()
    deck = _standfirst(seen, body, metadata, structure)
    reason_of = reasons(lines, verdict.body, top.copies, verdict.known)
    asides = _Asides(structure, _span(seen, body), {aside.start for aside in aside_of.values()})
    paragraphs: list[Paragraph] = []
    hidden: list[Hidden] = []
    for i, one in enumerate(seen):
        if one.place is not None and i in body:
            hidden += [Hidden(None, len(paragraphs), aside.text, aside.reason) for aside in asides.before(one.place)]
        if i == deck:
            metadata = replace(metadata, deck=one.line.text)
        elif i in body:
            paragraphs.append(_set(one, structure))
        elif i in aside_of:
            hidden.append(Hidden(None, len(paragraphs), one.line.text, aside_of[i].reason))
        elif i not in outside:
            hidden.append(Hidden(None, len(paragraphs), one.line.text, reason_of(i)))
    hidden += [Hidden(None, len(paragraphs), aside.text, aside.reason) for aside in asides.rest()]
    if metadata.headline is None and top.headline is not None:
        metadata = replace(metadata, headline=lines[top.headline].text)
    if not metadata.authors:
        metadata = replace(metadata, authors=top.authors)
    if deck is None:
        metadata = with_deck(metadata, [paragraph.text for paragraph in paragraphs])
    return assemble_blocks(metadata, paragraphs, hidden, None, verdict.flags)


def with_deck(metadata: Metadata, paragraphs: Sequence[str]) -> Metadata:
    """``metadata`` without a deck that only repeats the headline or the beginning of the body."""
    deck = header.plain_form(metadata.deck or "")
    repeats = deck == header.plain_form(metadata.headline or "") or any(
        header.plain_form(paragraph).startswith(deck[:_DECK_BEGINNING]) for paragraph in paragraphs[:_BEGINNING]
    )
    return replace(metadata, deck=None) if not deck or repeats else metadata


def _placed(text: str, structure: Structure) -> Iterator[_PlacedLine]:
    blocks, lines = split(text)
    after = 0
    for block, line in zip(blocks, lines, strict=True):
        if _RULE.fullmatch(line.text):
            continue
        place = structure.find(line.text, after)
        if place is not None:
            after = place.end
        yield _PlacedLine(line, block.group, place)


def _of_same_container(seen: Sequence[_PlacedLine], body: set[int], structure: Structure) -> set[int]:
    """Whole sentences in the element that holds most of the body, unless they are links."""
    container_of = {(prose.start, prose.end): prose.container for prose in structure.prose}
    containers = {
        i: container
        for i, one in enumerate(seen)
        if one.place is not None and (container := container_of.get(one.place[:2]))
    }
    counts = Counter(container for i, container in containers.items() if i in body)
    if not counts:
        return set()
    main, often = counts.most_common(1)[0]
    if often < _LEAST_OF_BODY:
        return set()
    found = (i for i, container in containers.items() if i not in body and container == main)
    return {i for i in found if _is_sentence(seen[i], structure)}


def _is_sentence(one: _PlacedLine, structure: Structure) -> bool:
    line = one.line
    own_words = one.place is not None and structure.linked(one.place) < _LINKED
    return own_words and line.prose and line.ends and line.cue is None


def _set_apart(seen: Sequence[_PlacedLine], body: set[int], structure: Structure) -> set[int]:
    """Lines inside the body that the page sets as part of it: rows, items and subheads are as short as boilerplate."""
    found: set[int] = set()
    for i in range(min(body, default=0), max(body, default=0)):
        place = seen[i].place
        block = structure.block(place) if place is not None else None
        if i in body or place is None or block is None or seen[i].line.cue is not None or seen[i].line.dated:
            continue
        if block.kind != "paragraph" and structure.linked(place) < _LINKED:
            found.add(i)
    return found


def _restored(seen: list[_PlacedLine], structure: Structure) -> list[_PlacedLine]:
    """The lines with the paragraphs that the extractor lost in the elements that hold most of what it found."""
    spans = sorted(one.place for one in seen if one.place is not None)
    if not spans:
        return seen
    starts = [place.start for place in spans]

    def is_found(start: int, end: int) -> bool:
        before = bisect_left(starts, end) - 1
        return before >= 0 and spans[before].end > start

    containers = Counter(prose.container for prose in structure.prose if is_found(prose.start, prose.end))
    known = letters(" ".join(one.line.text for one in seen))
    lost = []
    for prose in structure.prose[:_MOST_PROSE]:
        key = structure.run[prose.start : prose.end]
        is_lost = containers[prose.container] >= _LEAST_SIBLINGS and not is_found(prose.start, prose.end)
        if is_lost and key[:_DISTINCT] not in known and key[-_DISTINCT:] not in known:
            line = reading.read(prose.text)
            place = Place(prose.start, prose.end)
            if line.prose and line.cue is None and structure.aside(place) is None and structure.linked(prose) < _LINKED:
                lost.append(_PlacedLine(line, 0, place))
    for one in lost[:_MOST_LOST]:
        assert one.place is not None
        place = one.place
        at = next((i for i, other in enumerate(seen) if other.place and other.place.start > place.start), len(seen))
        seen.insert(at, replace(one, group=seen[min(at, len(seen) - 1)].group))
    return seen


def _aside(one: _PlacedLine, structure: Structure) -> Aside | None:
    return structure.aside(one.place) if one.place is not None else None


def _span(seen: Sequence[_PlacedLine], body: set[int]) -> Place:
    """The part of the page from the first to the last paragraph of the body."""
    places = [place for i in body if (place := seen[i].place) is not None]
    if not places:
        return Place(0, 0)
    return Place(min(place.start for place in places), max(place.end for place in places))


class _Asides:
    """The asides inside the body's part of the page; those about the author also a little after it."""

    def __init__(self, structure: Structure, span: Place, taken: set[int]) -> None:
        found = structure.asides_between(span.start, span.end + _NEAR if span.end else 0)
        self._waiting = [
            one
            for one in found
            if one.start not in taken
            and (one.start < span.end or one.reason == HiddenReason.ABOUT_THE_AUTHOR)
            and structure.linked(one) < _MOSTLY
        ]

    def before(self, place: Place) -> list[Aside]:
        """Those before ``place``, each once."""
        passed = [one for one in self._waiting if one.start < place.start]
        self._waiting = self._waiting[len(passed) :]
        return passed

    def rest(self) -> list[Aside]:
        """Those that are left."""
        return self._waiting


def _standfirst(seen: Sequence[_PlacedLine], body: set[int], metadata: Metadata, structure: Structure) -> int | None:
    """The first paragraph, where it is the declared deck and the page marks it as one."""
    deck = header.plain_form(metadata.deck or "")
    first = min(body, default=None)
    if not deck or first is None or len(body) < _LEAST_BODY or deck == header.plain_form(metadata.headline or ""):
        return None
    form = header.plain_form(seen[first].line.text)
    place = seen[first].place
    if (
        place is None
        or not form.startswith(deck[:_DECK_BEGINNING])
        or len(form) > _STANDFIRST_TIMES * len(deck) + _STANDFIRST_MORE
    ):
        return None
    block = structure.block(place)
    return first if block is not None and block.deck else None


def _set(one: _PlacedLine, structure: Structure) -> Paragraph:
    """A line of the body with its kind and links on the page."""
    text, place = one.line.text, one.place
    if place is None:
        return Paragraph(text)
    block = structure.block(place)
    kind: BlockKind = block.kind if block is not None else "paragraph"
    if kind == "table row":
        cells = text.strip("| ").count(" | ") if text.startswith("|") else 0
        kind, text = ("table row" if cells else "paragraph"), text.strip("| ") or text
    elif kind == "list item":
        text = _MARK.sub("", text)
    return Paragraph(text, kind, tuple(structure.links_in(text, place)))
