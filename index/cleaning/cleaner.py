"""The one function that cleans, whatever the form of the source."""

from __future__ import annotations

from dataclasses import replace

from index.model import CleanArticle, LineEvidence, SourceDocument


def clean(document: SourceDocument, evidence: LineEvidence | None = None) -> CleanArticle:
    """The article in ``document``; ``evidence`` is what the archive knows of its outlet's lines.

    Never raises for any text: an article that would come out empty is shown whole, and flagged.
    """
    if document.form == "html":
        from index.cleaning import page

        article = page.clean(document.text, document.declared, evidence)
    elif document.form == "markdown":
        from index.cleaning import markdown

        article = markdown.clean(document.text, document.declared, evidence)
    else:
        from index.cleaning import plain

        article = plain.clean(document.text, document.declared, evidence)
    return replace(article, flags=(*document.flags, *article.flags)) if document.flags else article
