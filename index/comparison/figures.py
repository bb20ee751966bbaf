"""Figures as a text states them: how many, of what, and how exactly."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from index.comparison.days import MONTH_NAMES, WEEKDAY_NAMES
from index.comparison.numerals import NUMERAL, has_numeral, value
from index.model import Span
from index.text import fold, stem, tokens

Hedge = Literal["", "about", "over", "under"]

_UNIT = re.compile(
    r"[\s\u00a0-]?(?P<unit>%|per\s?cent\b|percentage points?\b|dollars?\b|pounds?\b|euros?\b|cents?\b|yen\b"
    r"|francs?\b|p\b|years?[ -]olds?\b|(?:square|cubic)[ -]\w+)",
    re.IGNORECASE,
)
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b")
_AGE = re.compile(r"(?:,\s|,\s(?:also|then|now|just|only)\s|\(|\b(?:aged?|age of|was|turned)\s)$")
_FATES = {
    word: words.split()[0]
    for words in (
        "kill dead die dy death fatal slain murder casualti toll bodi drown",
        "injur wound hurt hospit",
        "arrest detain captur held imprison",
        "miss unaccount",
        "displac fled flee evacu leav homeless left",
        "rescu surviv freed releas save",
    )
    for word in words.split()
}
_BEFELL = re.compile(r"(?:\s[\w-]+){0,4}?\s(?:were|was|are|have been|has been|had been|being)\s(?:\w+ly\s)?(\w+)")
_AGE_ENDS = re.compile(r"\s?(?:[,.;)]|$)")
_AGED = re.compile(r"\b(?:aged|ages)\s(?:between\s|from\s)?$")
_LABEL = re.compile(r"(\b[A-Z]\w*|\b(?:version|strain|number|no|flight|route|channel|chapter|article|section))\.?\s$")
_NO_LABELS = frozenset(
    "some about around over nearly almost only just at in by of and the a an for from to with".split()
)
_SCORE = re.compile(r"(?<![\w,.$-])\d{1,3}-\d{1,3}(?![\w,-]|\.\d)")
_HEDGES: tuple[tuple[Hedge, re.Pattern[str]], ...] = (
    (
        "about",
        re.compile(r"\b(?:about|around|some|approximately|roughly|estimated(?: at)?|close to)\s*$", re.I),
    ),
    ("about", re.compile(r"\b(?:near|just (?:over|under))\s*$", re.I)),
    ("over", re.compile(r"\b(?:more than|over|at least|upwards? of|above|exceed\w*|in excess of)\s*$", re.I)),
    ("under", re.compile(r"\b(?:no more than|up to|as many as|as much as|at most|nearly|almost)\s*$", re.I)),
    ("under", re.compile(r"\b(?:less than|fewer than|under|below)\s*$", re.I)),
)
_SPAN_OF_TIME = frozenset("second minut hour day week month year decad centuri".split())
DAY_WORDS = MONTH_NAMES | WEEKDAY_NAMES | frozenset("last next ago earlier later today yesterday tomorrow".split())
_NO_COUNT = re.compile(r"\b(?:the|this|that|no|any|every|each|only|which|another|first|last|a)\s$", re.IGNORECASE)
"""What stands before a ``one`` that is a pronoun."""
_OPENS_RANGE = re.compile(r"\b(?:between|from)\s$", re.IGNORECASE)
_EXCEPTS = re.compile(r"\b(?:all|everyone|everything|everybody|none) (?:but|except)(?: for)?\s$", re.IGNORECASE)
"""What stands before a figure that counts the rest: ``all but three`` of 41 are 38."""
_NOUN_ENDS = frozenset(
    "a an the of in on at by for from to with within after before during over under between among into and or but "
    "as than that which who whom whose when while where since until is are was were be been being has have had "
    "will would could may might should can do does did said says say its his her their our my your he she it they "
    "we i this these those per each both not no if so because against near about".split()
)

_DETERMINERS = frozenset("a an the its his her their our my your this these those".split())


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure: a value or an interval, and what it counts; its span takes in words such as ``about``."""

    text: str
    span: Span
    low: float
    high: float
    hedge: Hedge
    unit: str
    """``percent``, ``$``, ``age``, ``ordinal`` ... or empty."""
    nouns: tuple[str, ...]
    """Stems of the words after it, up to the end of the noun phrase; empty with most units."""
    label: str
    """The stem of the name right before it, which may bear the figure as a number: ``Flight 12``; else empty."""
    modifier: bool
    """Whether it only describes what follows, as in ``seven-yard pass``."""
    fate: str
    """What befell those it counts (``kill``, ``injur`` ...), where that is said; else empty."""
    step: float
    """What the last digit given stands for: 100,000 in ``2.3 million``."""


def figures(text: str, taken: Iterable[Span] = ()) -> list[Figure]:
    """The figures in ``text``, in order, outside the spans that are ``taken`` by days and times."""
    if not has_numeral(text):
        return []
    occupied = [*taken, *(m.span() for m in _SCORE.finditer(text) if _is_score(m.group()))]
    found = [
        figure
        for m in NUMERAL.finditer(text)
        if not any(m.start() < end and start < m.end() for start, end in occupied)
        and (figure := _figure(text, m)) is not None
    ]
    return list(_ranges_joined(text, found))


def _is_score(written: str) -> bool:
    """``31-24`` is a result or a label; ``20-30`` is a range."""
    first, second = written.split("-")
    return int(first) >= int(second) or int(second) > 10 * int(first)


