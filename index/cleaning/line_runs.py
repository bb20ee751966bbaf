"""Evidence from several lines together: lists of other stories, and promos that only some of their lines show."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median_low

from index.cleaning.lines import Line

_REACH = 5
"""Lines from one mark of a list to the next at most."""
_LEAST_MARKS = 3
"""Marks that a list has at least."""
_LONGEST_ITEM = 40
"""Words of a line between rules."""
_LONGEST_TITLE = 26
"""Words of a line above a timestamp or byline."""
_LONGEST_STAMP = 14
"""Words of a timestamp or byline of a list."""
_REGULAR = 0.7
"""The share of distances between marks that are the usual one."""
_LONGEST_PROMO = 45
"""Words of a line that asks for a subscription: fewer than this."""
_LONGEST_OF_PROMO = 30
"""Words of a line between two such lines: fewer than this."""
_PROMO_REACH = 3
"""Lines from one to the next at most."""
_LEAST_ECHO = 4
"""Words of a line of a list that is looked for in the body."""
_RULE = re.compile(r"[-–—•*_=~|·]{1,5}")
_PROMO = re.compile(
    r"^(?:subscribe|sign[ -]?up|register)\b.{0,90}$|\b(?:to|in|into) your (?:e-?mail )?inbox\b|^enter your e-?mail"
    r"|^(?:get|receive) .{0,60}\bnewsletters?\b|\bnewsletters? sign[ -]?up"
    r"|^(?:a|our|the) (?:free )?(?:daily|weekly) (?:e-?mail|newsletter)\b",
    re.IGNORECASE,
)
_APPEAL = re.compile(
    r"\b(?:(?:our|may (?:contain|include)|has|have|use[sd]?|through) affiliate (?:links?|partnerships?|commissions?)\b"
    r"|(?:may|might|will|we|can) (?:also )?(?:earn|receive|get) (?:an? )?(?:small )?(?:affiliate )?commission"
    r"|consider (?:supporting (?:us|our)|subscribing|making a (?:donation|contribution)|donating|becoming a)"
    r"|support (?:our|independent|quality|local|fearless) (?:\w+ )?journalism\b"
    r"|(?:website|browser) is no longer supported\b"
    r"|share (?:it |this )?with (?:a friend|your friends)$"
    r"|delivered (?:straight |directly |right )?(?:to|through) your\b|all rights reserved\b"
    r"|(?:our|agree to the) (?:terms (?:of (?:use|service)|and conditions)|privacy policy)\b)"
    r"|^(?:if you(?:'re| are|'ve)? (?:enjoy(?:ed|ing)?|liked?|loved?) (?:this|our|reading)\b.{0,200}"
    r"(?:support|subscrib|donat|shar|sign)"
    r"|(?:the )?(?:(?:opinions?|views) (?:and \w+ )?expressed) (?:are|by|in|here|on)\b"
    r"|(?:download|get) (?:the|our) (?:[\w ]{0,30})\bapp\b"
    r"|(?:you can )?(?:follow|like|find) (?:us|him|her|me|them|[a-z .]{3,40}) on "
    r"(?:twitter|facebook|x\b|instagram|linkedin|threads|bluesky)"
    r"|(?:(?:click|tap) here|scroll down) (?:to|for)\b|(?:want|got|have) (?:more|a (?:tip|story|question))\b.{0,160}$"
    r"|(?:read|see|check out|browse) (?:all )?our \w+|chat with us\b)",
    re.IGNORECASE,
)
_HINTS = frozenset(
    "affiliate affiliates commission enjoy enjoyed enjoying liked loved consider journalism expressed download website"
    " browser twitter facebook instagram linkedin threads bluesky delivered reserved terms privacy friend friends click"
    " scroll question story check browse".split()
)
_OPENINGS = frozenset("get tap want got have read see chat you follow like find share".split())
"""An appeal has one of the hints, or begins with an opening: most lines need no search for it."""
_LONGEST_APPEAL = 70
"""Words of an appeal: fewer than this."""


def appeals(lines: Sequence[Line]) -> set[int]:
    """Lines in which the site speaks to its reader, also in whole sentences; quotations are none."""
    return {
        i
        for i, line in enumerate(lines)
        if line.words < _LONGEST_APPEAL
        and (not _HINTS.isdisjoint(line.content) or line.low.partition(" ")[0] in _OPENINGS)
        and "quotes" not in line.features
        and _APPEAL.search(line.low.replace("’", "'"))
    }


def lists_of_stories(lines: Sequence[Line]) -> set[int]:
    """Lines of teaser lists: short items, each set off by a rule, a timestamp or a byline.

    Marks with paragraphs between them (a live blog, a chronicle) are no list, nor are marks at irregular distances.
    """
    found: set[int] = set()
    for is_mark, ahead in ((_is_rule, False), (_is_stamp, True), (_is_teaser_byline, True)):
        marks = [i for i, line in enumerate(lines) if is_mark(line)]
        for run in _runs(lines, marks, _LONGEST_TITLE if ahead else _LONGEST_ITEM):
            found |= _items(lines, run, ahead)
    return found


def _is_rule(line: Line) -> bool:
    return not line.words and _RULE.fullmatch(line.text) is not None


def _is_stamp(line: Line) -> bool:
    return line.dated and line.words <= _LONGEST_STAMP


def _is_teaser_byline(line: Line) -> bool:
    return line.byline and line.words <= _LONGEST_STAMP


def _runs(lines: Sequence[Line], marks: Sequence[int], longest: int) -> list[list[int]]:
    """Runs of marks near each other, with only short lines between, at mostly the same distance."""
    runs: list[list[int]] = []
    for mark in marks:
        near = bool(runs) and mark - runs[-1][-1] <= _REACH
        if near and all(_is_short(lines[i], longest) for i in range(runs[-1][-1] + 1, mark)):
            runs[-1].append(mark)
        else:
            runs.append([mark])
    return [run for run in runs if len(run) >= _LEAST_MARKS and _is_regular(run)]


def _is_short(line: Line, longest: int) -> bool:
    return line.words <= longest


def _is_regular(run: Sequence[int]) -> bool:
    steps = [two - one for one, two in pairwise(run)]
    usual = median_low(steps)
    return usual > 1 and sum(1 for step in steps if abs(step - usual) <= (usual <= 2)) >= _REGULAR * len(steps)


def _items(lines: Sequence[Line], run: Sequence[int], ahead: bool) -> set[int]:
    """All lines of the list whose marks are ``run``; ``ahead`` where an item is before its mark."""
    step = median_low(two - one for one, two in pairwise(run))
    longest = _LONGEST_TITLE if ahead else _LONGEST_ITEM
    start = run[0] - step + 1 if ahead else run[0]
    end = run[-1] + 1 if ahead else run[-1] + step
    items = {i for i in range(max(0, start), min(len(lines), end)) if _is_short(lines[i], longest)}
    return items | set(run)


def promos(lines: Sequence[Line]) -> set[int]:
    """Lines that ask for a subscription, and short lines between them."""
    asking = [
        line.cue is not None and line.words < _LONGEST_PROMO and _PROMO.search(line.text) is not None for line in lines
    ]
    found = {i for i, asks in enumerate(asking) if asks}
    for one, two in pairwise(sorted(found)):
        if two - one <= _PROMO_REACH:
            found |= {i for i in range(one + 1, two) if lines[i].words < _LONGEST_OF_PROMO}
    return found


def echoes(lines: Sequence[Line], hidden: set[int], body: set[int]) -> set[int]:
    """Body lines that are no sentences and are also in a list of other stories."""
    listed = {lines[i].text for i in hidden if lines[i].words >= _LEAST_ECHO}
    return {i for i in body if not lines[i].ends and lines[i].text in listed}
