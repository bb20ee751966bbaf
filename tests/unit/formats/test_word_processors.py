"""DOCX, ODT and RTF: what a reader of the document sees is the article, and nothing else."""

from __future__ import annotations

import io
import struct

import pytest

from index import formats
from index.formats.office import paragraphs as limits
from index.formats.office import rtf_text
from index.formats.office.paragraphs import Paragraph, Properties, declared
from index.formats.office.rtf_text import read_rtf
from index.model import SkippedSource, SourceDocument
from tests.unit.formats.office_files import docx, docx_paragraph, fodt, odt, packed

BODY = "The ferry sails again, the captain said."


def only(data: bytes, name: str) -> SourceDocument:
    (found,) = formats.read_stream(io.BytesIO(data), name)
    assert isinstance(found, SourceDocument)
    return found


def refused(data: bytes, name: str) -> SkippedSource:
    (found,) = formats.read_stream(io.BytesIO(data), name)
    assert isinstance(found, SkippedSource)
    return found


# --- DOCX -------------------------------------------------------------------------------------------------------------

STYLES = (
    '<w:style w:styleId="Titel1"><w:name w:val="Title"/></w:style>'
    '<w:style w:styleId="berschrift2"><w:name w:val="heading 2"/></w:style>'
    '<w:style w:styleId="Autor"><w:name w:val="Author"/></w:style>'
)


def test_a_word_document_is_read_by_its_styles_whatever_language_word_had() -> None:
    body = (
        docx_paragraph("Ferry sails again", "Titel1")
        + docx_paragraph("Ada Brekke", "Autor")
        + docx_paragraph(BODY)
        + docx_paragraph("What comes next", "berschrift2")
        + docx_paragraph("It sails to Skarholm.")
    )
    found = only(docx(body, author="office user 7", created="2021-03-04T10:00:00Z", styles=STYLES), "a.docx")
    assert found.form == "markdown"
    assert found.text == f"{BODY}\n\n## What comes next\n\nIt sails to Skarholm."
    assert found.declared.headline == "Ferry sails again"
    assert found.declared.authors == ("Ada Brekke",)
    assert found.declared.captured == "2021-03-04T10:00:00Z"
    assert found.declared.published is None


def test_a_word_document_without_the_name_is_known() -> None:
    assert only(docx(docx_paragraph(BODY)), "saved").text == BODY


