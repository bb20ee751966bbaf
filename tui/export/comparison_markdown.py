"""Comparisons as Markdown, every quotation with its citation. Pure.

A citation names outlet, headline, day, address and the offsets in the clean text of one version, so that a quotation
can be checked against the archive (:mod:`tui.export.quotations`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from index.model import Article, Comparison, Conflict, Link, Passage
from tui.export.citations import citation, linked_address
from tui.export.escape import escaped_line, web_address
from tui.export.quotations import comment
from tui.rendering.dates import long_day, span_of_days
from tui.rendering.labels import headline, outlet, similarity


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
    facts = [
        article.outlet or "",
        long_day(article.published),
        article.reference.in_citation(),
    ]
    return f"**{escaped_line(headline(article))}** · " + escaped_line(" · ".join(fact for fact in facts if fact))


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
