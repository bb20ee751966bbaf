"""A clean article as text and as JSON: what ``show`` and ``clean`` have in common."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict

from index.model import CleanArticle, hidden_groups
from index.text import printable
from tui.export.json_text import Json
from tui.rendering.article.hidden_lines import ASIDES_ALONE, away, hidden_counts, with_hidden
from tui.rendering.article.layout import ArticleBlock
from tui.rendering.article.paragraphs import padded, paragraphs
from tui.rendering.dates import in_figures
from tui.rendering.labels import outlet_and_date
from tui.rendering.text.cells import shown
from tui.rendering.text.plain import plain_lines
from tui.rendering.text.wrap import as_is


def content_lines(content: CleanArticle, width: int | None) -> list[str]:
    """Headline, deck, byline, body, with captions and other asides in their places.

    ``width`` is None where lines are not to be broken, so that a pipe gets a paragraph a line.
    """
    metadata = content.metadata
    lines = plain_lines(metadata.headline or "(no headline)", width)
    if metadata.deck:
        lines += plain_lines(metadata.deck, width)
    byline = f"By {', '.join(metadata.authors)}" if metadata.authors else None
    lines += plain_lines(outlet_and_date(metadata.outlet, metadata.published, byline), width)
    updated = f"updated {in_figures(metadata.updated)}" if metadata.updated else None
    captured = f"captured {in_figures(metadata.captured)}" if metadata.captured else None
    if more := " · ".join(part for part in (metadata.section, updated, captured, *content.remarks) if part):
        lines += plain_lines(more, width)
    if content.origins:
        lines += plain_lines("from " + ", ".join(f"{field}: {origin}" for field, origin in content.origins), width)
    if metadata.url:
        lines += plain_lines(metadata.url, None)
    lines.append("")
    for block in with_hidden(paragraphs(content, (), width or 0), content, ASIDES_ALONE):
        lines += [*_block_lines(block, width), *[""] * block.space]
    return lines[:-1] if not lines[-1] else lines


def _block_lines(block: ArticleBlock, width: int | None) -> list[str]:
    """A paragraph with what is at its left: the bullet of an item, the bar of a quotation."""
    first, others = (block.lead or block.bar).ljust(block.indent), block.bar.ljust(block.indent)
    text = padded(block)
    if block.as_is or block.pads:
        text = printable(text, lines=True)
        room = width - block.indent if width else len(text)
        lines = [shown(text[line.start : line.end]) for line in as_is(text, room)]
    else:
        named = f"{text} ({block.aside})" if block.aside else text
        lines = plain_lines(named, None if width is None else width - block.indent)
    return [f"{others if number else first}{line}" for number, line in enumerate(lines)]


def hidden_note(content: CleanArticle) -> str:
    """How many lines are hidden, and of which kinds; empty for none."""
    lines = away(content)
    return f"{hidden_counts(lines)}; --json lists them." if lines else ""


def content_record(article: CleanArticle, path: str | None) -> Json:
    """The keys that an article has with or without an archive; ``path`` is where it was read from."""
    about = article.metadata
    group_of = {line: number for number, group in enumerate(hidden_groups(article)) for line in group}
    return {
        "title": about.headline,
        "deck": about.deck,
        "authors": list(about.authors),
        "outlet": about.outlet,
        "published": about.published,
        "updated": about.updated,
        "captured": about.captured,
        "section": about.section,
        "url": about.url,
        "path": path,
        "language": about.language,
        "text": article.text,
        "paragraphs": [list(span) for span in article.paragraphs],
        "kinds": list(article.kinds) or ["paragraph"] * len(article.paragraphs),
        "links": [asdict(link) for link in article.links],
        "hidden": [
            {**asdict(line), "aside": line.is_aside, "group": group_of.get(number)}
            for number, line in enumerate(article.hidden)
        ],
        "hidden_counts": dict(Counter(line.reason for line in away(article)).most_common()),
        "left_out": ["navigation"] if article.lacks_menus else [],
        "flags": list(article.remarks),
        "origins": dict(article.origins),
    }
