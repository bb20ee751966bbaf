from __future__ import annotations

import json
import multiprocessing
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path

import pytest

from index.archive import Archive, clean_file, clean_stream
from index.errors import ArchiveError, ArchiveTooNew, QueryError, UnknownArticle, UsageError
from index.model import CleanedSource, ImportReport, SkippedSource
from index.store import lock

PROMO = "The harbour radio tells of this every evening at seven, and again on Sunday mornings at nine."

ARTICLES = {
    "gazette-fire.md": (
        "Fire closes the fish market of Port Ansel",
        "Ansel Gazette",
        "2021-05-04",
        "A fire closed the fish market of Port Ansel on Monday night and drove 120 stallholders out of the hall, the"
        " fire brigade said.\n\n"
        + PROMO
        + "\n\nThe fire began in a cold store behind the hall, according to fire chief Lena"
        " Morrow, and nobody was hurt in it.",
    ),
    "courier-fire.md": (
        "Fish market of Port Ansel shut after blaze",
        "Selle Courier",
        "2021-05-05",
        "The fish market of Port Ansel was shut on Tuesday after a blaze that drove 140 stallholders out of the hall on"
        " Monday night.\n\nFire chief Lena Morrow said that the fire began in a cold store behind the hall, and that"
        " nobody was hurt.",
    ),
    "gazette-school.md": (
        "Two schools of Hallow Isle to become one",
        "Ansel Gazette",
        "2021-09-01",
        "The two primary schools of Hallow Isle will be one from next autumn, since only 31 children are left on the"
        " island, the education board decided.\n\n" + PROMO + "\n\nParents had collected 400 signatures against the"
        " plan, which saves the board 90,000 a year.",
    ),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    articles = tmp_path / "articles"
    articles.mkdir()
    for name, (headline, outlet, day, body) in ARTICLES.items():
        front = f"---\ntitle: {headline}\noutlet: {outlet}\ndate: {day}\n---\n"
        (articles / name).write_text(front + body + "\n")
    return articles


@pytest.fixture
def archive(tmp_path: Path, folder: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "archive") as opened:
        imported(opened, folder)
        yield opened


def imported(archive: Archive, *paths: Path) -> ImportReport:
    report = list(archive.add(paths))[-1].report
    assert report is not None
    return report


def id_of(archive: Archive, name: str) -> str:
    return next(h.id for h in archive.search("", limit=100).hits if Path(h.path).name == name)


# --- Searching and reading ---


def test_what_was_imported_is_found_and_read(archive: Archive) -> None:
    page = archive.search("stallholders cold store")
    assert {hit.outlet for hit in page.hits} == {"Ansel Gazette", "Selle Courier"}
    hit = page.hits[0]
    article = archive.article(hit.short_id)
    assert article.text[hit.start : hit.end] == hit.snippet
    found = archive.matches("stallholders", hit.id)
    assert [article.text[start:end] for start, end in found.text] == ["stallholders"]
    assert archive.source(hit.id).text.endswith(article.text[-40:] + "\n")


def test_queries_and_ids_that_cannot_be_read_say_so(archive: Archive) -> None:
    with pytest.raises(QueryError):
        archive.search("open OR")
    with pytest.raises(UnknownArticle):
        archive.article("0000")
    with pytest.raises(UnknownArticle):
        archive.article(id_of(archive, "gazette-fire.md"), version=9)


def test_many_threads_search_at_once(archive: Archive) -> None:
    def ask(turn: int) -> int:
        return archive.search(["fire", "schools", "Morrow", ""][turn % 4]).total

    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(ask, range(40))) == [2, 1, 2, 3] * 10


def test_what_one_handle_imports_another_finds(archive: Archive, folder: Path) -> None:
    with Archive.open(archive.path) as other:
        assert other.search("lighthouse").total == 0
        before = other.generation()
        text = "The lighthouse of Hallow Isle gets a new lamp this winter, its keeper said on Friday afternoon."
        (folder / "lamp.md").write_text(f"---\ntitle: A lamp for the isle\n---\n{text}\n")
        imported(archive, folder)
        assert other.generation() > before
        assert other.search("lighthouse").total == 1


