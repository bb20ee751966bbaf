"""The one door to an archive of articles: import, search, read and compare.

Importing this module is cheap. What takes long to load (the full-text engine, the extractor, numpy) is loaded by the
first call that needs it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO

from index.model import (
    Article,
    BackupReport,
    Changes,
    CheckReport,
    CleanedSource,
    Comparison,
    Coverage,
    Difference,
    DisputedFact,
    Edition,
    Explanation,
    FieldNames,
    FormatNames,
    Hit,
    JudgeChoice,
    Matches,
    Matrix,
    Parallel,
    Passage,
    Progress,
    Quotation,
    QuotationCheck,
    ResultPage,
    ResultStream,
    Reuse,
    ReuseGroup,
    Rule,
    SettledAs,
    SkippedSource,
    Sort,
    SourceDocument,
    Statistics,
    Story,
    StoryDifferences,
    Version,
)
from index.services.article_comparison import PARALLELS, ArticleComparison, never
from index.services.article_search import ArticleSearch
from index.services.contents.archive_contents import Contents
from index.services.curation import Curation
from index.services.differences.service import Differences
from index.services.index_manager import MOMENT, IndexManager
from index.services.line_rules import Hidden, Scope
from index.services.maintenance import Maintenance
from index.services.salvage import salvage as salvage  # noqa: PLC0414
from index.services.saved_searches import SavedSearches
from index.services.story_lookup import StoryLookup
from index.services.text_reuse import TextReuse
from index.store import Store
from index.store.whole.guard import guarded

if TYPE_CHECKING:
    from index.formats import FolderWatch, Program
    from index.query.forms import QueryForm

Poll = Callable[[], bool]
"""Whether the work is to end; called often."""


@guarded
class Archive(AbstractContextManager["Archive"]):
    """An open archive. Several threads may use it, also while another process writes to it.

    An ``id`` is an article's full id or a unique prefix of one: methods that take one raise UnknownArticle or
    AmbiguousArticle. Methods that write wait a few seconds for another writer, then raise ArchiveLocked. A method with
    ``cancelled`` polls it and raises Cancelled soon after it returns true.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._index = IndexManager(store)
        self._search = ArticleSearch(store, self._index)
        self.saved = SavedSearches(store, self._search)
        """The searches that the reader keeps."""
        self.contents = Contents(store)
        """All that it holds, to be written elsewhere."""
        self._stories = StoryLookup(store, self._index)
        self._differences = Differences(store, self._index)
        self._comparison = ArticleComparison(store, self._index, self._differences)
        self._reuse = TextReuse(store)
        self._curation = Curation(store, self._index)
        self._maintenance = Maintenance(store, self._index)

    @classmethod
    def open(cls, path: Path | str, *, create: bool = True) -> Archive:
        """Open the archive in the folder ``path``; ``create`` makes one where there is none.

        Raises NotAnArchive, ArchiveTooNew or ArchiveDamaged.
        """
        # Not resolve(): errors and reports name the folder as the reader does.
        return cls(Store.open(Path(os.path.abspath(path)), create=create))  # noqa: PTH100

    @property
    def path(self) -> Path:
        """The archive's folder."""
        return self._store.folder

    def close(self) -> None:
        """Close all files; the archive cannot be used afterwards."""
        self._index.close()
        self._store.close()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def add(
        self, paths: Iterable[Path | str], *, stream: BinaryIO | None = None, follow_links: bool = False,
        dry_run: bool = False, fields: FieldNames | None = None,
    ) -> Iterator[Progress]:  # fmt: skip
        """Import files, folders and a stream named ``stdin``; ``fields`` of records are kept for later imports, too.

        What a progress reports is committed but in a ``dry_run``; the last has the report. Raises ArchiveFull.
        """
        from index.services.imports.importer import import_files

        with self._store.lock(wait=MOMENT):
            steps = import_files(self._store, self._index.to_write, paths, stream, follow_links, dry_run, fields)
            yield from self.saved.with_news(steps)
            self._store.keep_reserve()

    # --- Searching, reading, verifying, comparing ---

    def search(
        self, query: str, limit: int = 20, offset: int = 0, sort: Sort = "relevance", as_typed: bool = False,
        cancelled: Poll | None = None, facets: bool = True, suggestions: bool = True, fold: bool = False,
    ) -> ResultPage:  # fmt: skip
        """The hits of a query from ``offset`` on; an empty query lists all articles, the newest first.

        ``as_typed`` reads the last word as a prefix; ``suggestions`` are for a query that finds nothing; with ``fold``
        articles with the same text share one hit, and facets count texts. Raises QueryError, which names the column.
        """
        return self._search.page(query, limit, offset, sort, as_typed, cancelled, facets, suggestions, fold)

    def stream(
        self, query: str, offset: int = 0, sort: Sort = "relevance", as_typed: bool = False, snippets: bool = True,
        most: bool = False, fold: bool = False,
    ) -> ResultStream:  # fmt: skip
        """The hits of a query from ``offset`` on, made as they are read; ``most``: also those that lack some words."""
        return self._search.stream(query, offset, sort, as_typed, snippets, most, fold)

    def hits(self, query: str, ids: Sequence[str], as_typed: bool = False) -> tuple[Hit, ...]:
        """Articles by their full ids as hits of a query, whether it finds them or not: of rank 0 and score 0."""
        return self._search.hits(query, ids, as_typed=as_typed)

    def matches(self, query: str, id: str, as_typed: bool = False) -> Matches:
        """Where an article has the words of a query; ``as_typed`` as in :meth:`search`."""
        return self._search.matches(query, self.article(id), as_typed=as_typed)

    def completions(self, text: str) -> list[str]:
        """Continuations of the query ``text``: whole queries with a field name, or with a value that articles have."""
        return self._search.completions(text)

    def explain(self, query: str, id: str) -> Explanation:
        """How an article scores for a query, or which parts of the query it lacks."""
        return self._search.explanation(query, self.article(id))

    def article(self, id: str, version: int | None = None) -> Article:
        """The article in its current version, or in the given one."""
        with self._store.reading() as reader:
            return reader.article(reader.find_id(id), version)

    def source(self, id: str) -> SourceDocument:
        """The source document that the article's text was made from."""
        with self._store.reading() as reader:
            return reader.document(reader.find_id(id))

    def headlines(self, ids: Iterable[str]) -> dict[str, str]:
        """Headlines by full id; unknown articles and those without a headline are left out."""
        with self._store.reading() as reader:
            return {id: found.headline for id, found in reader.articles(ids).items() if found.headline is not None}

    def verify(self, quotations: Iterable[Passage | Quotation]) -> tuple[QuotationCheck, ...]:
        """Whether quotations, and what they state about their articles, still match the archive; in the same order."""
        from index.services.verification import verify

        return verify(quotations, self.article)

    def compare(
        self, ids: Sequence[str], *, cancelled: Poll = never, meanwhile: Callable[[Comparison], None] | None = None
    ) -> Comparison:
        """Compare two to eight articles; an ``id:start-end`` keeps only the links that touch that span.

        Articles as long as books take seconds: ``meanwhile`` is then called first, with their passages and no links.
        """
        return self._comparison.compare(ids, cancelled, meanwhile)

    def differences(
        self, asked: str | Sequence[str], *, cancelled: Poll = never, judge: JudgeChoice | None = None
    ) -> StoryDifferences:
        """The facts on which some articles, or for one id those of its story, differ; of many the most central 24.

        A ``judge`` is asked about each pair once. Raises UsageError.
        """
        return self._differences.of(self._stories.find(asked) if isinstance(asked, str) else asked, cancelled, judge)

    def settle(self, difference: Difference | DisputedFact, verdict: SettledAs, reason: str = "") -> None:
        """Keep a reader's decision on a difference, or on all differences of a fact."""
        self._differences.settle(difference, verdict, reason)

    def unsettle(self, difference: Difference | DisputedFact) -> None:
        """Delete a reader's decision."""
        self._differences.unsettle(difference)

    def parallels(self, id: str, start: int, limit: int = PARALLELS) -> tuple[Passage, tuple[Parallel, ...]]:
        """The sentence at the offset ``start``, and who else reports it, best first; a larger limit searches more."""
        return self._comparison.parallels(self.article(id), start, limit)

    def coverage(self, id: str, *, whole: bool = False, cancelled: Poll = never) -> tuple[Coverage, ...]:
        """Which other outlets report each passage of an article, where one does; ``whole`` looks at more, slower."""
        article = self.article(id)
        self._stories.group_new()
        return self._comparison.coverage(article, whole=whole, cancelled=cancelled)

    def matrix(self, id: str, *, cancelled: Poll = never) -> Matrix:
        """Which articles of a story have which facts, and which left them out; of a large story the most central."""
        return self._comparison.matrix(self._stories.find(id), cancelled)

    def reuse(self, id: str | None = None, *, limit: int | None = None) -> tuple[Reuse, ...]:
        """Who shares text with an article, and where; without ``id`` all pairs, with agencies of ``limit`` of them."""
        return self._reuse.pairs(id, limit)

    def reuse_groups(self, id: str | None = None, *, limit: int | None = None) -> tuple[tuple[ReuseGroup, ...], int]:
        """The first ``limit`` texts that several articles have, or that ``id`` shares, and how many there are."""
        return self._reuse.groups(id, limit)

    def editions(self, ids: Iterable[str]) -> dict[str, tuple[Edition, ...]]:
        """By full id, for articles that have near-duplicates: the article and all of these, the earliest first."""
        return self._reuse.editions(ids)

    def versions(self, id: str) -> tuple[Version, ...]:
        """All versions of an article and of its near-duplicates, the earliest first."""
        return self._reuse.versions(id)

    def changes(self, old: str, new: str) -> Changes:
        """What changed from ``old`` to ``new``, each an ``id`` or an ``id@version``."""
        return self._reuse.changes(old, new)

    def stories(self, ids: Sequence[str] | None = None) -> tuple[Story, ...]:
        """The latest first, with the lead passages that are stored; or those of ``ids``, as :meth:`story`."""
        return self._stories.all() if ids is None else self._stories.with_leads(ids)

    def story_of(self, id: str) -> Story | None:
        """The story of an article; None while another process has not grouped it yet."""
        return self._stories.of_article(id)

    def story(self, id: str) -> Story:
        """The story with that id, or of the article with it, and its lead passages: finding them takes some .05 s."""
        return self._stories.with_leads([id])[0]

    # --- Changes by a reader, and the state of the archive ---

    def tag(self, ids: Iterable[str], add: Iterable[str] = (), remove: Iterable[str] = ()) -> None:
        """Add tags to articles and remove others."""
        self._curation.tag(ids, add, remove)

    def remove(self, ids: Iterable[str]) -> None:
        """Remove articles with their sources; importing their files again brings them back."""
        self._curation.remove(ids)
        self._comparison.forget_coverage()
        self._differences.forget()

    def hide(self, id: str, start: int, scope: Scope = "article") -> Article:
        """Hide the line at an offset, in this article or in all, also later ones, of its outlet; the new version."""
        return self._curation.hide(self.article(id), start, scope)

    def keep(self, id: str, hidden: Hidden, scope: Scope = "article") -> Article:
        """Show a hidden line, or the one at that index, or several as one group, again; the new version."""
        return self._curation.keep(self.article(id), hidden, scope)

    def undo_hide(self) -> Rule | None:
        """Delete the newest rule, whether it hides or keeps a line, and return it; None where there is none."""
        return self._curation.undo()

    def rules(self) -> tuple[Rule, ...]:
        """The rules on lines, the oldest first."""
        return self._curation.rules()

    def remove_rule(self, number: int) -> Rule:
        """Delete a rule and clean its articles again: lines it hid come back, lines it kept are hidden."""
        return self._curation.remove_rule(number)

    def check(self, repair: bool = False) -> CheckReport:
        """Verify every checksum; ``repair`` rebuilds an index out of step and has damaged articles read again."""
        return self._maintenance.check(repair=repair)

    def back_up(self, folder: Path, notify: Callable[[Progress], None] = lambda _: None) -> BackupReport:
        """Copy the archive of this moment to a new folder or over an earlier backup, and verify the copy."""
        return self._maintenance.back_up(folder, notify)

    def rebuild(self) -> Iterator[Progress]:
        """Rebuild the index and the stories from the store."""
        yield from self._index.rebuild()

    def rebuild_if_needed(self) -> Iterator[Progress]:
        """Rebuild the index if it is damaged, missing or of an earlier format, as a search does; else yield nothing."""
        yield from self._index.rebuild_if_needed()

    def watch(self, notify: Callable[[Progress], None]) -> None:
        """Call ``notify`` while a query waits for a rebuild, in the thread of the query; the last stage is ``done``."""
        self._index.notify = notify

    def statistics(self) -> Statistics:
        """Counts of articles, outlets, stories and documents, the span of days, and the bytes on disk."""
        return self._maintenance.statistics()

    def generation(self) -> int:
        """A number that every commit changes, also one of another process; cheap to read."""
        with self._store.reading() as reader:
            return reader.generation()


