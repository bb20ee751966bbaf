"""The one function that cleans, whatever the form of the source."""

from __future__ import annotations

from dataclasses import replace

from index.cleaning.languages import SAMPLE, language_of
from index.cleaning.recurring import without_recurring
from index.model import CleanArticle, LineEvidence, Metadata, SourceDocument


def clean(document: SourceDocument, evidence: LineEvidence | None = None) -> CleanArticle:
    """The article in ``document``; ``evidence`` is what the archive knows of its outlet's lines.

    Never raises for any text: an article that would come out empty is shown whole, and flagged.
    """
    if document.form == "html":
        from index.cleaning import page

        article = page.clean(document.text, document.declared)
    elif document.form == "markdown":
        from index.cleaning import markdown

        article = markdown.clean(document.text, document.declared)
    else:
        from index.cleaning import plain

        article = plain.clean(document.text, document.declared)
    flags = (*document.flags, *article.flags) if document.flags else article.flags
    article = replace(article, metadata=_with_language(article.metadata, article.text), flags=flags)
    return article if evidence is None else without_recurring(article, document, evidence)


def _with_language(metadata: Metadata, text: str) -> Metadata:
    language = language_of(metadata.language, f"{metadata.headline or ''}\n{text[:SAMPLE]}")
    return metadata if language == metadata.language else replace(metadata, language=language)
