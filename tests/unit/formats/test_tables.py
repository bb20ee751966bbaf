"""Tables: a row is an article, its columns are known by their names; broken rows and lists are said to be so."""

from __future__ import annotations

import csv
import datetime
import io
import json
import tracemalloc
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from index import formats
from index.errors import SourceError
from index.formats.registry import recognising
from index.formats.source import Head
from index.formats.tables import csv_file, rows, spreadsheet
from index.formats.tables.csv_dialect import dialect_of
from index.formats.tables.rows import Row, articles, record_of
from index.model import Address, SkippedSource, SourceDocument
from tests.unit.formats.office_files import packed, parquet, xlsx

HEADER = ("title", "author", "published", "source", "url", "text")
FERRY = ("Ferry sails again", "Ada Brekke", "2021-03-04", "Quay Post", "https://quay.example/ferry",
         "The ferry sails again.\n\nIt had been in dock since May, the captain said, \"as paint lacked\".")  # fmt: skip
MILL = ("Mill to close", "Jon Vask", "2021-03-05", "Quay Post", "https://quay.example/mill",
        "The mill closes, and forty people lose their work.")  # fmt: skip


def read(data: bytes, name: str) -> tuple[list[SourceDocument], list[SkippedSource]]:
    found = list(formats.read_stream(io.BytesIO(data), name))
    return [one for one in found if isinstance(one, SourceDocument)], [
        one for one in found if isinstance(one, SkippedSource)
    ]


def table(*lines: Iterable[str], delimiter: str = ",", header: Iterable[str] = HEADER) -> str:
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter, lineterminator="\n").writerows([header, *lines])
    return file.getvalue()


# --- CSV --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_a_table_is_read_whatever_separates_its_values_and_however_it_is_encoded(delimiter: str, encoding: str) -> None:
    mill = (*MILL[:1], "Jönß Väsk", *MILL[2:])
    documents, skipped = read(table(FERRY, mill, delimiter=delimiter).encode(encoding), "export.csv")
    assert not skipped
    assert [str(one.address) for one in documents] == ["export.csv#L2", "export.csv#L3"]
    assert documents[0].text == FERRY[5]
    declared = documents[1].declared
    assert (declared.headline, declared.authors, declared.published, declared.outlet, declared.url) == (
        mill[0], (mill[1],), mill[2], mill[3], mill[4],
    )  # fmt: skip


def test_a_row_keeps_its_values_under_the_names_of_the_columns() -> None:
    documents, _ = read(table(MILL).encode(), "export.csv")
    assert json.loads(documents[0].data) == dict(zip(HEADER, MILL, strict=True))


def test_the_line_that_names_the_separator_is_no_row() -> None:
    documents, skipped = read(("sep=;\n" + table(FERRY, delimiter=";")).encode(), "export.csv")
    assert [one.declared.headline for one in documents] == [FERRY[0]]
    assert not skipped


def test_quotation_marks_behind_a_backslash_are_part_of_a_value() -> None:
    data = 'title,text\nMill,"The mill \\"closes\\", they said."\nFerry,"It sails, again."\n'
    documents, _ = read(data.encode(), "export.csv")
    assert [one.text for one in documents] == ['The mill "closes", they said.', "It sails, again."]


def test_column_names_of_other_languages_are_known() -> None:
    documents, skipped = read(
        table(MILL, header=("Title", "Author", "Date", "Source", "URL", "Body")).encode(), "a.csv"
    )
    assert documents[0].declared.published == MILL[2]
    assert not skipped


def test_a_header_may_be_below_other_lines() -> None:
    data = "Export of the archive,,,,,\n,,,,,\n" + table(FERRY)
    documents, skipped = read(data.encode(), "export.csv")
    assert [(str(one.address), one.declared.headline) for one in documents] == [("export.csv#L4", FERRY[0])]
    assert not skipped


@pytest.mark.parametrize("name", ["export", "export.txt", "export.dat"])
def test_a_table_without_the_name_is_known_by_its_header_and_its_rows(name: str) -> None:
    documents, skipped = read(table(FERRY, MILL).encode(), name)
    assert [one.declared.headline for one in documents] == [FERRY[0], MILL[0]]
    assert not skipped


