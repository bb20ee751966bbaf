"""Comparisons as Markdown, every quotation with where it stands. Pure.

A citation names outlet, headline, day, address and the offsets in the clean text of one version, so that a quotation
can be checked against the archive (:mod:`tui.quotations`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from index.model import Article, Comparison, Conflict, Link, Passage, Span
from index.text import printable
from tui.escaping import escaped_line, web_address
from tui.quotations import comment
from tui.wording import headline, long_day, outlet, similarity, span_of_days


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


def comparison_markdown(comparison: Comparison) -> str:
    """A comparison: its articles, where they differ, what else they share, what only one has, names."""
    articles = {article.id: article for article in comparison.articles}
    lines = ["# " + " / ".join(escaped_line(outlet(article)) for article in comparison.articles), ""]
    if days := span_of_days(article.published for article in comparison.articles):
        lines += [days, ""]
    for number, article in enumerate(comparison.articles, start=1):
        address = article.content.metadata.url
        lines.append(f"{number}. {_about(article)}" + (f" {linked_address(address)}" if address else ""))
    lines.append("")
    lines += [escaped_line(comparison.note), ""] if comparison.note else []
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
        lines += [f"- {escaped_line(' = '.join(variants))}" for variants in comparison.names]
        lines.append("")
    return "\n".join(lines)


def _about(article: Article) -> str:
    facts = [article.outlet or "", long_day(article.published), f"{article.short_id} v{article.version}"]
    return f"**{escaped_line(headline(article))}** · " + escaped_line(" · ".join(fact for fact in facts if fact))


def linked_address(url: str) -> str:
    """An address, as a link where it is one of the web."""
    address = web_address(url)
    return escaped_line(url) if address is None else f"<{address}>"


def _link(link: Link, articles: Mapping[str, Article]) -> list[str]:
    title = f"### {link.kind} {similarity(link.similarity)}" + (" · moved" if link.moved else "")
    lines = [title, "", *_quotation(articles[link.left.article], link.left), ""]
    lines += [*_quotation(articles[link.right.article], link.right), ""]
    if link.shared:
        lines.append(f"- shares {escaped_line(', '.join(dict.fromkeys(shared.text for shared in link.shared)))}")
    return [*lines, *(f"- {_difference(link, conflict, articles)}" for conflict in link.conflicts)]


def _difference(link: Link, conflict: Conflict, articles: Mapping[str, Article]) -> str:
    left, right = (outlet(articles[passage.article]) for passage in (link.left, link.right))
    what = escaped_line(f"differs ({conflict.kind}): {conflict.left} ({left}) / {conflict.right} ({right})")
    return f"{what}; a missing date leaves it open" if conflict.open else what


def _only(article: Article, passages: Iterable[Passage]) -> list[str]:
    lines: list[str] = []
    for passage in passages:
        lines += [*_quotation(article, passage), ""]
    return [f"## Only in {escaped_line(outlet(article))}", "", *lines] if lines else []


def _quotation(article: Article, passage: Passage) -> list[str]:
    address = web_address(article.content.metadata.url)
    source = escaped_line(citation(article, (passage.start, passage.end), address=address is None))
    return [
        f"> {escaped_line(passage.text)}",
        ">",
        f"> — {source}" + (f" <{address}>" if address else ""),
        f"> {comment(passage)}",
    ]
