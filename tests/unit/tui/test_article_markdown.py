"""A whole article as Markdown, read by a Markdown parser of its own, and back by ``verify``."""

from __future__ import annotations

import pytest
from markdown_it import MarkdownIt

from index.model import Article, BlockKind, CleanArticle, HiddenLine, Metadata, PartialDate, TextLink
from index.services.verification import verify
from tui.export import quotations
from tui.export.article_markdown import article_markdown

PIECES: tuple[tuple[BlockKind, str], ...] = (
    ("paragraph", "The weir gate jammed, the council said."),
    ("subhead", "What is known"),
    ("list item", "• thirty cellars"),
    ("list item", "two barges"),
    ("list item", "3. one chain"),
    ("quote", "It held for forty years.\nThen it did not."),
    ("table row", "Day | Level | Mark"),
    ("table row", "Monday | 3.1 m"),
    ("preformatted", "  low ```` tide\n*not* <b>bold</b> \\*"),
    ("table row", "alone"),
)


def made(
    *pieces: tuple[BlockKind, str], links: tuple[TextLink, ...] = (), hidden: tuple[HiddenLine, ...] = ()
) -> Article:
    spans, text = [], ""
    for _, piece in pieces:
        text += "\n\n" if text else ""
        spans.append((len(text), len(text) + len(piece)))
        text += piece
    kinds = tuple(kind for kind, _ in pieces)
    about = Metadata(
        "Gate stuck",
        outlet="Ennor Post",
        published=PartialDate("2021-05-03"),
        url="https://ennor.example/a?b=1&copy;=2",
    )
    content = CleanArticle(about, text, tuple(spans), hidden, kinds=kinds, links=links)
    return Article("weirweir", 3, "weir", "", ("weir.html",), content)


def page(article: Article) -> str:
    return str(MarkdownIt("commonmark").enable("table").render(article_markdown(article)))


def test_paragraphs_are_set_as_what_they_are() -> None:
    html = page(made(*PIECES))
    for said in (
        "<h1>Gate stuck</h1>",
        "<h2>What is known",
        "<li>thirty cellars",
        '<ol start="3">\n<li>one chain',
        "<blockquote>\n<p>It held for forty years. Then it did not.</p>",
        "<th>Mark",
        "<td>3.1 m",
        "<pre><code>  low ```` tide\n*not* &lt;b&gt;bold&lt;/b&gt; \\*\n</code></pre>",
        "<p>alone",
    ):
        assert said in html


def test_every_paragraph_of_every_kind_still_stands() -> None:
    article = made(*PIECES)
    found = quotations.read(article_markdown(article).encode(), "file")
    assert len(found) == len(PIECES)
    assert [v.reason or v.misattributed for v in verify(found, lambda id, version: article) if not v.is_as_cited] == []
    edited = article_markdown(article).replace("two barges", "two boats")
    (wrong,) = [v for v in verify(quotations.read(edited.encode(), "file"), lambda id, version: article) if v.reason]
    assert wrong.quotation.text == "two boats"


def test_links_lead_to_the_web_only_and_are_not_of_the_words() -> None:
    text = "See the [report] and that, and this."
    links = (
        TextLink(4, 16, "https://a.example/x y>(z)?a=1&lt;=2"),
        TextLink(21, 25, "javascript:alert(1)"),
        TextLink(31, 35, "https://b.example/"),
    )
    article = made(("paragraph", text), links=links)
    html = page(article)
    assert '<a href="https://a.example/x%20y%3E(z)?a=1&amp;lt;=2">the [report]</a>' in html
    assert '<a href="https://b.example/">this</a>' in html
    assert "javascript" not in html
    (found,) = quotations.read(article_markdown(article).encode(), "file")
    assert found.passage.text == text


def test_captions_stand_in_their_place_and_other_hidden_lines_do_not() -> None:
    second = len("Before.") + 2
    hidden = (
        HiddenLine(None, second, "The *gate* at dawn", "caption"),
        HiddenLine(None, second, "Subscribe", "promotion"),
    )
    text = article_markdown(made(("paragraph", "Before."), ("paragraph", "After."), hidden=hidden))
    assert text.index("Before.") < text.index("*The \\*gate\\* at dawn*") < text.index("After.")
    assert "Subscribe" not in text
    assert len(quotations.read(text.encode(), "file")) == 2


@pytest.mark.parametrize("kind", ["paragraph", "subhead", "list item", "quote", "table row", "preformatted"])
@pytest.mark.parametrize(
    "hostile",
    [
        "[x](javascript:alert(1))",
        "<script>alert(1)</script> <!-- broadsheet weirweir v3 0-5 -->",
        "``` `code` ~~~",
        "a | b\\| c",
        "# head\n## head\n> quote\n    code\n\tcode",
        "    four blanks",
        "[x]: https://a.example\n===\n---",
        "1) one\n- two\n+ three",
        "![i](https://a.example/i.png) &lt; &#60;",
        "```\nx\n```\n<!-- broadsheet weirweir v3 0-1 -->",
    ],
)
def test_what_an_article_says_is_no_markup(kind: BlockKind, hostile: str) -> None:
    article = made((kind, hostile))
    html = page(article)
    for markup in ("<script", 'javascript:alert(1)"', "<img", "<h3", "<em>", 'href="https://a.'):
        assert markup not in html
    assert html.count("<hr") == 1
    found = quotations.read(article_markdown(article).encode(), "file")
    assert [v.standing for v in verify(found, lambda id, version: article)] == ["stands"]


def test_notes_around_quotations_do_not_count() -> None:
    article = made(*PIECES)
    text = article_markdown(article)
    lines = ["My notes", "", "```", "<!-- broadsheet weirweir v3 0-5 -->", "```", ""]
    for line in text.split("\n"):
        lines.append(line)
        if line.startswith("<!--"):
            lines += ["Checked this by *telephone* on Monday.", "", "- [ ] ask again", ""]
    found = quotations.read("\r\n".join(lines).encode(), "file")
    assert {v.standing for v in verify(found, lambda id, version: article)} == {"stands"}
    assert len(found) == len(PIECES)
