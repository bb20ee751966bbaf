"""Europresse, Integrum, Kikuzo and Yomidasu."""

from __future__ import annotations

import pytest

from index.model import DeclaredMetadata
from tests.unit.formats.databases.exports import (
    LATE,
    SAILS,
    europresse,
    integrum_html,
    integrum_sheet,
    kikuzo,
    xlsx,
    yomidasu,
)
from tests.unit.formats.databases.reading import paragraphs, read, read_all

FERRY = "\u3000渡し船がまた動く。<br>\u3000もう遅い。"


def test_europresse_has_no_certificate_in_its_text() -> None:
    first, second = read(europresse(SAILS, LATE))
    assert first.declared == DeclaredMetadata(
        headline="Le bac", authors=("Ada Bell",), outlet="Le Quai", published="4 mars 2019", section="Région"
    )
    assert (first.text, second.text) == (SAILS, LATE)
    assert first.flags == ("page 7", "120 mots")


@pytest.mark.parametrize(
    ("line", "published", "section", "page"),
    [
        ("Local, Thursday, March 14, 2024, p. A16", "March 14, 2024", "Local", "page A16"),
        ("jeudi 14 mars 2024 - 06:00 UTC +01:00", "14 mars 2024 - 06:00 UTC +01:00", None, None),
        ("Culture, Arts, 14 mars 2024, pp. 3,4", "14 mars 2024", "Culture, Arts", "page 3,4"),
        ("Lokales, Donnerstag, 14. März 2024, S. 4", "14. März 2024", "Lokales", "page 4"),
    ],
)
def test_the_date_line_of_europresse_is_divided(
    line: str, published: str, section: str | None, page: str | None
) -> None:
    (one,) = read(europresse(SAILS).replace("Région, lundi 4 mars 2019 120 mots, p. 7".encode(), line.encode()))
    assert (one.declared.published, one.declared.section) == (published, section)
    assert one.flags == ((page,) if page else ())


@pytest.mark.parametrize(
    ("line", "flags"),
    [
        ("News, Thursday, March 14, 2024, p. A4 417 words", ("page A4", "417 words")),
        ("vendredi 15 mars 2024 - 06:10 UTC +01:00 1 312 mots", ("1 312 mots",)),
    ],
)
def test_the_length_of_europresse_has_no_figures_of_page_and_time(line: str, flags: tuple[str, ...]) -> None:
    below = '</span><div class="apd-wrapper">Aussi paru dans</div><span>'
    data = europresse(SAILS).replace("Région, lundi 4 mars 2019 120 mots, p. 7".encode(), (line + below).encode())
    assert read(data)[0].flags == flags


def test_where_else_an_article_of_europresse_was_published_is_no_text() -> None:
    elsewhere = "Cet article est paru dans <b>Le Quai (site web)</b>"
    (one,) = read(europresse(f"{SAILS}</p><p>{elsewhere}"))
    assert one.text == SAILS


def test_an_older_export_of_europresse_is_read_by_its_cells() -> None:
    cell = (
        '<td><span class="DocPublicationName">Le Quai, no. 12</span><br><span class="DocHeader">Région</span>, '
        '<span class="DocHeader">lundi</span> <span class="DocHeader">4 mars 2019</span>'
        '<span class="DocHeader">, p. 7</span><br><br><span class="TitreArticleVisu">Le bac</span><br>{author}<br>'
        f"{SAILS}<br><br>{LATE}<br>© 2019 Le Quai. Tous droits réservés.<br>news·20190304·QU·1</td>"
    )
    cells = "".join(f"<tr>{cell.replace('{author}', author)}</tr>" for author in ("Ada Bell", ""))
    first, second = read(f"<html><body><table>{cells}</table></body></html>".encode())
    assert first.declared == DeclaredMetadata(
        headline="Le bac", authors=("Ada Bell",), outlet="Le Quai", published="4 mars 2019", section="Région"
    )
    assert paragraphs(first) == [SAILS, LATE]
    assert first.flags == ("page 7",)
    assert (second.declared.headline, second.declared.authors) == ("Le bac", ())
    assert paragraphs(second) == [SAILS, LATE]


