"""What follows from the store and is kept in step with it: the full-text index, and the stories."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, Final, Literal

from index.builders import indexed, readable
from index.errors import ArchiveDamaged
from index.model import Article, PassageIndex, Progress, TermStatistics
from index.store import Store, disk_error, story_id
from index.text import stem, tokens

if TYPE_CHECKING:
    from index.fulltext import FullText

FOLDER: Final = "fulltext"
_ROUND: Final = 200_000
"""Articles that are known to be pending at once."""
_LARGE: Final = 500
"""Archives up to this size are grouped as a whole each time."""
_FEW: Final = 40
"""In larger ones, changed articles that are not more than one in so many are grouped with their neighbourhood only."""
_NEIGHBOURS: Final = 20
_TERMS: Final = 30


class Counts:
    """An index's term statistics, each asked once: for one task, during which they may not change."""

    def __init__(self, index: TermStatistics) -> None:
        self._count = index.document_count()
        self._frequency = cache(index.document_frequency)

    def document_count(self) -> int:
        """Articles in the archive."""
        return self._count

    def document_frequency(self, term: str) -> int:
        """Articles that have ``term``."""
        return self._frequency(term)


def open_index(store: Store) -> FullText:
    """The full-text index, made empty where there is none that can be used, all articles then pending.

    To be called by the writer. Raises ArchiveTooNew for an index of a later broadsheet, which stays as it is.
    """
    from index.fulltext import FullText

    folder = store.folder / FOLDER
    if FullText.state(folder) == "sound":
        with suppress(ArchiveDamaged):
            return FullText.open(folder)
    return new_index(store)


def index_is_gone(store: Store) -> bool:
    """Whether the index's folder was taken away, which an open index does not notice."""
    return not (store.folder / FOLDER).is_dir()


def index_state(store: Store, damaged: Container[str] = ()) -> Literal["sound", "missing", "outdated", "damaged"]:
    """How the index stands to the store; articles ``damaged`` in the store are not missed in the index."""
    from index.fulltext import FullText

    state = FullText.state(store.folder / FOLDER)
    if state != "sound":
        return state
    try:
        index = FullText.open(store.folder / FOLDER)
    except ArchiveDamaged:
        return "damaged"
    try:
        if index.verify():
            return "damaged"
        return "outdated" if any(id not in damaged for id in differences(store, index)) else "sound"
    finally:
        index.close()


def new_index(store: Store) -> FullText:
    """An empty full-text index, all articles pending; raises ArchiveTooNew rather than replace one of a later kind."""
    from index.fulltext import FullText

    folder = store.folder / FOLDER
    FullText.state(folder)
    # First, so that an index that was made and not filled is never taken for one in step.
    with store.writing() as writer:
        writer.mark_pending()
    try:
        return FullText.create(folder)
    except OSError as error:
        raise disk_error(error, folder) from error


def catch_up(store: Store, index: FullText, *, least: int = 1) -> Iterator[int]:
    """Bring the index in step with the store, in bounded commits; how many articles each was of.

    Does nothing while fewer than ``least`` articles are pending.
    """
    while True:
        with store.reading() as reader:
            ids = reader.pending(_ROUND)
        if len(ids) < max(least, 1):
            return
        for done in indexed(store, index, ids):
            with store.writing() as writer:
                writer.indexed(done)
            yield len(done)


def has_as_many(store: Store, index: FullText) -> bool:
    """Whether store and index have as many articles: a cheap look at whether one of them was put back from a copy."""
    with store.reading() as reader:
        return reader.count("articles") == index.document_count()


def reconcile(store: Store, index: FullText) -> None:
    """Have the index catch up with every article on which it differs from the store. To be called by the writer."""
    with store.writing() as writer:
        writer.mark_pending(differences(store, index))
    for _ in catch_up(store, index):
        pass