def _figure(text: str, m: re.Match[str]) -> Figure | None:
    read = value(m)
    if read is None or _EXCEPTS.search(text, max(0, m.start() - 24), m.start()):
        return None
    low, high, step = read
    end, unit, nouns = _unit(text, m)
    if m["single"] and not (nouns and nouns[0] in _SPAN_OF_TIME):
        return None
    if (m["words"] or "").lower() == "one" and not unit and not _counts_one(text, m, nouns):
        return None
    hedge: Hedge = "about" if m["vague"] else ""
    start = m.start()
    for name, cue in _HEDGES:
        if found := cue.search(text, max(0, m.start() - 24), m.start()):
            hedge, start = name, found.start()
            break
    if m["single"]:
        end = next(tokens(text, m.end())).end
    label = _label(text, m) if start == m.start() and not unit else ""
    return Figure(
        text[start:end],
        (start, end),
        low,
        high,
        hedge,
        unit,
        nouns,
        label,
        text[end : end + 1] == "-",
        _fate(text, start, end, nouns),
        step,
    )


def _fate(text: str, start: int, end: int, nouns: tuple[str, ...]) -> str:
    """Told by the noun (``24 dead``), by a passive verb after it, or by the verb right before (``killing 24``)."""
    for noun in nouns:
        if noun in _FATES:
            return _FATES[noun]
    passive = _BEFELL.match(text, end)
    before = re.findall(r"\w+", text[max(0, start - 16) : start])[-1:]
    words = [passive.group(1)] if passive else before
    return next((_FATES[found] for word in words if (found := stem(fold(word))) in _FATES), "")


def _label(text: str, m: re.Match[str]) -> str:
    found = _LABEL.search(text, max(0, m.start() - 24), m.start())
    if m["digits"] is None or found is None or (word := fold(found.group(1))) in _NO_LABELS:
        return ""
    return stem(word)


def _unit(text: str, m: re.Match[str]) -> tuple[int, str, tuple[str, ...]]:
    """Where the figure ends, its unit, and the nouns after it."""
    end = m.end()
    currency = (m["currency"] or "").strip(" .").upper()
    if found := _UNIT.match(text, end):
        return found.end(), currency or _unit_name(found["unit"]), ()
    if ordinal := _ORDINAL.match(text, end):
        return ordinal.end(), "ordinal", _nouns(text, ordinal.end())
    if currency:
        return end, currency, ()
    nouns = _nouns(text, end)
    whole = m["words"] is not None or (m["digits"] is not None and not m["magnitude"] and m["digits"].isdigit())
    before = text[max(0, m.start() - 24) : m.start()]
    if whole and ((_AGE_ENDS.match(text, end) and _AGE.search(before)) or _AGED.search(before)):
        return end, "age", ()
    return end, "", nouns


def _unit_name(unit: str) -> str:
    low = re.sub(r"[\s-]+", " ", unit.lower())
    if low.startswith(("%", "per")):
        return "points" if "points" in low else "percent"
    if "old" in low:
        return "age"
    return {"dollar": "$", "pound": "£", "euro": "€", "yen": "¥", "cent": "cent", "p": "cent"}.get(low.rstrip("s"), low)


def _nouns(text: str, start: int) -> tuple[str, ...]:
    found: list[str] = []
    end, after_of = start, False
    for token in tokens(text, start, min(len(text), start + 60)):
        if not re.fullmatch(r"[\s\u00a0\"'\u2018\u201c-]*", text[end : token.start]) or token.word in _NOUN_ENDS:
            # "four of its accounts", "20 of the people", "half of a share": the nouns come after.
            opens = token.word == "of" or (after_of and token.word in _DETERMINERS)
            if found or not opens or text[end : token.start].strip():
                break
            after_of = True
        elif token.word[0].isdigit() or token.word in DAY_WORDS:
            break
        else:
            found.append(stem(token.word))
            if text[token.start].isupper() and token.word.endswith("s"):
                # Americans, Iraqis: a people.
                found.append("peopl")
        end = token.end
        if len(found) >= 4:
            break
    return tuple(found)


def _counts_one(text: str, m: re.Match[str], nouns: tuple[str, ...]) -> bool:
    """Whether ``one`` counts something, and is no pronoun."""
    if (
        not nouns
        or text.startswith(" of ", m.end())
        or nouns[0] in ("anoth", "day", "thing", "time", "who", "such", "way", "hand", "side", "more")
    ):
        return False
    return not _NO_COUNT.search(text, max(0, m.start() - 9), m.start())


def _ranges_joined(text: str, found: list[Figure]) -> Iterator[Figure]:
    """``between 50 and 100`` and ``20-30`` as one figure each."""
    n = 0
    while n < len(found):
        joined = _range(text, found[n], found[n + 1]) if n + 1 < len(found) else None
        yield joined or found[n]
        n += 2 if joined else 1


def _range(text: str, first: Figure, second: Figure) -> Figure | None:
    between = text[first.span[1] : second.span[0]].strip()
    opened = between == "and" and _OPENS_RANGE.search(text, max(0, first.span[0] - 9), first.span[0])
    if not opened and (between not in ("-", "\u2013", "to") or first.nouns):
        return None
    if (second.unit and first.unit not in ("", second.unit)) or first.hedge == "about" or second.hedge == "about":
        return None
    # "$140-150 million": the magnitude and the unit stand once, at the end.
    low = first.low * (second.step if first.step == 1.0 and second.step >= 1000 else 1.0)
    if low > second.high:
        return None
    span = (first.span[0], second.span[1])
    written = text[slice(*span)]
    return replace(second, text=written, span=span, low=low, hedge="", unit=second.unit or first.unit, step=0.0)
