"""Which blocks of a page may be its body, and which of them are, by what their neighbours on the page are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from index.cleaning import lines as reading
from index.cleaning.html.other_parts import MOST_BLOCKS, cards, is_long, size_of, threads
from index.cleaning.html.structure import PageBlock, Structure
from index.cleaning.html.votes import Votes
from index.cleaning.lines import Line
from index.cleaning.plain_text.verdict import Verdict
from index.model import HiddenReason
from index.text import normalise

LINKED = 0.4
"""The share of links from which on a block is a link to elsewhere."""
_LEAST_SIBLINGS = 3
"""Paragraphs that an extractor took in a home, from which on it lost the others there."""
_LEAST_OF_BODY = 2
"""Paragraphs of the body in a home, from which on its whole sentences are body too."""
_DISTINCT = 40
"""Letters by which one paragraph differs from others."""
_LEAST_COPY = 5
"""Words of a line that is hidden where it comes again."""
_LONG = 26
"""Words of a paragraph from which on a cue does not speak against it: it may be about a network or a letter."""
_MOSTLY = 0.8
"""The share of links from which on a heading leads to another page."""
_NEAR_BODY = 12
"""Blocks between two sentences that have the home of the body's paragraphs."""
_LEAST_LINK = 4
"""Words of a line that is only a link: fewer may be a name or a place."""
_OFTEN = 4
"""Times that a line is on a page from which on it is a refrain."""
MOST_ABOVE = 40
"""Blocks between the headline and the body in which its first paragraphs may be."""
_FEW = 80
"""Words of sentences below which what an extractor took may be a notice, and not the article."""
_TIMES = 2
"""How many times more words of sentences another part of the page has where it is the article."""
_MANY_TIMES = 4
"""The same where it took more."""
_MOSTLY_OWN = 0.6
"""The share of what was taken that is in no part with such a name, from which on these parts are beside the article."""
_OTHERS = frozenset((HiddenReason.COMMENT, HiddenReason.RELATED_STORY, HiddenReason.NEWSLETTER))
_BESIDE = frozenset((HiddenReason.SITE_CHROME, HiddenReason.NEWSLETTER, HiddenReason.COMMENT))
"""Roles of elements whose sentences are not those of an article."""


class Candidate(NamedTuple):
    """A block that may be body, or a line that the page does not have so."""

    line: Line
    at: int
    """The index of the block, or of that before which the line comes."""
    block: PageBlock | None
    text: str


def chosen(votes: Votes, spoken: frozenset[int], structure: Structure, above: Collection[str]) -> list[Candidate]:
    """The blocks that were voted for, and those that were lost beside them; other ones where the votes are bad."""
    taken = votes.blocks | _fresh(spoken, votes.blocks, structure)
    loose = votes.loose
    comments = threads(structure)
    if comments:
        taken = frozenset(i for i in taken if structure.blocks[i].home not in comments)
    if not spoken and (other := _second(taken, [text for _, text in loose], structure, comments)):
        taken, loose = frozenset(other), ()
    taken -= _notices(taken, structure)
    taken -= cards(taken, structure) | _below_article(taken, structure)
    taken |= _lost(taken, structure)
    added = _above(taken, structure) | _inner(taken, structure)
    taken |= {i for i in added if not is_one_of(structure.blocks[i], structure, above)}
    taken -= _refrains(structure)
    found = [Candidate(structure.line(i), i, structure.blocks[i], structure.blocks[i].text) for i in sorted(taken)]
    found += [Candidate(reading.read(text), at, None, normalise(text)) for at, text in loose]
    # What the page does not have so comes before the block that follows it.
    return sorted(found, key=lambda one: (one.at, one.block is not None))


def _below_article(taken: frozenset[int], structure: Structure) -> frozenset[int]:
    """Blocks below those of no part that has a name, where the page calls their part comments or other stories."""
    blocks = structure.blocks
    own = [i for i in taken if blocks[i].role is None]
    if sum(size_of(blocks[i]) for i in own) < _MOSTLY_OWN * sum(size_of(blocks[i]) for i in taken):
        return frozenset()
    homes, last = {blocks[i].home for i in own}, max(own, default=0)
    return frozenset(i for i in taken if i > last and blocks[i].role in _OTHERS and blocks[i].home not in homes)


def _refrains(structure: Structure) -> frozenset[int]:
    """Lines of a page that come again and again between its paragraphs, such as marks of advertisements."""
    counts = Counter(block.text for block in structure.blocks if block.kind == "paragraph")
    often = {text for text, count in counts.items() if count >= _OFTEN and not text.endswith(":")}
    return frozenset(i for i, block in enumerate(structure.blocks) if block.text in often and block.kind == "paragraph")


