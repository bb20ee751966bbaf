"""The thresholds by which articles become stories, and stories sagas."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
import pytest

from index.comparison.links.alignment import Aligned
from index.comparison.stories import grouping
from index.comparison.stories.grouping import group
from index.comparison.stories.neighbours import Alike
from index.comparison.stories.records import central
from index.comparison.stories.term_weights import Vectors
from index.model import Article
from tests.unit.comparison.test_stories import FERRY, NoStatistics, article


def found_alike(pairs: Mapping[tuple[int, int], float], days: Sequence[float]) -> Alike:
    """Articles of these days, of which these pairs have these similarities; each has one term of its own."""
    left, right = np.array(list(pairs), dtype=np.int32).reshape(-1, 2).T
    count = len(days)
    terms = np.array([[0, 1 + n] for n in range(count)], dtype=np.int32)
    first = [1.0, *(pairs.get((0, n), 0.0) for n in range(1, count))]
    values = np.array([[value, math.sqrt(1 - value**2)] for value in first], dtype=np.float32)
    cosines = np.array(list(pairs.values()), dtype=np.float32)
    return Alike(
        [str(n) for n in range(count)],
        np.array(days, dtype=np.float32),
        left,
        right,
        cosines,
        Vectors(terms, values, count + 1),
    )


UNDATED = math.nan


@pytest.mark.parametrize("at_once", [1, 3, grouping._CROWDED_AT_ONCE])
def test_similarities_are_scaled_by_the_density_of_the_five_nearest(
    monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr(grouping, "_CROWDED_AT_ONCE", at_once)
    pairs = {(0, n): value for n, value in enumerate([0.9, 0.8, 0.7, 0.6, 0.5, 0.4], 1)}
    crowding = grouping._crowding(found_alike(pairs, [UNDATED] * 7))
    assert crowding[0] == pytest.approx(0.7 ** (0.75 / 2), abs=1e-5)
    # Of a neighbour's five nearest only one is known: no density is below a fifth.
    assert crowding[1:].tolist() == pytest.approx([0.2 ** (0.75 / 2)] * 6, abs=1e-5)
    # In an archive of two, the other one is the whole neighbourhood.
    two = grouping._crowding(found_alike({(0, 1): 0.8}, [UNDATED] * 2))
    assert two.tolist() == pytest.approx([0.8 ** (0.75 / 2)] * 2, abs=1e-5)


@pytest.mark.parametrize(("scaled", "stories"), [(0.4401, [[0, 1]]), (0.4399, [[0], [1]])])
def test_articles_are_one_story_from_a_scaled_similarity_of_44_hundredths(
    scaled: float, stories: list[list[int]]
) -> None:
    found = found_alike({(0, 1): scaled}, [UNDATED] * 2)
    assert grouping._joined(found, found.cosine, np.ones(2, dtype=np.float32), []) == stories


@pytest.mark.parametrize(("last", "stories"), [("2019-04-01", 1), ("2019-04-02", 2)])
def test_a_story_is_of_ninety_days_at_most(last: str, stories: int) -> None:
    """The undated article resembles both of the others."""
    days = {"a": "2019-01-01", "b": None, "c": last}
    articles = [article(id, FERRY[0].headline, FERRY[0].text, published=day) for id, day in days.items()]
    assert len(group(articles, NoStatistics())) == stories


@pytest.mark.parametrize(("articles", "read"), [(40, True), (41, False)])
def test_the_sentences_of_forty_articles_decide_where_days_are_unknown(
    articles: int, read: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def separated(*args: object) -> list[tuple[int, int]]:
        asked.append(args)
        return []

    monkeypatch.setattr(grouping, "_separated", separated)
    group([article(str(n), None, f"Word{n}.") for n in range(articles)], NoStatistics())
    assert bool(asked) is read


def apart(one: Article, other: Article) -> bool:
    """Whether the sentences of two undated articles of much the same words do not report one event."""
    found = found_alike({(0, 1): 1.0}, [UNDATED] * 2)
    few = [article(id, None, each.text) for id, each in zip(found.ids, (one, other), strict=True)]
    return bool(grouping._separated(found, found.cosine, few, NoStatistics()))


@pytest.mark.parametrize(("before", "unknown"), [(99, False), (100, True)])
def test_the_first_hundred_sentences_of_an_undated_article_are_compared(before: int, unknown: bool) -> None:
    far = article("a", None, "Rain fell. " * before + "The herring barge sank off Selle.")
    assert apart(far, article("b", None, "The herring barge sank off Selle.")) is unknown


@pytest.mark.parametrize(
    ("links", "unknown"),
    [
        ([Aligned(0, 0, 0.13, "weak", "related")], False),
        ([Aligned(0, 0, 0.1299, "weak", "related")], True),
        ([Aligned(0, 0, 0.1299, "strong", "reworded")], False),
    ],
)
def test_undated_articles_report_one_event_from_thirteen_hundredths_per_sentence_of_the_shorter(
    links: list[Aligned], unknown: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(grouping, "aligned", lambda *args: links)
    assert apart(article("a", None, "Rain fell."), article("b", None, "Snow fell. Hail fell.")) is unknown
    assert apart(article("a", None, "Rain fell. Hail fell."), article("b", None, "Snow fell.")) is unknown


@pytest.mark.parametrize(("similarity", "related"), [(0.3301, True), (0.3299, False)])
def test_stories_may_be_of_one_saga_from_a_similarity_of_33_hundredths(similarity: float, related: bool) -> None:
    found = found_alike({(0, 1): similarity}, [UNDATED] * 2)
    assert bool(grouping._related(found, [[0], [1]])) is related


def test_forty_articles_represent_a_story() -> None:
    """The fortieth has nothing in common with the other story."""
    pairs = {(0, n): 1.0 for n in range(1, 45) if n != 40}
    found = found_alike(pairs, [UNDATED] * 45)
    (mean,) = grouping._related(found, [[0], list(range(1, 45))]).values()
    assert mean == pytest.approx(39 / 40, abs=1e-5)


@pytest.mark.parametrize(("first", "chosen"), [(118, "a118"), (119, "a000")])
def test_the_central_article_is_chosen_among_the_first_hundred_and_twenty(first: int, chosen: str) -> None:
    """Two articles in a row are alike and no others are; without such a pair the earliest is chosen."""
    texts = [f"Word{n}x." for n in range(122)]
    texts[first] = texts[first + 1] = FERRY[0].text
    articles = [article(f"a{n:03}", None, text) for n, text in enumerate(texts)]
    assert central(articles, NoStatistics()).id == chosen
