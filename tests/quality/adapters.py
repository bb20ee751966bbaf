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


def rank(docs: list[dict[str, str]], queries: list[dict[str, str]]) -> dict[str, list[str]]:
    """The best hundred documents for each query, ranked as when none has all its words."""
    import tempfile
    from pathlib import Path

    from index.fulltext import FullText
    from index.model import Article, CleanArticle, Metadata

    def article(doc: dict[str, str]) -> Article:
        content = CleanArticle(Metadata(headline=doc["title"]), doc["text"], ())
        return Article(doc["id"], 1, doc["id"], "", (doc["id"],), content)

    with tempfile.TemporaryDirectory() as folder:
        index = FullText.create(Path(folder) / "fulltext")
        index.add(article(doc) for doc in docs)
        return {query["id"]: list(index.any_words(query["query"], 100)) for query in queries}
