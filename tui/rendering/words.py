"""The words for what a comparison finds: kinds of link, moved sentences, conflicts. One table for all output.

Comparisons, matrices and gutters name things by this table on the screen and in every file, so that they cannot drift
apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from tui.rendering import signs

if TYPE_CHECKING:
    from index.model import ChangedWords, Claim, Conflict, DifferenceKind, LinkKind, OtherReport, Parallel


class Entry(NamedTuple):
    """One finding, as a legend lists it."""

    sign: str
    word: str
    """As it is written beside a passage: ``moved``."""
    many: str
    """After a number other than 1: ``3 conflicts``."""
    meaning: str
    """A few words that explain it to a newcomer."""

    def counted(self, number: int) -> str:
        """``12 reworded``, ``1 conflict``, ``3 conflicts``."""
        return f"{number:,} {self.word if number == 1 else self.many}"


LINKS: Final[Mapping[LinkKind, Entry]] = {
    "verbatim": Entry(signs.LINK_SIGNS["verbatim"], "verbatim", "verbatim", "the same words"),
    "reworded": Entry(signs.LINK_SIGNS["reworded"], "reworded", "reworded", "the same in other words"),
    "related": Entry(signs.LINK_SIGNS["related"], "related", "related", "about the same thing"),
}
MOVED: Final = Entry(signs.MOVED, "moved", "moved", "at another place of the text")
ONLY_HERE: Final = Entry(signs.ONLY, "only here", "only here", "only this article reports it")
CONFLICT: Final = Entry(signs.CONFLICT, "conflict", "conflicts", "both cannot be true")
OPEN: Final = Entry(signs.OPEN, "open conflict", "open conflicts", "something needed to tell is not known")
CLAIMS: Final[Mapping[Claim, Entry]] = {
    "conflict": CONFLICT,
    "update": Entry(signs.UPDATE, "update", "updates", "the later one is newer"),
    "open": Entry(signs.OPEN, "open", "open", "something needed to tell is not known"),
    "differs": Entry(signs.DIFFERS, "differs", "differ", "two values of what looks like one thing: look"),
}
"""What is claimed of a difference, the strongest claim first."""
DIFFERS: Final = CLAIMS["differs"]
"""Also of a link in which single words change the meaning."""
DISPUTES: Final[Mapping[Claim, Entry]] = {**CLAIMS, "open": OPEN}
"""The same for what linked passages differ in."""
LEFT_OUT: Final = Entry(signs.OUT, "left out", "left out", "the article does not report it")
LEGEND: Final = (*LINKS.values(), MOVED, ONLY_HERE, *DISPUTES.values())
"""Everything that a comparison can find, in the order of a legend."""
MATRIX_LEGEND: Final = (*LINKS.values(), *CLAIMS.values(), ONLY_HERE, LEFT_OUT)
"""What a matrix of a story shows of each article."""

WORDING: Final = "wording"
"""What two sentences differ in that are equal but for words of no other kind: ``praised`` and ``criticised``."""


def kind_of_fact(kind: DifferenceKind) -> str:
    """What a fact is called where the texts give it no name."""
    return WORDING if kind == "other" else kind


ABOVE: Final = "↑ earlier in"
"""Before the name of an article that has the passage further up; begins with an arrow."""
BELOW: Final = "↓ later in"
FIRST: Final = "first"
"""Of articles that report a passage, the one that was surely published before all the others."""
EARLIER: Final = "earlier"
"""Of the two articles of a link, the one that was surely published before the other."""
ONE_ARTICLE: Final = "One article alone differs from nothing: no other one of the archive is in its story."
"""In place of the differences of a story of one article."""
NO_LINKS: Final = "No passage of one article is linked to a passage of another."
DISAGREE: Final = "Where they differ"
SHARE: Final = "What they share"
ONLY_IN: Final = "Only in"
"""Before the name of an article."""
ONE_NAME: Final = "One name, several spellings"
SHARES: Final = "shares"
"""Before the words that both sides of a link have."""


def links_between(number: int) -> str:
    """``12 links between passages``."""
    return f"{number:,} {'link' if number == 1 else 'links'} between passages"


def version(number: int, of: int) -> str:
    """``version 2 of 3``: of the times that an outlet published one piece."""
    return f"version {number} of {of}"


def of_link(kind: LinkKind, differs: Sequence[ChangedWords]) -> Entry:
    """The entry for a link of ``kind``; where single words change the meaning, that it differs."""
    return DIFFERS if differs else LINKS[kind]


def changed(differs: Iterable[ChangedWords]) -> tuple[str, ...]:
    """What single words change: ``figure differs: 1947 / 1967``."""
    return tuple(f"{each.kind} differs: {each.left} / {each.right}" for each in differs)


def reported_by(outlets: Iterable[str], others: Sequence[OtherReport]) -> str:
    """Which outlets have the words of a passage, and how others report it.

    ``Kiln Courier, The Weir; 1967 in Plover Post; reworded in The Herald; related in Echo``.
    """
    parts = [", ".join(outlets)]
    said: dict[str, list[str]] = {}
    for one in sorted(others, key=lambda one: (not one.differs, [*LINKS].index(one.kind))):
        how = ", ".join(each.right for each in one.differs) or LINKS[one.kind].word
        said.setdefault(how, []).append(one.outlet)
    return "; ".join([*parts, *(f"{how} in {', '.join(found)}" for how, found in said.items())])


def differing(parallels: Sequence[Parallel]) -> str:
    """Which outlets report a passage only with other figures, days, names: ``something differs in The Herald``."""
    same = {parallel.outlet for parallel in parallels if parallel.kind != "related" and not parallel.differs}
    found = dict.fromkeys(parallel.outlet for parallel in parallels if parallel.differs and parallel.outlet not in same)
    named = [outlet or "an unknown outlet" for outlet in found]
    return f"something {DIFFERS.word} in {', '.join(named)}" if named else ""


def of_conflicts(conflicts: Iterable[Conflict]) -> Entry:
    """The entry for the conflicts of a link: that of the one of which most is claimed."""
    return DISPUTES[min((conflict.claim for conflict in conflicts), key=list(DISPUTES).index)]
