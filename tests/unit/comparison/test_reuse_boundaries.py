"""Copied text at its boundaries: what tells of a copy, its kind, who was first, how it spread, what was changed."""

from __future__ import annotations

import random
from dataclasses import dataclass

import pytest

from index.comparison.reuse.agencies import agency, named
from index.comparison.reuse.copy_groups import Spread, spreads
from index.comparison.reuse.copy_kinds import kind
from index.comparison.reuse.fingerprints import Sketch
from index.comparison.reuse.sentence_pairs import rewording
from index.comparison.reuse.shingles import SharedText, is_copy, overlap, reuse
from index.comparison.reuse.word_changes import changes
from index.model import Article, CleanArticle, HiddenLine, Metadata, PartialDate, ReuseKind, surely_before
from index.text import paragraphs


def words(count: int, seed: int = 0) -> str:
    """So many words, other ones for each seed, of which none comes twice."""
    chance = random.Random(seed)
    syllables = [a + b for a in "bcdfghklmnprstvz" for b in "aeiou"]
    found: dict[str, None] = {}
    while len(found) < count:
        found["".join(chance.choices(syllables, k=5))] = None
    return " ".join(found)


# --- What tells of a copy ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("shared", "of_shorter", "copy"),
    [(14, 1000, True), (13.9, 1000, False), (5, 33, True), (5, 34, False), (4.9, 10, False), (6, 40, True)],
)
def test_the_weight_that_tells_of_a_copy(shared: float, of_shorter: int, copy: bool) -> None:
    assert is_copy(shared, of_shorter) is copy


def test_a_run_of_nineteen_words_is_a_copy_in_long_texts_and_one_of_eighteen_is_none() -> None:
    def found(run: int) -> bool:
        shared = words(run, 9)
        return bool(reuse([("a", f"{words(300, 1)} {shared}"), ("b", f"{shared} {words(300, 2)}")]))

    assert found(19) and not found(18)


def test_runs_of_six_words_are_spans_and_neighbouring_ones_join() -> None:
    six, five, tail = words(6, 1), words(5, 2), words(9, 3)
    found = overlap(("a", f"{six}. x {five} y {tail}"), ("b", f"{tail} z {five} w {six}"))
    assert found is not None and (found.left, found.right, found.words) == ("a", "b", 15)
    assert len(found.spans) == 2
    assert overlap(("a", five), ("b", five)) is None and overlap(("a", ""), ("b", six)) is None
    whole = overlap(("a", six), ("b", six.upper()))
    assert whole is not None and whole.spans == (((0, len(six)), (0, len(six))),)
    assert (whole.left_share, whole.right_share) == (1.0, 1.0)


def test_what_several_texts_have_weighs_less() -> None:
    def tells(shared: int) -> bool:
        span = ((0, 1), (0, 1))
        return SharedText("a", "b", 0.1, 0.1, shared, (span,)).is_copy

    # At three tenths of a shingle each: 47 of them and the five words around.
    assert tells(52) and not tells(51)


@pytest.mark.parametrize(("texts", "found"), [(100, True), (101, False)])
def test_a_phrase_in_more_than_a_hundred_texts_is_no_trace(texts: int, found: bool) -> None:
    phrase = words(100, 9)
    assert bool(reuse([(str(n), phrase) for n in range(texts)])) is found


def test_copies_come_in_the_order_of_the_texts() -> None:
    run = words(40, 9)
    found = reuse([(name, f"{words(10, n)} {run}") for n, name in enumerate("cab")])
    assert [(each.left, each.right) for each in found] == [("c", "a"), ("c", "b"), ("a", "b")]


# --- Fingerprints -----------------------------------------------------------------------------------------------------


def test_two_texts_with_a_run_of_eighteen_words_have_a_fingerprint_in_common() -> None:
    for seed in range(20):
        run = words(18, 100 + seed)
        assert len(Sketch(run).fingerprints) == 1
        left, right = Sketch(f"{words(50, 1)} {run}"), Sketch(f"{run} {words(50, 2)}")
        assert set(left.fingerprints.tolist()) & set(right.fingerprints.tolist())


