"""The event that a day, a time or a place belongs to: the verb of its clause, with the words and names beside it.

There is no parser: a clause ends at punctuation and at words such as ``and``, ``who`` and ``after``; a verb is known by
its ending, by a list of irregular ones, by an auxiliary before it, or as a word for a common kind of event.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from index.comparison.facts.events.vocabulary import event_words
from index.comparison.facts.events.word_lists import ClauseWords
from index.comparison.facts.names import parts as name_parts
from index.comparison.facts.statements import Statement
from index.comparison.facts.vocabulary import vocabulary
from index.comparison.passages import begins_in
from index.model import Span
from index.text import Token, fold, stem

_BREAK = re.compile(r":(?!\d)|[,;()\u201c\u201d\"\u00ab\u00bb\u2014\u2013]|\s--?")
_FAR = 4
"""Clauses among which the verb of a day is sought on one side, its own included, if that has none."""
_NOUNS = 3
"""Words after a day, as in ``Tuesday's council meeting``, that it may describe."""
_HELPERS = 4
"""Words before a verb among which its auxiliaries are."""
_SHORTEST = 5
"""Letters of the shortest word whose ending makes it a verb."""
_QUOTES = '"\u201c\u201d\u201e\u00ab\u00bb'


@dataclass(frozen=True, slots=True)
class Event:
    """What happened at a time or a place, as far as the words around it say."""

    verb: str
    """The kind of event, or the stem of the verb or the noun; empty where none is found."""
    said: str
    """The verb or noun in the word of the text."""
    words: frozenset[str]
    """Stems of the other content words of the clause."""
    names: frozenset[str]
    """Names in the clause, folded."""
    context: frozenset[str]
    """Names earlier in the sentence; those of the sentence before, for a pronoun or where it has none."""
    subject: str
    """The clause in the words of the text, without what is dated, for a reader."""
    reports: bool
    """Whether the verb only says that somebody says something."""
    planned: bool
    """Whether it is still to come."""
    quoted: bool
    """Whether it is within a quotation."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known of a sentence when the events in it are read."""

    statement: Statement
    dated: tuple[Span, ...] = ()
    """The words that say when things are: they are no part of an event."""
    known: Set[str] = frozenset()
    """Names of the article, folded, so that one is known at the beginning of a sentence too."""
    carried: frozenset[str] = frozenset()
    """Names of the sentence before."""
    describes: bool = True
    """Whether a value can describe the noun after it, as days do: ``Tuesday's meeting``."""


def event(around: Surroundings, span: Span) -> Event:
    """The event of what is at ``span`` of a sentence."""
    return _reader(around.statement.language).event(around, span)


def named(around: Surroundings) -> frozenset[str]:
    """The names in a sentence, folded, word by word."""
    words = around.statement.words
    return frozenset(words[i].word for i in _reader(around.statement.language).named(around))


def is_kind(verb: str, language: str) -> bool:
    """Whether ``verb`` of an :class:`Event` is the name of a common kind of event."""
    return _reader(language).is_kind(verb)


@cache
def _reader(language: str) -> _Reader:
    return _Reader(language)


