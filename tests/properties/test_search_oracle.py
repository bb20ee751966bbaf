"""Random query trees over random archives against plain Python over lists of words, and against Whoosh's own searcher.

The archives have one or many segments, with deletions, new versions, and merges.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st
from whoosh import query as trees

from index.model import Article, PartialDate, Sort
from index.query.dates import minutes
from index.query.fields import TEXT_FIELDS
from index.query.limits import Budget
from index.query.parser import parse
from index.search.whoosh_engine.evaluation.evaluator import Evaluator, Found
from index.search.whoosh_engine.evaluation.fallback import Weighting
from index.search.whoosh_engine.query_nodes import Exact, TypedPrefix
from index.search.whoosh_engine.ranking.exactness import written_words
from index.search.whoosh_engine.ranking.explanation import explanation
from index.search.whoosh_engine.ranking.most_words import COVERAGE
from index.search.whoosh_engine.ranking.passages import PASSAGE, PASSAGE_WEIGHT
from index.search.whoosh_engine.ranking.proximity import WEIGHT, WINDOW
from index.search.whoosh_engine.ranking.ranking import Ranking, answer
from index.search.whoosh_engine.scoring import FIELD_BOOST
from index.search.whoosh_engine.segments.open_segments import OpenSegments as Segments
from index.search.whoosh_engine.snapshot.snapshot import Snapshot
from index.search.whoosh_engine.translation import translated
from index.text.stemming import base_stem as stem
from index.text.terms import words_of
from tests.indexing import LiveSearcher, Shelf, article

WORDS = ("ferry", "ferries", "bridge", "bridges", "harbour", "old", "quay", "may")
BEGINNINGS = ("f", "ferri", "ferry", "bridge", "bridges", "harbo", "o", "ma", "x")
PATTERNS = ("f*", "*rr*", "?ridg*", "*e", "*ies", "*a*", "x*")
CLOSE = (("harbor", "harbour"), ("quai", "quay"), ("bridgs", "bridges bridge"), ("ferry", "ferry"), ("oldest", ""))
DAYS = ("2017-01-01", "2017-01-02", "2018-06-30", "2018-06", None)
PLAIN = ("ferry", "bridges", "harbour", "quay")
K1, LENGTHS = 2.0, {"headline": 0.5, "deck": 0.5, "body": 0.75}

# --- The oracle -------------------------------------------------------------------------------------------------------

Scores = dict[str, float]
Expanded = trees.Prefix | trees.Wildcard | trees.FuzzyTerm


@dataclass(frozen=True)
class Text:
    """One article as lists of folded words, by field."""

    article: Article
    words: Mapping[str, list[str]]

    def stems(self, field: str) -> list[str]:
        return [stem(word) for word in self.words.get(field, ())]


class Oracle:
    """Answers a tree by reading every article, with BM25F for each field and one idf for all of them."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self.texts = {each.id: Text(each, _fields(each)) for each in articles}
        self.average = {
            field: sum(len(text.words[field]) for text in self.texts.values()) / (len(self.texts) or 1) or 1.0
            for field in TEXT_FIELDS
        }

    def answer(self, tree: trees.Query) -> Scores:
        match tree:
            case trees.And():
                parts = [self.answer(part) for part in tree.subqueries if not isinstance(part, trees.Not)]
                but = [self.answer(part.query) for part in tree.subqueries if isinstance(part, trees.Not)]
                refused = {id for part in but for id in part}
                found = [id for id in self.texts if all(id in part for part in parts) and id not in refused]
                return {id: tree.boost * sum(part[id] for part in parts) for id in found}
            case trees.Or():
                parts = [self.answer(part) for part in tree.subqueries]
                return {id: tree.boost * sum(part.get(id, 0.0) for part in parts) for part in parts for id in part}
            case trees.Not():
                return dict.fromkeys(self.texts.keys() - self.answer(tree.query).keys(), 0.0)
            case trees.AndNot():
                no = self.answer(tree.b)
                return {id: score for id, score in self.answer(tree.a).items() if id not in no}
            case trees.AndMaybe():
                more = self.answer(tree.b)
                return {id: score + more.get(id, 0.0) for id, score in self.answer(tree.a).items()}
            case trees.ConstantScoreQuery():
                return dict.fromkeys(self.answer(tree.child), tree.score)
            case trees.Every():
                return dict.fromkeys(self.texts, 0.0)
            case trees.NumericRange():
                days = {id: minutes(text.article.published) for id, text in self.texts.items()}
                assert tree.start is not None and tree.end is not None
                return {id: 0.0 for id, (first, last) in days.items() if tree.start <= first and last <= tree.end}
            case trees.Term(fieldname="tag"):
                return {id: 0.0 for id, text in self.texts.items() if tree.text in text.article.tags}
            case trees.Term():
                return self.scored(
                    tree.fieldname, self.often(tree.fieldname, [[tree.text]], 1), tree.boost, [tree.text]
                )
            case trees.Phrase():
                often = self.often(tree.fieldname, [[word] for word in tree.words], tree.slop)
                return self.scored(tree.fieldname, often, tree.boost, tree.words)
            case trees.Prefix():
                expanded = self.expanded(tree, {word for word in WORDS if word.startswith(tree.text)})
                if isinstance(tree, TypedPrefix):
                    return self.above(expanded, trees.Term(tree.fieldname, stem(tree.text), boost=tree.boost))
                return self.above(expanded, Exact(tree.fieldname, tree.text, tree.boost))
            case trees.Wildcard():
                return self.expanded(tree, {word for word in WORDS if fnmatchcase(word, tree.text)})
            case trees.FuzzyTerm():
                near = {each for wrong, right in CLOSE if wrong == tree.text for each in right.split()}
                return self.above(self.expanded(tree, near), Exact(tree.fieldname, tree.text, tree.boost))
            case Exact():
                often = self.often(tree.fieldname, [[tree.text]], 1, as_written=True)
                return self.scored(tree.fieldname, often, tree.boost, [], self.having(tree.text))
        raise AssertionError(f"no answer for {tree!r}")

    def having(self, word: str) -> int:
        """How many articles have a word as written."""
        return sum(any(word in words for words in text.words.values()) for text in self.texts.values())

    def often(
        self, field: str, alternatives: Sequence[Iterable[str]], slop: int, *, as_written: bool = False
    ) -> dict[str, int]:
        """How often each article has one of each of the alternatives, the next at most ``slop`` after the last."""
        counts = {}
        for id, text in self.texts.items():
            stems = text.words[field] if as_written else text.stems(field)
            ends = {at for at, word in enumerate(stems) if word in set(alternatives[0])}
            for words in alternatives[1:]:
                after = {at for at, word in enumerate(stems) if word in set(words)}
                ends = {at for at in after if any(0 < at - end <= slop for end in ends)}
            counts[id] = len(ends)
        return {id: count for id, count in counts.items() if count}

    def scored(
        self, field: str, often: Mapping[str, int], boost: float, words: Sequence[str], having: int | None = None
    ) -> Scores:
        """BM25, its idf that of ``words`` in any field, or of a word that ``having`` articles have."""
        if not often:
            return {}
        frequencies = [having] if having is not None else [self.frequency(word) for word in dict.fromkeys(words)]
        idf = sum(math.log1p(max(len(self.texts) - each + 0.5, 0.5) / (each + 0.5)) for each in frequencies)
        b, average = LENGTHS[field], self.average[field]
        return {
            id: boost * idf * count * (K1 + 1) / (count + K1 * (1 - b + b * len(self.texts[id].words[field]) / average))
            for id, count in often.items()
        }

    def near(self, words: Sequence[str]) -> Scores:
        """What each article gets for neighbours among ``words`` near each other; twice where in their order."""
        total = dict.fromkeys(self.texts, 0.0)
        neighbours = {frozenset(pair): pair for pair in reversed(list(pairwise(stem(word) for word in words)))}
        for left, right in (pair for each, pair in neighbours.items() if len(each) > 1):
            commoner = max((left, right), key=self.frequency)
            for field in TEXT_FIELDS:
                often = {}
                for id, text in self.texts.items():
                    stems = text.stems(field)
                    others = [at for at, word in enumerate(stems) if word == right]
                    here = [at for at, word in enumerate(stems) if word == left]
                    close = [any(abs(at - other) <= WINDOW for other in others) for at in here]
                    often[id] = sum(close) + sum(at + 1 in others for at in here)
                counted = {id: count for id, count in often.items() if count}
                for id, score in self.scored(field, counted, WEIGHT * FIELD_BOOST[field], [commoner]).items():
                    total[id] += score
        for id, score in self.together({stem(word) for word in words}).items():
            total[id] += score
        return total

    def together(self, words: set[str]) -> Scores:
        """What each article gets for further words of its best passage; these queries have few words."""
        idf = {word: self.scored_idf(word) for word in words}
        best = dict.fromkeys(self.texts, 0.0)
        for id, text in self.texts.items():
            stems = text.stems("body")
            for at in range(len(stems)):
                inside = [idf[word] for word in words & {*stems[at : at + PASSAGE]}]
                best[id] = max(best[id], PASSAGE_WEIGHT * (sum(inside) - max(inside, default=0.0)))
        return best if len(words) > 1 else {}

    def scored_idf(self, word: str) -> float:
        """The inverse document frequency of a stem."""
        having = self.frequency(word)
        return math.log1p(max(len(self.texts) - having + 0.5, 0.5) / (having + 0.5))

    def headlined(self, words: Sequence[str]) -> set[str]:
        """The articles whose headline is the words."""
        return {id for id, text in self.texts.items() if text.stems("headline") == [stem(word) for word in words]}

    def any_of(self, words: Sequence[str]) -> Scores:
        """What has any of the words, none of them common: those with the most and rarest of them score highest."""
        each = {word: self.word(word) for word in dict.fromkeys(stem(word) for word in words)}
        worth = {word: max(scores.values(), default=0.0) for word, scores in each.items()}
        whole = sum(worth.values())
        return {
            id: sum(scores.get(id, 0.0) for scores in each.values())
            * (sum(worth[word] for word, scores in each.items() if id in scores) / whole) ** COVERAGE
            for id in {id for scores in each.values() for id in scores}
        }

    def word(self, word: str) -> Scores:
        """A plain word, in any text field."""
        return self.answer(trees.Or([trees.Term(field, word, boost=FIELD_BOOST[field]) for field in TEXT_FIELDS]))

    def frequency(self, word: str) -> int:
        return sum(any(word in text.stems(field) for field in TEXT_FIELDS) for text in self.texts.values())

    def expanded(self, tree: Expanded, words: Iterable[str]) -> Scores:
        """All the words as if they were one."""
        often = self.often(tree.fieldname, [list(words)], 1, as_written=True)
        return self.scored(tree.fieldname, often, tree.boost, [], len(often))

    def above(self, expanded: Scores, word: trees.Query) -> Scores:
        """What has the word itself comes before what has only another that it stands for."""
        whole = self.answer(word)
        best = max((score for id, score in expanded.items() if id not in whole), default=0.0)
        return expanded | {id: score + best for id, score in whole.items()}


