"""Agencies are recognised in the forms in which outlets credit them, and not where a text speaks of them."""

from __future__ import annotations

from time import process_time

import pytest

from index.cleaning.metadata import bylines
from index.comparison.reuse.agencies import agency, named
from index.model import Article, CleanArticle, HiddenLine, Metadata
from index.text import paragraphs
from index.text.agencies import AGENCIES

BODY = ("The bridge over the Luve was closed at noon, and nobody was hurt. " * 12).strip()


def article(text: str, *authors: str, hidden: tuple[HiddenLine, ...] = ()) -> Article:
    metadata = Metadata("Headline", outlet="Luve Post", authors=authors)
    return Article("a", 1, "a", "", (), CleanArticle(metadata, text, tuple(paragraphs(text)), hidden))


CREDITS = [
    ("First published by Reuters", "Reuters"),
    ("This article was first published by Reuters.", "Reuters"),
    ("Source: dpa", "dpa"),
    ("Quelle: dpa", "dpa"),
    ("Fuente: Agencia EFE", "EFE"),
    ("By AGENCE FRANCE-PRESSE", "AFP"),
    ("PA Media", "PA"),
    ("dpa/lno", "dpa"),
    ("\u2014 Reuters", "Reuters"),
    ("With material from AFP", "AFP"),
    ("With inputs from PTI", "PTI"),
    ("(with files from The Canadian Press)", "Canadian Press"),
    ("Reuters contributed to this report.", "Reuters"),
    ("The Associated Press contributed to this report.", "AP"),
    ("Mit Material der dpa", "dpa"),
    ("Con informaci\u00f3n de EFE", "EFE"),
    ("(avec AFP)", "AFP"),
    ("\u00a9 2019 The Associated Press", "AP"),
    ("Reuters contributed.", "Reuters"),
    ("Associated Press writer Lena Hook contributed to this report.", "AP"),
    ("Additional reporting by AFP and AP.", "AFP"),
    ("Published by Reuters", "Reuters"),
    ("Quellen: dpa, AFP", "dpa"),
    ("Source AFP", "AFP"),
    ("Reuters, AP", "Reuters"),
    ("(Reuters/AP)", "Reuters"),
    ("\u2014 dpa/afp", "dpa"),
    ("(afp)", "AFP"),
    ("mit Material von dpa", "dpa"),
    ("mit dpa-Material", "dpa"),
    ("Von dpa", "dpa"),
    ("avec AFP", "AFP"),
    ("Avec l\u2019AFP", "AFP"),
    ("Le Phare du Nord avec AFP", "AFP"),
    ("Com Lusa", "Lusa"),
    ("с/ТАСС", "TASS"),
    ("По материалам ТАСС", "TASS"),
    ("Источник: ТАСС", "TASS"),
    ("(ANSA)", "ANSA"),
    ("来源：新华社", "Xinhua"),
    ("提供：共同通信", "Kyodo"),
    ("المصدر: رويترز", "Reuters"),
    ("dpa-infocom, dpa:210302-99-123456/2", "dpa"),
]


@pytest.mark.parametrize(("line", "name"), CREDITS)
def test_a_line_of_credit_names_the_agency(line: str, name: str) -> None:
    assert agency(article(f"{BODY}\n\n{line}")) == name
    assert agency(article(BODY, hidden=(HiddenLine(None, 0, line, "site chrome"),))) == name
    assert agency(article(BODY, hidden=(HiddenLine(None, 0, line, "related story"),))) is None


def test_the_source_below_a_text_is_the_source_of_the_text_and_that_of_a_picture_is_not() -> None:
    for at, line, name in (
        (len(BODY), "Source: Reuters", "Reuters"),
        (0, "Source: Reuters", None),
        (len(BODY), "Credit: Reuters", None),
    ):
        assert agency(article(BODY, hidden=(HiddenLine(None, at, line, "caption"),))) == name


