"""Comparisons of what is no ordinary article: very long, very alike, in other scripts, hardly any text at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pytest

from index.comparison import compare as comparing
from index.comparison.compare import compare, uncompared
from index.comparison.links import candidates, overlaps
from index.errors import Cancelled
from index.model import Article, CleanArticle, Comparison, Metadata
from index.text import paragraphs

SAID = "The ferry Marisol ran aground off Port Ashby on Tuesday with 214 people on board."


class NoStatistics:
    def document_count(self) -> int:
        return 0

    def document_frequencies(self, terms: Iterable[str]) -> Mapping[str, int]:
        return dict.fromkeys(terms, 0)


def article(id: str, text: str, language: str | None = None) -> Article:
    return Article(id, 1, id, "", (id,), CleanArticle(Metadata(language=language), text, tuple(paragraphs(text))))


def compared(*texts: str, language: str | None = None) -> Comparison:
    return compare([article(f"a{n}", text, language) for n, text in enumerate(texts)], NoStatistics())


def test_sentences_that_are_all_the_same_are_linked_in_their_order() -> None:
    found = compared("\n\n".join([SAID] * 300), "\n\n".join([SAID] * 300))
    strong = [link for link in found.links if link.strength == "strong"]
    assert [link.left.start for link in strong] == [link.right.start for link in strong]
    assert len(strong) == 300
    assert not any(link.conflicts for link in found.links)
    assert not any(found.only.values())


def test_one_sentence_of_fifty_thousand_characters_is_compared_by_its_beginning() -> None:
    long = f"{SAID[:-1]} " + "and then the tide went out again " * 1500 + "."
    found = compared(long, SAID)
    [link] = found.links
    assert "Port Ashby" in link.reason
    assert all(span[1] <= 2000 for span in [shared.left_span for shared in link.shared])


@pytest.mark.parametrize("text", ["", "🚢🌊🔥\n\n😀😀", "— — —\n\n* * *"])
def test_texts_without_words_have_no_links(text: str) -> None:
    found = compared(text, text, SAID)
    assert found.links == ()
    assert [passage.text for passage in found.only["a2"]] == [SAID]


def test_sentences_of_digits_are_linked_where_they_are_the_same() -> None:
    found = compared("1204 33\n\n77 512", "77 512\n\n9001 4")
    assert [(link.left.text, link.right.text, link.kind) for link in found.links] == [("77 512", "77 512", "verbatim")]


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        (
            "ar",
            "جنحت العبارة ماريسول قبالة بورت آشبي وعلى متنها 214 شخصا.",
            "كانت العبارة ماريسول تقل 241 شخصا حين جنحت قبالة بورت آشبي.",
        ),
        (
            "he",
            "המעבורת מריסול עלתה על שרטון ליד פורט אשבי ועליה 214 נוסעים.",
            "ליד פורט אשבי עלתה על שרטון המעבורת מריסול.",
        ),
        ("zh", "载有214人的渡轮马里索尔号在阿什比港外搁浅。", "渡轮马里索尔号周二在阿什比港附近搁浅。"),
        (
            "ja",
            "乗客214人を乗せたフェリー、マリソル号がアシュビー港沖で座礁した。",
            "アシュビー港沖でフェリーのマリソル号が座礁した。",
        ),
    ],
)
def test_other_scripts_are_compared(language: str, one: str, other: str) -> None:
    found = compared(one, other, language=language)
    assert [link.strength for link in found.links] == ["strong"]
    for shared in found.links[0].shared:
        assert one[slice(*shared.left_span)] == shared.text


def test_what_is_longer_than_is_compared_is_reported_and_not_taken_for_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.comparison.links.alignment.MOST_SENTENCES", 2)
    monkeypatch.setattr(comparing, "MOST_SENTENCES", 2)
    found = compared("A brass band played.\n\nDivers came.\n\nTickets are refunded.", "Nobody was hurt in the hall.")
    assert found.note == "Of each article the first 2 sentences are compared."
    assert [passage.text for passage in found.only["a0"]] == ["A brass band played.", "Divers came."]
    assert len(found.passages["a0"]) == 3


def test_a_comparison_is_stopped_by_who_asked_for_it() -> None:
    calls = 0

    def check() -> None:
        nonlocal calls
        calls += 1
        if calls > 3:
            raise Cancelled("Enough.")

    with pytest.raises(Cancelled):
        compare([article("a", SAID), article("b", SAID)], NoStatistics(), check)


def test_articles_that_are_not_compared_yet_have_their_passages_and_nothing_else() -> None:
    found = uncompared([article("a", SAID), article("b", "")])
    assert [passage.text for passage in found.passages["a"]] == [SAID]
    assert (found.links, found.only) == ((), {"a": (), "b": ()})


def test_large_tables_are_gone_through_in_pieces_with_the_same_result(monkeypatch: pytest.MonkeyPatch) -> None:
    names = ["Solheim", "Marisol", "Ashby", "Lindow", "Torvik", "Karsk", "Brandt"]
    told = [f"{names[n % 7]} counted {n * 13} barges at {names[(n * 3) % 7]} harbour." for n in range(40)]
    one, other = "\n\n".join(told[:30]), "\n\n".join(reversed(told[10:]))
    whole = compared(one, other)
    monkeypatch.setattr(candidates, "_CELLS", 70)
    monkeypatch.setattr(overlaps, "_LITTLE", 0)
    assert compared(one, other) == whole
    monkeypatch.setattr(overlaps, "_RARE", 0)
    assert compared(one, other) == whole
    assert any(link.strength == "strong" for link in whole.links)
