"""ProQuest: documents between rules or at anchors, with the labels of its fields in several languages."""

from __future__ import annotations

import pytest

from index.model import DeclaredMetadata
from tests.unit.formats.databases.exports import LATE, RULE, SAILS, proquest_html, proquest_mail, proquest_text, xlsx
from tests.unit.formats.databases.reading import paragraphs, read, read_all


def test_a_report_is_split_and_its_list_of_titles_left_out() -> None:
    first, second = read(proquest_text(f"{SAILS}\n\nTitle: a word in the text\n\nLocation: the quay.", LATE))
    assert first.declared == DeclaredMetadata(
        headline="Ferry 1",
        authors=("Ada Bell", "Teo Lunn"),
        outlet="The Daily Quay",
        published="Mar 4, 2019",
        section="News",
        language="English",
        url="https://search.proquest.example/docview/123",
    )
    assert paragraphs(first) == [SAILS, "Title: a word in the text", "Location: the quay."]
    assert first.flags == ("page A.4",)
    assert second.text == LATE


def test_a_report_that_lacks_a_document_says_so() -> None:
    _, (row,) = read_all(proquest_text(SAILS, total=3))
    assert row.reason == "3 documents stated, 1 found"


@pytest.mark.parametrize("words", ["Not available.", "Full text not available", "Non disponible.", "None available."])
def test_a_document_without_its_text_is_a_row_of_the_list(words: str) -> None:
    _, (row,) = read_all(proquest_text(words))
    assert row.kind == "list"


def test_fields_of_the_other_languages_are_known() -> None:
    text = (
        f"{RULE}\n\nLe bac\n\nAuteur: Bell, Ada\n\n"
        f"Informations sur la publication: Le Quai ; Nord [Nord]. 4 mars 2019: 7.\nTexte intégral: {SAILS}\n\n"
        "Sujet: Bacs\nTitre de la publication: Le Quai; Nord\nDate de publication: 4 mars 2019\n"
        "Langue de publication: French\nID du document ProQuest: 12\n"
    )
    (one,) = read(text.encode())
    assert one.declared == DeclaredMetadata(
        headline="Le bac", authors=("Ada Bell",), outlet="Le Quai", published="4 mars 2019", language="French"
    )
    assert one.text == SAILS


def test_outlet_and_date_come_from_one_line_where_they_have_no_own() -> None:
    text = f"{RULE}\n\nFerry\n\nPublication info: The Daily Quay ; Northport, Ont. [Northport]04 Mar 2019: A.4.\n\n"
    (one,) = read(f"{text}Full text: {SAILS}\n\nProQuest document ID: 12\n".encode())
    assert (one.declared.outlet, one.declared.published) == ("The Daily Quay", "04 Mar 2019")
    assert one.flags == ("page A.4",)


def test_a_page_is_split_at_its_anchors() -> None:
    first, second = read(proquest_html(SAILS, "The bridge creaks."))
    assert first.declared == DeclaredMetadata(
        headline="Ferry 1",
        authors=("Ada Bell",),
        outlet="The Daily Quay",
        published="Mar 4, 2019",
        url="https://search.proquest.example/docview/123?accountid=1",
    )
    assert paragraphs(first) == [SAILS, LATE]
    assert paragraphs(second) == ["The bridge creaks.", LATE]


def test_a_mail_has_the_documents_of_its_page() -> None:
    first, second = read(proquest_mail(SAILS, "The bridge creaks."), "a.eml")
    assert paragraphs(first) == [SAILS, LATE]
    assert (second.declared.headline, second.record) == ("Ferry 2", 2)


def test_a_workbook_of_titles_is_a_list() -> None:
    found, (row,) = read_all(xlsx([["Title", "Abstract", "StoreId", "ArticleType"], ["Ferry", "", "12", "News"]]))
    assert not found
    assert row.kind == "list"
    assert row.reason.startswith("a list of titles of ProQuest, without the texts: export")


def test_a_document_whose_text_is_not_to_be_had_is_a_row() -> None:
    text = f"{RULE}\n\nEl barco\n\nTexto completo: No disponible.\n\nTítulo: El barco\n\n"
    found, (row,) = read_all(f"{text}ID del documento de ProQuest: 12\n".encode())
    assert not found
    assert row.kind == "list"


def test_a_paragraph_that_begins_like_a_field_is_text_unless_it_is_the_headline() -> None:
    text = f"{RULE}\n\nFerry\n\nFull text: {SAILS}\n\nEnlarge this image.\n\nTitle: a short list.\n\nTitle: Ferry\n\n"
    (one,) = read(f"{text}ProQuest document ID: 12\n".encode())
    assert paragraphs(one) == [SAILS, "Title: a short list."]
