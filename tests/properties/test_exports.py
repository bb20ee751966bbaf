"""Whatever articles say: an export is read back word for word, and nothing in it is markup of theirs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.comparison.compare import compare
from index.model import Article, CleanArticle, Comparison, Metadata, PartialDate
from index.services.verification import verify
from index.text import paragraphs
from tui.export import quotations
from tui.export.article_markdown import article_markdown
from tui.export.formats import Format, comparison_as

_HOSTILE = st.sampled_from(
    "<script>alert(1)</script> </blockquote> --> <!-- broadsheet aa v1 0-5 --> ``` **bold** [x](javascript:1) # > > - "
    "1. | ~~~ &lt; &amp; \\ \\\\ \u202eright \u2066left \x1b[31m \x00 \ufeff \ud800 \ufdd0 \U000e0041 \x1c \xa0 "
    "\u3000 $x$ === \u2014 --- <img/src=x> ]]> </style> * _ ! + ) {".split(" ")
)
_WORDS = st.sampled_from(
    "the ferry ran aground off Port Zubair on Tuesday with 214 some people 04:10 Marsh said".split()
)
_TEXTS = st.lists(st.one_of(_WORDS, _HOSTILE, st.sampled_from([".", "\n\n", "\n", "?"])), min_size=1, max_size=40).map(
    " ".join
)
_ABOUT = st.builds(
    Metadata,
    headline=st.one_of(st.none(), _TEXTS),
    outlet=st.one_of(st.none(), _TEXTS),
    published=st.sampled_from([None, "2019-02-10", "2019-02", "2019-02-10T10:20+01:00"]).map(PartialDate.parse),
    url=st.sampled_from([None, "https://a.example/<b>?c=\"d'", "javascript:alert(1)", "http://[", "//e.example"]),
    language=st.sampled_from([None, "en", "ar", 'x" onload="y']),
)
_FORMATS: tuple[Format, ...] = ("markdown", "html", "json")


class _Nothing:
    def document_count(self) -> int:
        return 0

    def document_frequencies(self, terms: Iterable[str]) -> Mapping[str, int]:
        return dict.fromkeys(terms, 0)


def _article(number: int, text: str, about: Metadata) -> Article:
    return Article(
        f"a{number}", 1, f"a{number}", "", (f"{number}.txt",), CleanArticle(about, text, tuple(paragraphs(text)))
    )


@st.composite
def comparisons(draw: st.DrawFn) -> Comparison:
    number = draw(st.integers(2, 4))
    return compare([_article(n, draw(_TEXTS), draw(_ABOUT)) for n in range(number)], _Nothing())


@pytest.mark.parametrize("format", _FORMATS)
@settings(deadline=None, max_examples=60)
@given(comparison=comparisons())
def test_every_quotation_of_an_export_stands(format: Format, comparison: Comparison) -> None:
    wanted = quotations.quotations_of(comparison)
    data = comparison_as(format, comparison).encode("utf-8", "surrogatepass" if format == "json" else "strict")
    found = quotations.read(data, "export") if wanted else []
    places = [(q.passage.article, q.passage.version, q.passage.start, q.passage.end) for q in found]
    passages = {(p.article, p.version, p.start, p.end) for p in wanted}
    assert passages <= set(places)
    # All else are values that a passage states.
    for article, version, start, end in set(places) - passages:
        assert any(p[:2] == (article, version) and p[2] <= start and end <= p[3] for p in passages)
    articles = {article.id: article for article in comparison.articles}
    assert [v for v in verify(found, lambda id, version: articles[id]) if not v.is_as_cited] == []


@settings(deadline=None, max_examples=60)
@given(_TEXTS, _ABOUT)
def test_every_paragraph_of_an_exported_article_stands(text: str, about: Metadata) -> None:
    article = _article(1, text, about)
    if article.content.paragraphs:
        found = quotations.read(article_markdown(article).encode(), "export")
        assert [(q.passage.start, q.passage.end) for q in found] == list(article.content.paragraphs)
        assert [v for v in verify(found, lambda id, version: article) if not v.is_as_cited] == []


class _Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.addresses += [value or "" for name, value in attrs if name in ("href", "cite", "src")]


@settings(deadline=None, max_examples=60)
@given(comparisons())
def test_no_element_or_address_of_a_page_comes_from_an_article(comparison: Comparison) -> None:
    page = comparison_as("html", comparison)
    read = _Elements()
    read.feed(page)
    assert read.tags.isdisjoint({"script", "img", "iframe", "link", "object", "svg"})
    assert not any(name.startswith("on") for name in read.attributes)
    assert all(re.match(r"https?://[^/]|#c\d-\d+$", address) for address in read.addresses)
    assert not set(page) & set("\x00\x1b\u202e\u2066")


@settings(deadline=None, max_examples=60)
@given(comparisons())
def test_markdown_holds_no_element_but_its_own_comments_and_addresses(comparison: Comparison) -> None:
    text = comparison_as("markdown", comparison)
    for found in re.finditer(r"(?<!\\)(?:\\\\)*<", text):
        assert re.match(r"<(?:!-- broadsheet a\d v1 \d+-\d+ -->|https?://[^\s<>]+>)", text[found.end() - 1 :])
    assert not set(text) & set("\x00\x1b\u202e\u2066")
