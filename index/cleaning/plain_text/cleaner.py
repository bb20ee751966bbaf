"""Plain text without its page: the article in it, and why the other lines are hidden."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from index.cleaning.assembly import Hidden, assemble
from index.cleaning.lines import Line
from index.cleaning.plain_text import metadata
from index.cleaning.plain_text.blocks import Block, split
from index.cleaning.plain_text.verdict import Verdict, all_article, judge
from index.cleaning.reasons import reasons
from index.model import CleanArticle, DeclaredMetadata, HiddenReason
from index.text import normalise


def clean_text(
    text: str, declared: DeclaredMetadata, captions: Collection[int] = (), *, whole: bool = False
) -> CleanArticle:
    """The article in ``text``; what ``declared`` says goes before what the text says.

    ``captions`` are source lines that are known to be captions. With ``whole`` the text is known to be the article
    alone, and no line that can be read is hidden.
    """
    found, lines = split(text)
    if whole:
        return _article(text, found, lines, all_article(lines, declared), declared)
    asides = {i: HiddenReason.CAPTION for i, block in enumerate(found) if captions and block.numbers[0] in captions}
    verdict = judge(lines, [block.group for block in found], declared, asides)
    return _article(text, found, lines, verdict, declared)


def _article(
    text: str, found: Sequence[Block], lines: Sequence[Line], verdict: Verdict, declared: DeclaredMetadata
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
    known = metadata.known(lines, [block.numbers[0] for block in found], top, declared, paragraphs)
    return known.with_origins(assemble(known.metadata, paragraphs, hidden, kept, verdict.flags))


def _invisible(source: Sequence[str], start: int, end: int, before: int) -> list[Hidden]:
    """The lines of ``source[start:end]`` that are not blank, but have no visible character."""
    return [Hidden(n, before, "", HiddenReason.NOTHING_TO_READ) for n in range(start, end) if source[n].strip()]
