"""The blocks of a page that are not its body: each is hidden with its reason, but for menus and what is shown above."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from index.cleaning import lines as reading
from index.cleaning.boilerplate import cue
from index.cleaning.html.candidates import LINKED, MOST_ABOVE, is_one_of
from index.cleaning.html.structure import Aside, PageBlock, Structure, letters
from index.model import HiddenReason, Metadata

_NEAR = 3000
"""Letters and digits after the body in which words about its author are looked for."""
_MOSTLY = 0.8
"""The share of links from which on a caption is a teaser."""
_LEAST_TITLE = 4
"""Words of a headline of another story."""
_LEAST_REPEATED = 4
"""Words of a line that is a repetition, and not by chance the same."""
_LEAST_SENTENCE = 12
"""Words of a line in the head or foot of a page that is more than a menu."""
_LEAST_UNSEEN = 5
"""Words of a sentence that a browser shows after a click."""
LONGEST_BYLINE = 12
"""Words of a line with the name of an author that only says so."""
_LONGEST_CUED = 120
"""Words of a line below which it is searched for cues."""
_LONGEST_STAMP = 80
"""Characters of a line that may be a date alone."""


def shown_above(metadata: Metadata) -> set[str]:
    """The letters, in small, of what is shown above the text."""
    return {letters(text).casefold() for text in (metadata.headline, metadata.deck) if text}


class Rest:
    """Why each block is hidden that is no paragraph of the body."""

    def __init__(
        self,
        structure: Structure,
        metadata: Metadata,
        why: Mapping[int, HiddenReason],
        body: Sequence[int],
        shown: Collection[str],
    ) -> None:
        """``why`` has the known reasons, ``body`` the blocks that are shown, in order, ``shown`` their text."""
        self._structure = structure
        self._why = why
        self._shown = shown
        self._above = shown_above(metadata)
        self._authors = [name.casefold() for name in metadata.authors]
        self._top = self._title(structure, body[0]) if body else 0
        self._span = (structure.blocks[body[0]].start, structure.blocks[body[-1]].end) if body else (0, 0)
        self._said: set[int] = set()
        self.menus = structure.menus
        """Menus, buttons and short lines of the page's head and foot that are left out, so far."""

    def hidden(self, at: int) -> tuple[str, HiddenReason] | None:
        """The text and the reason of a block; None for what is shown or said elsewhere, and for menus."""
        block = self._structure.blocks[at]
        aside = self._structure.aside(block.place)
        if aside is not None and self._is_of_body(aside):
            if aside.start in self._said:
                return None
            self._said.add(aside.start)
            return aside.text, aside.reason
        if is_one_of(block, self._structure, self._above):
            return None
        known = self._why.get(at)
        if known is None and self._is_menu(block):
            self.menus += 1
            return None
        return block.text, known or self._reason(block)

    @staticmethod
    def _title(structure: Structure, first: int) -> int:
        """Where the article begins: at the heading above its first block, or there."""
        at = next((i for i in range(first, max(-1, first - MOST_ABOVE), -1) if structure.blocks[i].is_title), first)
        return structure.blocks[at].start

    def _is_of_body(self, aside: Aside) -> bool:
        """Whether a caption is inside the body's part of the page; words about the author also a little after it."""
        start, end = self._span
        near = end + _NEAR if aside.reason == HiddenReason.ABOUT_THE_AUTHOR else end
        start = self._top if aside.reason == HiddenReason.CAPTION else start
        return start <= aside.start < near and self._structure.linked(aside) < _MOSTLY

    def _is_menu(self, block: PageBlock) -> bool:
        """Whether a block is of the page's head or foot, or not seen, and no sentence."""
        start, end = self._span
        if not block.unseen and not (block.edge and not start <= block.start < end):
            return False
        words = len(block.text.split())
        is_sentence = words >= _LEAST_UNSEEN and not block.edge and reading.is_sentence(block.text)
        return (words < _LEAST_SENTENCE and not is_sentence) or block.linked >= LINKED

    def _reason(self, block: PageBlock) -> HiddenReason:
        """What the page calls the element; else what its words, its form and its links show."""
        if block.role is not None:
            return block.role
        low = reading.lowered(block.text)
        words = reading.words_of(low)
        if len(words) >= _LEAST_REPEATED and block.text in self._shown:
            return HiddenReason.REPEATED_LINE
        if len(words) <= LONGEST_BYLINE and any(name in low for name in self._authors):
            return HiddenReason.BYLINE
        if len(words) < _LONGEST_CUED and (kind := cue(low, words)):
            is_beside = self._top <= block.start < self._span[1] or not kind.is_aside
            return kind if is_beside else HiddenReason.SITE_CHROME
        if len(block.text) <= _LONGEST_STAMP and reading.is_dated(block.text):
            return HiddenReason.TIMESTAMP
        if block.linked >= LINKED and len(words) >= _LEAST_TITLE:
            return HiddenReason.RELATED_STORY
        return HiddenReason.SITE_CHROME
