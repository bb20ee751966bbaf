"""What holds of cleaning for every text."""

from __future__ import annotations

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from index.cleaning import clean
from index.cleaning.html.structure import letters
from index.cleaning.metadata import bylines, dates
from index.cleaning.plain_text.blocks import blocks
from index.model import CleanArticle, DeclaredMetadata, Form, SourceDocument

PIECES = st.sampled_from(
    [
        "Subscribe to The Quay",
        "Sign up for our newsletter",
        "By Ada Quill, The Quay Published",
        "2 min read",
        "12 May 2021",
        "-",
        "Related",
        "Comments",
        "The council voted late on Monday to close the old swing bridge for at least six months of repairs.",
        "Council closes old swing bridge",
        "# Heading",
        "> quoted *text* with [a link](x)",
        "<div><p>a</p>",
        "</p><script>",
        "\x00\x1b[31m",
        "\u202eright to left\u2066",
        " \u00a0 ",
        "",
    ]
)
LINES = st.lists(st.one_of(PIECES, st.text(max_size=80)), max_size=30)
TEXTS = st.one_of(st.text(max_size=400), LINES.map("\n".join))
DECLARED = st.builds(
    DeclaredMetadata,
    headline=st.none() | st.text(max_size=40),
    deck=st.none() | st.text(max_size=40),
    authors=st.lists(st.text(max_size=30), max_size=3).map(tuple),
    outlet=st.none() | st.text(max_size=20),
    published=st.none() | st.text(max_size=30),
)


def cleaned(text: str, form: Form, declared: DeclaredMetadata) -> CleanArticle:
    return clean(SourceDocument("a", None, "text/plain", b"", "", "utf-8", form, text, declared))


def check(article: CleanArticle) -> None:
    assert "\n\n".join(article.text[start:end] for start, end in article.paragraphs) == article.text
    assert all(article.text[start:end].strip() for start, end in article.paragraphs)
    assert all(0 <= hidden.at <= len(article.text) for hidden in article.hidden)
    assert all(hidden.reason for hidden in article.hidden)
    assert not any(unicodedata.category(c) in ("Cc", "Cs") for c in article.text if c != "\n")


@given(TEXTS, DECLARED)
def test_every_line_of_a_plain_text_is_either_kept_or_hidden(text: str, declared: DeclaredMetadata) -> None:
    article = cleaned(text, "plain", declared)
    check(article)
    hidden = [one.line for one in article.hidden]
    kept = list(article.kept or ())
    assert None not in hidden
    assert not set(hidden) & set(kept)
    assert len(hidden) == len(set(hidden))
    visible = {number for number, line in enumerate(text.split("\n")) if line.strip()}
    assert {*hidden, *kept} == visible


@settings(max_examples=60)
@given(TEXTS, DECLARED)
def test_markdown_never_raises(text: str, declared: DeclaredMetadata) -> None:
    check(cleaned(text, "markdown", declared))


@settings(max_examples=60, deadline=None)
@given(TEXTS, DECLARED)
def test_pages_never_raise(text: str, declared: DeclaredMetadata) -> None:
    check(cleaned(text, "html", declared))


@given(TEXTS)
def test_blocks_hold_every_line_that_is_not_blank_once(text: str) -> None:
    numbers = [number for block in blocks(text) for number in block.numbers]
    assert numbers == [number for number, line in enumerate(text.split("\n")) if line and not line.isspace()]


@given(st.text(max_size=200))
def test_dates_and_bylines_never_raise(text: str) -> None:
    found = dates.find(text)
    if found:
        assert 0 <= found.start < found.end <= len(text)
    dates.read(text)
    assert all(name.strip() == name for name in bylines.authors_of(text))


@given(TEXTS)
def test_letters_are_the_same_whether_a_text_is_plain_ascii_or_not(text: str) -> None:
    assert letters(text) == letters(f"{text} \u2028")
    assert letters(text).isalnum() or letters(text) == ""
