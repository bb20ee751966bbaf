"""Quotations from articles of the archive in other files, and the result of verifying them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from index.model.comparisons import Passage
from index.model.spans import Field

AttributedField = Literal["outlet", "headline", "published", "url"]
Standing = Literal["stands", "moved", "changed", "edited", "missing"]
"""Where the words of a quotation are: at the cited place in the current version; at another place in it; only in the
cited version; not in the cited version; or in no version that the archive has."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """What a file states about the article of a quotation.

    None means that the file does not state a field, an empty string that it states that the field is unknown.
    """

    outlet: str | None = None
    headline: str | None = None
    published: str | None = None
    """ISO 8601, as precise as the file states it."""
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words with the place that a file cites for them, and all that it states about the article."""

    passage: Passage
    attributions: tuple[Attribution, ...] = ()
    field: Field = "text"
    """The part of the article that the passage is of."""


@dataclass(frozen=True, slots=True)
class Misattribution:
    """A field of an attribution that differs from the archive."""

    field: AttributedField
    how: Literal["edited", "changed"]
    """``edited``: the cited version has another value; ``changed``: only the current version has another."""
    stated: str
    current: str
    """The value that the archive has; empty for none."""


@dataclass(frozen=True, slots=True)
class QuotationCheck:
    """The result of verifying one quotation."""

    quotation: Passage
    standing: Standing
    current: Passage | None = None
    """Its place in the current version; for an edited quotation, what the cited version has at the cited place."""
    reason: str = ""
    """Why the words are not at the cited place, for the reader; empty where they are."""
    misattributed: tuple[Misattribution, ...] = ()
    """The fields of its attributions that are wrong, or were changed since."""
    field: Field = "text"
    """The part of the article that the passages are of."""

    @property
    def is_as_cited(self) -> bool:
        """Whether both the words and the attribution are right."""
        return self.standing == "stands" and not self.misattributed
