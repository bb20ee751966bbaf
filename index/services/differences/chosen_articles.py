"""The articles whose differences are looked for: of a large story the most central ones, and which are one text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from index.model import Article, Place, Reference, Story, sort_key
from index.services.stored_articles import readable
from index.store import Reader

if TYPE_CHECKING:
    from index.model import TermStatistics

MOST: Final = 24
"""Articles that are compared, each with each: as many as a tray has at most."""
_LONGEST: Final = 200_000
"""Characters of a text that is compared: a book would cost more time and memory than a reader waits for."""
_WEIGHED: Final = 120
"""Articles of a very large story, the earliest, among which the most central ones are chosen."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Articles to be compared, each with each."""

    articles: tuple[Article, ...]
    """In order of time."""
    groups: tuple[tuple[str, ...], ...]
    """Their ids by text: copies of one text are together."""
    more: int
    """Articles that were asked for and are not among them, since these are more central."""
    too_long: int
    """Articles that were left out since they are as long as books."""
    title: str

    def by_language(self) -> list[tuple[Article, str]]:
        """Each article with its language."""
        from index.comparison.links.languages import languages

        return list(zip(self.articles, languages(self.articles), strict=True))

    @property
    def note(self) -> str:
        """What is not compared: most facts between languages, and articles as long as books; else empty."""
        spoken = [language for _, language in self.by_language()]
        notes = (
            ["Between languages only counts of people, days and times are compared."] if len(set(spoken)) > 1 else []
        )
        return " ".join([*notes, *([self.too_long_note] if self.too_long else [])])

    @property
    def too_long_note(self) -> str:
        """How many articles were left out since they are as long as books; else empty."""
        if not self.too_long:
            return ""
        return f"Facts of texts longer than {_LONGEST:,} characters are not compared: {self.too_long} left out."

    def current(self, reader: Reader, place: Place) -> Place | None:
        """The place in the current version of its article; None where its field has other words now."""
        article = next(each for each in self.articles if each.id == place.article)
        if place.version != article.version:
            earlier = reader.articles([place.article], place.version).get(place.article)
            if earlier is None or earlier.field(place.field) != article.field(place.field):
                return None
        return place._replace(version=article.version)


def chosen_articles(reader: Reader, asked: Sequence[str] | Story, counts: Callable[[], TermStatistics]) -> Chosen:
    """The articles of a story, or those with some ids (of which each may be the reference to a passage).

    ``counts`` gives the statistics by which the most central ones of many are chosen.
    """
    if isinstance(asked, Story):
        ids, title = list(asked.articles), asked.title
        articles = readable(reader, ids)
    else:
        ids, title = [reader.find_id(Reference.parse(id, place="passage").article) for id in asked], ""
        articles = reader.articles(ids)
    known = _in_order(articles.values())
    short = len(known)
    groups = _texts(reader, known)
    if len(known) > MOST:
        kept = _central(known, groups, counts())
        known = [article for article in known if article.id in kept]
        groups = [some for group in groups if (some := tuple(id for id in group if id in kept))]
    return Chosen(tuple(known), tuple(groups), short - len(known), len(articles) - short, title)


def few_articles(articles: Sequence[Article]) -> Chosen:
    """Articles that were read already, each with a text of its own: whether they are copies is not asked."""
    known = _in_order(articles)
    return Chosen(tuple(known), tuple((article.id,) for article in known), 0, len(articles) - len(known), "")


def _in_order(articles: Iterable[Article]) -> list[Article]:
    """Those that are not as long as books, in order of time."""
    short = (article for article in articles if len(article.text) <= _LONGEST)
    return sorted(short, key=lambda each: (*sort_key(each.published), each.id))


def _texts(reader: Reader, articles: Sequence[Article]) -> list[tuple[str, ...]]:
    """The ids of articles, in their order, by text."""
    from index.comparison.reuse.copy_groups import spreads

    ids = [article.id for article in articles]
    copies = reader.copies.among(ids)
    beyond = {copy.other for copy in copies} - set(ids)
    # Of very many copies of a text only some pairs are stored: two articles may be copies of a third.
    copies += reader.copies.among(sorted(beyond)[:_WEIGHED])
    dates = reader.copies.provenances({id for copy in copies for id in copy[:2]})
    found = spreads(copies, {id: provenance.published for id, provenance in dates.items()})
    number = {copy.id: at for at, spread in enumerate(found) if len(spread.copies) > 1 for copy in spread.copies}
    groups: dict[object, list[str]] = {}
    for id in ids:
        groups.setdefault(number.get(id, id), []).append(id)
    return [tuple(group) for group in groups.values()]


def _central(
    articles: Sequence[Article], groups: Iterable[Sequence[str]], statistics: TermStatistics
) -> Mapping[str, float]:
    """The ids of the articles that are most similar to the others: of each text the first, then copies."""
    from index.comparison.stories.neighbours import similarities

    weighed = articles[:_WEIGHED]
    closeness = [0.0] * len(weighed)
    for (left, right), similarity in similarities(weighed, statistics).items():
        closeness[left] += similarity
        closeness[right] += similarity
    firsts = {group[0] for group in groups}
    order = sorted(range(len(weighed)), key=lambda at: (weighed[at].id not in firsts, -closeness[at], at))
    return {weighed[at].id: closeness[at] for at in order[:MOST]}
