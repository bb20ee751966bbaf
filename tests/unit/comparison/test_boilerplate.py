"""Rights, newsletters and disclaimers are no evidence for a copy or a story."""

from __future__ import annotations

import pytest

from index.comparison.boilerplate import boilerplate, without_boilerplate
from index.comparison.reuse.fingerprints import Sketch
from index.comparison.reuse.shingles import overlap, reuse
from index.comparison.vectors import article_terms
from tests.copied_texts import OTHER, OWN, WIRE
from tests.indexing import article

BOILERPLATE = [
    "Sign up for our daily newsletter.",
    "Subscribe to breaking news alerts here.",
    "Get the best stories delivered straight to your inbox.",
    "All rights reserved.",
    "This material may not be published, broadcast, rewritten or redistributed.",
    "\u00a9 2019 Coast Post.",
    "This story has been updated.",
    "Editor\u2019s note: This article was updated to name the ship.",
    "This is a developing story.",
    "Ada Quill contributed to this report.",
    "Tom Marsh and Ida Brand contributed reporting from Haldon.",
    "Reporting by Ada Quill; editing by Tom Marsh.",
    "Follow us on every network.",
    "The views expressed in this column are those of the author.",
    "This article is for information only and does not constitute advice of any kind.",
    "Readers should consult a qualified professional before they act on this.",
    "Nothing on this page should be taken as financial advice.",
    "Past performance is not a guide to future returns.",
    "We may earn a commission if you buy through links on this page.",
    "Have you got a story?",
    "If you have been affected by the issues in this story, call the helpline.",
    "You can unsubscribe at any time.",
    "Join our channel for breaking news.",
    "This content was produced in partnership with the tourist board.",
    "The publisher accepts no liability for errors or omissions.",
    "The Coast Post is not responsible for the content of other sites.",
    "Dieser Text dient nur der Information und ersetzt keine \u00e4rztliche Beratung.",
    "Ce texte est publi\u00e9 \u00e0 titre informatif et ne constitue pas un conseil.",
    "Este texto tiene car\u00e1cter meramente informativo.",
    "Melden Sie sich hier zu unserem Newsletter an.",
    "Alle Rechte vorbehalten.",
    "Dieser Artikel wurde automatisch erstellt.",
    "Tous droits r\u00e9serv\u00e9s.",
    "Cet article a \u00e9t\u00e9 mis \u00e0 jour.",
    "Todos los derechos reservados.",
    "Suscr\u00edbase a nuestro bolet\u00edn diario.",
    "Riproduzione riservata.",
    "Todos os direitos reservados.",
    "Alle rechten voorbehouden.",
]


@pytest.mark.parametrize("sentence", BOILERPLATE)
def test_boilerplate_is_found_at_the_end_of_a_paragraph_and_in_a_line_of_its_own(sentence: str) -> None:
    for text in (f"{WIRE} {sentence}", f"{WIRE}\n\n{sentence}\n\n{OWN}"):
        assert [text[start:end] for start, end in boilerplate(text)] == [sentence]
        assert sentence not in without_boilerplate(text)


@pytest.mark.parametrize(
    "sentence",
    [
        "The museum has a newsletter about its bees.",
        "The firm accepts no responsibility for the collapse.",
        "The judge called the letter an order and not legal advice.",
        "The council sought the advice of a lawyer before the vote.",
        "The driver was not responsible for the crash.",
        "Families affected by the flood can ask the town for help.",
        "Voters must register at the town hall by noon.",
        "He contributed a chapter to the book.",
        "The clerk read the report aloud.",
        "The bridge may not be crossed by lorries.",
        "The article of the treaty was updated by the council.",
        "She studied journalism at Haldon.",
    ],
)
def test_what_an_article_reports_is_none(sentence: str) -> None:
    assert boilerplate(f"{WIRE} {sentence}") == ()


@pytest.mark.parametrize(("length", "found"), [(400, True), (401, False)])
def test_a_sentence_of_more_than_four_hundred_characters_reports_something(length: int, found: bool) -> None:
    rest = ", all rights reserved."
    assert bool(boilerplate("x" * (length - len(rest)) + rest)) is found


def test_letters_that_are_two_in_lower_case_do_not_move_what_is_behind_them() -> None:
    text = "\u0130zmir is quiet. All rights reserved. The end came."
    assert [text[start:end] for start, end in boilerplate(text)] == ["All rights reserved."]


DISCLAIMER = " ".join(
    (
        "This material may not be published, broadcast, rewritten or redistributed by anybody without our consent.",
        "Sign up for our daily newsletter and get the best of the week sent to your inbox every Sunday morning.",
        "This story has been updated with the words of the operator and of two engineers who asked not to be named.",
        "All rights reserved by the Coast Post and its partners in this country and in all others without exception.",
    )
)


def test_texts_that_share_only_a_disclaimer_are_no_copies() -> None:
    one, other = f"{OWN} {DISCLAIMER}", f"{OTHER} {DISCLAIMER}"
    assert reuse([("one", one), ("other", other)]) == []
    assert overlap(("one", one), ("other", other)) is None
    assert Sketch(one).shared(Sketch(other)) is None
    assert set(Sketch(one).fingerprints) == set(Sketch(OWN).fingerprints)
    (copy,) = reuse([("one", f"{WIRE} {DISCLAIMER}"), ("other", WIRE)])
    assert (copy.left_share, copy.right_share) == (1, 1)


def test_a_disclaimer_is_no_evidence_for_a_story() -> None:
    assert article_terms(article("a", f"{OWN} {DISCLAIMER}")) == article_terms(article("b", f"{OWN} "))