def test_integrum_joins_the_broken_lines_of_a_report() -> None:
    text = "\n     Паром снова\nходит.\n     Уже поздно, сказал\nсмотритель.\n"
    (one,) = read(integrum_html(text))
    assert one.declared == DeclaredMetadata(
        headline="ПАРОМ",
        authors=("Белл Ада", "Лунн Тео"),
        outlet="Северный причал",
        published="04.03.2019",
        section="ПОРТ",
    )
    assert paragraphs(one) == ["Паром снова ходит.", "Уже поздно, сказал смотритель."]


def test_integrum_says_that_its_list_names_more() -> None:
    found, (row,) = read_all(integrum_html(SAILS, listed=2))
    assert len(found) == 1
    assert row.reason == "2 documents stated, 1 found"


def test_a_workbook_of_integrum_has_an_article_a_row() -> None:
    (one,) = read(integrum_sheet(f"Паром\n\n04.03.2019\n\n{SAILS}"))
    assert one.declared == DeclaredMetadata(headline="Паром", outlet="Северный причал", published="2019-03-04")
    assert one.text == SAILS


@pytest.mark.parametrize(
    ("day", "clock", "published"),
    [
        ("04.03.59", "00:00", "2059-03-04"),
        ("04.03.60", "00:00", "1960-03-04"),
        ("04.03.19", "6:10", "2019-03-04T06:10"),
        ("2019-03-04", "", "2019-03-04"),
    ],
)
def test_days_of_a_workbook_of_integrum_are_unambiguous(day: str, clock: str, published: str) -> None:
    (one,) = read(xlsx([["Источник", "Дата", "Время", "Заголовок", "Анонс"], ["Причал", day, clock, "Паром", SAILS]]))
    assert one.declared.published == published


def test_kikuzo_has_an_article_a_pair_of_tables() -> None:
    first, second = read(kikuzo(FERRY, SAILS))
    assert first.declared == DeclaredMetadata(
        headline="渡し船", outlet="朝日新聞", published="2019-03-04", section="社会", language="ja"
    )
    assert paragraphs(first) == ["渡し船がまた動く。", "もう遅い。"]
    assert first.flags == ("page 7", "120文字")
    assert second.text == SAILS


def test_a_document_of_kikuzo_without_text_is_a_row() -> None:
    found, (row,) = read_all(kikuzo(FERRY, ""))
    assert len(found) == 1
    assert (row.path, row.kind) == ("export#L2", "list")


def test_yomidasu_has_an_article_a_table_and_its_division() -> None:
    first, second = read(yomidasu(FERRY, SAILS))
    assert first.declared == DeclaredMetadata(
        headline="渡し船", outlet="読売新聞", published="2019-03-04", section="社会", language="ja"
    )
    assert paragraphs(first) == ["渡し船がまた動く。", "もう遅い。"]
    assert first.flags == ("page 7", "120字")
    assert second.text == SAILS


CELL = (
    '<table><tr><td><table><tr><td><img src="a.gif"></td></tr></table>'
    '<span class="DocPublicationName">{outlet}</span><br><span class="DocHeader">Ville, </span>'
    '<span class="DocHeader">lundi </span><span class="DocHeader">4 mars 2019</span><br><br>'
    '<span class="TitreArticleVisu">Le bac</span><br><br>{text}<p></p><b>© 2019 Le Quai.</b><p></p>'
    "Numéro de document : news·20190304·QU·12<br><table><tr><td>Ce certificat est émis à la ville.</td></tr>"
    "<tr><td>Date d'émission : <b>2020-01-05</b></td></tr></table></td></tr></table>"
)


def test_articles_of_europresse_that_have_tables_in_them_are_apart() -> None:
    page = "<html><body>" + "".join(CELL.format(outlet=name, text=SAILS) for name in ("Le Quai", "La Rive"))
    first, second = read(page.encode(), "a.html")
    assert first.declared == DeclaredMetadata(headline="Le bac", outlet="Le Quai", published="4 mars 2019",
                                              section="Ville")  # fmt: skip
    assert second.declared.outlet == "La Rive"
    assert [first.text, second.text] == [SAILS, SAILS]
