"""The versions of an article in order of time: its editions, and the versions of each before its source changed."""

from __future__ import annotations

from dataclasses import replace

from index.model import Article, Changes, Moments, Reference, Version, in_order
from index.services.copies.editions import editions_of
from index.store import Reader


def versions_of(reader: Reader, id: str) -> tuple[Version, ...]:
    """All versions of the article with the full ``id`` and of its near-duplicates, the earliest first.

    Where nothing shows the order of two, they are in the order in which the archive got them, without evidence.
    """
    editions = editions_of(reader, [id]).get(id, ())
    found = [version for each in ([edition.id for edition in editions] or [id]) for version in _of_one(reader, each)]
    found.sort(key=lambda version: (version.made, version.number))
    return tuple(replace(version, ordered_by=evidence) for version, evidence in in_order(found, _moments))


def _moments(version: Version) -> Moments:
    return Moments(version.published, version.updated, version.captured, version.modified)


def _of_one(reader: Reader, id: str) -> list[Version]:
    """The versions of one article, in order of time; of those in a row that look the same to a reader, only one.

    That is the current one, or else the last, with the oldest time.
    """
    now = reader.article(id).version
    texts: dict[int, tuple[str | None, str | None, str]] = {}
    all_versions: list[Version] = []
    for number, made, modified in reader.history(id):
        article = reader.article(id, number)
        about = article.content.metadata
        texts[number] = about.headline, about.deck, article.text
        dates = about.updated, about.captured, modified
        all_versions.append(
            Version(id, number, about.headline, about.outlet, about.published, made, number == now, *dates)
        )
    found: list[Version] = []
    for version, _ in in_order(all_versions, _moments):
        if found and texts[found[-1].number] == texts[version.number]:
            before = found.pop()
            version = replace(before if before.current else version, made=min(before.made, version.made))
        found.append(version)
    return found


def article_named(reader: Reader, name: str) -> Article:
    """The article ``id``, or its version ``id@number``; a unique prefix of the id is enough.

    Raises UsageError, UnknownArticle or AmbiguousArticle.
    """
    found = Reference.parse(name, version=True)
    return reader.article(reader.find_id(found.article), found.version)


def changes_between(old: Article, new: Article) -> Changes:
    """The changes from one article, or version, to the other."""
    from index.comparison.facts.corrections import corrections
    from index.comparison.links.verdict import with_verdicts
    from index.comparison.reuse.sentence_pairs import rewording
    from index.comparison.reuse.word_changes import changes

    before, after = old.content.metadata, new.content.metadata
    words = changes(old.text, new.text)
    passages, found = rewording(old, new, words)
    headlines = before.headline or "", after.headline or ""
    headline = changes(*headlines)
    language = after.language or before.language or "en"
    return Changes(
        old,
        new,
        words,
        headline=headline,
        deck=changes(before.deck or "", after.deck or ""),
        passages=passages,
        links=with_verdicts(found, old, new),
        corrections=corrections(old.text, new.text, words, language),
        headline_corrections=corrections(*headlines, headline, language),
    )
