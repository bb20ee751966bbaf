"""References to articles, versions and passages, as a reader types them and as exports print them.

::

    k3xa                                an article, by its id or a unique beginning of it
    k3xa@2                              its second version
    k3xa:120-240                        a passage of it: offsets into the clean text, in code points, the end exclusive
    k3xa:120                            the sentence in which an offset lies
    k3xa@2:120-240                      a passage of a version
    k3xa v2, characters 120–240         the same in a citation
    k3xa v2 120-240                     the same in a comment of exported Markdown
    k3xa v2, characters 4–9 of the headline, k3xa v2 headline 4-9
                                        a passage of the headline or the deck in these
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from index.errors import UsageError
from index.model.spans import Field, Span

Place = Literal["", "passage", "offset"]
"""What a reference may say beside article and version: nothing, a passage, or an offset (of a passage: its start)."""

LONGEST_NUMBER: Final = 9
"""Digits of a version or an offset; longer numbers are refused."""

_NUMBER: Final = rf"\d{{1,{LONGEST_NUMBER}}}"
_TYPED: Final = re.compile(
    rf"(?P<article>[^@:\s]+)(?:@(?P<version>{_NUMBER}))?(?::(?P<start>{_NUMBER})(?:-(?P<end>{_NUMBER}))?)?", re.ASCII
)
_ID: Final = r"(?P<article>[0-9a-z]{1,128})"
_FIELD: Final = "(?P<field>headline|deck)"
CITED: Final = (
    rf"{_ID} v(?P<version>{_NUMBER})(?:, characters (?P<start>{_NUMBER})–(?P<end>{_NUMBER})(?: of the {_FIELD})?)?"
)
"""The pattern of :meth:`Reference.in_citation`."""
COMMENTED: Final = rf"{_ID} v(?P<version>{_NUMBER}) (?:{_FIELD} )?(?P<start>{_NUMBER})-(?P<end>{_NUMBER})"
"""The pattern of :meth:`Reference.in_comment`."""


@dataclass(frozen=True, slots=True)
class Reference:
    """An article, and perhaps one of its versions and a place in it."""

    article: str
    """An id, or the beginning of one."""
    version: int | None = None
    """None for the current one."""
    start: int | None = None
    end: int | None = None
    field: Field = "text"
    """The part of the article that the offsets count in; only an export names another than the text."""

    @classmethod
    def parse(cls, text: str, *, version: bool = False, place: Place = "") -> Reference:
        """Read what a reader typed; raises UsageError for other text, and for parts that are not asked for."""
        found = _TYPED.fullmatch(text.strip())
        forms = _forms(version, place)
        hint = f"Write {' or '.join(forms)}, such as {_EXAMPLES[forms[-1]]}."
        if found is None or (found["version"] and not version) or (found["start"] and not place):
            raise UsageError(f"{text!r} is not a reference to {_NAMES[place]}.", hint=hint)
        if (place == "offset" and not found["start"]) or (place == "passage" and found["start"] and not found["end"]):
            raise UsageError(f"{text!r} is not a reference to {_NAMES[place]}.", hint=hint)
        number, start, end = (int(part) if part else None for part in found.group("version", "start", "end"))
        if start is not None and end is not None and start >= end:
            raise UsageError(f"The passage {text!r} ends before it starts.", hint="Write the lower offset first.")
        return cls(found["article"], number, start, end)

    @property
    def span(self) -> Span | None:
        """The passage, where one is named."""
        return None if self.start is None or self.end is None else (self.start, self.end)

    def __str__(self) -> str:
        """The form that :meth:`parse` reads."""
        version = "" if self.version is None else f"@{self.version}"
        start = "" if self.start is None else f":{self.start}"
        return f"{self.article}{version}{start}{'' if self.end is None else f'-{self.end}'}"

    def in_citation(self) -> str:
        """``k3xa v2, characters 120–240``."""
        place = "" if self.span is None else f", characters {self.start}–{self.end}"
        place += "" if self.span is None or self.field == "text" else f" of the {self.field}"
        return f"{self.article} v{self.version}{place}"

    def in_comment(self) -> str:
        """``k3xa v2 120-240``."""
        field = "" if self.field == "text" else f"{self.field} "
        return f"{self.article} v{self.version} {field}{self.start}-{self.end}"


_NAMES: Final = {"": "an article", "passage": "an article or a passage", "offset": "an offset in an article"}
_EXAMPLES: Final = {
    "ID": "k3xa",
    "ID@VERSION": "k3xa@2",
    "ID:START-END": "k3xa:120-240",
    "ID:START": "k3xa:120",
}


def _forms(version: bool, place: Place) -> list[str]:
    if place == "offset":
        return ["ID:START"]
    return ["ID", *(["ID@VERSION"] if version else []), *(["ID:START-END"] if place else [])]