def test_prose_with_commas_is_no_table() -> None:
    prose = "The author, the title, and the date are known. The text, alas, is not.\n" * 20
    assert csv_file.recognise(Head(prose.encode(), "notes.txt")) == 0
    names = "title, text\nand then, after a while, they went home, all of them\nand slept\n"
    assert csv_file.recognise(Head(names.encode(), "notes.txt")) == 0


@pytest.mark.parametrize(("count", "sure"), [(9, False), (10, True)])
def test_two_known_columns_without_the_name_need_ten_rows_with_the_header(count: int, *, sure: bool) -> None:
    data = "title,text\n" + "Mill,It closes.\n" * (count - 1)
    assert (csv_file.recognise(Head(data.encode(), "notes.txt")) > 0) is sure


@pytest.mark.parametrize(("odd", "sure"), [(1, True), (2, False)])
def test_a_table_without_the_name_may_have_one_row_in_ten_of_another_length(odd: int, *, sure: bool) -> None:
    data = "title,date,text\n" + "Mill,2021,It closes.\n" * (9 - odd) + "Mill,2021,It,closes.\n" * odd
    found = dialect_of(data, complete=True)
    assert found is not None
    assert found.is_sure is sure


def test_a_list_without_texts_is_a_list() -> None:
    documents, skipped = read(b"title,url,time_added\nFerry,https://quay.example/ferry,1614800000\n", "pocket.csv")
    assert not documents
    assert [(one.kind, "without their texts" in one.reason) for one in skipped] == [("list", True)]


@pytest.mark.parametrize(
    "data",
    [b"quarter;tons;crowns\n1;20;300\n2;30;400\n", b"a single column\nof words\n", b"name,price\nplum,3\npear,4\n"],
)
def test_a_table_of_something_else_is_not_an_article(data: bytes) -> None:
    documents, skipped = read(data, "sums.csv")
    assert not documents
    assert [one.kind for one in skipped] == ["not an article"]


def test_rows_without_text_are_counted_in_one_row_of_the_report() -> None:
    bare = [(*MILL[:5], "")] * 212
    documents, skipped = read(table(FERRY, *bare).encode(), "export.csv")
    assert len(documents) == 1
    assert [(one.reason, one.kind) for one in skipped] == [("212 rows without text", "not an article")]


def test_values_that_are_none_are_no_text() -> None:
    cells = [None, float("nan"), "NaN", "NULL", "\\N", " ", "None", "n/a", "word", 3.0, b"\x00", True]
    assert record_of([str(n) for n in range(len(cells))], cells) == {"8": "word", "9": 3, "11": True}


def test_lists_that_pandas_wrote_into_a_cell_are_lists() -> None:
    cells = ["['Ada Brekke', \"Jon O'Vask\"]", "['a', 1]", "['broken", "[1] is a note", "1710400000.0", "20.0"]
    made = record_of(list("abcdef"), cells)
    assert made["a"] == ["Ada Brekke", "Jon O'Vask"]
    assert [made[name] for name in "bcd"] == cells[1:4]
    assert (made["e"], made["f"]) == ("1710400000", "20.0")


@pytest.mark.parametrize(("length", "kind"), [(4000, list), (4001, str)])
def test_such_lists_are_so_long(length: int, kind: type) -> None:
    assert isinstance(record_of(["a"], [f"['{'x' * (length - 4)}']"])["a"], kind)


def test_a_day_is_written_as_a_day_and_a_time_as_a_time() -> None:
    noon = datetime.datetime(2021, 3, 4, 12, 30)
    made = record_of(["a", "b", "c"], [datetime.datetime(2021, 3, 4), noon, {"x": [datetime.date(2021, 3, 4), 2.0]}])
    assert made == {"a": "2021-03-04", "b": "2021-03-04T12:30:00", "c": {"x": ["2021-03-04", 2]}}