def is_one_of(block: PageBlock, structure: Structure, texts: Collection[str]) -> bool:
    """Whether a block has the letters of one of ``texts``, which are letters in small."""
    return structure.run[block.start : block.end].casefold() in texts


def _fresh(more: frozenset[int], taken: frozenset[int], structure: Structure) -> set[int]:
    """Those of ``more`` whose words are not in an earlier one, or in what was taken."""
    run, blocks = structure.run, structure.blocks
    known = {run[blocks[i].start : blocks[i].end] for i in taken}
    found: set[int] = set()
    for i in sorted(more - taken):
        key = run[blocks[i].start : blocks[i].end]
        if key not in known and blocks[i].linked < LINKED:
            known.add(key)
            found.add(i)
    return found


def _second(taken: Collection[int], loose: Sequence[str], structure: Structure, others: Collection[str]) -> set[int]:
    """Another part of the page with more sentences, where those that were voted for are few; else nothing.

    The homes in ``others`` have no article.
    """
    blocks = structure.blocks[:MOST_BLOCKS]
    size: Counter[str] = Counter()
    for block in blocks:
        if _may_be_text(block) and block.home not in others:
            size[block.home] += size_of(block)
    most = max(size.values(), default=0)
    # Letters say at once of most pages that nothing has as many sentences as what was voted for.
    if most < sum(size_of(structure.blocks[i]) for i in taken if _may_be_text(structure.blocks[i])):
        return set()
    voted = sum(_sentence_words(i, structure) for i in taken)
    voted += sum(line.words for line in map(reading.read, loose) if line.ends and line.cue is None)
    words: Counter[str] = Counter()
    for i, block in enumerate(blocks):
        if block.home not in others:
            words[block.home] += _sentence_words(i, structure)
    home, most = max(words.items(), key=lambda one: one[1], default=("", 0))
    if not most or most < (_TIMES if voted < _FEW else _MANY_TIMES) * voted:
        return set()
    return {i for i, block in enumerate(structure.blocks) if block.home == home and not block.unseen}


def _notices(taken: frozenset[int], structure: Structure) -> set[int]:
    """Notices of the site among what was taken, where little else was: they would outweigh a brief."""
    words = {i: _sentence_words(i, structure) for i in taken}
    if not 0 < sum(words.values()) < _FEW:
        return set()
    return {i for i in taken if not words[i] and structure.line(i).cue in _BESIDE}


def _may_be_text(block: PageBlock) -> bool:
    return block.role not in _BESIDE and not block.unseen and not block.edge and block.linked < LINKED


def _sentence_words(at: int, structure: Structure) -> int:
    """The words of a block that is a sentence of an article by itself."""
    block = structure.blocks[at]
    if not _may_be_text(block) or not reading.is_sentence(block.text) or structure.aside(block.place) is not None:
        return 0
    line = structure.line(at)
    return line.words if line.cue is None else 0


def sentence_letters(structure: Structure) -> int:
    """The letters of the long sentences on a page that may be those of an article."""
    return sum(
        size_of(block)
        for block in structure.blocks
        if is_long(block) and _may_be_text(block) and reading.is_sentence(block.text)
    )


def _lost(taken: Collection[int], structure: Structure) -> set[int]:
    """Paragraphs in the homes of most of what was taken."""
    blocks = structure.blocks
    homes = Counter(blocks[i].home for i in taken if is_long(blocks[i]))
    known = "".join(structure.run[blocks[i].start : blocks[i].end] for i in sorted(taken))
    found: set[int] = set()
    for i, block in enumerate(blocks[:MOST_BLOCKS]):
        if i in taken or homes[block.home] < _LEAST_SIBLINGS or not is_long(block):
            continue
        key = structure.run[block.start : block.end]
        if key[:_DISTINCT] not in known and key[-_DISTINCT:] not in known and _is_prose(i, structure):
            found.add(i)
    return found


def _inner(taken: Collection[int], structure: Structure) -> set[int]:
    """Short blocks between those that were taken, in the homes of most of them: subheads, items, names."""
    blocks = structure.blocks
    homes = Counter(blocks[i].home for i in taken if is_long(blocks[i]))
    # All of a short article is in one home.
    least = _LEAST_OF_BODY if len(homes) == 1 else _LEAST_SIBLINGS
    found: set[int] = set()
    for i in range(min(taken, default=0), max(taken, default=0)):
        block = blocks[i]
        if i in taken or block.role is not None or block.unseen or homes[block.home] < least:
            continue
        if block.linked < LINKED and structure.aside(block.place) is None:
            line = structure.line(i)
            if line.cue is None and not line.dated and not line.byline:
                found.add(i)
    return found


