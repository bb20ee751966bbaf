"""The differences between two articles, by the linked passages that state them."""

from __future__ import annotations

from collections.abc import Iterable

from index.model import Conflict, Difference, Passage


class LinkedDifferences:
    """Looks up what two linked passages differ in, among all differences of their articles."""

    def __init__(self, found: Iterable[Difference]) -> None:
        # A headline or deck is no passage.
        self._found = [each for each in found if each.left.field == each.right.field == "text"]

    def of(self, left: Passage, right: Passage) -> tuple[Conflict, ...]:
        """What ``left`` and ``right`` differ in, in the order of ``left``; of the articles in the order of the pair."""
        found = [each for each in self._found if _within(each, left, right)]
        return tuple(_conflict(each) for each in sorted(found, key=lambda each: (each.left.span, each.right.span)))


def _within(found: Difference, left: Passage, right: Passage) -> bool:
    return all(
        passage.start <= stated.span[0] and stated.span[1] <= passage.end
        for stated, passage in ((found.left, left), (found.right, right))
    )


def _conflict(found: Difference) -> Conflict:
    return Conflict(
        kind=found.kind,
        left=found.left.text,
        right=found.right.text,
        left_span=found.left.span,
        right_span=found.right.span,
        open=found.claim == "open",
        left_by=found.left.speaker,
        right_by=found.right.speaker,
        claim=found.claim,
    )
