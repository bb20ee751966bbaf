"""Several segments as one, by copying runs of their arrays: nothing is cut into words again.

The articles of each segment keep their order and stand behind those of the segments before; those that are gone are
left out, and so are words and terms that no article has any more.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from index.search.whoosh_engine.segments.forms_merger import Written, merged_doubled, merged_forms
from index.search.whoosh_engine.segments.layout import (
    BETWEEN,
    FIELDS,
    KEYS,
    PARAGRAPH,
    PLACED,
    SENTENCE,
    TEXTS,
    VALUES,
    Passages,
    ordinals,
    packed,
    ragged,
    smallest,
    spread_of,
    strings_of,
    sums,
    values_column,
)
from index.search.whoosh_engine.segments.postings_merger import Postings, Source, merged
from index.search.whoosh_engine.segments.text_sorting import numbering

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.search.whoosh_engine.segments.layout import Array
    from index.search.whoosh_engine.segments.reader import Segment

    Numbers = NDArray[np.int64]


def merge(sources: Sequence[Source]) -> dict[str, Array]:
    """The arrays of one segment with the articles of all ``sources``."""
    lives = [source.live() for source in sources]
    numbers = _numbers(sources, lives)
    postings = {field: [Postings(source, field) for source in sources] for field in FIELDS}
    arrays = _texts(sources, postings, numbers)
    for field in FIELDS:
        if field not in TEXTS:
            terms = [source.segment.terms(field)[:] for source in sources]
            united, places = _united(terms, [each.counts > 0 for each in postings[field]])
            arrays |= packed(strings_of(field), united) | merged(field, postings[field], places, numbers, len(united))
    for field in VALUES:
        arrays |= _codes(values_column(field), sources, lives)
    for field in PLACED:
        arrays[f"{field}.length"] = smallest(_column(f"{field}.length", sources, lives))
    ids = np.concatenate([source.segment.array("id")[live] for source, live in zip(sources, lives, strict=True)])
    return arrays | {
        "id": ids,
        "id.order": np.argsort(ids, kind="stable").astype("<u2"),
        "version": smallest(_column("version", sources, lives)),
        "published": _column("published", sources, lives).astype("<i4"),
        "published_last": _column("published_last", sources, lives).astype("<i4"),
        **{name: _column(name, sources, lives).astype("<u8") for name in KEYS},
    }


def _numbers(sources: Sequence[Source], lives: Sequence[Array]) -> list[Numbers]:
    """For each source the new numbers of its articles, -1 for those that are gone."""
    numbers = []
    done = 0
    for source, live in zip(sources, lives, strict=True):
        number = np.full(source.segment.articles, -1, np.int64)
        number[live] = np.arange(done, done + len(live))
        numbers.append(number)
        done += len(live)
    return numbers


def _column(name: str, sources: Sequence[Source], lives: Sequence[Array]) -> Numbers:
    parts = [source.segment.array(name)[live] for source, live in zip(sources, lives, strict=True)]
    return np.concatenate([part.astype(np.int64) for part in parts])


def _codes(name: str, sources: Sequence[Source], lives: Sequence[Array]) -> dict[str, Array]:
    codes = [source.segment.array(name)[live].astype(np.int64) for source, live in zip(sources, lives, strict=True)]
    names = [source.segment.strings(f"{name}.names")[:] for source in sources]
    used = [np.bincount(each, minlength=len(texts)) > 0 for each, texts in zip(codes, names, strict=True)]
    texts, places = _united(names, used)
    united = np.concatenate([place[each] for place, each in zip(places, codes, strict=True)])
    return {name: smallest(united), **packed(f"{name}.names", texts)}


def _united(lists: Sequence[list[bytes]], used: Sequence[Array]) -> tuple[list[bytes], list[Numbers]]:
    """The used texts of all lists, sorted, and for each list the new places of its texts, -1 for an unused one."""
    chosen = [
        texts if use.all() else [text for text, is_used in zip(texts, use.tolist(), strict=True) if is_used]
        for texts, use in zip(lists, used, strict=True)
    ]
    number = numbering()
    numbers = [np.fromiter(map(number.__getitem__, texts), np.int64, len(texts)) for texts in chosen]
    united = sorted(number)
    rank = np.empty(len(united), np.int64)
    rank[np.fromiter(map(number.__getitem__, united), np.int64, len(united))] = np.arange(len(united))
    places = []
    for its, use in zip(numbers, used, strict=True):
        new = np.full(len(use), -1, np.int64)
        new[use] = rank[its]
        places.append(new)
    return united, places


def _texts(
    sources: Sequence[Source], postings: Mapping[str, Sequence[Postings]], numbers: Sequence[Numbers]
) -> dict[str, Array]:
    """Stems, words and the postings of the text fields."""
    fields = [[postings[field][at] for field in TEXTS] for at in range(len(sources))]
    written = [Written(source.segment) for source in sources]
    used = [np.logical_or.reduce([each.counts > 0 for each in its]) for its in fields]
    stems, places = _united([source.segment.strings("stems")[:] for source in sources], used)
    pairs, word_places = _united(
        [_pairs(source.segment) for source in sources],
        [
            np.ones(len(its.numbers), np.bool_) if source.gone is None else its.used(parts)
            for source, its, parts in zip(sources, written, fields, strict=True)
        ],
    )
    words = [each.partition(BETWEEN.encode())[0] for each in pairs]
    word_stem = np.zeros(len(words), np.int64)
    spread = np.zeros(len(stems), np.int64)
    for at, source in enumerate(sources):
        here = word_places[at] >= 0
        word_stem[word_places[at][here]] = places[at][source.segment.array("words.stem")[here]]
        here = places[at] >= 0
        spread[places[at][here]] += _spread(source, fields[at])[here]
    arrays = packed("words", words) | packed("stems", stems)
    # As objects of Python they take more than anything else that a merge has.
    del pairs, words, stems
    word_form = ordinals(word_stem)
    arrays |= {"words.stem": smallest(word_stem), "words.form": smallest(word_form), "stems.spread": smallest(spread)}
    several = np.bincount(word_stem, minlength=len(spread)) > 1
    forms = [_forms_of(its, word_form, place) for its, place in zip(written, word_places, strict=True)]
    for field in TEXTS:
        arrays |= merged(field, postings[field], places, numbers, len(spread))
        arrays |= _passages(field, sources)
        firsts = arrays[f"{field}.firsts"].astype(np.int64)
        arrays[f"{field}.doubled"] = merged_doubled(field, postings[field], places)
        arrays |= merged_forms(field, postings[field], written, places, forms, firsts, several)
    return arrays


def _passages(field: str, sources: Sequence[Source]) -> dict[str, Array]:
    """Where sentences and paragraphs begin in the articles that stay."""
    arrays: dict[str, Array] = {}
    for kind in (SENTENCE, PARAGRAPH):
        all_counts, all_places = [], []
        for source in sources:
            live = source.live()
            starts = source.segment.array(f"{field}.{kind}s").astype(np.int64)
            counts = np.diff(starts)[live]
            places = source.segment.narrow(f"{field}.{kind}", 0, int(starts[-1])).astype(np.int64)
            all_counts.append(counts)
            all_places.append(places[ragged(starts[live], counts)])
        arrays |= Passages(sums(np.concatenate(all_counts)), np.concatenate(all_places)).arrays(field, kind)
    return arrays


def _forms_of(written: Written, word_form: Numbers, places: Numbers) -> Numbers:
    """The new form of each word of a segment, by its number there."""
    forms = np.zeros(len(places), np.int64)
    here = places >= 0
    forms[written.numbers[here]] = word_form[places[here]]
    return forms


def _pairs(segment: Segment) -> list[bytes]:
    stems = segment.strings("stems")[:]
    forms = segment.array("words.stem").tolist()
    between = BETWEEN.encode()
    return [word + between + stems[form] for word, form in zip(segment.strings("words")[:], forms, strict=True)]


def _spread(source: Source, fields: Sequence[Postings]) -> Numbers:
    if source.gone is None:
        return source.segment.array("stems.spread").astype(np.int64)
    return spread_of([(each.starts, each.documents, each.kept) for each in fields])
