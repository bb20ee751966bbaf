"""What is not mutated, with reasons: it decides how fast something is or how much is done at once, not what is found.

Constants and functions by the module that holds them. A test checks that each of them is there.
"""

from __future__ import annotations

from collections.abc import Mapping

_CACHE = "Only how much is kept for the next time."
_AT_ONCE = "Only how much is done, read or committed at once."
_PROGRESS = "Only how progress is told."
_FASTER = "Only which of two ways to the same result is taken, by what each costs."
_PATIENCE = "Only how long is waited; a test of the boundary would take that long."
_HASH = "Any odd number or width of like size hashes as well."
_LARGER = "Any larger number gives the same."
_NO_PIECE = "Any number that no piece of UTF-8 has does as well."
_NEAR_ZERO = "Any number far below those that occur does as well: it only keeps a division from 0."
_FIELD = "Any width that holds the numbers does as well."
_MARKER = "Any number that was not used before does as well: what was stored under another is computed again."
_ENOUGH = "Any number above the longest abbreviation does as well."

_ROUNDING = "Any number between the error of a conversion and the last digit that is shown does as well."
_WORD = "Any number above the longest word of the lists with blanks after it does as well."

_ENGINE = "index.search.whoosh_engine"
_SEGMENTS = f"{_ENGINE}.segments"

