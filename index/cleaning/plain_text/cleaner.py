"""Plain text whose page is gone: which of its lines are the article, and why the others are not."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from index.cleaning import line_classifier, line_runs
from index.cleaning import lines as reading
from index.cleaning.assembly import SHOWN_WHOLE, Hidden, assemble
from index.cleaning.lines import Line
from index.cleaning.metadata import text_metadata
from index.cleaning.plain_text import header, layouts
from index.cleaning.plain_text.header import Header
from index.cleaning.plain_text.sentence_recovery import completed
from index.cleaning.plain_text.wrapping import Block, blocks
from index.cleaning.reasons import reasons
from index.model import CleanArticle, HiddenReason, Metadata
from index.text import normalise

_KEEP_PROSE = 0.3
_KEEP_OTHER = 0.5
EXTRACTED = 0.45
"""How likely a line has to be that an extractor has already taken for article."""
_SURE = 0.5
_SURE_ENTRY = 0.9
_SIGNATURES = frozenset((HiddenReason.ABOUT_THE_AUTHOR, HiddenReason.AGENCY_CREDIT))
_LONGEST_SIGNATURE = 80
_LONGEST_LINK = 16
_LONGEST_CAPTION = 40
_LEAST_COPY = 5
_MOST_LINES = 20_000
"""A text of more is no article with boilerplate, and is not judged."""
_VISIBLE = re.compile(r"[^\s\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
_LEAST_SHARE = 1 / 3


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was decided about the lines of a text."""

    body: frozenset[int]
    header: Header
    known: Mapping[int, HiddenReason] = field(default_factory=dict)
    """Reasons for hiding lines that are known from the whole text."""
    flags: tuple[str, ...] = ()


def split(text: str) -> tuple[list[Block], list[Line]]:
    """The blocks of ``text`` and what can be seen of each; blocks without a visible character are left out."""
    found = blocks(text)
    lines = [reading.read(block.text) for block in found]
    pairs = [(block, line) for block, line in zip(found, lines, strict=True) if _VISIBLE.search(line.text)]
    return [block for block, _ in pairs], [line for _, line in pairs]


def clean_text(text: str, declared: Metadata, captions: Collection[int] = ()) -> CleanArticle:
    """The article in ``text``; what ``declared`` says goes before what the text says.

    ``captions`` are source lines that are known to be such.
    """
    found, lines = split(text)
    asides = {i: HiddenReason.CAPTION for i, block in enumerate(found) if captions and block.numbers[0] in captions}
    verdict = judge(lines, [block.group for block in found], declared, asides)
    return _article(text, found, lines, verdict, declared)


def judge(
    lines: Sequence[Line],
    groups: Sequence[int],
    declared: Metadata,
    known: Mapping[int, HiddenReason] | None = None,
    least: float = _KEEP_OTHER,
) -> Verdict:
    """Which lines are body and which are header; the rest is to be hidden, those in ``known`` with their reason.

    Lines that are no paragraphs are body when they are that with a likelihood of ``least``.
    """
    if not lines:
        return Verdict(frozenset(), Header())
    if len(lines) > _MOST_LINES:
        return _whole(lines, declared)
    known = known or {}
    end = layouts.tail(lines)
    if end is not None:
        above = lines[: end.start]
        verdict = _judged(above, groups[: end.start], declared, known, line_runs.appeals(above), least)
        if verdict is not None and not _too_little(lines, verdict.body):
            return replace(verdict, known={**dict.fromkeys(range(end.start, len(lines)), end.reason), **known})
    appeals = line_runs.appeals(lines)
    for hidden in (appeals, set()) if appeals else (appeals,):
        verdict = _judged(lines, groups, declared, known, hidden, least)
        if verdict is not None and not _too_little(lines, verdict.body):
            return verdict
    return _whole(lines, declared)


def _judged(
    lines: Sequence[Line],
    groups: Sequence[int],
    declared: Metadata,
    known: Mapping[int, HiddenReason],
    appeals: set[int],
    least: float,
) -> Verdict | None:
    """The verdict on the lines, ``appeals`` hidden, however little is kept; None where no paragraph is found."""
    likely = line_classifier.probabilities(lines, groups)
    entries = layouts.live_entries(lines)
    likely = [_SURE_ENTRY if i in entries else chance for i, chance in enumerate(likely)] if entries else likely
    listed = line_runs.lists_of_stories(lines) - entries
    out = (
        listed | appeals | line_runs.promos(lines) | {i for i, line in enumerate(lines) if _never(line)} | known.keys()
    )
    first = _first_paragraph(lines, likely, out, least)
    if first is None:
        return None
    top = header.read(lines, likely, first, declared.headline)
    taken = {i for i in (top.headline, top.deck, *top.copies, *top.bylines, *top.dates) if i is not None}
    place = top.headline if top.headline is not None and top.headline < first else -1
    barred = out | taken | set(range(place + 1))
    body = {i for i, line in enumerate(lines) if i not in barred and _is_kept(line, likely[i], least)}
    body = completed(lines, likely, body, barred)
    body -= line_runs.echoes(lines, listed, body) | _repeated(lines, body)
    body -= {i for i in body - entries if _is_stamp_of_page(lines[i])}
    return Verdict(frozenset(body - _signing_off(lines, body)), top, known)