def test_lists_and_tables_keep_their_form() -> None:
    item = '<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>Barley</w:t></w:r></w:p>'
    cells = "".join(f"<w:tc>{docx_paragraph(text)}</w:tc>" for text in ("Barley", "900 t"))
    found = only(docx(docx_paragraph(BODY) + item + f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"), "a.docx")
    assert found.text == f"{BODY}\n\n- Barley\n\n| Barley | 900 t |"


@pytest.mark.parametrize(("length", "rows"), [(399, True), (400, False)])
def test_a_table_with_long_cells_is_a_layout(length: int, *, rows: bool) -> None:
    cells = "".join(f"<w:tc>{docx_paragraph(text)}</w:tc>" for text in ("Left", "x" * length))
    found = only(docx(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"), "a.docx")
    assert found.text.startswith("|") is rows


def test_what_is_deleted_hidden_or_code_is_no_text() -> None:
    body = (
        "<w:p><w:r><w:t>The ferry</w:t></w:r>"
        "<w:del><w:r><w:delText> sinks</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t> sails</w:t></w:r></w:ins>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t> secretly</w:t></w:r>"
        '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t> again</w:t></w:r>'
        "<w:r><w:instrText>HYPERLINK x</w:instrText></w:r>"
        "<w:hyperlink><w:r><w:t>, they</w:t><w:br/><w:t>say</w:t><w:noBreakHyphen/></w:r></w:hyperlink></w:p>"
    )
    assert only(docx(body), "a.docx").text == "The ferry sails again, they\nsay\u2011"


def test_a_box_is_read_once() -> None:
    inside = f"<w:txbxContent>{docx_paragraph('In the box')}</w:txbxContent>"
    markup = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    box = (
        f"<w:p><w:r><mc:AlternateContent {markup}><mc:Choice>{inside}</mc:Choice>"
        f"<mc:Fallback>{inside}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert only(docx(docx_paragraph(BODY) + box), "a.docx").text == f"{BODY}\n\nIn the box"


def test_signs_of_markdown_in_a_document_are_words() -> None:
    found = only(docx(docx_paragraph("A*B and _c_ # 1") + docx_paragraph("1. Not a list")), "a.docx")
    assert found.text == "A\\*B and \\_c\\_ \\# 1\n\n1\\. Not a list"


def test_the_template_of_a_program_sets_no_date() -> None:
    data = docx(docx_paragraph(BODY), created="2013-12-23T23:15:00Z", author="python-docx", title="Word Document")
    found = only(data, "a.docx")
    assert (found.declared.captured, found.declared.authors, found.declared.headline) == (None, (), None)


def test_a_word_document_without_words_is_empty() -> None:
    assert refused(docx("<w:p/>"), "a.docx").reason == "empty: there is no text in it"


@pytest.mark.parametrize(("length", "kind"), [(15, SkippedSource), (16, SourceDocument)])
def test_an_article_has_so_many_characters(length: int, kind: type) -> None:
    (found,) = formats.read_stream(io.BytesIO(docx(docx_paragraph("x" * length))), "a.docx")
    assert isinstance(found, kind)


def test_damaged_word_documents_fail() -> None:
    whole = docx(docx_paragraph(BODY))
    assert refused(whole[:300], "a.docx").kind == "failed"
    assert "no document of Word" in refused(packed({"[Content_Types].xml": "", "word/x.xml": "<x/>"}), "a.docx").reason
    bad = packed({"[Content_Types].xml": "", "word/document.xml": b"\x00\x01"})
    assert "is not XML" in refused(bad, "a.docx").reason


def test_entities_of_a_document_are_not_expanded() -> None:
    bomb = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b SYSTEM "file:///etc/hostname">]>'
    body = f"<w:p><w:r><w:t>{BODY} &a; &b;</w:t></w:r></w:p>"
    whole = packed({
        "[Content_Types].xml": "",
        "word/document.xml": f'{bomb}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f"<w:body>{body}</w:body></w:document>",
    })  # fmt: skip
    assert only(whole, "a.docx").text == BODY


# --- Headline, authors and date ---------------------------------------------------------------------------------------


def facts(
    *lines: Paragraph, title: str | None = None, authors: tuple[str, ...] = ()
) -> tuple[str | None, tuple[str, ...]]:
    found = declared(lines, Properties(title=title, authors=authors))
    return found.headline, found.authors


def test_the_headline_is_what_the_document_shows() -> None:
    text = Paragraph(BODY)
    assert facts(Paragraph("Ferry", "title"), text, title="Other")[0] == "Ferry"
    assert facts(Paragraph("Kicker"), Paragraph("Ferry"), text, title="Ferry")[0] == "Ferry"
    assert facts(Paragraph("Ferry", "heading", 1), text, title="Other")[0] == "Ferry"
    assert facts(text, Paragraph("Later", "heading", 2), title="Ferry")[0] == "Ferry"
    assert facts(text, title="Microsoft Word - draft2.doc")[0] is None


def test_the_author_of_a_file_is_no_author_where_the_text_names_one_or_the_name_is_a_programs() -> None:
    assert facts(Paragraph("By Ada Brekke"), Paragraph(BODY), authors=("Jon Vask",))[1] == ()
    assert facts(Paragraph(BODY), authors=("Jon Vask",))[1] == ("Jon Vask",)
    assert facts(Paragraph(BODY), authors=("Admin", "user", "LibreOffice", "jv@quay.example", "office 365"))[1] == ()
    assert facts(Paragraph("By Ada Brekke\nJon Vask", "author"))[1] == ("Ada Brekke", "Jon Vask")


@pytest.mark.parametrize(("above", "found"), [(limits.TOP - 1, True), (limits.TOP, False)])
def test_a_title_is_looked_for_at_the_top(above: int, *, found: bool) -> None:
    lines = [Paragraph("word")] * above + [Paragraph("Ferry", "title")]
    assert (facts(*lines)[0] == "Ferry") is found


# --- ODT --------------------------------------------------------------------------------------------------------------

ODT_BODY = (
    '<text:p text:style-name="P1">Ferry sails again</text:p><text:h text:outline-level="2">Harbour</text:h>'
    '<text:p>The <text:span>ferry</text:span><text:s text:c="2"/>sails'
    "<text:note>a note</text:note>, they<text:line-break/>say.</text:p>"
    "<text:tracked-changes><text:p>deleted</text:p></text:tracked-changes>"
    '<text:p>Seen<text:span text:style-name="T1"> and hidden</text:span> by all'
    "<office:annotation>remark</office:annotation>.</text:p>"
    "<text:list><text:list-item><text:p>Barley</text:p></text:list-item></text:list>"
    "<table:table><table:table-row><table:table-cell><text:p>Barley</text:p></table:table-cell>"
    "<table:table-cell><text:p>900 t</text:p></table:table-cell></table:table-row></table:table>"
    "<text:p><draw:frame><draw:text-box><text:p>In the box</text:p></draw:text-box></draw:frame></text:p>"
)
ODT_STYLES = (
    '<style:style style:name="P1" style:parent-style-name="Title"/>'
    '<style:style style:name="T1"><style:text-properties text:display="none"/></style:style>'
)
ODT_TEXT = "## Harbour\n\nThe ferry  sails, they\nsay.\n\nSeen by all.\n\n- Barley\n\n| Barley | 900 t |\n\nIn the box"
META = (
    "<meta:initial-creator>Ada Brekke</meta:initial-creator><meta:creation-date>2021-03-04</meta:creation-date>"
    "<dc:language>nb</dc:language>"
)


def test_an_odt_is_read_as_libreoffice_shows_it() -> None:
    for name in ("a.odt", "saved"):
        found = only(odt(ODT_BODY, styles=ODT_STYLES, meta=META), name)
        assert found.text == ODT_TEXT
        made = found.declared
        assert (made.headline, made.authors, made.captured, made.language) == (
            "Ferry sails again", ("Ada Brekke",), "2021-03-04", "nb",
        )  # fmt: skip


def test_a_flat_odt_is_read() -> None:
    found = only(fodt(f"<text:p>{BODY}</text:p>", META), "a.fodt")
    assert (found.text, found.declared.authors) == (BODY, ("Ada Brekke",))
    assert only(fodt(f"<text:p>{BODY}</text:p>"), "saved").text == BODY


def test_an_encrypted_odt_says_what_to_do() -> None:
    data = odt("<text:p>x</text:p>", manifest="<m><encryption-data/></m>")
    assert refused(data, "a.odt").reason == "encrypted: save it without a password"


# --- RTF --------------------------------------------------------------------------------------------------------------


def rtf(
    body: str, head: str = "\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fcharset0 Arial;}{\\f1\\fcharset204 Arial;}}"
) -> bytes:
    return f"{{\\rtf1{head}{body}}}".encode("latin-1")


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (r"caf\'e9 \'93so\'94\par", "café “so”"),
        (r"{\f1 \'cf\'e0\'f0\'ee\'ec} sails\par", "Паром sails"),
        (r"\uc1\u1055?\u1072?\par", "Па"),
        (r"\uc2\u1055\'cf\'cf x\par", "П x"),
        (r"\u-10179?\u-8704?\par", "😀"),
        (r"a{\v hidden}b\v c\v0 d\par", "abd"),
        (r"a{\*\unknown secret}b{\pict 0099ff}c{\footnote note}d\par", "abcd"),
        (r'{\field{\*\fldinst HYPERLINK "x"}{\fldrslt linked}} word\par', "linked word"),
        (r"one\line two\tab three\emdash\~x\-y\_z\par", "one\ntwo\tthree—\u00a0xy\u2011z"),
        (r"a\{b\}c\\d\par", r"a{b}c\d"),
        (r"\bin4 }}}}word\par", "word"),
        ("raw \xe9 byte\\par", "raw é byte"),
        (r"{\header head}{\footer foot}{\info{\title T}}text\par", "text"),
        (r"a\par\pard\s1 b\par", "a\n\nb"),
        (r"x{\*\shpinst{\sp{\sn a}{\sv 1}}{\shptxt in the box\par}}", "xin the box"),
        ("no end", "no end"),
    ],
)
def test_rtf_is_read_by_its_specification(body: str, text: str) -> None:
    assert "\n\n".join(one.text for one in read_rtf(rtf(body)).paragraphs) == text


def test_double_byte_code_pages_are_read_by_their_bytes() -> None:
    body = "".join(f"\\'{byte:02x}" for byte in "フェリー".encode("cp932"))
    head = r"\ansi\ansicpg1252\deff0{\fonttbl{\f0\fcharset128 Mincho;}}"
    assert [one.text for one in read_rtf(rtf(body + r"\par", head)).paragraphs] == ["フェリー"]
    assert [one.text for one in read_rtf(rtf(body + r"\par", r"\ansi\ansicpg932")).paragraphs] == ["フェリー"]


def test_rtf_has_lists_tables_styles_and_properties() -> None:
    body = (
        r"{\stylesheet{\s0 Normal;}{\s2 heading 2;}}"
        r"{\info{\title Ferry sails again}{\author Ada Brekke}{\creatim\yr2021\mo3\dy4\hr5}}"
        r"\pard Ferry sails again\par\pard\s2 Harbour\par\pard{\listtext -\tab}\ls1 Barley\par"
        r"\pard\trowd\intbl Barley\cell 900 t\cell\row\pard The end.\par"
    )
    found = only(rtf(body), "a.rtf")
    assert found.text == "Ferry sails again\n\n## Harbour\n\n- Barley\n\n| Barley | 900 t |\n\nThe end."
    made = found.declared
    assert (made.headline, made.authors, made.captured) == ("Ferry sails again", ("Ada Brekke",), "2021-03-04")


@pytest.mark.parametrize(("size", "title"), [(29, None), (30, "Ferry")])
def test_a_first_line_that_is_a_quarter_larger_than_the_text_is_the_headline(size: int, title: str | None) -> None:
    found = only(rtf(rf"\fs{size} Ferry\par\fs24 {BODY}\par"), "a.rtf")
    assert found.declared.headline == title


@pytest.mark.parametrize(("above", "title"), [(3, "Ferry"), (4, None)])
def test_a_large_line_is_a_headline_at_the_top_only(above: int, title: str | None) -> None:
    found = only(rtf(r"\fs24 line\par" * above + rf"\fs40 Ferry\par\fs24 {BODY}\par"), "a.rtf")
    assert found.declared.headline == title


@pytest.mark.parametrize(("deep", "kind"), [(0, SourceDocument), (1, SkippedSource)])
def test_groups_nest_so_deep(deep: int, kind: type, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rtf_text, "_DEEPEST", 5)
    # The document is a group of its own.
    (found,) = formats.read_stream(io.BytesIO(rtf("{" * (4 + deep) + BODY + "}" * (4 + deep))), "a.rtf")
    assert isinstance(found, kind)


def test_a_word_file_that_is_rtf_is_read_as_such() -> None:
    assert only(rtf(rf"{BODY}\par"), "letter.doc").text == BODY


def test_unbalanced_braces_lose_no_text() -> None:
    assert [one.text for one in read_rtf(rb"{\rtf1 one\par}}}} two\par").paragraphs] == ["one", "two"]


# --- Old office -------------------------------------------------------------------------------------------------------


def compound(*names: str) -> bytes:
    """The first sectors of a compound file whose directory, in its third sector, has these names."""
    header = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504))
    struct.pack_into("<H", header, 30, 9)
    struct.pack_into("<I", header, 48, 2)
    return bytes(header) + bytes(1024) + b"".join(name.encode("utf-16-le").ljust(128, b"\0") for name in names)


