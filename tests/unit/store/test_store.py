from __future__ import annotations

import sqlite3
import stat
import threading
import zlib
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from index.errors import (
    AmbiguousArticle,
    ArchiveDamaged,
    ArchiveError,
    ArchiveFull,
    ArchiveTooNew,
    NotAnArchive,
    UnknownArticle,
)
from index.model import CleanArticle, Metadata, PartialDate, SkippedSource, SourceDocument, Story
from index.store import Put, ReadFile, Store
from index.store.records import digest


def document(path: str, text: str, record: int | None = None) -> SourceDocument:
    data = text.encode()
    return SourceDocument(path, record, "text/plain", data, digest(data), "utf-8", "plain", text)


def clean(text: str, **metadata: str) -> CleanArticle:
    return CleanArticle(Metadata(**metadata), text, ((0, len(text)),))  # type: ignore[arg-type]  # strings only here


def put(store: Store, path: str, text: str, record: int | None = None, **metadata: str) -> Put:
    with store.writing() as writer:
        number = writer.imports.begin()
        source = document(path, text + repr(sorted(metadata.items())), record)
        known = writer.imports.put_known(source, number)
        return known or writer.imports.put(source, clean(text, **metadata), number)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.open(tmp_path / "archive", create=True)


# --- The folder ---


def test_folder_and_files_are_the_owners_only(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "archive", create=True)
    put(store, "/a.txt", "The ferry was late.")
    assert stat.S_IMODE(store.folder.stat().st_mode) == 0o700
    for file in store.folder.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, file.name


def test_a_missing_archive_is_not_made_unasked(tmp_path: Path) -> None:
    with pytest.raises(NotAnArchive) as caught:
        Store.open(tmp_path / "none", create=False)
    assert "add" in caught.value.hint
    assert not (tmp_path / "none").exists()


def test_a_folder_with_other_content_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear all")
    with pytest.raises(NotAnArchive):
        Store.open(tmp_path, create=True)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_file_is_no_archive(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear all")
    with pytest.raises(NotAnArchive):
        Store.open(tmp_path / "letter.txt", create=True)


def test_a_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "archive.sqlite") as other:
        other.execute("CREATE TABLE t (x)")
    before = (tmp_path / "archive.sqlite").read_bytes()
    with pytest.raises(NotAnArchive):
        Store.open(tmp_path, create=True)
    assert (tmp_path / "archive.sqlite").read_bytes() == before


def test_what_is_no_database_is_damaged(tmp_path: Path) -> None:
    (tmp_path / "archive.sqlite").write_bytes(b"x" * 500)
    with pytest.raises(ArchiveDamaged):
        Store.open(tmp_path, create=True)


def test_a_lost_store_is_distinguished_from_an_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "fulltext").mkdir()
    with pytest.raises(ArchiveDamaged):
        Store.open(tmp_path, create=True)


def test_a_store_of_a_later_version_is_not_touched(store: Store) -> None:
    store.close()
    with sqlite3.connect(store.folder / "archive.sqlite") as db:
        db.execute("PRAGMA user_version = 99")
    db.close()
    with pytest.raises(ArchiveTooNew) as caught:
        Store.open(store.folder, create=True)
    assert caught.value.exit_code == 3


def test_a_creation_that_was_cut_short_is_made_good(tmp_path: Path) -> None:
    (tmp_path / "archive.sqlite").touch()
    (tmp_path / "new.sqlite").write_bytes(b"half")
    store = Store.open(tmp_path, create=True)
    assert put(store, "/a.txt", "The ferry was late.").outcome == "added"


