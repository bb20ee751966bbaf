"""Markdown: front matter that would do harm, the forms of web clippers, and files that are no articles."""

from __future__ import annotations

import io
import time

import pytest

from index import formats
from index.model import SkippedSource, SourceDocument

BODY = "The ferry to the island sails again on Monday morning, the harbour master said.\n"


def read(text: str, name: str = "a.md") -> SourceDocument | SkippedSource:
    (found,) = formats.read_stream(io.BytesIO(text.encode()), name)
    return found


def article(text: str, name: str = "a.md") -> SourceDocument:
    found = read(text, name)
    assert isinstance(found, SourceDocument)
    return found


def test_a_clipper_names_the_address_source_and_the_day_of_saving_created() -> None:
    matter = 'title: "Ferry back"\nsource: "https://www.bell.example/ferry"\nauthor:\n  - "[[Ann Ode]]"\n'
    matter += "published: 2024-03-05\ncreated: 2024-04-01\ndescription: It sails.\ntags:\n  - clippings\n  - harbour\n"
    declared = article(f"---\n{matter}---\n{BODY}").declared
    assert (declared.headline, declared.url) == ("Ferry back", "https://www.bell.example/ferry")
    assert (declared.outlet, declared.authors, declared.tags) == (
        "bell.example",
        ("Ann Ode",),
        ("clippings", "harbour"),
    )
    assert (declared.published, declared.captured) == ("2024-03-05", "2024-04-01")


def test_a_clipping_without_a_date_of_publication_has_none() -> None:
    matter = (
        "created: 2024-04-01T09:00:00 (UTC +01:00)\ntags: []\nsource: https://bell.example/ferry\nauthor: Ann Ode\n"
    )
    declared = article(f"---\n{matter}---\n# Ferry back\n\n> ## Excerpt\n> It sails.\n\n---\n{BODY}").declared
    assert (declared.published, declared.captured) == (None, "2024-04-01T09:00:00 (UTC +01:00)")


def test_created_is_the_day_of_publication_of_what_has_no_address() -> None:
    assert article(f"---\ntitle: Ferry\ncreated: 2024-04-01\n---\n{BODY}").declared.published == "2024-04-01"


def test_labelled_lines_of_a_clipping_without_front_matter_are_read() -> None:
    declared = article(f"source: https://bell.example/ferry\nclipped: 2024-04-01\ntitle: Ferry\n\n{BODY}").declared
    assert (declared.url, declared.captured, declared.headline) == ("https://bell.example/ferry", "2024-04-01", "Ferry")


@pytest.mark.parametrize(
    "matter",
    [
        "0x" + "f" * 4000 + ": a",
        "a: {0x" + "f" * 4000 + ": b}",
        "source: &a {source: *a}",
        "2024-03-05: a",
        "? [a, b]\n: c",
        "a: " + "[" * 400 + "]" * 400,
    ],
    ids=["long key", "long key inside", "itself", "a day", "a list", "deep"],
)
def test_front_matter_with_keys_of_any_kind_is_read(matter: str) -> None:
    found = article(f"---\ntitle: Ferry\n{matter}\n---\n{BODY}")
    assert (found.declared.headline, found.text) == ("Ferry", BODY)


def test_front_matter_that_merges_records_in_numbers_is_not_loaded() -> None:
    rows = ["l0: &l0 {a: 1, b: 2}"]
    rows += [f"l{i}: &l{i} {{<<: [{', '.join([f'*l{i - 1}'] * 9)}]}}" for i in range(1, 9)]
    started = time.process_time()
    found = article("---\ntitle: Ferry\n" + "\n".join(rows) + f"\n---\n{BODY}")
    assert time.process_time() - started < 2
    assert (found.flags, found.declared.headline) == (("front matter unreadable",), "Ferry")


@pytest.mark.parametrize(("aliases", "flags"), [(16, ()), (17, ("front matter unreadable",))])
def test_sixteen_references_may_be_merged(aliases: int, flags: tuple[str, ...]) -> None:
    merged = ", ".join(["*a"] * aliases)
    assert article(f"---\ntitle: Ferry\na: &a {{b: 1}}\nc: {{<<: [{merged}]}}\n---\n{BODY}").flags == flags


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("- [ ] Sail the ferry.\n- [x] Call the mayor.\n- [ ] Buy a bell.\n", "a list of tasks"),
        ("- [Ferry](https://bell.example/1)\n- [Quay](https://bell.example/2)\n", "a list of links"),
        ("# Quay\n\n```\nThe code is here in a line.\n```\n", "no sentences of an article in it"),
    ],
)
def test_lists_and_code_are_no_articles(text: str, words: str) -> None:
    row = read(text)
    assert isinstance(row, SkippedSource)
    assert (row.kind, row.reason) == ("not an article", words)
    # What has a headline and address in its front matter was clipped as an article.
    assert article(f"---\ntitle: Ferry\n---\n{text}").declared.headline == "Ferry"


def test_half_of_the_lines_may_be_tasks() -> None:
    task = "- [ ] Sail the ferry to the island.\n"
    assert isinstance(read(task + BODY), SourceDocument)
    assert isinstance(read(task * 2 + BODY), SkippedSource)


def test_a_text_with_links_and_headings_is_an_article() -> None:
    text = f"# Ferry back\n\n*By Ann Ode*\n\nThe [ferry](https://bell.example) sails **again** on Monday.\n\n{BODY}"
    assert article(text).form == "markdown"
