"""A search engine in memory, over lists of words: the least that the archive needs of one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import partial

import numpy as np

from index.errors import ArchiveDamaged
from index.model import Article, Sort
from index.query.choices import without_choice
from index.query.dates import UNDATED, minutes
from index.query.fields import ARTICLE_FIELDS, LEAST_BEGINNING, NAME_FIELDS, TEXT_FIELDS, Kind
from index.query.limits import UNLIMITED, Budget
from index.query.parser import ParsedQuery
from index.query.regular_expressions import matching
from index.query.syntax import (
    And,
    Between,
    Everything,
    Fuzzy,
    Has,
    Matching,
    Name,
    Not,
    Nothing,
    Or,
    Prefix,
    Query,
    Row,
    Value,
    Wildcard,
    Words,
)
from index.search.engine import Answer, FacetCounts, ScoredArticle, ScoredPart, ScoredQuery, State, Stream
from index.search.statistics import has_most, idf
from index.text.terms import DEFAULT_LANGUAGE, bare, language_of, stem_term, stemmed_as, whole_term, words_of
from index.text.text_keys import text_key
from tests.memory_rows import Place, count, fitting, places_of, spelling

_FIELDS = {field.column: field for field in ARTICLE_FIELDS}
_WINDOW = 20
"""Words of a passage."""


class _Indexed:
    """An article as lists of words and terms, by column."""

    def __init__(self, article: Article) -> None:
        about = article.content.metadata
        self.article = article
        self.language = language_of(about)
        self.words = {"headline": about.headline or "", "deck": about.deck or "", "body": article.text}
        self.words |= {name: "\n".join(self.values(name)) for name in _FIELDS if name not in TEXT_FIELDS}
        self.lists = {name: words_of(text) for name, text in self.words.items()}
        self.lists |= {name: [stem_term(word, self.language) for word in self.lists[name]] for name in TEXT_FIELDS}
        self.places = {name: places_of(text, self.stemmed(name)) for name, text in self.words.items()}
        self.in_text = {word for name in TEXT_FIELDS for word in words_of(self.words[name])}
        self.terms = Counter(term for name in TEXT_FIELDS for term in self.lists[name])
        self.published, self.published_last = minutes(about.published)
        self.text = text_key(article.text, about.headline or "") or article.id

    def stemmed(self, column: str) -> str | None:
        """The language in which a column is stemmed, if it is."""
        return self.language if column in TEXT_FIELDS else None

    def values(self, column: str) -> Sequence[str]:
        return _FIELDS[column].values(self.article)

    def has(self, column: str) -> bool:
        return self.published != UNDATED if column == "published" else any(map(whole_term, self.values(column)))


class MemoryEngine:
    """A :class:`index.search.engine.SearchEngine` that forgets everything when the process ends."""

    def __init__(self) -> None:
        self._articles: dict[str, _Indexed] | None = None
        self._aside: MemoryEngine | None = None
        self._generation = 0

    # --- State and contents ---

    def state(self) -> State:
        return "missing" if self._articles is None else "sound"

    def open(self) -> None:
        self._all()

    @contextmanager
    def rebuilding(self) -> Iterator[MemoryEngine]:
        self._aside = MemoryEngine()
        self._aside._articles = {}
        try:
            yield self._aside
            self._articles = self._aside._articles
            self._generation += 1
        finally:
            self._aside = None

    def rebuilt(self) -> int | None:
        return self._aside.document_count() if self._aside is not None else None

    def verify(self) -> list[str]:
        return ["there is no index"] if self._articles is None else []

    def close(self) -> None:
        pass

    def put(self, articles: Iterable[Article]) -> None:
        self._all().update({article.id: _Indexed(article) for article in articles})
        self._generation += 1

    def drop(self, ids: Iterable[str]) -> None:
        for id in ids:
            self._all().pop(id, None)
        self._generation += 1

    def contents(self) -> Mapping[str, int]:
        return {id: each.article.version for id, each in self._all().items()}

    def generation(self) -> int:
        return self._generation

    def workspace(self) -> AbstractContextManager[str] | None:
        return None

    def adopt(self, built: Sequence[str], ids: Iterable[str]) -> None:
        raise NotImplementedError("there is no workspace")

    def _all(self) -> dict[str, _Indexed]:
        if self._articles is None:
            raise ArchiveDamaged("There is no index.", hint="Rebuild it.")
        return self._articles

    # --- Queries ---

    def answer(
        self,
        query: ParsedQuery,
        *,
        order: Sort,
        offset: int,
        limit: int,
        facets: bool,
        budget: Budget,
        fold: bool = False,
    ) -> Answer:
        budget.check()
        every, further = self._found(query)
        total, more = len(every), len(further)
        ranked = [sorted(found, key=partial(_key, order, found)) for found in (every, further)]
        scores = every | further
        rows = _folded(ranked, order, scores) if fold else {each: [each] for part in ranked for each in part}
        page = [
            ScoredArticle(
                each.article.id,
                scores[each],
                len(each.lists["body"]),
                each in every,
                tuple(other.article.id for other in having if other is not each),
            )
            for each, having in rows.items()
        ]
        chosen = tuple(page[offset : offset + max(limit, 0)])
        texts, both = {each.text for each in every}, {each.text for each in scores}
        counted = (len(texts), len(both) - len(texts))
        if not facets:
            return Answer(total, chosen, more, {}, *counted)
        counts = dict(_facets(every or further, fold=fold))
        months = counts["published"]
        for column in counts:
            if (others := without_choice(query, column)) is not None:
                every, further = self._found(others)
                counts[column] = _facets(every or further, fold=fold)[column]
        return Answer(total, chosen, more, counts, *counted, months)

    def stream(
        self, query: ParsedQuery, *, order: Sort, offset: int, most: bool, budget: Budget, fold: bool = False
    ) -> Stream:
        found = self.answer(
            query, order=order, offset=offset, limit=len(self._all()), facets=False, budget=budget, fold=fold
        )
        articles = (each for each in found.page if most or each.all_words)
        return Stream(found.total, found.more, articles, found.texts, found.more_texts)

    def among(self, query: ParsedQuery, ids: Collection[str], budget: Budget) -> Collection[str]:
        budget.check()
        matches = self._matcher(query.tree)
        return [id for id, each in self._all().items() if id in ids and matches(each)]

    def counts(self, queries: Sequence[Query], budget: Budget) -> list[int]:
        budget.check()
        return [sum(map(self._matcher(query), self._all().values())) for query in queries]

    def explain(self, query: ParsedQuery, id: str, budget: Budget) -> ScoredQuery | None:
        article = self._all().get(id)
        if article is None:
            return None
        every, further = self._found(query)
        found = every | further
        ranked = [each for part in (every, further) for each in sorted(part, key=partial(_key, "relevance", part))]
        parts = []
        for part, total in zip(query.parts, self.counts([part.query for part in query.parts], budget), strict=True):
            matches = self._matcher(part.query)(article)
            parts.append(ScoredPart(matches, total, self._score(part.query, article) if matches else 0.0))
        rank = ranked.index(article) + 1 if article in found else None
        return ScoredQuery(rank, found.get(article, 0.0), len(ranked), article in further, tuple(parts))

    def _found(self, query: ParsedQuery) -> tuple[dict[_Indexed, float], dict[_Indexed, float]]:
        """What matches, with scores, and what has most of the words; any of them if nothing has all."""
        articles = self._all().values()
        matches = self._matcher(query.tree)
        every = {each: self._score(query.tree, each) for each in articles if matches(each)}
        if len(query.words) < 2 or (every and query.filters):
            return every, {}
        any_word, filters = self._matcher(Or(query.words)), [self._matcher(each) for each in query.filters]
        chosen = [each for each in articles if any_word(each) and all(passes(each) for passes in filters)]
        if every:
            rarity = {
                has: idf(len(articles), sum(map(has, articles)))
                for has in map(self._matcher, dict.fromkeys(query.words))
            }
            weights = np.array([sum(rarity[has] for has in rarity if has(each)) for each in chosen])
            most = has_most(weights, sum(rarity.values()))
            chosen = [each for each, enough in zip(chosen, most, strict=True) if enough and each not in every]
        return every, {each: self._score(Or(query.words), each) for each in chosen}

    def _score(self, query: Query, article: _Indexed) -> float:
        match query:
            case And(parts=parts) | Or(parts=parts):
                return sum(self._score(part, article) for part in parts)
            case Words(words=words, field=field) if field is None or field in TEXT_FIELDS:
                terms = {stem_term(word, article.language) for word in words}
                rarity = self.frequencies(terms)
                often = {term: article.terms[term] for term in terms}
                return sum(idf(len(self._all()), rarity[term]) * often[term] / (often[term] + 1) for term in terms)
        return 0.0

    def _matcher(self, query: Query) -> Callable[[_Indexed], bool]:
        match query:
            case Row() | Words() | Prefix() | Wildcard() | Fuzzy():
                return self._word_matcher(query)
            case Everything():
                return lambda article: True
            case Nothing():
                return lambda article: False
            case And(parts=parts):
                every = [self._matcher(part) for part in parts]
                return lambda article: all(matches(article) for matches in every)
            case Or(parts=parts):
                some = [self._matcher(part) for part in parts]
                return lambda article: any(matches(article) for matches in some)
            case Not(part=part):
                unwanted = self._matcher(part)
                return lambda article: not unwanted(article)
            case Matching(field=field, expression=expression):
                return lambda article: any(matching(expression, article.values(field)))
            case Has(field=field):
                return lambda article: article.has(field)
            case Between(first=first, last=last):
                return lambda article: first <= article.published and article.published_last <= last
            case Value(field=field, value=value, is_prefix=is_prefix):
                fits = str.startswith if is_prefix else str.__eq__
                return lambda article: any(fits(whole_term(each), value) for each in article.values(field))
            case Name(field=field, value=value, words=words):
                named = self._matcher(Value(field, value))
                return named if any(map(named, self._all().values())) else self._matcher(Words(words, field))

    def _word_matcher(self, query: Row | Words | Prefix | Wildcard | Fuzzy) -> Callable[[_Indexed], bool]:
        field = query.field
        if field in _FIELDS and _FIELDS[field].kind is Kind.VALUE:
            fits = fitting(query if not isinstance(query, Row) else query.members[0], None)
            return lambda article: any(fits(Place(whole_term(each), "", 0, 0)) for each in article.values(field))
        fields = TEXT_FIELDS if field is None else (field,)
        if field is None and _is_bare(query):
            fields = (*fields, *NAME_FIELDS)
        return lambda article: any(count(query, article.places[name], article.stemmed(name)) for name in fields)

    # --- Words and terms ---

    def _words(self) -> set[str]:
        return set().union(*(each.in_text for each in self._all().values()))

    def document_count(self) -> int:
        return len(self._all())

    def languages(self, word: str | None = None) -> Sequence[str]:
        spoken = {stemmed_as(each.language) for each in self._all().values()} - {DEFAULT_LANGUAGE}
        every = (DEFAULT_LANGUAGE, *sorted(spoken))
        if word is None:
            return every
        terms = set().union(*(each.terms for each in self._all().values()))
        return [language for language in every if stem_term(word, language) in terms] or every[:1]

    def frequencies(self, terms: Iterable[str], budget: Budget = UNLIMITED) -> Mapping[str, int]:
        stems = [set(map(bare, each.terms)) for each in self._all().values()]
        return {term: sum(bare(term) in each for each in stems) for term in terms}

    def matching(self, pattern: Wildcard | Fuzzy, budget: Budget) -> Collection[str]:
        return set(filter(spelling(pattern), self._words()))

    def known(self, words: Collection[str]) -> Collection[str]:
        return self._words() & set(words)

    def stems(self, prefix: str) -> Collection[str]:
        words = {word for word in self._words() if word.startswith(prefix)} | {prefix}
        return {stem_term(word, language) for word in words for language in self.languages()}

    def nearest(
        self, weights: Mapping[str, float], limit: int, *, among: Collection[str] | None = None, together: bool = False
    ) -> Sequence[str]:
        scores: dict[str, float] = {}
        for id, each in self._all().items():
            terms = [bare(term) for term in each.lists["body"]]
            steps = range(0, len(terms), _WINDOW // 2) if together else range(1)
            windows = [set(terms[at : at + _WINDOW] if together else terms) for at in steps]
            best = max((sum(weights.get(term, 0.0) for term in window) for window in windows), default=0.0)
            if (among is None and best) or (among is not None and id in among):
                scores[id] = best
        return sorted(scores, key=lambda id: (-scores[id], id))[: max(limit, 0)]


def _is_bare(query: Query) -> bool:
    """Whether ``query`` is looked for in names too."""
    match query:
        case Words(exact=exact):
            return not exact
        case Prefix(word=word, typed=typed):
            return typed and len(word) >= LEAST_BEGINNING
    return False


def _folded(
    ranked: Sequence[Sequence[_Indexed]], order: Sort, scores: Mapping[_Indexed, float]
) -> dict[_Indexed, Sequence[_Indexed]]:
    """For each text of the result the article that has its row, and all articles with it, the earliest first."""
    having: dict[bytes | str, list[_Indexed]] = {}
    for each in (each for part in ranked for each in part):
        having.setdefault(each.text, []).append(each)
    rows: dict[_Indexed, Sequence[_Indexed]] = {}
    listed = set[bytes | str]()
    for part in ranked:
        for best in part:
            if best.text not in listed:
                listed.add(best.text)
                earliest = sorted(
                    having[best.text], key=lambda each: (each.published == UNDATED, each.published, each.article.id)
                )
                worth = _key(order, scores, best)[:-2] or (best.published,)
                alike = [
                    each
                    for each in earliest
                    if each in part and (_key(order, scores, each)[:-2] or (each.published,)) == worth
                ]
                by_date = order == "relevance" and not scores[best]
                rows[best if by_date else alike[0]] = earliest
    return rows


def _key(order: Sort, found: Mapping[_Indexed, float], each: _Indexed) -> tuple[object, ...]:
    outlet = each.article.outlet or ""
    first: Mapping[Sort, tuple[object, ...]] = {
        "relevance": (-found[each],),
        "newest": (),
        "oldest": (each.published == UNDATED, each.published),
        "length": (-len(each.lists["body"]),),
        "outlet": (not outlet, outlet.casefold()),
    }
    return (*first[order], -each.published, each.article.id)


def _facets(articles: Iterable[_Indexed], *, fold: bool) -> FacetCounts:
    having: dict[str, dict[str, set[bytes | str]]] = {name: {} for name, field in _FIELDS.items() if field.is_facet}
    for each in articles:
        for name, values in having.items():
            published = each.article.published if _FIELDS[name].kind is Kind.DATE else None
            for value in [published.at_most("month").iso] if published is not None else each.values(name):
                values.setdefault(value, set()).add(each.text if fold else each.article.id)
    return {name: {value: len(having) for value, having in values.items()} for name, values in having.items()}
