"""What a comparison says, row by row: the one model that the screen, plain text, Markdown, HTML and JSON draw.

Everything that one of them shows of a comparison is here, so that all of them show it: the articles with their days,
versions and who was first, the rows of passages, links and disputes where they appear, spellings, remarks and counts.
What a renderer adds is its own form only: colour, columns, quotation marks, addresses. Pure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from index.model import Article, Comparison, Link, Passage, surely_before, surely_first
from tui.rendering import dates, labels, words
from tui.rendering.comparison.arrangement import arrange
from tui.rendering.comparison.disputes import Dispute, disputes
from tui.rendering.comparison.layout import Cell, Key, Layout, key
from tui.rendering.comparison.level_rows import by_passage

Counts = tuple[tuple[words.Entry, int], ...]
"""How often each finding occurs, in the order of the legend; those that do not are left out."""


@dataclass(frozen=True, slots=True)
class Column:
    """One of the articles that are compared."""

    article: Article
    letter: str
    """``A`` for the first."""
    name: str
    """Short, and no other column has it."""
    edition: tuple[int, int] | None
    """Where its outlet published the piece several times: which of these it is, counted from 1, and how many."""
    first: bool
    """Whether it was surely published before all the others."""

    @property
    def reference(self) -> str:
        """The short id and the version of the text: ``k3xaqm2p v1``."""
        return self.article.reference.in_citation()

    @property
    def remarks(self) -> tuple[str, ...]:
        """What else there is to say of it: ``version 2 of 3``, ``first``."""
        version = words.version(*self.edition) if self.edition else ""
        return tuple(remark for remark in (version, words.FIRST if self.first else "") if remark)


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """One row, with the links and disputes that are listed below it."""

    cells: tuple[Cell | None, ...]
    links: tuple[Link, ...]
    """Those whose left end is on this row."""
    disputes: tuple[Dispute, ...]
    """Those that appear here for the first time."""


@dataclass(frozen=True)
class ComparisonRows:
    """A comparison as it is laid out."""

    comparison: Comparison
    layout: Layout
    columns: tuple[Column, ...]
    """In the order of the layout."""

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The names of the columns by article id."""
        return {column.article.id: column.name for column in self.columns}

    def column(self, id: str) -> Column:
        """The column of an article."""
        return self.columns[self.layout.articles.index(id)]

    @cached_property
    def days(self) -> str:
        """From the first to the last day of publication: ``12 – 14 March 2019``; empty where none is known."""
        return dates.span_of_days(column.article.published for column in self.columns)

    @cached_property
    def disputes(self) -> tuple[Dispute, ...]:
        """What the articles disagree on in the passages that are shown, from top to bottom."""
        return disputes(self.comparison, self.layout.links, self.layout.articles)

    @cached_property
    def rows(self) -> tuple[ComparisonRow, ...]:
        """From top to bottom."""
        links: list[list[Link]] = [[] for _ in self.layout.rows]
        for link in self.layout.links:
            links[self._row_of(link)].append(link)
        found: list[list[Dispute]] = [[] for _ in self.layout.rows]
        for dispute in self.disputes:
            found[min(map(self._row_of, dispute.links))].append(dispute)
        return tuple(
            ComparisonRow(row.cells, tuple(linked), tuple(disputed))
            for row, linked, disputed in zip(self.layout.rows, links, found, strict=True)
        )

    def _row_of(self, link: Link) -> int:
        return self.layout.ends(link)[0][0]

    @cached_property
    def counts(self) -> Counts:
        """How often each finding occurs in the whole comparison, whatever is laid out of it."""
        return counts(self.comparison)

    @cached_property
    def _firsts(self) -> frozenset[Key]:
        published = {article.id: article.published for article in self.comparison.articles}
        alike = [link for link in self.comparison.links if link.kind != "related"]
        return frozenset(
            place
            for place, links in by_passage(alike).items()
            if surely_first(published[place[0]], (published[_other_end(link, place).article] for link in links))
        )

    def is_first(self, cell: Cell) -> bool:
        """Whether its article was surely published before all others whose passages repeat or reword this one.

        All articles of the comparison count, also those that have no column. What is only related is left aside: that
        is not the same statement, and nobody was first with it.
        """
        return key(cell.passage) in self._firsts

    def earlier_of(self, link: Link) -> Column | None:
        """The column of the article that had it earlier; None where the dates leave that open or it is only related."""
        left, right = self.column(link.left.article), self.column(link.right.article)
        if link.kind == "related":
            return None
        if surely_before(left.article.published, right.article.published):
            return left
        return right if surely_before(right.article.published, left.article.published) else None

    def link_facts(self, link: Link, names: Mapping[str, str]) -> tuple[str, ...]:
        """``reworded .74, moved``, then the words that differ, who was earlier, and the words that both share."""
        earlier, shared = self.earlier_of(link), shared_words(link)
        return (
            f"{kind_and_similarity(link)}, {words.MOVED.word}" if link.moved else kind_and_similarity(link),
            *words.changed(link.differs),
            *((f"{words.EARLIER}: {names[earlier.article.id]}",) if earlier else ()),
            *((f"{words.SHARES} {', '.join(shared)}",) if shared else ()),
        )


