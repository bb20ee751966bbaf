"""A whole archive as files: nothing of it is missing, nothing of it is anywhere else."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import yaml

from index.archive import Archive
from index.errors import ArchiveFull, BroadsheetError, UsageError
from index.store.whole.tables import tables
from tui.export import archive_folder
from tui.export.archive_folder import Exported, article_name, original_name, write_archive

HEADLINE = 'Ferry: "stops" #1 \u202e../../etc/passwd\x1b[31m {a: [b'


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    record = {"title": HEADLINE, "text": "The ferry of pier 1 sank in the fog.\n\nNobody was hurt, it is said.",
              "url": "https://tribune.example/ferry", "date": "2019-03-04"}  # fmt: skip
    (shelf / "records.jsonl").write_text(json.dumps(record) + "\n")
    (shelf / "two.txt").write_bytes(b"Trams stop\r\n\r\nThe tram of quay 2 stopped in the mud.\r\n")
    (shelf / "three.txt").write_text("Trains go\n\nThe train of platform 3 went through the hills.\n")
    with Archive.open(tmp_path / "archive") as archive:
        list(archive.add([shelf]))
        (shelf / "three.txt").write_text("Trains go\n\nThe train of platform 3 went through the valley.\n")
        list(archive.add([shelf]))
        (tram,) = (hit.id for hit in archive.search("tram").hits)
        archive.tag([tram], add=["seen"])
        archive.saved.save("fog", "fog")
        archive.hide(archive.search("ferry").hits[0].id, 0)
        (archive.path / "synonyms.txt").write_text("ferry = boat\n")
        yield archive


def written(archive: Archive, path: Path) -> Exported:
    return write_archive(archive, path, lambda: {"tray": [{"id": "x", "label": "y"}]}, lambda _: None)


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="ascii").splitlines()]


def test_all_of_an_archive_is_in_the_folder(archive: Archive, tmp_path: Path) -> None:
    out = tmp_path / "new" / "out"
    found = written(archive, out)
    assert (found.articles, found.originals, found.damaged) == (3, 4, ())
    data = {path.stem: lines(path) for path in (out / "data").glob("*.jsonl")}
    assert data.keys() == {table.name for table in tables() if not table.is_derived}
    with closing(sqlite3.connect(archive.path / "archive.sqlite")) as db:
        for name, rows in data.items():
            assert len(rows) == found.rows[name] == db.execute(f"SELECT count(*) FROM {name}").fetchone()[0], name
        for sha256, media_type in db.execute("SELECT sha256, media_type FROM documents"):
            original = (out / original_name(sha256, media_type)).read_bytes()
            assert hashlib.sha256(original).hexdigest() == sha256
    assert b"The tram of quay 2 stopped in the mud.\r\n" in {path.read_bytes()[14:] for path in out.rglob("*.txt")}
    for row in data["versions"]:
        assert row["content"]["text"] == archive.article(row["article"], row["version"]).text
    assert len(data["versions"]) >= 4
    assert [(row["tag"], row["given"]) for row in data["tags"]] == [("seen", 1)]
    assert [row["query"] for row in data["saved_searches"]] == ["fog"]
    assert [row["line"] for row in data["rules"]] == ["The ferry of pier 1 sank in the fog."]
    assert json.loads((out / "data" / "reader.json").read_text()) == {"tray": [{"id": "x", "label": "y"}]}
    assert (out / "synonyms.txt").read_text() == "ferry = boat\n"


def test_each_article_is_markdown_with_front_matter_that_leads_to_its_original(
    archive: Archive, tmp_path: Path
) -> None:
    written(archive, tmp_path / "out")
    files = sorted((tmp_path / "out" / "articles").rglob("*.md"))
    assert len(files) == 3
    for file in files:
        _, matter, body = file.read_text(encoding="utf-8").split("---\n", 2)
        about = yaml.safe_load(matter)
        article = archive.article(about["id"])
        assert (about["version"], about["files"]) == (article.version, list(article.paths))
        assert (file.parent / about["original"]).resolve().read_bytes() == archive.source(article.id).data
        assert article.text.split("\n\n")[0].split()[0] in body
        assert "\x1b" not in matter + body and "\u202e" not in matter + body
        assert list(about.get("tags", [])) == list(article.tags)


def test_the_folder_says_what_is_in_it_and_its_checksums_match(archive: Archive, tmp_path: Path) -> None:
    out = tmp_path / "out"
    found = written(archive, out)
    sums = dict(line.split("  ", 1)[::-1] for line in (out / "SHA256SUMS").read_text().splitlines())
    files = {str(path.relative_to(out)): path for path in out.rglob("*") if path.is_file()}
    assert files.keys() - {"SHA256SUMS"} == sums.keys()
    assert all(hashlib.sha256(files[name].read_bytes()).hexdigest() == sums[name] for name in sums)
    assert found.bytes == sum(files[name].stat().st_size for name in sums)
    assert "sha256sum -c" in (out / "README.txt").read_text()
    assert {stat.S_IMODE(path.stat().st_mode) for path in out.rglob("*") if path.is_dir()} == {0o700}
    assert {stat.S_IMODE(path.stat().st_mode) for path in files.values()} == {0o600}


def test_names_are_safe_wherever_they_come_from(archive: Archive, tmp_path: Path) -> None:
    written(archive, tmp_path / "out")
    names = [str(path.relative_to(tmp_path / "out")) for path in (tmp_path / "out" / "articles").rglob("*.md")]
    assert any(name.startswith("articles/2019/2019-03-04-ferry-stops-1-etc-passwd-31m-a-b-") for name in names)
    assert all(part.isprintable() and len(part.encode()) < 200 for name in names for part in name.split("/"))
    long = archive.article(archive.search("tram").hits[0].id)
    for headline in ("\U00020000" * 300, "..", "CON", "a\0b", "/", "\ud800 x"):
        about = archive_folder.article_name(_called(long, headline))
        last = about.rsplit("/", 1)[1]
        assert len(last.encode("utf-8")) < 200 and last.startswith("undated") and "\0" not in last, headline
    assert original_name("ab" * 32, "text/x-../../evil") == f"originals/ab/{'ab' * 32}.bin"


def _called(article: Any, headline: str) -> Any:
    from dataclasses import replace

    about = replace(article.content.metadata, headline=headline)
    return replace(article, content=replace(article.content, metadata=about))


def test_article_names_differ_where_headlines_do_not(archive: Archive) -> None:
    ids = [hit.id for hit in archive.search("").hits]
    names = {article_name(_called(archive.article(id), "One headline")) for id in ids}
    assert len(names) == len(ids) == 3


def test_what_is_damaged_is_named_and_the_rest_is_written(archive: Archive, tmp_path: Path) -> None:
    (id,) = (hit.id for hit in archive.search("tram").hits)
    with closing(sqlite3.connect(archive.path / "archive.sqlite")) as db, db:
        db.execute("UPDATE versions SET content = x'00' WHERE article = ?", (id,))
    found = written(archive, tmp_path / "out")
    assert [(each.id, each.what) for each in found.damaged] == [(id, "clean text, version 1")]
    assert (found.articles, found.originals) == (2, 4)


@pytest.mark.skipif(os.name != "posix", reason="links are POSIX's")
def test_only_a_new_or_empty_folder_outside_the_archive_is_written_to(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine").write_text("mine")
    before = sorted(path.name for path in tmp_path.iterdir())
    for path in (tmp_path / "link", tmp_path / "full", tmp_path / "full" / "mine", archive.path / "out", archive.path):
        with pytest.raises(UsageError):
            written(archive, path)
    assert sorted(path.name for path in tmp_path.iterdir()) == before
    (tmp_path / "empty").mkdir()
    assert written(archive, tmp_path / "empty").articles == 3


@pytest.mark.parametrize(("error", "kind"), [(28, ArchiveFull), (5, BroadsheetError), (0, KeyboardInterrupt)])
def test_what_fails_leaves_nothing(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: int, kind: type[BaseException]
) -> None:
    before = sorted(path.name for path in tmp_path.iterdir())

    def failing(*_: object) -> None:
        raise KeyboardInterrupt if not error else OSError(error, os.strerror(error))

    monkeypatch.setattr(archive_folder._Writing, "rows", failing)
    with pytest.raises(kind):
        written(archive, tmp_path / "out")
    assert sorted(path.name for path in tmp_path.iterdir()) == before


def test_an_export_is_of_one_moment(archive: Archive, tmp_path: Path) -> None:
    gone = archive.search("tram").hits[0].id

    def remove(_: object) -> None:
        with Archive.open(archive.path) as other:
            if other.search("tram").total:
                other.remove([gone])

    found = write_archive(archive, tmp_path / "out", dict, remove)
    assert archive.search("").total == 2
    assert (found.articles, found.originals, found.rows["articles"], found.rows["tags"]) == (3, 4, 3, 1)
