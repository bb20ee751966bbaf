"""Lines that are no paragraphs, in groups: what is alike in form, in one place, is article or not together.

A line of a table, a poem or a list of names shows little by itself, and its neighbours of the same form are what it is.
So the evidence is the mean over the run, and its place counts: what is between two paragraphs of an article is article,
unless something speaks against it. How much a text has of what pages have around their articles decides how much that
must be: a text without any of it was copied out of its page, and all of it is kept.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from enum import StrEnum
from functools import cache, lru_cache
from typing import NamedTuple

from index.cleaning.lines import Line
from index.model import HiddenReason

OF_A_SITE = frozenset((
    HiddenReason.NEWSLETTER, HiddenReason.ADVERTISEMENT, HiddenReason.RELATED_STORY, HiddenReason.SITE_CHROME,
    HiddenReason.SHARING, HiddenReason.COMMENT, HiddenReason.READING_TIME,
))  # fmt: skip
"""Cues of what a page has around its article; a credit or a caption is also in a text that was copied out of it."""
_LONGEST_CUE = 26
"""Words of a line whose cue counts as surroundings: fewer than this."""


_LEVELS = (1, 4, 10)
"""Lines of surroundings from which on a text has some, more, and much of it."""
_SIZES = (2, 3, 5, 9, 17)
"""Lines from which on a run is of the next size."""


class Form(StrEnum):
    """What a line looks like; the lines of a run have one form, or two in turn."""

    NUMBERED = "numbered"
    BULLET = "bullet"
    LABEL = "label"
    QUESTION = "question"
    FIGURES = "figures"
    SENTENCE = "sentence"
    LOWER = "lower"
    CAPITALS = "capitals"
    TITLE = "title"
    SHORT = "short"


_MATTER = frozenset((Form.NUMBERED, Form.LABEL, Form.QUESTION, Form.FIGURES, Form.SENTENCE, Form.LOWER))
"""Forms that headlines of other stories do not have."""
_NUMBERED = re.compile(r"\(?(?:\d{1,3}|[a-zA-Z])[.)]\s")
_BULLET = re.compile(r"[-–—•*·●▪►>»+]\s")
_LABEL = re.compile(r"[^\W_][^:：.!?]{0,32}(?::\s|：)\S")
_MOST_LABEL = 4
"""Words of a label."""
_SIGNS = ".!?…。！？؟۔।"
_NUMBER = re.compile(r"\d[\d.,:/–-]*")
_SCORE = re.compile(r"[^\W\d] \d{1,3} ?[-–] ?\d{1,3} [^\W\d]")
"""The figures of a match between the names of who played it."""
_LONGEST_SCORE = 12
"""Words of a line that is a result."""
_FIGURES = 0.2
"""The share of figures among the words of a line of figures."""
_MOST_FORMS = 2
"""Forms of the lines of a run that are two in turn; more are mixed."""
_SHORTEST_TITLE = 5
"""Words from which on a line without an end is as long as a headline."""


class Run(NamedTuple):
    """Lines in a row that are alike."""

    lines: tuple[int, ...]
    forms: frozenset[Form]


def form_of(line: Line) -> Form:
    """What a line looks like."""
    return _form(line.text, line.words, line.ends)


@lru_cache(maxsize=1 << 13)
def _form(text: str, words: int, ends: bool) -> Form:
    if _NUMBERED.match(text):
        return Form.NUMBERED
    if _BULLET.match(text):
        return Form.BULLET
    label = _LABEL.match(text)
    if label and len(label.group().split()) <= _MOST_LABEL + 1:
        return Form.LABEL
    if text[-1:] in "?？؟":
        return Form.QUESTION
    figures = len(_NUMBER.findall(text))
    if figures and (figures >= _FIGURES * max(1, words) or text[-1:].isdigit()):
        return Form.FIGURES
    if figures and words <= _LONGEST_SCORE and not ends and _SCORE.search(text):
        return Form.FIGURES
    if ends:
        return Form.SENTENCE
    letter = next((c for c in text if c.isalpha()), "")
    if letter.islower():
        return Form.LOWER
    if words > 1 and text.isupper():
        return Form.CAPITALS
    return Form.TITLE if words >= _SHORTEST_TITLE else Form.SHORT


def surroundings(lines: Sequence[Line]) -> int:
    """How many lines of a text are by their words what a page has around its article."""
    return sum(1 for line in lines if line.cue in OF_A_SITE and line.words < _LONGEST_CUE)


def runs(lines: Sequence[Line], groups: Sequence[int], places: Sequence[int]) -> Iterator[Run]:
    """The lines at ``places``, which rise, in runs that are alike: in form, or in one group between blank lines."""
    run: list[int] = []
    forms: set[Form] = set()
    last = before = None
    for place in places:
        form = form_of(lines[place])
        # Two forms in turn are one run: a line goes on with the form of either of the last two.
        if run and (
            place != run[-1] + 1 or (form is not last and form is not before and groups[run[-1]] != groups[place])
        ):
            yield Run(tuple(run), frozenset(forms))
            run, forms, last = [], set(), None
        run.append(place)
        forms.add(form)
        last, before = form, last
    if run:
        yield Run(tuple(run), frozenset(forms))


def all_runs(lines: Sequence[Line], groups: Sequence[int]) -> list[Run]:
    """The runs of all lines that are no paragraphs, and whose words are no cue."""
    return list(runs(lines, groups, [i for i, line in enumerate(lines) if not line.prose and line.cue is None]))


def level(lines: Sequence[Line]) -> int:
    """How much surroundings a text has: from 0, for none, to 3."""
    return bisect_right(_LEVELS, surroundings(lines))


def add_features(lines: Sequence[Line], found: list[list[str]], runs_: Sequence[Run]) -> None:
    """Add what the run of each line is, how large, where, and how much surroundings the text has."""
    much = level(lines)
    prose = [i for i, line in enumerate(lines) if line.prose]
    first, last = (prose[0], prose[-1]) if prose else (len(lines), -1)
    for i, (line, own) in enumerate(zip(lines, found, strict=True)):
        where = "above" if i < first else "below" if i > last else "inside"
        own.append(_level_feature(much, line.prose, line.cue is not None, where))
    for run in runs_:
        start, end = run.lines[0], run.lines[-1]
        where = "above" if end < first else "below" if start > last else "inside"
        around = (start > 0 and lines[start - 1].prose, end + 1 < len(lines) and lines[end + 1].prose)
        names = _run_features(run.forms, bisect_right(_SIZES, len(run.lines)), where, around, much)
        announced = start > 0 and lines[start - 1].text[-1:] == ":"
        for i in run.lines:
            found[i].extend(names)
            if announced:
                found[i].append("run announced")


@cache
def _level_feature(much: int, prose: bool, cued: bool, where: str) -> str:
    return f"surroundings {much}: {'prose' if prose else 'other'}{' with cue' if cued else ''} {where}"


@lru_cache(maxsize=1 << 12)
def _run_features(
    forms: frozenset[Form], size: int, where: str, around: tuple[bool, bool], much: int
) -> tuple[str, ...]:
    """What a run of these forms is; ``around`` says whether the lines above and below it are paragraphs."""
    form = "mixed" if len(forms) > _MOST_FORMS else " and ".join(sorted(forms))
    above, below = ("prose" if prose else "other" for prose in around)
    place = f"{where}, {above} above, {below} below"
    return (
        f"run of {form}, size {size}",
        f"run {where} of {form}, surroundings {much}",
        f"run {place}, size {size}",
        f"run {place}, surroundings {much}",
    )


# --- Verdict ---------------------------------------------------------------------------------------------------------

_LIMIT = 4.0
"""Log-odds to which the evidence of a line is limited."""
_INSIDE = (8.0, 1.0, 0.2, 0.0)
"""What speaks for a run between two paragraphs of the body, by how much surroundings the text has: where it has none,
more than all its lines can say against it.
"""
_BELOW = (3.0, 0.0, 0.0, 0.0)
"""What speaks for a run right below the last paragraph."""
_MATTER_BELOW = (8.0, 1.0, 0.2, 0.0)
"""What speaks for such a run where headlines never have its form."""
_ROWS_BELOW = (8.0, 2.0, 1.0, 0.0)
"""The same for several lines of such forms."""
_LEAST_ROWS = 3
"""Lines that are several."""
_NAMED_BELOW = (8.0, 3.0, 2.0, 1.0)
"""What speaks for such a run where it names again what the text above it names."""
_MOSTLY_NAMED = 0.6
"""The share of a run's longer words that the text above has, from which on it is about the same."""
_LEAST_NAMED = 3
"""These words at least: fewer are shared by chance."""
MEAN_HEADLINE = 5.5
"""Words of the headlines of other stories in the mean: subheads of an article are shorter."""
MOST_SHARED = 0.34
"""The share of a line's longer words that the article has, up to which the line is about something else."""
_SURELY_NOT = 0.02
"""The likelihood up to which a paragraph between others is left out even of a text without surroundings."""
_BEYOND = 1e-9
"""Keeps the log-odds of what is certain finite."""