def test_a_sketch_of_little_text() -> None:
    assert (Sketch("").words, Sketch("").count, len(Sketch("").fingerprints)) == (0, 0, 0)
    assert (Sketch(words(6)).words, Sketch(words(6)).count, len(Sketch(words(6)).fingerprints)) == (6, 1, 1)
    assert Sketch(words(5)).count == 0 and len(Sketch(words(18)).fingerprints) == 1
    assert Sketch(words(100)).fingerprints.tolist() == sorted(set(Sketch(words(100)).fingerprints.tolist()))
    assert len(Sketch(words(20_000)).fingerprints) == 1200
    # Of forty bits.
    assert 1 << 39 <= max(int(Sketch(words(6, seed)).fingerprints[0]) for seed in range(20)) < 1 << 40


def test_what_two_sketches_share() -> None:
    run = words(60, 9)
    one, other = Sketch(f"{words(40, 1)} {run}"), Sketch(f"{run} {words(20, 2)}")
    assert one.shared(other) == (0.6, 0.75, 60, 60)
    assert other.shared(one) == (0.75, 0.6, 60, 60)
    assert one.shared(Sketch(words(90, 3))) is None
    assert one.shared(Sketch("")) is None and Sketch("").shared(one) is None
    # What others have too weighs less; but a text as a whole is one however many have it.
    assert one.shared(other, 0.2) is None and one.shared(one, 0.0) == (1.0, 1.0, 100, 100)
    assert one.shared(other, 0.21) is not None


def test_two_texts_are_one_by_six_tenths_of_their_shingles_and_twenty_at_least() -> None:
    def one(size: int, shared: int) -> bool:
        run = words(shared, 9)
        left, right = Sketch(f"{run} {words(size - shared, 1)}"), Sketch(f"{run} {words(size - shared, 2)}")
        return left.shared(right, 0.0) is not None

    # Of 100 shingles: 60.
    assert one(105, 65) and not one(105, 64)
    assert one(25, 25) and not one(24, 24)


# --- Kinds and times --------------------------------------------------------------------------------------------------

A, B = "Harbour Press", "Lull Echo"


@pytest.mark.parametrize(
    ("shares", "outlets", "headlines", "credited", "sort"),
    [
        ((0.8, 0.8), (A, A), ("x", "y"), None, "near-duplicate"),
        ((0.79, 0.8), (A, A), ("x", "y"), None, "cut"),
        ((0.79, 0.79), (A, A), ("x", "y"), None, "embedded"),
        ((0.8, 0.8), (A, A.upper()), ("x", "y"), None, "near-duplicate"),
        ((0.8, 0.8), (None, A), ("One  two", "ONE two"), None, "near-duplicate"),
        ((0.8, 0.8), (None, A), ("One", "Two"), None, "wire copy"),
        ((0.8, 0.8), (None, None), ("One", "Two"), None, "cut"),
        ((0.8, 0.8), (None, None), (None, None), None, "near-duplicate"),
        ((0.8, 1.0), (A, B), ("x", "x"), None, "wire copy"),
        ((1.0, 0.79), (A, B), ("x", "x"), None, "cut"),
        ((0.1, 0.5), (A, B), ("x", "x"), "dpa", "wire copy"),
        ((0.1, 0.49), (A, B), ("x", "x"), "dpa", "embedded"),
        ((0.1, 0.5), (A, A), ("x", "x"), "dpa", "embedded"),
        ((0.1, 0.8), (A, A), ("x", "x"), "dpa", "cut"),
    ],
)
def test_the_kind_of_a_copy(
    shares: tuple[float, float],
    outlets: tuple[str | None, str | None],
    headlines: tuple[str | None, str | None],
    credited: str | None,
    sort: ReuseKind,
) -> None:
    assert kind(shares, outlets, headlines, credited) == sort
    assert kind(shares[::-1], outlets[::-1], headlines[::-1], credited) == sort


