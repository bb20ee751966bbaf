"""What leaves the program: valid JSON in every locale, text that no terminal obeys."""

from __future__ import annotations

import io
import json
import stat
from pathlib import Path

import pytest

from index.errors import QueryError
from index.model import Article, ChangedWords, CleanArticle, Comparison, Conflict, Link, Metadata, Passage, Shared
from tui.cli import main
from tui.cli.output import Streams
from tui.export.comparison_json import comparison_record

_HOSTILE = "a\x1b]52;c;aGk=\x07b\x9bc\u202ed\udcffe\u2028f\U000e0041g é 中"


def _streams(encoding: str, *, as_json: bool = False) -> tuple[Streams, io.BytesIO]:
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding=encoding, errors="strict", write_through=True)
    return Streams(out, out, as_json), raw


@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "latin-1", "cp1252"])
def test_json_is_valid_and_complete_in_every_locale(encoding: str) -> None:
    streams, raw = _streams(encoding)
    streams.record({"text": _HOSTILE})
    line = raw.getvalue().decode(encoding)
    assert json.loads(line) == {"text": _HOSTILE}
    assert line.removesuffix("\n").isprintable()


@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "latin-1", "cp1252"])
def test_text_is_harmless_in_every_locale(encoding: str) -> None:
    streams, raw = _streams(encoding)
    streams.print(f"one\n{_HOSTILE}")
    streams.say(_HOSTILE)
    text = raw.getvalue().decode(encoding)
    assert text.startswith("one\na")
    assert not set(text) & {"\x1b", "\x07", "\x9b", "\u202e", "\u2028", "\U000e0041"}


def test_an_error_is_an_object_among_json_and_a_line_among_text() -> None:
    error = QueryError("A quotation mark is open.", hint='Close it with ".', column=7)
    streams, raw = _streams("utf-8", as_json=True)
    streams.report(error)
    assert (
        json.loads(raw.getvalue())["error"].items()
        >= {
            "kind": "query",
            "message": "A quotation mark is open.",
            "column": 7,
        }.items()
    )
    streams, raw = _streams("utf-8")
    streams.report(error)
    assert raw.getvalue() == b'broadsheet: column 7: A quotation mark is open. Close it with ".\n'


def test_no_colour_without_a_terminal() -> None:
    assert not _streams("utf-8")[0].coloured


def test_links_carry_spans_words_and_conflicts() -> None:
    left, right = Passage("aa", 1, 0, 3, "two"), Passage("bb", 1, 5, 10, "three")
    conflict = Conflict("figure", "two", "three", (0, 3), (5, 10), "Petra Lindqvist", claim="open")
    shared = Shared("missing", (4, 11), (11, 18))
    link = Link(
        left,
        right,
        "strong",
        "reworded",
        False,
        0.75,
        "shares missing",
        (shared,),
        (conflict,),
        ((0, 3),),
        ((5, 10),),
        (ChangedWords("figure", "two", "three"),),
    )
    note = "They are in different languages."
    articles = tuple(Article(id, 1, id, "", (id,), CleanArticle(Metadata(), "", ())) for id in ("aa", "bb"))
    passages = {"aa": (left,), "bb": (right,)}
    compared = Comparison(articles, passages, (link,), {"aa": (left,)}, (("Karsk", "Karsck"),), note)
    record = json.loads(json.dumps(comparison_record(compared)))
    assert {quotation["text"] for quotation in record.pop("quotations")} == {"two", "three"}
    assert [(column["article"], column["letter"]) for column in record.pop("columns")] == [("aa", "A"), ("bb", "B")]
    assert record.pop("counts")["open conflict"] == 1
    assert [dispute["links"] for dispute in record.pop("disputes")] == [[0]]
    assert [[cell["start"] for cell in row] for row in record.pop("rows")] == [[0, 5]]
    assert record == {
        "articles": ["aa", "bb"],
        "links": [
            {
                "left": {"article": "aa", "version": 1, "start": 0, "end": 3, "text": "two"},
                "right": {"article": "bb", "version": 1, "start": 5, "end": 10, "text": "three"},
                "strength": "strong",
                "kind": "reworded",
                "moved": False,
                "differs": ["figure"],
                "changed": [{"kind": "figure", "left": "two", "right": "three"}],
                "similarity": 0.75,
                "reason": "shares missing",
                "shared": ["missing"],
                "conflicts": [
                    {
                        "kind": "figure",
                        "left": "two",
                        "right": "three",
                        "left_span": [0, 3],
                        "right_span": [5, 10],
                        "open": True,
                        "left_by": "Petra Lindqvist",
                        "right_by": "",
                        "claim": "open",
                    }
                ],
                "left_only": [[0, 3]],
                "right_only": [[5, 10]],
                "first": None,
            }
        ],
        "only": {"aa": [{"start": 0, "end": 3, "text": "two"}]},
        "names": [["Karsk", "Karsck"]],
        "note": "They are in different languages.",
    }


def test_details_of_a_failure_are_their_users_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They may have words of articles; also where an earlier file could be read by all, or led elsewhere."""
    home = tmp_path / "home"
    monkeypatch.setenv("BROADSHEET_HOME", str(home))
    kept = main._kept("first")
    assert kept is not None
    assert (stat.S_IMODE(home.stat().st_mode), stat.S_IMODE(kept.stat().st_mode)) == (0o700, 0o600)
    kept.chmod(0o644)
    main._kept("second")
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    kept.unlink()
    kept.symlink_to(tmp_path / "elsewhere")
    main._kept("third")
    assert kept.read_text(encoding="utf-8").endswith("third")
    assert not (tmp_path / "elsewhere").exists()
