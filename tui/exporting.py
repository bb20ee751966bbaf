"""Articles and comparisons as Markdown, every quotation with where it stands. Pure, but for :func:`write_new`.

A citation names outlet, headline, day, address and the offsets in the clean text of one version, so that a quotation
can be checked against the archive (:mod:`tui.quotations`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from urllib.parse import quote, urlsplit

from index.model import Article, Comparison, Conflict, Link, Passage, Span
from index.text import printable
from tui.quotations import comment
from tui.wording import headline, long_day, outlet, similarity, span_of_days
from tui.writing import file_name, write_new

__all__ = [
    "article_markdown",
    "citation",
    "comparison_markdown",
    "file_name",
    "plain",
    "quoted",
    "web_address",
    "write_new",
]

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~&$#])")
_LINE_START = re.compile(r"^([^\S\n]*(?:\d+(?=[.)]))?)([+\-=.)])", re.MULTILINE)
_BLANK_LINES = re.compile(r"\n\s*\n")
_LONGEST_ADDRESS = 4096


def plain(text: str) -> str:
    """``text`` so that Markdown shows it as it is: nothing in it is markup."""
    return _LINE_START.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", printable(text, lines=True)))


def _line(text: str) -> str:
    return plain(" ".join(printable(text).split()))


def citation(article: Article, span: Span | None = None, *, address: bool = True) -> str:
    """Outlet, headline, day, address, version and offsets, as far as they are known, in plain text."""
    about = [article.outlet, f"“{headline(article)}”", long_day(article.published)]
    about += [article.content.metadata.url] if address else []
    where = f"{article.short_id} v{article.version}"
    if span is not None:
        where += f", characters {span[0]}–{span[1]}"
    return " ".join(printable(", ".join(part for part in about if part) + f" [{where}]").split())


def quoted(article: Article, span: Span) -> str:
    """A passage with its citation, in plain text, as it is copied."""
    return f"“{article.text[span[0] : span[1]]}”\n{citation(article, span)}\n"


def article_markdown(article: Article) -> str:
    """A whole article, with what is known about it at the top."""
    about = article.content.metadata
    facts = [about.outlet or "", long_day(about.published), ", ".join(about.authors)]
    lines = [f"# {_line(headline(article))}", ""]
    if about.deck:
        lines += [f"*{_line(about.deck)}*", ""]
    lines += [_line(" · ".join(fact for fact in facts if fact)), ""] if any(facts) else []
    lines += [_address(about.url), ""] if about.url else []
    for start, end in article.content.paragraphs:
        where = comment(Passage(article.id, article.version, start, end, ""))
        lines += [_BLANK_LINES.sub("\n", plain(article.text[start:end])), where, ""]
    lines += ["---", "", _line(citation(article)), ""]
    return "\n".join(lines)


def comparison_markdown(comparison: Comparison) -> str:
    """A comparison: its articles, where they differ, what else they share, what only one has, names."""
    articles = {article.id: article for article in comparison.articles}
    lines = ["# " + " / ".join(_line(outlet(article)) for article in comparison.articles), ""]
    if days := span_of_days(article.published for article in comparison.articles):
        lines += [days, ""]
    for number, article in enumerate(comparison.articles, start=1):
        address = article.content.metadata.url
        lines.append(f"{number}. {_about(article)}" + (f" {_address(address)}" if address else ""))
    lines.append("")
    lines += [_line(comparison.note), ""] if comparison.note else []
    differing = [link for link in comparison.links if link.conflicts]
    alike = [link for link in comparison.links if not link.conflicts]
    if not comparison.links:
        lines += ["No passage of one is linked to a passage of another.", ""]
    for title, links in (("Where they differ", differing), ("What they share", alike)):
        lines += [f"## {title}", ""] if links else []
        for link in links:
            lines += [*_link(link, articles), ""]
    for article in comparison.articles:
        lines += _only(article, comparison.only.get(article.id, ()))
    if comparison.names:
        lines += ["## One name, several spellings", ""]
        lines += [f"- {_line(' = '.join(variants))}" for variants in comparison.names]
        lines.append("")
    return "\n".join(lines)


def _about(article: Article) -> str:
    facts = [article.outlet or "", long_day(article.published), f"{article.short_id} v{article.version}"]
    return f"**{_line(headline(article))}** · " + _line(" · ".join(fact for fact in facts if fact))


def web_address(url: str | None) -> str | None:
    """``url`` so that it is safe in a link; None where it is no address on the web."""
    try:
        parts = urlsplit(url) if url and len(url) <= _LONGEST_ADDRESS else None
    except ValueError:
        return None
    if url is None or parts is None or parts.scheme not in ("http", "https") or not parts.netloc:
        return None
    return quote(url, safe=":/?#@!$&()*+,;=%[]~", errors="replace")


def _address(url: str) -> str:
    address = web_address(url)
    return _line(url) if address is None else f"<{address}>"


def _link(link: Link, articles: Mapping[str, Article]) -> list[str]:
    title = f"### {link.kind} {similarity(link.similarity)}" + (" · moved" if link.moved else "")
    lines = [title, "", *_quotation(articles[link.left.article], link.left), ""]
    lines += [*_quotation(articles[link.right.article], link.right), ""]
    if link.shared:
        lines.append(f"- shares {_line(', '.join(dict.fromkeys(shared.text for shared in link.shared)))}")
    return [*lines, *(f"- {_difference(link, conflict, articles)}" for conflict in link.conflicts)]


def _difference(link: Link, conflict: Conflict, articles: Mapping[str, Article]) -> str:
    left, right = (outlet(articles[passage.article]) for passage in (link.left, link.right))
    what = _line(f"differs ({conflict.kind}): {conflict.left} ({left}) / {conflict.right} ({right})")
    return f"{what}; a missing date leaves it open" if conflict.open else what


def _only(article: Article, passages: Iterable[Passage]) -> list[str]:
    lines: list[str] = []
    for passage in passages:
        lines += [*_quotation(article, passage), ""]
    return [f"## Only in {_line(outlet(article))}", "", *lines] if lines else []


def _quotation(article: Article, passage: Passage) -> list[str]:
    address = web_address(article.content.metadata.url)
    source = _line(citation(article, (passage.start, passage.end), address=address is None))
    return [
        f"> {_line(passage.text)}",
        ">",
        f"> — {source}" + (f" <{address}>" if address else ""),
        f"> {comment(passage)}",
    ]
