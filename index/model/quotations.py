"""What is quoted from the archive elsewhere, and whether it still stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from index.model.comparisons import Passage

AttributedField = Literal["outlet", "headline", "published", "url"]
Standing = Literal["stands", "moved", "changed", "edited", "missing"]
"""How a quotation stands: as it was cited; elsewhere in the current version; in the cited version only; not as the
cited version has it; or nowhere that is known."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """What a quotation is said to be from. None stands for what is not said, an empty string for what is said to be
    unknown.
    """

    outlet: str | None = None
    headline: str | None = None
    published: str | None = None
    """A day or a time, ISO 8601."""
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words that are said to stand at a place, and all that is said of the article."""

    passage: Passage
    attributions: tuple[Attribution, ...] = ()


@dataclass(frozen=True, slots=True)
class Misattribution:
    """A field of an attribution that the archive has otherwise."""

    field: AttributedField
    how: Literal["edited", "changed"]
    """It is not as the cited version has it; or it is, and the current version has another."""
    stated: str
    current: str
    """What the archive has in its place; empty for nothing."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a quotation stands in the archive."""

    quotation: Passage
    standing: Standing
    current: Passage | None = None
    """Where it stands in the current version; for an edited one what the cited version has in its place."""
    reason: str = ""
    """A few words where it does not stand as cited."""
    misattributed: tuple[Misattribution, ...] = ()
    """What is said of its article and is not, or not any more, so."""

    @property
    def is_as_cited(self) -> bool:
        """Whether both the words and what is said of their article are."""
        return self.standing == "stands" and not self.misattributed
