"""An archive of as many articles as wanted, made up as they are asked for, and jobs on it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import cast

from index.archive import Archive
from index.model import (
    Article,
    CleanArticle,
    Hit,
    Matches,
    Metadata,
    PartialDate,
    Progress,
    ResultPage,
    Statistics,
    Story,
)
from tui.jobs import Jobs


class FakeArchive:
    """As many articles as wanted, made up as they are asked for."""

    def __init__(self, total: int = 10_000) -> None:
        self.total = total
        self.asked: list[tuple[str, int]] = []
        self.completed: list[str] = []
        self.gate: Callable[[str], None] = lambda query: None

    def search(
        self,
        query: str,
        limit: int,
        offset: int = 0,
        sort: str = "relevance",
        *,
        as_typed: bool = False,
        cancelled: Callable[[], bool] | None = None,
        facets: bool = True,
        suggestions: bool = True,
        fold: bool = False,
    ) -> ResultPage:
        if not limit:
            return ResultPage(query, (), self.total, True, 0.001, "pears" if not self.total else None)
        self.asked.append((query, offset))
        self.gate(query)
        hits = tuple(self._hit(i, query) for i in range(offset, min(self.total, offset + limit)))
        return ResultPage(query, hits, self.total, True, 0.001, "pears" if not self.total else None)

    def _hit(self, index: int, query: str) -> Hit:
        return Hit(
            index + 1, f"id{index}", f"i{index}", 1.0, f"Headline {index} for {query}", "Daily Kite",
            PartialDate("2019-03-12"),             "a.txt", 440, "A passage.", 0, 10, ((2, 9),),
        )  # fmt: skip

    def article(self, id: str) -> Article:
        return Article(id, 1, id, "", ("a.txt",), CleanArticle(Metadata(headline=id), "A passage.", ((0, 10),)))

    def matches(self, query: str, id: str, *, as_typed: bool) -> Matches:
        return Matches((), (), ((2, 9),))

    def statistics(self) -> Statistics:
        return Statistics(self.total, 1, 0, self.total, None, None, 0, ())

    def completions(self, text: str) -> list[str]:
        self.completed.append(text)
        return [text + "ward"] if text.endswith("down") else []

    def story_of(self, id: str) -> Story | None:
        return None

    def coverage(self, id: str, *, whole: bool = False) -> tuple[()]:
        return ()

    def watch(self, told: Callable[[Progress], None]) -> None:
        pass

    def close(self) -> None:
        pass


def jobs_on(archive: FakeArchive) -> Jobs:
    return Jobs(Path("nowhere"), lambda _: cast(Archive, archive))
