"""Comparisons as Markdown, every quotation with its source. Pure.

A citation names outlet, headline, day, address and the offsets in the clean text of one version, so that a quotation
can be checked against the archive (:mod:`tui.export.quotations`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from index.model import Article, Comparison, Link, Passage
from tui.export.citations import citation, linked_address
from tui.export.escape import escaped_line, web_address
from tui.export.quotations import comment
from tui.rendering import words
from tui.rendering.comparison.disputes import Dispute
from tui.rendering.comparison.rows import Column, ComparisonRows, rows_of
from tui.rendering.dates import long_day
from tui.rendering.labels import headline, outlet


def comparison_markdown(comparison: Comparison) -> str:
    """A comparison: its articles, where they differ, what else they share, what only one has, names."""
    return "\n".join(_lines(rows_of(comparison)))


def _lines(rows: ComparisonRows) -> Iterator[str]:
    yield from _opening(rows)
    if rows.disputes:
        yield from (f"## {words.DISAGREE}", "")
    for dispute in rows.disputes:
        yield from (*_dispute(dispute, rows), "")
    alike = [link for link in rows.comparison.links if not link.conflicts]
    if alike:
        yield from (f"## {words.SHARE}", "")
    for link in alike:
        yield from (*_link(link, rows), "")
    for column in rows.columns:
        yield from _only(column, rows.comparison.only.get(column.article.id, ()))
    if rows.comparison.names:
        yield from (f"## {words.ONE_NAME}", "")
        yield from (f"- {escaped_line(' = '.join(variants))}" for variants in rows.comparison.names)
        yield ""


def _opening(rows: ComparisonRows) -> Iterator[str]:
    """The articles, what restricts the comparison, and how much was found."""
    yield from ("# " + " / ".join(escaped_line(outlet(column.article)) for column in rows.columns), "")
    if rows.days:
        yield from (rows.days, "")
    for number, column in enumerate(rows.columns, start=1):
        address = column.article.content.metadata.url
        yield f"{number}. {_about(column)}" + (f" {linked_address(address)}" if address else "")
    yield ""
    if rows.comparison.note:
        yield from (escaped_line(rows.comparison.note), "")
    if rows.counts:
        yield from (
            escaped_line(" · ".join(f"{entry.sign} {entry.counted(number)}" for entry, number in rows.counts)),
            "",
        )
    if not rows.comparison.links:
        yield from (words.NO_LINKS, "")


def _about(column: Column) -> str:
    article = column.article
    authors = ", ".join(article.content.metadata.authors)
    facts = [article.outlet or "", long_day(article.published), authors, column.reference, *column.remarks]
    return f"**{escaped_line(headline(article))}** · " + escaped_line(" · ".join(fact for fact in facts if fact))


def _dispute(dispute: Dispute, rows: ComparisonRows) -> Iterator[str]:
    """Who says what, every passage that says it, and the links between these."""
    values = " against ".join(_sides(dispute, rows))
    open_ones = f" – {words.OPEN.meaning}" if dispute.open else ""
    yield from (f"### {escaped_line(f'{dispute.finding.sign} {dispute.kind}')}: {values}{open_ones}", "")
    for passage in dispute.passages:
        yield from (*_quotation(rows.column(passage.article).article, passage), "")
    for link in dispute.links:
        between = f"{rows.names[link.left.article]} – {rows.names[link.right.article]}"
        yield f"- {escaped_line(between)}: {'; '.join(_facts(link, rows))}"


def _sides(dispute: Dispute, rows: ComparisonRows) -> Iterator[str]:
    """Each value with its place, so that an edited one is found, and who states it."""
    for number, side in enumerate(dispute.sides):
        value = side.statements[0].value
        subject = f"{dispute.subject} " if dispute.subject and not number else ""
        about = escaped_line(f"{subject}({side.stated_by(rows.names)})")
        yield f"**{escaped_line(value.text)}** {comment(value)} {about}"


def _link(link: Link, rows: ComparisonRows) -> Iterator[str]:
    title, *facts = _facts(link, rows)
    yield from (f"### {title}", "")
    yield from (*_quotation(rows.column(link.left.article).article, link.left), "")
    yield from (*_quotation(rows.column(link.right.article).article, link.right), "")
    yield from (f"- {fact}" for fact in facts)


def _facts(link: Link, rows: ComparisonRows) -> list[str]:
    """What is known of a link; words that differ have their places, so that edited ones are found."""
    kind, *facts = rows.link_facts(link, rows.names)
    differing = [
        f"{each.kind} differs: {_stated(link.left, each.left)} / {_stated(link.right, each.right)}"
        for each in link.differs
    ]
    return [escaped_line(kind), *differing, *map(escaped_line, facts[len(differing) :])]


def _stated(passage: Passage, said: str) -> str:
    at = passage.text.find(said)
    if at < 0 or not said:
        return escaped_line(said)
    start = passage.start + at
    return f"**{escaped_line(said)}** {comment(replace(passage, start=start, end=start + len(said), text=said))}"


def _only(column: Column, passages: Iterable[Passage]) -> Iterator[str]:
    for number, passage in enumerate(passages):
        if not number:
            yield from (f"## {words.ONLY_IN} {escaped_line(column.name)}", "")
        yield from (*_quotation(column.article, passage), "")


def _quotation(article: Article, passage: Passage) -> list[str]:
    address = web_address(article.content.metadata.url)
    source = escaped_line(citation(article, (passage.start, passage.end), address=address is None))
    return [
        f"> {escaped_line(passage.text)}",
        ">",
        f"> — {source}" + (f" <{address}>" if address else ""),
        f"> {comment(passage)}",
    ]
