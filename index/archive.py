"""The one door to an archive of articles: importing, searching, reading, comparing.

Importing this module is cheap. What takes long to load (the full-text engine, the extractor, numpy) is loaded by the
first call that needs it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO, Literal, Self

from index.errors import ArchiveError, Cancelled, UsageError
from index.model import (
    Article,
    Changes,
    CheckReport,
    CleanedSource,
    Comparison,
    Coverage,
    Edition,
    Explanation,
    FormatNames,
    HiddenLine,
    Matches,
    Matrix,
    Parallel,
    Passage,
    Progress,
    Quotation,
    ResultPage,
    Reuse,
    ReuseGroup,
    Rule,
    SkippedSource,
    Sort,
    SourceDocument,
    Statistics,
    Story,
    Verdict,
    Version,
)
from index.services.copy_detection import trace_copies
from index.services.copy_reports import groups_of, groups_of_all, reuse_of, reuse_of_all
from index.services.coverage import GutterDesk
from index.services.editions import editions_of, with_editions
from index.services.grouping import group_stories, renew_stories
from index.services.index_builder import readable
from index.services.index_manager import MOMENT, WAIT, IndexHandle
from index.services.index_sync import index_state
from index.services.passages import sentence, touching, with_span
from index.services.versions import article_named, changes_between, versions_of
from index.store import Store, Writer

if TYPE_CHECKING:
    from index.search.full_text import FullText

_LONG = 100_000
"""Characters from which comparing articles takes longer than a reader waits without a word."""
_COMPARED = 8
"""Articles of one comparison."""
PARALLELS = 18
"""Parallels of a passage that are told at first, from as many articles at most."""
_CANDIDATES = 25
"""Articles that are looked through for them."""


class Archive:
    """An archive, opened. May be used from several threads, and read while another process writes to it."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._index = IndexHandle(store)
        self._gutter = GutterDesk(store)

    @classmethod
    def open(cls, path: Path | str, *, create: bool = True) -> Archive:
        """Open the archive in the folder ``path``, or make one there.

        Raises NotAnArchive, ArchiveTooNew or ArchiveDamaged.
        """
        # Not resolve(): errors and reports name the folder as the reader does.
        return cls(Store.open(Path(os.path.abspath(path)), create=create))  # noqa: PTH100

    @property
    def path(self) -> Path:
        """The archive's folder."""
        return self._store.folder

    def close(self) -> None:
        """Let go of the files."""
        self._index.close()
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    # --- Importing ---

    def add(self, paths: Iterable[Path | str]) -> Iterator[Progress]:
        """Import files and folders; the last progress carries the report.

        What one progress tells of is committed before it comes. Raises ArchiveLocked when another import is going on
        for more than a moment longer, ArchiveFull when the disk takes no more.
        """
        from index.services.importer import ingest

        with self._store.lock(wait=MOMENT):
            # Before anything is stored: an index of a later broadsheet refuses the import as a whole, and one that is
            # there can be searched while the first import is going on.
            self._index.to_write()
            yield from ingest(self._store, self._index.to_write, paths)

    # --- Searching ---

    def search(
        self,
        query: str,
        limit: int = 20,
        offset: int = 0,
        sort: Sort = "relevance",
        as_typed: bool = False,
        cancelled: Callable[[], bool] | None = None,
        facets: bool = True,
        suggestions: bool = True,
    ) -> ResultPage:
        """The hits of a query from ``offset`` on; an empty query lists everything, newest first.

        ``as_typed`` takes the last word for the beginning of one; ``facets`` need not be counted, nor ``suggestions``
        looked for where nothing is found: asked once more, they come with the same page. Raises QueryError with its
        column, and Cancelled soon after ``cancelled()`` has become true.
        """
        page = self._index.ask(
            lambda index: index.search(
                query,
                self._articles,
                limit=limit,
                offset=offset,
                sort=sort,
                as_typed=as_typed,
                cancelled=cancelled,
                facets=facets,
                suggestions=suggestions,
            )
        )
        if not page.hits:
            return page
        with self._store.reading() as reader:
            return replace(page, hits=with_editions(reader, page.hits))

    def matches(self, query: str, id: str, as_typed: bool = False) -> Matches:
        """Where the words of a query stand in an article."""
        article = self.article(id)
        return self._index.ask(lambda index: index.matches(query, article, as_typed=as_typed))

    def completions(self, text: str) -> list[str]:
        """What the beginning of a query may go on to: whole texts with a field, or a value that articles have in it."""
        return self._index.ask(lambda index: index.completions(text, self._articles))

    def explain(self, query: str, id: str) -> Explanation:
        """Why an article answers a query and how it scored, or which parts of the query it lacks."""
        article = self.article(id)
        return self._index.ask(lambda index: index.explain(query, article.id))

    # --- Reading ---

    def article(self, id: str, version: int | None = None) -> Article:
        """The article with that id or unique beginning of one, in its current or a given version.

        Raises UnknownArticle or AmbiguousArticle.
        """
        with self._store.reading() as reader:
            return reader.article(reader.find_id(id), version)

    def source(self, id: str) -> SourceDocument:
        """What the article was made from."""
        with self._store.reading() as reader:
            return reader.document(reader.find_id(id))

    # --- Comparing ---

    def compare(
        self,
        ids: Sequence[str],
        *,
        cancelled: Callable[[], bool] = lambda: False,
        meanwhile: Callable[[Comparison], None] | None = None,
    ) -> Comparison:
        """Two to eight articles laid beside each other.

        An ``id:start-end`` leaves only the links that touch that span. Comparing articles as long as books takes
        seconds: ``meanwhile`` is handed their passages, without links, before that; it ends with Cancelled as soon as
        ``cancelled`` says so.
        """
        from index.comparison.compare import compare, uncompared

        wanted = [with_span(id) for id in ids]
        articles = [self.article(id) for id, _ in wanted]
        if not 2 <= len({article.id for article in articles}) == len(articles) <= _COMPARED:
            raise UsageError("A comparison takes two to eight different articles.", hint="Give their ids.")
        spans = {article.id: span for article, (_, span) in zip(articles, wanted, strict=True) if span is not None}
        if any(article.id in spans and spans[article.id][0] >= len(article.text) for article in articles):
            raise UsageError(
                "No passage of the article stands there.", hint="Offsets count characters of the clean text."
            )
        if meanwhile is not None and sum(len(article.text) for article in articles) > _LONG:
            meanwhile(uncompared(articles))
        check = _stopping(cancelled)
        found = self._index.ask(lambda index: compare(articles, self._index.counts(index), check))
        return touching(found, spans) if spans else found

    def parallels(self, id: str, start: int, limit: int = PARALLELS) -> tuple[Passage, tuple[Parallel, ...]]:
        """The sentence of an article in which ``start`` lies, and who else reports it, best first; at most ``limit``.

        The larger that is, the more articles are looked through.
        """
        from index.comparison.parallels import parallels, search_terms

        article = self.article(id)
        passage = sentence(article, start)

        def found(index: FullText) -> tuple[Parallel, ...]:
            counts = self._index.counts(index)
            further = max(0, limit - PARALLELS)
            near = index.articles_reporting(search_terms(passage, counts), _CANDIDATES + further + 1)
            candidates = self._articles([other for other in near if other != article.id])
            return parallels(passage, candidates.values(), counts, limit, article, closely=PARALLELS + further)

        return passage, self._index.ask(found)

    def coverage(
        self, id: str, *, whole: bool = False, cancelled: Callable[[], bool] = lambda: False
    ) -> tuple[Coverage, ...]:
        """Which other outlets report each passage of an article.

        At once from the nearest articles of its story; ``whole`` takes longer, and looks beyond it. Ends with Cancelled
        as soon as ``cancelled`` says so.
        """
        article = self.article(id)
        self._group_what_is_new()
        asked = self._gutter.whole if whole else self._gutter.coverage
        return self._index.ask(lambda index: asked(article, index, self._index.counts(index), _stopping(cancelled)))

    def verify(self, quotations: Iterable[Passage | Quotation]) -> tuple[Verdict, ...]:
        """Whether each quotation still stands where it says, and is of what it says, in the same order."""
        from index.services.verification import verify

        return verify(quotations, self.article)

    def reuse(self, id: str | None = None, *, limit: int | None = None) -> tuple[Reuse, ...]:
        """Who shares copied text with an article, and where, most of it first; without ``id`` every pair, no spans.

        Of all pairs the first ``limit``, or all, have their agency.
        """
        self._trace_what_is_new()
        with self._store.reading() as reader:
            return reuse_of_all(reader, limit) if id is None else reuse_of(reader, reader.find_id(id))

    def reuse_groups(self, id: str | None = None, *, limit: int | None = None) -> tuple[tuple[ReuseGroup, ...], int]:
        """The first ``limit`` texts that several articles have, those with most copies first; and how many there are.

        With ``id`` only those of which that article has something.
        """
        self._trace_what_is_new()
        with self._store.reading() as reader:
            if id is None:
                return groups_of_all(reader, limit)
            found = groups_of(reader, reader.find_id(id))
            return found[:limit], len(found)

    def editions(self, ids: Iterable[str]) -> dict[str, tuple[Edition, ...]]:
        """By full id, for those articles that have near-duplicates: they and all these, the earliest first."""
        with self._store.reading() as reader:
            return editions_of(reader, ids)

    def versions(self, id: str) -> tuple[Version, ...]:
        """All versions of an article and of its near-duplicates, also from before a source changed; earliest first."""
        self._trace_what_is_new()
        with self._store.reading() as reader:
            return versions_of(reader, reader.find_id(id))

    def changes(self, old: str, new: str) -> Changes:
        """What was changed from one article to another; ``id@number`` is a version of one."""
        with self._store.reading() as reader:
            before, after = article_named(reader, old), article_named(reader, new)
        return changes_between(before, after)

    # --- Stories ---

    def stories(self) -> tuple[Story, ...]:
        """The archive by event, the latest first."""
        self._group_what_is_new()
        with self._store.reading() as reader:
            return reader.stories()

    def story_of(self, id: str) -> Story | None:
        """The story of an article."""
        self._group_what_is_new()
        with self._store.reading() as reader:
            return reader.story_of(reader.find_id(id))

    def story(self, id: str) -> Story:
        """The story with that id, or the story of the article with it; unique beginnings are enough.

        Raises UnknownArticle or AmbiguousArticle.
        """
        self._group_what_is_new()
        with self._store.reading() as reader:
            return reader.find_story(id)

    def matrix(self, id: str, *, cancelled: Callable[[], bool] = lambda: False) -> Matrix:
        """Who has what of a story, and who left it out; of a large one for its most central articles.

        Ends with Cancelled as soon as ``cancelled`` says so.
        """
        from index.comparison.matrix import MOST, matrix

        story = self.story(id)
        articles = list(self._articles(story.articles[:MOST]).values())
        return self._index.ask(lambda index: matrix(story, articles, self._index.counts(index), _stopping(cancelled)))

    # --- A reader's own ---

    def tag(self, ids: Iterable[str], add: Iterable[str] = (), remove: Iterable[str] = ()) -> None:
        """Put tags on articles and take others off."""
        add, remove = list(add), list(remove)
        with self._changing() as writer:
            for id in [writer.find_id(id) for id in ids]:
                writer.tag(id, add, remove)

    def remove(self, ids: Iterable[str]) -> None:
        """Take articles out, with their sources; importing their files again brings them back."""
        with self._store.lock(wait=WAIT):
            with self._store.writing() as writer:
                gone = {writer.find_id(id) for id in ids}
                grouped = writer.grouped()
                stories = {grouped[id] for id in gone if id in grouped}
                for id in gone:
                    writer.remove(id)
            renew_stories(self._store, self._index.caught_up(), stories)
            self._gutter.clear()

    def hide(self, id: str, start: int, scope: Literal["article", "outlet"] = "article") -> Article:
        """Hide the line in which ``start`` lies, in this article or in all of its outlet's, also later ones.

        The clean text is made again as a new version, which is returned; :meth:`undo_hide` takes it back.
        """
        from index.services.line_rules import hide

        article = self.article(id)
        with self._changing() as writer:
            hide(writer, article, start, scope)
        return self.article(article.id)

    def keep(self, id: str, hidden: HiddenLine | int, scope: Literal["article", "outlet"] = "article") -> Article:
        """Bring a hidden line back, in this article or wherever it is hidden in its outlet's, also in later ones.

        ``hidden`` is one of the article's hidden lines, or its index among them. The clean text is made again as a
        new version, which is returned; :meth:`undo_hide` takes it back.
        """
        from index.services.line_rules import keep

        article = self.article(id)
        with self._changing() as writer:
            keep(writer, article, hidden, scope)
        return self.article(article.id)

    def undo_hide(self) -> Rule | None:
        """Take back the rule that was made last, whether it hid a line or kept it; None where there is none."""
        rules = self.rules()
        return self.remove_rule(rules[-1].number) if rules else None

    def rules(self) -> tuple[Rule, ...]:
        """A reader's rules on lines, the oldest first."""
        with self._store.reading() as reader:
            return tuple(reader.rules())

    def headlines(self, ids: Iterable[str]) -> dict[str, str]:
        """The headlines of articles by their full ids; what has none, or is not there, is left out."""
        with self._store.reading() as reader:
            return {id: found.headline for id, found in reader.articles(ids).items() if found.headline is not None}

    def remove_rule(self, number: int) -> Rule:
        """Forget a rule and clean again what it concerned: what it hid comes back, what it kept goes."""
        from index.services.line_rules import forget

        with self._changing() as writer:
            return forget(writer, number)

    # --- The state of the archive ---

    def check(self, repair: bool = False) -> CheckReport:
        """Verify everything against its checksum.

        ``repair`` makes the index anew where it is not in step, and has the next import of the files of damaged
        articles mend these.
        """
        with self._store.reading() as reader:
            count, damaged = reader.count("articles"), tuple(reader.damages())
        if repair and damaged:
            with self._store.lock(wait=WAIT), self._store.writing() as writer:
                writer.forget_files(damage.id for damage in damaged)
        state = index_state(self._store, {damage.id for damage in damaged})
        if not repair or state == "sound":
            return CheckReport(count, damaged, state)
        for _ in self.rebuild():
            pass
        return CheckReport(count, damaged, "rebuilt")

    def rebuild(self) -> Iterator[Progress]:
        """Make the index, and the stories, anew from the store."""
        yield from self._index.rebuild()

    def mend(self) -> Iterator[Progress]:
        """Make an index anew that is damaged, missing or of an earlier kind; nothing comes where there is no need.

        Searching does so by itself: this is for who wants to tell how far it is.
        """
        yield from self._index.mend()

    def watch(self, told: Callable[[Progress], None]) -> None:
        """Have ``told`` called while an index is made anew because a question needs it, in the thread that asked.

        The last progress is of the stage ``done``.
        """
        self._index.told = told

    def statistics(self) -> Statistics:
        """What the archive holds."""
        with self._store.reading() as reader:
            outlets = reader.outlets()
            return Statistics(
                articles=reader.count("articles"),
                outlets=len(outlets),
                stories=reader.count("stories"),
                documents=reader.count("documents"),
                first=reader.days()[0],
                last=reader.days()[1],
                bytes=_bytes_below(self.path),
                by_outlet=outlets,
            )

    def generation(self) -> int:
        """Changes with every commit, also of another process; cheap."""
        with self._store.reading() as reader:
            return reader.generation()

    # --- Inside ---

    def _articles(self, ids: Sequence[str]) -> dict[str, Article]:
        with self._store.reading() as reader:
            return readable(reader, ids)

    @contextmanager
    def _changing(self) -> Iterator[Writer]:
        """One small change by the only writer; the index follows."""
        with self._store.lock(wait=WAIT):
            with self._store.writing() as writer:
                yield writer
            self._index.caught_up()

    def _trace_what_is_new(self) -> None:
        """Look for copies of what an import that was stopped left out, unless another process is at it."""
        with self._store.reading() as reader:
            if not reader.copies.is_behind():
                return
        with suppress(ArchiveError), self._store.lock():
            for _ in trace_copies(self._store):
                pass

    def _group_what_is_new(self) -> None:
        """Group what an import that was stopped left ungrouped, unless another process is at it."""
        with self._store.reading() as reader:
            if not reader.has_ungrouped():
                return
        with suppress(ArchiveError), self._store.lock():
            for _ in group_stories(self._store, self._index.caught_up(), ()):
                pass


def _stopping(cancelled: Callable[[], bool]) -> Callable[[], None]:
    def check() -> None:
        if cancelled():
            raise Cancelled("Nobody waits for this any more.")

    return check


def file_formats() -> tuple[FormatNames, ...]:
    """The names of all file formats that can be imported."""
    from index.formats import formats

    return tuple(format.names for format in formats())


def format_list() -> str:
    """The names of all file formats in a sentence: ``HTML, Markdown and plain text``."""
    *names, last = (names.name for names in file_formats())
    return f"{', '.join(names)} and {last}"


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
    from index.services.cleaning_pool import clean_records

    yield from clean_records(read_file(Path(path)))


def clean_stream(stream: BinaryIO, name: str) -> Iterator[CleanedSource | SkippedSource]:
    """The articles of a stream such as standard input, cleaned, without an archive.

    ``name`` is that of the file, or ``-``.
    """
    from index.formats import read_stream
    from index.services.cleaning_pool import clean_records

    yield from clean_records(read_stream(stream, name))


def _bytes_below(folder: Path) -> int:
    total = 0
    for path in folder.rglob("*"):
        with suppress(OSError):
            total += path.stat().st_size if path.is_file() else 0
    return total
