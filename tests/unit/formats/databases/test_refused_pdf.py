"""A PDF of several articles of a database is refused with what to download instead; one of a single article is read."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest

from index import formats
from index.model import SkippedSource, SourceDocument
from tests.unit.formats.databases.exports import LATE, SAILS, pdf


def factiva(number: int) -> Sequence[str]:
    return (
        f"Business\nFerry {number}\n120 words\n{number} March 2019\nThe Daily Quay\nEnglish\n(c) 2019 Quay Papers",
        f"{SAILS} {LATE}",
        f"Document QUAY00002019030{number}ef3400001",
        "Page 1 of 2 (c) 2020 Factiva, Inc. All rights reserved.",
    )


def europresse(number: int) -> Sequence[str]:
    return ("Le Quai", f"{number} mars 2019", "Le bac", f"{SAILS} {LATE}", f"news·2019030{number}·LQ·13a4")


def proquest(number: int) -> Sequence[str]:
    return (f"Ferry {number}", f"{SAILS} {LATE}", f"ProQuest document ID: 21{number}")


@pytest.mark.parametrize(
    ("article", "database", "instead"),
    [
        (factiva, "Factiva", "RTF or HTML"),
        (europresse, "Europresse", "HTML"),
        (proquest, "ProQuest", "text or RIS"),
    ],
)  # fmt: skip
def test_several_articles_are_refused(article: object, database: str, instead: str) -> None:
    assert callable(article)
    reason = f"several articles of {database} in one PDF, which cannot be divided exactly: download them as {instead}"
    for pages in ([article(4), article(5)], [[*article(4), *article(5)]], [article(4), ["Words."] * 3, article(5)]):
        (found,) = formats.read_stream(io.BytesIO(pdf(pages)), "a.pdf")
        assert isinstance(found, SkippedSource) and (found.kind, found.reason) == ("failed", reason)


@pytest.mark.parametrize("article", [factiva, europresse, proquest])
def test_one_article_is_read(article: object) -> None:
    assert callable(article)
    (found,) = formats.read_stream(io.BytesIO(pdf([article(4)])), "a.pdf")
    assert isinstance(found, SourceDocument) and LATE in found.text.replace("\n", " ")