@pytest.mark.parametrize(
    ("one", "other", "first"),
    [
        ("2019-02-10", "2019-02-11", 0),
        ("2019-02-11", "2019-02-10", 1),
        ("2019-02-10", "2019-02-10", None),
        ("2019-02-10T10:00", "2019-02-10T11:00", 0),
        ("2019-02-10T11:00", "2019-02-10T10:00", 1),
        ("2019-02-10T10:00", "2019-02-10T10:00", None),
        ("2019-02-10T10:00", "2019-02-10", None),
        ("2019-02-09T10:00", "2019-02-10", 0),
        ("2019-02-10T10:00+00:00", "2019-02-10T10:30+02:00", 1),
        ("2019-02-10T10:00+00:00", "2019-02-10T10:30", None),
        (None, "2019-02-10", None),
        ("2019-02-10", None, None),
        ("2018", "2019-02-10", 0),
        ("2019", "2019-02-10", None),
    ],
)
def test_who_was_first(one: str | None, other: str | None, first: int | None) -> None:
    dates = PartialDate.parse(one), PartialDate.parse(other)
    assert surely_before(dates[0], dates[1]) == (first == 0)
    assert surely_before(dates[1], dates[0]) == (first == 1)


# --- How a text spread ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Pair:
    one: str
    other: str
    one_share: float
    other_share: float
    words: int = 100
    other_words: int = 100


def spreads_of(*pairs: Pair, **published: str) -> list[Spread]:
    return spreads(pairs, {id: PartialDate(day) for id, day in published.items()})


def ids(spread: Spread) -> tuple[list[str], list[tuple[str, str]]]:
    return [each.id for each in spread.copies], [(each.id, each.role) for each in spread.parts]


def test_two_with_six_tenths_of_each_other_are_whole_copies() -> None:
    assert ids(*spreads_of(Pair("a", "b", 0.6, 0.6))) == (["a", "b"], [])
    assert ids(*spreads_of(Pair("a", "b", 0.6, 0.59))) == (["a"], [("b", "piece")])
    assert spreads_of() == []


def test_the_roles_of_those_that_have_a_part() -> None:
    def role(mine: float, theirs: float) -> str:
        (spread,) = spreads_of(Pair("a", "b", mine, theirs), a="2019-02-01", b="2019-02-02")
        return spread.parts[0].role

    assert role(0.1, 0.8) == "cut" and role(0.1, 0.79) == "piece"
    assert role(0.8, 0.1) == "extended" and role(0.79, 0.1) == "piece"


def test_copies_of_copies_are_one_group_that_begins_with_the_first_published() -> None:
    pairs = (Pair("b", "c", 0.9, 0.8, 90, 91), Pair("a", "b", 0.7, 0.6, 70, 71))
    (spread,) = spreads_of(*pairs, a="2019-02-03", b="2019-02-01", c="2019-02-02")
    assert ids(spread) == (["b", "c", "a"], []) and (spread.guess, spread.first) == ("published first", "b")
    head, near, far = spread.copies
    assert (near.share, near.text_share, near.words) == (0.8, 0.9, 91)
    assert (far.share, far.text_share, far.words) == (0.7, 0.6, 70)
    # Of the head, what its nearest copy has of it.
    assert (head.share, head.words) == (0.9, 90)
    # One that has no text of the head any more is told by its nearest.
    (spread,) = spreads_of(*pairs, a="2019-02-01", b="2019-02-02", c="2019-02-03")
    assert ids(spread)[0] == ["a", "b", "c"]
    assert (spread.copies[2].share, spread.copies[2].words) == (0.8, 91)


def test_where_days_do_not_tell_the_clock_does_and_else_who_shares_most() -> None:
    pair = Pair("a", "b", 0.9, 0.9)
    (spread,) = spreads_of(pair, a="2019-02-01T12:00", b="2019-02-01T10:00")
    assert (spread.copies[0].id, spread.guess, spread.first) == ("b", "published first", "b")
    (spread,) = spreads_of(pair, a="2019-02-01T12:00", b="2019-02-01T10:00+00:00")
    assert (spread.copies[0].id, spread.guess, spread.first) == ("b", "clock", None)
    (spread,) = spreads_of(pair, a="2019-02-01", b="2019-02-01T10:00")
    assert (spread.copies[0].id, spread.guess, spread.first) == ("a", "most shared", None)
    (spread,) = spreads_of(Pair("a", "b", 0.9, 0.9, 90, 95))
    assert (spread.copies[0].id, spread.guess) == ("b", "most shared")
    (spread,) = spreads_of(pair)
    assert spread.copies[0].id == "a"
    # Undated ones come last among the copies, and do not count for who was first in the group.
    (spread,) = spreads_of(pair, Pair("a", "c", 0.9, 0.9), b="2019-02-01", c="2019-02-02")
    assert [each.id for each in spread.copies] == ["b", "c", "a"]
    assert (spread.guess, spread.first) == ("earliest date", None)


