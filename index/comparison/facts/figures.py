"""Figures as a text states them: how many, of what, and how exactly."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from index.comparison.facts.numbers.identifiers import identifiers
from index.comparison.facts.numbers.numerals import has_numeral, numerals, value
from index.comparison.facts.vocabulary import NOTHING, alternatives, ignoring_case, vocabulary
from index.comparison.facts.word_lists import Hedge
from index.model import Span
from index.text import fold, stem, tokens

SPANS_OF_TIME = frozenset("second minut hour day week month year decad centuri".split())
_SIGNS = (("percent", "%"), *((sign, rf"{re.escape(sign)}(?!\d)") for sign in "€£$¥"))
_SIGN_OF_CURRENCY = {"EUR": "€", "GBP": "£", "USD": "US$", "RS": "₹"}
_AREA = r"(?:square|cubic|sq\.?)[ -]\w+|k?m(?:²|2\b)"
_AGE_ENDS = re.compile(r"\s?(?:[,.;)]|$)")
_GAP = re.compile(r"\+?[\s\u00a0\"'\u2018\u2019\u201c-]*")
_CLAUSE = re.compile(r"[^,.;:\d\u201c\u201d\u2018\"]*")
_ONE_WORD = re.compile(r"\s[^\W\d]+,?\s(?:\w{1,3}\s)?")
_FEET = re.compile(r"[\s-]?(?:foot|feet|ft)[\s-]", re.IGNORECASE)
_OPENS_SENTENCE = re.compile(r"(?:^|[.!?:;\u2014\u2013(\u201c\u2018\"'-])\s*$")
_SHORT_WORD = 3
"""Letters up to which a word of a headline may be without a capital."""
_WORDS_OF_HEADLINE = 4
"""Longer words from which capitals tell that a text is a headline."""
_BEGINS_NUMBER = re.compile(r"(?:[وفبلك]ـ?)?\d")
"""Of a word; in Arabic after a word of one letter that is written together with the number."""
_WORDS_ON = 8
"""Words after a figure, in its clause, that may say what happened to those it counts."""
_MOST_NOUNS = 4
"""Words of the noun phrase after a figure that are read."""
_OTHERS = frozenset(("other", "another", "some", "a", "the"))
"""English words that may stand between what happened and a figure: ``wounding another 70``."""
_CLAUSE_BACK = 60
"""Characters before an age in which a word may say that it is the size of something."""
ANIMALS = stem("animal")
"""The class of animals, which is among the nouns of a figure that counts any."""
_AMOUNT = 16
"""Characters before a hedge in which an amount may end."""
_LOOK_BACK = 24
"""Characters before a figure in which a hedge or a cue may stand."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure: a value or an interval, and what it counts; its span includes words such as ``about``."""

    text: str
    span: Span
    low: float
    high: float
    hedge: Hedge
    unit: str
    """``percent``, ``$``, ``age``, ``ordinal`` ... or empty."""
    nouns: tuple[str, ...]
    """Stems of the words after it up to the end of the noun phrase, and English stems of nouns that are often counted;
    empty with most units."""
    label: str
    """The stem of the name right before it, if the figure may be its number, as in ``Flight 12``; else empty."""
    modifier: bool
    """Whether it only describes what follows, as in ``seven-yard pass``."""
    fate: str
    """What happened to those it counts (``kill``, ``injur`` ...), if the text says so; else empty."""
    rate: bool
    """Whether it is a rate, as in ``eight goals a game``."""
    step: float
    """The value of one unit in the last digit given: 100,000 in ``2.3 million``."""
    part: bool = False
    """Whether it counts some of those counted before, as in ``two of whom``."""


def figures(text: str, taken: Iterable[Span] = (), language: str = "en") -> list[Figure]:
    """The figures in ``text``, in order, outside the spans that are ``taken`` by days and times.

    Digits must be grouped as in English.
    """
    if not has_numeral(text, language):
        return []
    occupied = [*taken, *identifiers(text, language)]
    reader = _reader(language)
    found: list[Figure] = []
    for m in numerals(language).finditer(text):
        if any(m.start() < end and start < m.end() for start, end in occupied):
            continue
        if found and m.start() < found[-1].span[1]:
            # A unit may hold a number word, as per cent does in French.
            continue
        if (figure := reader.figure(text, m)) is not None:
            found.append(figure)
    return list(reader.with_ranges(text, found))


