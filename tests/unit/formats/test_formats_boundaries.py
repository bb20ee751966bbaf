"""Where each limit of the formats turns: what is just inside it is read, what is just outside is not."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from index import formats
from index.formats.encodings import declared_encoding
from index.formats.limits import size_text
from index.formats.pages.mhtml import recognise
from index.formats.records.record_fields import metadata_of
from index.formats.signatures import is_binary
from index.formats.source import Head
from index.formats.texts.markdown import split_front_matter
from index.model import SkippedSource, SourceDocument

RUSSIAN = "паром вышел из гавани рано утром и вернулся только вечером после шторма "


def only(data: bytes, name: str) -> SourceDocument | SkippedSource:
    (found,) = formats.read_stream(io.BytesIO(data), name)
    return found


def letters(count: int) -> bytes:
    """Russian words of so many letters in windows-1251."""
    text, taken = "", 0
    while taken < count:
        for sign in RUSSIAN:
            if taken < count:
                text += sign
                taken += sign != " "
    return text.encode("cp1251")


# --- Encodings --------------------------------------------------------------------------------------------------------


def test_a_page_with_half_of_its_letters_beyond_ascii_is_read_by_its_letters() -> None:
    assert declared_encoding(b"<p>" + letters(1000) + b"</p> " + b"a" * 1000) == "cp1251"
    assert declared_encoding(b"<p>" + letters(1000) + b"</p> " + b"a" * 1030) is None


def test_the_letters_of_the_first_256_kilobytes_are_counted() -> None:
    russian = letters(1000)
    filler = b"." * (256 * 1024 - len(b"<p>" + b"a" * 1000 + russian))
    # The Latin letters beyond the sample would be too many, and without its last letters the Russian ones too few.
    assert declared_encoding(b"<p>" + b"a" * 1000 + filler + russian + b"a" * 1000) is not None
    assert declared_encoding(b"<p>" + b"a" * 1000 + filler + b"." + russian + b"a" * 1000) is None
    assert declared_encoding(b"<p>" + b"a" * 1001 + filler[1:] + russian) is None


@pytest.mark.parametrize(("damaged", "utf8"), [(20, True), (21, False)])
def test_utf8_may_have_one_damaged_byte_among_twenty(damaged: int, *, utf8: bool) -> None:
    # 190 letters are 380 bytes beyond ASCII, to which the damaged ones are added.
    words = ("п" * 190).encode() + b" \xe3" * damaged
    assert (declared_encoding(b"<p>" + words + b" </p>") is None) is utf8


# --- JSON -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("lists", "read"), [(6, True), (7, False)])
def test_paragraphs_are_looked_for_in_six_lists_inside_each_other(lists: int, *, read: bool) -> None:
    body = "[" * lists + '"The ferry sails again."' + "]" * lists
    found = only(f'{{"text": {body}}}'.encode(), "a.json")
    assert isinstance(found, SourceDocument) is read


def test_a_body_has_twenty_thousand_paragraphs_at_most() -> None:
    found = only(json.dumps({"text": [f"Line {n}." for n in range(1, 20_004)]}).encode(), "a.json")
    assert isinstance(found, SourceDocument)
    assert found.text.split("\n\n")[-1] == "Line 20000."


def test_a_field_has_64_values_of_4000_characters_at_most() -> None:
    names = [f"Writer {n}" for n in range(1, 67)]
    found = metadata_of({"authors": names, "tags": ",".join(names), "title": "a" * 3999 + "bc"})
    assert (found.authors[-1], found.tags[-1]) == ("Writer 64", "Writer 64")
    assert found.headline is not None and found.headline[-2:] == "ab"


@pytest.mark.parametrize(("records", "headline"), [(3, "Ferry"), (4, None)])
def test_a_value_is_looked_for_in_three_records_inside_each_other(records: int, headline: str | None) -> None:
    value: object = "Ferry"
    for _ in range(records):
        value = {"name": value}
    assert metadata_of({"title": value}).headline == headline


def test_a_number_of_sixteen_digits_is_no_value() -> None:
    assert metadata_of({"published": 999_999_999_999_999}).published == "999999999999999"
    assert metadata_of({"published": 10**15}).published is None
    assert metadata_of({"published": 10**15, "date": "2020-01-05"}).published == "2020-01-05"


def test_tags_are_not_taken_from_sections() -> None:
    assert metadata_of({"keywords": "ferry", "section": "Harbour", "categories": "News"}).tags == ("ferry",)


# --- Other formats ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("count", "text"), [(9 << 20, "9.0 MB"), (10 << 20, "10 MB"), (21 << 19, "10 MB")])
def test_a_size_has_a_decimal_below_ten(count: int, text: str) -> None:
    assert size_text(count) == text


@pytest.mark.parametrize(("count", "text"), [(1023, "1023 bytes"), (1024, "1.0 KB"), (1 << 20, "1.0 MB"),
                                             ((1 << 20) - 1, "1024 KB"), (1 << 30, "1.0 GB")])  # fmt: skip
def test_a_size_is_in_the_largest_unit_that_it_has(count: int, text: str) -> None:
    assert size_text(count) == text


def test_front_matter_of_more_than_64_kilobytes_is_body_text() -> None:
    def split(inside: int) -> tuple[str, str]:
        return split_front_matter("---\n" + "title: " + "a" * (inside - len("title: \n")) + "\n---\nBody.")

    # The closing fence is in the 64 KB.
    assert split(64 * 1024 - 3)[1] == "Body."
    assert split(64 * 1024 - 2)[0] == ""


def test_the_header_of_a_saved_page_ends_in_four_kilobytes() -> None:
    def message(size: int) -> bytes:
        first = b"Content-Type: multipart/related; boundary=x\r\n"
        fixed = len(first) + 3 * len(b"X-A: \r\n") + len(b"\r\n")
        long, rest = 1500, size - fixed - 3000
        return first + b"".join(b"X-A: " + b"a" * count + b"\r\n" for count in (long, long, rest)) + b"\r\n"

    assert len(message(4096)) == 4096
    assert recognise(Head(message(4096) + b"--x\r\n", "a")) == 0.9
    assert recognise(Head(message(4097) + b"--x\r\n", "a")) == 0


def test_folders_are_entered_a_hundred_deep(tmp_path: Path) -> None:
    deepest = tmp_path.joinpath(*["d"] * 100)
    deepest.mkdir(parents=True)
    (deepest.parent / "in.txt").write_text("A.")
    (deepest / "out.txt").write_text("B.")
    found = list(formats.find([tmp_path]))
    assert [row.path.name for row in found if isinstance(row, formats.FoundFile)] == ["in.txt"]
    assert [row.reason for row in found if isinstance(row, SkippedSource)] == ["folders nested more than 100 deep"]


@pytest.mark.parametrize(
    ("text", "controls", "rest", "binary"),
    [
        # Eight controls are few in any but a short text, of which they are a fifth at most.
        (342, 8, 0, False),
        (341, 9, 0, True),
        (20, 5, 0, False),
        (11, 3, 0, True),
        # One in fifty of the first 64 KB.
        (64 * 1024 - 1311, 1311, 7000, True),
        (64 * 1024 - 1310, 1310, 7000, False),
        (64 * 1024 - 1310, 1311, 7000, False),
    ],
)
def test_text_is_binary_by_its_controls(text: int, controls: int, rest: int, *, binary: bool) -> None:
    assert is_binary("a" * text + "\x01" * controls + "a" * rest) is binary
