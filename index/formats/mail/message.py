"""One mail as an article: its sender is the outlet, its subject the headline."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from email.utils import parsedate_to_datetime
from pathlib import PurePosixPath
from typing import Final

from index.errors import ListWithoutTexts, NotAnArticle, SourceError
from index.formats.documents import DAMAGED, record_document
from index.formats.mail import list_digests
from index.formats.mail.body import Body, body_of
from index.formats.mail.digests import is_list
from index.formats.mail.forwards import forwarded, is_forward, without_prefix
from index.formats.mail.mime import Part, parse
from index.formats.source import Record, Source, skipped
from index.model import DeclaredMetadata, SkippedSource
from index.text import Decoded

MEDIA_TYPE = "message/rfc822"

FEW_CHARACTERS: Final = 80
"""Characters of text below which a mail is a note, not an article."""

_NESTED = 8
"""Forwards inside forwards."""
_ARTICLES = frozenset((".html", ".htm", ".mhtml", ".mht", ".txt", ".md", ".pdf", ".docx", ".odt", ".rtf", ".epub",
                       ".eml", ".mbox", ".json", ".jsonl", ".csv", ".tsv", ".xlsx", ".ods", ".xml", ".zip", ".gz",
                       ".ris", ".warc", ".wacz", ".msg"))  # fmt: skip
"""Endings of attachments that may be articles; pictures, calendars and signatures are skipped."""
_ENCRYPTED = frozenset(("multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"))
_NAME_AND_ADDRESS = re.compile(r"^(?P<name>.*?)\s*[<\[](?:mailto:)?(?P<address>[^<>\[\]]*@[^<>\[\]]*)[>\]]")
_ADDRESS_AND_NAME = re.compile(r"^(?P<address>\S+(?:@| at )\S+)\s*\((?P<name>.*)\)\s*$")
"""The older form, which the archives of Mailman write with ``at``."""
_VIA = re.compile(r"\s+via\s+\S.*$", re.IGNORECASE)
_LIST_TAG = re.compile(r"^\s*\[[^\]\n]{1,40}\]\s*")
_MAIL_HOSTS = re.compile(
    r"^(?:www|mail|e?mails?|news|newsletters?|letters?|nl|info|lists?|em\d*|e|m)\.(?=[^.]+\.[^.]+)"
)


def message_records(source: Source, data: bytes) -> Iterator[Record]:
    """The article that the message ``data`` is, and those in its attachments, or why there is none.

    A digest of a mailing list gives each of its letters. ``source`` has the address of the message.
    """
    message = parse(data)
    try:
        letters = list_digests.letters(message)
    except SourceError as error:
        yield skipped(source.address, error)
        return
    for number, letter in enumerate(letters, 1):
        source.meter.count_member()
        address = source.address.member(f"letter {number}.eml")
        yield from _records(replace(source, address=address), letter, parse(letter), is_of_list=True)
    if not letters:
        yield from _records(source, data, message, is_of_list=False)


def _records(source: Source, data: bytes, message: Part, *, is_of_list: bool) -> Iterator[Record]:
    try:
        body = _checked(message)
    except SourceError as error:
        yield skipped(source.address, error)
        return
    nested = [part for part in body.attachments if _may_be_article(part)]
    is_article = False
    try:
        yield _article(source, data, message, body, is_of_list=is_of_list)
        is_article = True
    except NotAnArticle as error:
        if not nested:
            yield skipped(source.address, error)
    except SourceError as error:
        yield skipped(source.address, error)
    for number, part in enumerate(nested, 1):
        for record in _attachment(source, part, number):
            if is_article and isinstance(record, SkippedSource) and record.kind == "failed":
                # The mail is the article; what hangs on it need not be one.
                record = replace(record, reason=f"an attachment: {record.reason}", kind="not an article")
            yield record


def _checked(message: Part) -> Body:
    """The body of a message that people write; raises NotAnArticle for what machines write."""
    kind = message.media_type
    if kind in _ENCRYPTED:
        raise SourceError("an encrypted mail: decrypt it in the mail program and export it again")
    if kind == "multipart/report":
        raise NotAnArticle("a report of a mail server on a delivery")
    if message.field("auto-submitted").lower().startswith("auto-replied"):
        raise NotAnArticle("an automatic reply")
    if "FOLDER INTERNAL DATA" in message.field("subject"):
        raise NotAnArticle("data of the mail program about the mailbox")
    return body_of(message)


def _article(source: Source, data: bytes, message: Part, body: Body, *, is_of_list: bool) -> Record:
    sender, subject, text = message.field("from"), message.field("subject"), body.text
    date = _date(message)
    if is_of_list or message.field("list-id") or message.field("list-post") or " at " in sender:
        subject = _LIST_TAG.sub("", subject)
    page = body.page
    for _ in range(_NESTED):
        inner = forwarded(text) if is_forward(subject) or _begins_a_forward(text) else None
        if inner is None:
            break
        sender, text, page = inner.sender or sender, inner.text, None
        subject, date = inner.subject or without_prefix(subject), inner.date or date
    if is_list(sender, text, page):
        raise ListWithoutTexts("a mail that lists articles with a line or two of each; save the pages themselves")
    headline = without_prefix(subject).strip()
    text = _without_headline(text, headline)
    if _length(text) < FEW_CHARACTERS:
        raise NotAnArticle("a mail of a few words")
    return record_document(
        source.address,
        data,
        Decoded(text, body.encoding, body.damaged),
        form="plain",
        media_type=MEDIA_TYPE,
        declared=DeclaredMetadata(
            headline=headline or None,
            outlet=_sender_name(sender),
            published=date or None,
            url=_own_address(message),
            language=message.field("content-language") or None,
        ),
        flags=(DAMAGED,) if body.damaged else (),
    )


def _begins_a_forward(text: str) -> bool:
    return re.match(r"\s*(?:-{3,20}\s?[^\s-][^\n]{3,60}-{3,20}|[^\n:]{5,60}[:：])[ \t]*\n", text) is not None


def _length(text: str) -> int:
    return len(re.sub(r"\s+", "", text)) + 2 * len(re.findall("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]", text))


def _without_headline(text: str, headline: str) -> str:
    """``text`` without a first line that says the subject again."""
    first, _, rest = text.partition("\n")
    same = re.sub(r"\W+", " ", first).strip().lower() == re.sub(r"\W+", " ", headline).strip().lower()
    return rest.lstrip("\n") if same and rest.strip() else text


def _date(message: Part) -> str:
    """When it was sent, in ISO 8601 where that is known."""
    written = message.field("date") or message.field("received").rpartition(";")[2].strip()
    try:
        return parsedate_to_datetime(written).isoformat() if written else ""
    except (ValueError, TypeError, OverflowError, IndexError):
        return written


def _sender_name(sender: str) -> str | None:
    """The name of a sender, or the host of the address where there is no name."""
    if found := _NAME_AND_ADDRESS.match(sender) or _ADDRESS_AND_NAME.match(sender):
        name, address = found.group("name"), found.group("address")
    else:
        name, address = ("", sender) if "@" in sender else (sender, "")
    name = _VIA.sub("", name.replace("\\", "")).strip("\"' *")
    if name and "@" not in name:
        return name
    host = re.sub(r"^.* at |^.*@", "", address or name).strip("<>[]()* ").lower()
    return _MAIL_HOSTS.sub("", host) or None


def _own_address(message: Part) -> str | None:
    """Where the mail itself is on the web: of mails made from feeds or blogs, and of lists with an archive."""
    for name in ("x-rss-url", "x-rss-entry-link", "content-base", "archived-at", "list-post"):
        address = message.field(name).strip("<> ")
        if address.startswith(("http://", "https://")):
            return address
    return None


def _may_be_article(part: Part) -> bool:
    if part.media_type == MEDIA_TYPE:
        return True
    return PurePosixPath(part.file_name.lower()).suffix in _ARTICLES or (
        part.media_type in ("text/html", "application/pdf") and part.is_attachment
    )


def _attachment(source: Source, part: Part, number: int) -> Iterator[Record]:
    name = part.file_name or ("forwarded.eml" if part.media_type == MEDIA_TYPE else f"attachment {number}")
    if number > 1 and not part.file_name:
        name = f"{PurePosixPath(name).stem} {number}{PurePosixPath(name).suffix}"
    data = part.body if part.media_type == MEDIA_TYPE and not _is_encoded(part) else part.content
    encoding = part.text.encoding if part.media_type.startswith("text/") else None
    yield from source.member(name, io.BytesIO(data), size=len(data), encoding=encoding)


def _is_encoded(part: Part) -> bool:
    return str(part.fields.get("content-transfer-encoding") or "").strip().lower() in ("base64", "quoted-printable")
