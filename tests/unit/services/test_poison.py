"""Files that crash, hang or exhaust what reads them: each is a row, and the files after it are imported."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.archive import Archive
from index.model import ImportReport, SkippedSource
from index.services.imports import processes
from tests.formats_on_offer import formats_on_offer

pytestmark = pytest.mark.slow

TEXTS = (
    "The ferry stops for a week, the harbour office says.\nA second ferry sails from Monday, the harbour office says."
)
LAST = "Council votes for a bridge\n\nThe council of Port Ansel voted by nine to four for a second bridge.\n"
TOYS = "tests.unit.formats.toy_formats"


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with (
        formats_on_offer(tmp_path / "offer", {"poison": f"{TOYS}.poison:FORMAT", "boxes": f"{TOYS}.boxes:FORMAT"}),
        Archive.open(tmp_path / "archive") as opened,
    ):
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder whose last file is an article."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "z.txt").write_text(LAST)
    return folder


def imported(archive: Archive, *paths: Path) -> ImportReport:
    report = list(archive.add(paths))[-1].report
    assert report is not None
    return report


def names(report: ImportReport) -> list[str]:
    return [Path(article.path).name for article in report.articles]


def poison(folder: Path, what: str) -> Path:
    path = folder / f"{what}.poison"
    path.write_text(f"POISON\n{what}\n{TEXTS}")
    return path


@pytest.mark.parametrize(
    ("what", "reason"),
    [
        ("exit", "reading failed: its worker process died (exit 7)"),
        ("abort", "reading failed: its worker process crashed (SIGABRT)"),
        ("raise", "cannot be read as poison: ZeroDivisionError: a library divides by zero"),
        ("recurse", "cannot be read as poison: it is nested too deep"),
        ("allocate", "cannot be read as poison: it needs more memory than it may have"),
        ("loop", "reading failed: it took longer than 3 s"),
    ],
)
def test_what_stops_a_reader_is_a_row_and_the_rest_is_imported(
    archive: Archive, folder: Path, monkeypatch: pytest.MonkeyPatch, what: str, reason: str
) -> None:
    monkeypatch.setattr(processes, "READING_SECONDS", 3.0)
    monkeypatch.setattr(processes, "MEMORY", 400 * 1024**2)
    path = poison(folder, what)
    report = imported(archive, folder)
    assert names(report) == [f"{what}.poison#1", f"{what}.poison#2", "z.txt"]
    (row,) = report.skipped
    assert (row.path, row.file, row.reason, row.kind) == (str(path), str(path), reason, "failed")


def test_a_file_that_failed_is_tried_again_until_it_fails_the_same_way(archive: Archive, folder: Path) -> None:
    path = poison(folder, "exit")

    def known() -> bool:
        with archive._store.reading() as reader:
            return reader.files.sha256(str(path)) is not None

    first = imported(archive, folder)
    assert not known()
    second = imported(archive, folder)
    assert known()
    third = imported(archive, folder)
    assert first.skipped == second.skipped == third.skipped
    assert [report.added for report in (first, second, third)] == [3, 0, 0]
    assert names(first) == names(second) == names(third)
    path.write_text(f"POISON\nnothing\n{TEXTS}\nA third ferry is late, says the harbour office.")
    assert (imported(archive, folder).skipped, known()) == ((), True)


def test_a_crash_in_a_member_names_it_and_an_exception_costs_that_member_only(archive: Archive, folder: Path) -> None:
    def member(name: str, what: str) -> bytes:
        data = f"POISON\n{what}\nThe ferry of {name} stops for a week, the harbour office says.".encode()
        return f"{name} {len(data)}\n".encode() + data

    (folder / "a.box").write_bytes(b"BOX\n" + member("one", "raise") + member("two", "exit") + member("three", ""))
    report = imported(archive, folder)
    assert names(report) == ["a.box!one#1", "a.box!two#1", "z.txt"]
    assert [(Path(row.path).name, Path(row.file).name) for row in report.skipped] == [
        ("a.box!one", "a.box"),
        ("a.box!two", "a.box"),
    ]


# --- Files that are known to harm -------------------------------------------------------------------------------------


def only_row(archive: Archive, folder: Path, path: Path) -> SkippedSource | None:
    """The row of a file, None where it became an article; the article after it is there in any case."""
    report = imported(archive, folder)
    assert "z.txt" in names(report)
    rows = [row for row in report.skipped if row.file == str(path)]
    assert len(rows) + sum(article.file == str(path) for article in report.articles) >= 1
    return rows[0] if rows else None


def test_a_key_of_4000_hexadecimal_digits_in_front_matter(archive: Archive, folder: Path) -> None:
    path = folder / "key.md"
    path.write_text(
        f"---\ntitle: Ferry\nkey: 0x{'f' * 4000}\n? 0x{'e' * 4000}\n: x\n---\n\nThe ferry stops for a week.\n"
    )
    only_row(archive, folder, path)


def test_aliases_of_yaml_that_multiply(archive: Archive, folder: Path) -> None:
    path = folder / "aliases.md"
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    path.write_text(
        "---\n" + "\n".join([*lines, "title: *a11", "tags: *a11"]) + "\n---\n\nThe ferry stops for a week.\n"
    )
    only_row(archive, folder, path)


@pytest.mark.parametrize("suffix", ["eml", "mht"])
def test_multiparts_inside_each_other(archive: Archive, folder: Path, suffix: str) -> None:
    path = folder / f"nested.{suffix}"
    head = "From: a@gazette.example\nSubject: Ferry\nMIME-Version: 1.0\n"
    body = "".join(f'Content-Type: multipart/related; boundary="b{n}"\n\n--b{n}\n' for n in range(1200))
    path.write_text(f"{head}{body}Content-Type: text/html\n\n<p>The ferry stops for a week.</p>\n")
    only_row(archive, folder, path)


@pytest.mark.parametrize(("name", "opening"), [("deep.json", "["), ("deep2.json", '{"a":'), ("deep.jsonl", "[")])
def test_json_that_is_nested_without_end(archive: Archive, folder: Path, name: str, opening: str) -> None:
    path = folder / name
    path.write_text(opening * 200_000)
    assert only_row(archive, folder, path) is not None


def test_entities_that_multiply(archive: Archive, folder: Path) -> None:
    path = folder / "entities.xml"
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    path.write_text(
        f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e0 "ferry">{entities}]>'
        "<rss><channel><item><title>&e11;</title><description>&e11;</description></item></channel></rss>"
    )
    only_row(archive, folder, path)


@pytest.mark.parametrize("depth", [1, 3])
def test_a_zip_that_unpacks_to_much_more_than_its_size(archive: Archive, folder: Path, depth: int) -> None:
    path = folder / "bomb.zip"
    name, data = "zeros.txt", bytes(80 << 20)
    for level in range(depth):
        made = folder / f"level{level}.tmp"
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
            packed.writestr(name, data)
        name, data = f"inner{level}.zip", made.read_bytes()
        made.unlink()
    path.write_bytes(data)
    assert only_row(archive, folder, path) is not None


def test_a_box_that_unpacks_to_much_more_than_its_size(archive: Archive, folder: Path) -> None:
    path = folder / "bomb.box"
    line = b"The ferry stops for a week. \n"
    path.write_bytes(b"BOX\nmany.txt*4000000 %d\n" % len(line) + line)
    row = only_row(archive, folder, path)
    assert row is not None and row.kind == "failed"


def test_a_link_to_a_device(archive: Archive, folder: Path) -> None:
    (folder / "device.txt").symlink_to(os.devnull)
    assert names(imported(archive, folder)) == ["z.txt"]


def test_the_limits_of_the_processes() -> None:
    """Sixty seconds for a record, thirty for cleaning one, two gigabytes."""
    assert (processes.READING_SECONDS, processes.CLEANING_SECONDS, processes.MEMORY) == (60.0, 30.0, 2 << 30)
