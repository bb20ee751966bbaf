"""Applies a reader's rules to a clean text: hides lines, and shows hidden ones again."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Literal, NamedTuple

from index.model import (
    Article,
    BlockKind,
    CleanArticle,
    HiddenLine,
    HiddenReason,
    Rule,
    RuleKind,
    SourceDocument,
    Span,
    TextLink,
    hidden_groups,
)
from index.text import normalise

_PART = 0.5
"""The share of a kept group's lines that hidden lines in one place have, without its first, to be the same group."""
_Wanted = RuleKind | Literal["leave"]
"""What becomes of a line: hidden, shown wherever it is, or left as cleaning has it."""


def as_ruled(article: CleanArticle, rules: Iterable[Rule], id: str | None, source: SourceDocument) -> CleanArticle:
    """``article`` with a reader's rules applied; ``id`` is its id if it has one."""
    held = _holding(rules, id, article.metadata.outlet)
    wanted = _wanted(held)
    groups = [rule for rule in held if rule.lines]
    numbers = _kept_in_groups(article, groups, id) if groups else frozenset()
    kept = with_lines(article, {line for line, what in wanted.items() if what == "keep"}, numbers)
    return without_lines(kept, {line for line, what in wanted.items() if what == "hide"}, source)


def _holding(rules: Iterable[Rule], id: str | None, outlet: str | None) -> list[Rule]:
    """The rules that hold for an article, those that count more last: for the article itself, then the newest."""
    held = [rule for rule in rules if (rule.article == id if rule.outlet is None else rule.outlet == outlet)]
    return sorted(held, key=lambda rule: (rule.outlet is None, rule.number))


def _wanted(rules: Iterable[Rule]) -> Mapping[str, _Wanted]:
    """What is wanted for each line, the last rule counting; a group keeps lines in one place alone."""
    wanted: dict[str, _Wanted] = {}
    for rule in rules:
        wanted |= dict.fromkeys(rule.lines, "leave") if rule.lines else {rule.line: rule.what}
    return wanted


def _kept_in_groups(article: CleanArticle, rules: Sequence[Rule], id: str | None) -> frozenset[int]:
    """The numbers of the hidden lines that rules for groups keep.

    In the article of the rule these are its lines, in one place. Other articles have other words in their groups: there
    it is what follows the first line of the rule in the same place, as far as it is hidden for the same reasons.
    """
    kept: set[int] = set()
    for group in hidden_groups(article):
        texts = [line_of(article.hidden[number]) for number in group]
        for rule in rules:
            if rule.line in texts:
                first = texts.index(rule.line)
            elif sum(text in rule.lines for text in set(texts)) >= _PART * len(set(rule.lines)):
                first = 0
            else:
                continue
            reasons = rule.reasons if rule.article != id and rule.line in texts else ()
            kept.update(
                number
                for number, text in zip(group[first:], texts[first:], strict=True)
                if text and (text in rule.lines or article.hidden[number].reason in reasons)
            )
    return frozenset(kept)


def without_lines(article: CleanArticle, lines: Collection[str], source: SourceDocument) -> CleanArticle:
    """``article`` with those of its lines hidden that are in ``lines``; unchanged if nothing would be left."""
    shown = _rows(article)
    kept = [row for row in shown if row.text not in lines]
    if not kept or len(kept) == len(shown):
        return article
    places = _source_lines(article, source)
    made = _Body(kept)
    hidden = [replace(line, at=made.following(line.at)) for line in article.hidden]
    taken: set[int] = set()
    for row in shown:
        if row.text in lines:
            number = next((n for n in places.get(row.text, ()) if n not in taken), None)
            taken |= {number} if number is not None else set()
            hidden.append(HiddenLine(number, made.following(row.start), row.text, HiddenReason.HIDDEN_BY_YOU))
    hidden.sort(key=lambda line: line.at)
    numbers = None if article.kept is None else tuple(n for n in article.kept if n not in taken)
    return made.article(article, hidden, numbers)


def with_lines(article: CleanArticle, lines: Collection[str], numbers: Collection[int] = frozenset()) -> CleanArticle:
    """``article`` with those of its hidden lines shown that are in ``lines`` or have these ``numbers``, each in place.

    A line between two paragraphs is a paragraph of its own.
    """
    rows = _rows(article)
    starts = [row.start for row in rows]
    back: dict[tuple[int, int], HiddenLine] = {}
    """The place of each line: before which row, then in the order of the hidden lines."""
    left: list[tuple[tuple[int, int], HiddenLine]] = []
    for number, line in enumerate(article.hidden):
        place = (bisect_left(starts, line.at), number)
        if number in numbers or line_of(line) in lines:
            back[place] = line
        else:
            left.append((place, line))
    if not back:
        return article
    places = sorted(back)
    made = _Body(_woven(rows, [(place, line_of(back[place])) for place in places]))
    hidden: list[HiddenLine] = []
    for place, line in left:
        after = bisect_left(places, place)
        before_one = after < len(places) and places[after][0] == place[0]
        hidden.append(replace(line, at=made.put_in[after] if before_one else made.following(line.at)))
    sources = article.kept
    if sources is not None:
        sources = tuple(sorted({*sources, *(line.line for line in back.values() if line.line is not None)}))
    return made.article(article, sorted(hidden, key=lambda line: line.at), sources)