@pytest.mark.parametrize(
    ("dateline", "name"),
    [
        ("WASHINGTON, March 3 (Reuters) - ", "Reuters"),
        ("PARIS, AFP \u2014 ", "AFP"),
        ("Berlin (dpa/lno) - ", "dpa"),
        ("Madrid, 3 mar (EFE).- ", "EFE"),
        ("DENVER (AP) \u2013 ", "AP"),
        ("By Reuters\n\n", "Reuters"),
        ("By Associated Press Writer Lena Hook\n\n", "AP"),
        ("(AP) \u2014 ", "AP"),
        ("(ANSA) - ROMA, 3 MAR - ", "ANSA"),
        ("LISBOA, 2 de mar\u00e7o (Lusa) ", "Lusa"),
        ("МОСКВА, 3 марта. /ТАСС/. ", "TASS"),
        ("Москва. 3 марта. ИНТЕРФАКС - ", "Interfax"),
        ("新华社北京3月2日电 ", "Xinhua"),
        ("القاهرة (رويترز) - ", "Reuters"),
        ("(CNA/AFP) ", "AFP"),
    ],
)
def test_a_dateline_names_the_agency(dateline: str, name: str) -> None:
    assert agency(article(dateline + BODY)) == name


@pytest.mark.parametrize(
    "sentence",
    [
        "A clerk told Reuters.",
        "So it was, according to the Associated Press.",
        "The memo was first reported by Reuters.",
        "Reuters declined to comment.",
        "The AP reported it.",
        "They sailed with AP Moller.",
        "Source: APART",
        "The prize went to a photographer of AFP.",
        "Most pupils took AP exams.",
        "The photographer (AFP) was hurt.",
        "He told the AFP news agency on Tuesday.",
        "Das sagte sie der dpa.",
        "Il travaille avec AFP.",
        "Avec AFP, il a gagn\u00e9.",
        "Dijo a EFE el alcalde.",
        "Он сообщил это ТАСС.",
        "Reuters contributed to the debate.",
        "By Tass the river is wide.",
        "She went home with Reuters.",
        "记者从新华社了解到桥已关闭。",
    ],
)
def test_a_mention_is_no_credit(sentence: str) -> None:
    for text in (f"{BODY} {sentence}", f"{BODY}\n\n{sentence}", f"{sentence} {BODY}"):
        assert agency(article(text)) is None


@pytest.mark.parametrize("alias", [alias for one in AGENCIES for alias in one.aliases])
def test_each_name_of_an_agency_is_known_as_outlet_author_and_source(alias: str) -> None:
    (name,) = (one.name for one in AGENCIES if alias in one.aliases)
    assert named(alias) == name
    assert agency(article(BODY, alias)) == name
    assert agency(article(f"{BODY}\n\nSource: {alias}")) == name
    # Cleaning reads bylines by the same table.
    assert bylines.agency(f"By {alias}") == (alias,)
    assert bylines.people([f"Lena Hook {alias}"]) == ("Lena Hook",)


def test_a_code_counts_only_as_it_is_written() -> None:
    assert named("AP") == "AP"
    assert named("Ap") is None
    assert named("AGENCE FRANCE PRESSE") == "AFP"
    assert named("Reuters Staff") == "Reuters"


@pytest.mark.parametrize(("above", "below", "name"), [(1, 9, "dpa"), (2, 9, None), (9, 2, "dpa"), (9, 3, None)])
def test_a_credit_is_among_the_first_two_or_the_last_three_lines(above: int, below: int, name: str | None) -> None:
    assert agency(article("\n\n".join([*[BODY] * above, "Source: dpa", *[BODY] * below]))) == name


@pytest.mark.parametrize(("length", "name"), [(200, "AFP"), (201, None)])
def test_a_line_or_a_last_sentence_with_a_credit_has_two_hundred_characters(length: int, name: str | None) -> None:
    credit = "With material from AFP "
    credit += "x" * (length - len(credit))
    assert agency(article(f"{BODY}\n\n{credit}\n\n{BODY}")) == name
    assert agency(article(f"{BODY} {credit}")) == name
    assert agency(article(BODY, hidden=(HiddenLine(None, 0, credit, "site chrome"),))) == name


@pytest.mark.parametrize("head", ["LONDON " * 40, "A" * 500, "(" * 500, "3 MARCH, " * 40, "AP " * 99, "Reuters, " * 60])
def test_no_head_of_a_text_takes_long(head: str) -> None:
    for text in (head, f"{BODY}\n\n{head[:200]}"):
        start = process_time()
        agency(article(text))
        assert process_time() - start < 0.5
