"""Which articles have one text, so that copies of it count once where it matters how many report something."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from index.model import Texts
from index.store import Reader

_WHOLE: Final = 0.6
"""Share of the words of both from which two articles have one text."""
_NEARLY_ALL: Final = 0.8
"""Share of the words of one from which it has its text from the other, or both have it from a third."""


def texts_of(reader: Reader, ids: Iterable[str] | None = None) -> Texts:
    """The articles ``ids``, or all of the archive, by the texts that they have.

    Two articles have one text if they share most of the words of both, or nearly all of one: a shortened copy reports
    nothing that the long one does not. An article with much text of its own beside a copied one is a text of its own.
    """
    if ids is not None:
        return Texts.joined(reader.copies.alike(list(dict.fromkeys(ids)), _WHOLE, _NEARLY_ALL))
    return Texts.joined(
        (copy.one, copy.other)
        for copy in reader.copies.of_all()
        if min(copy.one_share, copy.other_share) >= _WHOLE or max(copy.one_share, copy.other_share) >= _NEARLY_ALL
    )
