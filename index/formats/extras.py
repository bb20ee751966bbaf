"""Libraries that only some formats need: they come with the extras of the package."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from index.errors import SourceError


@contextmanager
def needing(extra: str, what: str) -> Iterator[None]:
    """Import in its body what reads ``what``; raises SourceError with what to install where that is missing.

    ::

        with needing("office", "PDF"):
            from pdfminer.high_level import extract_pages
    """
    try:
        yield
    except ImportError as error:
        raise SourceError(f"to read {what}, install what it needs: pip install 'broadsheet[{extra}]'") from error