def file_formats() -> tuple[FormatNames, ...]:
    """The names of all file formats that can be imported."""
    from index.formats import formats

    return tuple(format.names for format in formats())


def format_list() -> str:
    """The file formats by their kinds, in a sentence, with their number; README lists them all."""
    kinds = "pages, web archives, news databases, PDF and office files, mail, feeds, tables, JSON and texts"
    return f"{len(file_formats())} formats: {kinds}"


def folder_watch(folders: Iterable[Path]) -> FolderWatch:
    """Finds the files that appear in folders, each time it is asked to look."""
    from index.formats import FolderWatch

    return FolderWatch(folders)


def programs() -> tuple[Program, ...]:
    """Where programs keep or export articles that can be imported."""
    from index.formats import PROGRAMS

    return PROGRAMS


def broken_plugins() -> tuple[str, ...]:
    """A sentence about each format of another package that cannot be used."""
    from index.formats import plugins

    return plugins()[1]


def query_forms() -> Sequence[QueryForm]:
    """What can be written in a query besides its fields, and what that finds."""
    from index.query.forms import FORMS

    return FORMS


def query_fields() -> tuple[tuple[str, str], ...]:
    """How each field of a query is written, and what it finds: ``("title:storm", "words of the headline")``."""
    from index.query.fields import FIELDS, Kind, presence_names

    named = f": {', '.join(presence_names())}"
    return tuple(
        (field.written, field.help + (named if field.kind is Kind.PRESENCE else "")) for field in FIELDS.values()
    )


def clean_file(path: Path | str) -> Iterator[CleanedSource | SkippedSource]:
    """The articles of a file, cleaned, without an archive."""
    from index.formats import read_file
    from index.services.imports.cleaning_pool import clean_records

    yield from clean_records(read_file(Path(path)))


def clean_stream(stream: BinaryIO, name: str) -> Iterator[CleanedSource | SkippedSource]:
    """The articles of a stream such as standard input, cleaned, without an archive.

    ``name`` is that of the file, or ``-``.
    """
    from index.formats import read_stream
    from index.services.imports.cleaning_pool import clean_records

    yield from clean_records(read_stream(stream, name))
