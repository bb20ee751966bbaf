"""When two sentences report one event in other words."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from index.comparison.background import background
from index.comparison.compare import compare
from index.comparison.facts.events.kinds import event_kinds
from index.comparison.links.shared_events import Reported, of_one_event
from index.comparison.passages import words
from index.model import Article, CleanArticle, Link, Metadata
from index.text import paragraphs

BEGUN = (
    "Gunboats of the Lower Sund League have at last begun what they call their final assault on the quays.\n\n"
    "Bakers in the old town sold no bread."
)
STARTED = (
    "Fishermen counted their nets.\n\n"
    '"The battle for both quays has started", an officer of the LSL told reporters {} when it was dark.'
)


def reported(kinds: str, names: str = "", telling: str = "") -> Reported:
    """``kinds`` are pairs such as ``begin=start``."""
    pairs = [pair.split("=") for pair in kinds.split()]
    return Reported(
        {kind: frozenset({word}) for kind, word in pairs}, frozenset(names.split()), frozenset(telling.split())
    )


def links(left: str, right: str) -> Sequence[Link]:
    articles = [
        Article(id, 1, id, "", (), CleanArticle(Metadata(language="en"), text, tuple(paragraphs(text))))
        for id, text in (("a", left), ("b", right))
    ]
    return compare(articles, background()).links


@pytest.mark.parametrize(
    ("left", "right", "one"),
    [
        # Two kinds in other words, a name and a word.
        (reported("begin=start attack=raid", "lsl", "quay"), reported("begin=open attack=battl", "lsl", "quay"), True),
        # Two names and no word; a name alone; words alone.
        (reported("begin=start attack=raid", "lsl sund"), reported("begin=open attack=battl", "lsl sund"), True),
        (reported("begin=start attack=raid", "lsl"), reported("begin=open attack=battl", "lsl"), False),
        (
            reported("begin=start attack=raid", "", "quay port"),
            reported("begin=open attack=battl", "", "quay port"),
            False,
        ),
        # One kind; two kinds of which one is in the same word.
        (reported("begin=start", "lsl", "quay"), reported("begin=open", "lsl", "quay"), False),
        (reported("begin=start attack=raid", "lsl", "quay"), reported("begin=open attack=raid", "lsl", "quay"), False),
    ],
)
def test_two_kinds_of_events_in_other_words_and_a_name_make_one_event(
    left: Reported, right: Reported, one: bool
) -> None:
    assert list(of_one_event([left], [right])) == ([(0, 0)] if one else [])


@pytest.mark.parametrize(("sentences", "found"), [(4, 4), (5, 0)])
def test_kinds_that_more_than_four_sentences_have_do_not_tell_which_is_meant(sentences: int, found: int) -> None:
    left = [reported("begin=start attack=raid", "lsl", "quay")] * sentences
    right = [reported("begin=open attack=battl", "lsl", "quay")]
    assert len(list(of_one_event(left, right))) == len(list(of_one_event(right, left))) == found


def test_kinds_are_read_in_any_form() -> None:
    found = event_kinds(words("Families fled as fighting began; the raids had started."), "en")
    assert set(found) == {"escape", "attack", "begin"}
    assert found["begin"] == {"begin", "start"}
    assert event_kinds(words("Le combat a commencé."), "xx") == {}


@pytest.mark.parametrize("day", ["", "on Friday"])
def test_a_beginning_in_other_words_is_linked_by_what_is_named_in_any_form(day: str) -> None:
    found = [(link.kind, link.strength) for link in links(BEGUN, STARTED.format(day)) if link.right.start > 0]
    assert found == [("related", "weak")]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (BEGUN, STARTED.replace("LSL", "OMK")),
        (BEGUN.replace("begun", "described"), STARTED),
        (BEGUN.replace("at last", "on 3 May 2021"), STARTED.replace("{}", "on 9 June 2021")),
    ],
)
def test_another_name_no_beginning_or_another_date_makes_no_link(left: str, right: str) -> None:
    assert not [link for link in links(left, right.format("")) if link.right.start > 0]


def test_links_of_events_are_in_order_and_moved_where_they_cross_others() -> None:
    kept = "The harbour master Inga Solheim counted nine sunken barges at the timber wharf."
    left = f"{BEGUN}\n\n{kept}"
    right = f"{kept}\n\n{STARTED.format('')}"
    found = links(left, right)
    assert [(link.kind, link.moved) for link in found] == [("related", True), ("verbatim", False)]
