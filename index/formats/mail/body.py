"""Which part of a message has its text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Final

from index.errors import SourceError
from index.formats.mail.footers import letter
from index.formats.mail.mime import MAX_DEPTH, MAX_PARTS, Part
from index.formats.mail.page_text import PageText, page_text

MOSTLY: Final = 0.7
"""The plain text of a letter is taken where it has this share of the words of its HTML: some programs put only a line
such as "this letter is in HTML" into the plain part."""

LINKS_IN_TEXT: Final = 0.04
"""Addresses for each word of a plain text, beyond which it was made from a page and is full of them: the HTML is
taken."""

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|<mailto:[^>]*>")
_ESCAPED_FROM = re.compile(r"^>(>*From )", re.MULTILINE)


@dataclass(slots=True)
class Body:
    """The text of a message, and the parts that are no text of it."""

    text: str = ""
    page: PageText | None = None
    """Where the text comes from HTML."""
    damaged: bool = False
    encoding: str = "utf-8"
    attachments: list[Part] = field(default_factory=list)


def body_of(message: Part) -> Body:
    """The text that a mail program would show, and the attachments.

    Raises SourceError where multiparts are inside each other beyond the bound, or parts too many.
    """
    found = _read(message, 0, [0])
    return replace(found, text=letter(_ESCAPED_FROM.sub(r"\1", found.text)))


def _read(part: Part, depth: int, count: list[int]) -> Body:
    if depth > MAX_DEPTH:
        raise SourceError(f"a mail with more than {MAX_DEPTH} multiparts inside each other")
    count[0] += 1
    if count[0] > MAX_PARTS:
        raise SourceError(f"a mail of more than {MAX_PARTS:,} parts")
    if part.is_multipart:
        bodies = [_read(child, depth + 1, count) for child in part.children()]
        return _alternative(bodies) if part.media_type == "multipart/alternative" else _sequence(bodies)
    if depth and (part.is_attachment or not part.media_type.startswith("text/")):
        return Body(attachments=[part])
    if not (part.media_type.startswith(("text/", "multipart/")) or part.media_type == "application/octet-stream"):
        return Body(attachments=[part])
    decoded = part.text
    if part.media_type == "text/html":
        page = page_text(decoded.text)
        return Body(page.text, page, decoded.damaged, decoded.encoding)
    return Body(_flowed(part, decoded.text), None, decoded.damaged, decoded.encoding)


def _alternative(bodies: list[Body]) -> Body:
    """The one of several forms of the same text that has it best."""
    attachments = [part for body in bodies for part in body.attachments]
    with_text = [body for body in bodies if body.text.strip()]
    if not with_text:
        return Body(attachments=attachments)
    plain = next((body for body in with_text if body.page is None), None)
    rich = next((body for body in reversed(with_text) if body.page is not None), None)
    best = plain or rich or with_text[0]
    if plain is not None and rich is not None:
        words = _words(plain.text)
        addresses = len(_ADDRESS.findall(plain.text))
        if words < MOSTLY * _words(rich.text) or addresses > LINKS_IN_TEXT * words:
            best = rich
        elif best.page is None:
            best = replace(best, page=rich.page)
    return replace(best, attachments=attachments)


def _sequence(bodies: list[Body]) -> Body:
    attachments = [part for body in bodies for part in body.attachments]
    texts = [body for body in bodies if body.text.strip()]
    if not texts:
        return Body(attachments=attachments)
    return replace(
        texts[0],
        text="\n\n".join(body.text.strip("\n") for body in texts),
        page=texts[0].page if len(texts) == 1 else None,
        damaged=any(body.damaged for body in texts),
        attachments=attachments,
    )


def _flowed(part: Part, text: str) -> str:
    """Paragraphs of ``format=flowed`` (RFC 3676) in one line each."""
    kind = str(part.fields.get("content-type") or "").lower()
    if "flowed" not in kind:
        return text
    joint = "" if re.search(r"delsp\s*=\s*\"?yes", kind) else " "
    return re.sub(r"(?<!^--) \n(?!\n|>|-- \n)", joint, text, flags=re.MULTILINE)


def _words(text: str) -> int:
    return len(_ADDRESS.sub(" ", text).split())
