"""Mailboxes give each of their messages as an article."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from index import formats
from index.formats.limits import Bounds
from index.model import SkippedSource, SourceDocument

TEXT = (
    "The ferry between Skarn and Holm will sail again from Monday, its owner said on Thursday.\n"
    "\nFrom the first of June there will be a third boat on Sundays."
)
SEPARATOR = "From letters@gazette.example Thu May  2 08:10:00 2024\n"


def message(subject: str = "Ferry returns", text: str = TEXT, fields: str = "") -> str:
    return (
        f"From: Skarn Gazette <letters@gazette.example>\nTo: r@example.org\nSubject: {subject}\n"
        f"Date: Thu, 2 May 2024 08:10:00 +0200\nMessage-ID: <1@gazette.example>\n{fields}\n{text}\n"
    )


def records(box: str | bytes, bounds: Bounds = Bounds()) -> list[SourceDocument | SkippedSource]:  # noqa: B008
    data = box.encode() if isinstance(box, str) else box
    return list(formats.read_stream(io.BytesIO(data), "box", bounds))


def headlines(box: str | bytes) -> list[str | None]:
    return [one.declared.headline if isinstance(one, SourceDocument) else one.reason for one in records(box)]


@pytest.mark.parametrize(
    "separator",
    [
        SEPARATOR,
        "From - Thu May 02 08:10:00 2024\n",
        "From 1797992839287394@xxx Thu May 02 08:10:00 +0000 2024\n",
        "From letters at gazette.example  Thu May  2 08:10:00 2024\n",
        "From MAILER-DAEMON Thu May  2 08:10:00 2024\r\n",
    ],
)
def test_programs_write_the_separator_in_their_own_ways(separator: str) -> None:
    box = separator + message("One") + "\n" + separator + message("Two")
    assert headlines(box) == ["One", "Two"]


def test_each_message_has_its_number() -> None:
    one, two = records(SEPARATOR + message("One") + "\n" + SEPARATOR + message("Two"))
    assert isinstance(one, SourceDocument) and isinstance(two, SourceDocument)
    assert (str(one.address), str(two.address)) == ("box#L1", "box#L2")
    assert two.data.startswith(b"From: Skarn Gazette")


def test_a_sentence_that_begins_with_from_parts_no_message() -> None:
    (one,) = records(SEPARATOR + message())
    assert isinstance(one, SourceDocument)
    assert one.text == TEXT


def test_a_quoted_separator_loses_its_mark() -> None:
    text = TEXT.replace("\nFrom the", "\n>From the").replace("its owner", ">its owner")
    (one,) = records(SEPARATOR + message(text=text))
    assert isinstance(one, SourceDocument)
    assert "\nFrom the" in one.text and ">its owner" in one.text
    (one,) = records(SEPARATOR + message(text=TEXT.replace("\nFrom the", "\n>>From the")))
    assert isinstance(one, SourceDocument) and "\n>From the" in one.text


def test_a_stated_length_is_believed_where_a_separator_follows() -> None:
    text = f"{TEXT}\n\n{SEPARATOR}is how a message begins in a mailbox.\n"
    box = (
        SEPARATOR
        + message("One", text, f"Content-Length: {len(text.encode()) + 1}\n")
        + "\n"
        + SEPARATOR
        + message("Two")
    )
    assert headlines(box) == ["One", "Two"]


@pytest.mark.parametrize("length", [1, 90, 10**9])
def test_a_wrong_length_is_not(length: int) -> None:
    box = SEPARATOR + message("One", fields=f"Content-Length: {length}\n") + "\n" + SEPARATOR + message("Two")
    assert headlines(box) == ["One", "Two"]


def test_a_message_that_is_too_large_is_a_row_and_the_next_is_read() -> None:
    size = len(message("One").encode())
    box = SEPARATOR + message("One") + SEPARATOR.replace("From", "\nFrom") + message("Two", TEXT + TEXT)
    box += "\n" + SEPARATOR + message("Three")
    one, two, three = records(box, Bounds(document=size + 5))
    assert isinstance(one, SourceDocument) and isinstance(three, SourceDocument)
    assert isinstance(two, SkippedSource) and "too large" in two.reason


def test_what_a_mail_program_keeps_about_a_mailbox_is_no_article() -> None:
    box = SEPARATOR + message("DON'T DELETE THIS MESSAGE -- FOLDER INTERNAL DATA") + "\n" + SEPARATOR + message("Two")
    row, two = records(box)
    assert isinstance(row, SkippedSource) and row.kind == "not an article"
    assert isinstance(two, SourceDocument)


def test_a_mailbox_is_read_as_a_stream(tmp_path: Path) -> None:
    path = tmp_path / "all.mbox"
    with path.open("w") as file:
        for number in range(300):
            file.write(f"{SEPARATOR}{message(f'Letter {number}', TEXT + ' More.' * 500)}\n")
    assert sum(isinstance(one, SourceDocument) for one in formats.read_file(path)) == 300


def test_prose_that_begins_with_from_is_no_mailbox() -> None:
    (one,) = records(
        "From the harbour at 10:30 in 2024 a ferry left for Holm, and it has not come back since then.\nIt rained."
    )
    assert isinstance(one, SkippedSource) or one.media_type == "text/plain"