def _fields(each: Article) -> dict[str, list[str]]:
    about = each.content.metadata
    texts = {"headline": about.headline, "deck": about.deck, "body": each.text}
    return {field: words_of(text or "") for field, text in texts.items()}


# --- Archives and trees -----------------------------------------------------------------------------------------------

texts = st.lists(st.sampled_from(WORDS), max_size=7).map(" ".join)
rows = st.tuples(
    st.integers(0, 30), texts, texts, texts, st.sampled_from(DAYS), st.sampled_from(((), ("x",), ("x", "y")))
)
steps = st.lists(
    st.one_of(st.lists(rows, min_size=1, max_size=12), st.sets(st.integers(0, 30), max_size=5)), min_size=1, max_size=6
)

fields = st.sampled_from(TEXT_FIELDS)
stems = st.sampled_from(WORDS).map(stem)
boosts = st.sampled_from((1.0, 1.0, 0.5, 3.0))
terms = st.builds(trees.Term, fields, stems, boost=boosts)
phrases = st.builds(trees.Phrase, fields, st.lists(stems, min_size=2, max_size=3), slop=st.integers(1, 4), boost=boosts)
ENDS = st.sampled_from(DAYS[:3]).map(PartialDate)
ranges = st.tuples(ENDS, ENDS).map(
    lambda days: trees.NumericRange("published", minutes(min(days))[0], minutes(max(days))[1])
)
leaves = st.one_of(
    terms,
    phrases,
    st.builds(trees.Prefix, fields, st.sampled_from(BEGINNINGS), boost=boosts),
    st.builds(TypedPrefix, fields, st.sampled_from(BEGINNINGS), boost=boosts),
    st.builds(Exact, fields, st.sampled_from(WORDS), boost=boosts),
    st.builds(trees.Wildcard, fields, st.sampled_from(PATTERNS), boost=boosts),
    st.builds(trees.FuzzyTerm, fields, st.sampled_from(CLOSE).map(lambda pair: pair[0]), boost=boosts),
    ranges,
    st.builds(trees.Term, st.just("tag"), st.sampled_from(("x", "y", "z"))),
    st.builds(trees.Every),
)


