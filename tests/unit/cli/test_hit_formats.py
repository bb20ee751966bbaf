"""Hits as files: every format from one table, safe for spreadsheets, and read back by what imports such files."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path

import pytest

from index.archive import Archive
from tui.cli.main import main
from tui.cli.query_list import MOST_BYTES, queries_of
from tui.export.hits.delimited import COMMA, TAB, row
from tui.export.hits.fields import FIELDS
from tui.export.hits.formats import HIT_FORMATS
from tui.export.hits.query_table import TABLE_FORMATS

ARTICLES = [
    {
        "title": "=cmd|' /C calc'!A0 harbour",
        "outlet": "+Quay & Post_100%",
        "published": "2019-03-14",
        "authors": ["Ada Brekke", "Bo Lund"],
        "url": "https://quay.example/a?b=1&c=%7B2%7D",
        "language": "en",
        "text": "The harbour opened again on Monday after the storm.\n\nShips came in all day, and crews went ashore.",
    },
    {
        "title": "Harbour {fees} rise\tagain",
        "outlet": "Post",
        "published": "2019-04",
        "text": "The harbour raises its fees by a tenth after the storm on Monday, said the town; ships pay.",
    },
    {
        "title": "Ferry late",
        "text": "The ferry was late again, and passengers waited for two hours in the rain.",
    },
]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("formats")
    source = folder / "articles.jsonl"
    source.write_text("\n".join(map(json.dumps, ARTICLES)), encoding="utf-8")
    with Archive.open(folder / "archive") as archive:
        assert list(archive.add([source]))[-1].report is not None
    return folder / "archive"


def printed(archive: Path, capsysbinary: pytest.CaptureFixture[bytes], *arguments: str, code: int = 0) -> str:
    assert main(["--archive", str(archive), "search", *arguments]) == code
    return capsysbinary.readouterr().out.decode("utf-8")


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text, newline="")))


@pytest.mark.parametrize("format", HIT_FORMATS)
def test_every_format_has_every_hit(archive: Path, capsysbinary: pytest.CaptureFixture[bytes], format: str) -> None:
    printed_text = printed(archive, capsysbinary, "harbour", "--all", "--format", format)
    with Archive.open(archive) as opened:
        hits = opened.search("harbour").hits
    assert len(hits) == 2
    for hit in hits:
        assert (hit.short_id if format in ("text", "bibtex") else hit.id) in printed_text


def test_limits_and_offsets_count_in_every_format(archive: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    every = printed(archive, capsysbinary, "the", "--limit", "0", "--format", "ids").split()
    assert len(set(every)) == 3
    assert printed(archive, capsysbinary, "the", "--all", "--offset", "1", "--format", "ids").split() == every[1:]
    assert (
        printed(archive, capsysbinary, "the", "--limit", "1", "--offset", "1", "--format", "ids").split() == every[1:2]
    )
    assert printed(archive, capsysbinary, "zeppelin", "--all", "--format", "ids", code=1) == ""
    page = json.loads(printed(archive, capsysbinary, "harbour", "--all", "--json"))
    assert page["total"] == len(page["hits"]) == 2
    assert page["facets"]["outlet"]
    assert page["hits"][0]["snippet"]
    small = json.loads(printed(archive, capsysbinary, "harbour", "--limit", "1", "--format", "json"))
    assert (small["total"], len(small["hits"])) == (2, 1)
    assert small.keys() == page.keys()
    assert json.loads(printed(archive, capsysbinary, "zeppelin", "--all", "--json", code=1))["hits"] == []


def test_a_table_is_no_program_of_a_spreadsheet(archive: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    text = printed(archive, capsysbinary, "harbour", "--all", "--format", "csv", "--sort", "oldest", "--snippets")
    first, second = rows(text)
    assert list(first) == [field.name for field in FIELDS]
    assert first["title"] == "'=cmd|' /C calc'!A0 harbour"
    assert first["outlet"] == "'+Quay & Post_100%"
    assert first["authors"] == "Ada Brekke; Bo Lund"
    assert second["published"] == "2019-04"
    assert "harbour" in second["snippet"]
    assert text.count("\r\n") == 3
    assert "\n" not in text.replace("\r\n", "")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@A1", "\t=1", "\r=1", " =1", "＝1", "\n-1"])
def test_no_text_begins_as_a_formula(text: str) -> None:
    for separator in (COMMA, TAB):
        cell = row([text], separator).rstrip("\r\n")
        assert cell.lstrip('"').startswith("'")
    assert row([-1, 0.5], COMMA) == "-1,0.5\r\n"


def test_tables_of_tabs_have_one_line_a_hit(archive: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    lines = printed(archive, capsysbinary, "harbour", "--all", "--format", "tsv").splitlines()
    assert {line.count("\t") for line in lines} == {sum(not field.of_snippet for field in FIELDS) - 1}
    assert len(lines) == 3


@pytest.mark.parametrize(("format", "suffix"), [("ris", ".ris"), ("bibtex", ".bib"), ("csl-json", ".csljson")])
def test_references_are_read_back(
    archive: Path, capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path, format: str, suffix: str
) -> None:
    from index.formats.library import bibtex, csl_json, ris

    text = printed(archive, capsysbinary, "harbour", "--all", "--sort", "oldest", "--format", format)
    if format == "csl-json":
        found = [csl_json._reference(item) for item in json.loads(text)]
    elif format == "ris":
        assert text.count("\r\n") == text.count("\n")
        found = [ris._reference(record) for record in ris._records(text)]
    else:
        found = list(bibtex._references(text))
    first, second = (each.declared for each in found)
    assert first.headline == "=cmd|' /C calc'!A0 harbour"
    assert first.outlet == "+Quay & Post_100%"
    assert first.published == "2019-03-14"
    assert first.url == "https://quay.example/a?b=1&c=%7B2%7D"
    assert first.language == "en"
    assert second.headline == "Harbour {fees} rise again"
    assert second.published == "2019-04"
    assert first.authors == ("Ada Brekke", "Bo Lund")


def test_options_that_exclude_each_other(archive: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    queries = tmp_path / "q.txt"
    queries.write_text("harbour\n")
    for wrong in (
        ["--all", "--limit", "3", "harbour"],
        ["--json", "--format", "csv", "harbour"],
        ["--from", str(queries), "harbour"],
        ["--from", str(queries), "--format", "ris"],
        ["--from", str(tmp_path)],
        ["--from", str(tmp_path / "none")],
    ):
        assert main(["--archive", str(archive), "search", *wrong]) != 0, wrong
        said = capsys.readouterr()
        assert said.err.startswith("broadsheet: ") or json.loads(said.out)["error"]["kind"] == "usage", wrong
    assert main(["--archive", str(archive), "search", "--format", "json", "title:"]) == 2
    assert json.loads(capsys.readouterr().out)["error"]["kind"] == "query"


def test_a_list_of_queries_gives_a_table(
    archive: Path, capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path
) -> None:
    queries = tmp_path / "queries.txt"
    queries.write_text(
        "\ufeffharbour\n\n# no\n#\nzeppelin\ntitle:\nferry OR fees\nharbour zeppelin\n", encoding="utf-8"
    )
    wanted = [("harbour", 2), ("zeppelin", 0), ("title:", 0), ("ferry OR fees", 2), ("harbour zeppelin", 0)]
    assert queries_of(str(queries)) == [query for query, _ in wanted]

    def asked(*options: str) -> str:
        return printed(archive, capsysbinary, "--from", str(queries), *options)

    found = json.loads(asked("--json"))["queries"]
    assert [(each["query"], each["total"]) for each in found] == wanted
    assert [len(each["hits"]) for each in found] == [2, 0, 0, 2, 0]
    assert [bool(each["error"]) for each in found] == [False, False, True, False, False]
    table = rows(asked("--format", "csv"))
    assert [(each["query"], each["total"]) for each in table] == [
        (query, str(total)) for query, total in wanted for _ in range(max(1, total))
    ]
    assert [bool(each["error"]) for each in table] == [False, False, False, True, False, False, False]
    assert [bool(each["id"]) for each in table] == [True, True, False, False, True, True, False]
    assert len(asked("--format", "tsv", "--limit", "1").splitlines()) == 6
    text = asked().splitlines()
    assert [line.split()[:2] for line in text if not line.startswith(" " * 11)] == [
        ["2", "harbour"], ["0", "zeppelin"], ["error", "title::"], ["2", "ferry"], ["0", "harbour"],
    ]  # fmt: skip
    assert set(TABLE_FORMATS) < set(HIT_FORMATS)


def test_lists_of_queries_are_bounded(tmp_path: Path) -> None:
    from index.errors import UsageError

    queries = tmp_path / "queries.txt"
    queries.write_bytes(b"a" * MOST_BYTES)
    assert len(queries_of(str(queries))) == 1
    queries.write_bytes(b"a" * (MOST_BYTES + 1))
    with pytest.raises(UsageError):
        queries_of(str(queries))
    queries.write_bytes(b"ferry\n\xff\n")
    with pytest.raises(UsageError, match="line 2"):
        queries_of(str(queries))


def test_a_stream_stays_with_the_index_that_it_began_with(tmp_path: Path) -> None:
    def add(archive: Archive, *numbers: int) -> None:
        for number in numbers:
            (tmp_path / f"{number}.txt").write_text(f"Ferry {number}\n\nThe ferry number {number} was late.\n")
        list(archive.add([tmp_path / f"{number}.txt" for number in numbers]))

    with Archive.open(tmp_path / "archive") as archive:
        add(archive, *range(5))
        stream = archive.stream("ferry", snippets=False)
        first, _ = next(stream.found)
        add(archive, *range(5, 9))
        rest = [hit for hit, _ in stream.found]
        assert stream.total == 5
        assert [hit.rank for hit in (first, *rest)] == [1, 2, 3, 4, 5]
        assert len({hit.id for hit in (first, *rest)}) == 5
        page = archive.search("ferry", limit=100)
        every = [hit for hit, _ in archive.stream("ferry").found]
        assert [(hit.id, hit.snippet, hit.score) for hit in every] == [(h.id, h.snippet, h.score) for h in page.hits]


def test_what_lacks_some_of_the_words_comes_after_a_line_and_only_on_request(
    archive: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    with Archive.open(archive) as opened:
        page = opened.search("harbour storm monday ships fees")
    assert (page.total, page.more) == (1, 1)
    text = printed(archive, capsysbinary, "harbour", "storm", "monday", "ships", "fees")
    assert "\n--- with most of the words: 1 more ---\n" in text
    all_words, rest = (hit.id for hit in page.hits)
    assert printed(
        archive, capsysbinary, "harbour", "storm", "monday", "ships", "fees", "--all", "--format", "ids"
    ).split() == [all_words]
    most = printed(
        archive, capsysbinary, "harbour", "storm", "monday", "ships", "fees", "--all", "--most", "--format", "csv"
    )
    assert [(each["id"], each["all_words"]) for each in rows(most)] == [(all_words, "yes"), (rest, "no")]
    record = json.loads(
        printed(archive, capsysbinary, "harbour", "storm", "monday", "ships", "fees", "--all", "--most", "--json")
    )
    assert (record["total"], record["more"], [hit["all_words"] for hit in record["hits"]]) == (1, 1, [True, False])
