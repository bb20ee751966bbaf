"""ProQuest by mail: a message whose HTML part has the documents that were sent from the database."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage

from index.errors import SourceError
from index.formats.databases.proquest import html
from index.formats.protocol import FileFormat, NotThisFormat
from index.formats.source import Head, Record, Source
from index.model import FormatNames

_NAMES = FormatNames("ProQuest mail", (".eml",), ("message/rfc822", "text/html"))
_HEADER = re.compile(rb"(?:[!-9;-~]{1,70}:[^\n]*\n(?:[ \t][^\n]*\n)*){2}")
_ANCHOR = re.compile(rb"""name=(?:3D)?(?:=\r?\n)?["']DocID_""")
_MOST_PARTS = 200
"""Parts of a message that are looked at."""


def recognise(head: Head) -> float:
    """A mail with an anchor of ProQuest in it, which goes before mail of any kind."""
    return 1 if b"DocID_" in head.data and _HEADER.match(head.data) and _ANCHOR.search(head.data) else 0


def read(source: Source) -> Iterator[Record]:
    """The documents in the mail; raises NotThisFormat where no part of it has one."""
    try:
        message = message_from_bytes(source.data, _class=EmailMessage, policy=policy.default)
        pages = list(_pages(message))
    except (RecursionError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise SourceError("damaged: the mail cannot be read") from error
    if not pages:
        raise NotThisFormat("not a mail of ProQuest")
    yield from html.read(source.part(b"\n".join(pages), "utf-8"))


def _pages(message: EmailMessage) -> Iterator[bytes]:
    """The HTML parts with a document, as UTF-8."""
    for number, part in enumerate(message.walk()):
        if number == _MOST_PARTS:
            return
        if part.get_content_type() == "text/html":
            text = str(part.get_content())
            if "DocID_" in text:
                yield text.encode("utf-8", "replace")


FORMAT = FileFormat(_NAMES, recognise, read)