def test_a_store_without_helper_files_is_read_where_nothing_can_be_written(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    id = put(store, "/a.txt", "The ferry was late.").id
    store.close()
    monkeypatch.setattr("os.access", lambda path, mode: False)
    again = Store.open(store.folder, create=False)
    with again.reading() as reader:
        assert reader.article(id).text == "The ferry was late."
    assert not list(store.folder.glob("*-wal"))
    with pytest.raises(ArchiveError):
        put(again, "/b.txt", "The ferry came.")


# --- Ids ---


def test_an_article_is_found_by_any_unique_beginning(store: Store) -> None:
    ids = [put(store, f"/{n}.txt", f"Report {n} of the day.").id for n in range(40)]
    with store.reading() as reader:
        for id in ids:
            assert reader.find_id(reader.short_id(id).upper()) == id
            assert len(reader.short_id(id)) == 8
        ambiguous = next(i[0] for i in ids if sum(j[0] == i[0] for j in ids) > 1)
        with pytest.raises(AmbiguousArticle) as caught:
            reader.find_id(ambiguous)
        assert any(reader.short_id(id) in caught.value.hint for id in ids)
        for unknown in ("", "0", "%", "_", "a\x00", "zzzzzzzz"):
            with pytest.raises(UnknownArticle):
                reader.find_id(unknown)


def test_an_endless_headline_is_cut_where_ids_are_reported(store: Store) -> None:
    for n in range(40):
        put(store, f"/{n}.txt", f"Report {n} of the day.", headline="Bridge falls " * 800)
    with store.reading() as reader, pytest.raises(AmbiguousArticle) as caught:
        for letter in "abcdefghijklmnopqrstuvwxyz234567":
            with suppress(UnknownArticle):
                reader.find_id(letter)
    assert "Bridge falls" in caught.value.hint
    assert len(caught.value.hint) < 500


def test_short_ids_grow_where_they_collide(store: Store) -> None:
    id = put(store, "/a.txt", "The ferry was late.").id
    twin = id[:10] + "22222222"
    with store.writing() as writer:
        writer._db.execute(
            "INSERT INTO articles (id, version, url, fingerprint, headline, outlet, published, added)"
            " SELECT ?, version, url, 'x', headline, outlet, published, added FROM articles",
            (twin,),
        )
    with store.reading() as reader:
        assert reader.short_id(id) == id[:11]
        assert reader.find_id(reader.short_id(twin)) == twin


# --- Which article a record is ---


def test_a_record_is_one_article_wherever_it_stands(store: Store) -> None:
    first = put(store, "/a.txt", "The ferry was late.")
    again = put(store, "/copies/a.txt", "The ferry was late.")
    assert (again.id, again.outcome) == (first.id, "same as another")
    with store.reading() as reader:
        assert reader.article(first.id).paths == ("/a.txt", "/copies/a.txt")
        assert reader.count("articles") == reader.count("documents") == 1


def test_the_id_comes_from_the_address(store: Store, tmp_path: Path) -> None:
    first = put(store, "/a.html", "The ferry was late.", url="https://www.quay.example/ferry?utm_source=x#top")
    other = Store.open(tmp_path / "other", create=True)
    assert put(other, "/b.jsonl", "Late again: the ferry.", 4, url="http://quay.example/ferry/").id == first.id


def test_a_change_at_the_same_address_is_a_version(store: Store) -> None:
    first = put(store, "/a.html", "The ferry was late.", url="https://quay.example/ferry")
    second = put(store, "/b.html", "The ferry was two hours late.", url="https://quay.example/ferry")
    assert (second.id, second.outcome) == (first.id, "updated")
    with store.reading() as reader:
        assert reader.article(first.id).version == 2
        assert reader.article(first.id, 1).text == "The ferry was late."
        assert reader.article(first.id).paths == ("/a.html", "/b.html")
        assert reader.document(first.id).path == "/b.html"


def test_front_pages_do_not_make_one_article_of_many(store: Store) -> None:
    ids = {put(store, f"/{n}.html", f"Report {n}.", url="https://quay.example/").id for n in range(3)}
    assert len(ids) == 3


def test_a_change_at_the_same_path_is_a_version(store: Store) -> None:
    first = put(store, "/a.txt", "The ferry was late.")
    second = put(store, "/a.txt", "The ferry was two hours late.")
    back = put(store, "/a.txt", "The ferry was late.")
    assert [second.id, back.id] == [first.id, first.id]
    assert [second.outcome, back.outcome] == ["updated", "updated"]
    with store.reading() as reader:
        texts = [reader.article(first.id, version).text for version in (1, 2, 3)]
        assert texts == ["The ferry was late.", "The ferry was two hours late.", "The ferry was late."]
        assert reader.article(first.id).paths == ("/a.txt",)


def test_another_address_at_the_same_path_is_another_article(store: Store) -> None:
    first = put(store, "/latest.html", "The ferry was late.", url="https://quay.example/1")
    second = put(store, "/latest.html", "A bridge is planned.", url="https://quay.example/2")
    assert (second.outcome, second.id != first.id) == ("added", True)
    with store.reading() as reader:
        assert reader.article(first.id).paths == ("/latest.html",)


def test_lines_that_moved_in_a_file_stay_their_articles(store: Store) -> None:
    texts = {1: "The ferry was late.", 2: "A bridge is planned."}
    before = [put(store, "/all.jsonl", text, line, headline=text[:8]).id for line, text in texts.items()]
    inserted = put(store, "/all.jsonl", "The mayor resigned.", 1, headline="Mayor")
    after = [put(store, "/all.jsonl", text, line + 1, headline=text[:8]) for line, text in texts.items()]
    assert inserted.outcome == "added"
    assert [p.id for p in after] == before
    assert {p.outcome for p in after} == {"unchanged"}


def test_the_same_article_in_another_format_is_stored_once(store: Store) -> None:
    first = put(store, "/a.txt", "The ferry was late.", headline="Late ferry", outlet="Quay")
    with store.writing() as writer:
        source = document("/a.md", "# Late ferry ...")
        again = writer.imports.put(source, clean("The ferry was late.", headline="Late ferry", outlet="Quay"), 9)
        other = writer.imports.put(
            document("/b.md", "## Late ..."), clean("The ferry was late.", headline="Late ferry", outlet="Pier"), 9
        )
    assert (again.id, again.outcome) == (first.id, "same as another")
    assert (other.id != first.id, other.outcome) == (True, "added")


# --- Files ---


def test_a_file_that_was_read_is_remembered_with_what_was_skipped(store: Store) -> None:
    put(store, "/all.jsonl", "The ferry was late.", 1)
    put(store, "/all.jsonl", "A bridge is planned.", 2)
    with store.writing() as writer:
        writer.finish_file(ReadFile("/all.jsonl", 10, 5, "f" * 64), [SkippedSource("/all.jsonl#L3", "not JSON")], 1)
    with store.reading() as reader:
        assert reader.files.sha256("/all.jsonl") == "f" * 64
        assert [a.path for a in reader.files.articles("/all.jsonl")] == ["/all.jsonl#L1", "/all.jsonl#L2"]
        assert reader.files.skips("/all.jsonl") == [SkippedSource("/all.jsonl#L3", "not JSON", file="/all.jsonl")]


def test_places_that_a_file_lost_are_forgotten_but_never_the_last_one(store: Store) -> None:
    moved = put(store, "/all.jsonl", "The ferry was late.", 1).id
    gone = put(store, "/all.jsonl", "A bridge is planned.", 2).id
    put(store, "/all.jsonl", "The ferry was late.", 7)
    with store.writing() as writer:
        writer.finish_file(ReadFile("/all.jsonl", 10, 5, "f" * 64), [], 3)
    with store.reading() as reader:
        assert reader.article(moved).paths == ("/all.jsonl#L7",)
        assert reader.article(gone).paths == ("/all.jsonl#L2",)
        assert [a.id for a in reader.files.articles("/all.jsonl")] == [moved]


# --- What a reader makes ---


def test_tags_are_the_readers_word_over_the_sources(store: Store) -> None:
    source = document("/a.txt", "The ferry was late.")
    article = replace(clean("The ferry was late."), metadata=Metadata(tags=("harbour", "delay")))
    with store.writing() as writer:
        id = writer.imports.put(source, article, 1).id
        writer.tag(id, ["todo"], ["delay"])
    with store.reading() as reader:
        assert reader.article(id).tags == ("harbour", "todo")
        assert reader.pending() == [id]


def test_what_is_taken_out_is_gone_and_comes_back_when_imported_again(store: Store) -> None:
    id = put(store, "/a.txt", "The ferry was late.").id
    with store.writing() as writer:
        writer.finish_file(ReadFile("/a.txt", 10, 5, "f" * 64), [], 1)
        writer.remove(id)
    with store.reading() as reader:
        assert reader.count("articles") == reader.count("documents") == 0
        assert reader.files.sha256("/a.txt") is None
        assert reader.pending() == [id]
        with pytest.raises(UnknownArticle):
            reader.article(id)
    assert put(store, "/a.txt", "The ferry was late.") == (id, "added", None)


def test_stories_are_kept_in_the_order_given(store: Store) -> None:
    one, two = (put(store, f"/{n}.txt", f"Report {n}.").id for n in range(2))
    story = Story("s1", "Reports", PartialDate("2020-01-01"), PartialDate("2020-01-02"), ("Quay", "Pier"), (two, one))
    with store.writing() as writer:
        assert writer.stories.ungrouped() == 2
        writer.stories.replace([], [story])
    with store.reading() as reader:
        assert reader.stories.all() == (story,)
        assert reader.stories.of(one) == story
        assert reader.stories.ungrouped() == 0


# --- Commits ---


def test_a_transaction_that_fails_leaves_nothing(store: Store) -> None:
    with store.reading() as reader:
        before = reader.generation()
    with pytest.raises(ZeroDivisionError), store.writing() as writer:
        writer.imports.put(document("/a.txt", "The ferry was late."), clean("The ferry was late."), 1)
        raise ZeroDivisionError
    with store.reading() as reader:
        assert (reader.count("articles"), reader.generation()) == (0, before)


def test_every_thread_sees_what_another_one_committed(store: Store) -> None:
    seen: list[int] = []

    def look() -> None:
        with store.reading() as reader:
            seen.append(reader.count("articles"))

    for n in range(3):
        put(store, f"/{n}.txt", f"Report {n}.")
        thread = threading.Thread(target=look)
        thread.start()
        thread.join()
    assert seen == [1, 2, 3]


def test_a_full_disk_is_reported_and_what_was_committed_stays(store: Store) -> None:
    first = put(store, "/a.txt", "The ferry was late.").id
    with store.reading() as reader:
        pages = reader._db.execute("PRAGMA page_count").fetchone()[0]
        reader._db.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(ArchiveFull) as caught:
        for n in range(500):
            put(store, f"/{n}.txt", f"Report {n} of the day, " * 40 + str(n))
    assert caught.value.hint
    with store.reading() as reader:
        assert reader.article(first).text == "The ferry was late."


def test_damage_is_found_by_the_checksums(store: Store) -> None:
    good, bad = (put(store, f"/{n}.txt", f"Report {n}.").id for n in range(2))
    with store.reading() as reader:
        assert list(reader.damages()) == []
    with store.writing() as writer:
        writer._db.execute("UPDATE versions SET content = zeroblob(20) WHERE article = ?", (bad,))
    with store.reading() as reader:
        assert [damage.id for damage in reader.damages()] == [bad]
        assert reader.article(good).text == "Report 0."
        with pytest.raises(ArchiveDamaged):
            reader.article(bad)


@pytest.mark.parametrize(
    "content",
    [b"", b"[]", b"{}", b'{"metadata": [], "text": 1}', b"[" * 100_000, b"\xff", b"{" + b" " * 300_000 + b"}"],
    ids=["nothing", "list", "bare", "types", "deep", "bytes", "large"],
)
def test_what_was_tampered_with_is_damage_and_nothing_worse(
    store: Store, content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    id = put(store, "/a.txt", "The ferry was late.").id
    monkeypatch.setattr("index.store.records._LARGEST", 200_000)
    with store.writing() as writer:
        writer._db.execute("UPDATE versions SET content = ?, sha256 = ?", (zlib.compress(content), digest(content)))
    with store.reading() as reader, pytest.raises(ArchiveDamaged):
        reader.article(id)


def test_a_text_that_was_cut_short_is_damage(store: Store) -> None:
    id = put(store, "/a.txt", "The ferry was late.").id
    with store.writing() as writer:
        writer._db.execute("UPDATE versions SET content = substr(content, 1, length(content) - 3)")
    with store.reading() as reader, pytest.raises(ArchiveDamaged):
        reader.article(id)
