"""The differences between articles, by the linked passages that state them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from index.model import Comparison, Conflict, Difference, Link, Passage, StatedValue


def with_differences(comparison: Comparison, found: Iterable[Difference]) -> Comparison:
    """``comparison`` with what its linked passages differ in, in the order of the left passage.

    A difference is marked in every link whose passages state both its values, not only where they were compared.
    What a reader settled as no difference is left out, and of the rest the claim is the reader's.
    """
    by_articles: defaultdict[tuple[str, str], list[Difference]] = defaultdict(list)
    for each in found:
        by_articles[each.left.article, each.right.article].append(each)
        by_articles[each.right.article, each.left.article].append(each)

    def conflicts(link: Link) -> Iterator[Conflict]:
        for each in by_articles.get((link.left.article, link.right.article), ()):
            sides = (each.left, *each.left_also), (each.right, *each.right_also)
            lefts, rights = sides if each.left.article == link.left.article else reversed(sides)
            left, right = _first_within(lefts, link.left), _first_within(rights, link.right)
            claim = each.current_claim
            if claim is not None and left is not None and right is not None:
                yield Conflict(
                    kind=each.kind,
                    left=left.text,
                    right=right.text,
                    left_span=left.span,
                    right_span=right.span,
                    left_by=left.speaker,
                    right_by=right.speaker,
                    claim=claim,
                )

    def marked(link: Link) -> Link:
        return replace(link, conflicts=tuple(sorted(conflicts(link), key=lambda c: (c.left_span, c.right_span))))

    return replace(comparison, links=tuple(marked(link) for link in comparison.links))


def _first_within(places: Iterable[StatedValue], passage: Passage) -> StatedValue | None:
    """The first of some places that is in a passage; a headline or deck is in none."""
    return next((each for each in places if each.field == "text" and _within(each, passage)), None)


def _within(stated: StatedValue, passage: Passage) -> bool:
    return passage.start <= stated.span[0] and stated.span[1] <= passage.end
