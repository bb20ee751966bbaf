from __future__ import annotations

from index.model import Dropped, ResultPage
from tui.rendering.search.offers import Offer, listed, offers
from tui.rendering.search.question import Filter, Question

POST = Filter("outlet", "Harbour Post")


def page(question: Question, *parts: tuple[str, int], suggestion: str | None = None) -> ResultPage:
    """An answer without hits; ``parts`` can be left out, and then so many articles answer."""
    query = question.query
    dropped = tuple(Dropped(part, query.index(part), query.index(part) + len(part), total) for part, total in parts)
    return ResultPage(query, (), 0, True, 0.0, suggestion, dropped=dropped)


def in_words(offer: Offer) -> str:
    return f"{offer.does}{offer.what}{offer.promise}"


def test_a_typed_word_is_left_out() -> None:
    question = Question("ferry zeppelin strike", (POST,))
    (offer,) = offers(question, page(question, ("zeppelin", 12)))
    assert in_words(offer) == "leaves out zeppelin: 12 articles"
    assert offer.question == Question("ferry strike", (POST,))


def test_a_filter_is_left_out_by_its_name() -> None:
    question = Question("zeppelin", (Filter("tag", "a"), POST), "newest")
    (offer,) = offers(question, page(question, (POST.query, 1)))
    assert in_words(offer) == "leaves out outlet Harbour Post: 1 article"
    assert offer.question == Question("zeppelin", (Filter("tag", "a"),), "newest")


def test_an_operator_goes_with_its_word() -> None:
    for text, left in (
        ("ferry AND zeppelin", "ferry"),
        ("zeppelin AND ferry", "ferry"),
        ("a AND zeppelin AND b", "a AND b"),
    ):
        question = Question(text)
        (offer,) = offers(question, page(question, ("zeppelin", 3)))
        assert offer.question.text == left


def test_alternatives_beside_a_filter_are_left_out_whole() -> None:
    question = Question("zeppelin OR dirigible", (POST,))
    (offer,) = offers(question, page(question, ("(zeppelin OR dirigible", 3)))
    assert in_words(offer) == "leaves out zeppelin OR dirigible: 3 articles"
    assert offer.question == Question("", (POST,))


def test_words_that_nothing_answers_are_left_out_together_first() -> None:
    question = Question("ferry zeppelin quuxly")
    first, second, third = offers(question, page(question, ("zeppelin", 0), ("quuxly", 0)))
    assert in_words(first) == "leaves out zeppelin, quuxly, which no article has"
    assert first.question.text == "ferry"
    assert [second.question.text, third.question.text] == ["ferry quuxly", "ferry zeppelin"]


def test_the_whole_archive_is_no_offer() -> None:
    question = Question("zeppelin quuxly")
    assert [in_words(each) for each in offers(question, page(question, ("zeppelin", 0), ("quuxly", 0)))] == [
        "leaves out zeppelin, which no article has",
        "leaves out quuxly, which no article has",
    ]


def test_another_spelling_comes_first_and_keeps_the_filters() -> None:
    question = Question("fery", (POST,))
    first, second = offers(question, page(question, (POST.query, 2), suggestion=f"{POST.query} ferry"))
    assert in_words(first) == "asks for ferry"
    assert first.question == Question("ferry", (POST,))
    assert second.question == Question("fery")


def test_the_chosen_one_has_enter_and_the_others_their_numbers() -> None:
    question = Question("fery zeppelin")
    made = offers(question, page(question, ("fery", 1), ("zeppelin", 4)))
    lines = ["".join(run.text for run in line) for line in listed(made, 1)]
    assert lines == ["  1      leaves out fery: 1 article", "  enter  leaves out zeppelin: 4 articles"]
