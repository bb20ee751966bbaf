"""Quotations of one utterance that differ in a word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

from index.comparison.background import TermWeights
from index.comparison.differences.candidates import Candidate, Mark
from index.comparison.differences.evidence import evidence
from index.comparison.differences.pair import Pair
from index.comparison.differences.reading import Reading
from index.comparison.facts.assertions.changes import changed_meaning
from index.comparison.facts.assertions.oppositions import oppositions
from index.comparison.facts.assertions.quotations import quotations, spoken
from index.comparison.facts.speakers import speaker
from index.comparison.facts.vocabulary import vocabulary
from index.model import Span
from index.text import Token, stem, tokens

_FEWEST = 3
"""Words of the shorter quotation from which it is compared."""
_SAME = 0.5
"""Share of its words that the longer one has in the same order, from which both are of one utterance."""
_SAME_UNSAID = 0.6
"""The same where the sentences do not name one speaker."""
_COVERED = 0.4
"""Share of the weight of its content words that the other one has too, in any order, from which both may be of one."""
_LIGHTEST = 0.1
"""Weight that the content of a quotation has at least: one of common words only is covered by none."""
_DIFFERING = 8
"""Content words that only one of the two has from which more do not count."""
_ALIKE = 0.6
"""Ratio of equal letters from which words are spellings of one."""
_WORDING = "may be two wordings of one statement"
"""The doubt about quotations whose change of words changes no figure, day, name or polarity."""
_TITLE = 0.5
"""Share of words with a capital from which a quotation is a title."""
_MOST = 300
"""Quotations of one article that are compared."""


@dataclass(frozen=True, slots=True)
class _Quoted:
    sentence: int
    span: Span
    words: tuple[Token, ...]
    """Their spans are into the sentence."""
    content: frozenset[str]
    speaker: str
    text: str

    @property
    def written(self) -> list[str]:
        """Its words, folded."""
        return [word.word for word in self.words]

    def words_of(self, word: Token) -> str:
        """A word of the quotation as it is written."""
        return self.text[word.start - self.span[0] : word.end - self.span[0]]


def candidates(pair: Pair) -> Iterator[Candidate]:
    """Every two quotations of one utterance in which words that tell something differ."""
    mine, theirs = pair.left.kept(_all), pair.right.kept(_all)
    weigh = _Weighed(pair.weights)
    weights, others = pair.left.kept(weigh), pair.right.kept(weigh)
    for x, weight in zip(mine, weights, strict=True):
        for y, other in zip(theirs, others, strict=True):
            if x.content.isdisjoint(y.content):
                continue
            covered = _weight(pair.weights, x.content & y.content) / max(_LIGHTEST, min(weight, other))
            if covered < _COVERED:
                continue
            order = SequenceMatcher(None, x.written, y.written, autojunk=False)
            kept = sum(block.size for block in order.get_matching_blocks())
            share = kept / min(len(x.words), len(y.words))
            same_speaker = _one_speaker(x.speaker, y.speaker)
            changed = _changed(pair.left.language, x, y, order)
            if changed is None or share < (_SAME if same_speaker else _SAME_UNSAID):
                continue
            if _dates(pair.left, x, changed[0]) and _dates(pair.right, y, changed[1]):
                # Days and times are read as such: 6:41pm is 18:41.
                continue
            if _quotes(theirs, x) or _quotes(mine, y):
                continue
            left, right = Mark(x.sentence, changed[0]), Mark(y.sentence, changed[1])
            differing = len(x.content ^ y.content)
            change = changed_meaning(x.text, y.text, pair.left.language)
            features = {
                **evidence(pair, left, right),
                "quotation: order": share,
                "quotation: covered": covered,
                "quotation: speaker": float(same_speaker),
                "quotation: differing": min(_DIFFERING, differing) / _DIFFERING,
            }
            said_by = x.speaker if same_speaker else ""
            wording = () if change is not None else (_WORDING,)
            yield Candidate("quotation", left, right, said_by, features, doubts=wording)


def _changed(language: str, x: _Quoted, y: _Quoted, order: SequenceMatcher[str]) -> tuple[Span, Span] | None:
    """The words that took the place of others, if they tell something."""
    for what, begin, end, other, last in order.get_opcodes():
        if what != "replace":
            continue
        a, b = x.words[begin:end], y.words[other:last]
        left, right = _telling(x, a, language), _telling(y, b, language)
        if left and right and not (left <= right or right <= left) and not _spelled(a, b):
            return (a[0].start, a[-1].end), (b[0].start, b[-1].end)
    return None


def _dates(reading: Reading, quoted: _Quoted, span: Span) -> bool:
    """Whether ``span`` is a part of a day or a time."""
    statement = reading.statement(quoted.sentence)
    dated = (*(day.span for day in statement.days), *(time.span for time in statement.times))
    return any(start <= span[0] and span[1] <= end for start, end in dated)


def _quotes(others: Sequence[_Quoted], x: _Quoted) -> bool:
    """Whether the other article has the quotation too, word by word."""
    return any(x.written == each.written for each in others)


@dataclass(frozen=True, slots=True)
class _Weighed:
    """Weighs the quotations of an article."""

    weights: TermWeights

    def __call__(self, reading: Reading) -> list[float]:
        return [_weight(self.weights, each.content) for each in reading.kept(_all)]


def _weight(weights: TermWeights, content: frozenset[str]) -> float:
    return sum(map(weights, content))


def _spelled(a: Sequence[Token], b: Sequence[Token]) -> bool:
    """Whether they are spellings of one word: data center, datacenter."""
    one, other = ("".join(word.word for word in row) for row in (a, b))
    return SequenceMatcher(None, one, other, autojunk=False).ratio() > _ALIKE


def _telling(quoted: _Quoted, row: Sequence[Token], language: str) -> frozenset[str]:
    """The stems of content words and of modal verbs; contractions such as ``I'd`` tell nothing."""
    common, modal = vocabulary(language).words.tell_nothing, oppositions(language).modal - {"to"}
    return frozenset(
        stem(word.word, language)
        for word in row
        if (word.word not in common or word.word in modal) and not _contracted(quoted.words_of(word))
    )


def _contracted(written: str) -> bool:
    return any(sign in written[:-1] for sign in "'\u2019") and not written.endswith(("'s", "\u2019s"))


def _is_title(text: str, row: Sequence[Token]) -> bool:
    """Whether the words are the name of a book, a film or a rule."""
    return sum(text[word.start].isupper() for word in row) > _TITLE * len(row)


def _one_speaker(x: str, y: str) -> bool:
    return bool(x) and bool(y) and x.rsplit(maxsplit=1)[-1].casefold() == y.rsplit(maxsplit=1)[-1].casefold()


def _all(reading: Reading) -> list[_Quoted]:
    found = []
    for _, group in groupby(reading.sentences, key=lambda sentence: (sentence.field, sentence.paragraph)):
        paragraph = list(group)
        for each in quotations(sentence.text for sentence in paragraph):
            sentence = paragraph[each.sentence]
            row = tuple(tokens(spoken(sentence.text), *each.span))
            if len(row) < _FEWEST or _is_title(sentence.text, row):
                continue
            common = vocabulary(reading.language).words.tell_nothing
            content = frozenset(stem(word.word, reading.language) for word in row if word.word not in common)
            who = speaker(sentence.text, each.span, reading.language)
            found.append(_Quoted(sentence.number, each.span, row, content, who, each.text))
    return found[:_MOST]
