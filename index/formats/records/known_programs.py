"""What the fields of some programs mean only together: their records with the facts under common names.

Elsewhere a name says what a field holds. Here it takes another field to know.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from index.formats.records.field_names import plain_name

Fields = Mapping[str, object]
"""Values by their plain names."""

_BY: Final = plain_name("published_by")
_GUARDIAN_API: Final = "https://content.guardianapis.com/"
_SWEDISH: Final = frozenset(
    map(plain_name, ("brödtext", "tidning", "källa", "ingress", "skribent", "publicerad", "länk"))
)
"""Columns of tables in Swedish, where ``Rubrik`` is the headline; in German it is the section."""
_DOW_JONES: Final = frozenset(("sourcecode", "publishername", "an"))
"""Fields of an extract of Factiva (Dow Jones DNA)."""
_LONG_MESSAGE: Final = 300
"""Characters from which a message beside a headline is a text and not a line of a log."""
_MOST_TAGS: Final = 64
_OWN_COPY: Final = re.compile(
    r"https?://(?:read\.readwise\.io|api\.trove\.nla\.gov\.au|content\.guardianapis\.com|(?:www\.)?getpocket\.com/read"
    r"|(?:www\.)?instapaper\.com/read|omnivore\.app)(?:/|\Z)"
)


def is_own_copy(address: str) -> bool:
    """Whether an address is that of the copy that a reading program or a service keeps, not that of the article."""
    return _OWN_COPY.match(address) is not None


def adapted(fields: Fields) -> Fields:
    """``fields`` with what their program means by them under the names that all programs share."""
    for adapt in _ADAPTATIONS:
        fields = adapt(fields)
    return fields


def _of_wallabag(fields: Fields) -> Fields:
    """A list under ``published_by`` has the authors; a text is the outlet."""
    people = fields.get(_BY)
    if not isinstance(people, list):
        return fields
    others = {name: value for name, value in fields.items() if name != _BY}
    return {"authors": people, **others}


def _of_the_guardian(fields: Fields) -> Fields:
    """The API names its newspaper only where it is asked to, and writers as tags where no byline is asked for."""
    address = fields.get("apiurl")
    if not isinstance(address, str) or not address.startswith(_GUARDIAN_API):
        return fields
    tags = fields.get("tags")
    writers = [
        tag.get("webTitle")
        for tag in (tags[:_MOST_TAGS] if isinstance(tags, list) else ())
        if isinstance(tag, dict) and tag.get("type") == "contributor"
    ]
    known: dict[str, object] = {} if fields.get("publication") else {"sitename": "The Guardian"}
    if writers and not fields.get("byline"):
        known["authors"] = writers
    return {**known, **fields}


def _of_trove(fields: Fields) -> Fields:
    """``heading`` is the headline, and ``title`` the newspaper."""
    title = fields.get("title")
    if "heading" not in fields or not isinstance(title, dict) or not {"id", "value"} <= title.keys():
        return fields
    return {**fields, "newspaper": title["value"], "title": fields["heading"]}


def _of_tiny_tiny_rss(fields: Fields) -> Fields:
    """``published`` says whether the reader shares an article, and ``updated`` is its date."""
    if not {"feedtitle", "marked", "published", "updated"} <= fields.keys():
        return fields
    others = {name: value for name, value in fields.items() if name != "updated"}
    return {**others, "published": fields["updated"]}


def _in_swedish(fields: Fields) -> Fields:
    if "rubrik" not in fields or not _SWEDISH & fields.keys():
        return fields
    others = {name: value for name, value in fields.items() if name != "rubrik"}
    return {"headline": fields["rubrik"], **others}


def _of_dow_jones(fields: Fields) -> Fields:
    """The first paragraphs of a text are its ``snippet``, and the rest its ``body``."""
    first, rest = fields.get("snippet"), fields.get("body")
    if not fields.keys() & _DOW_JONES or not isinstance(first, str) or not isinstance(rest, str):
        return fields
    return fields if rest.startswith(first.strip()) else {**fields, "body": f"{first.strip()}\n\n{rest.strip()}"}


def _of_logstash(fields: Fields) -> Fields:
    """The whole line of a file that was read is its ``message``: a text where it has a headline and an address."""
    message = fields.get("message")
    if "@timestamp" not in fields or not isinstance(message, str) or len(message) < _LONG_MESSAGE:
        return fields
    return {**fields, "content": message} if "title" in fields and "content" not in fields else fields


_ADAPTATIONS: Final[tuple[Callable[[Fields], Fields], ...]] = (
    _of_wallabag,
    _of_the_guardian,
    _of_trove,
    _of_dow_jones,
    _of_tiny_tiny_rss,
    _of_logstash,
    _in_swedish,
)
