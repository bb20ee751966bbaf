"""What the benchmark scorers call, over the product's own code; one function a task."""

from __future__ import annotations


def clean_plain(text: str) -> list[int]:
    """The kept lines of a plain text, 0-based."""
    from index.cleaning.plain import clean
    from index.model import Metadata

    return list(clean(text, Metadata()).kept or ())


def clean_html(html: str) -> dict[str, object]:
    """Body, title, date and authors of a page."""
    from index.cleaning.page import clean
    from index.model import Metadata

    article = clean(html, Metadata())
    found = article.metadata
    return {"body": article.text, "title": found.headline, "date": found.published, "authors": list(found.authors)}
