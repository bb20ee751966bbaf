"""The stores of known readers: in which table and columns each keeps the text of an article.

From the programs' own schemas. A store is recognised by its table and the columns that are named here; columns that
later versions added or dropped are in no list of what must be there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Names:
    """Another table with a name for each key."""

    table: str
    key: str
    name: str
    condition: str = ""
    """Which of its rows count, in SQL."""


@dataclass(frozen=True, slots=True)
class ReaderStore:
    """Where a program keeps articles. Columns of one field are in order of preference."""

    program: str
    table: str
    required: frozenset[str]
    """Columns, in lower case, by which the table is recognised."""
    content: tuple[str, ...]
    summary: tuple[str, ...] = ()
    author: tuple[str, ...] = ("author",)
    url: tuple[str, ...] = ("url",)
    published: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    outlet: tuple[str, ...] = ()
    feed: str = ""
    """The column with the key of the feed."""
    feeds: Names | None = None
    key: str = ""
    """The column with the key under which ``people`` has the authors."""
    people: Names | None = None
    persons: Names | None = None
    """The names of authors, where ``people`` has keys of them."""
    deleted: str = ""
    """The column that is not 0 for what the reader threw away."""


@dataclass(frozen=True, slots=True)
class OtherStore:
    """A database of a program that holds no articles, or whose articles are elsewhere."""

    tables: frozenset[str]
    is_list: bool
    words: str


STORES: Final = (
    ReaderStore(
        "newsboat", "rss_item", frozenset(("guid", "feedurl", "pubdate", "content")), ("content",),
        published=("pubDate",), feed="feedurl", feeds=Names("rss_feed", "rssurl", "title"), deleted="deleted",
    ),
    ReaderStore(
        "FreshRSS", "entry", frozenset(("guid", "id_feed", "content", "link")), ("content",),
        url=("link",), published=("date",), tags=("tags",), feed="id_feed", feeds=Names("feed", "id", "name"),
    ),
    ReaderStore(
        "NetNewsWire", "articles", frozenset(("articleid", "feedid", "contenthtml")), ("contentHTML", "contentText"),
        ("summary",), url=("url", "externalURL"), published=("datePublished",), updated=("dateModified",),
        key="articleID", people=Names("authorsLookup", "articleID", "authorID"),
        persons=Names("authors", "authorID", "name"),
    ),
    ReaderStore(
        "Liferea", "items", frozenset(("item_id", "node_id", "description", "source")), ("description",),
        url=("source",), published=("date",), feed="node_id", feeds=Names("node", "node_id", "title"),
        key="item_id", people=Names("metadata", "item_id", "value", "key = 'author'"),
    ),
    ReaderStore(
        "QuiteRSS", "news", frozenset(("feedid", "guid", "link_href", "description")), ("content",), ("description",),
        author=("author_name",), url=("link_href", "link_alternate"), published=("published",), updated=("modified",),
        tags=("category",), feed="feedId", feeds=Names("feeds", "id", "text"), deleted="deleted",
    ),
    ReaderStore(
        "RSS Guard", "messages", frozenset(("contents", "date_created", "feed", "is_deleted")), ("contents",),
        published=("date_created",), feed="feed", feeds=Names("feeds", "custom_id", "title"), deleted="is_deleted",
    ),
    ReaderStore(
        "NewsFlash", "articles", frozenset(("article_id", "feed_id", "html", "timestamp")), ("html",), ("summary",),
        published=("timestamp",), feed="feed_id", feeds=Names("feeds", "feed_id", "label"),
    ),
    ReaderStore(
        "FeedReader", "articles", frozenset(("articleid", "feedid", "html", "preview")), ("html",), ("preview",),
        published=("date",), feed="feedID", feeds=Names("feeds", "feed_id", "name"),
    ),
    ReaderStore(
        "Vienna", "messages", frozenset(("message_id", "folder_id", "text", "sender")), ("text",),
        author=("sender",), url=("link",), published=("createddate", "date"), feed="folder_id",
        feeds=Names("folders", "folder_id", "foldername"), deleted="deleted_flag",
    ),
    ReaderStore(
        "wallabag", "wallabag_entry", frozenset(("content", "url", "title")), ("content",),
        author=("published_by",), published=("published_at",), language=("language",), outlet=("domain_name",),
    ),
    ReaderStore(
        "Yarr", "items", frozenset(("feed_id", "guid", "link", "content")), ("content",), ("description",),
        url=("link",), published=("date",), feed="feed_id", feeds=Names("feeds", "id", "title"),
    ),
    ReaderStore(
        "selfoss", "items", frozenset(("datetime", "source", "content", "uid")), ("content",), url=("link",),
        published=("datetime",), feed="source", feeds=Names("sources", "id", "title"), tags=("tags",),
    ),
    ReaderStore(
        "Nextcloud News", "oc_news_items", frozenset(("guid", "feed_id", "body")), ("body",),
        published=("pub_date",), feed="feed_id", feeds=Names("oc_news_feeds", "id", "title"),
    ),
    ReaderStore(
        "reader", "entries", frozenset(("feed", "id", "content", "summary")), ("content",), ("summary",),
        url=("link",), published=("published",), updated=("updated",), feed="feed",
        feeds=Names("feeds", "url", "title"),
    ),
)  # fmt: skip

OTHERS: Final = (
    OtherStore(
        frozenset(("articles", "versions", "captures", "documents")), False,
        "an archive of broadsheet: open it with --archive FOLDER",
    ),
    OtherStore(
        frozenset(("items", "itemattachments", "itemdatavalues")), False,
        "Zotero's own database: import the folder storage/ beside it, or an export",
    ),
    OtherStore(frozenset(("moz_places", "moz_historyvisits")), True, "the history and bookmarks of Firefox"),
    OtherStore(frozenset(("urls", "visits", "visit_source")), True, "the history of a browser"),
    OtherStore(
        frozenset(("core_snapshot", "core_archiveresult")), True,
        "the index of ArchiveBox: import its folder archive/, which has the pages",
    ),
    OtherStore(frozenset(("bookmarks_bookmark", "bookmarks_tag")), True, "bookmarks of linkding"),
)  # fmt: skip