@pytest.mark.parametrize(
    ("stream", "kind", "words"),
    [
        ("WordDocument", "failed", "save it as DOCX"),
        ("EncryptedPackage", "failed", "save it without one"),
        ("__properties_version1.0", "failed", "save it as EML"),
        ("PowerPoint Document", "not an article", "slides"),
        ("Something", "not an article", "unknown kind"),
    ],
)
def test_old_office_documents_are_refused_with_what_to_do(stream: str, kind: str, words: str) -> None:
    found = refused(compound("Root Entry", stream), "a.doc")
    assert found.kind == kind
    assert words in found.reason


def test_a_cut_old_office_document_is_refused() -> None:
    assert refused(compound()[:100], "a.doc").kind == "not an article"


# --- FictionBook, Org and reStructuredText ----------------------------------------------------------------------------


def test_a_fictionbook_is_one_article() -> None:
    data = (
        '<?xml version="1.0"?><FictionBook xmlns="http://www.gribuser.ru/xml/fictionbook/2.0"><description><title-info>'
        "<author><first-name>Ada</first-name><last-name>Brekke</last-name></author><book-title>Ferry</book-title>"
        "<date>2021-03-04</date><lang>en</lang></title-info></description><body><title><p>Ferry sails</p></title>"
        f'<section><p>{BODY}<a type="note">[1]</a> So.</p><section><title><p>Harbour</p></title><p>• Barley</p>'
        "<table><tr><td>a</td><td>b</td></tr></table></section></section></body>"
        '<body name="notes"><p>a note</p></body></FictionBook>'
    )
    found = only(data.encode(), "saved")
    assert found.text == f"{BODY} So.\n\n### Harbour\n\n- Barley\n\n| a | b |"
    made = found.declared
    assert (made.headline, made.authors, made.published, made.language) == (
        "Ferry sails", ("Ada Brekke",), "2021-03-04", "en",
    )  # fmt: skip