def nested(inner: st.SearchStrategy[trees.Query]) -> st.SearchStrategy[trees.Query]:
    parts = st.lists(inner, min_size=2, max_size=4)
    return st.one_of(
        st.builds(trees.And, parts, boost=boosts),
        st.builds(trees.Or, parts, boost=boosts),
        st.builds(lambda some, no: trees.And([*some, trees.Not(no)]), parts, inner),
        st.builds(trees.Not, inner),
        st.builds(trees.AndNot, inner, inner),
        st.builds(trees.AndMaybe, inner, inner),
        st.builds(trees.ConstantScoreQuery, inner, score=st.sampled_from((1.0, 2.5))),
    )


queries = st.lists(st.recursive(leaves, nested, max_leaves=8), min_size=1, max_size=6)


def grown(folder: Path, steps: Sequence[object]) -> tuple[Snapshot, Oracle]:
    """An archive after commits of each kind, and the oracle of what it should hold."""
    shelf = Shelf(folder)
    for step in steps:
        if isinstance(step, set):
            shelf.engine.drop([f"{number:02}" for number in step])
            for number in step:
                shelf.articles.pop(f"{number:02}", None)
        elif isinstance(step, list):
            added = {
                number: article(f"{number:02}", body, headline=headline, deck=deck, published=day, tags=tags)
                for number, headline, deck, body, day, tags in step
            }
            shelf.add(*added.values())
    snapshot = Snapshot.open(Segments(shelf.engine.folder))
    event(f"{len(snapshot.segments)} segments, {'some' if snapshot.count < snapshot.size else 'none'} deleted")
    return snapshot, Oracle(shelf.articles.values())


