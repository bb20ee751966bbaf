"""How articles become stories: how alike they are, what time takes away, what joins, and what a story is called."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from index.comparison.links.link_finder import LinkFinder
from index.comparison.matrix import COLUMNS, matrix
from index.comparison.stories import term_weights
from index.comparison.stories.grouping import Grouping, group, grouping
from index.comparison.stories.identities import grown, identities
from index.comparison.stories.lead_passages import lead
from index.comparison.stories.linkage import all_linked, average_linkage, extent
from index.comparison.stories.neighbours import Alike, alike, similarities
from index.comparison.stories.records import central, in_order_of_time, story_record
from index.comparison.stories.sagas import names, shared_names, why
from index.comparison.stories.term_weights import Reading, weighted
from index.model import Article, PartialDate, Story
from tests.unit.comparison.test_stories import BUDGET, FERRY, QUAKES, NoStatistics
from tests.unit.comparison.test_stories import article as _article

NOTHING = NoStatistics()


def article(
    id: str, text: str, *, headline: str | None = None, published: str | None = None, outlet: str | None = None
) -> Article:
    return _article(id, headline, text, published=published, outlet=outlet)


def dated(found: Article, published: str | None, id: str | None = None) -> Article:
    return article(id or found.id, found.text, headline=found.headline, published=published)


def likeness(*articles: Article) -> float:
    return similarities(articles, NOTHING).get((0, 1), 0.0)


# --- How alike articles are -------------------------------------------------------------------------------------------


def test_how_alike_the_articles_of_events_are() -> None:
    """Fails when a weight moves; new weights need new figures."""
    found = similarities([*FERRY, *BUDGET, *QUAKES], NOTHING)
    expected = {
        **{(0, 1): 0.946, (0, 2): 0.79, (1, 2): 0.796, (3, 4): 0.97, (5, 6): 0.944},
        **{(5, 7): 0.118, (5, 8): 0.047, (6, 7): 0.049, (6, 8): 0.039, (7, 8): 0.941},
    }
    assert found.keys() == expected.keys()
    assert [found[pair] for pair in expected] == pytest.approx(list(expected.values()), abs=0.0006)


@pytest.mark.parametrize(
    ("apart", "left"), [(0, 1.0), (2, 1.0), (3, math.exp(-1 / 14)), (9, math.exp(-0.5)), (16, math.exp(-1))]
)
def test_likeness_fades_with_the_days_between(apart: int, left: float) -> None:
    one, other = dated(FERRY[0], "2019-03-01"), dated(FERRY[1], f"2019-03-{1 + apart:02}")
    whole = likeness(FERRY[0], FERRY[1])
    assert likeness(one, other) == pytest.approx(whole * left, rel=1e-3)
    assert likeness(other, one) == pytest.approx(whole * left, rel=1e-3)
    assert likeness(one, FERRY[1]) == pytest.approx(whole, rel=1e-3)


def test_what_is_hardly_alike_is_left_out() -> None:
    assert likeness(FERRY[0], BUDGET[0]) == 0.0
    assert likeness(FERRY[0], dated(FERRY[0], None, "copy")) == pytest.approx(1.0, abs=0.01)


@pytest.mark.parametrize(
    ("published", "ordinal"),
    [("1970-01-01", 719163), ("1970-01-02T10:00", 719164), ("1970", None), ("1970-01", None), (None, None)],
)
def test_the_day_of_an_article(published: str | None, ordinal: int | None) -> None:
    day = dated(FERRY[0], published).day
    assert (day.toordinal() if day else None) == ordinal


def pairs(*articles: Article) -> tuple[list[str], set[tuple[str, str]]]:
    *_, found = alike(articles, NOTHING)
    assert isinstance(found, Alike)
    places = zip(found.left.tolist(), found.right.tolist(), strict=True)
    return list(found.ids), {(found.ids[one], found.ids[other]) for one, other in places}


def test_pairs_of_an_archive_are_at_most_a_hundred_and_twenty_days_apart() -> None:
    first = dated(FERRY[0], "2019-01-01", "a")
    near, far = dated(FERRY[1], "2019-05-01", "b"), dated(FERRY[1], "2019-05-02", "c")
    assert pairs(first, near) == (["a", "b"], {("a", "b")})
    assert pairs(first, far) == (["a", "c"], set())
    assert pairs(first, dated(FERRY[1], None, "d")) == (["d", "a"], {("d", "a")})
    assert pairs() == ([], set()) and pairs(first) == (["a"], set())
    # Undated first, then by day, then by id, whatever their order.
    assert pairs(far, near, dated(FERRY[2], None, "z"), first)[0] == ["z", "a", "b", "c"]


def test_progress_is_between_nothing_and_all() -> None:
    *steps, _ = alike([dated(FERRY[0], None, str(n)) for n in range(3)], NOTHING)
    assert steps and all(0 <= step <= 1 for step in steps if isinstance(step, float))


def test_vectors_hold_the_heaviest_hundred_terms_that_others_have() -> None:
    words = [f"w{n}x" for n in range(150)]
    reading = Reading()
    assert list(reading.read([article("a", " ".join(words)), article("b", " ".join(words[:120]))])) == [2]
    vectors = weighted(reading, [1, 0], NOTHING)
    assert vectors.terms.shape == (2, 100) and vectors.vocabulary == 150
    assert (vectors.terms < 150).all()
    # Each in its row, and of length one but for what only it has.
    lengths = np.sqrt((vectors.values**2).sum(axis=1))
    assert lengths[0] > lengths[1] and lengths[0] <= 1.0
    assert vectors.closeness([0, 1])[0, 1] == pytest.approx(vectors.mean_closeness([0], [1]), abs=1e-5)
    assert vectors.mean_closeness([0, 1], [0, 1]) == pytest.approx(float(vectors.closeness([0, 1]).mean()), abs=1e-5)


@pytest.mark.parametrize(("room", "in_file"), [(6 * 270, False), (6 * 270 - 1, True)])
def test_terms_of_many_articles_are_in_a_file_and_weigh_the_same(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, room: int, in_file: bool
) -> None:
    words = [f"w{n}x" for n in range(150)]
    articles = [article("a", " ".join(words)), article("b", " ".join(words[:120]))]
    usual = Reading()
    list(usual.read(articles))
    expected = weighted(usual, [1, 0], NOTHING)
    monkeypatch.setattr(term_weights, "_IN_MEMORY", room)
    reading = Reading(tmp_path)
    list(reading.read(articles))
    # Six bytes for each of 150 and 120 terms.
    assert reading._file._rolled is in_file  # type: ignore[attr-defined]
    found = weighted(reading, [1, 0], NOTHING)
    assert (found.terms == expected.terms).all() and (found.values == expected.values).all()
    assert not list(tmp_path.iterdir())


# --- What joins -------------------------------------------------------------------------------------------------------


def linked(
    similarity: Sequence[Sequence[float]], days: Sequence[float] | None = None, longest: int = 90
) -> list[list[int]]:
    square = np.array(similarity, np.float32)
    spans = np.array(days if days is not None else [math.nan] * len(square), np.float32)
    totals = {
        (one, other): float(square[one, other])
        for one in range(len(square))
        for other in range(one + 1, len(square))
        if square[one, other]
    }
    extents = [extent([each]) for each in spans.tolist()]
    by_pairs = average_linkage([1] * len(square), extents, totals, 0.5, longest)
    assert all_linked(spans, square, 0.5, longest) == by_pairs
    return by_pairs


def test_average_linkage_joins_up_to_the_threshold() -> None:
    assert linked([[0, 0.5], [0.5, 0]]) == [[0, 1]]
    assert linked([[0, 0.4375], [0.4375, 0]]) == [[0], [1]]
    assert linked([[0]]) == [[0]]
    # 0.75 joins first; then the average of 0.5 and 0.5, or of 0.5 and 0.25.
    assert linked([[0, 0.75, 0.5], [0.75, 0, 0.5], [0.5, 0.5, 0]]) == [[0, 1, 2]]
    assert linked([[0, 0.75, 0.5], [0.75, 0, 0.25], [0.5, 0.25, 0]]) == [[0, 1], [2]]
    assert linked([[0, 0, 0.75], [0, 0, 0], [0.75, 0, 0]]) == [[0, 2], [1]]


def test_what_would_span_too_many_days_is_not_joined() -> None:
    alike = [[0, 0.75], [0.75, 0]]
    assert linked(alike, [0, 90]) == [[0, 1]] and linked(alike, [0, 91]) == [[0], [1]]
    assert linked(alike, [math.nan, 91]) == [[0, 1]]
    assert linked([[0, 0.75, 0.75], [0.75, 0, 0.75], [0.75, 0.75, 0]], [0, 60, 120]) in ([[0, 1], [2]], [[0], [1, 2]])


def test_the_extent_of_days() -> None:
    assert extent([3, math.nan, 1]) == (1, 3)
    assert extent([math.nan]) == (math.inf, -math.inf) == extent([])


def test_articles_of_one_event_are_a_story_up_to_ninety_days() -> None:
    def stories(first: str | None, last: str | None) -> int:
        return len(group([dated(FERRY[0], first), dated(FERRY[1], last)], NOTHING))

    assert stories(None, None) == 1 and stories("2019-01-01", "2019-01-02") == 1
    assert stories("2019-01-01", "2019-06-01") == 2
    assert group([], NOTHING) == [] and group([FERRY[0]], NOTHING) == [("ferry-a",)]
    found = group([*QUAKES, *FERRY, *BUDGET], NOTHING)
    assert found == sorted(found) == group([*BUDGET, *FERRY, *QUAKES], NOTHING)


def test_stories_are_kin_from_a_mean_likeness_of_a_third() -> None:
    *_, found = grouping([*FERRY, *BUDGET, *QUAKES], NOTHING)
    assert isinstance(found, Grouping)

    def kin(*other: str) -> dict[tuple[str, str], float]:
        return found.related({"a": ["ferry-a"], "b": list(other)})

    whole = kin("ferry-b")["a", "b"]
    assert whole == pytest.approx(0.946, abs=0.001)
    assert kin("ferry-b", "north-1") == {("a", "b"): pytest.approx(whole / 2, abs=0.001)}
    # A third of it is less than 0.33.
    assert kin("ferry-b", "north-1", "budget-a") == {} == kin("north-1") == kin()


# --- Which story it is ------------------------------------------------------------------------------------------------


def ids(clusters: list[tuple[str, ...]], **before: str) -> dict[str, tuple[str, ...]]:
    return identities(clusters, before, lambda article, turn: f"{article}/{turn}")


def test_a_story_keeps_its_id_with_most_of_its_articles() -> None:
    assert ids([("a", "b"), ("c",)]) == {"a/0": ("a", "b"), "c/0": ("c",)}
    assert ids([("a", "b", "c")], a="s", b="s", c="t") == {"s": ("a", "b", "c")}
    assert ids([("a", "b"), ("c",)], a="s", b="s", c="s") == {"s": ("a", "b"), "c/0": ("c",)}
    # Of equal parts the first has it, and an id in use is not given again.
    assert ids([("b",), ("a",)], a="s", b="s") == {"s": ("a",), "b/0": ("b",)}
    assert ids([("a",), ("b",)], a="b/0", b="b/0") == {"b/0": ("a",), "b/1": ("b",)}
    assert ids([("a", "b"), ("c", "d")], a="s", b="t", c="s", d="s") == {"s": ("c", "d"), "t": ("a", "b")}
    assert ids([]) == {}


def test_articles_that_did_not_change_stay_together() -> None:
    def now(clusters: list[tuple[str, ...]], *changed: str, **before: str) -> list[tuple[str, ...]]:
        members: dict[str, list[str]] = {}
        for id, story in before.items():
            members.setdefault(story, []).append(id)
        return grown(clusters, changed, before, members)

    # A new one joins the story that most of it goes with, as a whole.
    assert now([("a", "b", "x")], "x", a="s", b="s", c="s") == [("a", "b", "c", "x")]
    assert now([("a", "x"), ("b",)], "x", a="s", b="s") == [("x",)]
    assert now([("a", "b", "x"), ("c",)], "x", a="s", b="s", c="s") == [("a", "b", "c", "x")]
    # One that changed may leave its story, which is then told again.
    assert now([("x",), ("a", "b")], "x", a="s", b="s", x="s") == [("x",), ("a", "b")]
    assert now([("a", "b")], a="s", b="s") == [] and now([("x",)], "x", x="s") == [("x",)]


# --- Sagas ------------------------------------------------------------------------------------------------------------


def story(first: str | None, last: str | None) -> Story:
    return Story("s", "t", PartialDate.parse(first), PartialDate.parse(last), (), (), ())


@pytest.mark.parametrize(
    ("left", "right", "apart"),
    [
        (("2019-01-01", "2019-01-05"), ("2019-01-05", "2019-01-09"), "at the same time"),
        (("2019-01-01", "2019-01-05"), ("2019-01-06", "2019-01-09"), "a day apart"),
        (("2019-01-06", "2019-01-09"), ("2019-01-01", "2019-01-05"), "a day apart"),
        (("2019-01-01", "2019-01-05"), ("2019-01-07", "2019-01-09"), "2 days apart"),
        ((None, None), ("2019-01-07", "2019-01-09"), "one has no date"),
        (("2019-01-07", "2019-01-09"), (None, None), "one has no date"),
        ((None, None), (None, None), "neither has a date"),
    ],
)
def test_how_far_two_stories_are_apart(
    left: tuple[str | None, str | None], right: tuple[str | None, str | None], apart: str
) -> None:
    assert why(story(*left), story(*right), ("Ada", "Eva")) == f"shares Ada, Eva; {apart}"


def test_a_saga_shares_two_names_and_tells_four() -> None:
    now = story("2019-01-01", "2019-01-01")
    assert why(now, now, ("Ada",)) == "" == why(now, now, ())
    assert why(now, now, ("A", "B", "C", "D", "E")) == "shares A, B, C, D; at the same time"


def test_names_in_common_come_with_the_rarest_first() -> None:
    left = names([article("a", "Here sat Ada Quill of Ansel. Here at last sat Mayor Tom Marsh of London.")])
    right = names([article("b", "There sat Tom Marsh in Ansel. London is far, said Ada Quill of London.")])
    assert left["ada quill"] == "Ada Quill" and left["tom marsh"] in ("Tom Marsh", "Mayor Tom Marsh")
    found = shared_names(left, right, NOTHING)
    assert set(found) == {"Ada Quill", left["tom marsh"], "Ansel", "London"} and found[-1] in (
        "London",
        left["tom marsh"],
    )
    assert names([]) == {} and shared_names({}, right, NOTHING) == ()
    # Of sixty sentences of each article.
    far = "It rained. " * 59 + "Here at last sat Ada Quill. Here at last sat Eva Lind."
    assert list(names([article("a", far)])) == ["ada quill"]


# --- What a story is called -------------------------------------------------------------------------------------------


def test_articles_are_in_order_of_time_those_without_one_last() -> None:
    rows = [
        article("b", "x"),
        article("c", "x", published="2019-01-02"),
        article("a", "x"),
        article("d", "x", published="2019-01-01"),
    ]
    assert [each.id for each in in_order_of_time(rows)] == ["d", "c", "a", "b"]


def test_the_central_article_is_the_one_most_like_the_others() -> None:
    assert central([FERRY[0]], NOTHING) is FERRY[0]
    assert central([BUDGET[0], *FERRY], NOTHING) in FERRY
    twins = [article("b", "One two three."), article("a", "One two three.")]
    assert central(twins, NOTHING).id == "a"
    with pytest.raises(ValueError):
        central([], NOTHING)


def test_the_record_of_a_story() -> None:
    rows = [
        article("b", FERRY[1].text, published="2019-01-02T10:00", outlet="Echo"),
        article("a", FERRY[0].text, headline="Halvane aground", published="2019-01-01", outlet="Press"),
        article("c", FERRY[2].text, outlet="Echo"),
    ]
    assert story_record("s", rows, NOTHING).lead is None
    assert story_record("s", rows[:1], NOTHING).lead == ()
    found = story_record("s", rows, NOTHING, LinkFinder(NOTHING))
    assert (found.id, found.title) == ("s", "Halvane aground")
    assert (str(found.first), str(found.last)) == ("2019-01-01", "2019-01-02")
    assert (found.outlets, found.articles) == (("Press", "Echo"), ("a", "b", "c"))
    assert found.lead
    assert all(each.passage.article == "a" for each in found.lead)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("x" * 80, "x" * 80),
        ("word " * 15 + "abcde\nmore", "word " * 15 + "abcde"),
        ("word " * 15 + "abcdef", ("word " * 15).strip() + "\u2026"),
        ("word " * 14 + "last, " + "abcdefgh", "word " * 14 + "last\u2026"),
    ],
)
def test_a_story_without_a_headline_is_called_by_its_beginning(text: str, title: str) -> None:
    assert story_record("s", [article("a", text)], NOTHING).title == title


# --- Lead passages ----------------------------------------------------------------------------------------------------

FIRST, SECOND, THIRD, FOURTH = (
    "The car ferry Halvane ran aground on a reef off Tessel Point on Tuesday.",
    "Lifeboats from Korrin took all 212 passengers ashore before dawn.",
    "Harbour master Ulla Brandvik called for an inquiry into the grounding.",
    "The company that runs the ferry has lost three ships in nine years.",
)


def lead_of(text: str, *others: tuple[str, str | None]) -> list[tuple[str, tuple[str, ...]]]:
    own = article("a", text, outlet="Press")
    rows = [article(f"b{n}", other, outlet=outlet, headline=f"H{n}") for n, (other, outlet) in enumerate(others)]
    return [(each.passage.text, each.outlets) for each in lead(own, rows, LinkFinder(NOTHING))]


def test_the_lead_is_what_most_outlets_have() -> None:
    text = f"{FIRST} {SECOND} {THIRD} {FOURTH}"
    assert lead_of(text) == []
    assert lead_of(text, (SECOND, "Echo"), (f"{SECOND} {THIRD}", "Times")) == [(SECOND, ("Press", "Echo", "Times"))]
    # What two others have comes with it; of equal ones all, the first first, three at most.
    both = f"{SECOND} {THIRD}"
    assert lead_of(text, (both, "Echo"), (both, "Times"), (SECOND, "Post")) == [
        (SECOND, ("Press", "Echo", "Times", "Post")),
        (THIRD, ("Press", "Echo", "Times")),
    ]
    assert [each[0] for each in lead_of(text, (text, "Echo"))] == [FIRST, SECOND, THIRD]
    assert lead_of(text, ("It rained.", "Echo")) == [(FIRST, ("Press",))]
    assert lead_of("", (text, "Echo")) == []


def test_each_outlet_counts_once_and_the_own_one_only_where_there_is_no_other() -> None:
    assert lead_of(f"{FIRST} {SECOND}", (FIRST, "Echo"), (SECOND, "Echo")) == [(FIRST, ("Press", "Echo"))]
    assert lead_of(f"{FIRST} {SECOND}", (FIRST, "Press"), (SECOND, "Echo")) == [(SECOND, ("Press", "Echo"))]
    assert lead_of(f"{FIRST} {SECOND}", (SECOND, "Press"))[0][0] == SECOND
    assert lead_of(FIRST, (FIRST, None)) == [(FIRST, ("Press", "H0"))]


def test_twelve_other_accounts_and_their_first_sentences_are_asked() -> None:
    many = [(FIRST, f"Outlet {n}") for n in range(13)]
    assert len(lead_of(FIRST, *many)[0][1]) == 13
    far = "It rained all day. " * 23
    assert lead_of(far + FIRST, (FIRST, "Echo"))[0][1] == ("Press", "Echo")
    assert lead_of("It rained all day. " + far + FIRST, (FIRST, "Echo"))[0][1] == ("Press",)


# --- The matrix -------------------------------------------------------------------------------------------------------


def test_the_matrix_has_a_row_for_each_passage_and_a_column_for_each_article() -> None:
    one = article("a", f"{FIRST} {SECOND}", published="2019-01-02")
    other = article("b", f"{SECOND} {FOURTH}", published="2019-01-01")
    found = matrix(Story("s", "t", None, None, (), ("a", "b"), ()), [one, other], NOTHING)
    assert ([each.id for each in found.articles], found.more) == (["b", "a"], 0)
    rows = [(row.passage.text, [cell.kind if cell else None for cell in row.cells]) for row in found.rows]
    assert rows == [
        (FIRST, [None, "verbatim"]),
        (SECOND, ["verbatim", "verbatim"]),
        (FOURTH, ["verbatim", None]),
    ]


def test_a_matrix_has_room_for_twelve_articles() -> None:
    rows = [article(f"a{n:02}", f"{FIRST} {n}") for n in range(13)]
    found = matrix(Story("s", "t", None, None, (), tuple(each.id for each in rows), ()), rows, NOTHING)
    assert len(found.articles) == COLUMNS == 12 and found.more == 1
    twelve = matrix(Story("s", "t", None, None, (), (), ()), rows[:12], NOTHING)
    assert len(twelve.articles) == 12
