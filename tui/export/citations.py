"""Where a quotation comes from, in plain text and in Markdown."""

from __future__ import annotations

from index.model import Article, Field, Reference, Span
from index.text import printable
from tui.export.escape import escaped_line, web_address
from tui.rendering.dates import long_day
from tui.rendering.labels import headline


def citation(article: Article, span: Span | None = None, *, address: bool = True, field: Field = "text") -> str:
    """Outlet, headline, day, address, version and offsets, as far as they are known, in plain text."""
    about = [article.outlet, f"“{headline(article)}”", long_day(article.published)]
    about += [article.content.metadata.url] if address else []
    start, end = span or (None, None)
    where = Reference(article.short_id, article.version, start, end, field).in_citation()
    return " ".join(printable(", ".join(part for part in about if part) + f" [{where}]").split())


def quoted(article: Article, span: Span) -> str:
    """A passage with its citation, in plain text, as it is copied."""
    return f"“{article.text[span[0] : span[1]]}”\n{citation(article, span)}\n"


def linked_address(url: str) -> str:
    """An address, as a link where it is one of the web."""
    address = web_address(url)
    return escaped_line(url) if address is None else f"<{address}>"
