"""Tables whose columns have no names: read by what is in them, with a word about it, or not at all."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

import pytest

from index import formats
from index.formats.tables import nameless
from index.model import FieldNames, SkippedSource, SourceDocument
from tests.unit.formats.office_files import xlsx

SAILS = "The ferry between Skarn and Holm sails again from Monday, its owner said at the town hall. "
SOLD = "The mill at Ahrn was sold to the town for 20,000 crowns, its mayor said on Friday evening. "
ROWS = (
    ("1", "2021-03-04", "Ferry sails again on Monday", "Quay Post", "https://quay.example/1", SAILS * 6),
    ("2", "2021-03-05", "Mill at Ahrn is sold", "Quay Post", "https://quay.example/2", SOLD * 7),
    ("3", "2021-03-09", "Ferry and mill in one week", "Holm Echo", "https://echo.example/3", (SAILS + SOLD) * 3),
)


def read(
    rows: Iterable[Sequence[str]], fields: FieldNames = (), delimiter: str = ","
) -> tuple[list[SourceDocument], list[SkippedSource]]:
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter).writerows(rows)
    found = [*formats.read_stream(io.BytesIO(file.getvalue().encode()), "a.csv", fields=fields)]
    return [one for one in found if isinstance(one, SourceDocument)], [
        one for one in found if isinstance(one, SkippedSource)
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("count", [1, 2, 3])
def test_columns_are_known_by_what_is_in_them(count: int, delimiter: str) -> None:
    documents, (note,) = read(ROWS[:count], delimiter=delimiter)
    assert [one.record for one in documents] == [1, 2, 3][:count]
    assert documents[0].text == ROWS[0][5]
    declared = documents[0].declared
    assert (declared.published, declared.headline, declared.url) == ROWS[0][1:3] + ROWS[0][4:5]
    assert documents[0].flags == ("columns guessed",)
    assert note.kind == "not an article"
    assert "column 2 as date, column 3 as title, column 5 as url and column 6 as text" in note.reason


@pytest.mark.parametrize("date", ["4.3.2021", "03/04/21 06:10", "4 March 2021", "Thursday, March 4, 2021",
                                  "4 mars 2021", "2021-03-04T06:10:00Z", "2021年3月4日"])  # fmt: skip
def test_days_are_known_in_the_usual_forms(date: str) -> None:
    documents, _ = read([(date, ROWS[0][5]), (date, ROWS[1][5])])
    assert [one.declared.published for one in documents] == [date, date]


def test_names_in_a_language_that_is_not_known_are_no_article() -> None:
    names = ("Zbr", "Dna", "Otsikkonen", "Lehtonen", "Linkkonen", "Sisus")
    documents, (note,) = read([names, *ROWS])
    assert [(one.record, one.declared.headline) for one in documents] == [(n, ROWS[n - 2][2]) for n in (2, 3, 4)]
    assert "guess" in note.reason
    documents, skipped = read([names, *ROWS], (("title", "Otsikkonen"), ("text", "Sisus"), ("outlet", "Lehtonen")))
    assert (documents[0].declared.outlet, skipped) == ("Quay Post", [])


def test_a_first_row_without_prose_is_no_article_whatever_it_is() -> None:
    documents, _ = read([("", "", "x", "x", "", "see the film"), *ROWS])
    assert [one.record for one in documents] == [2, 3, 4]


def test_no_row_of_articles_is_taken_for_names() -> None:
    category = tuple((*row, "Article") for row in ROWS)
    documents, _ = read(category)
    assert [one.record for one in documents] == [1, 2, 3]


def test_columns_can_be_named_by_their_places() -> None:
    rows = [(f"{number}", row[5], row[3]) for number, row in enumerate(ROWS)]
    documents, (failed,) = read(rows)
    assert (documents, failed.kind) == ([], "failed")
    assert "--fields" in failed.reason
    documents, skipped = read(rows, (("text", "column 2"), ("outlet", "Column_3")))
    assert [one.declared.outlet for one in documents] == ["Quay Post", "Quay Post", "Holm Echo"]
    assert (documents[0].text, documents[0].flags, skipped) == (ROWS[0][5], (), [])


@pytest.mark.parametrize(
    "rows",
    [
        [(f"{n}", f"2021-03-{n:02}", "I do not agree with that at all, and she does not.") for n in range(1, 20)],
        [(row[1], row[2], row[4]) for row in ROWS],
        [("ada@quay.example", "2021-03-04", "a1b2" * 200)] * 4,
    ],
)
def test_other_tables_are_no_articles(rows: list[tuple[str, ...]]) -> None:
    documents, skipped = read(rows)
    assert documents == []
    assert [one.kind for one in skipped] == ["not an article"]


def test_outlets_people_and_sections_are_no_headlines() -> None:
    guess = nameless.by_contents([("Ada Quill Brekke", "Holm", row[2], row[5]) for row in ROWS])
    assert guess is not None
    assert guess.header.names == ("column 1", "column 2", "title", "text")


@pytest.mark.parametrize(("length", "found"), [(499, False), (500, True)])
def test_texts_have_at_least_five_hundred_characters(length: int, *, found: bool) -> None:
    rows = [(row[1], (row[5] * 2)[: length - 1] + ".") for row in ROWS]
    assert (nameless.by_contents(rows) is not None) == found
    assert nameless.has_prose(rows) == found


def test_a_sheet_without_names_is_read_too() -> None:
    found = [*formats.read_stream(io.BytesIO(xlsx({"Sheet": ROWS})), "a.xlsx")]
    assert [one.declared.headline for one in found if isinstance(one, SourceDocument)] == [row[2] for row in ROWS]