# --- Comparing ---


def test_two_articles_are_compared(archive: Archive) -> None:
    ids = [id_of(archive, "gazette-fire.md"), id_of(archive, "courier-fire.md")]
    comparison = archive.compare(ids)
    assert [article.id for article in comparison.articles] == ids
    assert any("120" in link.left.text and "140" in link.right.text for link in comparison.links)


def test_a_span_leaves_the_links_that_touch_it(archive: Archive) -> None:
    ids = [id_of(archive, "gazette-fire.md"), id_of(archive, "courier-fire.md")]
    start = archive.article(ids[0]).text.index("The fire began")
    whole, part = archive.compare(ids), archive.compare([f"{ids[0]}:{start}-{start + 5}", ids[1]])
    assert 0 < len(part.links) < len(whole.links)
    assert all("cold store" in link.left.text for link in part.links)
    assert set(part.links) <= set(whole.links)


@pytest.mark.parametrize(
    "ids", [[], ["{a}"], ["{a}", "{a}"], ["{a}:5-2", "{b}"], ["{a}:x-y", "{b}"], ["{a}", "{b}:90000-90020"]]
)
def test_comparisons_that_make_no_sense_are_refused(archive: Archive, ids: list[str]) -> None:
    names = {"a": id_of(archive, "gazette-fire.md"), "b": id_of(archive, "courier-fire.md")}
    with pytest.raises(UsageError):
        archive.compare([id.format(**names) for id in ids])


def test_who_else_reports_a_passage(archive: Archive) -> None:
    id = id_of(archive, "gazette-fire.md")
    at = archive.article(id).text.index("cold store")
    passage, found = archive.parallels(id, at)
    assert passage.start <= at < passage.end
    assert found[0].outlet == "Selle Courier"
    assert "cold store" in found[0].passage.text
    with pytest.raises(UsageError):
        archive.parallels(id, 10**6)


def test_stories_hold_every_article_and_keep_their_ids(archive: Archive, folder: Path) -> None:
    before = archive.stories()
    assert sorted(id for story in before for id in story.articles) == sorted(id_of(archive, name) for name in ARTICLES)
    fire = archive.story_of(id_of(archive, "gazette-fire.md"))
    assert fire is not None and id_of(archive, "courier-fire.md") in fire.articles
    assert any("Selle Courier" in covered.outlets for covered in archive.coverage(id_of(archive, "gazette-fire.md")))
    text = ARTICLES["courier-fire.md"][3].replace("140", "130").replace("shut", "closed")
    (folder / "post-fire.md").write_text(f"---\ntitle: Fish market closed after fire\noutlet: Post\n---\n{text}\n")
    imported(archive, folder)
    after = archive.story_of(id_of(archive, "post-fire.md"))
    assert after is not None
    assert (after.id, len(after.articles)) == (fire.id, 3)


# --- A reader's own ---


def test_an_import_waits_for_a_search_that_makes_the_index(tmp_path: Path, folder: Path) -> None:
    with Archive.open(tmp_path / "archive") as archive, ThreadPoolExecutor(1) as pool:
        with lock.writing(archive.path):
            report = pool.submit(imported, archive, folder)
            with pytest.raises(TimeoutError):
                report.result(timeout=0.2)
        assert report.result(timeout=60).added


def test_tags_are_found_at_once(archive: Archive) -> None:
    id = id_of(archive, "gazette-school.md")
    archive.tag([id[:10]], add=["follow up"])
    assert archive.article(id).tags == ("follow up",)
    assert [hit.id for hit in archive.search('tag:"follow up"').hits] == [id]
    archive.tag([id], remove=["follow up"])
    assert archive.search('tag:"follow up"').total == 0