@given(steps=steps, queries=queries)
@settings(max_examples=80, deadline=None)
def test_every_tree_finds_scores_and_orders_as_the_oracle(steps: list[object], queries: list[trees.Query]) -> None:
    with TemporaryDirectory() as home:
        snapshot, oracle = grown(Path(home) / "f", steps)
        evaluator = Evaluator(snapshot, Budget())
        for tree in queries:
            found = evaluator.evaluate(tree)
            expected = oracle.answer(tree)
            scores = dict(zip(_ids(snapshot, found), found.scores.tolist(), strict=True))
            assert scores == pytest.approx(expected, abs=1e-9), tree
            assert np.all(np.diff(found.documents) > 0)
            whole = _ids(snapshot, Ranking(snapshot, found, "relevance").page(0, 99))
            assert_ordered(whole, expected, oracle)
            for limit in (1, 2, 5):
                first = Ranking(snapshot, found, "relevance").page(0, limit)
                assert _ids(snapshot, first) == whole[:limit]


@given(steps=steps, words=st.lists(st.sampled_from(("zebra", *PLAIN)), min_size=2, max_size=4))
@settings(max_examples=60, deadline=None)
def test_words_near_each_other_and_words_that_are_missing_count_as_in_the_oracle(
    steps: list[object], words: list[str]
) -> None:
    with TemporaryDirectory() as home:
        snapshot, oracle = grown(Path(home) / "f", steps)
        query = " ".join(words)
        parsed = parse(query)
        asked = translated(parsed, snapshot.languages_of)
        given = answer(Evaluator(snapshot, Budget()), asked)
        every = oracle.answer(asked.tree)
        expected = every or oracle.any_of(words)
        near = oracle.near(words)
        most = max((score + near[id] for id, score in expected.items()), default=0.0)
        near |= {id: near[id] + most for id in oracle.headlined(words) & expected.keys()}
        event("some are near" if any(near[id] for id in expected) else "none are near")
        assert given.relaxed == (not every and bool(expected))
        ids = [snapshot.columns.ids[number] for number in given.found.documents.tolist()]
        assert dict(zip(ids, given.found.scores.tolist(), strict=True)) == pytest.approx(
            {id: score + near[id] for id, score in expected.items()}, abs=1e-9
        )
        assert given.near.tolist() == pytest.approx([near[id] for id in ids], abs=1e-9)
        # An explanation also counts what has the words as they are written.
        raised = answer(Evaluator(snapshot, Budget()), asked, written=written_words(parsed))
        for number, score in zip(raised.found.documents.tolist(), raised.found.scores.tolist(), strict=True):
            told = explanation(Evaluator(snapshot, Budget()), parsed, number)
            whole = sum(part.weight * part.score for part in told.parts)
            assert told.score == pytest.approx(score) == pytest.approx(told.share * whole + told.near)
            assert (told.share == 1) or told.relaxed