def settled(
    lines: Sequence[Line],
    groups: Sequence[int],
    likely: Sequence[float],
    body: Collection[int],
    barred: Collection[int],
    least: float,
    *,
    is_page: bool = False,
) -> set[int]:
    """``body`` with each run of lines that are no paragraphs kept or left out as a whole; ``barred`` are never kept.

    ``least`` is the likelihood of a line that is kept where nothing else speaks for it or against it. Around the lines
    of a page there always is something of it, also where none of it is among them.
    """
    paragraphs = [i for i in body if lines[i].prose] or list(body)
    if not paragraphs:
        return set(body)
    first, last = min(paragraphs), max(paragraphs)
    much = max(level(lines), int(is_page))
    found = set(body)
    if not much:
        found |= {
            i
            for i in range(first, last)
            if lines[i].prose and lines[i].cue is None and i not in barred and likely[i] > _SURELY_NOT
        }
    inside = [i for i in range(first + 1, last) if _is_open(lines[i], i, barred)]
    for run in runs(lines, groups, inside):
        _settle(found, run, _evidence(run, likely, least) + _INSIDE[much])
    below = [i for i in range(last + 1, len(lines)) if _is_open(lines[i], i, barred)]
    following = last + 1
    heading: Run | None = None
    for run in runs(lines, groups, below):
        if run.lines[0] != following:
            break
        following = run.lines[-1] + 1
        evidence = _evidence(run, likely, least) + _spoken_for(lines, run, found, much)
        _settle(found, run, evidence)
        if evidence >= 0:
            found.update(heading.lines if heading is not None else ())
            heading = None
        elif heading is None and len(run.lines) == 1:
            # What is below a heading says whether it is one of the article.
            heading = run
        else:
            break
    return found


