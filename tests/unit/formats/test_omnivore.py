"""An export of Omnivore has its articles in one folder and what it knew of them beside it."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from index import formats
from index.formats.feeds import omnivore
from index.formats.location import Location, Members
from index.model import DeclaredMetadata, SkippedSource, SourceDocument

PAGE = '<div class="page" id="readability-page-1"><p>The windmill of Ahrn turned again on Sunday.</p></div>'


def facts(slug: str) -> dict[str, object]:
    return {
        "id": f"id-{slug}", "slug": slug, "title": f"Mill {slug}", "description": "x", "author": "Lena Kofler",
        "url": f"https://ahrn.example/{slug}", "state": "Active", "readingProgress": 0, "labels": ["Mills"],
        "savedAt": "2024-05-06T08:00:00.000Z", "publishedAt": "2024-05-05T07:00:00.000Z",
    }  # fmt: skip


def export(folder: Path, *counts: int) -> Path:
    start = 0
    for count in counts:
        slugs = [f"mill-{number}" for number in range(start, start + count)]
        name = f"metadata_{start}_to_{start + count}.json"
        (folder / name).write_text(json.dumps([facts(slug) for slug in slugs], indent=2))
        (folder / "content").mkdir(exist_ok=True)
        for slug in slugs:
            (folder / "content" / f"{slug}.html").write_text(PAGE)
        start += count
    (folder / "highlights").mkdir()
    (folder / "highlights" / "mill-0.md").write_text(
        "> The windmill of Ahrn turned again on Sunday, its miller said.\n"
    )
    return folder


def read(path: Path) -> SourceDocument | SkippedSource:
    (one,) = formats.read_file(path)
    return one


@pytest.mark.parametrize("slug", ["mill-0", "mill-19", "mill-20", "mill-22"])
def test_a_page_has_what_the_metadata_says(slug: str, tmp_path: Path) -> None:
    export(tmp_path, omnivore.ARTICLES_A_FILE, 3)
    one = read(tmp_path / "content" / f"{slug}.html")
    assert isinstance(one, SourceDocument)
    assert one.declared == DeclaredMetadata(
        headline=f"Mill {slug}", authors=("Lena Kofler",), published="2024-05-05T07:00:00.000Z",
        url=f"https://ahrn.example/{slug}", tags=("Mills",), captured="2024-05-06T08:00:00.000Z",
    )  # fmt: skip
    assert one.text == PAGE


def test_files_of_metadata_have_twenty_articles_at_most(tmp_path: Path) -> None:
    export(tmp_path, omnivore.ARTICLES_A_FILE + 1)
    one = read(tmp_path / "content" / "mill-0.html")
    assert isinstance(one, SourceDocument) and one.declared.headline is None


def test_files_of_metadata_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    export(tmp_path, 1, 1)
    for most, headline in ((2, "Mill mill-1"), (1, None)):
        monkeypatch.setattr(omnivore, "MOST_FILES", most)
        one = read(tmp_path / "content" / "mill-1.html")
        assert isinstance(one, SourceDocument) and one.declared.headline == headline


def test_metadata_and_highlights_are_no_articles(tmp_path: Path) -> None:
    export(tmp_path, 2)
    for name in ("metadata_0_to_2.json", "highlights/mill-0.md"):
        row = read(tmp_path / name)
        assert isinstance(row, SkippedSource) and row.kind == "not an article", name


def test_empty_highlights_are_no_failure(tmp_path: Path) -> None:
    export(tmp_path, 2)
    (tmp_path / "highlights" / "mill-1.md").write_bytes(b"")
    row = read(tmp_path / "highlights" / "mill-1.md")
    assert isinstance(row, SkippedSource)
    assert (row.kind, row.reason) == ("not an article", "highlights that a reader made in Omnivore")


def test_metadata_without_pages_is_a_list(tmp_path: Path) -> None:
    (tmp_path / "metadata_0_to_1.json").write_text(json.dumps([facts("mill-0")], indent=2))
    row = read(tmp_path / "metadata_0_to_1.json")
    assert isinstance(row, SkippedSource) and row.kind == "list"


def test_another_folder_called_content_has_pages(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "mill.html").write_text(f"<html><body>{PAGE}</body></html>")
    assert isinstance(read(tmp_path / "content" / "mill.html"), SourceDocument)


def test_an_export_in_a_container_is_read_alike() -> None:
    files = {
        "metadata_0_to_1.json": json.dumps([facts("mill-0")]).encode(),
        "content/mill-0.html": PAGE.encode(),
    }
    place = Members({name: len(data) for name, data in files.items()}, files.get)
    (one,) = formats.read_stream(
        io.BytesIO(files["content/mill-0.html"]),
        "export.zip!content/mill-0.html",
        location=Location(place, "content/mill-0.html"),
    )
    assert isinstance(one, SourceDocument) and one.declared.headline == "Mill mill-0"