@cache
def _reader(language: str) -> _Reader:
    return _Reader(language)


class _Reader:
    """Reads figures in one language."""

    def __init__(self, language: str) -> None:
        known = vocabulary(language)
        cues = known.figures
        self._language, self._cues, self._words = language, cues, known.words
        self._day_words = known.days.names
        self._before = [(hedge, ignoring_case(rf"\b(?:{cue})\s*$")) for hedge, cue in cues.before]
        self._after = [(hedge, ignoring_case(rf"(?:\s[^\W\d]+)?[\s-](?:{cue})\b")) for hedge, cue in cues.after]
        units = [*cues.units.items(), *_SIGNS, ("", _AREA)]
        of = rf"(?:(?:{alternatives(cues.of)})\s?)?" if cues.of else ""
        self._units = [(unit, ignoring_case(rf"[\s\u00a0-]?{of}(?P<unit>{pattern})")) for unit, pattern in units]
        self._ordinal = ignoring_case(cues.ordinal)
        self._age = ignoring_case(rf"(?:,\s(?:(?:{cues.age_adverbs})\s)?|\(|\b(?:{cues.age_cues})\s)$")
        self._aged = ignoring_case(rf"\b(?:{cues.aged})\s(?:(?:{cues.between})\s)?$")
        self._label = re.compile(rf"(\b[A-Z]\w*|\b(?:{cues.labels}))\.?\s$")
        self._labels = ignoring_case(cues.labels)
        self._metres = ignoring_case(cues.metres)
        self._tallies = ignoring_case(rf"\b(?:{cues.tallies})\b[^.;]*$")
        self._after_sign = ignoring_case("|".join(rf"-(?:{cue})\b" for _, cue in cues.after) or NOTHING)
        self._rates_of_unit = ignoring_case(rf"\s(?:{cues.rates})")
        self._rates = ignoring_case(rf"(?:\s[\w-]+){{1,2}}?\s(?:{cues.rates})")
        self._befell = ignoring_case(cues.befell)
        self._after_amount = ignoring_case(rf"(?:\d|{cues.units.get('percent', NOTHING)}|illi\w+)\s$")
        self._uncounted = ignoring_case(rf"\b(?:{cues.uncounted})\s$")
        self._excepts = ignoring_case(rf"\b(?:{cues.excepts})\s$")
        self._partial = ignoring_case(rf"\s(?:{cues.partial})\b")
        self._opens_range = ignoring_case(rf"\b(?:{cues.between})\s$")
        self._ends_range = ignoring_case(cues.and_)
        self._to = ignoring_case(rf"[-\u2013]|{cues.to}")

    def figure(self, text: str, m: re.Match[str]) -> Figure | None:
        """The figure of a numeral; None if it states none."""
        read = value(m, self._language)
        before = text[max(0, m.start() - _LOOK_BACK) : m.start()]
        if read is None or self._excepts.search(before):
            return None
        low, high, step = read
        end, unit, nouns = self._unit(text, m, before)
        if (m["magnitude"] or "").lower() == "m" and not unit and (not nouns or self._metres.match(text, m.end())):
            # It may as well be metres.
            return None
        if m["words"] and _is_in_name(text, m.start()):
            return None
        if m["share"] and self._uncounted.search(before):
            # The first half of the game.
            return None
        if m["single"] and SPANS_OF_TIME.isdisjoint(nouns):
            return None
        if m["words"] and m["words"].lower() == self._cues.counted and not unit and not self._counts(text, m, nouns):
            return None
        hedge: Hedge = "about" if m["vague"] else ""
        start = m.start()
        cues = [
            (found.start(), name)
            for name, cue in self._before
            if (found := cue.search(text, max(0, start - _LOOK_BACK), start))
        ]
        if cues:
            # "No more than" holds "more than".
            start, hedge = min(cues, key=lambda cue: cue[0])
            if not SPANS_OF_TIME.isdisjoint(nouns) and self._after_amount.search(text[max(0, start - _AMOUNT) : start]):
                # 6 percent over two years: during them.
                start, hedge = m.start(), ""
        else:
            after = "over" if text[end : end + 1] == "+" else hedge
            hedge = next((name for name, cue in self._after if cue.match(text, end)), after)
        if m["single"]:
            end = next(tokens(text, m.end())).end
        label_word = self._labelled(before) if m["digits"] is not None and start == m.start() and not unit else ""
        label = stem(label_word, self._language) if label_word else ""
        if label and self._labels.fullmatch(label_word):
            # The passengers of Flight 12 are not counted.
            nouns = ()
        modifier = text[end : end + 1] == "-" and not (hedge and self._after_sign.match(text, end))
        rate = self._rates.match(text, end) is not None or (
            unit != "" and self._rates_of_unit.match(text, end) is not None
        )
        fate = self._fate(text, start, end, nouns)
        part = self._partial.match(text, m.end()) is not None
        return Figure(
            text[start:end], (start, end), low, high, hedge, unit, nouns, label, modifier, fate, rate, step, part
        )

    def _fate(self, text: str, start: int, end: int, nouns: tuple[str, ...]) -> str:
        """Given by the noun (``24 dead``), by a verb after it, or by the verb right before (``killing 24``).

        Only people have one: ``4,000 dead fish`` are no toll.
        """
        fates = self._cues.fates
        if ANIMALS in nouns:
            return ""
        for noun in nouns:
            if noun in fates:
                return fates[noun]
        if self._cues.befell:
            passive = self._befell.match(text, end)
            words = [passive.group(1)] if passive else []
        else:
            clause = _CLAUSE.match(text, end)
            after = re.findall(r"\w+", clause.group())[:_WORDS_ON] if clause else []
            words = [word for word in after if stem(fold(word), self._language) in fates]
        if not words:
            before = re.findall(r"\w+", text[max(0, start - _LOOK_BACK) : start])
            while before and before[-1].lower() in _OTHERS:
                before.pop()
            words = before[-1:]
        return next((fates[found] for word in words if (found := stem(fold(word), self._language)) in fates), "")

    def _labelled(self, before: str) -> str:
        """The word that a number may belong to, folded."""
        found = self._label.search(before)
        if found is None or (word := fold(found.group(1))) in self._words.no_names or word in self._day_words:
            return ""
        return word

    def _unit(self, text: str, m: re.Match[str], before: str) -> tuple[int, str, tuple[str, ...]]:
        """Where the figure ends, its unit, and the nouns after it."""
        end = m.end()
        currency = (m["currency"] or "").strip(" \u00a0.").upper()
        currency = _SIGN_OF_CURRENCY.get(currency, currency)
        if m["share"]:
            return end, "percent", ()
        for unit, pattern in self._units:
            if found := pattern.match(text, end):
                named = currency or unit or re.sub(r"[\s-]+", " ", found["unit"].lower())
                return found.end(), named, self._nouns(text, found.end()) if named == "age" else ()
        if ordinal := self._ordinal.match(text, end):
            return ordinal.end(), "ordinal", self._nouns(text, ordinal.end())
        if currency:
            return end, currency, ()
        whole = m["words"] is not None or (m["digits"] is not None and not m["magnitude"] and m["digits"].isdigit())
        cue = self._age.search(before) if whole and _AGE_ENDS.match(text, end) else None
        if (
            cue
            and cue.group()[:1].isalpha()
            and self._tallies.search(text, max(0, m.start() - _CLAUSE_BACK), m.start())
        ):
            # The toll was 31.
            cue = None
        if whole and (cue or self._aged.search(before)):
            return end, "age", ()
        return end, "", self._nouns(text, end)

    def _nouns(self, text: str, start: int) -> tuple[str, ...]:
        found: list[str] = []
        known: list[str] = []
        words, end, after_of = self._words, start, False
        for token in tokens(text, start, min(len(text), start + 60)):
            if not _GAP.fullmatch(text, end, token.start) or token.word in words.end_nouns:
                # "four of its accounts", "20 of the people", "half of a share": the nouns come after.
                opens = token.word in words.of or (after_of and token.word in words.determiners)
                if found or not opens or text[end : token.start].strip("'\u2019 \u00a0"):
                    break
                after_of = True
            elif _BEGINS_NUMBER.match(token.word) or token.word in self._day_words:
                break
            else:
                found.append(stem(token.word, self._language))
                if found[-1] in self._cues.nouns:
                    known.append(self._cues.nouns[found[-1]])
                elif self._cues.classes.get(found[-1]) == ANIMALS:
                    known.append(ANIMALS)
                if self._cues.peoples_end and _is_people(text, token.start, token.word, self._cues.peoples_end):
                    known.append("peopl")
            end = token.end
            if len(found) + len(known) >= _MOST_NOUNS:
                break
        return (*found, *known)

    def _counts(self, text: str, m: re.Match[str], nouns: tuple[str, ...]) -> bool:
        """Whether ``one`` counts something, and is no pronoun."""
        if not nouns or text.startswith(" of ", m.end()) or nouns[0] in self._cues.not_counted:
            return False
        return not self._uncounted.search(text, max(0, m.start() - 9), m.start())

    def with_ranges(self, text: str, found: list[Figure]) -> Iterator[Figure]:
        """``between 50 and 100`` and ``20-30`` as one figure each."""
        n = 0
        while n < len(found):
            joined = self._range(text, found[n], found[n + 1]) if n + 1 < len(found) else None
            if joined is None and n + 1 < len(found) and self._in_row(text, found[n], found[n + 1]):
                found[n] = replace(found[n], unit=found[n + 1].unit, nouns=found[n + 1].nouns)
            if n + 1 < len(found) and _goes_on(text, found[n], found[n + 1]):
                found[n] = replace(found[n], high=found[n].low + 1, step=0.0)
                joined = None
            yield joined or found[n]
            n += 2 if joined else 1

    def _in_row(self, text: str, first: Figure, second: Figure) -> bool:
        """Whether the unit and the nouns of the second are those of the first too: ``7.6 and 7.5 magnitude quakes``."""
        bare = not first.unit and not first.nouns and not first.modifier
        between = text[first.span[1] : second.span[0]]
        return bare and self._ends_range.fullmatch(between.strip()) is not None and between != between.strip()

    def _range(self, text: str, first: Figure, second: Figure) -> Figure | None:
        between = text[first.span[1] : second.span[0]].strip()
        opened = self._ends_range.fullmatch(between) and self._opens_range.search(
            text, max(0, first.span[0] - _LOOK_BACK), first.span[0]
        )
        if not opened and (not self._to.fullmatch(between) or first.nouns):
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