def test_org_is_read() -> None:
    data = (
        "#+TITLE: Ferry sails\n#+author: Ada Brekke\n#+date: 2021-03-04\n:PROPERTIES:\n:ID: 7\n:END:\n# remark\n"
        "The [[https://x.example][ferry]] sails.\n* Harbour\n#+begin_quote\nIt is late.\n#+end_quote\n"
    )
    for name in ("a.org", "saved"):
        found = only(data.encode(), name)
        assert (found.declared.headline, found.declared.authors) == ("Ferry sails", ("Ada Brekke",))
        assert found.text.split("\n") == ["The ferry sails.", "", "## Harbour", "", "It is late.", ""]


def test_restructuredtext_is_read() -> None:
    data = (
        "===========\nFerry sails\n===========\n\n:Author: Ada Brekke\n:Date: 2021-03-04\n\n"
        ".. image:: x.png\n   :alt: x\n\n"
        "The `ferry <https://x.example>`_ sails, :emphasis:`they` say.\n\nHarbour\n-------\n\nIt is late: ---\n"
    )
    found = only(data.encode(), "a.rst")
    assert (found.declared.headline, found.declared.published) == ("Ferry sails", "2021-03-04")
    assert [line for line in found.text.split("\n") if line] == [
        "The ferry sails, they say.", "## Harbour", "It is late: ---",
    ]  # fmt: skip


@pytest.mark.parametrize(("rule", "title"), [("==", None), ("===", "Fer")])
def test_a_line_under_a_heading_has_three_signs(rule: str, title: str | None) -> None:
    assert only(f"Fer\n{rule}\n\nThe ferry sails again.\n".encode(), "a.rst").declared.headline == title