def _above(taken: Collection[int], structure: Structure) -> set[int]:
    """Paragraphs between the headline and the first block that was taken."""
    if not taken:
        return set()
    first = min(taken)
    start = next((i for i in range(first, max(-1, first - MOST_ABOVE), -1) if structure.blocks[i].is_title), None)
    if start is None:
        return set()
    found: set[int] = set()
    for i in range(start + 1, first):
        block = structure.blocks[i]
        is_text = block.role is None and not block.unseen and not block.deck and block.kind == "paragraph"
        if is_text and _is_prose(i, structure):
            found.add(i)
    return found


def _is_prose(at: int, structure: Structure) -> bool:
    block = structure.blocks[at]
    if block.linked >= LINKED or structure.aside(block.place) is not None:
        return False
    line = structure.line(at)
    return line.prose and (line.cue is None or line.words >= _LONG)


def body(seen: Sequence[Candidate], verdict: Verdict, structure: Structure) -> set[int]:
    """The candidates that are body: those of the verdict, and those that the page sets as part of it."""
    top = verdict.header
    taken = {i for i in (top.headline, *top.copies, *top.bylines, *top.dates) if i is not None} | _repeated(seen)
    found = {i for i in range(len(seen)) if i in verdict.body or i == top.deck}
    for more in (_of_same_home, _set_apart, _between):
        found |= more(seen, found, structure) - taken
    asides = {i for i in found if (block := seen[i].block) and structure.aside(block.place) is not None}
    return found - asides - {i for i in found if _is_link(seen[i])} or found


def _is_link(one: Candidate) -> bool:
    """Whether a line between paragraphs is only the link to another story."""
    block, line = one.block, one.line
    return (
        block is not None
        and block.kind == "paragraph"
        and block.linked >= _MOSTLY
        and line.words >= _LEAST_LINK
        and not line.ends
    )


def _repeated(seen: Sequence[Candidate]) -> set[int]:
    """Lines that are longer and come again."""
    said: set[str] = set()
    again: set[int] = set()
    for i, one in enumerate(seen):
        if one.line.words >= _LEAST_COPY:
            if one.text in said:
                again.add(i)
            said.add(one.text)
    return again


def _homes(seen: Sequence[Candidate], body: Iterable[int]) -> Counter[str]:
    return Counter(block.home for i in body if (block := seen[i].block) and is_long(block))


def _of_same_home(seen: Sequence[Candidate], body: set[int], structure: Structure) -> set[int]:
    """Whole sentences in the home of most of the body, unless they are links."""
    homes = _homes(seen, body)
    if not homes:
        return set()
    main, often = homes.most_common(1)[0]
    if often < _LEAST_OF_BODY:
        return set()
    inside = range(min(body), max(body))
    homed = (i for i, one in enumerate(seen) if one.block is not None and one.block.home == main)
    return {i for i in homed if _is_sentence(seen[i], is_inside=i in inside)}


def _is_sentence(one: Candidate, *, is_inside: bool) -> bool:
    """Whether a candidate is a whole sentence of the page's own; inside the body, a long one may have any words."""
    assert one.block is not None
    line = one.line
    own_words = line.cue is None or (is_inside and line.words >= _LONG)
    return one.block.linked < LINKED and line.prose and line.ends and own_words


def _set_apart(seen: Sequence[Candidate], body: set[int], structure: Structure) -> set[int]:
    """Lines inside the body that the page sets as part of it: rows, items and subheads are as short as boilerplate."""
    found: set[int] = set()
    for i in range(min(body, default=0), max(body, default=0)):
        block, line = seen[i].block, seen[i].line
        if i in body or block is None or line.cue is not None or line.dated:
            continue
        if block.kind != "paragraph" and block.linked < LINKED:
            found.add(i)
    return found


def _between(seen: Sequence[Candidate], body: set[int], structure: Structure) -> set[int]:
    """Lines inside the body, and below it, that have the home of its paragraphs, with what is between them."""
    homes, first, last = _homes(seen, body), min(body, default=0), max(body, default=0)
    at_home = {
        i for i, one in enumerate(seen) if one.block is not None and homes[one.block.home] > 0 and _is_plain(one)
    }
    for i in sorted(at_home):
        if last < i <= last + _NEAR_BODY and seen[i].line.ends:
            last = i
    found = {
        i
        for i in range(first, last)
        if (block := seen[i].block) is not None and block.role is None and _is_plain(seen[i])
    }
    for i in range(last, len(seen)):
        if i in at_home:
            found.add(i)
        elif i > last:
            break
    return found | {i for i in at_home if first <= i < last}


def _is_plain(one: Candidate) -> bool:
    """Whether nothing in a line speaks against the body."""
    line = one.line
    shows = line.cue is not None or line.dated or line.byline or "no letters" in line.features
    return one.block is not None and not shows and one.block.linked < LINKED
