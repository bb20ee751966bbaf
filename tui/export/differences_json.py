"""Differences as JSON: facts with their values and pairs, and each quotation once with its source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict

from index.model import Article, Difference, DisputedFact, Settlement, StatedValue, StoryDifferences, iso_of
from tui.export.json_text import Json


def differences_record(found: StoryDifferences, left_out: Sequence[DisputedFact] = ()) -> Json:
    """``differ``: every place has article, version, field and offsets; ``id`` of a fact is what ``--settle`` takes.

    ``total`` counts the facts with those ``left_out``.
    """
    return {
        "title": found.title or None,
        "articles": [_article(article) for article in found.articles],
        "texts": found.texts,
        "groups": [list(group) for group in found.groups],
        "more": found.more,
        "note": found.note,
        "judgement": found.judgement,
        "total": len(found.facts) + len(left_out),
        "facts": [_fact(fact) for fact in found.facts],
        "quotations": list(_quotations(found)),
    }


def _article(article: Article) -> Json:
    return {
        "id": article.id,
        "version": article.version,
        "language": article.content.metadata.language,
        **_source(article),
    }


def _source(article: Article) -> Json:
    about = article.content.metadata
    return {
        "outlet": about.outlet,
        "title": about.headline,
        "published": iso_of(about.published),
        "url": about.url,
        "path": article.paths[0] if article.paths else None,
    }


def _fact(fact: DisputedFact) -> Json:
    return {
        "id": fact.key,
        "kind": fact.kind,
        "claim": fact.claim,
        "subject": fact.subject,
        "score": round(fact.score, 4),
        "missing": fact.missing,
        "settled": _settlement(fact.settled),
        "values": [
            {
                "value": value.value,
                "claim": value.claim,
                "texts": value.texts,
                "stated": [_stated(each) for each in value.stated],
            }
            for value in fact.values
        ],
        "differences": [_difference(each) for each in fact.differences],
    }


def _difference(difference: Difference) -> Json:
    return {
        "id": difference.key,
        "claim": difference.claim,
        "subject": difference.subject,
        "score": round(difference.score, 4),
        "reasons": list(difference.reasons),
        "missing": difference.missing,
        "settled": _settlement(difference.settled),
        "judged": _settlement(difference.judged),
        "left": _stated(difference.left),
        "right": _stated(difference.right),
    }


def _settlement(settlement: Settlement | None) -> Json | None:
    return None if settlement is None else asdict(settlement)


def _stated(stated: StatedValue) -> Json:
    start, end = stated.sentence
    return {
        **_place(stated),
        "sentence": {"start": start, "end": end, "text": stated.sentence_text},
        "value": stated.value,
        "speaker": stated.speaker,
        "moment": iso_of(stated.moment),
    }


def _place(stated: StatedValue) -> Json:
    start, end = stated.span
    return {
        "article": stated.article,
        "version": stated.version,
        "field": stated.field,
        "start": start,
        "end": end,
        "text": stated.text,
    }


def _quotations(found: StoryDifferences) -> Iterator[Json]:
    """Each sentence that states a value, once, in the order of the articles."""
    sources = {article.id: _source(article) for article in found.articles}
    order = {id: number for number, id in enumerate(sources)}
    stated = {
        (each.article, each.field, each.sentence): each
        for fact in found.facts
        for value in fact.values
        for each in value.stated
    }
    for (article, _, (start, end)), each in sorted(stated.items(), key=lambda item: (order[item[0][0]], item[0])):
        place = {**_place(each), "start": start, "end": end, "text": each.sentence_text}
        yield {**place, **sources[article]}
