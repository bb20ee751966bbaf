from __future__ import annotations

import json
import tempfile
from dataclasses import asdict
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from index.model import (
    BlockKind,
    CleanArticle,
    DeclaredMetadata,
    HiddenLine,
    Metadata,
    PartialDate,
    SourceDocument,
    TextLink,
    as_json,
)
from index.store import Store
from index.store.identifiers import article_id, canonical_url
from index.store.line_rules import with_lines, without_lines
from index.store.records import article_from_json, article_json, digest, document_bytes, document_from_bytes, dumped

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
maybe = st.none() | texts
dates = st.sampled_from((None, "2019", "2019-03", "2019-03-14", "2019-03-14T10:20", "2019-03-14T10:20:30+01:00"))
metadata = st.builds(
    Metadata, maybe, maybe, st.lists(texts, max_size=2).map(tuple), maybe, dates.map(PartialDate.parse), maybe, maybe,
    st.lists(texts, max_size=2).map(tuple), dates.map(PartialDate.parse),
)  # fmt: skip
hidden = st.builds(HiddenLine, st.none() | st.integers(0, 99), st.integers(0, 99), texts, texts)
articles = st.builds(
    CleanArticle,
    metadata,
    texts,
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=3).map(tuple),
    st.lists(hidden, max_size=3).map(tuple),
    st.none() | st.lists(st.integers(0, 99), max_size=4).map(tuple),
    st.lists(texts, max_size=2).map(tuple),
)


def document(path: str, data: bytes, text: str, record: int | None = None) -> SourceDocument:
    return SourceDocument(
        path, record, "text/plain", data, digest(data), "utf-8", "plain", text, DeclaredMetadata(), ("f",)
    )


@given(articles)
def test_a_clean_article_comes_back_as_it_was(article: CleanArticle) -> None:
    assert article_from_json(article_json(article)) == article


@given(articles)
def test_a_clean_article_is_an_object_of_its_fields(article: CleanArticle) -> None:
    assert json.loads(article_json(article)) == json.loads(json.dumps(asdict(article), default=as_json))


def test_what_is_no_record_has_no_json() -> None:
    for value in (object(), Metadata):
        with pytest.raises(TypeError):
            dumped([value])


@given(texts, st.binary(max_size=80), texts, st.none() | st.integers(1, 9))
def test_a_source_document_crosses_processes(path: str, data: bytes, text: str, record: int | None) -> None:
    source = document(path, data, text, record)
    assert document_from_bytes(document_bytes(source)) == source


@settings(max_examples=30, deadline=None)
@given(st.binary(max_size=80), st.text(max_size=60), articles)
def test_what_is_put_into_the_store_comes_out_of_it(data: bytes, text: str, article: CleanArticle) -> None:
    source = document("/a.txt", data, text)
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(Path(folder) / "archive", create=True)
        with store.writing() as writer:
            id = writer.imports.put(source, article, 1).id
        with store.reading() as reader:
            assert reader.article(id).content == article
            assert reader.document(id) == source
            assert list(reader.damages()) == []
        store.close()


lines = st.sampled_from(["The ferry was late.", "Read more", "A bridge is planned.", "Share this", "Nobody was hurt."])


@given(st.lists(st.lists(lines, min_size=1, max_size=3), min_size=1, max_size=5), st.sets(lines, max_size=3))
def test_hiding_lines_keeps_every_line_and_every_offset(paragraphs: list[list[str]], unwanted: set[str]) -> None:
    text = "\n\n".join("\n".join(paragraph) for paragraph in paragraphs)
    spans, start = [], 0
    for paragraph in paragraphs:
        length = len("\n".join(paragraph))
        spans.append((start, start + length))
        start += length + 2
    source = document("/a.txt", text.encode(), text)
    numbers = tuple(n for n, line in enumerate(text.split("\n")) if line)
    article = CleanArticle(Metadata(), text, tuple(spans), (), numbers)

    changed = without_lines(article, unwanted, source)

    everything = [line for paragraph in paragraphs for line in paragraph]
    if not [line for line in everything if line not in unwanted]:
        assert changed == article
        return
    shown = [changed.text[start:end].split("\n") for start, end in changed.paragraphs]
    wanted = [[line for line in paragraph if line not in unwanted] for paragraph in paragraphs]
    assert shown == [paragraph for paragraph in wanted if paragraph]
    assert changed.text == "\n\n".join("\n".join(paragraph) for paragraph in shown)
    assert sorted(line.text for line in changed.hidden) == sorted(line for line in everything if line in unwanted)
    source_lines = text.split("\n")
    assert all(line.line is not None and source_lines[line.line] == line.text for line in changed.hidden)
    assert sorted([*(changed.kept or ()), *(line.line or 0 for line in changed.hidden)]) == sorted(numbers)
    for line in changed.hidden:
        before = len([1 for n in numbers if n in (changed.kept or ()) and n < (line.line or 0)])
        assert len([1 for part in changed.text[: line.at].split("\n") if part]) == before