def _is_kept(line: Line, chance: float, least: float) -> bool:
    """Whether a line that is article with this likelihood is kept: a paragraph without a cue even on thin evidence."""
    return chance >= (_KEEP_PROSE if line.prose and line.cue is None else least)


def _first_paragraph(lines: Sequence[Line], likely: Sequence[float], out: set[int], least: float) -> int | None:
    """Where the body begins; a brief of a few words has no paragraph, but a sentence."""
    there = [i for i, line in enumerate(lines) if i not in out and _is_kept(line, likely[i], least)]
    whole = next((i for i in there if lines[i].prose and likely[i] > _SURE), None)
    return whole if whole is not None else next((i for i in there if lines[i].words >= 4 and lines[i].ends), None)


def _is_stamp_of_page(line: Line) -> bool:
    """Whether the line is a date or a byline by itself; below what is quoted from a network, both belong to it."""
    return (line.dated or (line.byline and not line.ends)) and "@" not in line.text


def _signing_off(lines: Sequence[Line], body: set[int]) -> set[int]:
    """The last lines of the body that are about its author or name an agency, where there are others."""
    found: set[int] = set()
    for i in sorted(body, reverse=True):
        if lines[i].cue not in _SIGNATURES or lines[i].words > _LONGEST_SIGNATURE:
            break
        found.add(i)
    return found if len(found) < len(body) else set()


def _whole(lines: Sequence[Line], declared: Metadata) -> Verdict:
    """All lines as body; only a declared headline on the first line is taken out of it."""
    form = header.plain_form(declared.headline or "")
    top = Header(headline=0) if form and lines and header.plain_form(lines[0].text) == form else Header()
    return Verdict(frozenset(range(len(lines))), top, flags=(SHOWN_WHOLE,))


def _never(line: Line) -> bool:
    if line.cue in (HiddenReason.ADVERTISEMENT, HiddenReason.COMMENT):
        return line.words <= 2 and not line.ends
    if line.cue == HiddenReason.RELATED_STORY and line.words <= _LONGEST_LINK and not line.ends:
        return True
    if line.cue == HiddenReason.CAPTION:
        return line.words < _LONGEST_CAPTION and not line.ends
    return line.cue == HiddenReason.READING_TIME


def _repeated(lines: Sequence[Line], body: set[int]) -> set[int]:
    """Later copies of longer lines."""
    seen: set[str] = set()
    again = set()
    for i in sorted(body):
        if lines[i].words >= _LEAST_COPY:
            if lines[i].text in seen:
                again.add(i)
            seen.add(lines[i].text)
    return again


def _too_little(lines: Sequence[Line], body: Collection[int]) -> bool:
    """Whether what is kept is under a third of the words in whole sentences of twenty words and more."""
    whole = {i for i, line in enumerate(lines) if line.words >= 20 and line.ends}
    words = sum(lines[i].words for i in whole)
    return not body or sum(lines[i].words for i in whole.intersection(body)) < _LEAST_SHARE * words


def _article(
    text: str, found: Sequence[Block], lines: Sequence[Line], verdict: Verdict, declared: Metadata
) -> CleanArticle:
    top = verdict.header
    paragraphs: list[str] = []
    hidden: list[Hidden] = []
    kept: list[int] = []
    in_header = {top.headline, top.deck, *top.bylines, *top.dates}
    source = text.split("\n")
    reason_of = reasons(lines, verdict.body, top.copies, verdict.known)
    following = 0
    for i, (block, line) in enumerate(zip(found, lines, strict=True)):
        if following < block.numbers[0]:
            hidden.extend(_invisible(source, following, block.numbers[0], len(paragraphs)))
        following = block.numbers[-1] + 1
        if i in in_header:
            kept.extend(block.numbers)
        elif i in verdict.body:
            paragraphs.append(line.text)
            kept.extend(block.numbers)
        else:
            reason = reason_of(i)
            for n in block.numbers:
                words = line.text if len(block.numbers) == 1 else normalise(source[n])
                hidden.append(Hidden(n, len(paragraphs), words, reason))
    hidden.extend(_invisible(source, following, len(source), len(paragraphs)))
    known = text_metadata.known(lines, [block.numbers[0] for block in found], top, declared, paragraphs)
    return known.told(assemble(known.metadata, paragraphs, hidden, kept, verdict.flags))


def _invisible(source: Sequence[str], start: int, end: int, before: int) -> list[Hidden]:
    """The lines of ``source[start:end]`` that are not blank, yet hold nothing to read."""
    return [Hidden(n, before, "", HiddenReason.NOTHING_TO_READ) for n in range(start, end) if source[n].strip()]
