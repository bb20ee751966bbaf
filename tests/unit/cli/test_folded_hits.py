"""``search --fold``: one hit a text, in every format."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from index.archive import Archive
from index.model import Sort
from index.services.article_search import ArticleSearch
from index.services.stored_articles import KnownArticles
from tests.wire_copies import OUTLETS, write
from tui.cli.main import main
from tui.export.hits.formats import HIT_FORMATS

QUERY = "aground kestrel"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("folded")
    with Archive.open(folder / "archive") as archive:
        assert list(archive.add([write(folder)]))[-1].report is not None
    return folder / "archive"


def printed(archive: Path, capsysbinary: pytest.CaptureFixture[bytes], *arguments: str) -> tuple[str, str]:
    assert main(["--archive", str(archive), "search", *arguments]) == 0
    out, messages = capsysbinary.readouterr()
    return out.decode("utf-8"), messages.decode("utf-8")


def test_json_counts_texts_and_names_what_shares_a_hit(
    archive: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    page, whole, plain = (
        json.loads(printed(archive, capsysbinary, QUERY, "--json", *more)[0])
        for more in (["--fold"], ["--fold", "--all"], [])
    )
    assert [(each["total"], each["texts"], each["folded"]) for each in (page, plain)] == [(9, 2, True), (9, 2, False)]
    assert [len(each["same_text"]) for each in page["hits"]] == [7, 0]
    assert {page["hits"][0]["id"], *page["hits"][0]["same_text"]} < {each["id"] for each in plain["hits"]}
    assert [(each["id"], each["same_text"]) for each in whole["hits"]] == [
        (each["id"], each["same_text"]) for each in page["hits"]
    ]
    assert len(plain["hits"]) == 9
    assert not any(each["same_text"] for each in plain["hits"])
    assert {each["value"]: each["count"] for each in page["facets"]["year"]} == {"2019": 2}
    assert {each["value"]: each["count"] for each in plain["facets"]["year"]} == {"2019": 9}


@pytest.mark.parametrize("format", HIT_FORMATS)
def test_every_format_has_one_hit_a_text(
    archive: Path, capsysbinary: pytest.CaptureFixture[bytes], format: str
) -> None:
    with Archive.open(archive) as opened:
        hits = opened.search(QUERY, fold=True).hits
        alone = [id for id in hits[0].same_text if id not in {edition.id for hit in hits for edition in hit.editions}]
    text, _ = printed(archive, capsysbinary, QUERY, "--fold", "--all", "--format", format)
    for hit in hits:
        assert (hit.short_id if format in ("text", "bibtex") else hit.id) in text
    if format in ("ris", "bibtex", "csl-json", "ids"):
        assert not any(id in text for id in alone)


def test_a_table_has_the_ids_of_what_shares_a_hit(archive: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    text, messages = printed(archive, capsysbinary, QUERY, "--fold", "--all", "--format", "csv")
    rows: list[dict[str, str]] = list(csv.DictReader(StringIO(text, newline="")))
    assert [len(row["same_text"].split("; ")) for row in rows] == [7, 1]
    assert rows[1]["same_text"] == ""
    assert "9 articles, 2 texts in" in messages


def test_text_says_how_many_share_a_hit(archive: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    text, messages = printed(archive, capsysbinary, QUERY, "--fold")
    assert "+ 7 with the same text: " in text
    assert "9 articles, 2 texts in" in messages
    assert messages.rstrip().endswith(" s.")
    text, messages = printed(archive, capsysbinary, QUERY, "--fold", "--limit", "1", "--offset", "1")
    assert "with the same text" not in text
    assert "2 to 2 shown" in messages


def test_a_list_of_queries_counts_texts(
    archive: Path, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    (tmp_path / "queries.txt").write_text(f"{QUERY}\nzeppelin\n", encoding="utf-8")
    text, _ = printed(archive, capsysbinary, "--from", str(tmp_path / "queries.txt"), "--fold", "--json")
    found: list[dict[str, Any]] = json.loads(text)["queries"]
    assert [(each["total"], each["texts"], len(each["hits"])) for each in found] == [(9, 2, 2), (0, 0, 0)]


def test_sorting_chooses_whose_copy_is_the_hit(archive: Path) -> None:
    with Archive.open(archive) as opened:
        expected: dict[Sort, str] = {"newest": OUTLETS[-1], "oldest": OUTLETS[0], "outlet": "Coast Wire"}
        for sort, outlet in expected.items():
            hits = opened.search(QUERY, sort=sort, fold=True).hits
            assert next(hit.outlet for hit in hits if hit.same_text) == outlet


def test_folding_loads_no_article_but_those_of_the_page(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[str] = []

    def count(owner: type[Any], name: str) -> None:
        load = getattr(owner, name)

        def counted(self: Any, ids: list[str]) -> Any:
            loaded.extend(ids)
            return load(self, ids)

        monkeypatch.setattr(owner, name, counted)

    count(ArticleSearch, "_articles")
    count(KnownArticles, "of")
    with Archive.open(archive) as opened:
        page = opened.search(QUERY, limit=1, fold=True)
        assert loaded == [page.hits[0].id]
        loaded.clear()
        same = opened.hits(QUERY, page.hits[0].same_text)
    assert loaded == list(page.hits[0].same_text) == [hit.id for hit in same]
    assert all(hit.snippet and hit.matches and hit.rank == 0 for hit in same)


def test_articles_that_are_no_hits_have_passages_too(archive: Path) -> None:
    with Archive.open(archive) as opened:
        [other] = opened.search("mole").hits
        assert [hit.id for hit in opened.hits(QUERY, [other.id, "unknown"])] == [other.id]