@pytest.mark.parametrize(
    ("cell", "published"),
    [
        (45365, "2024-03-14"),
        (45365.0, "2024-03-14"),
        (45365.25, "2024-03-14T06:00:00"),
        ("45365", "2024-03-14"),
        (14611, "1940-01-01"),
        (14610, "14610"),
        (73050, "2099-12-31"),
        (73051, "73051"),
        ("20240314", "20240314"),
    ],
)
def test_the_number_of_a_day_is_a_day_in_a_column_of_dates(cell: object, published: str) -> None:
    found = list(articles(Address("a"), [Row(1, ("date", "number", "text")), Row(2, (cell, 45365, FERRY[5]))]))
    (one,) = found
    assert isinstance(one, SourceDocument)
    assert (one.declared.published, one.text) == (published, FERRY[5])


def test_bytes_that_are_text_are_read() -> None:
    assert record_of(("a", "b", "c"), ("Fähre".encode(), "Fähre".encode("latin-1"), b"a\x00")) == {"a": "Fähre"}


def test_a_row_with_too_many_values_fails_with_its_place() -> None:
    data = table(FERRY) + "Mill,Jon Vask,2021-03-05,Quay Post,https://q.example/m,The mill closes, and forty, too\n"
    documents, skipped = read((data + table(MILL).partition("\n")[2]).encode(), "export.csv")
    assert [str(one.address) for one in documents] == ["export.csv#L2", "export.csv#L4"]
    assert [(one.path, one.kind) for one in skipped] == [("export.csv#L3", "failed")]
    assert skipped[0].reason == "row 3: 8 values in 6 columns: perhaps its text is not in quotation marks"


def test_a_row_with_too_few_values_fails_and_its_neighbours_are_one_row_of_the_report() -> None:
    data = table(FERRY) + "Mill\nIt closes\nAnd so on\n" + table(MILL).partition("\n")[2]
    documents, skipped = read(data.encode(), "export.csv")
    assert len(documents) == 2
    assert [one.reason for one in skipped] == ["row 3: 1 value in 6 columns; and 2 more after it"]


def test_after_a_quotation_mark_that_is_not_closed_the_next_rows_are_read() -> None:
    broken = 'Mill,Jon Vask,2021-03-05,Quay Post,https://q.example/m,"The mill closes\n'
    data = table(FERRY) + broken + table(MILL, FERRY).partition("\n")[2]
    documents, skipped = read(data.encode(), "export.csv")
    assert [one.declared.headline for one in documents] == [FERRY[0], MILL[0], FERRY[0]]
    assert [one.reason for one in skipped] == ["row 3: a quotation mark in it is not closed"]


def test_a_table_that_was_cut_keeps_what_is_whole() -> None:
    data = table(FERRY, MILL)[:-20] + '"no end'
    cut = table(MILL) + table(FERRY).partition("\n")[2][:-30]
    for text, count in ((data, 2), (cut, 1)):
        documents, skipped = read(text.encode(), "export.csv")
        assert len(documents) in (count, count - 1)
        assert all(one.kind == "failed" for one in skipped)


def test_a_row_is_at_most_so_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_file, "_LONGEST_ROW", 200)
    long = (*MILL[:5], "word " * 40)
    documents, skipped = read(table(long, FERRY).encode(), "export.csv")
    assert [one.declared.headline for one in documents] == [FERRY[0]]
    assert skipped[0].reason == "row 2: longer than 200 bytes: a quotation mark in it is not closed"


def test_a_long_file_is_not_taken_for_utf8_by_its_beginning() -> None:
    first = table(*[MILL] * 20_000)
    assert len(first) > 2 * 1024 * 1024
    last = table((*MILL[:5], "Die Mühle schließt, sagte der Müller.")).partition("\n")[2]
    documents, skipped = read(first.encode() + last.encode("cp1252"), "export.csv")
    assert not skipped
    assert documents[-1].text == "Die Mühle schließt, sagte der Müller."


def test_a_long_table_is_read_in_little_memory(tmp_path: Path) -> None:
    lines = table((*MILL[:5], "The mill closes. " * 200)).partition("\n")[2] * 50
    with (tmp_path / "export.csv").open("w", encoding="utf-8") as file:
        file.write(table(MILL))
        for _ in range(60):
            file.write(lines)
    tracemalloc.start()
    count = sum(1 for _ in formats.read_file(tmp_path / "export.csv"))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 3001
    # The beginning, in which formats recognise their own, takes 2 MB; the file has 10.
    assert most < 9 * 1024 * 1024


