"""Two to eight articles side by side: links between sentences, conflicts, sentences that only one has, names."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import combinations

from index.comparison.boilerplate import is_boilerplate
from index.comparison.links.alignment import MOST_SENTENCES, Aligned
from index.comparison.links.languages import languages, named_runs, note
from index.comparison.links.link_finder import LinkFinder, common_language
from index.comparison.links.name_groups import variants
from index.comparison.links.prepared_article import PreparedArticle
from index.comparison.links.shared_words import Wording, reason, wording
from index.comparison.passages import passages
from index.model import Article, Comparison, Link, Passage, Shared, Span, TermStatistics


def compare(
    articles: Sequence[Article], statistics: TermStatistics, check: Callable[[], None] = lambda: None
) -> Comparison:
    """Compare each two of ``articles``; ``statistics`` are those of the archive.

    ``check`` is called often and raises to stop the work, which takes seconds for articles of thousands of sentences.
    """
    spoken = languages(articles)
    sides = [_prepared(article, language, check) for article, language in zip(articles, spoken, strict=True)]
    finder = LinkFinder(statistics, check)
    links = [link for left, right in combinations(sides, 2) for link in _links(finder, left, right, check)]
    linked = {(p.article, p.start) for link in links for p in (link.left, link.right)}
    return Comparison(
        articles=tuple(articles),
        passages={side.article.id: side.passages for side in sides},
        links=tuple(links),
        only={
            side.article.id: tuple(
                p
                for p in side.passages[:MOST_SENTENCES]
                if (p.article, p.start) not in linked and not is_boilerplate(p.text)
            )
            for side in sides
        },
        names=variants(
            [mention.text for side in sides for mention in side.mentions], [article.text for article in articles]
        ),
        note=" ".join(part for part in (note(spoken), _not_compared(sides)) if part),
    )


def uncompared(articles: Sequence[Article]) -> Comparison:
    """``articles`` with their passages and no links: what a reader sees while they are compared."""
    return Comparison(
        articles=tuple(articles),
        passages={article.id: passages(article) for article in articles},
        links=(),
        only={article.id: () for article in articles},
        names=(),
    )


def _not_compared(sides: Sequence[PreparedArticle]) -> str:
    """A note for the reader if an article is too long to be compared whole; else empty."""
    if all(len(side.passages) <= MOST_SENTENCES for side in sides):
        return ""
    return f"Of each article the first {MOST_SENTENCES:,} sentences are compared."


def _prepared(article: Article, language: str, check: Callable[[], None]) -> PreparedArticle:
    check()
    return PreparedArticle(article, language)


def _links(
    finder: LinkFinder, left: PreparedArticle, right: PreparedArticle, check: Callable[[], None]
) -> Iterator[Link]:
    """The links between two articles, with the words that they share."""
    weights, same = finder.weights(common_language(left, right)), finder.spellings(left, right)
    one_language = left.language == right.language

    # Lines may recur in both articles.
    @cache
    def worded(one: str, other: str) -> Wording:
        return wording(one, other, weights, same, (left.language, right.language))

    mine, theirs = ((), ()) if one_language else (left.named_words(right), right.named_words(left))
    for found in finder.links(left, right):
        check()
        a, b = left.passages[found.i], right.passages[found.j]
        shown = worded(a.text, b.text)
        if not one_language:
            shown = replace(shown, common=named_runs(mine[found.i], theirs[found.j], weights, same))
        yield _link(a, b, found, shown)


def _link(a: Passage, b: Passage, found: Aligned, worded: Wording) -> Link:
    return Link(
        left=a,
        right=b,
        strength=found.strength,
        kind=found.kind,
        moved=found.moved,
        similarity=round(found.similarity, 4),
        reason=reason(a.text, worded.common, identical=found.kind == "verbatim"),
        shared=tuple(
            Shared(a.text[slice(*run.left)], _shifted(run.left, a.start), _shifted(run.right, b.start))
            for run in worded.common
        ),
        left_only=tuple(_shifted(span, a.start) for span in worded.left_only),
        right_only=tuple(_shifted(span, b.start) for span in worded.right_only),
        differs=found.differs,
    )


def _shifted(span: Span, by: int) -> Span:
    return span[0] + by, span[1] + by
