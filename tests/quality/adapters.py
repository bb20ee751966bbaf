"""What the benchmark scorers call, over the product's own code; one function a task."""

from __future__ import annotations

import json
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from index.archive import Archive
from index.model import Article, CleanArticle, DeclaredMetadata, Metadata, PartialDate, Passage, iso_of
from index.query.limits import Budget
from index.query.parser import parse
from index.search.full_text import FullText
from index.search.whoosh_engine import WhooshEngine
from index.search.whoosh_engine.evaluation.evaluator import Evaluator
from index.search.whoosh_engine.ranking.ranking import Ranking, answer
from index.search.whoosh_engine.snapshot.snapshot import Snapshot
from index.search.whoosh_engine.translation import translated
from tests.indexing import made_empty


def clean_plain(text: str) -> list[int]:
    """The kept lines of a plain text, 0-based."""
    from index.cleaning.plain_text.cleaner import clean_text

    return list(clean_text(text, DeclaredMetadata()).kept or ())


def clean_html(html: str) -> dict[str, object]:
    """Body, title, date and authors of a page."""
    from index.cleaning.html.cleaner import clean_page

    article = clean_page(html, DeclaredMetadata())
    found = article.metadata
    return {
        "body": article.text,
        "title": found.headline,
        "date": iso_of(found.published),
        "authors": list(found.authors),
    }


def lines_of_page(html: str) -> list[str]:
    """All that a reader can get of a page: what is above the text, the text, and the hidden lines."""
    from index.cleaning.html.cleaner import clean_page

    article = clean_page(html, DeclaredMetadata())
    about = article.metadata
    return [about.headline or "", about.deck or "", *about.authors, article.text, *(one.text for one in article.hidden)]


def rank(docs: list[dict[str, str]], queries: list[dict[str, str]]) -> dict[str, list[str]]:
    """The best hundred documents for each query, ranked as when none has all its words."""
    with _engine(_article(doc["id"], doc["text"], doc["title"]) for doc in docs) as engine:
        snapshot = engine.latest()
        return {query["id"]: _best(snapshot, query["query"]) for query in queries}


def _best(snapshot: Snapshot, query: str) -> list[str]:
    asked = translated(parse(f"{query} ", as_typed=True), snapshot.languages_of)
    found = answer(Evaluator(snapshot, Budget()), asked, all_words=False).found
    return snapshot.columns.ids.of(Ranking(snapshot, found, "relevance").page(0, 100).documents.tolist())


