"""Org and reStructuredText are articles where they have prose; what programs and their makers write is none."""

from __future__ import annotations

import io

import pytest

from index import formats
from index.model import SkippedSource, SourceDocument

PROSE = "The ferry between Skarn and Holm sails again from Monday, its owner said on Thursday."


def only(text: str, name: str) -> SourceDocument | SkippedSource:
    (found,) = formats.read_stream(io.BytesIO(text.encode()), name)
    return found


@pytest.mark.parametrize(
    ("text", "name", "headline"),
    [
        (f"Ferry\n=====\n\n{PROSE}\n", "a.rst", "Ferry"),
        (f"#+TITLE: Ferry\n\n{PROSE}\n", "a.org", "Ferry"),
        (f"* Ferry\n{PROSE}\n", "b.org", None),
        ("#+TITLE: Ferry\n#+DATE: 2024-05-02\n\nIt sails\n", "dated.org", "Ferry"),
    ],
)
def test_prose_is_an_article(text: str, name: str, headline: str | None) -> None:
    found = only(text, name)
    assert isinstance(found, SourceDocument), found
    assert found.declared.headline == headline


@pytest.mark.parametrize(
    ("text", "name", "reason"),
    [
        (f"Ferry\n=====\n\n{PROSE}\n\n.. toctree::\n\n   install\n", "a.rst", "documentation of a program"),
        (f"ferry\n=====\n\n.. automodule:: ferry\n\n{PROSE}\n", "b.rst", "documentation of a program"),
        (f"Ferry\n=====\n\n{PROSE}\n", "README.rst", "a README"),
        ("* TODO Buy milk\n  SCHEDULED: <2024-05-02 Thu>\n* DONE Call the bank\n", "a.org", "a list of tasks"),
        (
            "* Settings\n#+begin_src lisp\n(setq a t)\n(load b)\n#+end_src\n",
            "b.org",
            "no sentences of an article in it",
        ),
    ],
)
def test_what_programs_write_is_none(text: str, name: str, reason: str) -> None:
    found = only(text, name)
    assert isinstance(found, SkippedSource)
    assert (found.kind, found.reason) == ("not an article", reason)


def test_code_is_kept_as_a_block() -> None:
    found = only(f"#+TITLE: Ferry\n\n{PROSE}\n#+begin_src sh\nls -l\n#+end_src\n{PROSE}\n", "a.org")
    assert isinstance(found, SourceDocument)
    assert "```\nls -l\n```" in found.text