def test_what_is_removed_is_nowhere(archive: Archive, folder: Path) -> None:
    id = id_of(archive, "gazette-fire.md")
    archive.remove([id])
    assert archive.search("fire").total == 1
    assert all(id not in story.articles for story in archive.stories())
    assert all("Ansel Gazette" not in story.outlets for story in archive.stories() if len(story.articles) == 1
               and "fire" in story.title.lower())  # fmt: skip
    with pytest.raises(UnknownArticle):
        archive.article(id)
    assert imported(archive, folder).added == 1
    assert archive.article(id).version == 1


def test_a_line_is_hidden_in_one_article_and_shown_again(archive: Archive) -> None:
    id, other = id_of(archive, "gazette-fire.md"), id_of(archive, "gazette-school.md")
    before = archive.article(id)
    after = archive.hide(id, before.text.index("fire chief"))
    assert "fire chief" not in after.text
    assert (after.version, len(after.content.paragraphs)) == (2, len(before.content.paragraphs) - 1)
    assert [after.text[start:end] for start, end in after.content.paragraphs] == after.text.split("\n\n")
    hidden = next(line for line in after.content.hidden if "fire chief" in line.text)
    assert hidden.at == len(after.text)
    assert archive.search("chief").total == 1
    assert archive.article(other).version == 1
    undone = archive.undo_hide()
    assert undone is not None and "fire chief" in undone.line
    assert archive.article(id).content == before.content
    assert archive.search("chief").total == 2
    assert archive.article(id, version=2) == after


def test_a_line_is_hidden_for_an_outlet_and_in_its_later_articles(archive: Archive, folder: Path) -> None:
    id, other = id_of(archive, "gazette-fire.md"), id_of(archive, "gazette-school.md")
    text = archive.article(id).text
    archive.hide(id, text.index(PROMO), "outlet")
    assert PROMO not in archive.article(id).text and PROMO not in archive.article(other).text
    front = "---\ntitle: A market for the isle\noutlet: {}\n---\n"
    body = (
        f"Hallow Isle gets a market of its own in spring, its council said on Monday.\n\n{PROMO}\n\n"
        "The market opens on Fridays, and 14 growers of the island have taken a stall in it.\n"
    )
    (folder / "later.md").write_text(front.format("Ansel Gazette") + body)
    (folder / "elsewhere.md").write_text(front.format("Selle Courier") + body)
    imported(archive, folder)
    assert PROMO not in archive.article(id_of(archive, "later.md")).text
    assert PROMO in archive.article(id_of(archive, "elsewhere.md")).text
    archive.undo_hide()
    assert all(PROMO in archive.article(id_of(archive, name)).text for name in ("gazette-fire.md", "later.md"))
    assert archive.undo_hide() is None


def test_a_hidden_line_is_kept_and_goes_again(archive: Archive) -> None:
    id = id_of(archive, "gazette-fire.md")
    before = archive.article(id)
    hidden = archive.hide(id, before.text.index("fire chief")).content.hidden
    number = next(i for i, line in enumerate(hidden) if "fire chief" in line.text)
    kept = archive.keep(id, number)
    assert kept.text == before.text
    assert [rule.what for rule in archive.rules()] == ["hide", "keep"]
    undone = archive.undo_hide()
    assert undone is not None and undone.what == "keep"
    assert "fire chief" not in archive.article(id).text
    archive.keep(id, hidden[number])
    for rule in archive.rules():
        assert archive.remove_rule(rule.number) == rule
    assert archive.article(id).content == before.content
    assert archive.rules() == ()