def answered(docs: list[dict[str, str]], queries: list[dict[str, str]]) -> dict[str, list[str]]:
    """The first hundred hits for each query, as an archive answers that has imported the documents."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "docs.jsonl"
        rows = [{"id": doc["id"], "title": doc["title"], "text": doc["text"] or doc["title"] or "-"} for doc in docs]
        # Each has an address of its own, so that equal texts stay apart.
        rows = [row | {"url": f"https://x.example/{number}"} for number, row in enumerate(rows)]
        source.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        with Archive.open(Path(folder) / "archive") as archive:
            for _ in archive.add([source]):
                pass
            return {
                query["id"]: [
                    docs[int(hit.path.rsplit("#L", 1)[1]) - 1]["id"]
                    for hit in archive.search(query["query"], limit=100, facets=False).hits
                ]
                for query in queries
            }


def stories(articles: list[dict[str, str]]) -> list[list[str]]:
    """Articles, grouped by event."""
    from index.comparison.stories.grouping import group

    made = [article_of(record) for record in articles]
    with _indexed(made) as index:
        return [list(members) for members in group(made, index)]


def who_else(corpus: list[dict[str, str]], queries: list[dict[str, str]]) -> dict[str, list[str]]:
    """For each query sentence, the sentences of other articles that report it, best first."""
    from index.comparison.parallels import parallels, search_terms

    lines: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for entry in corpus:
        lines[entry["doc"]].append((entry["id"], " ".join(entry["text"].split())))
    articles = {doc: _article(doc, "\n".join(text for _, text in of)) for doc, of in lines.items()}
    owners = {doc: [id for id, text in of for _ in range(len(text) + 1)] for doc, of in lines.items()}
    answers: dict[str, list[str]] = {}
    with _indexed(articles.values()) as index:
        for query in queries:
            passage = Passage(query["doc"], 1, 0, len(query["text"]), query["text"])
            near = index.articles_reporting(search_terms(passage, index), 26)
            candidates = [articles[id] for id in near]
            found = parallels(passage, candidates, index, 60, within=articles.get(query["doc"]), least=0.1)
            ids = (owners[p.passage.article][p.passage.start] for p in found)
            answers[query["id"]] = list(dict.fromkeys(ids))
    return answers


def reuse(docs: list[dict[str, str]]) -> list[tuple[str, str]]:
    """The pairs of documents that share copied text."""
    from index.comparison.reuse.shingles import reuse

    return [(pair.left, pair.right) for pair in reuse((doc["id"], doc["text"]) for doc in docs)]


def article_of(record: dict[str, str]) -> Article:
    """An article of the benchmark."""
    return _article(record["id"], record["text"], record["title"], record["date"], record["outlet"])


def _article(id: str, text: str, headline: str = "", published: str = "", outlet: str = "") -> Article:
    metadata = Metadata(headline=headline or None, outlet=outlet or None, published=PartialDate.parse(published))
    return Article(id, 1, id, "", (id,), CleanArticle(metadata, text, ()))


@contextmanager
def _indexed(articles: Iterable[Article]) -> Iterator[FullText]:
    """A full-text index of ``articles``, for as long as it is needed."""
    with _engine(articles) as engine:
        yield FullText(engine)


@contextmanager
def _engine(articles: Iterable[Article]) -> Iterator[WhooshEngine]:
    with tempfile.TemporaryDirectory() as folder:
        engine = WhooshEngine(Path(folder) / "fulltext")
        made_empty(engine)
        engine.put(articles)
        yield engine
        engine.close()


def align_all(a: list[str], b: list[str]) -> list[tuple[int, int, float]]:
    """All links between two articles, given as sentences."""
    from index.comparison.background import background
    from index.comparison.links.alignment import align

    return [(link.i, link.j, link.similarity) for link in align(a, b, background())]


def align_strong(a: list[str], b: list[str]) -> list[tuple[int, int, float]]:
    """The strong links alone."""
    from index.comparison.background import background
    from index.comparison.links.alignment import align

    return [(link.i, link.j, link.similarity) for link in align(a, b, background()) if link.strength == "strong"]


def conflicts(a: str, b: str) -> list[dict[str, str]]:
    """The facts on which two passages differ."""
    from index.comparison.facts.conflicts import conflicts as found

    return [{"kind": conflict.kind, "a": conflict.left, "b": conflict.right} for conflict in found(a, b)]


def same_name(a: str, b: str) -> bool:
    """Whether two names are taken for one."""
    from index.comparison.facts.names import same_name as same

    return same(a, b)


def differences(a: dict[str, str], b: dict[str, str]) -> list[dict[str, str]]:
    """What a reader is shown of two whole articles as differing, what matters most first."""
    from index.comparison.background import TermWeights, background, blended
    from index.comparison.differences.pairwise import differences as found
    from index.comparison.differences.reading import Reading
    from index.comparison.links.languages import languages

    articles = [article_of(a), article_of(b)]
    left, right = (Reading(*pair) for pair in zip(articles, languages(articles), strict=True))
    weights = TermWeights(blended(background(), left.language))
    return [
        {
            "kind": each.kind,
            "claim": each.claim,
            "a": each.left.text,
            "a_sentence": each.left.sentence_text,
            "b": each.right.text,
            "b_sentence": each.right.sentence_text,
        }
        for each in found(left, right, weights)
    ]


def speaker_of(
    article: dict[str, str], sentence_start: int, sentence_end: int, value_start: int, value_end: int
) -> str:
    """Whoever an article gives as the source of a value in one of its sentences; empty for nobody."""
    from index.comparison.differences.reading import Reading
    from index.comparison.facts.speakers import ArticleSpeakers

    reading = Reading(article_of(article), "en")
    body = [each for each in reading.sentences if each.field == "text"]
    before = [(each.paragraph, each.text) for each in body if each.span[1] <= sentence_start]
    after = [(each.paragraph, each.text) for each in body if each.span[0] >= sentence_end]
    paragraph = next(each.paragraph for each in body if each.span[1] > sentence_start)
    lines = [*before, (paragraph, article["text"][sentence_start:sentence_end]), *after]
    return ArticleSpeakers(lines).speaker(len(before), (value_start - sentence_start, value_end - sentence_start))
