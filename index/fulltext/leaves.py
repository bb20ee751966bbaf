"""The leaves of a query's tree: what one word, phrase or filter looks for."""

from __future__ import annotations

from whoosh import query as trees

from index.errors import QueryError
from index.fulltext.analysis import LONGEST_TERM, whole_term
from index.fulltext.dates import Unreadable, date_range
from index.fulltext.lexer import Lexeme
from index.fulltext.schema import OUTLET_WHOLE, TEXT_FIELDS, WRITTEN
from index.fulltext.scoring import FIELD_BOOST
from index.text import Token, stem, tokens

_WHOLE_FIELDS = ("tag", "lang")
_EXAMPLES = {
    "published": "2017-06",
    "outlet": "tribune",
    "author": "smith",
    "tag": "toread",
    "lang": "en",
    "path": "2019",
}


def example(field: str, label: str) -> str:
    """A filter on ``field`` as it could be written, ``label`` being its name with the colon."""
    return label + _EXAMPLES.get(field, "election")


def words(lexeme: Lexeme) -> list[Token]:
    """The folded words of a part of a query, with spans into its text."""
    return list(tokens(lexeme.text))


def leaf(lexeme: Lexeme, field: str | None, *, typing: bool, lenient: bool) -> trees.Query | None:
    """The query for one word or phrase; None where it says nothing that could be looked for.

    ``typing``: it is the word under the cursor, and so a prefix. ``lenient``: what cannot be read yet is passed over.
    """
    if field == "published":
        return _dates(lexeme, lenient)
    text = lexeme.text
    starred = lexeme.kind == "word" and "*" in text
    if starred:
        if text == "*" and field is None:
            return trees.Every()
        _check_stars(lexeme, lenient)
        text = text.strip("*")
    if field in _WHOLE_FIELDS:
        return _whole(field, text, prefix=starred or typing)
    found = list(tokens(text))
    if not found:
        return None
    terms = [token.word[:LONGEST_TERM] for token in found]
    if field == "outlet" and lexeme.kind != "word":
        return trees.Otherwise(trees.Term(OUTLET_WHOLE, whole_term(text)), _exact(terms, field))
    if (starred or typing) and found[-1].end == len(text):
        return _prefix(terms, field)
    return _exact(terms, field)


def apart(lexeme: Lexeme, *, typing: bool) -> list[trees.Query]:
    """The words of a plain part of a query, each by itself: what is looked for when not all of it is found."""
    found = words(lexeme)
    each = [Lexeme("word", lexeme.text[token.start : token.end], token.start, token.end) for token in found]
    starred = lexeme.text.endswith("*")
    leaves = [leaf(part, None, typing=False, lenient=True) for part in each]
    if found and (typing or starred) and found[-1].end == len(lexeme.text.rstrip("*")):
        leaves[-1] = leaf(each[-1], None, typing=True, lenient=True)
    return [tree for tree in leaves if tree is not None]


def _dates(lexeme: Lexeme, lenient: bool) -> trees.Query | None:
    try:
        span = date_range(lexeme.text)
    except Unreadable as reason:
        if lenient:
            return None
        hint = "Write a year, month or day, or two of them: date:2017, date:2017-06-06, date:2017-06..2019-02."
        raise QueryError(str(reason), hint=hint, column=lexeme.start + 1) from None
    return trees.NumericRange("published", span.first, span.last)


def _check_stars(lexeme: Lexeme, lenient: bool) -> None:
    body = lexeme.text.rstrip("*")
    if lenient or (body and "*" not in body and any(True for _ in tokens(body))):
        return
    raise QueryError(
        "A star stands for the rest of a word: it needs letters before it, and none after it.",
        hint="Write the beginning of the word, as in elect*.",
        column=lexeme.start + 1,
    )


def _whole(field: str, text: str, *, prefix: bool) -> trees.Query | None:
    term = whole_term(text)
    if not term:
        return None
    return trees.Prefix(field, term) if prefix else trees.Term(field, term)


def _prefix(terms: list[str], field: str | None) -> trees.Query:
    last = trees.Prefix(field or WRITTEN, terms[-1])
    return trees.And([_exact(terms[:-1], field), last]) if len(terms) > 1 else last


def _exact(terms: list[str], field: str | None) -> trees.Query:
    """All ``terms`` in a row, in ``field`` or in any of the text fields."""
    if field is not None:
        return _in_field(terms, field, 1.0)
    return trees.Or([_in_field(terms, name, FIELD_BOOST[name]) for name in TEXT_FIELDS])


def _in_field(terms: list[str], field: str, boost: float) -> trees.Query:
    forms = [stem(term) for term in terms] if field in TEXT_FIELDS else terms
    if len(forms) == 1:
        return trees.Term(field, forms[0], boost=boost)
    return trees.Phrase(field, forms, boost=boost)
