"""Cleans one record: here, or as the function of a worker process."""

from __future__ import annotations

from index.model import CleanArticle, SourceDocument
from index.store.records import article_json, document_from_bytes


def clean_here(document: SourceDocument) -> CleanArticle:
    """Clean one record in this process."""
    from index.cleaning import clean

    return clean(document)


def cleaned(document: bytes) -> bytes:
    """The function that workers run: takes a serialized source document and returns its clean article, serialized."""
    return article_json(clean_here(document_from_bytes(document)))
