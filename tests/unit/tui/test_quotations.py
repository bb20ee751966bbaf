"""What is read out of exported files that somebody has worked on, and of files that are none."""

from __future__ import annotations

import json

import pytest

from index.errors import SourceError
from index.model import Passage
from tui.export import quotations

MARK = "<!-- broadsheet weir v2 4-13 -->"
HTML = (
    '<!doctype html><body><blockquote data-article="weir" data-version="2" data-start="4" data-end="13">{}</blockquote>'
)


def read(text: str) -> list[Passage]:
    return [found.passage for found in quotations.read(text.encode("utf-8", "surrogatepass"), "file")]


def test_a_quotation_in_markdown_is_read_as_its_reader_sees_it() -> None:
    quotation = f"# Title\n\n> Two \\*men\\*\n> rowed \\\\ on.\n>\n> — The Weir\n> {MARK}\n"
    assert read(quotation) == [Passage("weir", 2, 4, 13, "Two *men*\nrowed \\ on.")]


def test_what_is_added_to_a_quotation_in_markdown_is_part_of_it() -> None:
    (found,) = read(f"> Two men.\n>\n> And a dog.\n>\n> — The Weir\n> {MARK}\n")
    assert found.text == "Two men.\n\nAnd a dog."


def test_quotations_that_say_nothing_of_their_place_are_found() -> None:
    assert read(f"> Invented.\n\n> Two.\n>\n> {MARK}\n")[0] == Passage("", 0, 0, 0, "Invented.")
    page = HTML.format("Two.") + "<blockquote>Invented.</blockquote>"
    assert read(page)[1] == Passage("", 0, 0, 0, "Invented.")


def test_a_comment_that_an_article_says_is_none() -> None:
    with pytest.raises(SourceError):
        read(f"> Two.\n>\n> \\{MARK}\n")


def test_a_quotation_in_html_is_all_that_its_element_shows() -> None:
    (found,) = read(HTML.format("Two <mark>men</mark> &amp; <i>a</i> dog<!-- no --><blockquote>in it</blockquote>"))
    assert found == Passage("weir", 2, 4, 13, "Two men & a dogin it")


def test_links_and_lists_of_a_json_export_are_read_too() -> None:
    entry = {"article": "weir", "version": 2, "start": 4, "end": 13, "text": "Two."}
    record = {
        "quotations": [entry],
        "links": [{"left": entry, "right": {**entry, "text": "Three."}}],
        "only": {"weir": [{"start": 20, "end": 25, "text": "Four."}]},
    }
    assert [(p.version, p.text) for p in read(json.dumps(record))] == [(2, "Two."), (2, "Three."), (2, "Four.")]


@pytest.mark.parametrize(
    "hostile",
    [
        "",
        "\x00\x01\xff",
        "{",
        '{"quotations":' + "[" * 200_000,
        '{"quotations": 1' + "0" * 5000 + "}",
        '{"quotations": {"a": 1}, "links": "x", "only": [1]}',
        '{"quotations": [1, null, "x", {"article": 5}, {"article": "a", "version": 1.5, "start": true, "end": 1e99}]}',
        '{"links": [{"left": null, "right": []}, 3]}',
        "<!doctype html>",
        "<!doctype html>" + "<blockquote>" * 100_000,
        "<html>" + "<b " * 50_000,
        '<html><blockquote data-article="a" data-version="٣" data-start="-1" data-end="1e3">x</blockquote>',
        "<html><!--" + "<" * 100_000,
        "> " * 100_000,
        "\\" * 100_000,
        "<!-- broadsheet " * 20_000,
        "just a letter",
    ],
)
def test_a_file_without_a_quotation_that_has_a_place_is_refused(hostile: str) -> None:
    with pytest.raises(SourceError) as refused:
        read(hostile)
    assert refused.value.hint


def test_files_larger_than_any_export_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quotations, "MOST_BYTES", 100)
    with pytest.raises(SourceError, match="larger"):
        read(f"> Two.\n>\n> {MARK}\n" + " " * 100)
    monkeypatch.setattr(quotations, "_MOST_QUOTATIONS", 1)
    with pytest.raises(SourceError, match="more quotations"):
        read(f"A. {MARK}\n\nB. {MARK}")


def test_a_file_in_another_encoding_is_read() -> None:
    text = f"> Zwölf Männer.\n>\n> {MARK}\n"
    assert quotations.read(text.encode("utf-16"), "file")[0].passage.text == "Zwölf Männer."
