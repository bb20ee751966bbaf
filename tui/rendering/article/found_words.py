"""Where the words of a search inside an article are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.model import Span

MOST_FOUND = 5000
"""Places that are marked; further ones are not looked for."""


def found_spans(text: str, wanted: str) -> tuple[Span, ...]:
    """Where ``wanted`` is in ``text``, whatever its case and its spaces; at most :data:`MOST_FOUND`."""
    words = wanted.split()
    if not words:
        return ()
    pattern = re.compile(r"\s+".join(map(re.escape, words)), re.IGNORECASE)
    spans: list[Span] = []
    for found in pattern.finditer(text):
        spans.append(found.span())
        if len(spans) == MOST_FOUND:
            break
    return tuple(spans)
