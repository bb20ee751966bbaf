"""The body of a record, and whether the record is an article at all."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from index.formats.prose.machine_lines import machine_kind
from index.formats.prose.sentences import is_prose
from index.formats.prose.truncation import without_cut_mark
from index.formats.records.field_names import HEADLINE, PAGE, TEXT
from index.formats.records.known_programs import Fields
from index.formats.records.record_fields import found, names_for
from index.formats.signatures import has_tags, is_page
from index.model import DeclaredMetadata, FieldNames, Form

_DEEPEST = 6
"""Lists and objects inside each other in which paragraphs of one body are looked for."""
_MOST_PIECES = 20_000
"""Paragraphs of one body."""
_PIECES: Final = ("summary", "headline", "html", "text", "content", "value", "rendered", "data", "paragraphs",
                  "sections", "blocks", "children", "body")  # fmt: skip
"""Names of the parts of a body in the order in which they are read."""
_LEAST_WORDS: Final = 2
"""Words of a text whose record has an address or a date ..."""
_LEAST_BELOW_HEADLINE: Final = 8
"""... and of one that has only a headline and no sentence: with fewer it may be a label and its explanation."""
_WORD = re.compile(r"\w+")
_SENTENCE_SIGN = re.compile(r"[^\W_][\"'”’»)]?[.!?…](?=\s|$|<|[\"'”’»)])|[。！？।؟]")
_UNSPACED_LETTERS = re.compile(r"[\u0e00-\u109f\u1780-\u17ff\u3040-\u9fff]{8}")
_WRITTEN_END = re.compile(r"(?:\\r)?\\n(?=\\[nr]|\s|[^\w\s]|[A-ZÀ-Þ0-9]|\Z)")
"""A line end as two characters; before a small letter it may be a part of a path of Windows."""
_NO_HEADLINE: Final = frozenset(("name",))
"""Names of headlines that as many other things have."""

_NOT_FETCHED = re.compile(
    r"\s*(?:<p>\s*)?(?:wallabag can['’]t retrieve contents for this article|Unable to retrieve readable content)\b"
)
"""What a program keeps as the text of a page that it could not fetch: the message of wallabag."""

_LISTS: Final = tuple(
    (frozenset(names.split()), words)
    for names, words in (
        ("href description extended toread", "bookmarks of Pinboard"),
        ("uri target permissions user", "annotations of Hypothesis"),
        ("uri target document", "annotations of Hypothesis"),
        ("motivation target", "annotations of web pages"),
    )
)
"""Names that only records have together that name an article and hold what a reader wrote about it."""

_OTHERS: Final = tuple(
    (frozenset(names.split()), words)
    for names, words in (
        ("version type providername", "what a page offers to be shown in another one"),
        ("retweetcount", "a post of a social network"),
        ("favoritecount idstr", "a post of a social network"),
        ("inreplytostatusidstr", "a post of a social network"),
        ("editinfo displaytextrange", "a post of a social network"),
        ("reblogscount account", "a post of a social network"),
        ("subreddit", "a post of a social network"),
        ("permalinkurl statustype", "a post of a social network"),
        ("likecount postid", "a post of a social network"),
        ("fromid type date", "a message of a chat"),
        ("actorid action type", "a message of a chat"),
        ("sendername timestampms", "a message of a chat"),
        ("user ts type", "a message of a chat"),
        ("channelid author timestamp", "a message of a chat"),
        ("guildid channelid", "a message of a chat"),
        ("role content", "a message of a chat"),
        ("outputtype", "the output of a program"),
        ("celltype", "a cell of a notebook"),
        ("level msg", "a line of a log"),
        ("level message", "a line of a log"),
        ("mimetype size compression", "a request of a browser"),
        ("nodeid htmlurl", "an entry of a code host"),
        ("reactions authorassociation", "an entry of a code host"),
        ("mappings sourcescontent", "a map of source code"),
    )
)
"""Names that only records of other things have together, and what these are."""


@dataclass(frozen=True, slots=True)
class RecordText:
    """The body of a record."""

    text: str
    form: Form
    is_cut: bool
    """Whether it ends with the mark of a service that gives only the beginning."""


def text_of(fields: Fields, own: FieldNames = ()) -> RecordText | None:
    """The body of a record whose fields are given; None where it has none."""
    for names, field in ((TEXT, "text"), (PAGE, "html")):
        for name in names_for(fields, field, names, own):
            text = _text(found(fields, name))
            if (
                text
                and not _NOT_FETCHED.match(text)
                and (field == "text" or name not in PAGE or has_tags(text) or is_page(text))
            ):
                body, is_cut = without_cut_mark(text)
                return RecordText(body, "html" if field == "html" or has_tags(text) else "plain", is_cut)
    return None


def other_kind(fields: Fields) -> str | None:
    """What a record with these fields is, where they are those of something else than an article."""
    names = fields.keys()
    return next((words for needed, words in _OTHERS if needed <= names), None)


def listed_kind(fields: Fields) -> str | None:
    """What a record with these fields is, where it names an article and holds what a reader wrote about it."""
    return next((words for needed, words in _LISTS if needed <= fields.keys()), None)


def is_article(fields: Fields, body: RecordText, declared: DeclaredMetadata) -> bool:
    """Whether a record with a body is an article: one that has headline, address or date, or prose alone."""
    if other_kind(fields) is not None:
        return False
    words = len(_WORD.findall(body.text, 0, 400))
    is_read = _SENTENCE_SIGN.search(body.text) is not None or _UNSPACED_LETTERS.search(body.text) is not None
    if (declared.url or declared.published) and (is_read or words >= _LEAST_WORDS):
        return True
    has_headline = any(
        found(fields, name) is not None for name in names_for(fields, "title", HEADLINE, ()) if name not in _NO_HEADLINE
    )
    if has_headline and (is_read or words >= _LEAST_BELOW_HEADLINE):
        return True
    if body.form == "html" and is_page(body.text):
        return True
    text = _untagged(body)
    return (is_read and machine_kind(text) is None) or is_prose(text)


def _untagged(body: RecordText) -> str:
    return re.sub(r"<[^<>]*>", " ", body.text) if body.form == "html" else body.text


def is_entry(declared: DeclaredMetadata) -> bool:
    """Whether a record without a body names an article: by headline and address."""
    return declared.headline is not None and declared.url is not None


def _text(value: object) -> str:
    """Body text out of a string, a list of paragraphs, or a record of sections."""
    if isinstance(value, str):
        value = value.replace("\r\n", "\n").replace("\r", "\n") if value.strip() else ""
        # What a database prints row by row has its line ends written out.
        return value if "\n" in value or "\\n" not in value else _WRITTEN_END.sub("\n", value)
    items = value if isinstance(value, list) else (value,)
    if any(isinstance(item, dict) and is_record(item) for item in items):
        return ""
    pieces: list[str] = []
    _collect(value, pieces, 0)
    return "\n\n".join(pieces)


def is_record(value: Mapping[str, object]) -> bool:
    """Whether a part of a record is an article of its own, and no section of a body: it has an address or a date."""
    names = {str(key).lower() for key in value}
    return bool(names & _OF_ITS_OWN) and bool(names & {"title", "headline", "webtitle"})


_OF_ITS_OWN: Final = frozenset("url link weburl permalink published date pubdate publishedat published_at".split())


def _collect(value: object, pieces: list[str], depth: int) -> None:
    if depth > _DEEPEST or len(pieces) >= _MOST_PIECES:
        return
    if isinstance(value, str):
        if value.strip():
            pieces.append(value.strip())
    elif isinstance(value, list):
        for item in value:
            _collect(item, pieces, depth + 1)
    elif isinstance(value, dict):
        for key in _PIECES:
            if key in value:
                _collect(value[key], pieces, depth + 1)
