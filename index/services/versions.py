"""The versions of an article in order of time: its editions, and the versions of each before its source changed."""

from __future__ import annotations

from index.model import Article, Changes, Reference, Version
from index.services.copies.editions import editions_of
from index.store import Reader


def versions_of(reader: Reader, id: str) -> tuple[Version, ...]:
    """All versions of the article with the full ``id`` and of its near-duplicates, the earliest first."""
    editions = editions_of(reader, [id]).get(id, ())
    found = [version for each in ([edition.id for edition in editions] or [id]) for version in _of_one(reader, each)]
    return tuple(sorted(found, key=_in_order))


def _in_order(version: Version) -> tuple[str, str, int]:
    """A sort key: by date of publication, undated ones first, then by when the archive got them."""
    return version.published.iso if version.published else "", version.made, version.number


def _of_one(reader: Reader, id: str) -> list[Version]:
    """The versions of one article; of those that look the same to a reader, only the last, with the oldest time."""
    now = reader.article(id).version
    found: list[Version] = []
    seen: tuple[object, ...] | None = None
    for number, made in reader.history(id):
        article = reader.article(id, number)
        metadata = article.content.metadata
        shown = metadata.headline, metadata.deck, article.text
        if shown == seen:
            made = found.pop().made
        found.append(Version(id, number, metadata.headline, metadata.outlet, metadata.published, made, number == now))
        seen = shown
    return found


def article_named(reader: Reader, name: str) -> Article:
    """The article ``id``, or its version ``id@number``; a unique prefix of the id is enough.

    Raises UsageError, UnknownArticle or AmbiguousArticle.
    """
    found = Reference.parse(name, version=True)
    return reader.article(reader.find_id(found.article), found.version)


def changes_between(old: Article, new: Article) -> Changes:
    """The changes from one article, or version, to the other."""
    from index.comparison.reuse.sentence_pairs import rewording
    from index.comparison.reuse.word_changes import changes

    before, after = old.content.metadata, new.content.metadata
    words = changes(old.text, new.text)
    passages, links = rewording(old, new, words)
    return Changes(
        old,
        new,
        words,
        headline=changes(before.headline or "", after.headline or ""),
        deck=changes(before.deck or "", after.deck or ""),
        passages=passages,
        links=links,
    )
