"""The hidden lines of an article: how many there are of each kind, and their places between its paragraphs. Pure."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from tui.rendering.article.layout import ArticleBlock
from tui.rendering.numbers import counted

if TYPE_CHECKING:
    from index.model import CleanArticle, HiddenLine

HIDDEN = "┆ "
"""Drawn at the left of a hidden line."""
GROUP = "group"
"""The kind of the block above the lines of a group, or in their place."""
_HIDDEN_LINE = "hidden"
_SHORT = 3
"""Lines of a group that is never folded into one."""
KINDS_IN_SHORT = 3
"""Kinds that are named where there is one line of room; where there are more, the last is the others."""
_INDENT = 4


class HiddenStop(NamedTuple):
    """A place among the hidden lines at which one stops: one of them, or a group as a whole."""

    line: int
    """The number of the line; of a group that of its first."""
    group: tuple[int, ...] = ()
    """The numbers of all lines of the group; empty for one line."""


def kind_of(stop: HiddenStop) -> str:
    """The kind of the block that is drawn for it."""
    return GROUP if stop.group else _HIDDEN_LINE


class HiddenView(NamedTuple):
    """What can be seen of hidden lines: asides always, others where ``shown``, those of long groups where open."""

    shown: bool = False
    opened: frozenset[frozenset[str]] = frozenset()
    """The texts of the groups that the reader opened: what is left of a group when a line is kept stays open."""

    def is_open(self, content: CleanArticle, group: Sequence[int]) -> bool:
        """Whether the lines of a group are seen."""
        return len(group) <= _SHORT or any(_texts(content, group) <= texts for texts in self.opened)

    def toggled(self, content: CleanArticle, group: Sequence[int]) -> HiddenView:
        """The same with a long group opened, or closed."""
        own = _texts(content, group)
        others = frozenset(texts for texts in self.opened if not own <= texts)
        return self._replace(opened=others if others != self.opened else self.opened | {own})

    def stops(self, content: CleanArticle) -> list[tuple[int, HiddenStop]]:
        """All that can be seen, in the order of the text, each with the number of the paragraph that follows it."""
        from index.model import hidden_groups

        lines, starts = content.hidden, [start for start, _ in content.paragraphs]
        found = [HiddenStop(number) for number, line in enumerate(lines) if line.is_aside]
        for group in hidden_groups(content) if self.shown else ():
            found += [HiddenStop(group[0], group)] if len(group) > 1 else []
            found += [HiddenStop(number) for number in group] if self.is_open(content, group) else []
        found.sort(key=lambda stop: (lines[stop.line].at, stop.line, not stop.group))
        return [(bisect_left(starts, lines[stop.line].at), stop) for stop in found]


ASIDES_ALONE = HiddenView()
"""As an article is at first: only asides are seen."""


def _texts(content: CleanArticle, group: Iterable[int]) -> frozenset[str]:
    return frozenset(content.hidden[number].text for number in group)


def _kinds(lines: Iterable[HiddenLine], most: int | None) -> str:
    """How many of each kind, the most first; of one kind alone its name. Beyond ``most`` kinds the rest are others."""
    counts = Counter(line.reason for line in lines).most_common()
    if len(counts) == 1:
        ((reason, count),) = counts
        return _nouns(reason)[count > 1]
    named = len(counts) if most is None or len(counts) <= most else most - 1
    parts = [counted(count, *_nouns(reason)) for reason, count in counts[:named]]
    others = sum(count for _, count in counts[named:])
    return ", ".join([*parts, counted(others, "other")] if others else parts)


def _nouns(reason: str) -> tuple[str, str]:
    """What one line with a reason is, and what several are; a later version may have more reasons."""
    from index.model import HiddenReason

    try:
        return HiddenReason.named(reason).nouns
    except KeyError:
        return f"“{reason}”", f"“{reason}”"


def hidden_counts(lines: Sequence[HiddenLine], most: int | None = None) -> str:
    """``12 lines hidden: 8 teasers, 4 promos``; with ``most`` in short: the last of so many kinds are the others."""
    return f"{counted(len(lines), 'line')} hidden: {_kinds(lines, most)}"


def away(content: CleanArticle) -> list[HiddenLine]:
    """The lines that a reader does not see: asides are shown in their places."""
    return [line for line in content.hidden if not line.is_aside]


def nothing_hidden(content: CleanArticle) -> str:
    """What is true of an article that has no hidden lines, and of what its source has besides."""
    asides = [line for line in content.hidden if line.is_aside]
    shown = (
        f" {counted(len(asides), 'line')} beside the text {'is' if len(asides) == 1 else 'are'} dimmed."
        if asides
        else ""
    )
    if content.lacks_menus:
        return f"No line is hidden; menus, buttons, and the short lines of a page's head and foot are left out.{shown}"
    return f"Nothing is hidden of the text that was read; r shows it.{shown}"


def with_hidden(blocks: Sequence[ArticleBlock], content: CleanArticle, view: HiddenView) -> list[ArticleBlock]:
    """``blocks`` with hidden lines in their places, as far as they can be seen."""
    waiting = [stop for _, stop in view.stops(content)]
    made: list[ArticleBlock] = []
    taken = 0
    for block in blocks if waiting else ():
        upto = taken
        while upto < len(waiting) and content.hidden[waiting[upto].line].at <= (block.at or 0):
            upto += 1
        made += _hidden_blocks(waiting[taken:upto], content, view)
        taken = upto
        made.append(block)
    return made + _hidden_blocks(waiting[taken:], content, view) if waiting else list(blocks)


def _hidden_blocks(stops: Sequence[HiddenStop], content: CleanArticle, view: HiddenView) -> list[ArticleBlock]:
    made = [_group(stop, content, view) if stop.group else _line(stop, content) for stop in stops]
    return [*made[:-1], replace(made[-1], space=1)] if made else []


def _line(stop: HiddenStop, content: CleanArticle) -> ArticleBlock:
    line = content.hidden[stop.line]
    left = " " * _INDENT if line.is_aside else f"  {HIDDEN}"
    return ArticleBlock(
        line.text,
        "dim-italic" if line.is_aside else "dim",
        _HIDDEN_LINE,
        at=line.at,
        indent=_INDENT,
        lead=left,
        bar=left,
        aside=line.reason,
        space=0,
        number=stop.line,
    )


def _group(stop: HiddenStop, content: CleanArticle, view: HiddenView) -> ArticleBlock:
    """The line of a group: what it has and, where it is folded, which key opens it."""
    is_open = view.is_open(content, stop.group)
    return ArticleBlock(
        hidden_counts([content.hidden[number] for number in stop.group], KINDS_IN_SHORT),
        "dim",
        GROUP,
        at=content.hidden[stop.line].at,
        indent=_INDENT,
        lead=f"  {'┌' if is_open else '…'} ",
        bar=f"  {HIDDEN}" if is_open else " " * _INDENT,
        aside="" if is_open else "enter",
        space=0,
        number=stop.line,
    )