class _Reader:
    def __init__(self, language: str) -> None:
        known = vocabulary(language)
        self._words: ClauseWords = event_words(language).clauses
        self._kinds = frozenset(self._words.events.values())
        self._language = language
        self._common = known.words.tell_nothing | known.words.determiners
        self._ends = known.words.end_nouns
        says = "|".join((known.speech.says, known.speech.also_noun))
        pattern = re.compile(rf"(?:{says})", re.IGNORECASE)
        self._that = re.compile(rf"(?:{known.speech.that})").fullmatch
        self._says = lru_cache(maxsize=4096)(lambda word: pattern.fullmatch(word) is not None)

    def is_kind(self, verb: str) -> bool:
        return verb in self._kinds

    def event(self, around: Surroundings, span: Span) -> Event:
        statement = around.statement
        words, text = statement.words, statement.text
        at = sum(word.end <= span[0] for word in words)
        parts = self._clauses(text, words, span) or [(0, 0)]
        own = next((n for n, part in enumerate(parts) if part[0] <= at <= part[1]), 0)
        around = replace(around, dated=(*around.dated, span))
        named = self.named(around)
        noun = self._described(text, words, span, named) if around.describes else None
        # The words of a value tell no event: "two minutes left".
        dated = {i for i, word in enumerate(words) if begins_in(word, around.dated)}
        found, reach = self._verb_near(text, words, parts, own, at, named, dated) if noun is None else (noun, own)
        low, high = parts[min(own, reach)][0], parts[max(own, reach)][1]
        verb = self._kind(words[found]) if found is not None else ""
        reports = found is not None and noun is None and self._says(_written(text, words[found]))
        if reports:
            # The words of the speaker may follow.
            high = parts[min(len(parts) - 1, max(own, reach) + 2)][1]
        begin = words[low].start if low < len(words) else 0
        end = words[high - 1].end if 0 < high <= len(words) else len(text)
        mine = {
            self._kind(word)
            for word, _ in statement.telling
            if begin <= word.start < end and word.word not in self._ends and not begins_in(word, around.dated)
        }
        names = frozenset(words[i].word for i in named if low <= i < high)
        also = (fold(part) for name in statement.names if name.also for part in name_parts(name.also))
        context = frozenset((*(words[i].word for i in named if i < low), *also)) - names
        has_pronoun = any(word.word in self._words.pronouns for word in words[low:high])
        if (not names and not context) or has_pronoun:
            context |= around.carried
        helpers = words[max(low, found - _HELPERS) : found] if found is not None else ()
        planned = any(word.word in self._words.future for word in helpers)
        quoted = sum(text.count(mark, 0, span[0]) for mark in _QUOTES) % 2 == 1
        subject = _without(text, (begin, end), span)
        said = text[words[found].start : words[found].end] if found is not None else ""
        return Event(verb, said, frozenset(mine - {verb} - names), names, context, subject, reports, planned, quoted)

    def named(self, around: Surroundings) -> list[int]:
        """The words that are names."""
        statement = around.statement
        spans = [name.span for name in statement.names]
        return [
            i
            for i, word in enumerate(statement.words)
            if statement.text[word.start : word.start + 1].isupper()
            and word.word not in self._common
            and not begins_in(word, around.dated)
            and (word.word in around.known or (i and begins_in(word, spans)))
        ]

    def _clauses(self, text: str, words: Sequence[Token], span: Span) -> list[tuple[int, int]]:
        """Ranges of the words of ``words`` that are a clause each, in order."""
        starts = [0]
        for i in range(1, len(words)):
            if _within(words[i], span) and _within(words[i - 1], span):
                continue
            gap = text[words[i - 1].end : words[i].start]
            next_is_day = i + 1 < len(words) and _within(words[i + 1], span)
            if _BREAK.search(gap) or (words[i].word in self._words.breaks and not next_is_day):
                starts.append(i)
        ends = [*starts[1:], len(words)]
        return [(start, end) for start, end in zip(starts, ends, strict=True) if end > start]

    def _described(self, text: str, words: Sequence[Token], span: Span, named: Sequence[int]) -> int | None:
        """The noun that a day describes: ``Tuesday's meeting``, ``the 1972 fire``."""
        after = [i for i, word in enumerate(words) if word.start >= span[1]]
        if not after or text[span[1] : words[after[0]].start].strip(" ,\u2019'") not in ("", "s"):
            return None
        genitive = text[span[1] : span[1] + 1] in ("'", "\u2019")
        first = after[0] + (words[after[0]].word == "s")
        previous = next((word.word for word in reversed(words) if word.end <= span[0]), "")
        if not genitive and previous not in self._words.before_nouns - {"on", "in", "by", "from", "this", "that"}:
            return None
        nouns = []
        for i in range(first, min(len(words), first + _NOUNS)):
            word = words[i].word
            if i > first and text[words[i - 1].end : words[i].start] != " ":
                break
            if word in self._common or word in self._words.breaks or word in self._ends:
                break
            known = self._stem(words[i]) in self._words.events
            if i > first and not known and self._is_verb(text, words, i, named):
                break
            nouns.append(i)
        kinds = [i for i in nouns if self._stem(words[i]) in self._words.events]
        return kinds[-1] if kinds else nouns[-1] if nouns else None

    def _verb_near(
        self,
        text: str,
        words: Sequence[Token],
        parts: Sequence[tuple[int, int]],
        own: int,
        at: int,
        named: Sequence[int],
        dated: Set[int],
    ) -> tuple[int | None, int]:
        """The verb nearest to word ``at`` and the number of its clause: in its own, else before, else after."""
        firsts = [words[part[0]].word if part[0] < len(words) else "" for part in parts]
        back = list(range(own - 1, max(-1, own - _FAR), -1))
        ahead = [n for n in range(own + 1, min(len(parts), own + _FAR)) if firsts[n] not in self._words.subordinators]
        if self._that(firsts[own]):
            # The verb of saying before it is that of the report.
            back = []
        forward_first = own == 0 or firsts[own] in self._words.breaks
        order = [own, *(ahead if forward_first else back), *(back if forward_first else ahead)]
        for number in order:
            verbs = [i for i in range(*parts[number]) if i not in dated and self._is_verb(text, words, i, named)]
            if verbs:
                return max((i for i in verbs if i < at), default=verbs[0]), number
        for number in order:
            nouns = [i for i in range(*parts[number]) if i not in dated and self._stem(words[i]) in self._words.events]
            if nouns:
                return min(nouns, key=lambda i: abs(i - at)), number
        return None, own

    def _is_verb(self, text: str, words: Sequence[Token], i: int, named: Sequence[int]) -> bool:
        known, word = self._words, words[i].word
        if word in known.auxiliaries or word in known.modals or not word.isalpha() or self._is_adverb(word):
            return False
        if i in named or text[: words[i].start].endswith("-"):
            return False
        # Names may end as adverbs do: Italy.
        before = (
            n for n in range(i - 1, max(0, i - _HELPERS) - 1, -1) if n in named or not self._is_adverb(words[n].word)
        )
        previous = next((words[n].word for n in before), "")
        if previous in known.auxiliaries or previous in known.modals:
            function_word = word in self._common or word in self._ends
            return not function_word or self._says(_written(text, words[i]))
        if previous in known.before_nouns:
            return False
        if known.verb_ends and word.endswith(known.verb_ends) and len(word) >= _SHORTEST and word not in known.no_verbs:
            return True
        return word in known.irregular or self._stem(words[i]) in known.events or self._says(_written(text, words[i]))

    def _is_adverb(self, word: str) -> bool:
        return word in self._words.adverbs or bool(self._words.adverb_ends and word.endswith(self._words.adverb_ends))

    def _kind(self, token: Token) -> str:
        found = self._stem(token)
        return self._words.events.get(found, found)

    def _stem(self, token: Token) -> str:
        return self._words.irregular.get(token.word) or stem(token.word, self._language)


def _written(text: str, word: Token) -> str:
    """A word with its accents, which patterns have too."""
    return text[word.start : word.end].lower()


def _within(word: Token, span: Span) -> bool:
    return span[0] <= word.start < span[1]


def _without(text: str, clause: Span, dated: Span) -> str:
    """The text of a clause without the words that date it and the preposition before them."""
    kept = list(_kept(text, clause, dated))
    return " ".join(" ".join(kept).split()).strip(' ,;:-\u2013\u2014"\u201c\u201d')


def _kept(text: str, clause: Span, dated: Span) -> Iterator[str]:
    start, end = clause
    yield re.sub(
        r"\s(?:on|in|at|since|by|of|early|late|with|from|to|until|during|around|about)\s*$",
        "",
        text[start : max(start, dated[0])],
    )
    yield text[min(end, max(start, dated[1])) : end]