def test_a_line_is_kept_for_an_outlet_but_an_articles_own_rule_goes_first(archive: Archive) -> None:
    id, other = id_of(archive, "gazette-fire.md"), id_of(archive, "gazette-school.md")
    text = archive.article(id).text
    after = archive.hide(id, text.index(PROMO), "outlet")
    archive.keep(other, next(line for line in archive.article(other).content.hidden if line.text == PROMO))
    assert PROMO in archive.article(other).text and PROMO not in after.text
    archive.keep(id, next(line for line in after.content.hidden if line.text == PROMO), "outlet")
    own = archive.hide(id, archive.article(id).text.index(PROMO))
    assert PROMO not in own.text
    with pytest.raises(UsageError):
        archive.keep(id, next(line for line in own.content.hidden if line.text == PROMO), "outlet")
    assert [(rule.what, rule.scope) for rule in archive.rules()] == [
        ("hide", "outlet"), ("keep", "article"), ("keep", "outlet"), ("hide", "article"),
    ]  # fmt: skip


def test_keeping_and_removing_what_is_not_there_is_refused(archive: Archive) -> None:
    id = id_of(archive, "gazette-fire.md")
    with pytest.raises(UsageError):
        archive.keep(id, 99)
    with pytest.raises(UsageError):
        archive.remove_rule(1)


def test_rules_of_a_removed_article_can_be_removed(archive: Archive) -> None:
    id = id_of(archive, "gazette-fire.md")
    archive.hide(id, archive.article(id).text.index("fire chief"))
    archive.remove([id])
    assert archive.undo_hide() is not None
    assert archive.rules() == ()


def test_hiding_what_is_not_there_is_refused(archive: Archive) -> None:
    with pytest.raises(UsageError):
        archive.hide(id_of(archive, "gazette-fire.md"), 10**6)
    assert archive.undo_hide() is None


# --- The index is derived ---


