"""LexisNexis and Nexis: one article a document, with its fields, whatever the file and the language."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence

import pytest

from index import formats
from index.model import DeclaredMetadata, SourceDocument
from tests.unit.formats.databases.exports import LATE, SAILS, delimited, docx, numbered, pdf, rtf
from tests.unit.formats.databases.reading import paragraphs, read, read_all

COVER = [
    "User Name: A. Reader", "Date and Time: Tuesday, March 5, 2019 9:00 AM", "Job Number: 1", "Documents (2)",
    "1. Ferry", "Client/Matter: -None-", "Search Terms: ferry", "Search Type: Natural Language", "Narrowed by:",
    "2. Bridge", "Client/Matter: -None-", "Search Terms: ferry", "Search Type: Natural Language", "Narrowed by:",
]  # fmt: skip
TWO = [*delimited(), *delimited((LATE,), "Bridge", byline="By ADA BELL", highlight="It creaks.")]


def test_numbered_text_is_split_and_its_lines_joined() -> None:
    broken = "The ferry sails again, the mayor of the small town on the far bank said. Well-\nknown people waved."
    text = numbered(1, 2, f"{broken}\n\n{LATE}", byline="By Ada Bell", section="NEWS; Pg. 4") + numbered(2, 2, LATE)
    first, second = read(f"\ufeff\nTime Of Request: March 5, 2019\nTerms: (ferry)\n\n{text}".encode())
    assert first.declared == DeclaredMetadata(
        headline="Ferry",
        authors=("By Ada Bell",),
        outlet="The Daily Quay",
        published="March 4, 2019 Monday",
        section="NEWS",
        language="ENGLISH",
    )
    assert first.flags == ("page 4", "120 words")
    assert paragraphs(first) == [
        "The ferry sails again, the mayor of the small town on the far bank said. Well-known people waved.",
        LATE,
    ]
    assert (second.text, second.record, second.form) == (LATE, 2, "record")


@pytest.mark.parametrize(
    ("number", "date", "author", "labels", "language"),
    [
        ("Dokument 1 von 1", "4. März 2019 Montag", "AUTOR", "RUBRIK: HAFEN; S. 4\n\nLÄNGE: 120 Wörter", "SPRACHE"),
        ("1 de 1 DOCUMENTS", "Lundi 4 mars 2019", "AUTEUR", "RUBRIQUE: PORT; Pg. 4\n\nLONGUEUR: 120 mots", "LANGUE"),
        ("1 de 1 DOCUMENTS", "4 de marzo de 2019", "AUTOR", "SECCIÓN: PUERTO; Pág. 4\n\nLONGITUD: 12 voces", "IDIOMA"),
        ("1 van 1 DOCUMENTEN", "4 maart 2019 maandag", "AUTEUR", "RUBRIEK: HAVEN; Blz. 4\n\nLENGTE: 9 woorden", "TAAL"),
        ("1 of 1 DOCUMENTS", "4 marzo 2019", "AUTORE", "SEZIONE: PORTO; Pg. 4\n\nLUNGHEZZA: 120 parole", "LINGUA"),
    ],
)  # fmt: skip
def test_labels_are_known_in_each_language(number: str, date: str, author: str, labels: str, language: str) -> None:
    above = f"{number:>40}\n\n{'Der Kai':>40}\n\n{date:>45}\n\nFähre\n\n{author}: Ada Bell\n\n{labels}"
    text = f"{above}\n\n{SAILS}\n\n{language}: X\n\n"
    (one,) = read(text.encode())
    assert one.declared.headline == "Fähre"
    assert one.declared.outlet == "Der Kai"
    assert one.declared.published is not None
    assert "2019" in one.declared.published
    assert one.declared.authors == ("Ada Bell",)
    assert one.declared.section in ("HAFEN", "PORT", "PUERTO", "HAVEN", "PORTO")
    assert one.flags[0] == "page 4"
    assert one.declared.language == "X"
    assert one.text == SAILS


def test_a_line_of_copyright_above_and_a_correction_below_are_no_text() -> None:
    text = (
        "1 of 1 DOCUMENTS\n\nCopyright 2019 Quay Papers\n\nThe Daily Quay\n\nMarch 4, 2019 Monday\n"
        f"Correction Appended\n\nFerry;\nA second line\n\nLENGTH: 9 words\n\n{SAILS}\n\n"
        "CORRECTION-DATE: March 6, 2019\n\nCORRECTION:\n\nThe ferry sails on Friday.\n\nGRAPHIC: Photo: a ferry\n\n"
        "UPDATE: March 7, 2019\n\n"
    )
    (one,) = read(text.encode())
    assert (one.declared.headline, one.declared.outlet) == ("Ferry; A second line", "The Daily Quay")
    assert one.flags == ("9 words", "correction: The ferry sails on Friday.")
    assert one.declared.updated == "March 7, 2019"
    assert one.text == SAILS


def test_what_the_file_states_and_the_split_does_not_reach_is_a_row() -> None:
    found, (row,) = read_all((numbered(1, 3) + numbered(2, 3)).encode())
    assert len(found) == 2
    assert (row.path, row.reason, row.kind) == ("export", "3 documents stated, 2 found", "failed")


def test_a_document_without_text_is_a_row_of_the_list() -> None:
    found, (row,) = read_all((numbered(1, 2) + numbered(2, 2, "", headline="Bridge")).encode())
    assert len(found) == 1
    assert row.path == "export#L2"
    assert row.reason == "no text: the export has only the particulars of this article (Bridge)"
    assert row.kind == "list"


@pytest.mark.parametrize("made", [docx, rtf, lambda lines: pdf([lines])])
def test_numbered_documents_are_split_in_each_kind_of_file(made: Callable[[Sequence[str]], bytes]) -> None:
    text = numbered(1, 2, byline="By Ada Bell") + numbered(2, 2, LATE, headline="Bridge")
    first, second = read(made([line.strip() for line in text.split("\n") if line.strip()]))
    assert (first.declared.headline, first.declared.outlet) == ("Ferry", "The Daily Quay")
    assert (first.declared.authors, first.text) == (("By Ada Bell",), SAILS)
    assert (second.declared.headline, second.text) == ("Bridge", LATE)


def test_html_is_split_by_its_numbers() -> None:
    page = (
        "<html><body><div><p>Download Request: 1-1</p></div><a name='DOC_ID_1_0'></a><!-- Hide\n<DOC NUMBER=1> -->"
        "<div><p><span>1 of 1 DOCUMENTS</span></p></div><div><p><img src='x'><br><span>The Daily Quay</span></p></div>"
        "<div><p><span>March</span><span> 4, 2019 Monday&nbsp;</span></p></div><div><p>Ferry;<br>Second part</p></div>"
        "<div><p><span>BYLINE: </span><span>Ada Bell</span></p></div><div><p><span>LENGTH: </span>120 words</p></div>"
        f"<div><p>{SAILS}</p><p>The <b>mayor</b> said so.</p></div><div><p>LANGUAGE: ENGLISH</p></div></body></html>"
    )
    (one,) = read(page.encode())
    assert one.declared.headline == "Ferry; Second part"
    assert paragraphs(one) == [SAILS, "The mayor said so."]
    assert one.media_type == "text/html"


def test_a_text_of_the_database_inside_a_page_is_read_by_its_lines() -> None:
    text = numbered(1, 1, f"{SAILS}\n\n{LATE}", byline="By Ada Bell")
    page = f"<!doctype html><html><title>Document</title><body><nav>Home</nav><pre>{text.lstrip()}</pre></body></html>"
    (one,) = read(page.encode())
    assert (one.declared.headline, one.declared.authors) == ("Ferry", ("By Ada Bell",))
    assert paragraphs(one) == [SAILS, LATE]


@pytest.mark.parametrize(
    "data", [docx([*COVER, *TWO]), rtf([*COVER, *TWO]), pdf([COVER, delimited(), TWO[len(delimited()) :]])]
)
def test_nexis_uni_is_split_in_each_kind_of_file(data: bytes) -> None:
    first, second = read(data)
    assert first.declared == DeclaredMetadata(
        headline="Ferry",
        outlet="The Daily Quay",
        published="March 4, 2019 Monday",
        section="NEWS",
        language="ENGLISH",
    )
    assert first.flags == ("page 4", "120 words")
    assert first.text == SAILS
    assert second.declared.authors == ("By ADA BELL",)
    assert second.declared.deck == "It creaks."
    assert second.text == LATE


@pytest.mark.parametrize(
    ("date", "labels", "body", "loaded", "end"),
    [
        ("14. Februar 2023 Dienstag", ("Rubrik: LOKALES; S. 4", "Länge: 99 Wörter"), "Text",
         "Ladedatum: 15. Februar 2023",
         "Ende des Dokuments"),
        ("mardi 14 février 2023", ("Rubrique: LOCAL; Pg. 4", "Longueur: 99 mots"), "Corps",
         "Date de chargement: 15 février 2023", "Fin du document"),
        ("14 februari 2023 dinsdag", ("Sectie: NIEUWS; Blz. 4", "Lengte: 99 woorden"), "Hoofdtekst",
         "Laad-datum: 15 februari 2023", "Einde van document"),
        ("14 de febrero de 2023 martes", ("Sección: LOCAL; Pág. 4", "Longitud: 99 palabras"), "Cuerpo",
         "Fecha de carga: 15 de febrero de 2023", "Fin del documento"),
        ("14 febbraio 2023 martedì", ("Sezione: LOCALE", "Lunghezza: 99 parole"), "Corpo",
         "Data caricamento: 15 febbraio 2023", "Fine del documento"),
    ],
)  # fmt: skip
def test_nexis_uni_is_split_in_each_language_and_kind_of_file(
    date: str, labels: Sequence[str], body: str, loaded: str, end: str
) -> None:
    one = ["Ferry", "The Daily Quay", date, "Copyright 2023 Quay", *labels, body, SAILS, loaded, end]
    cover = ["Job Number: 12", "Documents (2)", "1. Ferry", "2. Ferry"]
    text = "\n\n".join([*one, *one]).encode()
    for data in (docx([*one, *one]), docx([*cover, *one, *one]), rtf([*one, *one]), text):
        found = read(data, "a.txt" if not data.startswith((b"PK", b"{")) else "a")
        assert [(each.declared.headline, each.declared.outlet, each.text) for each in found] == [
            ("Ferry", "The Daily Quay", SAILS)
        ] * 2
        assert all("2023" in (each.declared.published or "") for each in found)


def test_the_number_on_the_cover_page_is_compared() -> None:
    found, (row,) = read_all(docx([*COVER[:3], "Documents (3)", *COVER[4:], *TWO], tables=[("Content Type", "News")]))
    assert len(found) == 2
    assert row.reason == "3 documents stated, 2 found"


def test_lines_that_end_inside_a_sentence_are_joined() -> None:
    broken = ("The ferry sails again on the morning of the", "fourth of March.", "Who sails", "he asked.")
    (one,) = read(docx(delimited(broken)))
    assert paragraphs(one) == [f"{broken[0]} {broken[1]}", "Who sails", "he asked."]


def test_an_abstract_above_the_text_is_the_deck() -> None:
    (one,) = read(docx(delimited(("ABSTRACT", "It sails.", "FULL TEXT", SAILS))))
    assert (one.declared.deck, one.text) == ("It sails.", SAILS)


def test_what_is_below_the_body_is_no_text() -> None:
    body = (SAILS, "Graphic", "", "A ferry, photographed by Teo Lunn", "Correction", "It was Friday.")
    (one,) = read(docx(delimited(body)))
    assert one.text == SAILS
    assert one.flags[-1] == "correction: It was Friday."


def test_a_remark_of_a_correction_is_neither_date_nor_outlet() -> None:
    lines = delimited(headline="Ferry - Correction Appended")
    lines[3] = "Correction Appended"
    (one,) = read(docx(lines))
    assert (one.declared.headline, one.declared.outlet) == ("Ferry", "The Daily Quay")
    assert one.flags[-1] == "correction: Correction Appended"


def test_names_are_turned_only_where_the_byline_turns_them() -> None:
    turned, listed = read(
        docx([*delimited(byline="Bell, Ada; Lunn, Teo"), *delimited(byline="Ada Bell, Teo Lunn, quay.example")])
    )
    assert turned.declared.authors == ("Ada Bell", "Teo Lunn")
    assert listed.declared.authors == ("Ada Bell, Teo Lunn, quay.example",)


def test_the_address_of_an_rtf_link_is_no_text() -> None:
    field = r'{\field{\*\fldinst{HYPERLINK "https://advance.example/x"}}{\fldrslt{Ferry}}}'
    data = rtf(delimited(headline="HEADLINE")).replace(b"HEADLINE", field.encode())
    (one,) = read(data)
    assert one.declared.headline == "Ferry"


def test_heads_of_pages_are_left_out_of_a_pdf_and_paragraphs_joined() -> None:
    first = delimited()
    end = first.index("Classification")
    pages = [[*first[:end], "It carries forty cars and"], ["Page 2 of 2", "Ferry", "nobody on foot.", *first[end:]]]
    (one,) = read(pdf(pages))
    assert paragraphs(one) == [SAILS, "It carries forty cars and nobody on foot."]


def test_lines_of_a_pdf_that_are_close_together_are_fields_and_paragraphs() -> None:
    close = [
        "Ferry sails\nagain",
        "The Daily Quay\nMarch 4, 2019 Monday\nCopyright 2019 Quay\nSection: NEWS; Pg. 4\nLength: 120 words",
        "Body\nThe ferry sails again\non Monday.",
        f"{LATE}\nClassification\nLanguage: ENGLISH\nLoad-Date: March 5, 2019\nEnd of Document",
    ]
    first, second = read(pdf([COVER, close, close]))
    assert (first.declared.headline, first.declared.outlet) == ("Ferry sails again", "The Daily Quay")
    assert (first.declared.published, first.flags) == ("March 4, 2019 Monday", ("page 4", "120 words"))
    assert paragraphs(first) == ["The ferry sails again on Monday.", LATE]
    assert paragraphs(second) == paragraphs(first)


def test_other_documents_are_not_taken_for_exports() -> None:
    manual = ["Ferry", "Title: how it sails", "Body", SAILS, "End of Document"]
    page = f"<html><p>Document 1 of 3</p><p>{SAILS}</p></html>".encode()
    for data in (docx(manual), rtf(manual), pdf([manual]), "\n".join(manual).encode(), page):
        found, rows = read_all(data)
        assert not found or found[0].form != "record"
        assert not any("documents stated" in row.reason for row in rows)
    (plain,) = read(b"Chapter 1 of 20\n\nThe ferry sails again.\n", "a.txt")
    assert plain.form == "plain"


@pytest.mark.parametrize("data", [docx(COVER), rtf(COVER), pdf([COVER])])
def test_a_list_of_titles_is_no_article(data: bytes) -> None:
    found, (row,) = read_all(data)
    assert not found
    assert row.kind == "list"
    assert row.reason == "a list of titles of Nexis, without the texts: download the full documents"


def test_labels_may_lack_their_accents() -> None:
    text = f"1 de 1 DOCUMENTS\n\nLe Quai\n\n4 mars 2019\n\nLe bac\n\nLONGUEUR: 9 mots\n\n{SAILS}\n\nSOCIETE: Le Bac\n"
    (one,) = read(text.encode())
    assert one.text == SAILS


def test_an_empty_word_document_of_nexis_is_no_crash() -> None:
    found, rows = read_all(docx(["End of Document"]))
    assert not found
    assert len(rows) == 1


def test_nexis_uni_as_text_needs_no_blank_lines() -> None:
    lines = [line.strip("\n") for line in (*delimited(), *delimited((LATE,), "Bridge"))]
    first, second = read("\n".join(filter(None, lines)).encode())
    assert (first.declared.headline, first.text) == ("Ferry", SAILS)
    assert (second.declared.headline, second.text) == ("Bridge", LATE)


def test_a_zip_file_that_packs_documents_without_making_them_smaller_is_a_container() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("Files (1).DOCX", docx(delimited()))
        archive.writestr("Files (2).DOCX", docx(delimited(headline="Mill")))
    found = list(formats.read_stream(io.BytesIO(made.getvalue()), "Files.ZIP"))
    assert [one.declared.headline for one in found if isinstance(one, SourceDocument)] == ["Ferry", "Mill"]
