"""Addresses of web archives: the page that one is a capture of, and when it was captured.

The forms are those of the Wayback Machine and of programs that use its names, such as pywb and wayback downloaders:
``https://web.archive.org/web/20190314102030/https://example.com/page``.
"""

from __future__ import annotations

import re
from typing import Final

from index.model.dates import PartialDate

_CAPTURE: Final = re.compile(
    r"(?:\A|[/\\!])web/(?P<time>\d{4,14})(?:[a-z]{2}_)?/(?P<page>https?:/{0,2}[^\s]+)?", re.IGNORECASE
)
_FULL: Final = re.compile(r"(?<!\d)(?P<time>(?:19|20)\d{12})(?!\d)")
"""Fourteen digits in a path, which downloaders name folders and files with."""
_SCHEME: Final = re.compile(r"\A(https?):/{0,2}", re.IGNORECASE)
_DAY, _MINUTE = 8, 12
"""Digits of a time that are a day, and a minute."""


def capture_in_address(address: str) -> PartialDate | None:
    """When the page at an address of a web archive was captured; ``address`` may be a path that has such a time in it.

    None for any other address, and for digits that are no time.
    """
    found = _CAPTURE.search(address) or (None if "://" in address else _FULL.search(address))
    return _moment(found["time"]) if found else None


def original_address(url: str) -> str:
    """The address of the page that ``url`` is a capture of; ``url`` itself if it is none of a web archive."""
    found = _CAPTURE.search(url)
    if found is None or not found["page"]:
        return url
    return _SCHEME.sub(r"\1://", found["page"])


def _moment(digits: str) -> PartialDate | None:
    iso = digits[:4]
    for start in range(4, min(len(digits), _DAY), 2):
        iso += f"-{digits[start : start + 2]}"
    if len(digits) >= _MINUTE:
        iso += f"T{digits[8:10]}:{digits[10:12]}+00:00"
    return PartialDate.parse(iso)
