"""Factiva: each article with its fields, with codes and without, in each kind of file."""

from __future__ import annotations

import pytest

from index.model import DeclaredMetadata
from tests.unit.formats.databases.exports import (
    LATE,
    SAILS,
    docx,
    factiva_html,
    factiva_lines,
    factiva_page,
    factiva_xml,
    rtf,
)
from tests.unit.formats.databases.reading import paragraphs, read, read_all

CODED = [
    ("SE", "Business"), ("HD", "1) Ferry"), ("BY", "By Ada Bell"), ("WC", "120 words"), ("PD", "4 March 2019"),
    ("ET", "06:10"), ("SN", "The Daily Quay"), ("SC", "QUAY"), ("PG", "B4"), ("LA", "English"),
    ("CY", "(c) 2019 Quay Papers"), ("LP", SAILS), ("TD", LATE), ("NS", "gship : Shipping"), ("PUB", "Quay Papers"),
    ("AN", "Document QUAY000020190304ef3400001"),
]  # fmt: skip
DECLARED = DeclaredMetadata(
    headline="Ferry",
    authors=("By Ada Bell",),
    outlet="The Daily Quay",
    published="4 March 2019 06:10",
    section="Business",
    language="English",
)


def test_a_page_without_codes_is_read_by_the_order_of_its_lines() -> None:
    first, second = read(factiva_page(factiva_html(above='<div class="author">By Ada Bell</div>'), factiva_html(LATE)))
    assert first.declared == DeclaredMetadata(
        headline="Ferry",
        authors=("By Ada Bell",),
        outlet="The Daily Quay",
        published="4 March 2019",
        section="Business",
        language="en",
    )
    assert first.flags == ("page B4", "120 words")
    assert first.text == SAILS
    assert (second.text, second.declared.authors, second.record) == (LATE, (), 2)


@pytest.mark.parametrize(
    ("language", "words", "date"),
    [
        ("de", "1.285 Wörter", "1 April 2017"),
        ("fr", "295 mots", "29 décembre 2011"),
        ("es", "120 palabras", "4 marzo 2019"),
        ("zh", "120 字", "2019 年 3 月 4 日"),
        ("zhtw", "120 字", "2019 年 3 月 4 日"),
        ("ja", "120 文字", "2019年3月4日"),
        ("ru", "120 слов", "4 марта 2019"),
        ("ko", "120 단어", "2019년 3월 4일"),
    ],
)
def test_lengths_and_dates_are_known_in_each_language(language: str, words: str, date: str) -> None:
    article = factiva_html(language=language).replace("120 words", words).replace("4 March 2019", date)
    (one,) = read(factiva_page(article))
    assert (one.declared.outlet, one.declared.published) == ("The Daily Quay", date)
    assert one.declared.language == language[:2]
    assert one.flags == ("page B4", words)


def test_a_byline_without_by_and_a_time_are_known() -> None:
    article = factiva_html(above="<div>Teo Lunn</div>").replace("<div>The Daily", "<div>06:10</div><div>The Daily")
    (one,) = read(factiva_page(article))
    assert (one.declared.authors, one.declared.published) == (("Teo Lunn",), "4 March 2019 06:10")
    assert one.declared.outlet == "The Daily Quay"


def test_a_table_of_codes_is_read_by_its_codes() -> None:
    cells = "".join(f"<tr><td><b>{code}</b>&nbsp;</td><td>{value}</td></tr>" for code, value in CODED)
    (one,) = read(factiva_page(f'<div class="article enArticle"><table>{cells}</table></div>'))
    assert one.declared == DECLARED
    assert paragraphs(one) == [SAILS, LATE]
    assert one.flags == ("page B4", "120 words")


def test_the_number_of_a_list_is_no_part_of_a_headline() -> None:
    listed, league = read(factiva_page(factiva_html(headline="12) Ferry"), factiva_html(headline="2. League: Ferry")))
    assert (listed.declared.headline, league.declared.headline) == ("Ferry", "2. League: Ferry")