# --- Columns ----------------------------------------------------------------------------------------------------------


def given(*lines: Sequence[object]) -> list[SourceDocument | SkippedSource]:
    return list(articles(Address("t"), [Row(number, cells) for number, cells in enumerate(lines, 1)]))


@pytest.mark.parametrize(("length", "count"), [(499, 0), (500, 1)])
def test_a_column_of_long_texts_is_the_text_whatever_its_name(length: int, count: int) -> None:
    lines = [("title", "date", "qqq"), ("Mill", "2021-03-05", ("mill " * 100)[: length - 1] + "s")]
    try:
        found = given(*lines)
    except SourceError:
        found = []
    assert len(found) == count


def test_a_column_of_texts_needs_others_with_known_names() -> None:
    with pytest.raises(SourceError):
        given(("aaa", "bbb"), ("Mill", "word " * 200))


@pytest.mark.parametrize(("row", "found"), [(29, True), (30, False)])
def test_the_header_is_looked_for_in_the_first_thirty_rows(row: int, *, found: bool) -> None:
    lines = [("x", "y", "z")] * row + [
        ("title", "date", "text"),
        ("Mill", "2021", "It closes."),
    ]
    try:
        count = len(given(*lines))
    except SourceError:
        count = 0
    assert (count == 1) is found


def test_a_column_of_addresses_is_known_by_these() -> None:
    (one,) = given(
        ("title", "qq", "pic", "text"),
        ("Mill", "https://q.example/a", "https://q.example/a.jpg", "It closes, they say."),
    )
    assert isinstance(one, SourceDocument)
    assert one.declared.url == "https://q.example/a"
    (other,) = given(("title", "qq", "text"), ("Mill", "see https://q.example/a", "It closes, they say."))
    assert isinstance(other, SourceDocument)
    assert other.declared.url is None


def test_two_columns_of_one_name_and_one_without_are_kept_apart() -> None:
    (one,) = given(("title", "text", "title", ""), ("Mill", "It closes.", "other", "more"))
    assert isinstance(one, SourceDocument)
    assert json.loads(one.data) == {"title": "Mill", "text": "It closes.", "title 3": "other", "column 4": "more"}


@pytest.mark.parametrize(("length", "flags"), [(rows.CELL - 1, ()), (rows.CELL, ("partial",))])
def test_a_text_that_fills_its_cell_was_cut(length: int, flags: tuple[str, ...]) -> None:
    (one,) = given(("title", "text"), ("Mill", "The ferry sails. ".ljust(length, "x")))
    assert isinstance(one, SourceDocument)
    assert one.flags == flags


# --- Spreadsheets -----------------------------------------------------------------------------------------------------


def test_the_rows_of_every_sheet_are_articles() -> None:
    data = xlsx({
        "March": [HEADER, FERRY], "Notes": [("how it was made",), ("by hand",)], "Empty": [],
        "April": [("Export",), (), HEADER, MILL, (*MILL[:5], None)],
    })  # fmt: skip
    documents, skipped = read(data, "export.xlsx")
    assert [str(one.address) for one in documents] == ["export.xlsx!March#L2", "export.xlsx!April#L4"]
    assert documents[0].text == FERRY[5]
    assert [(one.path, one.kind) for one in skipped] == [
        ("export.xlsx!Notes", "not an article"), ("export.xlsx!April", "not an article"),
    ]  # fmt: skip


def test_dates_of_a_spreadsheet_are_dates_and_numbers_are_whole() -> None:
    documents, _ = read(
        xlsx({"one": [("id", "title", "date", "text"), (7, "Mill", (44260,), "It closes._x000D_\nSo.")]}), "a"
    )
    assert documents[0].declared.published == "2021-03-05"
    assert json.loads(documents[0].data)["id"] == 7
    assert documents[0].text == "It closes.\nSo."
    assert str(documents[0].address) == "a#L2"


def test_a_workbook_of_something_else_is_not_an_article() -> None:
    documents, skipped = read(xlsx({"one": [("tons", "crowns"), (1, 2)]}), "sums.xlsx")
    assert not documents
    assert [one.kind for one in skipped] == ["not an article"]


