"""JSON of any shape: articles at any path, tables, broken records, and lists without texts."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from index import formats
from index.formats.limits import Bounds
from index.formats.records.field_names import field_of
from index.formats.records.json_reader import JsonReader, decode
from index.formats.records.record_fields import fields_of, metadata_of
from index.model import FieldNames, SkippedSource, SourceDocument

TEXT = "The ferry sails again on Monday. The mayor said so."
MARKUP = f"<p>{TEXT}</p><p>It is late.</p>"


def article(number: int) -> dict[str, object]:
    return {
        "title": f"Ferry {number}",
        "text": TEXT,
        "url": f"https://www.bell.example/{number}",
        "date": "2024-03-05",
    }


def read(
    value: object, name: str = "a.json", fields: FieldNames = (), bounds: Bounds | None = None
) -> list[SourceDocument | SkippedSource]:
    """The rows of a file with this value, or of this text."""
    data = (
        value if isinstance(value, bytes) else value.encode() if isinstance(value, str) else json.dumps(value).encode()
    )
    return list(formats.read_stream(io.BytesIO(data), name, bounds or Bounds(), fields=fields))


def headlines(value: object, name: str = "a.json") -> list[tuple[int | None, str | None]]:
    """Number and headline of each article of a file that has nothing else."""
    rows = read(value, name)
    assert all(isinstance(row, SourceDocument) for row in rows)
    return [(row.record, row.declared.headline) for row in rows if isinstance(row, SourceDocument)]


def refused(value: object, name: str = "a.json") -> tuple[str, str]:
    """Kind and reason of a file without articles."""
    (row,) = read(value, name)
    assert isinstance(row, SkippedSource)
    return row.kind, row.reason


def skipped(rows: list[SourceDocument | SkippedSource]) -> list[tuple[str, str, str]]:
    return [(row.path, row.kind, row.reason) for row in rows if isinstance(row, SkippedSource)]


TWO = [(1, "Ferry 1"), (2, "Ferry 2")]


@pytest.mark.parametrize(
    "value",
    [
        [article(1), article(2)],
        {"response": {"status": "ok", "results": [article(1), article(2)]}},
        {"response": {"docs": [article(1), article(2)]}, "facets": [{"name": "Lull", "count": 2}]},
        {"hits": {"total": 2, "hits": [{"_id": "1", "_source": article(1)}, {"_id": "2", "_source": article(2)}]}},
        {"data": {"posts": {"edges": [{"node": article(1)}, {"node": article(2)}], "pageInfo": {"next": False}}}},
        {"a1": article(1), "b7": article(2)},
        {"features": [{"name": "text"}], "rows": [{"row_idx": 0, "row": article(1)}, {"row": article(2)}]},
        {"harbour": [article(1)], "sport": [article(2)]},
        {"value": [{"fields": article(1)}, {"attributes": article(2)}]},
        {"columns": list(article(1)), "index": [0, 1], "data": [list(article(n).values()) for n in (1, 2)]},
        {name: {"0": value, "1": article(2)[name]} for name, value in article(1).items()},
        {name: [value, article(2)[name]] for name, value in article(1).items()},
        {"schema": {"fields": [{"name": "title"}]}, "data": [{"index": 0, **article(1)}, {"index": 1, **article(2)}]},
        [list(article(1)), list(article(1).values()), list(article(2).values())],
    ],
    ids="array results docs hits graphql ids rows sections fields split columns lists table values".split(),
)
def test_articles_are_found_at_any_path(value: object) -> None:
    rows = [row for row in read(value) if isinstance(row, SourceDocument)]
    assert [row.declared.headline for row in rows] == ["Ferry 1", "Ferry 2"]
    assert [row.declared.outlet for row in rows] == ["bell.example"] * 2
    assert len({row.record for row in rows}) == 2
    assert not skipped(read(value))


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(article(1), indent=1) + "\n" + json.dumps(article(2), indent=1),
        json.dumps(article(1)) + ",\n" + json.dumps(article(2)),
        json.dumps(article(1)) + json.dumps(article(2)),
        f"\x1e{json.dumps(article(1))}\n\x1e{json.dumps(article(2))}\n",
        f"callback({json.dumps([article(1), article(2)])});",
        f")]}}',\n{json.dumps([article(1), article(2)])}",
        f"var found = {json.dumps([article(1), article(2)])};",
        f"[{json.dumps(article(1))},\n{json.dumps(article(2))},\n]",
        "\ufeff\ufeff" + json.dumps([article(1), article(2)]),
    ],
)
def test_json_is_read_in_what_programs_wrap_it_in(text: str) -> None:
    assert headlines(text) == TWO


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
@pytest.mark.parametrize("name", ["saved", "page.html", "a.json"])
def test_json_is_known_whatever_its_name_and_encoding(name: str, encoding: str) -> None:
    assert headlines(json.dumps([article(1), article(2)]).encode(encoding), name) == TWO


def test_commas_after_the_last_item_are_passed_over() -> None:
    assert headlines(f'{{"title": "Ferry", "tags": ["a", ], "text": "{TEXT}",\n}}') == [(None, "Ferry")]
    assert headlines(f'{{"title": "Ferry", "text": "{TEXT}",}}\n', "a.jsonl") == [(1, "Ferry")]


def test_a_hundred_such_commas_at_most() -> None:
    assert decode("[" + "[1,]," * 99 + "1]")[0]
    assert decode("[" + "[1,]," * 100 + "1]")[0]
    with pytest.raises(json.JSONDecodeError):
        decode("[" + "[1,]," * 101 + "1]")


def test_a_number_too_long_for_python_is_text() -> None:
    long = "9" * 5000
    (value, _) = decode(f'{{"n": {long}, "m": {"9" * 300}, "k": {"9" * 301}}}')
    assert value == {"n": long, "m": int("9" * 300), "k": "9" * 301}
    assert headlines(f'[{{"title": "Ferry", "n": {long}, "x": NaN, "text": "{TEXT}"}}]') == [(1, "Ferry")]


# --- What is broken ---------------------------------------------------------------------------------------------------


def test_a_broken_record_is_a_row_with_its_place_and_the_rest_is_read() -> None:
    one, three, five = (json.dumps(article(number)) for number in (1, 3, 5))
    text = (
        f'[{one},\n{{"title": "B", "text": "an "unmarked" quote"}},\n{three},\n{{"title": "D", "text": "open\n{five}]'
    )
    rows = read(text)
    assert [row.record for row in rows if isinstance(row, SourceDocument)] == [1, 3, 5]
    assert skipped(rows) == [
        ("a.json#L2", "failed", "not JSON: Expecting ',' delimiter at line 2, character 29"),
        ("a.json#L4", "failed", "not JSON: Expecting ',' delimiter at line 5, character 3"),
    ]


@pytest.mark.parametrize("before", ["[", '{"articles": ['])
def test_a_file_that_ends_too_soon_is_read_up_to_there(before: str) -> None:
    rows = read(f'{before}{json.dumps(article(1))},\n{{"title": "B", "text": "cut he')
    assert isinstance(rows[0], SourceDocument)
    assert skipped(rows) == [("a.json#L2", "failed", "not JSON: Unterminated string starting at line 2, character 24")]


def test_a_first_record_that_is_broken_is_no_reason_to_refuse_the_file() -> None:
    rows = read(f'[{{"title": "A" "text": "b"}},\n{json.dumps(article(2))}]', "saved")
    assert [path for path, _, _ in skipped(rows)] == ["saved#L1"]
    assert [row.record for row in rows if isinstance(row, SourceDocument)] == [2]


def test_text_after_the_value_is_a_row() -> None:
    rows = read(json.dumps([article(1)]) + "\n<!-- made by a program -->")
    assert [(path, kind) for path, kind, _ in skipped(rows)] == [("a.json#L2", "failed")]


@pytest.mark.parametrize(
    "text",
    ['{"title": "A", "text": "cut', "[" * 100_000, '{"a":' * 5000 + "1" + "}" * 5000, f'{{"text": "{TEXT}" "a": 1}}'],
)
def test_a_file_of_which_nothing_can_be_read_has_one_row(text: str) -> None:
    kind, reason = refused(text)
    assert kind == "failed"
    assert reason.startswith("not JSON")


def test_lists_are_read_twenty_deep_and_articles_found_twelve_deep() -> None:
    for depth, is_read in ((12, True), (13, False)):
        value: object = article(1)
        for _ in range(depth):
            value = {"a": value}
        assert any(isinstance(row, SourceDocument) for row in read(value)) is is_read


# --- Large files ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("before", ["[", '{"status": "ok", "response": {"docs": ['])
def test_a_file_larger_than_one_document_is_read_record_by_record(before: str) -> None:
    ends = {"[": "]", "{": "}"}
    after = "".join(ends[sign] for sign in reversed(before) if sign in ends)
    text = before + ",\n".join(json.dumps(article(number)) for number in range(1, 41)) + after
    rows = read(text, bounds=Bounds(document=1000))
    assert [row.record for row in rows if isinstance(row, SourceDocument)] == list(range(1, 41))
    assert not skipped(rows)


def test_a_large_table_of_rows_is_read_row_by_row() -> None:
    rows = [list(article(number).values()) for number in range(1, 41)]
    text = json.dumps({"columns": list(article(1)), "index": list(range(40)), "data": rows})
    found = read(text, bounds=Bounds(document=1000))
    assert [row.declared.headline for row in found if isinstance(row, SourceDocument)][-1] == "Ferry 40"


def test_only_a_part_of_a_large_file_is_held() -> None:
    record = json.dumps(article(1))
    pieces = iter(["[", *[f"{record},"] * 40_000, f"{record}]"])
    asked: list[int] = []
    buffered = ""

    def characters(count: int) -> str:
        nonlocal buffered
        asked.append(count)
        while len(buffered) < count and (piece := next(pieces, "")):
            buffered += piece
        given, buffered = buffered[:count], buffered[count:]
        return given

    reader = JsonReader(characters, 1 << 24)
    assert sum(1 for piece in reader.pieces() if piece.error is None) == 40_001
    assert max(asked) == 1 << 20, "never more than what the record at hand needs"


# --- Lists without texts, and what is no article ----------------------------------------------------------------------


def test_titles_and_addresses_alone_are_a_list() -> None:
    entries = [{"title": f"Ferry {n}", "url": f"https://bell.example/{n}", "seendate": "20240305"} for n in range(1, 4)]
    assert refused({"articles": entries}) == (
        "list",
        "a list of 3 articles without texts: only headlines and addresses",
    )
    assert refused("\n".join(map(json.dumps, entries)), "a.jsonl")[0] == "list"


def test_records_without_a_text_are_one_row_with_their_number() -> None:
    bare = {"title": "Ferry", "url": "https://bell.example/9"}
    rows = read([article(1), bare, article(3), bare, {"id": 7}])
    assert [row.record for row in rows if isinstance(row, SourceDocument)] == [1, 3]
    assert skipped(rows) == [
        ("a.json", "list", "2 records without a text"),
        ("a.json", "not an article", "1 record without a text of an article"),
    ]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ([{"tweet": {"id_str": "1", "full_text": TEXT, "retweet_count": 2}}], "a post of a social network"),
        ({"name": "Ann", "type": "chat", "id": 1, "messages": [{"text": TEXT}]}, "an export of a chat"),
        ({"cells": [{"source": [TEXT]}], "nbformat": 4}, "a notebook"),
        ({"name": "quay", "version": "1", "dependencies": {}}, "settings of a software package"),
        ([{"role": "user", "content": TEXT}], "a message of a chat"),
        ([{"level": "info", "msg": "up", "text": TEXT}], "a line of a log"),
        ({"log": {"entries": [{"content": {"text": TEXT}}]}}, "a recording of a browser's requests (HAR)"),
        ({"de": {"title": "Sichern", "text": "Datei sichern"}}, "no text, body or content"),
        ({"features": {"title": {"dtype": "string"}, "text": {"dtype": "string"}}}, "no text, body or content"),
        ([], "no text, body or content"),
        ({"page": "A4", "title": "Ferry"}, "no text, body or content"),
    ],
)
def test_records_of_other_things_are_no_articles(value: object, words: str) -> None:
    kind, reason = refused(value)
    assert kind == "not an article"
    assert words in reason


@pytest.mark.parametrize(("text", "is_read"), [("Late again", True), ("Late", False), ("Late.", True)])
def test_a_text_with_an_address_or_date_has_two_words_or_a_stop(text: str, *, is_read: bool) -> None:
    for about in ({"url": "https://bell.example/1"}, {"date": "2024-03-05"}):
        (row,) = read({"text": text, **about})
        assert isinstance(row, SourceDocument) is is_read


@pytest.mark.parametrize(("words", "is_read"), [(8, True), (7, False)])
def test_a_text_with_a_headline_alone_has_eight_words_or_a_stop(words: int, *, is_read: bool) -> None:
    (row,) = read({"title": "Ferry", "text": "late " * words})
    assert isinstance(row, SourceDocument) is is_read


def test_a_text_alone_is_prose() -> None:
    assert isinstance(read({"text": "The ferry sails."})[0], SourceDocument)
    assert isinstance(read({"text": "a = 1.\nb = 2.\n"})[0], SkippedSource)


def test_a_text_that_a_service_cut_is_flagged() -> None:
    (row,) = read({"articles": [{**article(1), "content": f"{TEXT}… [+2041 chars]", "text": None}]})
    assert isinstance(row, SourceDocument)
    assert (row.flags, row.text) == (("partial",), f"{TEXT}…")


# --- JSON Lines -------------------------------------------------------------------------------------------------------


def test_the_lines_of_a_search_engine_are_read_without_its_instructions() -> None:
    lines = [
        {"index": {"_index": "n", "_id": "1"}},
        article(1),
        {"create": {"_id": "2"}},
        {"_id": "2", "_source": article(2)},
    ]
    assert headlines("\n".join(map(json.dumps, lines)), "a.json") == [(2, "Ferry 1"), (4, "Ferry 2")]


def test_a_first_line_of_names_goes_for_the_lines_below() -> None:
    lines = [list(article(1)), list(article(1).values())]
    assert headlines("\n".join(map(json.dumps, lines)), "a.jsonl") == [(2, "Ferry 1")]


def test_a_line_with_several_articles_numbers_them_below_its_own() -> None:
    text = json.dumps({"articles": [article(1), article(2)]}) + "\n" + json.dumps(article(3)) + "\n"
    assert [row.path if row.record else "" for row in read(text, "a.jsonl") if isinstance(row, SourceDocument)] == [
        "a.jsonl!line 1",
        "a.jsonl!line 1",
        "a.jsonl",
    ]


def test_a_list_over_many_lines_with_the_name_of_json_lines_is_read() -> None:
    text = f"[\n{json.dumps(article(1))},\n{json.dumps(article(2))}\n]"
    assert headlines(text, "a.jsonl") == TWO


# --- Names of fields --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("record", "outlet"),
    [
        ({"origin": {"title": "The Bell", "htmlUrl": "https://bell.example"}}, "The Bell"),
        ({"feed": {"title": "The Bell"}}, "The Bell"),
        ({"published_by": "The Bell"}, "The Bell"),
        ({"domain_name": "bell.example"}, "bell.example"),
        ({"source": {"id": None, "name": "The Bell"}}, "The Bell"),
        ({"source": "https://www.bell.example/ferry"}, "bell.example"),
        ({"url": "https://www.bell.example/ferry"}, "bell.example"),
        ({"url": "https://bell.example/ferry", "Quelle": "Die Glocke"}, "Die Glocke"),
        ({"_source": {"source": "The Bell"}}, "The Bell"),
    ],
)
def test_an_outlet_is_found_by_path_and_falls_back_to_the_host(record: dict[str, object], outlet: str) -> None:
    assert metadata_of(record).outlet == outlet


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("Kop", "title"), ("Überschrift", "title"), ("TITRE", "title"), ("título", "title"), ("заголовок", "title"),
        ("标题", "title"), ("見出し", "title"), ("제목", "title"), ("العنوان", "title"),
        ("inhoud", "text"), ("texte", "text"), ("cuerpo", "text"), ("本文", "text"), ("текст", "text"),
        ("Publié le", "date"), ("Datum", "date"), ("дата публикации", "date"), ("日付", "date"), ("fecha", "date"),
        ("Quelle", "outlet"), ("krant", "outlet"), ("источник", "outlet"), ("auteur", "author"), ("作者", "author"),
        ("rubriek", "section"), ("sprache", "language"), ("ссылка", "url"), ("Untertitel", "deck"), ("colour", None),
    ],
)  # fmt: skip
def test_names_are_known_in_several_languages(name: str, field: str | None) -> None:
    assert field_of(name) == field


def test_the_readers_own_names_come_first() -> None:
    record = {"koptekst": "Own", "title": "Known", "lijf": TEXT, "text": "Menu of the page. It is late."}
    own = (("title", "koptekst"), ("text", "lijf"))
    (row,) = read(record, fields=own)
    assert isinstance(row, SourceDocument)
    assert (row.declared.headline, row.text) == ("Own", TEXT)


def test_the_readers_own_path_may_begin_at_the_file_or_at_the_record() -> None:
    value = {"r": {"x": [{"a": {"b": TEXT}, "c": "Ferry"}]}}
    for path in ("r.x[].a.b", "a.b"):
        (row,) = read(value, fields=(("text", path), ("title", "c")))
        assert isinstance(row, SourceDocument)
        assert (row.record, row.declared.headline, row.text) == (1, "Ferry", TEXT)


def test_values_are_read_without_markup_and_ids_are_no_names() -> None:
    record = {
        "title": {"rendered": "Ferry &#8217;s <em>back</em>"},
        "content": {"rendered": MARKUP, "protected": False},
        "author": 3,
        "tags": [9, "harbour"],
        "category": 4,
        "date_gmt": "2024-03-05T07:00:00",
        "link": "https://bell.example/1",
        "_embedded": {"author": [{"name": "Ann Ode"}]},
    }
    (row,) = read([record])
    assert isinstance(row, SourceDocument)
    declared = row.declared
    assert (row.form, declared.headline, declared.authors) == ("html", "Ferry ’s back", ("Ann Ode",))
    assert (declared.tags, declared.section, declared.published) == (("harbour",), None, "2024-03-05T07:00:00")


def test_dates_of_databases_are_read() -> None:
    assert metadata_of({"published": {"$date": "2024-03-05T00:00:00Z"}}).published == "2024-03-05T00:00:00Z"
    assert metadata_of({"published": {"$date": {"$numberLong": "1709596800000"}}}).published == "1709596800000"
    assert metadata_of({"date": "soon", "created": "2024-03-05"}).published == "2024-03-05"


def test_names_with_endings_and_flat_paths_are_known() -> None:
    found = fields_of({"title_s": "Ferry", "fields.bodyText": TEXT, "text_en": "Late"})
    assert {"title", "bodytext", "text"} <= found.keys()
    assert "source" not in fields_of({"source_id": 4})


def test_a_record_has_four_hundred_keys_that_are_looked_at() -> None:
    keys = {f"k{n}": 1 for n in range(399)}
    assert metadata_of({**keys, "title": "Ferry"}).headline == "Ferry"
    assert metadata_of({**keys, "k": 1, "title": "Ferry"}).headline is None


def test_records_inside_themselves_end() -> None:
    record: dict[str, object] = {"title": "Ferry"}
    record["data"] = record
    assert metadata_of(record).headline == "Ferry"


def test_a_file_on_disk_is_read_and_closed(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps([article(1)]), encoding="utf-8")
    assert len(list(formats.read_file(path, "", Bounds(document=100)))) == 1


def test_a_list_of_those_that_published_it_has_the_authors() -> None:
    found = metadata_of({"title": "Ferry", "published_by": ["Ada Quill"], "url": "https://quay.example/ferry"})
    assert (found.authors, found.outlet) == (("Ada Quill",), "quay.example")
    assert metadata_of({"authors": "Jon Marsh", "published_by": ["Ada Quill"]}).authors == ("Jon Marsh",)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.json", b'[{"text": "%s", "text": ""}]'),
        ("a.json", b'{"text": "%s", "text": null, "title": "Ferry", "title": []}'),
        ("a.jsonl", b'{"text": "", "text": "%s"}\n'),
        ("a.jsonl", b'{"text": "It is late, the master said.", "text": "%s"}\n'),
    ],
)
def test_of_two_equal_names_the_last_that_is_not_empty_counts(name: str, data: bytes) -> None:
    (found,) = formats.read_stream(io.BytesIO(data % b"The ferry sails again on Monday."), name)
    assert isinstance(found, SourceDocument)
    assert found.text == "The ferry sails again on Monday."


_ANNOTATION = {
    "id": "a", "created": "2024-05-02T08:00:00Z", "user": "acct:ada@notes.example", "uri": "https://paper.example/ferry",
    "text": "This needs a source. Who said that on Monday?", "permissions": {"read": []},
    "target": [{"source": "https://paper.example/ferry"}], "document": {"title": ["Ferry"]},
}  # fmt: skip
_BOOKMARK = {
    "href": "https://paper.example/ferry", "description": "Ferry", "extended": "A note. The ferry sails on Monday.",
    "time": "2024-05-02T08:00:00Z", "shared": "yes", "toread": "no", "tags": "boats",
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "value", "what"),
    [
        ("a.json", {"total": 1, "rows": [_ANNOTATION]}, "annotations of Hypothesis"),
        ("a.json", {"export_date": "2024-05-05", "annotations": [_ANNOTATION]}, "annotations of Hypothesis"),
        ("a.jsonl", _ANNOTATION, "annotations of Hypothesis"),
        ("a.json", [_BOOKMARK], "bookmarks of Pinboard"),
    ],
)
def test_what_a_reader_wrote_about_articles_is_a_list(name: str, value: object, what: str) -> None:
    (found,) = formats.read_stream(io.BytesIO(json.dumps(value).encode()), name)
    assert isinstance(found, SkippedSource)
    assert (found.kind, found.reason) == ("list", f"{what}, without texts of articles (1)")


@pytest.mark.parametrize(
    "answer",
    [
        {"totalResults": 12, "articles": [article(1), article(2)]},
        {"response": {"total": 12, "results": [article(1), article(2)]}},
        {"response": {"docs": [article(1), article(2)], "meta": {"hits": 12}}},
        {"hits": {"total": {"value": 12}, "hits": [{"_source": article(1)}, {"_source": article(2)}]}},
    ],
)
def test_what_a_service_states_and_the_file_has_not_is_a_row(answer: dict[str, object]) -> None:
    *found, row = read(answer)
    assert len(found) == 2
    assert isinstance(row, SkippedSource)
    assert (row.kind, row.reason) == (
        "list", "12 articles stated, 2 in this file: the others are on other pages of the answer"
    )  # fmt: skip


@pytest.mark.parametrize("total", [2, 1, True, "12", None])
def test_a_total_that_is_reached_or_no_number_is_no_row(total: object) -> None:
    assert len(read({"total": total, "articles": [article(1), article(2)]})) == 2


def test_a_total_deep_inside_is_of_something_else() -> None:
    deep: dict[str, object] = {"data": {"data": {"total": 12, "articles": [article(1), article(2)]}}}
    assert len(read(deep)) == 3
    assert len(read({"data": deep})) == 2


def test_the_crawl_of_a_record_names_its_outlet_and_address() -> None:
    page = {"responded_url": "https://bell.example/a", "crawl_date": "2024-05-06", "source_info": {"publisher": "Bell"}}
    (found,) = read([{"title": "Ferry", "text": TEXT, "html": page}])
    assert isinstance(found, SourceDocument)
    declared = found.declared
    assert (declared.outlet, declared.url, declared.captured) == ("Bell", "https://bell.example/a", "2024-05-06")


def test_a_host_that_is_named_as_the_outlet_has_no_www() -> None:
    assert metadata_of({"source_domain": "www.bell.example"}).outlet == "bell.example"
    assert metadata_of({"source": "www. The Bell"}).outlet == "www. The Bell"