def test_groups_come_by_copies_then_parts_then_words() -> None:
    two = Pair("a", "b", 0.9, 0.9, 10, 10)
    more = Pair("c", "d", 0.9, 0.9, 20, 20)
    three = (Pair("e", "f", 0.9, 0.9), Pair("f", "g", 0.9, 0.9))
    with_part = (Pair("h", "i", 0.9, 0.9, 5, 5), Pair("h", "j", 0.1, 0.9, 5, 5))
    found = spreads_of(two, more, *three, *with_part)
    assert [sorted(each.id for each in spread.copies) for spread in found] == [
        ["e", "f", "g"],
        ["h", "i"],
        ["c", "d"],
        ["a", "b"],
    ]


def test_parts_come_with_cuts_first_then_by_time_and_each_pair_is_reported_once() -> None:
    pairs = (
        Pair("a", "b", 0.9, 0.9),
        Pair("a", "x", 0.3, 0.3, 30, 30),
        Pair("b", "x", 0.4, 0.4, 40, 40),
        Pair("a", "y", 0.3, 0.9, 30, 30),
        Pair("a", "z", 0.3, 0.9, 30, 30),
        Pair("y", "z", 0.9, 0.2, 37, 37),
    )
    published = {"a": "2019-02-01", "b": "2019-02-02", "x": "2019-02-03", "y": "2019-02-05", "z": "2019-02-04"}
    (spread,) = spreads_of(*pairs, **published)
    assert ids(spread) == (["a", "b"], [("z", "cut"), ("y", "cut"), ("x", "piece")])
    # Of two shares with the group, the larger is told.
    assert spread.parts[2].words == 40
    # Two parts that share more with each other than the group's text are a text of their own: a quarter more.
    apart = (*pairs[:-1], Pair("y", "z", 0.9, 0.2, 38, 38))
    assert len(spreads_of(*apart, **published)) == 2


# --- Agencies ---------------------------------------------------------------------------------------------------------


def article(
    text: str, outlet: str | None = None, *authors: str, hidden: tuple[HiddenLine, ...] = (), id: str = "a"
) -> Article:
    metadata = Metadata("Headline", outlet=outlet, authors=authors)
    return Article(id, 1, id, "", (), CleanArticle(metadata, text, tuple(paragraphs(text)), hidden))


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Reuters", "Reuters"),
        (" Thomson Reuters ", "Reuters"),
        ("Associated Press", "AP"),
        ("Coast News Agency", "Coast News Agency"),
        ("The Canadian Press", "Canadian Press"),
        ("Reuterstown", None),
        ("Harbour Press", None),
    ],
)
def test_the_names_of_agencies(name: str, found: str | None) -> None:
    assert named(name) == found


def test_where_an_article_credits_an_agency() -> None:
    text = "The bridge was closed. " * 20
    aside = HiddenLine(None, 0, "With material by AFP", "agency credit")
    assert agency(article(text)) is None
    assert agency(article(text, "Reuters", "Ada Quill of AFP")) == "Reuters"
    assert agency(article(text, "Harbour Press", "dpa")) == "dpa"
    assert agency(article(text, "Harbour Press", "Ada Quill (AFP)")) == "AFP"
    assert agency(article(text, hidden=(aside,))) == "AFP"
    assert agency(article(text, None, "Ada Quill of EFE", hidden=(aside,))) == "AFP"
    assert agency(article(text, hidden=(HiddenLine(None, 0, "Photograph: AFP", "caption"),))) is None
    assert agency(article(text, hidden=(HiddenLine(None, 0, "Read more of AFP", "related story"),))) is None
    assert agency(article(text, None, "Ada of GRAFPRESS")) is None
    # At the head, or at the end.
    assert agency(article(f"LULL (Reuters) - {text}")) == "Reuters"
    assert agency(article(f"{text}(AP)")) == "AP"
    assert agency(article(f"X{'x' * 114}(AFP) {text}")) == "AFP"
    assert agency(article(f"X{'x' * 115}(AFP) {text}")) is None
    assert agency(article(f"{text}(AFP){'.' * 55}")) == "AFP"
    assert agency(article(f"{text}(AFP){'.' * 56}")) is None
    assert agency(article(f"Reuters said so. {text}")) is None