def _woven(rows: Sequence[_Row], back: Iterable[tuple[tuple[int, int], str]]) -> list[_Row]:
    """``rows`` with lines inserted, each before the row of its place."""
    placed: dict[int, list[_Row]] = {}
    for (index, number), text in back:
        inside = 0 < index < len(rows) and rows[index - 1].paragraph == rows[index].paragraph
        paragraph = rows[index].paragraph if inside else -1 - number
        kind = rows[index].kind if inside else "paragraph"
        placed.setdefault(index, []).append(_Row(-1, text, paragraph, kind, new=True))
    return [row for index in range(len(rows) + 1) for row in (*placed.get(index, ()), *rows[index : index + 1])]


def line_at(article: CleanArticle, offset: int) -> str | None:
    """The line of the clean text in which ``offset`` lies, or None between paragraphs."""
    return next((row.text for row in _rows(article) if row.start <= offset < row.start + max(len(row.text), 1)), None)


def line_of(hidden: HiddenLine) -> str:
    """The text of a hidden line as a clean text has it."""
    return normalise(hidden.text)


def concerns(lines: Collection[str], articles: Iterable[Article]) -> bool:
    """Whether one of ``articles`` has one of ``lines``, shown or hidden."""
    wanted = frozenset(lines)
    return any(
        not wanted.isdisjoint(article.text.split("\n"))
        or any(line_of(hidden) in wanted for hidden in article.content.hidden)
        for article in articles
    )


# --- Bodies and their lines -------------------------------------------------------------------------------------------


class _Row(NamedTuple):
    """A line of a body."""

    start: int
    """Where it starts in the earlier body; -1 for an inserted one."""
    text: str
    paragraph: int
    """The same for the lines of one paragraph."""
    kind: BlockKind
    new: bool = False
    """Whether it is inserted."""


class _Body:
    """A body made of ``rows``, and the new places of what was in the earlier one."""

    def __init__(self, rows: Sequence[_Row]) -> None:
        parts: list[str] = []
        self.paragraphs: list[Span] = []
        self.kinds: list[BlockKind] = []
        starts: list[int] = []
        length, current = 0, None
        for row in rows:
            if parts:
                parts.append("\n" if row.paragraph == current else "\n\n")
                length += len(parts[-1])
            parts.append(row.text)
            starts.append(length)
            length += len(row.text)
            if row.paragraph == current:
                self.paragraphs[-1] = (self.paragraphs[-1][0], length)
            else:
                self.paragraphs.append((starts[-1], length))
                self.kinds.append(row.kind)
            current = row.paragraph
        self.text = "".join(parts)
        self._old = [row.start for row in rows if not row.new]
        self._moved = [start for row, start in zip(rows, starts, strict=True) if not row.new]
        self.put_in = [start for row, start in zip(rows, starts, strict=True) if row.new]
        """Where the inserted rows start, in their order."""
        self._lengths = [len(row.text) for row in rows if not row.new]

    def following(self, at: int) -> int:
        """Where the first line starts that was at ``at`` or after it; the end if there is none."""
        index = bisect_left(self._old, at)
        return self._moved[index] if index < len(self._moved) else len(self.text)

    def article(self, before: CleanArticle, hidden: Iterable[HiddenLine], kept: tuple[int, ...] | None) -> CleanArticle:
        """The article ``before`` with this body."""
        return replace(
            before,
            text=self.text,
            paragraphs=tuple(self.paragraphs),
            hidden=tuple(hidden),
            kept=kept,
            kinds=tuple(self.kinds) if before.kinds else (),
            links=tuple(link for old in before.links if (link := self._link(old)) is not None),
        )

    def _link(self, link: TextLink) -> TextLink | None:
        """A link of the earlier body; None where a line of it is gone."""
        start, end = self._place(link.start), self._place(link.end - 1)
        if start is None or end is None or end - start != link.end - 1 - link.start:
            return None
        return TextLink(start, end + 1, link.url)

    def _place(self, offset: int) -> int | None:
        index = bisect_right(self._old, offset) - 1
        if index < 0:
            return None
        inside = offset - self._old[index]
        return self._moved[index] + inside if inside <= self._lengths[index] else None


def _rows(article: CleanArticle) -> list[_Row]:
    """Every line of the body."""
    found: list[_Row] = []
    for paragraph, (begin, end) in enumerate(article.paragraphs):
        kind: BlockKind = article.kinds[paragraph] if article.kinds else "paragraph"
        start = begin
        for text in article.text[begin:end].split("\n"):
            found.append(_Row(start, text, paragraph, kind))
            start += len(text) + 1
    return found


def _source_lines(article: CleanArticle, source: SourceDocument) -> dict[str, list[int]]:
    """The kept lines of a plain source by what they say."""
    places: dict[str, list[int]] = {}
    if article.kept is not None:
        lines = source.text.split("\n")
        for number in article.kept:
            if number < len(lines):
                places.setdefault(normalise(lines[number]), []).append(number)
    return places
