"""The matchers of words, phrases and rows, each scored by its postings.

A prefix, wildcard or fuzzy word counts as one word that is wherever its expansions are, a row as a word as rare as all
of its members together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from whoosh import query as trees

from index.query import limits
from index.query.fields import TEXT_FIELDS
from index.search.statistics import idf
from index.search.whoosh_engine.evaluation import members, patterns
from index.search.whoosh_engine.evaluation.compound_matchers import Either, Ranked
from index.search.whoosh_engine.evaluation.matchers import Asked, Listed, Matcher
from index.search.whoosh_engine.evaluation.members import Member
from index.search.whoosh_engine.evaluation.patterns import Pattern, shown
from index.search.whoosh_engine.evaluation.phrases import phrase
from index.search.whoosh_engine.evaluation.rows import in_row
from index.search.whoosh_engine.query_nodes import Exact, InRow, TypedPrefix
from index.search.whoosh_engine.schema import WRITTEN
from index.search.whoosh_engine.scoring import FIELD_BOOST, saturated
from index.text.terms import bare, stem_term

if TYPE_CHECKING:
    from index.query.limits import Budget
    from index.search.whoosh_engine.evaluation.matchers import Numbers
    from index.search.whoosh_engine.snapshot.snapshot import Postings, Snapshot

_SCORED = (*TEXT_FIELDS, WRITTEN)
"""Fields in which a match adds to the score; the others only filter."""


class WordMatchers:
    """Makes the matchers of words over one snapshot within one budget."""

    def __init__(self, snapshot: Snapshot, budget: Budget) -> None:
        self.snapshot = snapshot
        self.budget = budget
        self._size = snapshot.size

    def made(self, tree: trees.Query) -> Matcher | None:
        """The matcher of ``tree``; None if it is no word, phrase or row."""
        match tree:
            case trees.Term():
                return self._term(tree.fieldname, tree.text, tree.boost)
            case Exact():
                return self._exact(tree.fieldname, tree.text, tree.boost)
            case trees.Phrase():
                return self._phrase(tree)
            case InRow():
                return self._row(tree)
            case trees.Prefix():
                return self._prefix(tree)
            case trees.Wildcard() | trees.FuzzyTerm():
                return self._pattern(tree)
        return None

    # --- One word, or several in a row --------------------------------------------------------------------------------

    def _term(self, field: str, term: str, boost: float) -> Matcher:
        found = self.snapshot.postings(field, term, self.budget)
        in_text = field in TEXT_FIELDS and len(found.documents) > 0
        frequency = self.snapshot.frequency(term, self.budget) if in_text else 0
        return self._listed(field, found, boost, frequency, bare(term))

    def _exact(self, field: str, word: str, boost: float) -> Matcher:
        found = self.snapshot.written(field, word, self.budget)
        written = Member(words=frozenset((word,)))
        frequency = members.frequency(self.snapshot, written, self.budget) if len(found.documents) else 0
        return self._listed(field, found, boost, frequency, f"={word}")

    def _listed(self, field: str, found: Postings, boost: float, frequency: int, text: str) -> Matcher:
        """Postings scored as those of a word that ``frequency`` articles have."""
        return self._weighed(found, Asked(text, field, idf(self.snapshot.count, frequency), boost))

    def _weighed(self, found: Postings, asked: Asked) -> Matcher:
        _, field, weight, boost = asked
        if field not in _SCORED or not len(found.documents):
            return Listed(self._size, found, None)
        norms, factor = self.snapshot.norms(field), boost * weight

        def score(postings: Postings) -> Numbers:
            return saturated(postings.weights, norms[postings.documents], factor)

        return Listed(self._size, found, score, asked)

    def _phrase(self, tree: trees.Phrase) -> Matcher:
        """Words near each other; scored as a word as rare as all of them together."""
        found = phrase(self.snapshot, tree.fieldname, tree.words, self.budget, slop=tree.slop)
        frequencies = (self.snapshot.frequency(term, self.budget) for term in dict.fromkeys(tree.words))
        weight = sum(idf(self.snapshot.count, frequency) for frequency in frequencies)
        return self._weighed(found, Asked(" ".join(map(bare, tree.words)), tree.fieldname, weight, tree.boost))

    def _row(self, tree: InRow) -> Matcher:
        """Members near each other; scored as a word as rare as all of them together."""
        each = [members.member(self.snapshot, part, self.budget) for part in tree.members]
        found = in_row(self.snapshot, tree, each, self.budget)
        weight = 0.0
        if tree.fieldname in TEXT_FIELDS and len(found.documents):
            frequencies = (members.frequency(self.snapshot, part, self.budget) for part in dict.fromkeys(each))
            weight = sum(idf(self.snapshot.count, frequency) for frequency in frequencies)
        return self._weighed(found, Asked(" ".join(map(_named, tree.members)), tree.fieldname, weight, tree.boost))

    # --- Words that stand for many ------------------------------------------------------------------------------------

    def _prefix(self, tree: trees.Prefix) -> Matcher:
        field, text, boost = tree.fieldname, tree.text, tree.boost
        fields = TEXT_FIELDS if field == WRITTEN else (field,)
        if field == WRITTEN and len(text) == 1 and text.isascii():
            found = self.snapshot.initial(text, self.budget)
            expanded = self._listed(WRITTEN, found, boost, len(found.documents), f"{text}*")
        else:
            parts = []
            for name in fields:
                found = self.snapshot.beginning(name, text, self.budget)
                weight = boost * self._boost_of(field, name)
                parts.append(self._listed(name, found, weight, len(found.documents), f"{text}*"))
            expanded = Either(self._size, parts)
        if fields[0] not in TEXT_FIELDS:
            return expanded
        return self._above(fields, text, boost, expanded, in_all_forms=isinstance(tree, TypedPrefix))

    def _pattern(self, tree: Pattern) -> Matcher:
        """A wildcard or fuzzy word; the exact spelling of a fuzzy word ranks first."""
        fields = TEXT_FIELDS if tree.fieldname == WRITTEN else (tree.fieldname,)
        words = patterns.words(self.snapshot, tree, self.budget)
        limits.check_expanded(len(words), shown(tree))
        expanded = self._expanded(fields, words, tree)
        if fields[0] in TEXT_FIELDS and isinstance(tree, trees.FuzzyTerm):
            return self._above(fields, tree.text, tree.boost, expanded)
        return expanded

    def _expanded(self, fields: Sequence[str], words: Iterable[str], tree: Pattern) -> Matcher:
        """All ``words`` as if they were one."""
        every = frozenset(words)
        parts = []
        for field in fields:
            asked = Member(words=every) if field in TEXT_FIELDS else Member(terms=every)
            found = members.postings(self.snapshot, field, asked, self.budget)
            boost = tree.boost * self._boost_of(tree.fieldname, field)
            parts.append(self._listed(field, found, boost, len(found.documents), shown(tree)))
        return Either(self._size, parts)

    def _above(
        self, fields: Sequence[str], text: str, boost: float, expansions: Matcher, *, in_all_forms: bool = False
    ) -> Matcher:
        """``expansions`` with the whole word ``text`` scored as if it had been asked for, above all of them."""
        asked = WRITTEN if len(fields) > 1 else fields[0]
        whole = []
        for field in fields:
            own = boost * self._boost_of(asked, field)
            if in_all_forms:
                forms = (stem_term(text, language) for language in self.snapshot.languages_of(text))
                whole += [self._term(field, term, own) for term in forms]
            else:
                whole.append(self._exact(field, text, own))
        return Ranked(self._size, Either(self._size, whole), expansions)

    def _boost_of(self, asked: str, field: str) -> float:
        return FIELD_BOOST[field] if asked == WRITTEN else 1.0


def _named(tree: trees.Query) -> str:
    """A member of a row in an explanation."""
    match tree:
        case trees.Or():
            return "(" + " OR ".join(dict.fromkeys(map(_named, tree.subqueries))) + ")"
        case trees.Prefix():
            return f"{tree.text}*"
        case trees.Wildcard() | trees.FuzzyTerm():
            return shown(tree)
        case Exact():
            return f"={tree.text}"
        case trees.Term():
            return bare(tree.text)
    return ""