KNOBS: Mapping[str, Mapping[str, str]] = {
    "index.cleaning.lines": {"_REMEMBERED": _CACHE, "_cached": _CACHE},
    "index.cleaning.plain_text.header": {"_REMEMBERED": _CACHE, "_cached_form": _CACHE},
    "index.cleaning.html.structure": {"_MOST_SEARCHED": _FASTER},
    "index.cleaning.html.source": {"_QUOTED": _FASTER},
    "index.comparison.differences.kinds.figures": {"_NEARLY_WHOLE": _ROUNDING},
    "index.comparison.differences.kinds.quotations": {"_LIGHTEST": _NEAR_ZERO},
    "index.comparison.differences.likeness": {"_SOMETHING": _NEAR_ZERO},
    "index.comparison.facts.figure_conflicts": {"_TINY": _NEAR_ZERO},
    "index.comparison.facts.speakers.subjects": {"_UNSAID": _WORD},
    "index.comparison.links.candidates": {"_CELLS": _AT_ONCE},
    "index.comparison.links.overlaps": {"_LITTLE": _FASTER, "_RARE": _FASTER, "_PRODUCT": _AT_ONCE, "_SLICE": _AT_ONCE},
    "index.comparison.links.similarity": {"_SOMETHING": _NEAR_ZERO},
    "index.comparison.reuse.shingles": {"_FACTOR": _HASH},
    "index.comparison.stories.grouping": {"_CROWDED_AT_ONCE": _AT_ONCE},
    "index.comparison.stories.neighbours": {"_READING": _PROGRESS, "_ROWS_TOLD": _PROGRESS},
    "index.comparison.stories.term_weights": {
        "_PACKED_AT_ONCE": _AT_ONCE,
        "_WEIGHED_AT_ONCE": _AT_ONCE,
        "_COLUMNS_AT_ONCE": _AT_ONCE,
    },
    "index.formats.feeds.stores.database": {
        "_CHUNK": _AT_ONCE,
        "_PAGE": _AT_ONCE,
        "_PATIENCE": _PATIENCE,
        "_MOST_STEPS": _PATIENCE,
    },
    "index.formats.containers.tar_file": {"_ARTICLE_BYTES": _PROGRESS},
    "index.formats.containers.warc_file": {"_ARTICLE_BYTES": _PROGRESS},
    "index.formats.containers.zip_file": {"_ARTICLE_BYTES": _PROGRESS},
    "index.formats.feeds.stores.sqlite": {"_ROW_BYTES": _PROGRESS},
    "index.formats.feeds.feed_json": {"_ENTRY_BYTES": _PROGRESS},
    "index.formats.feeds.feed_xml": {"_ENTRY_BYTES": _PROGRESS},
    "index.formats.mail.mbox": {"_LONGEST_LINE": _AT_ONCE, "_MAIL_BYTES": _PROGRESS},
    "index.formats.meter": {"_CHUNK": _AT_ONCE, "_BUFFER": _AT_ONCE},
    "index.formats.records.json_reader": {"_CHUNK": _AT_ONCE},
    "index.formats.source": {"_IN_MEMORY": _FASTER, "_CHUNK": _AT_ONCE},
    "index.formats.walk": {"_CHUNK": _AT_ONCE},
    "index.query.dates": {"_KEPT": _CACHE},
    "index.model.dates": {"_KEPT": _CACHE},
    "index.search.highlighting": {"_PART": _AT_ONCE},
    "index.search.known_texts": {"KEPT": _CACHE, "_BEGINNINGS": _CACHE, "_LINES": _CACHE},
    "index.search.full_text": {"_KEPT_QUERIES": _CACHE, "_SPELLING_WORK": _PATIENCE, "_DROPPING_WORK": _PATIENCE},
    "index.search.snippets": {"_BEGINNING": _LARGER},
    f"{_ENGINE}.engine": {"_KEPT_RESULTS": _CACHE},
    f"{_ENGINE}.evaluation.evaluator": {
        "_KEPT": _CACHE,
        "_KEPT_MADE": _CACHE,
        "_OWN_SIZE": _CACHE,
        "_MOST_FORMS": _CACHE,
        "_NO_LIMIT": _LARGER,
    },
    f"{_ENGINE}.evaluation.phrases": {"SHIFT": _LARGER},
    f"{_ENGINE}.evaluation.fallback": {"_POLL": _AT_ONCE},
    f"{_ENGINE}.evaluation.lexicon": {"_HALVED": _FASTER, "_TAIL": _FASTER},
    f"{_ENGINE}.evaluation.patterns": {"_KEPT": _CACHE},
    f"{_ENGINE}.ranking.ranking": {"_FEW": _FASTER},
    f"{_ENGINE}.snapshot.snapshot": {
        "_CACHED_POSTINGS": _CACHE,
        "_CACHED_WRITTEN": _CACHE,
        "_KEPT_PLACES": _CACHE,
        "_KEPT_TERMS": _CACHE,
        "_KEPT_WORDS": _CACHE,
    },
    f"{_ENGINE}.snapshot.many_terms": {
        "_FEW": _FASTER,
        "_SPARSE": _FASTER,
        "_LARGEST_TABLE": _FASTER,
        "_MOST_RUNS": _FASTER,
    },
    f"{_ENGINE}.snapshot.name_words": {"MOST": _FASTER},
    f"{_ENGINE}.snapshot.written_forms": {"_MANY": _FASTER},
    f"{_ENGINE}.snapshot.all_segments": {
        "_AT_ONCE": _AT_ONCE,
        "_MOST_RUNS": _FASTER,
        "_FEW": _FASTER,
        "_SPARSE": _FASTER,
        "_OFTEN": _LARGER,
    },
    f"{_ENGINE}.evaluation.sorted_arrays": {"_FEW": _FASTER, "LONG": _FASTER},
    f"{_ENGINE}.translation": {"_KEPT_WORDS": _CACHE},
    f"{_ENGINE}.writer": {"_MOST": _AT_ONCE, "_LARGEST": _AT_ONCE},
    f"{_SEGMENTS}.contents": {"_GENERATION_BITS": _LARGER, "_FIRST_BYTES": _FASTER},
    f"{_SEGMENTS}.layout": {"BLOCK": _AT_ONCE, "ALIGNMENT": _FASTER},
    f"{_SEGMENTS}.merge_policy": {
        "FACTOR": _FASTER,
        "LARGE_FACTOR": _FASTER,
        "_LARGE": _FASTER,
        "_SMALLEST": _FASTER,
        "_FREE": _FASTER,
        "_FOR_EACH": _FASTER,
        "_MANY": _FASTER,
        "_TIERS": _FASTER,
    },
    f"{_SEGMENTS}.postings_merger": {"_AT_ONCE": _AT_ONCE},
    f"{_SEGMENTS}.open_segments": {"_ATTEMPTS": _PATIENCE},
    f"{_SEGMENTS}.text_pieces.pieces": {
        "_NEVER": _NO_PIECE,
        "_places": _HASH,
        "_BITS": _CACHE,
        "_FIRST_BITS": _CACHE,
        "_MORE_BITS": _CACHE,
        "_FIRST": _HASH,
        "_SECOND": _HASH,
        "_LAST": _HASH,
        "_LANGUAGES": _FASTER,
        "_PAD": _LARGER,
    },
    f"{_SEGMENTS}.text_pieces.text_reading": {"_AT_ONCE": _AT_ONCE},
    f"{_SEGMENTS}.text_pieces.piece_table": {"_LONGEST_KEPT": _CACHE, "_AROUND": _FASTER, "_NUMBER": _FASTER},
    f"{_SEGMENTS}.text_pieces.piece_signs": {"LONGEST_FOLLOWER": _FASTER, "MOST_SPACES": _FASTER},
    f"{_SEGMENTS}.occurrences": {"_PLACE_BITS": _LARGER},
    f"{_SEGMENTS}.builder": {"_NUMBER_BITS": _FASTER},
    f"{_SEGMENTS}.file_writer": {"_MOST_STEP": _FASTER},
    f"{_SEGMENTS}.reader": {"_MOST_READ": _CACHE, "forget": _CACHE},
    f"{_SEGMENTS}.string_table": {"_APART": _FASTER, "_FIRST_SOUGHT": _FASTER, "_READ_AT_ONCE": _FASTER},
    f"{_SEGMENTS}.text_sorting": {"_WIDTH": _FASTER},
    f"{_SEGMENTS}.vocabulary": {
        "_KEPT": _CACHE,
    },
    "index.services.imports.cleaning_pool": {
        "_FEW_RECORDS": _FASTER,
        "_FEW_BYTES": _FASTER,
    },
    "index.services.imports.file_reader": {"_BETWEEN_PLACES": _PROGRESS},
    "index.services.imports.processes": {
        "READING_SECONDS": _PATIENCE,
        "CLEANING_SECONDS": _PATIENCE,
        "MEMORY": _AT_ONCE,
    },
    "index.services.recurring_lines": {
        "_RECORDED_AT_ONCE": _AT_ONCE,
        "_MOST_CLEANED": _AT_ONCE,
        "_CLEANED_AT_ONCE": _AT_ONCE,
    },
    "index.services.coverage": {"_REVISION": _MARKER},
    "index.services.differences.service": {"_REVISION": _MARKER},
    "index.services.copies.detection": {
        "_NUMBER_BITS": _FIELD,
        "_AT_ONCE": _AT_ONCE,
        "_WORDS_AT_ONCE": _AT_ONCE,
        "_READ_AT_ONCE": _AT_ONCE,
        "_LOOKED_UP_AT_ONCE": _AT_ONCE,
        "_COMPARED_AT_ONCE": _PROGRESS,
        "_SKETCHED": _PROGRESS,
    },
    "index.services.copies.reports": {"_AT_ONCE": _AT_ONCE},
    "index.services.stories.story_records": {
        "_AT_ONCE": _AT_ONCE,
        "_BATCHES": _CACHE,
        "_MOST": _AT_ONCE,
        "_WORTH": _FASTER,
        "_SECONDS": _PATIENCE,
        "_MEMORY": _AT_ONCE,
    },
    "index.services.stories.story_sync": {
        "_READ_AT_ONCE": _AT_ONCE,
        "_SAGA_STORIES": _CACHE,
    },
    "index.services.imports.steps": {
        "_BATCH_ARTICLES": _AT_ONCE,
        "_BATCH_BYTES": _AT_ONCE,
        "_BATCH_STEPS": _AT_ONCE,
        "_BATCH_SECONDS": _PATIENCE,
    },
    "index.services.imports.importer": {"_INDEX_AT_ONCE": _AT_ONCE, "_FOUND_AT_ONCE": _AT_ONCE},
    "index.services.index_builder": {
        "_PART": _AT_ONCE,
        "_WORTH": _FASTER,
        "_READ_AT_ONCE": _AT_ONCE,
        "_TEXT_AT_ONCE": _AT_ONCE,
        "_SECONDS": _PATIENCE,
    },
    "index.services.index_manager": {"WAIT": _PATIENCE, "MOMENT": _PATIENCE},
    "index.services.index_sync": {"_ROUND": _AT_ONCE},
    "index.services.verification": {"_KEPT_ARTICLES": _CACHE},
    "index.store.caches.file": {"_WAIT": _PATIENCE},
    "index.store.connection": {"_WAIT": _PATIENCE},
    "index.store.copies": {"_MANY": _AT_ONCE, "_MUCH_SMALLER": _FASTER, "_LARGEST": _FASTER},
    "index.store.caches.coverage": {"_MOST": _CACHE},
    "index.store.caches.differences": {"_MOST": _CACHE},
    "index.store.reader": {"_MANY": _AT_ONCE},
    "index.text.sentences": {"_LOOKED_BACK": _ENOUGH},
    "index.workers.frames": {"LENGTH": _FIELD},
    "index.workers.pool": {"_WAITING": _AT_ONCE, "_WAITING_EACH": _AT_ONCE},
    "index.workers.streams": {"_AHEAD": _AT_ONCE, "_UNREAD": _AT_ONCE},
}
