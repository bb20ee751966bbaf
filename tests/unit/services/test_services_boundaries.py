"""The services at their boundaries: what an import expects, when its index is opened again, what is compared."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import cast

import pytest

from index.archive import Archive
from index.errors import UsageError
from index.formats import FoundFile, expected_articles
from index.model import Article, CleanArticle, Comparison, Difference, Metadata, PartialDate, SkippedSource
from index.services import index_manager
from index.services.article_comparison import ArticleComparison, never
from index.services.differences.service import Differences
from index.services.imports.expected import Expected
from index.services.imports.steps import End, Refused, Same, path_of
from index.services.index_manager import IndexManager
from index.store import ReadFile, Store

# --- What an import expects -------------------------------------------------------------------------------------------


def test_an_import_expects_nothing_before_it_begins() -> None:
    expected = Expected()
    assert (expected.done, expected.total) == (0, 0)
    expected.begin([])
    assert (expected.done, expected.total) == (0, 0)


def test_each_file_is_expected_to_be_one_record_and_counts_as_one() -> None:
    expected = Expected()
    expected.begin([FoundFile(Path(f"{number}.txt"), 9, 0) for number in range(3)])
    assert (expected.done, expected.total) == (0, 3)
    expected.record()
    assert (expected.done, expected.total) == (1, 3)
    expected.file()
    assert (expected.done, expected.total) == (1, 3)
    # One without a record.
    expected.file()
    assert (expected.done, expected.total) == (2, 3)
    # One with more records than expected.
    for done in (3, 4, 5):
        expected.record()
        assert (expected.done, expected.total) == (done, max(3, done))
    expected.file()
    assert (expected.done, expected.total) == (5, 5)


def test_the_records_of_a_file_are_counted_in_place_of_its_estimate() -> None:
    files = [FoundFile(Path("many.jsonl"), 1 << 20, 0), FoundFile(Path("one.txt"), 9, 0)]
    guess = expected_articles(files[0])
    expected = Expected()
    expected.begin(files)
    assert guess > 2 and expected.total == guess + 1
    expected.record()
    expected.record()
    assert (expected.done, expected.total) == (2, guess + 1)
    expected.file()
    assert (expected.done, expected.total) == (2, 3)


def test_the_path_of_a_step() -> None:
    assert path_of(Same("a.txt")) == "a.txt"
    assert path_of(SkippedSource("b.txt", "empty")) == "b.txt"
    assert path_of(End(ReadFile("d.txt", 9, 0, ""))) == "d.txt"
    assert path_of(Refused(SkippedSource("c.txt", "locked"))) == "c.txt"


# --- The index --------------------------------------------------------------------------------------------------------


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "one.md").write_text("---\ntitle: Ferry\n---\nThe ferry sank off the reef on Monday night.\n")
    return folder


def test_an_index_that_was_just_rebuilt_is_not_opened_again(
    tmp_path: Path, articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Archive.open(tmp_path / "archive") as archive:
        list(archive.add([articles]))
        list(archive.rebuild())
        monkeypatch.setattr(index_manager, "index_of", None)
        assert archive.search("ferry").total == 1


def test_an_index_that_was_not_rebuilt_to_its_end_is_not_asked(
    tmp_path: Path, articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise OSError

    with Archive.open(tmp_path / "archive") as archive:
        list(archive.add([articles]))
        with monkeypatch.context() as patched:
            patched.setattr(index_manager, "rebuilt", fails)
            with pytest.raises(OSError):
                list(archive.rebuild())
        assert archive.search("ferry").total == 1


# --- Comparing --------------------------------------------------------------------------------------------------------

REEF = "The ferry Halvane ran aground on the reef off Tessel Point with 212 passengers aboard."


def written(id: str, text: str, day: str = "2021-01-05") -> Article:
    metadata = Metadata(published=PartialDate.parse(day))
    return Article(id, 1, id, "", (), CleanArticle(metadata, text, ((0, len(text)),)))


class Index:
    """An index of given articles, which finds all of them."""

    def __init__(self, *ids: str) -> None:
        self._ids = ids

    def ask(self, question: Callable[[Index], object]) -> object:
        return question(self)

    def counts(self, index: Index) -> Index:
        return index

    def document_count(self) -> int:
        return 1000

    def document_frequencies(self, terms: Iterable[str]) -> dict[str, int]:
        return dict.fromkeys(terms, 3)

    def articles_reporting(self, terms: Sequence[str], limit: int) -> Sequence[str]:
        return self._ids[:limit]


class NoDifferences:
    def between(self, ids: Sequence[str], cancelled: Callable[[], bool]) -> tuple[list[Difference], str]:
        return [], ""


@pytest.fixture
def comparing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., ArticleComparison]:
    """Makes the service for an archive of given articles."""

    def made(*articles: Article) -> ArticleComparison:
        known = {article.id: article for article in articles}
        monkeypatch.setattr(ArticleComparison, "_article", lambda self, id: known[id])
        monkeypatch.setattr(ArticleComparison, "_articles", lambda self, ids: {id: known[id] for id in ids})
        store = Store.open(tmp_path / "store", create=True)
        return ArticleComparison(store, cast(IndexManager, Index(*known)), cast(Differences, NoDifferences()))

    return made


@pytest.mark.parametrize("count", [8, 9])
def test_eight_articles_are_compared_at_most(comparing: Callable[..., ArticleComparison], count: int) -> None:
    ids = [f"a{n}" for n in range(count)]
    service = comparing(*(written(id, REEF) for id in ids))
    if count == 8:
        assert len(service.compare(ids, never, None).articles) == 8
    else:
        with pytest.raises(UsageError, match="two to eight"):
            service.compare(ids, never, None)


@pytest.mark.parametrize(("size", "shown"), [(100_000, 0), (100_001, 1)])
def test_long_articles_are_shown_before_they_are_compared(
    comparing: Callable[..., ArticleComparison], size: int, shown: int
) -> None:
    meanwhile: list[Comparison] = []
    texts = (REEF + " " * (60_000 - len(REEF)), REEF + " " * (size - 60_000 - len(REEF)))
    service = comparing(*(written(f"a{n}", text) for n, text in enumerate(texts)))
    found = service.compare(["a0", "a1"], never, meanwhile.append)
    assert (len(meanwhile), len(found.links)) == (shown, 1)


def parallel_ids(service: ArticleComparison, own: Article, limit: int) -> list[str]:
    return [each.passage.article for each in service.parallels(own, 0, limit)[1]]


@pytest.mark.parametrize(("others", "best"), [(18, "z"), (19, "b00")])
def test_the_surroundings_of_the_eighteen_closest_sentences_are_compared(
    comparing: Callable[..., ArticleComparison], others: int, best: str
) -> None:
    around = "Lifeboats from Korrin took everyone ashore before the tide turned."
    shorter = "The ferry Halvane ran aground on the reef."
    own = written("a", f"{REEF} {around}")
    near = [written(f"b{n:02}", shorter) for n in range(others - 1)]
    service = comparing(own, *near, written("z", f"{shorter} {around}"))
    assert parallel_ids(service, own, 3)[0] == best


def test_parallels_are_looked_for_in_twenty_five_articles(comparing: Callable[..., ArticleComparison]) -> None:
    own = written("a", REEF)
    poor = [written(f"b{n:02}", "Nothing of the kind.") for n in range(24)]
    service = comparing(own, *poor, written("y", REEF), written("z", REEF))
    assert parallel_ids(service, own, 18) == ["y"]
    # Whoever asks for more parallels has them looked for in as many more articles.
    assert parallel_ids(service, own, 19) == ["y", "z"]


# --- Removing ---------------------------------------------------------------------------------------------------------


def test_an_article_that_was_not_grouped_yet_can_be_removed(tmp_path: Path, articles: Path) -> None:
    (articles / "two.md").write_text("---\ntitle: Mill\n---\nThe mill at Dunmoor burned down in March.\n")
    with Archive.open(tmp_path / "archive") as archive:
        list(archive.add([articles]))
        ferry, mill = (archive.search(word).hits[0].id for word in ("ferry", "mill"))
        with archive._store.writing() as writer:
            writer._db.execute("DELETE FROM story_articles WHERE article = ?", (ferry,))
        archive.remove([ferry, mill])
        assert (archive.search("").total, archive.stories()) == (0, ())