def differences(store: Store, index: FullText) -> list[str]:
    """Ids of articles that the index has in another version than the store, or has not, or should not have."""
    with store.reading() as reader:
        current = reader.current_versions()
    indexed = index.contents()
    return sorted({*current, *indexed} - {id for id, version in current.items() if indexed.get(id) == version})


# --- Stories ------------------------------------------------------------------------------------------------------


def group_stories(store: Store, index: FullText, changed: Sequence[str]) -> Iterator[Progress]:
    """Group the archive by event again after the articles ``changed`` came in or changed.

    A few new articles in a large archive are grouped with what resembles them and the stories of that; else all is
    grouped anew. The id of a story stays with the group that has most of its articles.
    """
    from index.comparison import stories

    with store.reading() as reader:
        total = reader.count("articles")
        before = reader.grouped()
        changed = [*changed, *(id for id in reader.ids() if id not in before)]
    changed = list(dict.fromkeys(changed))
    if not changed:
        return
    yield Progress("grouping", 0, total)
    counts = Counts(index)
    local = total > _LARGE and len(changed) * _FEW <= total
    with store.reading() as reader:
        near = _neighbourhood(readable(reader, changed).values(), before, index) if local else reader.ids()
        articles = readable(reader, near)
    if not articles.keys() & set(changed):
        return
    clusters = stories.group(articles.values(), counts)
    touched = {before[id] for id in articles if id in before} if local else set(before.values())
    named = _identities(clusters, before)
    made = [stories.story_record(id, [articles[member] for member in cluster], counts) for id, cluster in named.items()]
    with store.writing() as writer:
        writer.replace_stories(touched, made)
    yield Progress("grouping", total, total)


def renew_stories(store: Store, index: FullText, ids: Iterable[str]) -> None:
    """Say again what these stories are, after articles were taken out of them."""
    from index.comparison.stories import story_record

    counts = Counts(index)
    with store.reading() as reader:
        members = {id: readable(reader, reader.members(id)).values() for id in ids}
    made = [story_record(id, list(articles), counts) for id, articles in members.items() if articles]
    with store.writing() as writer:
        writer.replace_stories(members, made)


def _neighbourhood(articles: Iterable[Article], before: Mapping[str, str], index: PassageIndex) -> list[str]:
    """The articles, those that resemble them, and whatever is in a story with one of these."""
    near: set[str] = set()
    for article in articles:
        near |= {article.id, *index.articles_like(_telling_terms(article), _NEIGHBOURS)}
    touched = {before[id] for id in near if id in before}
    return sorted(near | {id for id, story in before.items() if story in touched})


def _telling_terms(article: Article) -> list[str]:
    """The terms that tell an article from others: frequent in it, rare in news in general."""
    from index.comparison.background import background

    general = background()
    terms = Counter(stem(token.word) for token in tokens(f"{article.headline or ''}\n{article.text}"))
    weights = {term: often / general.share(term) for term, often in terms.items()}
    return sorted(weights, key=lambda term: (-weights[term], term))[:_TERMS]


def _identities(clusters: Iterable[tuple[str, ...]], before: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """An id for each cluster: that of the story that most of it comes from, or one of its own.

    Where a story fell apart, its id goes with the larger part.
    """
    ordered = sorted(clusters)
    claims = sorted(
        (-count, story, place)
        for place, cluster in enumerate(ordered)
        for story, count in Counter(before[id] for id in cluster if id in before).items()
    )
    named: dict[int, str] = {}
    taken: set[str] = set()
    used = set(before.values())
    for _, story, place in claims:
        if place not in named and story not in taken:
            named[place] = story
            taken.add(story)
    for place, cluster in enumerate(ordered):
        if place not in named:
            named[place] = _unused(cluster[0], used)
            used.add(named[place])
    return {named[place]: cluster for place, cluster in enumerate(ordered)}


def _unused(article: str, used: set[str]) -> str:
    turn = 0
    while (id := story_id(article, str(turn))) in used:
        turn += 1
    return id