@given(
    st.lists(st.lists(lines, min_size=1, max_size=1), min_size=1, max_size=6, unique_by=lambda p: p[0]),
    st.sets(lines, max_size=3),
    st.data(),
)
def test_lines_that_come_back_stand_where_they_stood(
    paragraphs: list[list[str]], unwanted: set[str], data: st.DataObject
) -> None:
    text = "\n\n".join(paragraph[0] for paragraph in paragraphs)
    starts = [text.index(paragraph[0]) for paragraph in paragraphs]
    spans = tuple((start, start + len(p[0])) for start, p in zip(starts, paragraphs, strict=True))
    kinds: tuple[BlockKind, ...] = tuple("list item" if i % 2 else "paragraph" for i in range(len(spans)))
    links = tuple(TextLink(start + 1, start + 4, f"https://quay.example/{start}") for start, _ in spans)
    source = document("/a.txt", text.encode(), text)
    numbers = tuple(n for n, line in enumerate(text.split("\n")) if line)
    article = CleanArticle(Metadata(), text, spans, (), numbers, kinds=kinds, links=links)

    hidden = without_lines(article, unwanted, source)
    assert len(hidden.kinds) == len(hidden.paragraphs)
    words = {link.url: text[link.start : link.end] for link in links}
    assert all(hidden.text[link.start : link.end] == words[link.url] for link in hidden.links)

    back = with_lines(hidden, unwanted)
    assert (back.text, back.paragraphs, back.hidden, back.kept) == (text, spans, (), numbers)
    some = data.draw(st.sets(st.sampled_from(sorted(unwanted)))) if unwanted else set()
    partly, rest = with_lines(hidden, some), unwanted - some
    if hidden != article:
        assert partly.text == "\n\n".join(p[0] for p in paragraphs if p[0] not in rest)
        assert [line.text for line in partly.hidden] == [p[0] for p in paragraphs if p[0] in rest]
        assert with_lines(partly, rest).text == text
    assert all(partly.text[link.start : link.end] == words[link.url] for link in partly.links)


@example("http://.0/0")
@given(st.text(max_size=80) | st.from_regex(r"https?://[a-z.]{1,12}(:\d{1,6})?/[a-z/?=&#%\[\]]{0,20}", fullmatch=True))
def test_addresses_have_one_canonical_form(url: str) -> None:
    canonical = canonical_url(url)
    if canonical is not None:
        assert canonical_url(f"https://{canonical}") == canonical
        assert canonical_url(f"http://www.{canonical}/#part") in (canonical, f"{canonical}/") or "?" in canonical
        assert len(article_id(canonical, "")) == 26


places = st.sampled_from(["/a.txt", "/b.txt", "/c.txt"])
bodies = st.sampled_from(["The ferry was late.", "A bridge is planned.", "Nobody was hurt."])
urls = st.sampled_from([None, "https://quay.example/1", "https://quay.example/2"])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(places, bodies, urls), max_size=12))
def test_every_text_stays_readable_whatever_is_imported(steps: list[tuple[str, str, str | None]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(Path(folder) / "archive", create=True)
        seen = set()
        for number, (path, text, url) in enumerate(steps):
            source = document(path, f"{text}{url}".encode(), text)
            article = CleanArticle(Metadata(url=url), text, ((0, len(text)),))
            for turn in range(2):
                with store.writing() as writer:
                    put = writer.imports.put_known(source, number) or writer.imports.put(source, article, number)
                with store.reading() as reader:
                    assert path in reader.article(put.id).paths
                    assert turn == 0 or put.outcome in ("unchanged", "same as another")
            seen.add(text)
        with store.reading() as reader:
            versions = reader.current_versions()
            kept = {reader.article(id, n).text for id in versions for n, _, _ in reader.history(id)}
            assert kept == seen
            addresses = [reader.article(id).content.metadata.url for id in versions]
            assert len([url for url in addresses if url]) == len({url for url in addresses if url})
        store.close()
