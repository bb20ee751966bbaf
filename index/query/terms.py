"""The leaves of a query's tree: what one word, phrase or filter looks for."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache
from typing import Literal

from whoosh import query as trees

from index.errors import QueryError, QueryTooCostly
from index.query import limits
from index.query.dates import EVER, MinuteRange, Unreadable, date_range, one_side
from index.query.fields import FIELD_BOOST, OUTLET_WHOLE, TEXT_FIELDS, WRITTEN
from index.query.lexer import Lexeme
from index.text import Token, fold, is_lone, sought
from index.text.languages import code_of
from index.text.terms import DEFAULT_LANGUAGE, LONGEST_TERM, stem_term, whole_term

_WHOLE_FIELDS = ("tag", "lang")
_DATES = ("published", "before", "after")
_HAS = {"date": "published", "author": "author", "outlet": "outlet", "tag": "tag", "title": "headline", "lang": "lang"}
_EXAMPLES = {
    "published": "2017-06",
    "before": "2017-06",
    "after": "2017-06-06",
    "has": "date",
    "outlet": "tribune",
    "author": "smith",
    "tag": "toread",
    "lang": "en",
    "path": "2019",
}
_KEPT_WORDS = 2_000
_FUZZY = re.compile(r"(.*[^~])~(\d*)\Z", re.DOTALL)
_PATTERN = re.compile(r"(?:[^\W_]|['\u2019])*[*?](?:[^\W_]|['\u2019*?])*\Z")
"""A word with a wildcard in it."""

_PIECE = re.compile(r"[*?]|[^*?]+")


@dataclass(frozen=True, slots=True)
class Reading:
    """How leaves are read: ``lenient`` passes over what cannot be read yet, ``today`` is what dates count from.

    ``tongues`` gives the languages that a folded word is looked for in, at least one.
    """

    lenient: bool
    today: Callable[[], date]
    tongues: Callable[[str], Sequence[str]] = lambda word: (DEFAULT_LANGUAGE,)


class Forms(trees.Or):
    """A word or phrase in any of several fields and languages. It is not changed, and so is hashed but once."""

    def __eq__(self, other: object) -> bool:
        return self is other or (hash(self) == hash(other) and super().__eq__(other))

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        return super().__hash__()


def example(field: str, label: str) -> str:
    """A filter on ``field`` as it could be written, ``label`` being its name with the colon."""
    return label + _EXAMPLES.get(field, "election")


def has_values() -> list[str]:
    """What can stand after ``has:``."""
    return list(_HAS)


def words(lexeme: Lexeme) -> list[Token]:
    """The folded words of a part of a query, with spans into its text; none where it is a pattern or fuzzy."""
    return [] if is_pattern(lexeme) or _fuzzy(lexeme) else sought(lexeme.text)


def is_pattern(lexeme: Lexeme) -> bool:
    """Whether a part of a query is a word with a wildcard that is not only the rest of the word."""
    if lexeme.kind != "word" or not _PATTERN.match(lexeme.text):
        return False
    body = lexeme.text.rstrip("?")
    return "*" in body[:-1] or "?" in body


def is_plain(text: str) -> bool:
    """Whether ``text`` is one word as most are: then :func:`plain` says what it looks for."""
    return text.isalpha() and text.isascii() and len(text) <= LONGEST_TERM


def plain(text: str, reading: Reading, *, typing: bool) -> trees.Query:
    """The same as :func:`leaf` for a plain word outside of all fields, without looking for what it could be else."""
    word = text.lower()
    return trees.Prefix(WRITTEN, word) if typing else _word(word, tuple(reading.tongues(word)))


@lru_cache(maxsize=_KEPT_WORDS)
def _word(word: str, tongues: tuple[str, ...]) -> trees.Query:
    """What is sought for ``word`` in these languages; the words of one query are used by the next."""
    return _exact([word], None, 1, lambda word: tongues)


def leaf(lexeme: Lexeme, field: str | None, reading: Reading, *, typing: bool) -> trees.Query | None:
    """The query for one word or phrase; None where it says nothing that could be looked for.

    ``typing``: it is the word under the cursor, and so a prefix.
    """
    if lexeme.kind == "word" and lexeme.text == "*":
        return _having(field) if field not in ("has", "before", "after") else None
    if field in _DATES:
        return _dates(lexeme, field, reading)
    if field == "has":
        return _has(lexeme, reading, typing=typing)
    if fuzzy := _fuzzy(lexeme):
        return _misspelled(lexeme, fuzzy, field, reading)
    if is_pattern(lexeme) and (found := _wildcard(lexeme, field, reading)) is not None:
        return found
    text = lexeme.text
    starred = lexeme.kind == "word" and "*" in text
    if starred:
        _check_stars(lexeme, reading.lenient)
        text = text.strip("*")
    if field is not None and field in _WHOLE_FIELDS:
        return _whole(field, text, prefix=starred or typing)
    found_words = sought(text)
    if not found_words:
        return None
    terms = [token.word[:LONGEST_TERM] for token in found_words]
    if field == "outlet" and lexeme.kind != "word":
        return trees.Otherwise(trees.Term(OUTLET_WHOLE, whole_term(text)), _exact(terms, field, 1, reading.tongues))
    last = found_words[-1]
    if ((starred or typing) and last.end == len(text)) or (is_lone(last) and lexeme.near is None):
        return _prefix(terms, field, reading)
    return _exact(terms, field, _slop(lexeme, reading), reading.tongues)


def apart(lexeme: Lexeme, reading: Reading, *, typing: bool) -> list[trees.Query]:
    """The words of a plain part of a query, each by itself: what is looked for when not all of it is found."""
    if is_pattern(lexeme) or _fuzzy(lexeme):
        single = leaf(lexeme, None, replace(reading, lenient=True), typing=typing)
        return [single] if single is not None else []
    found = words(lexeme)
    lenient = replace(reading, lenient=True)
    each = [Lexeme("word", lexeme.text[token.start : token.end], token.start, token.end) for token in found]
    starred = lexeme.text.endswith("*")
    leaves = [leaf(part, None, lenient, typing=False) for part in each]
    if found and (typing or starred) and found[-1].end == len(lexeme.text.rstrip("*")):
        leaves[-1] = leaf(each[-1], None, lenient, typing=True)
    return [tree for tree in leaves if tree is not None]


# --- Filters --------------------------------------------------------------------------------------------------------


def _dates(lexeme: Lexeme, field: str, reading: Reading) -> trees.Query | None:
    try:
        span = _span(field, lexeme.text, reading.today())
    except Unreadable as reason:
        if reading.lenient:
            return None
        hint = 'Write a year, month, day or span: date:2017-06..2019-02, date:"last month", before:2017-06-06.'
        raise QueryError(str(reason), hint=hint, column=lexeme.start + 1) from None
    return trees.NumericRange("published", span.first, span.last)


def _span(field: str, text: str, today: date) -> MinuteRange:
    if field == "published":
        return date_range(text, today)
    side: Literal["before", "after"] = "before" if field == "before" else "after"
    return one_side(side, text, today)


def _has(lexeme: Lexeme, reading: Reading, *, typing: bool) -> trees.Query | None:
    name = lexeme.text.strip().casefold()
    if name in _HAS:
        return _having(_HAS[name])
    if reading.lenient and (typing or not name):
        return None
    raise QueryError(
        f"Nothing is known of whether an article has {lexeme.text!r}.",
        hint=f"Write {', '.join(f'has:{known}' for known in _HAS)}.",
        column=lexeme.start + 1,
    )


def _having(field: str | None) -> trees.Query:
    """Everything that has a value in ``field``."""
    if field == "published":
        return trees.NumericRange("published", EVER.first, EVER.last)
    return trees.Every(field)


# --- Words with wildcards or mistakes ---------------------------------------------------------------------------------


def _fuzzy(lexeme: Lexeme) -> re.Match[str] | None:
    return _FUZZY.match(lexeme.text) if lexeme.kind == "word" else None


def _misspelled(lexeme: Lexeme, fuzzy: re.Match[str], field: str | None, reading: Reading) -> trees.Query | None:
    found = [token.word[:LONGEST_TERM] for token in sought(fuzzy.group(1))]
    distance = min(int(fuzzy.group(2)[:3] or 1), limits.MAX_DISTANCE + 1)
    if distance > limits.MAX_DISTANCE:
        if not reading.lenient:
            raise QueryTooCostly(
                f"A word may have {limits.MAX_DISTANCE} mistakes at most.",
                hint=f"Write {fuzzy.group(1)}~ or {fuzzy.group(1)}~{limits.MAX_DISTANCE}.",
                column=lexeme.start + 1,
            )
        distance = limits.MAX_DISTANCE
    if not found:
        return None
    if field is not None and field in _WHOLE_FIELDS:
        return _whole(field, fuzzy.group(1), prefix=False)
    if not distance:
        return _exact(found, field, 1, reading.tongues)
    last = trees.FuzzyTerm(field or WRITTEN, found[-1], maxdist=distance, prefixlength=0)
    return trees.And([_exact(found[:-1], field, 1, reading.tongues), last]) if len(found) > 1 else last


def _wildcard(lexeme: Lexeme, field: str | None, reading: Reading) -> trees.Query | None:
    pieces = [piece if piece in "*?" else fold(piece) for piece in _PIECE.findall(lexeme.text.rstrip("?"))]
    letters = sum(len(piece) for piece in pieces if piece not in ("*", "?"))
    if letters < limits.MIN_LITERAL and reading.lenient:
        return None
    limits.check_literal(letters, lexeme.start + 1)
    return trees.Wildcard(field or WRITTEN, re.sub(r"\*{2,}", "*", "".join(pieces)))


def _slop(lexeme: Lexeme, reading: Reading) -> int:
    """How far each word of a phrase may be from the one before; 1 is side by side."""
    if lexeme.near is None:
        return 1
    if not lexeme.near and not reading.lenient:
        raise QueryError(
            "How far the words may be apart is not said.",
            hint="Write a number after the ~, as in " + f'"{lexeme.text[:40]}"~5.',
            column=lexeme.end,
        )
    return max(1, min(int(lexeme.near[:4] or 1), limits.MAX_SLOP))


def _check_stars(lexeme: Lexeme, lenient: bool) -> None:
    body = lexeme.text.rstrip("*")
    if lenient or (body and "*" not in body and sought(body)):
        return
    raise QueryError(
        "A star stands for the rest of a word: it needs letters around it, and nothing else.",
        hint="Write a part of the word, as in elect* or *ing.",
        column=lexeme.start + 1,
    )


# --- Words and phrases ------------------------------------------------------------------------------------------------


def _whole(field: str, text: str, *, prefix: bool) -> trees.Query | None:
    if field == "lang":
        text = code_of(text, begun=prefix)
    term = whole_term(text)
    if not term:
        return None
    return trees.Prefix(field, term) if prefix else trees.Term(field, term)


def _prefix(terms: list[str], field: str | None, reading: Reading) -> trees.Query:
    last = trees.Prefix(field or WRITTEN, terms[-1])
    return trees.And([_exact(terms[:-1], field, 1, reading.tongues), last]) if len(terms) > 1 else last


def _exact(terms: Sequence[str], field: str | None, slop: int, tongues: Callable[[str], Sequence[str]]) -> trees.Query:
    """All ``terms`` in a row, in ``field`` or in any of the text fields, and of these in any language."""
    fields = TEXT_FIELDS if field is None else (field,)
    forms = _forms(terms, tongues) if field is None or field in TEXT_FIELDS else [tuple(terms)]
    rows = [
        _row(form, name, 1.0 if field is not None else FIELD_BOOST[name], slop) for name in fields for form in forms
    ]
    return Forms(rows) if len(rows) > 1 else rows[0]


def _forms(terms: Sequence[str], tongues: Callable[[str], Sequence[str]]) -> list[tuple[str, ...]]:
    """``terms`` as they stand in articles of each language that has them all."""
    others = [tongues(term) for term in terms[1:]]
    common = [tongue for tongue in tongues(terms[0]) if all(tongue in each for each in others)]
    return [tuple(stem_term(term, tongue) for term in terms) for tongue in common or [DEFAULT_LANGUAGE]]


def _row(forms: tuple[str, ...], field: str, boost: float, slop: int) -> trees.Query:
    if len(forms) == 1:
        return trees.Term(field, forms[0], boost=boost)
    return trees.Phrase(field, list(forms), slop=slop, boost=boost)