def test_a_damaged_workbook_fails() -> None:
    whole = xlsx({"one": [HEADER, FERRY]})
    for data in (whole[: len(whole) // 2], packed({"[Content_Types].xml": "", "xl/workbook.xml": "<workbook"})):
        documents, skipped = read(data, "export.xlsx")
        assert not documents
        assert [one.kind for one in skipped] == ["failed"]


def test_a_workbook_that_is_too_large_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    data = xlsx({"one": [HEADER, FERRY]})
    monkeypatch.setattr(spreadsheet, "_MOST_UNPACKED", 1000)
    _, skipped = read(data, "export.xlsx")
    assert "1000 bytes at most: save its sheets as CSV" in skipped[0].reason


# --- Arrow ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["parquet", "feather", "stream"])
def test_data_frames_are_read_in_each_of_their_forms(kind: str) -> None:
    frame: list[dict[str, object]] = [dict(zip(HEADER, FERRY, strict=True)) for _ in range(400)]
    frame[0]["published"] = datetime.datetime(2021, 3, 4)
    for one in frame[1:]:
        one["published"] = datetime.datetime(2021, 3, 5, 6, 7)
    documents, skipped = read(parquet(frame, kind), "frame")
    assert not skipped
    assert [one.record for one in documents] == list(range(1, 401))
    assert documents[0].declared.published == "2021-03-04"
    assert documents[399].declared.published == "2021-03-05T06:07:00"
    assert documents[0].text == FERRY[5]


@pytest.mark.parametrize("kind", ["parquet", "feather", "stream"])
def test_a_damaged_data_frame_fails(kind: str) -> None:
    whole = parquet([dict(zip(HEADER, MILL, strict=True))] * 50, kind)
    documents, skipped = read(whole[: len(whole) * 2 // 3], "frame.parquet")
    assert len(documents) < 50
    assert [one.kind for one in skipped] == ["failed"]


def test_old_feather_files_are_named() -> None:
    _, skipped = read(b"FEA1" + bytes(100) + b"FEA1", "frame.feather")
    assert "old version 1" in skipped[0].reason


def test_bytes_that_begin_as_a_stream_need_a_message() -> None:
    assert not [one for one in recognising(Head(b"\xff" * 400, "noise")) if one.names.name.startswith("Parquet")]


# --- Markup -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["export.xls", "export.xlsx"])
def test_a_page_that_is_called_a_spreadsheet_is_a_table(name: str) -> None:
    page = (
        "<html><body><table><tr><th>title</th><th>date</th><th>text</th></tr>"
        "<tr><td>Ferry</td><td>2021-03-04</td><td><p>The ferry sails again.</p><p>It is late.</p></td></tr>"
        "<tr><td>Mill</td><td>2021-03-05</td><td>One<br>two</td></tr></table></body></html>"
    )
    documents, skipped = read(page.encode(), name)
    assert not skipped
    assert [(str(one.address), one.declared.headline, one.text) for one in documents] == [
        (f"{name}#L2", "Ferry", "The ferry sails again.\n\nIt is late."),
        (f"{name}#L3", "Mill", "One\ntwo"),
    ]


@pytest.mark.parametrize("name", ["export.xls", "export.xml"])
def test_the_xml_of_excel_2003_is_a_table(name: str) -> None:
    def row(*cells: str) -> str:
        return f"<Row>{''.join(cells)}</Row>"

    def cell(text: str, more: str = "") -> str:
        return f'<Cell{more}><Data ss:Type="String">{text}</Data></Cell>'

    book = (
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="one"><Table>'
        + row(cell("title"), cell("author"), cell("text"))
        + row(cell("Ferry"), cell("The ferry sails again.", ' ss:Index="3"'))
        + "</Table></Worksheet></Workbook>"
    )
    documents, skipped = read(book.encode(), name)
    assert not skipped
    assert [(one.declared.headline, one.declared.authors, one.text) for one in documents] == [
        ("Ferry", (), "The ferry sails again.")
    ]


def test_a_page_with_a_table_is_a_page_under_its_own_name() -> None:
    page = "<html><body><table><tr><td>title</td><td>text</td></tr></table><p>The ferry sails again.</p></body></html>"
    (best, *_) = recognising(Head(page.encode(), "a.html"))
    assert best.names.name == "HTML"
