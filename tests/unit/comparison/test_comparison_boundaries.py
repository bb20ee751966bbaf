"""Comparing articles at the boundaries: links and their kind, names of outlets, facts, copies, groups of articles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import pytest

from index.comparison.background import TermWeights
from index.comparison.facts.conflicts import disagree
from index.comparison.facts.figures import figures
from index.comparison.facts.statements import statement
from index.comparison.links.alignment import align, heaviest_in_order
from index.comparison.links.candidates import pairs
from index.comparison.links.name_groups import variants
from index.comparison.links.outlet_reports import outlet_label
from index.comparison.links.shared_words import wording
from index.comparison.links.similarity import Similarities, placed, terms
from index.comparison.reuse.sentence_pairs import rewording
from index.comparison.reuse.shingles import SharedText
from index.comparison.reuse.word_changes import changes
from index.comparison.stories import grouping
from index.comparison.vectors import article_terms, passage_terms
from index.model import Article, CleanArticle, Link, Metadata
from index.text import paragraphs


class Counts:
    """Statistics of an archive of a thousand articles, in which every word is in ten."""

    def document_count(self) -> int:
        return 1000

    def document_frequencies(self, terms: Iterable[str]) -> Mapping[str, int]:
        return dict.fromkeys(terms, 10)


def article(text: str = "", *, id: str = "abcdef012345", paths: tuple[str, ...] = (), **about: str) -> Article:
    metadata = Metadata(about.get("headline"), deck=about.get("deck"), outlet=about.get("outlet"))
    return Article(id, 1, id[:7], "", paths, CleanArticle(metadata, text, tuple(paragraphs(text))))


# --- Links ------------------------------------------------------------------------------------------------------------

SENTENCE = "Stallholders carried crates of herring from the burning market hall to the ferry pier."


LEFT = (
    "The fish market of Port Ansel was shut on Tuesday after a blaze.",
    "The chief of the fire crews said that it began in a cold store behind the hall, and that nobody was hurt.",
    "It drove 140 stallholders out of the hall on Monday night.",
    "The council will meet on Thursday to talk of the damage.",
    "A ferry to Selle was late because of the smoke.",
)
RIGHT = (
    "A blaze shut the hall of fish.",
    "The chief spoke of a cold morning.",
    "The market opens again soon, the council hopes.",
    "Herring has been sold at the harbour for ages.",
    "On Thursday the council talks of damage and repairs.",
    "Nobody in Selle was hurt by the smoke.",
)


@pytest.mark.parametrize(
    ("other", "kind"),
    [
        (SENTENCE, "verbatim"),
        (SENTENCE.upper(), "verbatim"),
        # One word of fourteen is another one.
        (SENTENCE.replace("ferry", "fishing"), "reworded"),
        (SENTENCE.replace("crates", "baskets").replace("burning", "blazing"), "reworded"),
    ],
)
def test_a_link_is_verbatim_if_the_words_are_equal(other: str, kind: str) -> None:
    (link,) = align([SENTENCE], [other], Counts())
    assert (link.strength, link.kind) == ("strong", kind)


def test_sentences_are_weakly_linked_by_several_words_or_by_much_of_one() -> None:
    weak = [(link.i, link.j) for link in align(LEFT, RIGHT, Counts()) if link.strength == "weak"]
    assert weak == [(1, 0), (1, 5), (2, 0)]
    # The context supports these two, but they have one word in common.
    market = "The fish market of Port Ansel was shut after a blaze."
    links = align([market, "Herring rotted."], [market, "Visitors praised herring and cheese."], Counts())
    assert [(link.i, link.j) for link in links] == [(0, 0)]


@pytest.mark.parametrize(
    ("links", "chosen"),
    [
        ([], set()),
        ([(0, 0, 1.0), (1, 1, 1.0)], {0, 1}),
        # Two that cross: the heavier one; of two as heavy, one.
        ([(0, 1, 1.0), (1, 0, 2.0)], {1}),
        ([(0, 1, 2.0), (1, 0, 1.0)], {0}),
        # Links that share a sentence do not cross.
        ([(0, 1, 1.0), (1, 1, 1.0), (1, 2, 1.0)], {0, 1, 2}),
        ([(0, 2, 3.0), (1, 0, 1.0), (2, 1, 1.0), (3, 3, 1.0)], {0, 3}),
        ([(0, 2, 1.5), (1, 0, 1.0), (2, 1, 1.0), (3, 3, 1.0)], {1, 2, 3}),
    ],
)
def test_the_heaviest_links_that_do_not_cross(links: list[tuple[int, int, float]], chosen: set[int]) -> None:
    assert heaviest_in_order(links, 4) == chosen


@pytest.mark.parametrize(
    ("left", "right", "common"),
    [
        # A capital inside a sentence is of a name, one that opens it need not be.
        ("The State police came", "the State police left", "State police"),
        ("State police came", "State police left", None),
        ("The state police came", "the state police left", None),
    ],
)
def test_a_common_word_in_a_name_is_reported_with_it(left: str, right: str, common: str | None) -> None:
    weights = {"the": 0.1, "state": 1.0, "polic": 1.5}
    found = wording(left, right, lambda stem: weights.get(stem, 2.0)).common
    assert [left[slice(*run.left)] for run in found] == ([common] if common else [])


def test_an_article_is_labelled_by_its_outlet_else_headline_else_file_else_id() -> None:
    assert outlet_label(article(outlet="Bell", headline="Fire", paths=("a.txt",))) == "Bell"
    assert outlet_label(article(headline="Fire", paths=("a.txt", "b.txt"))) == "Fire"
    assert outlet_label(article(paths=("a.txt", "b.txt"))) == "a.txt"
    assert outlet_label(article()) == "abcdef0"


# --- Terms ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "word", "named"),
    [
        ("The Eclair sank.", "eclair", True),
        ("The \u00c9clair sank.", "eclair", True),
        ("The \u00e9clair sank.", "eclair", False),
        ("Eclair sank.", "eclair", False),
        ("It sank. Eclair too.", "eclair", False),
        ("It sank: Eclair too.", "eclair", False),
        ("A \u201cEclair\u201d sank.", "eclair", False),
        ('A "Eclair" sank.', "eclair", False),
        ('It sank."Eclair" too.', "eclair", False),
        ("I Eclair", "eclair", True),
    ],
)
def test_words_with_a_capital_inside_a_sentence_weigh_as_names(text: str, word: str, named: bool) -> None:
    found = passage_terms(text)
    other = found["sank"] if "sank" in found else found["i"]
    assert found[word] == pytest.approx(other * (1.75 if named else 1.0))


def test_words_of_headline_deck_and_lede_count_twice() -> None:
    filler = " ".join(f"word{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(50))
    found = article_terms(article(f"{filler} reef", headline="ferry", deck="pier"))
    assert found["ferri"] == found["pier"] == found["wordaa"] == found["wordbx"] > found["reef"] == 1.0


# --- Facts ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("left", "right", "differ"),
    [
        ("on 8 February 2019", "in May 2018", True),
        ("on 8 February 2019", "on 8 February", False),
        # Days of which different parts are stated cannot be compared.
        ("in 2019", "on 8 February", False),
        ("on Friday", "on 8 February", False),
        ("on Friday", "in May 2018", False),
    ],
)
def test_sentences_disagree_on_days_that_can_be_compared(left: str, right: str, differ: bool) -> None:
    one, other = (statement(f"The ferry sank off Selle {when}.") for when in (left, right))
    assert disagree(one, other) is disagree(other, one) is differ


@pytest.mark.parametrize(
    "when", ["on 8 February 2019", "on Friday", "at 3 p.m. GMT", "at noon", "at midnight", "at 15:10"]
)
def test_the_words_of_days_and_times_are_no_content(when: str) -> None:
    assert statement(f"The ferry sank {when} off Selle.").content == {"ferri", "off", "sank", "sell"}


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("April came late.", 4),
        ("It sank last April.", 4),
        ("On a cold July morning", 7),
        # May and March are months only after a word such as "in".
        ("The ferry sank in May.", 5),
        ("Since March the ferry is late.", 3),
        ("She said May was late.", None),
        ("March protesters came.", None),
        ("They march on.", None),
    ],
)
def test_a_month_alone_is_a_day_unless_it_may_be_another_word(text: str, month: int | None) -> None:
    assert [day.month for day in statement(text).days] == ([month] if month else [])


@pytest.mark.parametrize(
    ("words", "amount"),
    [
        ("zero", 0),
        ("sixty-three", 63),
        ("a hundred twenty", 120),
        ("two hundred and fifty", 250),
        ("two thousand five hundred", 2500),
        ("one hundred zero", None),
        ("two thousand zero", None),
        ("twenty ten", None),
    ],
)
def test_number_words_that_make_one_number(words: str, amount: float | None) -> None:
    assert [figure.low for figure in figures(f"{words} boats")] == ([amount] if amount is not None else [])


@pytest.mark.parametrize(
    ("text", "ranges"),
    [
        ("5-7 boats", [(5, 7)]),
        ("from 5 to 7 boats", [(5, 7)]),
        ("5 to 5 boats", [(5, 5)]),
        ("between 7 and 5 boats", [(7, 7), (5, 5)]),
    ],
)
def test_a_range_does_not_go_down(text: str, ranges: list[tuple[float, float]]) -> None:
    assert [(figure.low, figure.high) for figure in figures(text)] == ranges


def test_spellings_of_one_name_are_grouped_and_titles_alone_are_of_none() -> None:
    mentions = ["President", "", "Mustafa Bali", "Mr", "Moustafa Bali", "Lena Morrow"]
    assert variants(mentions) == (("Mustafa Bali", "Moustafa Bali"),)


def test_the_places_of_two_sentences_count_most_for_both_ledes() -> None:
    rows, columns = np.array([0, 0, 1, 9, 9]), np.array([0, 9, 1, 9, 0])
    both_first, first_and_last, second, both_last, last_and_first = placed(rows, columns, (10, 10)).tolist()
    assert both_first > second > both_last > first_and_last == last_and_first
    assert placed(np.array([0]), np.array([0]), (1, 1)).tolist() == [pytest.approx(both_first)]


def test_of_two_partners_as_alike_the_nearer_in_place_has_more_support() -> None:
    sentences = [terms(text) for text in (SENTENCE, "Nobody was hurt.", "It was dark.", SENTENCE)]
    similarities = Similarities(sentences, sentences, TermWeights(Counts()))
    found = {(pair.i, pair.j): pair for pair in pairs(similarities, lambda: None)}
    assert found[0, 0].support > found[3, 3].support > found[0, 3].support
    assert found[0, 0].mutual and found[3, 3].mutual


# --- Copies and versions ----------------------------------------------------------------------------------------------


def test_what_is_shared_is_weighed_against_the_shorter_text() -> None:
    span = ((0, 1), (0, 1))
    # Twenty shingles of three tenths are six, which is 15 per cent of the forty of the shorter text.
    assert SharedText("a", "b", 25 / 45, 25 / 200, 25, (span,)).is_copy
    assert SharedText("a", "b", 25 / 200, 25 / 45, 25, (span,)).is_copy
    assert not SharedText("a", "b", 25 / 46, 25 / 200, 25, (span,)).is_copy
    # Of each run, five words belong to its last shingle.
    assert not SharedText("a", "b", 25 / 45, 25 / 200, 25, (span, span)).is_copy


def reworded(old: str, new: str) -> list[Link]:
    return list(rewording(article(old, id="a"), article(new, id="b"), changes(old, new))[1])


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("The ferry sank off the reef.", "The ferry sank off the reef.", "verbatim"),
        ("The ferry sank off the reef.", "The old ferry sank off the reef.", "reworded"),
        ("The old ferry sank off the reef.", "The ferry sank off the reef.", "reworded"),
        ("The old ferry sank off the reef.", "The new ferry sank off the reef.", "reworded"),
    ],
)
def test_a_sentence_is_reworded_if_either_version_has_words_of_its_own(old: str, new: str, kind: str) -> None:
    (link,) = reworded(old, new)
    assert link.kind == kind
    assert link.reason == ("reworded" if kind == "reworded" else "word for word the same")
    assert [old[slice(*span)] for span in link.left_only] == (["old"] if "old" in old else [])
    assert [new[slice(*span)] for span in link.right_only] == ([w for w in ("old", "new") if w in new.split()])


# --- Groups of articles -----------------------------------------------------------------------------------------------


def parts(count: int, *pairs: tuple[int, int]) -> list[int]:
    found: list[int] = grouping._parts(count, [left for left, _ in pairs], [right for _, right in pairs]).tolist()
    return found


def test_a_part_has_2500_articles_at_most() -> None:
    whole, apart = parts(2500, *((n, n + 1) for n in range(2499))), parts(2501, *((n, n + 1) for n in range(2500)))
    assert set(whole) == {0} and set(apart[:-1]) == {0} and apart[-1] == 2500


def test_connected_articles_are_one_part_as_far_as_it_can_be_clustered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grouping, "_WHOLE", 3)
    assert parts(3) == [0, 1, 2]
    assert parts(5, (1, 0), (3, 4), (4, 1)) == [0, 0, 2, 3, 3]
    assert parts(4, (0, 1), (1, 2), (2, 3)) == [0, 0, 0, 3]
    assert parts(6, (0, 1), (2, 3), (1, 2), (3, 4)) == [0, 0, 2, 2, 2, 5]
    # A pair of one part adds nothing to its size.
    monkeypatch.setattr(grouping, "_WHOLE", 4)
    assert parts(5, (0, 1), (1, 0), (1, 2), (2, 3), (3, 4)) == [0, 0, 0, 0, 4]
