"""A segment at its place among those of one generation."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from index.search.whoosh_engine.segments.reader import Segment


class NumberedSegment(NamedTuple):
    """A segment, the number of its first document, and which of its documents exist; None for all."""

    segment: Segment
    offset: int
    live: NDArray[np.bool_] | None