# --- What was changed -------------------------------------------------------------------------------------------------


def changed(old: str, new: str) -> list[tuple[str, str]]:
    return [(old[slice(*change.old)], new[slice(*change.new)]) for change in changes(old, new)]


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("One two three.", "one, Two three", []),
        ("one two three", "one six three", [("two", "six")]),
        ("one two three", "one three", [("two", "")]),
        ("one three", "one two three", [("", "two")]),
        ("one two", "one two three", [("", "three")]),
        ("two three", "one two three", [("", "one")]),
        ("one one", "one", [("one", "")]),
        ("a b c d e", "x b c y e", [("a", "x"), ("d", "y")]),
        ("", "one", [("", "one")]),
        ("one", "", [("one", "")]),
        ("", "", []),
    ],
)
def test_what_was_changed_from_one_text_to_another(old: str, new: str, found: list[tuple[str, str]]) -> None:
    assert changed(old, new) == found


def test_the_place_of_what_was_added_is_before_the_word_that_follows() -> None:
    (change,) = changes("one three", "one two three")
    assert change.old == (4, 4)
    (change,) = changes("one two", "one two three")
    assert change.old == (7, 7)


def test_texts_that_are_very_long_and_very_different_are_compared_by_paragraphs() -> None:
    old, new = words(5998, 1), words(5998, 2)
    assert len(changes(f"{old}\n\nsame one", f"{new}\n\nsame two")) == 2
    old, new = words(6001, 1), words(6001, 2)
    assert changed(f"begin\n\n{old} x\n\nsame", f"begin\n\n{new} x\n\nsame") == [(f"{old} x", f"{new} x")]
    # What both begin and end with does not count.
    same = words(7000, 3)
    assert changed(f"{same} one {same}", f"{same} two {same}") == [("one", "two")]


def reworded(old: str, new: str) -> list[tuple[str, str, str, bool]]:
    one, other = article(old, id="a"), article(new, id="b")
    _, links = rewording(one, other, changes(old, new))
    assert all(link.strength == "strong" for link in links)
    return [(link.left.text, link.right.text, link.kind, link.moved) for link in links]


def test_sentences_that_stayed_or_were_reworded_are_linked() -> None:
    assert reworded("One two three.", "One two three.") == [("One two three.", "One two three.", "verbatim", False)]
    assert reworded("One two three four.", "One two three five.") == [
        ("One two three four.", "One two three five.", "reworded", False)
    ]
    # Half of the words of the shorter, and three of them, unless it has fewer.
    assert reworded("A b c d e f.", "A b c x y z.")[0][2] == "reworded"
    assert reworded("A b c d e f g.", "A b c w x y z.") == []
    assert reworded("A b c d.", "A b x y.") == []
    tail, other = " ".join(f"v{n}" for n in range(10)), " ".join(f"w{n}" for n in range(10))
    assert reworded(f"A b c d e f g h i {tail}.", f"A b c d e f g h i {other}.") == []
    assert reworded("A b.", "A b.") == [("A b.", "A b.", "verbatim", False)]
    assert reworded("A b c d e f g.", "A b c.")[0][2] == "reworded"


def test_a_sentence_that_was_moved_whole_is_found() -> None:
    old = "Ferry came late today. The bridge was closed at noon by the council. Rain fell on the harbour all day long."
    new = "The bridge was closed at noon by the council. Rain fell on the harbour all day long. Ferry came late today."
    found = reworded(old, new)
    assert ("Ferry came late today.", "Ferry came late today.", "verbatim", True) in found and len(found) == 3
    assert [link[0] for link in found] == sorted((link[0] for link in found), key=old.index)
    # Sentences of two words are too short to be known again.
    old, new = "Ferry came. " + old[23:], new[:-22] + "Ferry came."
    assert len(reworded(old, new)) == 2
