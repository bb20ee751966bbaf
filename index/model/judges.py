"""Which judge a reader asks about differences, and how much it may cost."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class JudgeChoice:
    """A program of the reader's, or an OpenAI-compatible endpoint, that judges pairs of stated values."""

    judge: str
    """A command, or an address that begins with ``http://`` or ``https://`` and usually ends with ``/v1``."""
    model: str = ""
    """The name of the model at an endpoint; empty leaves it to the endpoint."""
    hosts: tuple[str, ...] = ()
    """Hosts other than this machine to which sentences of the articles may be sent."""
    seconds: float = 60.0
    """Time for each answer."""
    total: float = 900.0
    """Seconds for all answers together."""
    most: int = 200
    """Pairs that it is asked about, the most likely first."""