def test_a_headline_has_its_class_among_others() -> None:
    page = factiva_html(headline="Ferry").replace("'enHeadline'", "'enHeadline counted'")
    assert "counted" in page
    (one,) = read(factiva_page(page))
    assert (one.declared.headline, one.declared.section) == ("Ferry", "Business")


@pytest.mark.parametrize("page", ["0", "0 2017", "00"])
def test_page_0_is_no_page(page: str) -> None:
    cells = [(code, page if code == "PG" else value) for code, value in CODED]
    table = "".join(f"<tr><td><b>{code}</b>&nbsp;</td><td>{value}</td></tr>" for code, value in cells)
    (coded,) = read(factiva_page(f'<div class="article enArticle"><table>{table}</table></div>'))
    (placed,) = read(factiva_page(factiva_html().replace("B4", page)))
    assert coded.flags == placed.flags == ("120 words",)


def test_rtf_and_text_are_split_at_the_accession_numbers() -> None:
    lines = [*factiva_lines(), *factiva_lines((SAILS, LATE), "Bridge")]
    for found in (read(rtf(lines)), read("\n".join(lines).encode())):
        first, second = found
        assert first.declared.headline == "Ferry"
        assert first.declared.section == "Business"
        assert first.declared.authors == ("By Ada Bell",)
        assert first.declared.outlet == "The Daily Quay"
        assert first.declared.published == "4 March 2019"
        assert first.flags == ("page B4", "120 words")
        assert first.text == SAILS
        assert paragraphs(second) == [SAILS, LATE]


@pytest.mark.parametrize("between", ["\t", "   ", "|"])
def test_rtf_and_text_with_codes_are_read_by_them(between: str) -> None:
    lines = [f"{code}{between}{value}" for code, value in CODED]
    for found in (read(rtf([line.replace("\t", "\\tab ") for line in lines])), read("\n".join(lines).encode())):
        (one,) = found
        assert one.declared == DECLARED
        assert paragraphs(one) == [SAILS, LATE]


def test_a_word_document_is_read_as_rtf_is() -> None:
    lines = [
        "Dow Jones Factiva",
        *factiva_lines(),
        *factiva_lines((LATE,), "Bridge"),
        "Search Summary",
        "Text",
        "ferry",
    ]
    found = read(docx(lines), "Factiva.docx")
    assert [(one.declared.headline, one.declared.outlet) for one in found] == [
        ("Ferry", "The Daily Quay"), ("Bridge", "The Daily Quay"),
    ]  # fmt: skip
    assert paragraphs(found[1]) == [LATE]


def test_xml_is_read_by_its_elements_and_counted() -> None:
    (one,) = read(factiva_xml())
    assert one.declared == DeclaredMetadata(
        headline="Ferry news",
        authors=("Ada Bell",),
        outlet="The Daily Quay",
        published="2019-03-04",
        language="fr",
    )
    assert one.flags == ("page 7", "120 words")
    assert paragraphs(one) == [SAILS, LATE]
    _, (row,) = read_all(factiva_xml(count=2))
    assert row.reason == "2 documents stated, 1 found"


def test_entities_of_xml_are_not_resolved() -> None:
    data = factiva_xml("&bomb;").replace(b"<PPSResponse>", b'<!DOCTYPE a [<!ENTITY bomb "boom">]><PPSResponse>')
    (one,) = read(data)
    assert "boom" not in one.text


def test_a_page_with_a_like_name_of_a_class_is_none_of_factiva() -> None:
    (one,) = read(f'<html><body><div class="myArticle"><p>{SAILS}</p></div></body></html>'.encode())
    assert one.form == "html"


def test_an_article_without_text_is_a_row() -> None:
    article = factiva_html().replace(f'<p class="articleParagraph enarticleParagraph">{SAILS}</p>', "")
    found, (row,) = read_all(factiva_page(article, factiva_html()))
    assert len(found) == 1
    assert (row.path, row.kind) == ("export#L1", "list")
