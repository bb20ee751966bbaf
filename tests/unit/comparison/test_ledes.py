"""When two ledes are of one event by their facts."""

from __future__ import annotations

from datetime import date

import pytest

from index.comparison.background import background
from index.comparison.compare import compare
from index.comparison.facts.statements import statement
from index.comparison.links.ledes import one_event
from index.model import Article, CleanArticle, Metadata

DAY = date(2021, 5, 6)
OLLEN, NEAR_OLLEN = "off Cape Ollen, Marta Velde wrote.", "came to Cape Ollen with Marta Velde."
ORVIK, TARN = "Orvik Foods swallows its old rival Tarn Dairy.", "Tarn Dairy, a prize that Orvik Foods had long wanted."


@pytest.mark.parametrize(
    ("left", "right", "one"),
    [
        # Two names and a day; the same without the day, and with another one.
        (f"A trawler foundered on 4 May {OLLEN}", f"Mourners on 4 May {NEAR_OLLEN}", True),
        (f"A trawler foundered {OLLEN}", f"Mourners {NEAR_OLLEN}", False),
        (f"A trawler foundered on 4 May {OLLEN}", f"Mourners on 9 June {NEAR_OLLEN}", False),
        # Two names and a figure, exact and rounded; figures up to two are in many ledes.
        (f"For $4.87 million {ORVIK}", f"Some $5 million buys {TARN}", True),
        (f"For $2 {ORVIK}", f"Some $2 buys {TARN}", False),
        # A name and a day.
        ("A trawler foundered off Cape Ollen on 4 May.", "Fishermen mourned near Cape Ollen after 4 May.", False),
    ],
)
def test_enough_facts_have_to_agree_and_none_to_contradict(left: str, right: str, one: bool) -> None:
    facts = statement(left, DAY), statement(right, DAY)
    assert one_event(*facts) is one
    assert one_event(*facts[::-1]) is one


def test_ledes_without_a_word_in_common_but_names_and_figures_are_linked() -> None:
    left = "Rivals merge: Orvik Foods swallows its old rival Tarn Dairy for $4.87 million.\n\nGulls cried."
    right = "Some $5 million buys Tarn Dairy, a prize that Orvik Foods had long wanted.\n\nRain fell."
    texts = {"a": left, "b": right}
    articles = [Article(id, 1, id, "", (), CleanArticle(Metadata(), text, ())) for id, text in texts.items()]
    (link,) = compare(articles, background()).links
    assert (link.left.start, link.right.start) == (0, 0)
