"""What in a query is text and no syntax, as in what people paste, and sentences about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from index.query import notes
from index.query.fields import BY_WRITTEN, FIELDS, Kind, QueryField
from index.query.filters import DATES, is_date
from index.query.lexer import Lexeme, lexemes, unknown_field
from index.query.members import SENTENCE, Question, Reading
from index.query.other_syntax import ignored, read_as_words
from index.query.written_dates import names_a_year

_CAPITALS = 4
"""Words in capitals, without operators, from which on a query is a headline in capitals and has no operators."""
_MOST_DATE_WORDS = 8
"""Words of the longest date that is looked for after ``date:`` without quotation marks."""
_VALUES = ("word", "phrase", "open phrase", "expression", "(")
"""Kinds of lexemes that a field may have after it."""
_ENDS = ("to", "until", "till", "and", "-", "\u2013", "\u2014", "..")
"""Words between the two dates of a span."""


def settled(text: str, reading: Reading) -> list[Lexeme]:
    """The lexemes of a query, in which what is no syntax is a word, or a mark where it has no letter or digit."""
    parts = list(lexemes(text, whole=not reading.lenient))
    if _is_in_capitals(text, parts):
        reading.notes.add("All words are in capitals, so AND, OR and NOT are read as words.")
        parts = [each._replace(kind="word") if each.kind in ("and", "or", "not") else each for each in parts]
    parts = list(_with_fields(text, parts, reading))
    return [
        _word(text, parts, place, reading)
        if each.kind in ("word", "quote") and not (place and parts[place - 1].kind == "field")
        else each
        for place, each in enumerate(parts)
    ]


def question_after(parts: Sequence[Lexeme], following: int) -> Question:
    """What a ``?`` at the end of the word before ``parts[following]`` is: a letter or the end of a question.

    A word by itself, or one before an operator or a small letter, has a letter more.
    """
    words = sum(part.kind == "word" for part in parts)
    after = parts[following] if following < len(parts) else None
    if words == 1 or (after is not None and not (after.kind in ("word", "phrase") and after.text[:1].isupper())):
        return "letter"
    return "mark" if words >= SENTENCE else "either"


def _is_in_capitals(text: str, parts: Sequence[Lexeme]) -> bool:
    """Whether a query is text in capitals, such as a headline, in which AND, OR and NOT are words."""
    if text != text.upper() or any(part.kind not in ("word", "and", "or", "not", "quote") for part in parts):
        return False
    words = [part for part in parts if part.kind == "word" and part.text.lower() != part.text.upper()]
    return len(words) >= _CAPITALS and any(part.kind in ("and", "or", "not") for part in parts)


# --- Fields -----------------------------------------------------------------------------------------------------------


def _with_fields(text: str, parts: Sequence[Lexeme], reading: Reading) -> Iterator[Lexeme]:
    """``parts`` with dates of several words as one, and words before a colon that are no field as words."""
    place = 0
    while place < len(parts):
        name = parts[place]
        place += 1
        if name.kind != "field" or place == len(parts):
            yield name
            continue
        field, label, value = FIELDS[name.text], text[name.start : name.end], parts[place]
        words = _date_words(text, parts[place:], field, reading) if field.kind in DATES else 1
        if words > 1:
            value = Lexeme(
                "word", text[value.start : parts[place + words - 1].end], value.start, parts[place + words - 1].end
            )
        if value.kind not in _VALUES or (value.start > name.end and not _is_meant(label, value, field, reading)):
            reading.notes.add(f"{label} has no value after it and is read as text; as a field write {field.written}.")
            yield Lexeme("word", label[:-1], name.start, name.end - 1)
            continue
        if value.start > name.end:
            reading.notes.add(f"{label} and a space are read as {label} without the space.")
        if value.kind == "open phrase" and not reading.lenient:
            reading.notes.add("The closing quotation mark is missing, so the value goes up to the end.")
        yield name._replace(end=value.start)
        yield value
        place += words


def _is_meant(label: str, value: Lexeme, field: QueryField, reading: Reading) -> bool:
    """Whether a field's name with a space before the value is one, and not a word before a colon."""
    if label != label.lower() or value.kind == "open phrase":
        return False
    if field.kind in DATES:
        return is_date(value.text, field, reading)
    return field.kind is not Kind.PRESENCE or value.text.lower() in BY_WRITTEN


def _date_words(text: str, parts: Sequence[Lexeme], field: QueryField, reading: Reading) -> int:
    """Lexemes of the longest date at the beginning of ``parts``: ``date:31 march 2019`` is one without marks."""
    words = 0
    while words < min(len(parts), _MOST_DATE_WORDS) and parts[words].kind == "word":
        words += 1
    alone = parts[0].text
    is_whole = names_a_year(alone) and is_date(alone, field, reading)
    if words > 1 and (not is_whole or parts[1].text.lower() in _ENDS):
        for count in range(words, 1, -1):
            if is_date(text[parts[0].start : parts[count - 1].end], field, reading):
                return count
    return 1


# --- Words ------------------------------------------------------------------------------------------------------------


def _word(text: str, parts: Sequence[Lexeme], place: int, reading: Reading) -> Lexeme:
    """The lexeme at ``place`` as a word, or as a mark if it has nothing to look for."""
    part = parts[place]
    if part.text.islower() and part.text.isalpha() and text[part.end : part.end + 1] != "(":
        return part
    noted = reading.notes
    if hint := read_as_words(part.text, text[part.end :]):
        noted.add(hint)
    if part.text.isalpha():
        return part
    if part.kind == "quote":
        noted.add("A quotation mark without a partner is ignored.")
        return part._replace(kind="mark")
    if place and parts[place - 1].kind == ")" and part.text.startswith("~"):
        noted.add(f"{notes.shown(part.text)} belongs after a phrase in quotation marks; it is ignored here.")
        return part._replace(kind="mark")
    if reason := ignored(part.text, text[max(0, part.start - 1) : part.start]):
        noted.add(reason)
        return part._replace(kind="mark")
    if part.text == "*" or any(map(str.isalnum, part.text)):
        following = parts[place + 1] if place + 1 < len(parts) else None
        beside = following is not None and following.start == part.end and following.kind in ("phrase", "(")
        name = unknown_field(part.text)
        if name and (len(part.text) > len(name) + 1 or beside):
            noted.add(notes.no_such_field(name, part.text))
        if " " in part.text:
            noted.add(f"{notes.shown(part.text)} is read as one number.")
        return part
    if part.text == "=" and text[part.end : part.end + 1] == "(":
        noted.add("= before ( is ignored: write = before each word that must be as written.")
        return part._replace(kind="mark")
    around = text[max(0, part.start - 1) : part.start] + text[part.end : part.end + 1]
    if not around.strip() and not (reading.lenient and part.end == len(text)):
        noted.add_mark(part.text)
    return part._replace(kind="mark")