def _ids(snapshot: Snapshot, found: Found) -> list[str]:
    return snapshot.columns.ids.of(found.documents.tolist())


def assert_ordered(ids: Sequence[str], scores: Scores, oracle: Oracle) -> None:
    """By score; where these are equal the later published first, then by id."""
    assert sorted(ids) == sorted(scores)
    for one, two in pairwise(ids):
        if scores[one] == scores[two]:
            newer, older = (minutes(oracle.texts[id].article.published)[0] for id in (one, two))
            assert (-newer, one) < (-older, two)
        assert scores[one] >= scores[two] - 1e-9


@given(steps=steps, tree=st.recursive(leaves, nested, max_leaves=4))
@settings(max_examples=40, deadline=None)
def test_every_order_is_that_of_the_articles(steps: list[object], tree: trees.Query) -> None:
    with TemporaryDirectory() as home:
        snapshot, oracle = grown(Path(home) / "f", steps)
        found = Evaluator(snapshot, Budget()).evaluate(tree)
        by_id = sorted(oracle.answer(tree))
        published = {id: minutes(oracle.texts[id].article.published)[0] for id in by_id}
        newest = sorted(by_id, key=lambda id: -published[id])
        dated = sorted((id for id in by_id if oracle.texts[id].article.published), key=lambda id: published[id])
        longest = sorted(newest, key=lambda id: -len(oracle.texts[id].words["body"]))
        oldest = [*dated, *(id for id in by_id if not oracle.texts[id].article.published)]
        orders: dict[Sort, list[str]] = {"newest": newest, "oldest": oldest, "length": longest}
        for sort, expected in orders.items():
            for limit in (3, 99):
                page = Ranking(snapshot, found, sort).page(0, limit)
                assert _ids(snapshot, page) == expected[:limit]


# --- Whoosh's own searcher --------------------------------------------------------------------------------------------


def simply_nested(inner: st.SearchStrategy[trees.Query]) -> st.SearchStrategy[trees.Query]:
    """What Whoosh answers rightly.

    Its matcher of what is refused passes articles, its ``Not`` adds to scores, and inside of others its matcher of what
    may be missing leaves scores out.
    """
    parts = st.lists(inner, min_size=2, max_size=3)
    return st.one_of(st.builds(trees.And, parts), st.builds(trees.Or, parts))


@given(steps=steps, queries=st.lists(st.recursive(terms, simply_nested, max_leaves=6), min_size=1, max_size=4))
@settings(max_examples=40, deadline=None)
def test_whooshs_own_searcher_scores_every_tree_alike(steps: list[object], queries: list[trees.Query]) -> None:
    with TemporaryDirectory() as home:
        snapshot, _ = grown(Path(home) / "f", steps)
        with LiveSearcher(snapshot.reader(), weighting=Weighting()) as searcher:
            for tree in queries:
                found = Evaluator(snapshot, Budget()).evaluate(tree)
                hits = searcher.search(tree, limit=None, optimize=False)
                expected = {hit.docnum: hit.score for hit in hits}
                told = dict(zip(found.documents.tolist(), found.scores.tolist(), strict=True))
                assert told == pytest.approx(expected, abs=1e-9), tree


@given(steps=steps, words=st.lists(stems, min_size=2, max_size=3), slop=st.integers(1, 4), field=fields)
@settings(max_examples=40, deadline=None)
def test_whooshs_own_searcher_finds_the_same_phrases(
    steps: list[object], words: list[str], slop: int, field: str
) -> None:
    with TemporaryDirectory() as home:
        snapshot, _ = grown(Path(home) / "f", steps)
        tree = trees.Phrase(field, words, slop=slop)
        with LiveSearcher(snapshot.reader(), weighting=Weighting()) as searcher:
            expected = {hit.docnum for hit in searcher.search(tree, limit=None, optimize=False)}
        assert set(Evaluator(snapshot, Budget()).evaluate(tree).documents.tolist()) == expected
