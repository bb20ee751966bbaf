"""Each constant that decides something about an export: what is on one side of it and what on the other."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from index.formats.databases import documents, field_values, file_blocks, html_blocks, text_blocks
from index.formats.databases.factiva import fields as factiva_fields
from index.formats.databases.factiva import lines as factiva_lines_module
from index.formats.databases.html_blocks import blocks, tree
from index.formats.databases.nexis import delimited, numbered, pdf
from index.formats.databases.proquest import fields as proquest_fields
from tests.unit.formats.databases import exports
from tests.unit.formats.databases.exports import LATE, SAILS, docx, factiva_lines, xlsx
from tests.unit.formats.databases.reading import paragraphs, read, read_all


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ([(1, 262), (2, 262)], 262),
        ([(number, 262) for number in range(1, 51)], 50),
        ([(number, 262) for number in range(1, 50)], 262),
        ([(2, 262), (3, 262)], None),
        ([], None),
    ],
)
def test_a_part_of_a_download_is_not_compared_with_all_of_it(
    numbers: list[tuple[int, int]], expected: int | None
) -> None:
    assert documents.expected(numbers) == expected


def test_a_long_correction_is_cut_short() -> None:
    most = documents._LONGEST_REMARK
    assert documents._shortened("x" * most) == "x" * most
    assert documents._shortened("x" * (most + 1)) == f"{'x' * most} …"


@pytest.mark.parametrize(
    ("line", "is_date"),
    [
        ("x" * (field_values._LATEST_START - 2) + " 4 March 2019", True),
        ("x" * (field_values._LATEST_START - 1) + " 4 March 2019", False),
        ("4 March 2019 " + "x" * (field_values._LONGEST_DATE_LINE - 13), True),
        ("4 March 2019 " + "x" * (field_values._LONGEST_DATE_LINE - 12), False),
        ("4 Mar 2019", True),
        ("4 Ma 2019", False),
        ("Ferry sails in 2019", False),
        ("marzo de 2019", True),
        ("2019年3月4日", True),
        ("04.03.2019", True),
    ],
)
def test_a_date_line_is_short_and_begins_with_its_date(line: str, is_date: bool) -> None:
    assert field_values.is_date_line(line) is is_date


@pytest.mark.parametrize(
    ("text", "section", "page"),
    [
        ("NEWS; Pg. 4", "NEWS", "4"),
        ("Section 5; Part 2; Page 16; Column 2; National Desk", "National Desk", "16"),
        ("Politik, S. 12", "Politik", "12"),
        ("MONEY;; COVER STORY; Pg. 1B", "MONEY", "1B"),
        ("Pg. A10", None, "A10"),
        ("Sports", "Sports", None),
    ],
)
def test_a_page_is_divided_from_its_section(text: str, section: str | None, page: str | None) -> None:
    assert field_values.section_and_page(text) == (section, page)


@pytest.mark.parametrize(
    ("name", "turned"),
    [("Bell, Ada", "Ada Bell"), ("Ada Bell", "Ada Bell"), ("Bell, Ada, Quay", "Bell, Ada, Quay")],
)
def test_a_name_is_turned_at_its_only_comma(name: str, turned: str) -> None:
    assert field_values.turned_name(name) == turned


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("van Dyk, Jan Piet", ("Jan Piet van Dyk",)),
        ("Bell, Ada Ella Una", ("Bell, Ada Ella Una",)),
        ("Bell Lunn, Ada", ("Bell Lunn, Ada",)),
        ("By Ada Bell", ("By Ada Bell",)),
    ],
)
def test_a_byline_is_turned_where_all_its_names_are(byline: str, names: tuple[str, ...]) -> None:
    assert field_values.byline_names(byline) == names


@pytest.mark.parametrize("width", [text_blocks._LEAST_WIDTH, text_blocks._MOST_WIDTH])
def test_lines_are_joined_that_are_broken_to_a_width(width: int) -> None:
    line = "x" * width
    assert text_blocks.blocks_of_lines(f"{line}\nand more") == [f"{line} and more"]
    outside = "x" * (width - 1 if width == text_blocks._LEAST_WIDTH else width + 1)
    assert text_blocks.blocks_of_lines(f"{outside}\nand more") == [f"{outside}\nand more"]


def test_a_line_that_the_next_word_would_fit_on_is_not_broken() -> None:
    width = text_blocks._LEAST_WIDTH
    first = "x" * (width - text_blocks._SLACK - 4)
    assert text_blocks.blocks_of_lines(f"{'y' * width}\n\n{first}\nand") == ["y" * width, f"{first}\nand"]
    assert text_blocks.blocks_of_lines(f"{'y' * width}\n\n{first}x\nand") == ["y" * width, f"{first}x and"]


def test_a_paragraph_is_joined_that_is_long_enough_for_a_broken_line() -> None:
    least = "x" * text_blocks._LEAST_BROKEN
    assert text_blocks.without_broken_lines([least, "and"]) == [f"{least} and"]
    assert text_blocks.without_broken_lines([least[1:], "and"]) == [least[1:], "and"]
    assert text_blocks.without_broken_lines([f"{least}.", "and"]) == [f"{least}.", "and"]


def test_japanese_lines_are_joined_without_a_space() -> None:
    for lines, whole in (
        (("渡し船が", "また動く。"), "渡し船がまた動く。"),
        (("The ferry", "sails", "again"), "The ferry sails again"),
        (("two-", "thirds"), "two-thirds"),
        (("said -", "and"), "said - and"),
    ):
        assert text_blocks.joined(lines, lambda *_: True) == [whole]


def test_elements_are_followed_to_a_depth() -> None:
    most = html_blocks._DEEPEST - len(("html", "body")) + 1
    assert blocks(tree("<div>" * most + "deep")) == ["deep"]
    assert blocks(tree("<div>" * (most + 1) + "deep")) == []


@pytest.mark.parametrize("compression", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_the_beginning_of_a_member_is_read_without_the_end_of_the_file(compression: int) -> None:
    data = BytesIO()
    with zipfile.ZipFile(data, "w", compression) as archive:
        archive.writestr("[Content_Types].xml", b"")
        archive.writestr("a/word/document.xml", b"no")
        archive.writestr("word/document.xml", b"The ferry" * 1000)
    start = data.getvalue()[:-40]
    assert file_blocks.beginning_of_member(start, "word/document.xml")[:9] == b"The ferry"
    assert file_blocks.beginning_of_member(start, "xl/document.xml") == b""
    assert file_blocks.beginning_of_member(b"word/document.xml", "word/document.xml") == b""


def test_a_member_is_looked_at_up_to_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_blocks, "_LOOKED_AT", 5)
    assert file_blocks.beginning_of_member(docx([SAILS]), file_blocks.DOCX_BODY) == b"<?xml"


def test_the_date_is_in_the_first_blocks_of_a_numbered_document() -> None:
    names = [f"Quay {number}" for number in range(numbered._MOST_BEFORE_DATE - 1)]
    found = numbered.document(["1 of 2 DOCUMENTS", *names, "March 4, 2019", "Ferry", "LENGTH: 9 words", SAILS])
    assert found.declared.published == "March 4, 2019"
    found = numbered.document(["1 of 2 DOCUMENTS", *names, "Quay", "March 4, 2019", "Ferry", "LENGTH: 9 words", SAILS])
    assert found.declared.published is None


def test_blocks_without_label_above_the_fields_are_headline_and_deck() -> None:
    deck = ["a deck"] * (numbered._MOST_UNLABELLED - 1)
    found = numbered.document(["1 of 2 DOCUMENTS", "Quay", "March 4, 2019", "Ferry", *deck, "LENGTH: 9 words", SAILS])
    assert (found.declared.deck, found.paragraphs) == (" ".join(deck), (SAILS,))
    found = numbered.document(
        ["1 of 2 DOCUMENTS", "Quay", "March 4, 2019", "Ferry", "a deck", *deck, "LENGTH: 9 words", SAILS]
    )
    assert found.declared.deck is None


def test_a_headline_is_no_paragraph() -> None:
    most = "x" * numbered._LONGEST_HEADLINE
    assert numbered.document(["1 of 2 DOCUMENTS", "Quay", "March 4, 2019", most, SAILS]).declared.headline == most
    assert numbered.document(["1 of 2 DOCUMENTS", "Quay", "March 4, 2019", f"{most}x", SAILS]).paragraphs == (
        f"{most}x",
        SAILS,
    )


def test_a_line_of_copyright_is_short() -> None:
    line = "Copyright ".ljust(numbered._LONGEST_COPYRIGHT, "x")
    above = ["Quay", "March 4, 2019", "Ferry", "LENGTH: 9 words", SAILS]
    assert numbered.document([*above, line]).paragraphs == (SAILS,)
    assert numbered.document([*above, f"{line}x"]).paragraphs == (SAILS, f"{line}x")


def test_a_document_without_the_line_body_has_its_fields_at_the_top() -> None:
    filler = ["x"] * (delimited._MOST_BEFORE_DATE - 4)
    top = ["Ferry", "The Daily Quay", "March 4, 2019"]
    assert delimited.document([*top, "Length: 9 words", *filler, SAILS]).paragraphs == (*filler, SAILS)
    found = delimited.document([*top, *filler, "Length: 9 words", SAILS])
    assert found.paragraphs == (SAILS,)
    found = delimited.document([*top, *filler, "x", "Length: 9 words", SAILS])
    assert found.paragraphs[-1] == SAILS
    assert len(found.paragraphs) > 1


def test_a_head_of_a_page_that_is_cut_short_is_left_out() -> None:
    least = "x" * pdf._LEAST_HEAD
    assert pdf._is_same(least, f"{least} and more")
    assert not pdf._is_same(least[1:], f"{least} and more")


def test_a_pdf_is_recognised_by_its_first_pages() -> None:
    empty = [["The quay."]] * (file_blocks.FIRST_PAGES - 1)
    assert read(exports.pdf([*empty, exports.delimited()]))[-1].form == "record"
    found, _ = read_all(exports.pdf([["The quay."], *empty, exports.delimited()]))
    assert all(one.form != "record" for one in found)


def test_a_byline_without_by_is_short() -> None:
    most = factiva_fields._LONGEST_BYLINE
    name = f"Ada {'B' * (most - 4)}"
    header = ["Ferry", name, "120 words", "4 March 2019", "Quay"]
    assert factiva_fields.of_places(header, [SAILS], "", headline="Ferry").declared.authors == (name,)
    header[1] += "b"
    assert factiva_fields.of_places(header, [SAILS], "", headline="Ferry").declared.authors == ()


def test_the_header_of_factiva_lines_ends_at_its_copyright() -> None:
    start = factiva_lines()
    place = start.index("(c) 2019 Quay Papers")
    within = factiva_lines_module._MOST_HEADER - place - 1
    (one,) = read("\n".join([*start[:place], *["x"] * within, *start[place:]]).encode())
    assert one.text == SAILS
    (one,) = read("\n".join([*start[:place], *["x"] * (within + 1), *start[place:]]).encode())
    assert one.text != SAILS


def test_a_short_text_says_that_there_is_none() -> None:
    most = proquest_fields._LONGEST_NONE
    words = "Not available. ".ljust(most, "x")
    _, (row,) = read_all(exports.proquest_text(words))
    assert row.kind == "list"
    (one,) = read(exports.proquest_text(f"{words}x"))
    assert one.text == f"{words}x"


def test_a_line_of_outlet_and_date_is_short() -> None:
    info = "The Daily Quay ; Northport [Northport]. 04 Mar 2019: A.4."
    text = f"{exports.RULE}\n\nFerry\n\nPublication info: {{}}{info}\n\nFull text: {SAILS}\n\nProQuest document ID: 1\n"
    fits = proquest_fields._LONGEST_INFO - len(info)
    assert read(text.format("x" * fits).encode())[0].flags == ("page A.4",)
    assert read(text.format("x" * (fits + 20)).encode())[0].flags == ()


def test_the_names_of_columns_may_be_below_other_rows() -> None:
    names = ["Источник", "Дата", "Время", "Заголовок", "Анонс"]
    row = ["Причал", "04.03.2019", "", "Паром", LATE]
    assert paragraphs(read(xlsx([*[["Отчет"]] * 9, names, row]))[0]) == [LATE]
    found, _ = read_all(xlsx([*[["Отчет"]] * 10, names, row]))
    assert not any(one.form == "record" for one in found)
