"""What holds for the comparison of any texts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from hypothesis import given, settings
from hypothesis import strategies as st

from index.comparison.compare import compare
from index.comparison.facts.conflicts import conflicts
from index.comparison.facts.name_mentions import mentions
from index.comparison.facts.names import same_name
from index.comparison.links.name_groups import variants
from index.model import Article, CleanArticle, Metadata, PartialDate
from index.text import paragraphs, sentences

WORDS = st.sampled_from(
    "the ferry Marisol ran aground off Port al-Zubayr Zubair on Tuesday with 214 some hundreds of people 04:10 p.m. "
    "more than a week $2.5 million percent 3 June 2019 May said \u201cnever again\u201d \u2014 Dr. Brandt\u2019s U.S. "
    "twenty five thousand and killed \u0130stanbul \u96e8 \u0661\u0662 \u00b2 n\u0303 \ud83d\udea2".split()
)
PROSE = st.lists(st.one_of(WORDS, st.sampled_from([". ", "\n\n", ", ", "? "])), max_size=40).map(" ".join)
TEXTS = st.one_of(PROSE, st.text(max_size=80))


class Nothing:
    def document_count(self) -> int:
        return 0

    def document_frequencies(self, terms: Iterable[str]) -> Mapping[str, int]:
        return dict.fromkeys(terms, 0)


def article(n: int, text: str, published: str | None) -> Article:
    content = CleanArticle(Metadata(published=PartialDate.parse(published)), text, tuple(paragraphs(text)))
    return Article(f"a{n}", 1, f"a{n}", "", (), content)


@settings(deadline=None, max_examples=150)
@given(st.lists(TEXTS, min_size=2, max_size=3), st.sampled_from([None, "2019-02-10", "not a day"]))
def test_a_comparison_is_sound(texts: list[str], published: str | None) -> None:
    articles = [article(n, text, published) for n, text in enumerate(texts)]
    comparison = compare(articles, Nothing())
    text_of = {a.id: a.text for a in articles}
    linked = set()
    for link in comparison.links:
        assert link.left in comparison.passages[link.left.article]
        assert link.right in comparison.passages[link.right.article]
        assert link.left.article < link.right.article
        assert 0 <= link.similarity <= 1
        linked |= {link.left, link.right}
        left, right = text_of[link.left.article], text_of[link.right.article]
        for shared in link.shared:
            assert left[slice(*shared.left_span)] == shared.text
            assert link.right.start <= shared.right_span[0] < shared.right_span[1] <= link.right.end
        for conflict in link.conflicts:
            assert left[slice(*conflict.left_span)] == conflict.left
            assert right[slice(*conflict.right_span)] == conflict.right
    for id, passages in comparison.passages.items():
        assert all(text_of[id][p.start : p.end] == p.text for p in passages)
        assert set(comparison.only[id]) == set(passages) - linked


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_conflicts_stand_where_they_say_and_no_passage_differs_from_itself(a: str, b: str) -> None:
    for conflict in conflicts(a, b):
        assert a[slice(*conflict.left_span)] == conflict.left
        assert b[slice(*conflict.right_span)] == conflict.right
    assert conflicts(a, a) == []


@given(TEXTS, TEXTS)
def test_being_the_same_name_goes_both_ways(a: str, b: str) -> None:
    assert same_name(a, a)
    assert same_name(a, b) == same_name(b, a)


@given(TEXTS)
def test_mentions_stand_where_they_say(text: str) -> None:
    found = mentions(text, sentences(text))
    assert all(text[slice(*mention.span)] == mention.text for mention in found)
    written = [mention.text for mention in found]
    assert all(name in written for group in variants(written) for name in group)
