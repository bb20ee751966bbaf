"""Texts that were broken at a width: their paragraphs, and the words that a hyphen parts."""

from __future__ import annotations

import textwrap

import pytest

from index.cleaning.plain_text.blocks import blocks
from index.cleaning.plain_text.cleaner import clean_text
from index.model import DeclaredMetadata

ENGLISH = (
    "The ferry that has crossed the sound at Ennor since the war was taken out of the water on Monday, and nobody on "
    "the quay could say when it would be back in it.",
    "Its engine is older than the man who looks after it, and the last maker of its valves went out of business in "
    "the spring. A new boat would cost more than the island has earned in ten years.",
    "Until summer the post is brought by a fishing boat, when the weather lets it, and the children of the island are "
    "taught in the hall of the chapel.",
)
GERMAN = (
    "Die Fähre, die seit dem Krieg über den Sund fährt, ist am Montag aus dem Wasser gehoben worden, und niemand am "
    "Kai konnte sagen, wann sie wieder schwimmen wird.",
    "Ihr Motor ist älter als der Mann, der ihn pflegt, und der letzte Hersteller seiner Ventile hat im Frühjahr "
    "aufgegeben. Ein neues Schiff kostet mehr, als die Insel in zehn Jahren verdient.",
)
HEBREW = (
    "המעבורת שחוצה את המצר מאז המלחמה הוצאה ביום שני מן המים, ואיש ברציף לא ידע לומר מתי תשוב אליהם, אם בכלל.",
    "המנוע שלה זקן מן האיש שמטפל בו, והיצרן האחרון של השסתומים שלו סגר את בית המלאכה באביב האחרון.",
    "עד הקיץ יביאו את הדואר בסירת דיג, כשמזג האוויר יתיר, וילדי האי ילמדו באולם של בית התפילה הישן שעל הגבעה.",
)
CHINESE = (
    "自战后一直往返于海峡两岸的渡轮星期一被拖出水面，码头上没有人说得出它什么时候能够重新下水，也没有人知道修理要花多少钱。",
    "渡轮的发动机比照看它的人还要老，生产阀门的最后一家工厂已经在春天关门了，岛上的居民只好等待渔船把邮件送来。",
)


def texts(source: str) -> list[str]:
    return [block.text for block in blocks(source)]


@pytest.mark.parametrize("width", [34, 40, 60, 72, 100, 132])
@pytest.mark.parametrize("paragraphs", [ENGLISH, GERMAN, HEBREW], ids=["en", "de", "he"])
def test_paragraphs_wrapped_at_any_width_come_back_whole(paragraphs: tuple[str, ...], width: int) -> None:
    source = "\n\n".join(textwrap.fill(text, width) for text in paragraphs)
    assert texts(source) == list(paragraphs)


def test_a_text_without_spaces_is_joined_without_them() -> None:
    wrapped = ("\n".join(text[i : i + 28] for i in range(0, len(text), 28)) for text in CHINESE * 2)
    assert texts("\n\n".join(wrapped)) == list(CHINESE * 2)


@pytest.mark.parametrize("width", [44, 72, 96])
def test_first_lines_that_are_set_in_begin_paragraphs(width: int) -> None:
    source = "\n".join(textwrap.fill(text, width, initial_indent="   ") for text in ENGLISH)
    assert [" ".join(text.split()) for text in texts(source)] == list(ENGLISH)


def test_without_blank_lines_a_short_last_line_ends_its_paragraph() -> None:
    source = "\n".join(textwrap.fill(text, 72) for text in ENGLISH)
    assert all(len(textwrap.wrap(text, 72)[-1]) < 60 for text in ENGLISH)
    assert texts(source) == list(ENGLISH)


def test_headline_and_byline_are_parted_from_the_wrapped_lines_below() -> None:
    head = "The ferry is out of the water\nBy Ada Quill\n"
    article = clean_text(head + "\n".join(textwrap.fill(text, 70) for text in ENGLISH), DeclaredMetadata())
    assert (article.metadata.headline, article.metadata.authors) == ("The ferry is out of the water", ("Ada Quill",))
    assert article.text == "\n\n".join(ENGLISH)


def hyphenated(*lines: str) -> str:
    """The end of a paragraph of some more lines of the same width."""
    return texts("\n".join((*textwrap.wrap(ENGLISH[0], 60)[:-1], *lines)))[-1]


def test_a_word_that_the_end_of_a_line_parts_is_whole_again() -> None:
    assert hyphenated("and the harbour master asked everybody for some more pa-", "tience than before.").endswith(
        "some more patience than before."
    )
    assert hyphenated("and the harbour master asked everybody for some more pa\u00ad", "tience.").endswith("patience.")


def test_a_compound_keeps_its_hyphen_where_the_text_shows_that_it_has_one() -> None:
    once = "and a well-known man asked for a boat, and he was a well-"
    assert hyphenated(once, "known man on both sides of the sound.").endswith(
        "a well-known man on both sides of the sound."
    )
    parts = "and it was a light ship for a house, and they took a light-"
    assert "a light-house" in hyphenated(parts, "house for the sound and they kept it.")


@pytest.mark.parametrize(
    "lines",
    [
        ["The sea took one", "the land took two", "and nobody came", "to ask for the crew", "and nobody knew"],
        ["Ennor 3 Brill 1", "Sound 2 Quay 2", "Upper Brill 0 Ferry 4", "Old Boys 1 Chapel 1"],
        ["They came at nine.", "They left at ten.", "Nobody had seen them.", "Nobody had asked."],
        ["- the ferry, which runs twice a day", "- the upper bridge", "- a boat of your own, if you have one"],
    ],
    ids=["verse", "results", "sentences", "list"],
)
def test_lines_that_are_as_long_as_they_want_stay_lines(lines: list[str]) -> None:
    assert texts("\n".join(lines)) == lines
    wrapped = "\n\n".join(textwrap.fill(text, 60) for text in ENGLISH)
    assert texts(f"{wrapped}\n\n" + "\n".join(lines)) == [*ENGLISH, *lines]


@pytest.mark.parametrize(("width", "whole"), [(27, False), (30, True), (139, True), (150, False)])
def test_the_widths_at_which_texts_are_wrapped(width: int, whole: bool) -> None:
    word = "x" * 8
    words = (width + 1) // 9
    full = " ".join([word] * words).ljust(width, "x")
    assert (len(texts("\n".join([full] * 6))) == 1) is whole


def test_a_line_much_longer_than_the_others_is_a_paragraph_of_its_own() -> None:
    long = " ".join(ENGLISH)
    wrapped = textwrap.fill(ENGLISH[0], 60)
    assert texts(f"{wrapped}\n{long}") == [ENGLISH[0], long]
