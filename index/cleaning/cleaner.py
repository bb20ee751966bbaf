"""Cleans a source document, whatever its form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from index.cleaning.metadata import bylines, captures
from index.cleaning.metadata.language_detection import SAMPLE, language_of, primary
from index.cleaning.metadata.origins import DECLARED, with_origin
from index.cleaning.outlet_habits import as_its_outlet
from index.cleaning.recurring_lines import without_recurring
from index.model import CleanArticle, DeclaredMetadata, OutletEvidence, SourceDocument
from index.text.mending import mended
from index.text.web_archives import original_address

MENDED = "encoding mended"
"""The flag of an article whose characters were encoded twice."""

_HEAD = 16_384
"""Bytes of a file in which its labelled lines are."""
_MAIL = "message/rfc822"
_LABELLED = ("text/plain", _MAIL)
"""Media types of files whose own bytes have labelled lines above the text."""
_NOTHING = DeclaredMetadata()
_CONTAINERS = {"text/markdown": "front matter", "application/json": "JSON record"}


def clean(document: SourceDocument, evidence: OutletEvidence | None = None) -> CleanArticle:
    """The article in ``document``; ``evidence`` is what the archive knows of its outlet.

    Raises for no text: an article of which cleaning leaves nothing is shown whole, and flagged.
    """
    text, was_mended = mended(document.text)
    if text != document.text:
        document = replace(document, text=text)
    if document.form == "html":
        from index.cleaning.html.cleaner import clean_page

        article = clean_page(document.text, document.declared)
    elif document.form == "markdown":
        from index.cleaning.markdown import clean_markdown

        article = clean_markdown(document.text, document.declared)
    else:
        from index.cleaning.plain_text.cleaner import clean_text
        from index.cleaning.plain_text.record import with_head, with_record

        article = clean_text(document.text, document.declared, whole=document.form in ("article", "record"))
        if document.form == "record":
            article = _with_stated_authors(article, document.declared.authors)
            article = with_record(article, document.data.decode("utf-8", "replace"))
        elif document.media_type in _LABELLED and document.declared != _NOTHING and document.record is None:
            file = document.data[:_HEAD].decode(document.encoding or "utf-8", "replace")
            article = with_head(article, file, document.text, is_mail=document.media_type == _MAIL)
    flags = (*document.flags, *((MENDED,) if was_mended else ()), *article.flags)
    article = _with_language(replace(article, flags=flags, origins=_named(article, document.media_type)))
    if captured := captures.captured(document, article.metadata.url):
        url = original_address(article.metadata.url) if article.metadata.url else None
        article = replace(article, metadata=replace(article.metadata, captured=captured, url=url))
    return article if evidence is None else without_recurring(as_its_outlet(article, evidence), document, evidence)


def _with_stated_authors(article: CleanArticle, stated: Sequence[str]) -> CleanArticle:
    """``article`` with the authors that its database states, where no rule for bylines of pages and texts finds any."""
    about = article.metadata
    if about.authors or not (authors := bylines.stated(stated, about.outlet)):
        return article
    return with_origin(replace(article, metadata=replace(about, authors=authors)), "byline", DECLARED)


def _named(article: CleanArticle, media_type: str) -> tuple[tuple[str, str], ...]:
    """The origins; what the file declares is named after its form."""
    container = _CONTAINERS.get(media_type, DECLARED)
    return tuple((field, origin.replace(DECLARED, container, 1)) for field, origin in article.origins)


def _with_language(article: CleanArticle) -> CleanArticle:
    known = article.metadata.language
    language = language_of(known, f"{article.metadata.headline or ''}\n{article.text[:SAMPLE]}")
    if language == known:
        return article
    agrees = primary(known) == language
    changed = replace(article, metadata=replace(article.metadata, language=language))
    return changed if language is None or agrees else with_origin(changed, "language", "its words")
