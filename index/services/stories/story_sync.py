"""Groups the archive by event, and keeps the stories in step with new, changed and removed articles.

A few new articles in a large archive join the stories of articles that resemble them. That is cheap, but never corrects
stories that an earlier, smaller archive got wrong. So the whole archive is grouped again whenever it has grown by an
eighth since the last time: each article is then processed about nine times in the life of an archive.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from index.disk.failures import disk_error
from index.model import Article, PassageIndex, Progress
from index.services.index_sync import Counts
from index.services.stored_articles import readable
from index.services.stories.story_records import LED, story_records
from index.store import Reader, Store, Writer, story_id
from index.text import stem, tokens

if TYPE_CHECKING:
    from index.comparison.stories.grouping import Grouping
    from index.search.full_text import FullText

_LARGE: Final = 500
"""Articles up to which an archive is always grouped as a whole."""
_FEW: Final = 80
"""In a larger archive, changes to at most one in so many articles are grouped with their neighbourhood only; the
neighbourhoods of more would cost as much as the whole archive.
"""
_SHARE: Final = 8
"""When one in so many articles was grouped in this way, the archive is grouped as a whole; this adds about a ninth to
the cost of an article.
"""
_NEIGHBOURS: Final = 20
"""Articles that resemble a changed article and are grouped with it."""
_TERMS: Final = 30
"""Terms of a changed article by which these are searched."""
_MATES: Final = 60
"""Articles of a story that represent it when others are grouped with it."""
_NAMED: Final = 3
"""Articles of a story whose names are compared with those of another story."""
_SAGA_STORIES: Final = 1000
"""Stories that are remembered, with their names, while pairs are compared; pairs with one story come together."""
_READ_AT_ONCE: Final = 200
"""Articles that are read together."""

Row = tuple[str, str, float, str]
"""Two stories of one saga, how alike they are, and why."""


@dataclass(frozen=True, slots=True)
class _Change:
    """How the stories change."""

    gone: set[str]
    made: Mapping[str, Sequence[str]]
    """By id, the articles of each story that is new or changed; a changed story is also among those ``gone``."""
    story: Mapping[str, str]
    """By article, its story after the change."""


def group_stories(store: Store, index: FullText, changed: Sequence[str]) -> Iterator[Progress]:
    """Update the stories after the articles ``changed`` were added or changed; yields progress.

    A story keeps its id if one group has most of its articles, and its record if none of its articles changed. The
    update is one commit: if it is interrupted, nothing changes.
    """
    from index.comparison.stories.grouping import grouping

    with store.reading() as reader:
        total = reader.count("articles")
        before = reader.stories.by_article()
        ids = reader.ids()
        joined = reader.stories.joined()
    changed = list(dict.fromkeys([*changed, *(id for id in ids if id not in before)]))
    if not changed:
        return
    yield Progress("grouping", 0, total)
    counts = Counts(index)
    members = _members(before)
    whole = _is_due(total, len(changed), joined)
    if not whole:
        ids = _neighbourhood(store, changed, before, members, index)
    found: Grouping | None = None
    try:
        for step in grouping(_read(store, ids), counts, excerpt=not whole, folder=store.folder):
            if isinstance(step, float):
                yield Progress("grouping", int(step * total), total)
            else:
                found = step
    except OSError as error:
        raise disk_error(error, store.folder) from error
    assert found is not None
    change = _change(found.stories, changed, before, members, whole=whole)
    looked_at = _members({id: change.story[id] for id in ids if id in change.story})
    related = found.related(looked_at)
    # The vectors of all articles, which are not needed any more.
    del found, step
    yield Progress("grouping", total, total)
    with store.writing() as writer:
        if whole:
            writer.stories.unlink()
        else:
            heirs = _heirs(change, members)
            related = {pair: likeness for pair, likeness in related.items() if not change.made.keys().isdisjoint(pair)}
            related |= _carried(writer.stories.sagas_of(change.gone), heirs, looked_at)
        described = sum(map(len, change.made.values()))
        for done in _replaced(store, writer, change, counts):
            yield Progress("describing", done, described)
        writer.stories.link(_sagas(writer.reader, related, counts))
        writer.stories.note_joined(0 if whole else joined + sum(id in change.story for id in changed))


def renew_stories(store: Store, index: FullText, ids: Iterable[str]) -> None:
    """Update the records of these stories after articles were removed from them."""
    counts = Counts(index)
    with store.writing() as writer:
        members = {id: writer.stories.members(id) for id in ids}
        related = _carried(writer.stories.sagas_of(members), {}, ())
        for _ in _replaced(store, writer, _Change(set(members), members, {}), counts):
            pass
        writer.stories.link(_sagas(writer.reader, related, counts))


def _is_due(total: int, changed: int, joined: int) -> bool:
    """Whether to group all ``total`` articles after ``changed`` of them changed.

    ``joined`` articles were grouped with their neighbourhood only since the whole archive was last grouped.
    """
    return total <= _LARGE or changed * _FEW > total or (joined + changed) * _SHARE >= total


def _change(
    clusters: Sequence[Sequence[str]],
    changed: Sequence[str],
    before: Mapping[str, str],
    members: Mapping[str, Sequence[str]],
    *,
    whole: bool,
) -> _Change:
    """The change from the stories ``before`` to the ``clusters`` found in the whole archive or in a neighbourhood."""
    from index.comparison.stories.identities import grown, identities

    found = [tuple(cluster) for cluster in clusters]
    if not whole:
        looked_at = {before[id] for cluster in found for id in cluster if id in before}
        found = grown(found, changed, before, {story: members[story] for story in looked_at})
    named = identities(found, before, story_id)
    new = set(changed)
    same = {id for id, cluster in named.items() if set(members.get(id, ())) == set(cluster) and not new & set(cluster)}
    made = {id: cluster for id, cluster in named.items() if id not in same}
    gone = set(members) - same if whole else {before[id] for cluster in made.values() for id in cluster if id in before}
    after = {id: story for id, story in before.items() if story not in gone}
    return _Change(gone, made, after | {id: story for story, cluster in made.items() for id in cluster})


def _replaced(store: Store, writer: Writer, change: _Change, counts: Counts) -> Iterator[int]:
    """Change the stories; yields how many articles of those that are made are done."""
    writer.stories.replace(change.gone, ())
    led = _led(writer.reader, change.made, change.story)
    done = 0
    yield done
    for articles, stories in story_records(store, writer.reader, change.made, counts, led):
        writer.stories.replace((), stories)
        done += articles
        yield done


def _led(reader: Reader, made: Mapping[str, Sequence[str]], story: Mapping[str, str]) -> set[str]:
    """The stories whose lead passages are stored: the latest of several articles, which a reader sees first.

    ``story`` has the story of each article.
    """
    several = {id for id, articles in made.items() if len(articles) > 1}
    if len(several) <= LED:
        return several
    led: set[str] = set()
    for id in reader.latest():
        if len(led) == LED:
            break
        if story.get(id) in several:
            led.add(story[id])
    return led


# --- Sagas ------------------------------------------------------------------------------------------------------------


def _heirs(change: _Change, members: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """For each story that is gone, the story that now has most of its articles."""
    return {
        story: Counter(sorted(change.story[id] for id in members[story] if id in change.story)).most_common(1)[0][0]
        for story in change.gone - change.made.keys()
    }


def _carried(rows: Iterable[Row], heirs: Mapping[str, str], looked_at: Container[str]) -> dict[tuple[str, str], float]:
    """The similarity of stories that were of one saga, those that are gone replaced by their heirs.

    Pairs of stories that were both grouped again are left out: their similarity was computed again.
    """
    found: dict[tuple[str, str], float] = {}
    for story, other, likeness, _ in rows:
        one, two = sorted((heirs.get(story, story), heirs.get(other, other)))
        if one != two and not (one in looked_at and two in looked_at):
            found[one, two] = max(likeness, found.get((one, two), 0.0))
    return found


def _sagas(reader: Reader, related: Mapping[tuple[str, str], float], counts: Counts) -> Iterator[Row]:
    """The pairs of ``related`` that are of one saga, with the reason."""
    from index.comparison.stories.sagas import names, shared_names, why

    story = lru_cache(_SAGA_STORIES)(reader.stories.get)

    @lru_cache(_SAGA_STORIES)
    def names_of(id: str) -> Mapping[str, str]:
        found = story(id)
        return names(readable(reader, found.articles[:_NAMED]).values()) if found else {}

    for (one, other), likeness in related.items():
        left, right = story(one), story(other)
        if left is not None and right is not None:
            reason = why(left, right, shared_names(names_of(one), names_of(other), counts))
            if reason:
                yield one, other, likeness, reason


# --- What is looked at ------------------------------------------------------------------------------------------------


def _read(store: Store, ids: Sequence[str]) -> Iterator[Article]:
    """The articles that can be read, a few at a time in memory."""
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
    """The ids of the changed articles, of those that resemble them, and of some in the stories of all these."""
    near: set[str] = set()
    for article in _read(store, changed):
        near |= {article.id, *index.articles_like(_telling_terms(article), _NEIGHBOURS)}
    touched = {before[id] for id in near if id in before}
    return sorted(near.union(*(members[story][:_MATES] for story in touched)))


def _telling_terms(article: Article) -> list[str]:
    """The terms that distinguish an article from others: frequent in it, rare in news in general."""
    from index.comparison.background import background

    general = background()
    terms = Counter(stem(token.word) for token in tokens(f"{article.headline or ''}\n{article.text}"))
    weights = {term: often / general.share(term) for term, often in terms.items()}
    return sorted(weights, key=lambda term: (-weights[term], term))[:_TERMS]
