"""How far copied text is followed: which texts are compared, and how many steps and articles a report reaches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from types import SimpleNamespace
from typing import cast

import numpy as np
import pytest

from index.comparison.reuse.fingerprints import Sketch
from index.model import PartialDate
from index.services.copies.detection import _candidates
from index.services.copies.editions import _known, editions_of
from index.services.copies.reports import _around, _beyond
from index.store import Reader
from index.store.copies import Copies, Copy, Provenance

# --- Which texts are compared -----------------------------------------------------------------------------------------


class Fingerprints:
    """An archive without removed articles, in one run; ``owners`` has the articles of each fingerprint."""

    def __init__(self, owners: dict[int, Iterable[int]]) -> None:
        self._entries = sorted(print_ << 24 | number for print_, numbers in owners.items() for number in numbers)

    def living(self) -> None:
        """All numbers are of articles that are there."""

    def runs(self) -> Iterator[bytes]:
        """The only run, packed."""
        yield np.array(self._entries, "<u8").tobytes()


def compared(owners: dict[int, Iterable[int]], mine: int, prints: int) -> list[int]:
    """The articles that article ``mine`` is compared with, which has the fingerprints 1, 2 and so on."""
    sketch = cast(Sketch, SimpleNamespace(fingerprints=np.arange(1, prints + 1, dtype=np.uint64)))
    return list(_candidates(cast(Copies, Fingerprints(owners)), {mine: sketch}).get(mine, ()))


@pytest.mark.parametrize(
    ("articles", "found"),
    [
        # One fingerprint that only the two have; two of which four articles each have one; one that three have.
        ([[1, 9]], [1]),
        ([[1, 2, 3, 9], [1, 4, 5, 9]], [1]),
        ([[1, 2, 9]], []),
        # One that three have and one that eight have weigh 0.96.
        ([[1, 2, 9], [1, *range(21, 27), 99]], []),
    ],
)
def test_texts_are_compared_that_share_a_fingerprint_which_no_other_has(
    articles: list[list[int]], found: list[int]
) -> None:
    owners = {number: [99 if one == 9 else one for one in each] for number, each in enumerate(articles, 1)}
    assert compared(dict(owners), 99, 20) == found


@pytest.mark.parametrize(("own", "found"), [(20, 8), (21, 0)])
def test_texts_are_compared_that_share_half_of_their_fingerprints_however_common(own: int, found: int) -> None:
    owners: dict[int, Iterable[int]] = {number: range(1, 2001) for number in range(1, 11)}
    assert len(compared(owners, 2000, own)) == found


def test_a_text_is_compared_with_the_24_that_share_the_most() -> None:
    owners: dict[int, Iterable[int]] = {number: [number, 99] for number in range(1, 31)}
    owners |= {31: [30, 99], 32: [29, 99]}
    assert compared(owners, 99, 200) == [29, 30, *range(1, 23)]


def test_of_those_that_have_a_fingerprint_the_eight_earliest_are_compared() -> None:
    owners: dict[int, Iterable[int]] = {number: range(1, 12) for number in range(1, 11)}
    assert compared(owners, 11, 10) == list(range(1, 9))


# --- How far copies are followed --------------------------------------------------------------------------------------


class Archive:
    """The copies of an archive in memory. All share their whole text and are of one outlet, unless it says another."""

    def __init__(self, pairs: Iterable[tuple[str, str]], outlets: dict[str, str] | None = None) -> None:
        self._pairs = [Copy(one, other, 1.0, 1.0, 90, 90) for one, other in pairs]
        self._outlets = outlets or {}

    @property
    def copies(self) -> Archive:
        """Itself: a reader has its copies under this name."""
        return self

    def among(self, ids: Sequence[str]) -> list[Copy]:
        """The copies of ``ids``."""
        turned = (copy.turned() for copy in self._pairs if copy.other in ids)
        return [*(copy for copy in self._pairs if copy.one in ids), *turned]

    def provenances(self, ids: Iterable[str]) -> dict[str, Provenance]:
        """Headline, outlet and date."""
        date = PartialDate.parse("2020-01-01")
        return {id: Provenance("Ferry", self._outlets.get(id, "Post"), date) for id in ids}


def reader(pairs: Iterable[tuple[str, str]], outlets: dict[str, str] | None = None) -> Reader:
    return cast(Reader, Archive(pairs, outlets))


CHAIN = [(f"a{n}", f"a{n + 1}") for n in range(9)]


def test_editions_are_followed_over_four_steps() -> None:
    assert [edition.id for edition in editions_of(reader(CHAIN), ["a0"])["a0"]] == [f"a{n}" for n in range(5)]


def test_two_hundred_editions_are_followed_in_one_step() -> None:
    pairs = [("a", f"b{n:03}") for n in range(610)] + [(f"b{n:03}", f"c{n:03}") for n in range(610)]
    found = {edition.id for edition in editions_of(reader(pairs), ["a"])["a"]}
    # The first step asks for the article itself, the other three for its editions.
    assert {id for id in found if id[0] == "c"} == {f"c{n:03}" for n in range(600)}


def test_outlets_that_have_a_text_are_counted_by_way_of_two_hundred_copies() -> None:
    pairs = [("a", f"b{n:03}") for n in range(202)] + [(f"b{n:03}", f"c{n:03}") for n in range(202)]
    outlets = {id: f"Outlet {id}" for pair in pairs for id in pair}
    assert _known(reader(pairs, outlets), ["a"]).wire_copies["a"] == 202 + 200
    few, more = pairs[:7] + pairs[202:209], pairs[:8] + pairs[202:210]
    # Of an article with fewer than eight copies the store has all.
    assert _known(reader(few, outlets), ["a"]).wire_copies["a"] == 7
    assert _known(reader(more, outlets), ["a"]).wire_copies["a"] == 16


def test_copies_of_copies_are_followed_over_three_steps() -> None:
    assert {id for copy in _around(reader(CHAIN), "a0") for id in copy[:2]} == {"a0", "a1", "a2", "a3"}


def test_a_group_of_copies_has_five_hundred_articles_at_most() -> None:
    assert len(_around(reader(("a", f"b{n:03}") for n in range(499)), "a")) == 499
    assert len(_around(reader(("a", f"b{n:03}") for n in range(510)), "a")) == 499


def test_two_hundred_articles_are_compared_beyond_the_known_copies() -> None:
    known = [f"b{n}" for n in range(8)]
    pairs = [("a", id) for id in known] + [("b0", f"c{n:03}") for n in range(210)]
    assert _beyond(reader(pairs), "a", known) == [f"c{n:03}" for n in range(200)]
    assert _beyond(reader(pairs), "a", known[:7]) == []