def _is_in_name(text: str, start: int) -> bool:
    """Whether a number word has a capital inside a sentence, as in ``the Seven Sisters``; not in a headline."""
    return text[start].isupper() and not _OPENS_SENTENCE.search(text, 0, start) and not _has_capitals(text)


@lru_cache(maxsize=256)
def _has_capitals(text: str) -> bool:
    """Whether most of the longer words have capitals, as in many headlines."""
    words = [word for word in re.findall(r"[^\W\d_]+", text) if len(word) > _SHORT_WORD]
    return len(words) >= _WORDS_OF_HEADLINE and sum(word[0].isupper() for word in words) * 2 > len(words)


def _goes_on(text: str, first: Figure, second: Figure) -> bool:
    """Whether the second is the rest of the first: four minutes 48 seconds, six-foot-three."""
    if not first.unit and _FEET.fullmatch(text, first.span[1], second.span[0]):
        return second.nouns[:1] in ((), ("inch",)) or text[second.span[0] - 1] == "-"
    both = not SPANS_OF_TIME.isdisjoint(first.nouns) and not SPANS_OF_TIME.isdisjoint(second.nouns)
    return both and _ONE_WORD.fullmatch(text, first.span[1], second.span[0]) is not None and first.nouns != second.nouns


def _is_people(text: str, start: int, word: str, ending: str) -> bool:
    """Americans, Iraqis; in a headline every word has a capital."""
    return text[start].isupper() and word.endswith(ending) and not _has_capitals(text)
