"""From the sample articles to exported files and back: ``compare --format`` and ``verify`` as a user runs them."""

from __future__ import annotations

import errno
import json
import os
import re
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from index.archive import Archive
from tui.cli.main import main

Run = Callable[..., tuple[int, str, str]]
FORMATS = ("markdown", "html", "json")


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """An archive of the sample articles, and three of one story."""
    path = tmp_path_factory.mktemp("sample") / "archive"
    with Archive.open(path) as archive:
        for _ in archive.add([str(files("tui").joinpath("sample"))]):
            pass
        story = max(archive.stories(), key=lambda story: len(story.outlets))
        return path, list(story.articles[:3])


@pytest.fixture
def run(capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command: its code, and what it wrote."""
    monkeypatch.setenv("BROADSHEET_HOME", str(tmp_path / "home"))

    def ran(archive: Path, *arguments: str | Path) -> tuple[int, str, str]:
        capsysbinary.readouterr()
        code = main(["--archive", str(archive), *map(str, arguments)])
        captured = capsysbinary.readouterr()
        return code, captured.out.decode(), captured.err.decode()

    return ran


def exported(run: Run, sample: tuple[Path, list[str]], format: str, folder: Path) -> Path:
    path = folder / f"accounts.{format}"
    code, out, err = run(sample[0], "compare", *sample[1], "--format", format, "-o", path)
    assert (code, out) == (0, "")
    assert str(path) in err
    return path


@pytest.mark.parametrize("format", FORMATS)
def test_an_export_stands_and_an_edited_one_does_not(
    run: Run, sample: tuple[Path, list[str]], format: str, tmp_path: Path
) -> None:
    path = exported(run, sample, format, tmp_path)
    code, out, err = run(sample[0], "verify", path)
    assert code == 0
    assert {line.split()[0] for line in out.splitlines()} == {"stands"}
    assert "all as cited" in err
    code, shown, _ = run(sample[0], "compare", *sample[1], "--format", format)
    assert (code, shown) == (0, path.read_text(encoding="utf-8"))

    code, out, _ = run(sample[0], "verify", "--json", path)
    record: dict[str, Any] = json.loads(out)
    first = record["quotations"][0]
    assert record["stands"] == len(record["quotations"]) > 10
    assert first["current"]["text"] == first["text"]
    word = max(first["text"].split(), key=len)
    assert word.isalpha()
    path.write_text(path.read_text(encoding="utf-8").replace(word, "invented"), encoding="utf-8")
    code, out, err = run(sample[0], "verify", path)
    assert code == 1
    assert "edited" in out
    assert "quoted: " in out
    assert " edited" in err


@pytest.mark.parametrize("format", FORMATS)
def test_each_quotation_says_outlet_headline_day_address_and_place(
    run: Run, sample: tuple[Path, list[str]], format: str, tmp_path: Path
) -> None:
    text = exported(run, sample, format, tmp_path).read_text(encoding="utf-8")
    with Archive.open(sample[0]) as archive:
        articles = [archive.article(id) for id in sample[1]]
    for article in articles:
        about = article.content.metadata
        assert about.published is not None
        day = str(about.published.at_most("day" if format != "markdown" else "year"))
        for said in (about.outlet, about.headline, day, article.id):
            assert said is not None
            assert said in text
        assert about.url is None or about.url in text


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("field", ["outlet", "headline"])
def test_what_a_file_says_of_an_article_is_verified(
    run: Run, sample: tuple[Path, list[str]], format: str, field: str, tmp_path: Path
) -> None:
    path = exported(run, sample, format, tmp_path)
    with Archive.open(sample[0]) as archive:
        about = archive.article(sample[1][0]).content.metadata
    stated = about.outlet if field == "outlet" else about.headline
    assert stated is not None
    path.write_text(path.read_text(encoding="utf-8").replace(stated, "Another"), encoding="utf-8")
    code, out, err = run(sample[0], "verify", path)
    assert code == 1
    assert f"{field} edited in the file: it says Another, the archive has the {field} {stated}" in out
    assert "the outlet, headline, date or address is not as stated" in err
    code, out, _ = run(sample[0], "verify", "--json", path)
    record: dict[str, Any] = json.loads(out)
    assert (code, record["edited"]) == (1, 0)
    assert record["misattributed"] > 0
    assert {
        (each["field"], each["how"], each["current"])
        for quotation in record["quotations"]
        for each in quotation["misattributed"]
    } == {(field, "edited", stated)}


@pytest.mark.parametrize("format", FORMATS)
def test_a_value_that_is_edited_in_a_difference_is_found(
    run: Run, sample: tuple[Path, list[str]], format: str, tmp_path: Path
) -> None:
    path = exported(run, sample, format, tmp_path)
    text = path.read_text(encoding="utf-8")
    if format == "json":
        record = json.loads(text)
        dispute, link = record["disputes"][0], next(link for link in record["links"] if link["conflicts"])
        edits = (
            (dispute["sides"][0], "value"),
            (dispute["sides"][1]["statements"][0], "text"),
            (link["conflicts"][0], "left"),
        )
        for entry, key in edits:
            before, entry[key] = entry[key], "2010"
            path.write_text(json.dumps(record), encoding="utf-8")
            assert run(sample[0], "verify", path)[0] == 1
            entry[key] = before
        path.write_text(json.dumps(record), encoding="utf-8")
        assert run(sample[0], "verify", path)[0] == 0
        return
    value = re.search(r"### ✕ .*?\*\*(.+?)\*\*" if format == "markdown" else r"<b [^>]*>(.+?)</b>", text)
    assert value is not None
    path.write_text(text[: value.start(1)] + "2010" + text[value.end(1) :], encoding="utf-8")
    code, out, _ = run(sample[0], "verify", path)
    assert (code, "edited" in out, "quoted: 2010" in out) == (1, True, True)


def test_a_page_needs_nothing_but_itself(run: Run, sample: tuple[Path, list[str]], tmp_path: Path) -> None:
    page = exported(run, sample, "html", tmp_path).read_text(encoding="utf-8")
    assert "default-src 'none'" in page
    for loading in ("<script", "<link", "<img", " src=", "url(", "@import", "<iframe"):
        assert loading not in page
    assert page.count("<th ") == 3
    assert "@media print" in page
    assert "prefers-color-scheme: dark" in page


@pytest.mark.parametrize("format", ["text", *FORMATS])
def test_up_to_eight_articles_go_out_together_and_more_are_refused(
    run: Run, sample: tuple[Path, list[str]], format: str
) -> None:
    with Archive.open(sample[0]) as archive:
        ids = [hit.id for hit in archive.search("", limit=9).hits]
    code, out, _ = run(sample[0], "compare", *ids[:8], "--format", format)
    assert code == 0
    assert out
    code, _, err = run(sample[0], "compare", *ids, "--format", format)
    assert code == 2
    assert "two to eight" in err


def test_json_is_that_of_the_contract_and_its_quotations(
    run: Run, sample: tuple[Path, list[str]], tmp_path: Path
) -> None:
    record = json.loads(exported(run, sample, "json", tmp_path).read_text(encoding="utf-8"))
    _, out, _ = run(sample[0], "compare", "--json", *sample[1])
    assert record == json.loads(out)
    places = [(q["article"], q["start"], q["end"]) for q in record["quotations"]]
    assert len(set(places)) == len(places)
    linked = {(s["article"], s["start"], s["end"]) for link in record["links"] for s in (link["left"], link["right"])}
    alone = {(id, p["start"], p["end"]) for id, only in record["only"].items() for p in only}
    assert set(places) == linked | alone
    assert all(set(q) >= {"outlet", "title", "published", "url", "version", "text"} for q in record["quotations"])


# --- As the archive goes on -------------------------------------------------------------------------------------------

_ONE = "---\ntitle: Weir gate jams\noutlet: Ennor Post\ndate: 2021-05-03\n---\n\n{}\n"
_TWO = "---\ntitle: Gate of the weir stuck\noutlet: Lull Echo\ndate: 2021-05-03\n---\n\n{}\n"
_BODY = "The weir gate at Ennor jammed at 04:10 on Monday and 30 cellars were flooded, the council said.\n\n{}"
_LAST = "Divers cut the chain in the afternoon, and nobody was hurt."


def test_what_moves_changes_and_goes_is_reported(run: Run, tmp_path: Path) -> None:
    archive, folder, path = tmp_path / "archive", tmp_path / "in", tmp_path / "out.html"
    folder.mkdir()
    (folder / "one.md").write_text(_ONE.format(_BODY.format(_LAST)), encoding="utf-8")
    (folder / "two.md").write_text(_TWO.format(_BODY.format("Two barges wait below it.")), encoding="utf-8")
    _, out, _ = run(archive, "add", "--json", folder)
    ids = {Path(row["path"]).name: row["id"] for row in json.loads(out)["articles"]}
    assert run(archive, "compare", ids["one.md"], ids["two.md"], "--format", "html", "-o", path)[0] == 0
    assert run(archive, "verify", path)[0] == 0

    rewritten = _BODY.format("Divers are at work.").replace("The weir gate", "A second attempt failed. The weir gate")
    (folder / "one.md").write_text(_ONE.format(rewritten), encoding="utf-8")
    assert run(archive, "add", folder)[0] == 0
    assert run(archive, "remove", ids["two.md"])[0] == 0
    code, out, _ = run(archive, "verify", "--json", path)
    record = json.loads(out)
    assert code == 1
    standing = {(q["article"], q["text"]): q["standing"] for q in record["quotations"]}
    assert {s for (id, _), s in standing.items() if id == ids["two.md"]} == {"missing"}
    assert standing[ids["one.md"], _LAST] == "changed"
    moved = [q for q in record["quotations"] if q["standing"] == "moved"]
    assert [q["current"]["start"] for q in moved] == [len("A second attempt failed. ")]


# --- Where a file cannot be written or read ---------------------------------------------------------------------------


def test_an_export_never_replaces_a_file(run: Run, sample: tuple[Path, list[str]], tmp_path: Path) -> None:
    path = exported(run, sample, "html", tmp_path)
    path.write_text("mine", encoding="utf-8")
    code, out, err = run(sample[0], "compare", *sample[1], "--format", "html", "-o", path)
    assert (code, out) == (2, "")
    assert "There is a file" in err
    assert path.read_text(encoding="utf-8") == "mine"
    dangling = tmp_path / "dangling"
    dangling.symlink_to(tmp_path / "elsewhere")
    assert run(sample[0], "compare", *sample[1], "-o", dangling)[0] == 2
    assert not (tmp_path / "elsewhere").exists()


@pytest.mark.parametrize("name", ["missing/a.html", "file/a.html", "x" * 300, "a\0b"])
def test_an_export_onto_an_impossible_path_says_so(
    run: Run, sample: tuple[Path, list[str]], tmp_path: Path, name: str
) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    code, out, err = run(sample[0], "compare", *sample[1], "--format", "html", "-o", tmp_path / name)
    assert (code, out) == (1, "")
    assert "cannot be written" in err


def test_a_full_disk_leaves_nothing(
    run: Run, sample: tuple[Path, list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    folder = tmp_path / "out"
    folder.mkdir()
    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        code, _, err = run(sample[0], "compare", *sample[1], "--format", "html", "-o", folder / "a.html")
    assert code != 0
    assert f"{folder / 'a.html'} cannot be written: No space left on device." in err
    assert list(folder.iterdir()) == []


def test_without_hard_links_an_export_is_written_all_the_same(
    run: Run, sample: tuple[Path, list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    folder = tmp_path / "out"
    folder.mkdir()
    monkeypatch.setattr(os, "link", refused)
    path = exported(run, sample, "html", folder)
    assert list(folder.iterdir()) == [path]
    assert path.read_text(encoding="utf-8").endswith("</html>\n")


@pytest.mark.parametrize(
    "content", [None, b"", b"{", b"\xff\xfe\x00", b"no quotations", b'{"quotations":' + b"[" * 99_999]
)
def test_what_is_no_export_is_refused(
    run: Run, sample: tuple[Path, list[str]], tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "given"
    if content is not None:
        path.write_bytes(content)
    code, out, err = run(sample[0], "verify", path)
    assert (code, out) == (1, "")
    assert str(path) in err
    code, out, _ = run(sample[0], "verify", "--json", path)
    assert code == 1
    assert json.loads(out)["error"]["message"]
    assert run(sample[0], "verify", tmp_path)[0] == 1
