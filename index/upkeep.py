"""What follows from the store and is kept in step with it: the full-text index, and the stories."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, Final, Literal

from index.builders import indexed, readable
from index.errors import ArchiveDamaged
from index.model import Article, PassageIndex, Progress, Story, TermStatistics
from index.store import Store, Writer, disk_error, story_id
from index.text import stem, tokens

if TYPE_CHECKING:
    from index.comparison.stories.grouping import Grouping
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
_MATES: Final = 60
"""Articles of a story that stand for it when others are grouped with it."""
_NAMED: Final = 3
"""Articles of a story whose names are looked at."""
_READ_AT_ONCE: Final = 200
_GROUPED: Final = 0.8
"""How much of the work is done when the stories are found and not yet told."""


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

    A few new articles in a large archive are grouped with what resembles them, and join the stories of that; else all
    is grouped anew. The id of a story stays with the group that has most of its articles, and what is kept of a story
    stays where none of its articles came, went or changed.
    """
    from index.comparison.stories.grouping import Grouping, grouping
    from index.comparison.stories.identities import grown, identities

    with store.reading() as reader:
        total = reader.count("articles")
        before = reader.grouped()
        ids = reader.ids()
    changed = list(dict.fromkeys([*changed, *(id for id in ids if id not in before)]))
    if not changed:
        return
    yield Progress("grouping", 0, total)
    counts = Counts(index)
    local = total > _LARGE and len(changed) * _FEW <= total
    members = _members(before)
    if local:
        ids = _neighbourhood(store, changed, before, members, index)
    found = Grouping([], {})
    for step in grouping(_read(store, ids), counts, excerpt=local):
        if isinstance(step, float):
            yield Progress("grouping", int(_GROUPED * step * total), total)
        else:
            found = step
    clusters = found.stories
    if local:
        looked_at = {before[id] for cluster in clusters for id in cluster if id in before}
        clusters = grown(clusters, changed, before, {story: members[story] for story in looked_at})
    named = identities(clusters, before, story_id)
    new = set(changed)
    same = {id for id, cluster in named.items() if set(members.get(id, ())) == set(cluster) and not new & set(cluster)}
    made = {id: cluster for id, cluster in named.items() if id not in same}
    stood = {before[id] for cluster in made.values() for id in cluster if id in before}
    gone = stood if local else set(members) - same
    with store.writing() as writer:
        for share in _replaced(store, writer, gone, made, counts):
            yield Progress("grouping", int((_GROUPED + (1 - _GROUPED) * share) * total), total)
    with store.writing() as writer:
        writer.link_stories(*_sagas(store, found, counts))
    yield Progress("grouping", total, total)


def _replaced(
    store: Store, writer: Writer, gone: set[str], made: Mapping[str, Sequence[str]], counts: Counts
) -> Iterator[float]:
    """Put the stories ``made`` in the place of those ``gone``, some at a time; how much of it is done, 0 to 1."""
    done = 0
    for some in _runs(made):
        # An id that stays is taken out and put in at once, so that what else hangs on it stays too.
        writer.replace_stories(gone & set(some), _records(store, some, counts))
        done += len(some)
        yield done / len(made)
    writer.replace_stories(gone - set(made), ())


def _runs(clusters: Mapping[str, Sequence[str]]) -> Iterator[dict[str, Sequence[str]]]:
    """The clusters, as many together as have some hundred articles."""
    some: dict[str, Sequence[str]] = {}
    size = 0
    for id, cluster in clusters.items():
        some[id] = cluster
        size += len(cluster)
        if size >= _READ_AT_ONCE:
            yield some
            some, size = {}, 0
    if some:
        yield some


def _records(store: Store, clusters: Mapping[str, Sequence[str]], counts: Counts) -> list[Story]:
    """The stories of a few clusters; what cannot be read of them is left out."""
    from index.comparison.stories.records import story_record

    with store.reading() as reader:
        articles = readable(reader, [id for cluster in clusters.values() for id in cluster])
    told = {id: [articles[each] for each in cluster if each in articles] for id, cluster in clusters.items()}
    return [story_record(id, found, counts) for id, found in told.items() if found]


def _sagas(store: Store, found: Grouping, counts: Counts) -> tuple[set[str], list[tuple[str, str, float, str]]]:
    """The stories that were looked at, and those of them that are of one saga."""
    from index.comparison.stories.sagas import names, shared_names, why

    with store.reading() as reader:
        now = reader.grouped()

        @cache
        def story(place: int) -> Story | None:
            # Where a story stayed as it was, the group that it was found in may be another.
            stories = Counter(now[id] for id in found.stories[place] if id in now)
            return reader.story(stories.most_common(1)[0][0]) if stories else None

        @cache
        def names_of(story: Story) -> Mapping[str, str]:
            return names(readable(reader, story.articles[:_NAMED]).values())

        rows: dict[tuple[str, str], tuple[str, str, float, str]] = {}
        for (one, other), likeness in found.kin.items():
            left, right = story(one), story(other)
            if left is None or right is None or left.id == right.id:
                continue
            said = why(left, right, shared_names(names_of(left), names_of(right), counts))
            if said:
                rows[left.id, right.id] = left.id, right.id, likeness, said
    return {now[id] for cluster in found.stories for id in cluster if id in now}, list(rows.values())


def renew_stories(store: Store, index: FullText, ids: Iterable[str]) -> None:
    """Say again what these stories are, after articles were taken out of them."""
    with store.reading() as reader:
        members = {id: reader.members(id) for id in ids}
    with store.writing() as writer:
        for _ in _replaced(store, writer, set(members), members, Counts(index)):
            pass


def _read(store: Store, ids: Sequence[str]) -> Iterator[Article]:
    """The articles that can be read, few at a time in memory."""
    for start in range(0, len(ids), _READ_AT_ONCE):
        with store.reading() as reader:
            yield from readable(reader, ids[start : start + _READ_AT_ONCE]).values()


def _members(before: Mapping[str, str]) -> dict[str, list[str]]:
    members: defaultdict[str, list[str]] = defaultdict(list)
    for id, story in before.items():
        members[story].append(id)
    return members


def _neighbourhood(
    store: Store,
    changed: Sequence[str],
    before: Mapping[str, str],
    members: Mapping[str, Sequence[str]],
    index: PassageIndex,
) -> list[str]:
    """The articles, those that resemble them, and some of whatever is in a story with one of these."""
    near: set[str] = set()
    for article in _read(store, changed):
        near |= {article.id, *index.articles_like(_telling_terms(article), _NEIGHBOURS)}
    touched = {before[id] for id in near if id in before}
    return sorted(near.union(*(members[story][:_MATES] for story in touched)))


def _telling_terms(article: Article) -> list[str]:
    """The terms that tell an article from others: frequent in it, rare in news in general."""
    from index.comparison.background import background

    general = background()
    terms = Counter(stem(token.word) for token in tokens(f"{article.headline or ''}\n{article.text}"))
    weights = {term: often / general.share(term) for term, often in terms.items()}
    return sorted(weights, key=lambda term: (-weights[term], term))[:_TERMS]