@pytest.mark.parametrize("harm", ["delete", "empty", "garble", "cut"])
def test_an_index_that_was_harmed_is_made_anew(archive: Archive, harm: str) -> None:
    ids = {hit.id for hit in archive.search("fire").hits}
    archive.close()
    fulltext = archive.path / "fulltext"
    if harm == "delete":
        shutil.rmtree(fulltext)
    for path in list(fulltext.rglob("*")) if harm != "delete" else []:
        data = path.read_bytes()
        path.write_bytes({"empty": b"", "garble": bytes(b ^ 0x5A for b in data), "cut": data[: len(data) // 2]}[harm])
    with Archive.open(archive.path) as again:
        assert {hit.id for hit in again.search("fire").hits} == ids
        assert again.check().index == "sound"


def test_an_index_put_back_from_an_older_copy_catches_up(archive: Archive, folder: Path, tmp_path: Path) -> None:
    shutil.copytree(archive.path / "fulltext", tmp_path / "copy")
    gone = id_of(archive, "gazette-school.md")
    archive.remove([gone])
    for name in ("first", "second"):
        text = f"The lighthouse of Hallow Isle gets its {name} lamp, its keeper said on Friday afternoon."
        (folder / f"{name}.md").write_text(f"---\ntitle: The {name} lamp\n---\n{text}\n")
    (folder / "gazette-school.md").unlink()
    imported(archive, folder)
    archive.close()
    shutil.rmtree(archive.path / "fulltext")
    shutil.copytree(tmp_path / "copy", archive.path / "fulltext")
    with Archive.open(archive.path) as again:
        assert again.search("lighthouse").total == 2
        assert again.search("").total == 4
        assert again.search("schools").total == 0


def test_an_index_that_goes_while_it_is_open_is_made_anew_by_the_next_import(archive: Archive, folder: Path) -> None:
    shutil.rmtree(archive.path / "fulltext")
    assert archive.check().index == "missing"
    assert archive.check(repair=True).index == "rebuilt"
    assert archive.check().index == "sound"
    assert archive.search("fire").total == 2


def test_rebuilding_gives_the_same_index(archive: Archive) -> None:
    before = archive.search("fire", limit=10).hits
    stories = archive.stories()
    steps = list(archive.rebuild())
    assert (steps[-1].stage, steps[-1].done) == ("done", 3)
    assert archive.search("fire", limit=10).hits == before
    assert archive.stories() == stories


def test_an_archive_of_a_later_broadsheet_is_refused(archive: Archive) -> None:
    import sqlite3

    archive.close()
    db = sqlite3.connect(archive.path / "archive.sqlite")
    db.execute("PRAGMA user_version = 99")
    db.close()
    with pytest.raises(ArchiveTooNew):
        Archive.open(archive.path)


def test_an_index_of_a_later_broadsheet_is_not_touched(archive: Archive, folder: Path) -> None:
    archive.close()
    marker = next((archive.path / "fulltext").glob("*.json"))
    marker.write_text(json.dumps(json.loads(marker.read_text()) | {"format": 10**6}))
    before = {path.name: path.read_bytes() for path in marker.parent.iterdir()}
    (folder / "later.md").write_text("---\ntitle: A later one\n---\nThis one comes too late for the archive.\n")
    with Archive.open(archive.path) as again:
        for refused in (
            lambda: again.search("fire"),
            lambda: list(again.add([folder])),
            lambda: list(again.rebuild()),
            lambda: again.check(repair=True),
        ):
            with pytest.raises(ArchiveTooNew):
                refused()
        assert {path.name: path.read_bytes() for path in marker.parent.iterdir()} == before
        assert again.statistics().articles == 3
        assert len(again.stories()) == again.statistics().stories


def test_an_archive_where_nothing_can_be_written_is_searched(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    archive.close()
    monkeypatch.setattr("os.access", lambda path, mode: False)
    with Archive.open(archive.path) as again:
        assert again.search("fire").total == 2
        with pytest.raises(ArchiveError):
            again.tag([again.search("fire").hits[0].id], add=["x"])


def test_a_closed_archive_says_so(archive: Archive) -> None:
    archive.close()
    with pytest.raises(ArchiveError):
        archive.search("fire")


# --- What the archive holds ---


def test_statistics(archive: Archive) -> None:
    found = archive.statistics()
    assert (found.articles, found.documents, found.outlets) == (3, 3, 2)
    assert (str(found.first), str(found.last)) == ("2021-05-04", "2021-09-01")
    assert [(facet.value, facet.count) for facet in found.by_outlet] == [("Ansel Gazette", 2), ("Selle Courier", 1)]
    assert found.bytes > 10_000
    assert found.stories == len(archive.stories())


def test_cleaning_needs_no_archive(folder: Path) -> None:
    (row,) = clean_file(folder / "courier-fire.md")
    assert isinstance(row, CleanedSource)
    assert row.article.metadata.outlet == "Selle Courier"
    assert list(clean_stream(BytesIO(row.document.data), str(folder / "courier-fire.md"))) == [row]
    assert isinstance(next(clean_file(folder / "none.txt")), SkippedSource)


# --- Loading ---


def test_opening_loads_nothing_heavy(archive: Archive) -> None:
    code = (
        "import sys; from index.archive import Archive; a = Archive.open(sys.argv[1]); a.statistics();"
        "print([m for m in ('numpy', 'whoosh', 'trafilatura', 'lxml', 'filelock', 'asyncio') if m in sys.modules])"
    )
    said = subprocess.run(
        [sys.executable, "-c", code, archive.path],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[3],
    )
    assert said.stdout == "[]\n"


def test_an_import_runs_in_a_child_process_of_an_interface(tmp_path: Path, folder: Path) -> None:
    child = multiprocessing.get_context("spawn").Process(target=import_all, args=(tmp_path / "archive", folder))
    child.start()
    child.join(60)
    assert child.exitcode == 0
    with Archive.open(tmp_path / "archive") as archive:
        assert archive.search("").total == 3


def import_all(archive: Path, folder: Path) -> None:
    from index.services.imports import cleaning_pool

    setattr(cleaning_pool, "_FEW_RECORDS", 1)  # noqa: B010 - several workers have to run, too
    with Archive.open(archive) as opened:
        imported(opened, folder)
