"""The links between any two articles, found by one set of rules for everything that shows links."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache

from index.comparison.background import TermWeights, blended
from index.comparison.boilerplate import is_boilerplate
from index.comparison.facts.conflicts import disagree
from index.comparison.facts.names import parts, same_part
from index.comparison.facts.statements import Statement
from index.comparison.links.alignment import MOST_SENTENCES, STRONG, Aligned, aligned, with_moved
from index.comparison.links.candidates import LEAST
from index.comparison.links.languages import found_once, tells_enough
from index.comparison.links.ledes import one_event
from index.comparison.links.name_groups import variants
from index.comparison.links.prepared_article import PreparedArticle
from index.comparison.links.shared_events import of_one_event
from index.comparison.links.similarity import Terms, closest
from index.comparison.links.verdict import changed_words
from index.model import TermStatistics
from index.text import fold, stem

AS_WRITTEN = ""
"""Used instead of a language for two articles in different languages: words are compared as they are written."""

_ROUNDING = 1e-3
"""What a similarity may be off that is computed from two sentences, instead of from all."""


class LinkFinder:
    """Links articles in one language by their words, those in two languages by names and figures as written.

    ``statistics`` are those of the archive; ``check`` is called often and raises to stop the work.
    """

    def __init__(self, statistics: TermStatistics, check: Callable[[], None] = lambda: None) -> None:
        self._check = check
        self.weights: Callable[[str], TermWeights] = cache(
            lambda language: TermWeights(blended(statistics, language or "en"))
        )
        """The weights of terms in a language, or of words as they are written."""
        # Several questions are asked of two articles in turn.
        self._names: Callable[[PreparedArticle, PreparedArticle], tuple[tuple[str, ...], ...]] = lru_cache(maxsize=1)(
            _names
        )
        self.spellings: Callable[[PreparedArticle, PreparedArticle], Mapping[str, str]] = lru_cache(maxsize=1)(
            lambda left, right: _one_spelling(self._names(left, right), common_language(left, right))
        )
        """:func:`spellings`, of the last two articles kept."""

    def links(
        self, left: PreparedArticle, right: PreparedArticle, sentences: Container[int] | None = None
    ) -> list[Aligned]:
        """The links between two articles, in the order of the left, then of the right.

        ``sentences`` are those of the left whose links are wanted, None for all.

        Boilerplate is not linked. Weak links whose figures or days disagree are left out unless much supports them:
        they may be about a similar event.
        """
        same, weights = self.spellings(left, right), self.weights(common_language(left, right))
        if left.language != right.language:
            mine = _respelled(left.named_terms(right), same)
            theirs = _respelled(right.named_terms(left), same)
            found = aligned(mine, theirs, weights, check=self._check)
            if any(tells_enough(mine[link.i], theirs[link.j]) for link in found):
                # Both articles are of one event: there less is enough.
                once = found_once(mine, theirs)
                found = [_between_languages(link) for link in found if tells_enough(mine[link.i], theirs[link.j], once)]
            else:
                found = []
            found = [*_of_ledes(left, right, found), *found]
            return _reporting(left, right, found, sentences)

        def twins(i: int, j: int) -> bool:
            return disagree(left.facts(left.passages[i].text), right.facts(right.passages[j].text))

        found = aligned(_respelled(left.terms, same), _respelled(right.terms, same), weights, twins, self._check)
        found = [*_of_ledes(left, right, found), *found]
        found = _with_events(left, right, found, self._names(left, right))
        return [self._judged(left, right, link) for link in _reporting(left, right, found, sentences)]

    def may_be_reworded(
        self, left: PreparedArticle, right: PreparedArticle, sentences: Iterable[int], other: int
    ) -> bool:
        """False only where none of ``sentences`` of the left is linked as reworded with ``other`` of the right.

        Costs much less than :meth:`links`, whose candidates have to be compared with all the others.
        """
        if left.language != right.language or other >= len(right.terms):
            return False
        chosen = [n for n in sentences if n < len(left.terms)]
        same, weights = self.spellings(left, right), self.weights(left.language)
        mine, theirs = _respelled(left.terms, same), _respelled(right.terms, same)
        return bool(chosen) and closest(mine, theirs, chosen, other, weights) >= STRONG - _ROUNDING

    def _judged(self, left: PreparedArticle, right: PreparedArticle, link: Aligned) -> Aligned:
        self._check()
        if link.kind != "reworded":
            return link
        mine, theirs = left.passages[link.i].text, right.passages[link.j].text
        return replace(link, differs=changed_words(left.facts(mine), right.facts(theirs), mine, theirs))


def _reporting(
    left: PreparedArticle, right: PreparedArticle, found: Sequence[Aligned], sentences: Container[int] | None
) -> list[Aligned]:
    """Those of ``sentences`` without the links of disclaimers, newsletters and the like, which report nothing."""
    return [
        link
        for link in found
        if (sentences is None or link.i in sentences)
        and not is_boilerplate(left.passages[link.i].text)
        and not is_boilerplate(right.passages[link.j].text)
    ]


def common_language(left: PreparedArticle, right: PreparedArticle) -> str:
    """The language in which both are compared; :data:`AS_WRITTEN` for articles in different ones."""
    return left.language if left.language == right.language else AS_WRITTEN


def spellings(left: PreparedArticle, right: PreparedArticle) -> Mapping[str, str]:
    """By the stem of a variant spelling of a name, the stem of the spelling that came first."""
    return _one_spelling(_names(left, right), common_language(left, right))


def _names(left: PreparedArticle, right: PreparedArticle) -> tuple[tuple[str, ...], ...]:
    """The forms of the names that have several in both articles together."""
    sides = left, right
    return variants([mention.text for side in sides for mention in side.mentions], [s.article.text for s in sides])


def _of_ledes(left: PreparedArticle, right: PreparedArticle, found: Sequence[Aligned]) -> list[Aligned]:
    """A link between the ledes, if their facts show that they are of one event and their words have not linked them."""
    if not left.passages or not right.passages or (found and (found[0].i, found[0].j) == (0, 0)):
        return []
    facts = left.facts(left.passages[0].text), right.facts(right.passages[0].text)
    return [Aligned(0, 0, LEAST, "weak", "related")] if one_event(*facts) else []


def _with_events(
    left: PreparedArticle,
    right: PreparedArticle,
    found: Sequence[Aligned],
    names: Sequence[Sequence[str]],
) -> list[Aligned]:
    """The links, and those of sentences that report one event in other words, in order."""

    def twins(i: int, j: int) -> bool:
        return disagree(_undated(left.facts(left.passages[i].text)), _undated(right.facts(right.passages[j].text)))

    forms = {fold(form): fold(group[0]) for group in names for form in group}
    mine, theirs = (side.reported(forms)[:MOST_SENTENCES] for side in (left, right))
    linked = {(link.i, link.j) for link in found}
    added = [pair for pair in of_one_event(mine, theirs) if pair not in linked and not twins(*pair)]
    if not added:
        return list(found)
    links = [*found, *(Aligned(i, j, LEAST, "weak", "related") for i, j in added)]
    return with_moved(sorted(links, key=lambda link: (link.i, link.j)), len(theirs))


def _undated(facts: Statement) -> Statement:
    """Without weekdays: the articles on one event report something of every day of the week."""
    return replace(facts, days=tuple(day for day in facts.days if day.weekday is None))


def _between_languages(link: Aligned) -> Aligned:
    return link if link.kind == "verbatim" else replace(link, strength="weak", kind="related")


def _one_spelling(names: Iterable[Sequence[str]], language: str) -> Mapping[str, str]:
    same: dict[str, str] = {}
    for group in names:
        first = parts(group[0])
        for name in group[1:]:
            # One may have an epithet more, at its end. An acronym is no spelling of the words that it is short for.
            pairs = [(x, y) for x, y in zip(first, parts(name), strict=False) if len(y) > 1 and same_part(x, y)]
            same.update((stem(fold(y), language), stem(fold(x), language)) for x, y in pairs)
    return {written: kept for written, kept in same.items() if written != kept}


def _respelled(sentences: Sequence[Terms], same: Mapping[str, str]) -> Sequence[Terms]:
    return [sentence.renamed(same) for sentence in sentences] if same else sentences