def rows_of(comparison: Comparison, layout: Layout | None = None) -> ComparisonRows:
    """The rows of ``layout``; without one, of all the articles in their order with all their passages."""
    shown = layout or arrange(comparison, [article.id for article in comparison.articles])
    articles = {article.id: article for article in comparison.articles}
    return ComparisonRows(comparison, shown, columns([articles[id] for id in shown.articles], comparison))


def columns(articles: Sequence[Article], comparison: Comparison) -> tuple[Column, ...]:
    """The columns for some of the articles of a comparison."""
    names = names_of(articles)
    return tuple(
        Column(
            article,
            labels.column(place),
            names[article.id],
            _edition(article, comparison),
            _is_first(article, comparison),
        )
        for place, article in enumerate(articles)
    )


def dispute_counts(comparison: Comparison) -> Counts:
    """How many conflicts, updates, open questions and other differences the whole comparison has."""
    found = disputes(comparison, comparison.links, [article.id for article in comparison.articles])
    numbers = Counter(dispute.finding for dispute in found)
    return tuple((entry, numbers[entry]) for entry in words.DISPUTES.values() if numbers[entry])


def counts(comparison: Comparison) -> Counts:
    """How often each finding occurs in the whole comparison."""
    kinds = [link.kind for link in comparison.links]
    numbers = Counter({entry: kinds.count(kind) for kind, entry in words.LINKS.items()})
    numbers[words.MOVED] = sum(link.moved for link in comparison.links)
    numbers[words.ONLY_HERE] = sum(map(len, comparison.only.values()))
    numbers |= Counter(dict(dispute_counts(comparison)))
    # What differs in a link without a dispute is a word that changes the meaning.
    numbers[words.DIFFERS] += sum(bool(link.differs) and not link.conflicts for link in comparison.links)
    return tuple((entry, numbers[entry]) for entry in words.LEGEND if numbers[entry])


def names_of(articles: Sequence[Article]) -> Mapping[str, str]:
    """What each article is called beside its passages, by id.

    Two of one outlet have their headlines in their names, or where these are alike, their days.
    """
    outlets = [labels.outlet(article) for article in articles]
    headlines = [labels.headline(article) for article in articles]
    names = {}
    for article, outlet, headline in zip(articles, outlets, headlines, strict=True):
        on = dates.day(article.published, short=True)
        apart = f"{outlet}, {on}" if headlines.count(headline) > 1 and on else headline
        names[article.id] = apart if outlets.count(outlet) > 1 else outlet
    return names


def shared_words(link: Link) -> tuple[str, ...]:
    """The words that both sides have, each once, in the order of the left one; none where the passages are equal."""
    return () if link.left.text == link.right.text else tuple(dict.fromkeys(shared.text for shared in link.shared))


def kind_and_similarity(link: Link) -> str:
    """Kind and similarity: ``reworded .74``."""
    return f"{words.LINKS[link.kind].word} {labels.similarity(link.similarity)}"


def _edition(article: Article, comparison: Comparison) -> tuple[int, int] | None:
    editions = [edition.id for edition in comparison.editions.get(article.id, ())]
    return (editions.index(article.id) + 1, len(editions)) if article.id in editions else None


def _is_first(article: Article, comparison: Comparison) -> bool:
    others = (other.published for other in comparison.articles if other.id != article.id)
    return surely_first(article.published, others)


def _other_end(link: Link, place: Key) -> Passage:
    return link.right if key(link.left) == place else link.left
