"""Whether a note is something to read, and what its properties say of the page that was clipped."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

LEAST_WORDS: Final = 15
"""Words from which a note has prose: fewer are a title, a to-do or the name of an attachment."""
LEAST_SIGNS: Final = 25
"""The same in characters of scripts that are written without spaces."""

_NOT_WORDS = re.compile(
    r"!\[[^\]\n]*\]\([^)\n]*\)|!\[\[[^\]\n]*\]\]|\]\([^)\n]*\)|https?://\S+|<[^<>]{1,2000}>|&#?\w+;"
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_SIGN = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")
_MOST_ITEMS = 64
"""Values of one property."""
_WIKI = re.compile(r"\[\[(?:[^\[\]|\n]*\|)?([^\[\]|\n]*)\]\]")
_SAVED = ("clipped", "saved", "datesaved", "dateclipped", "created", "createdtime", "createdat", "datecreated", "added")
"""Names of the property that says when a page was clipped, in the order in which they count."""
_SOURCES = ("source", "url", "link", "sourceurl", "originalurl")
_PEOPLE = ("author", "authors", "site", "publisher", "publication", "source")
_ADDRESS = re.compile(r"https?://[^\s<>\"\])]+")


def has_prose(text: str) -> bool:
    """Whether a text has enough words to be read, apart from pictures, addresses and tags."""
    bare = _NOT_WORDS.sub(" ", text)
    signs = len(_SIGN.findall(bare))
    return signs >= LEAST_SIGNS or len(_WORD.findall(_SIGN.sub(" ", bare))) >= LEAST_WORDS


def clip_properties(values: Mapping[str, object]) -> dict[str, object]:
    """The properties of a note under the names that articles have.

    The address of a clipped page is its ``url``, and the day of the note when it was captured, not when it was
    published. Links to other notes, ``[[Ada Brekke]]``, are their words. Other notes keep what they say.
    """
    plain = {re.sub(r"[\s_\-]", "", key).lower(): key for key in values}
    found: dict[str, object] = {key: _without_links(value) for key, value in values.items()}
    address = next(
        (
            found_.group()
            for name in _SOURCES
            if name in plain and (found_ := _ADDRESS.search(_text(values[plain[name]])))
        ),
        None,
    )
    if address is None:
        return found
    found["url"] = address
    if "source" in plain and _ADDRESS.search(_text(values[plain["source"]])):
        del found[plain["source"]]
    saved = next((plain[name] for name in _SAVED if name in plain), None)
    if saved is not None:
        found["captured"] = found[saved]
        for name in _SAVED:
            if name in plain:
                found.pop(plain[name], None)
    return found


def _without_links(value: object, depth: int = 0) -> object:
    """Bounded: aliases in YAML can make a list of a few lines endless."""
    if isinstance(value, str):
        return _WIKI.sub(r"\1", value)
    if not isinstance(value, list) or depth > 1:
        return value
    # YAML reads an unquoted [[Ada Brekke]] as a list in a list.
    items = value[0] if len(value) == 1 and isinstance(value[0], list) else value
    return [_without_links(one, depth + 1) for one in items[:_MOST_ITEMS]]


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