def _spoken_for(lines: Sequence[Line], run: Run, body: Collection[int], much: int) -> float:
    """What speaks for a run below the last paragraph, in a text with so ``much`` surroundings."""
    named = _NAMED_BELOW[much] if _names_again(lines, run, body) else 0.0
    if _are_headlines(lines, run, body):
        return named
    bonus = _BELOW
    if _MATTER.issuperset(run.forms):
        bonus = _MATTER_BELOW if len(run.lines) < _LEAST_ROWS else _ROWS_BELOW
    return max(bonus[much], named)


def _are_headlines(lines: Sequence[Line], run: Run, body: Collection[int]) -> bool:
    """Whether the lines of a run have the length and form of headlines, and are about nothing that ``body`` says."""
    words = sum(lines[i].words for i in run.lines)
    if set(run.forms) != {Form.TITLE} or words < MEAN_HEADLINE * len(run.lines):
        return False
    about = frozenset(word for i in body if i not in run.lines for word in lines[i].content)
    content = frozenset(word for i in run.lines for word in lines[i].content)
    return len(content & about) <= MOST_SHARED * len(content)


def _names_again(lines: Sequence[Line], run: Run, body: Collection[int]) -> bool:
    """Whether the lines of a run, which are several, say again what ``body`` above them is about."""
    content = frozenset(word for i in run.lines for word in lines[i].content)
    if len(run.lines) == 1 or len(content) < _LEAST_NAMED:
        return False
    about = frozenset(word for i in body if i < run.lines[0] for word in lines[i].content)
    return len(content & about) >= max(_LEAST_NAMED, _MOSTLY_NAMED * len(content))


def _is_open(line: Line, place: int, barred: Collection[int]) -> bool:
    """Whether a line is no paragraph, and nothing but its run shows what it is."""
    shows = line.prose or line.cue or line.dated or "no letters" in line.features
    return not shows and place not in barred


def _settle(found: set[int], run: Run, evidence: float) -> None:
    if evidence >= 0:
        found.update(run.lines)
    else:
        found.difference_update(run.lines)


def _evidence(run: Run, likely: Sequence[float], least: float) -> float:
    """The mean log-odds of the lines of a run, above those of ``least``."""
    return sum(_log_odds(likely[i]) for i in run.lines) / len(run.lines) - _log_odds(least)


def _log_odds(chance: float) -> float:
    return max(-_LIMIT, min(_LIMIT, math.log((chance + _BEYOND) / (1 - chance + _BEYOND))))
