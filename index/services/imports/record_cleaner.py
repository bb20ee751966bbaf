"""Cleans one record: here, or as the function of a worker process."""

from __future__ import annotations

import hashlib
from typing import Final

from index.model import CleanArticle, SourceDocument
from index.model.articles import Form
from index.store.records import article_json, document_from_bytes

_TEXT: Final = """De veerboot vaart een week niet

Door Anna Veldman
3 maart 2021

De veerboot tussen de haven en het eiland vaart een week niet, omdat een motor is uitgevallen, zei de havenmeester op
dinsdag. Ongeveer 340 bewoners hebben de boot nodig voor voedsel en medicijnen.
"""
"""A small article for which all is loaded, the model of languages included."""
_PAGE: Final = "<html><head><title>De veerboot</title></head><body><article>{}</article></body></html>".format(
    "".join(f"<p>{line}</p>" for line in _TEXT.split("\n\n") * 3)
)


def clean_here(document: SourceDocument) -> CleanArticle:
    """Clean one record in this process."""
    from index.cleaning import clean

    return clean(document)


def cleaned(document: bytes) -> bytes:
    """The function that workers run: takes a serialized source document and returns its clean article, serialized."""
    return article_json(clean_here(document_from_bytes(document)))


def prepare() -> None:
    """Load what cleaning loads with the first records, so that processes that are copied later share it."""
    _clean("html", _PAGE)
    _clean("plain", _TEXT)


def _clean(form: Form, text: str) -> None:
    data = text.encode()
    clean_here(SourceDocument("", None, "", data, hashlib.sha256(data).hexdigest(), "utf-8", form, text))
