"""PDF: columns in reading order, broken words joined, heads and feet dropped; scans and locked files refused."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import BinaryIO

import pytest

from index import formats
from index.formats.office import pdf_layout, pdf_pages, pdf_text
from index.formats.office.pdf_layout import Line, lines_of
from index.formats.office.pdf_pages import Page, Piece
from index.formats.office.pdf_text import paragraphs_of
from index.model import SkippedSource, SourceDocument
from tests.unit.formats.office_files import column, pdf

LEFT = ["The ferry sails again on Mon-", "day, the captain said, and it", "goes to Skarholm at nine."]
RIGHT = ["Forty people had waited for", "it since May. They were glad", "of it, all of them."]
HEADLINE = (50.0, 740.0, 24.0, "Ferry sails again after long summer in dock")


def only(data: bytes, name: str = "a.pdf") -> SourceDocument:
    (found,) = formats.read_stream(io.BytesIO(data), name)
    assert isinstance(found, SourceDocument)
    return found


def refused(data: bytes) -> SkippedSource:
    (found,) = formats.read_stream(io.BytesIO(data), "a.pdf")
    assert isinstance(found, SkippedSource)
    return found


def line(
    text: str, *, left: float = 50, top: float = 700, right: float = 250, size: float = 10, column: int = 0
) -> Line:
    return Line(left, top - size, right, top, size, False, text, column)


def below(*texts: str, right: float = 250, size: float = 10, column: int = 0, top: float = 700) -> list[Line]:
    return [line(text, top=top - 12 * n, right=right, size=size, column=column) for n, text in enumerate(texts)]


def texts(lines: list[Line]) -> list[str]:
    return [one.text for one in paragraphs_of(lines)]


# --- The file ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["a.pdf", "saved"])
def test_columns_are_read_one_after_the_other_below_a_headline_across_them(name: str) -> None:
    page = [HEADLINE, *column(50, 700, LEFT), *column(220, 700, RIGHT)]
    found = only(pdf([page], info="/Author (Ada Brekke) /CreationDate (D:20210304101112)"), name)
    assert found.declared.headline == HEADLINE[3]
    assert found.declared.authors == ("Ada Brekke",)
    assert found.declared.captured == "2021-03-04"
    assert found.text == (
        "The ferry sails again on Monday, the captain said, and it goes to Skarholm at nine.\n\n"
        "Forty people had waited for it since May. They were glad of it, all of them."
    )


def test_a_page_without_a_text_layer_is_refused_with_what_to_do() -> None:
    found = refused(pdf([[]]))
    assert (found.kind, found.reason.startswith("no text layer; run OCR first")) == ("failed", True)


def test_a_damaged_pdf_fails() -> None:
    for data in (b"%PDF-1.4\nnothing", b"%PDF-1.7\n" + bytes(range(256)) * 20):
        assert refused(data).kind == "failed"


def test_an_encrypted_pdf_says_what_to_do() -> None:
    lock = f"<< /Filter /Standard /V 1 /R 2 /P -44 /O <{'11' * 32}> /U <{'22' * 32}> >>"
    found = refused(pdf([[HEADLINE]], more=[lock]))
    assert found.reason == "encrypted: open it with its password, print it to a new PDF, and add that"


def test_a_pdf_has_so_many_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_pages, "MOST_PAGES", 2)
    page = column(50, 600, LEFT)
    assert only(pdf([page, page]))
    assert "more than 2 pages" in refused(pdf([page] * 3)).reason


def test_the_pages_of_a_pdf_take_so_much_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_pages, "_SECONDS", -1.0)
    assert "is not reached within" in refused(pdf([column(50, 600, LEFT)])).reason


def test_characters_without_names_need_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    page = column(50, 600, ["(cid:12)(cid:13)(cid:14)(cid:15)"] * 4)
    assert "run OCR first" in refused(pdf([page])).reason
    few = column(50, 600, ["(cid:12) and many words that can be read as they are, so that the file is an article"])
    assert only(pdf([few])).text.startswith("(cid:12)")


def test_heads_and_feet_are_dropped_and_the_day_in_them_is_kept() -> None:
    def page(number: int, words: str) -> list[tuple[float, float, float, str]]:
        head = (50.0, 770.0, 8.0, f"Quay Post, Thursday 4 March 2021   {number}")
        return [head, *column(50, 600, [words]), (300.0, 20.0, 8.0, str(number))]

    found = only(pdf([page(1, "The ferry sails again."), page(2, "It was late, they say.")]))
    assert found.text == "The ferry sails again.\n\nIt was late, they say."
    assert found.declared.published == "4 March 2021"


def test_what_a_browser_prints_around_a_page_gives_its_address() -> None:
    page = [(20.0, 780.0, 8.0, "3/4/21, 10:12 AM   Ferry sails"), *column(50, 600, LEFT),
            (20.0, 15.0, 8.0, "https://quay.example/ferry 1/1")]  # fmt: skip
    found = only(pdf([page]))
    assert found.declared.url == "https://quay.example/ferry"
    assert found.text.startswith("The ferry") and found.text.endswith("nine.")


# --- Layout -----------------------------------------------------------------------------------------------------------


def piece(left: float, top: float, right: float, text: str = "word", size: float = 10) -> Piece:
    return Piece(left, top - size, right, top, size, False, text)


def order(pieces: list[Piece]) -> list[str]:
    return [one.text for one in lines_of([Page(600, 800, tuple(pieces), 0)])[0]]


def two_columns(gap: float, count: int = 3) -> list[Piece]:
    """Lines of two columns that are ``gap`` apart: a on the left, b on the right."""
    tops = [600 - 12 * n for n in range(count)]
    return [piece(50, top, 200, f"a{n}") for n, top in enumerate(tops)] + [
        piece(200 + gap, top, 400, f"b{n}") for n, top in enumerate(tops)
    ]


@pytest.mark.parametrize(("gap", "found"), [(6.9, False), (7.0, True)])
def test_columns_are_so_far_apart(gap: float, *, found: bool) -> None:
    assert (order(two_columns(gap))[0] == "a0") is found


@pytest.mark.parametrize(("count", "found"), [(2, False), (3, True)])
def test_columns_have_three_lines(count: int, *, found: bool) -> None:
    assert (order(two_columns(20, count))[0] == "a0") is found


def test_a_line_across_columns_divides_them() -> None:
    lower = [replace(one, top=one.top - 60, bottom=one.bottom - 60, text=one.text.upper()) for one in two_columns(20)]
    across = piece(50, 555, 400, "across")
    assert order([*lower, across, *two_columns(20)]) == [
        "a0", "a1", "a2", "b0", "b1", "b2", "across", "A0", "A1", "A2", "B0", "B1", "B2",
    ]  # fmt: skip


@pytest.mark.parametrize(("across", "found"), [(4, True), (5, False)])
def test_a_quarter_of_the_lines_may_cross_columns(across: int, *, found: bool) -> None:
    lines = two_columns(20, 6) + [piece(50, 700 - 12 * n, 400, f"x{n}") for n in range(across)]
    assert ("a0 b0" not in order(lines)) is found


@pytest.mark.parametrize(("times", "kept"), [(1, True), (2, False)])
def test_a_head_is_what_two_pages_of_five_have(times: int, *, kept: bool) -> None:
    pages = [Page(600, 800, (piece(50, 790, 200, "Quay Post") if n < times else piece(50, 400, 200, "body"),), 0)
             for n in range(5)]  # fmt: skip
    assert any(one.text == "Quay Post" for one in lines_of(pages)[0]) is kept


@pytest.mark.parametrize(("bottom", "kept"), [(703, True), (705, False)])
def test_heads_are_in_the_margin(bottom: float, *, kept: bool) -> None:
    pages = [Page(600, 800, (piece(50, bottom + 10, 200, "Quay Post"), piece(50, 400, 200, "body")), 0)] * 2
    assert any(one.text == "Quay Post" for one in lines_of(pages)[0]) is kept


@pytest.mark.parametrize(("text", "number"), [("12", True), ("- 3 -", True), ("Page 3 of 12", True), ("Seite 4", True),
                                              ("12345", False), ("3 people", False)])  # fmt: skip
def test_page_numbers_are_known(text: str, *, number: bool) -> None:
    assert (pdf_layout.PAGE_NUMBER.fullmatch(text) is not None) is number


# --- Paragraphs -------------------------------------------------------------------------------------------------------


def test_words_that_are_broken_at_the_end_of_a_line_are_joined() -> None:
    assert texts(below("the cap-", "tain of the", "ferry")) == ["the captain of the ferry"]
    assert texts(below("a well-known well-", "known man")) == ["a well-known well-known man"]
    assert texts(below("from Anglo-", "Saxon days")) == ["from Anglo-Saxon days"]
    assert texts(below("the cap\u00ad", "tain")) == ["the captain"]
    assert texts(below("フェリーが", "再び出た。")) == ["フェリーが再び出た。"]


@pytest.mark.parametrize(("step", "count"), [(15.5, 1), (15.7, 2)])
def test_a_wider_distance_begins_a_paragraph(step: float, count: int) -> None:
    lines = below("one two", "three", "four", "five")
    assert len(texts([*lines, line("six", top=lines[-1].top - step)])) == count


@pytest.mark.parametrize(("indent", "count"), [(6.9, 1), (7.0, 2), (60.0, 2), (60.1, 1)])
def test_an_indent_begins_a_paragraph(indent: float, count: int) -> None:
    lines = below("one two", "three", "four")
    assert len(texts([*lines, line("five", left=50 + indent, top=664)])) == count


@pytest.mark.parametrize(("right", "count"), [(225.9, 2), (226, 1)])
def test_a_short_line_that_ends_a_sentence_ends_its_paragraph(right: float, count: int) -> None:
    first, second, third = below("one two", "three.", "four")
    assert len(texts([first, replace(second, right=right), third])) == count


def test_a_sentence_goes_on_in_the_next_column() -> None:
    assert texts([*below("one two", "three"), *below("four five.", column=1)]) == ["one two three four five."]
    assert texts([*below("one two", "three."), *below("Four five.", column=1)]) == ["one two three.", "Four five."]


@pytest.mark.parametrize(("size", "headline"), [(11.9, None), (12.0, "Ferry sails again today")])
def test_a_headline_is_a_fifth_larger_than_the_text(size: float, headline: str | None) -> None:
    lines = [line("Ferry sails again today", top=740, size=size), *below("one two three four five six", "seven eight")]
    found = [one.text for one in paragraphs_of(lines) if one.kind == "title"]
    assert found == ([headline] if headline else [])


def test_the_name_of_the_paper_is_no_headline() -> None:
    paper = line("Quay Post", top=780, size=40)
    large = line("Ferry sails again today", top=740, size=20)
    body = below("one two three four five six seven eight nine ten", "seven eight")
    assert [one.text for one in paragraphs_of([paper, large, *body]) if one.kind == "title"] == [large.text]
    assert [one.text for one in paragraphs_of([large, *body], "seven eight") if one.kind == "title"] == [large.text]


def test_the_title_of_the_file_decides_between_large_lines() -> None:
    first, second = (
        line("Storm over the whole coast", top=780, size=30),
        line("Ferry sails again today", top=740, size=20),
    )
    body = below("one two three four five six seven eight nine ten", "seven eight")
    found = paragraphs_of([first, second, *body], "Ferry sails again today | Quay Post")
    assert [one.text for one in found if one.kind == "title"] == [second.text]


@pytest.mark.parametrize(("letters", "kept"), [(19, False), (20, True)])
def test_a_page_with_a_picture_and_few_letters_is_a_scan(
    letters: int, monkeypatch: pytest.MonkeyPatch, *, kept: bool
) -> None:
    real = pdf_pages.read_pages

    def with_picture(stream: BinaryIO) -> pdf_pages.PdfPages:
        found = real(stream)
        return replace(found, pages=tuple(replace(page, images=1) for page in found.pages))

    monkeypatch.setattr(pdf_text, "read_pages", with_picture)
    (found,) = formats.read_stream(io.BytesIO(pdf([[(50, 600, 10, "x" * letters)]])), "a.pdf")
    assert isinstance(found, SourceDocument) is kept


@pytest.mark.parametrize(("words", "headline"), [(19, "Mill at Ahrn is sold"), (20, "Ferry sails again")])
def test_a_short_headline_above_its_text_is_no_masthead(words: int, headline: str) -> None:
    text = " ".join(["word"] * words)
    page = [
        (50.0, 740.0, 20.0, "Ferry sails again"),
        (50.0, 700.0, 10.0, text),
        (50.0, 560.0, 20.0, "Mill at Ahrn is sold"),
    ]
    assert only(pdf([page + column(50, 535, LEFT + RIGHT)])).declared.headline == headline
