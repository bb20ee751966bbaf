"""What an import has done so far."""

from __future__ import annotations

from collections import Counter

from index.model import ImportedArticle, SkippedSource


class Tally:
    """The rows of the report while they come in."""

    def __init__(self) -> None:
        self.articles: dict[str | tuple[str, str], ImportedArticle] = {}
        """By path; by path and id where a path has another article already. A large import has many rows."""
        self.skipped: list[SkippedSource] = []
        self.changed: list[str] = []
        """The ids of articles that are new or changed."""
        self._counts = Counter[str]()

    @property
    def counts(self) -> tuple[int, int, int, int]:
        """Articles added, updated and unchanged, and rows that were skipped."""
        counts = self._counts
        return counts["added"], counts["updated"], counts["unchanged"] + counts["same as another"], len(self.skipped)

    @property
    def failed(self) -> int:
        """Rows of files and records that should have been read and could not be."""
        return self._counts["failed"]

    def take(self, article: ImportedArticle) -> None:
        """Count one article."""
        place: str | tuple[str, str] = article.path
        before = self.articles.get(place)
        if before is not None and before.id != article.id:
            place = article.path, article.id
            before = self.articles.get(place)
        if before is not None and before.outcome in ("added", "updated"):
            # The same place again, as two members of one name: it changed in this import.
            return
        if before is not None:
            self._counts[before.outcome] -= 1
        self._counts[article.outcome] += 1
        if article.outcome in ("added", "updated"):
            self.changed.append(article.id)
        self.articles[place] = article

    def skip(self, row: SkippedSource) -> None:
        """Count one row that is no article."""
        self._counts[row.kind] += 1
        self.skipped.append(row)
