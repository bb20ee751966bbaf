"""Stated values read back out of JSON that was exported. What is read comes from anywhere: it is only parsed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, get_args

from index.model import Field, Passage, Quotation
from tui.export.exported_markdown import MOST_DIGITS


def stated_values(record: dict[str, Any]) -> Iterator[Quotation]:
    """The values and sentences of the facts of ``differ``, and the values of the disputes and links of ``compare``."""
    for fact in records(record, "facts"):
        for pair in records(fact, "differences"):
            yield from _stated([pair.get("left"), pair.get("right")])
        for value in records(fact, "values"):
            yield from _stated(_with_value(value, records(value, "stated")))
        yield from _read_twice(fact)
    for dispute in records(record, "disputes"):
        for side in records(dispute, "sides"):
            statements = [{**each, **_ends(each.get("span"))} for each in records(side, "statements")]
            yield from _stated(_with_value(side, [each for each in statements if "text" in each]))
    for link in records(record, "links"):
        for conflict in records(link, "conflicts"):
            for end in ("left", "right"):
                passage = link.get(end)
                if isinstance(passage, dict):
                    place = {**passage, **_ends(conflict.get(f"{end}_span")), "text": conflict.get(end)}
                    yield Quotation(passage_of(place))
        for change in records(link, "changed"):
            for end in ("left", "right"):
                passage, said = link.get(end), change.get(end)
                if isinstance(passage, dict) and not _is_said(said, passage.get("text")):
                    # Edited: which words it was is not known, so the whole passage is compared with it.
                    yield Quotation(passage_of({**passage, "text": said}))


def _is_said(words: object, passage: object) -> bool:
    if not isinstance(words, str) or not isinstance(passage, str):
        return False
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", passage) is not None


def _read_twice(fact: dict[str, Any]) -> Iterator[Quotation]:
    """Values that are read at one place of an article, and differ within a fact: one of them was edited."""
    stated: dict[str, list[dict[str, Any]]] = {}
    named: dict[str, set[str]] = {}
    for value in records(fact, "values"):
        for entry in records(value, "stated"):
            stated.setdefault(_place(entry), []).append(entry)
            named.setdefault(_place(entry), set()).add(repr(value.get("value")))
    for pair in records(fact, "differences"):
        for side in (pair.get("left"), pair.get("right")):
            if isinstance(side, dict):
                stated.setdefault(_place(side), []).append(side)
    for place, entries in stated.items():
        values = [repr(entry.get("value")) for entry in entries]
        for entry, read in zip(entries, values, strict=True):
            if len({*values}) > 1 and read not in {*named.get(place, ()), repr(entry.get("text"))}:
                edited = {**entry, "text": entry.get("value")}
                yield Quotation(passage_of(edited), field=field_of(entry))


def _place(entry: dict[str, Any]) -> str:
    return repr([entry.get(key) for key in ("article", "version", "field", "start", "end")])


def _with_value(value: dict[str, Any], stated: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The places that state a value; and the value at the first of them, if none of them states it: it was edited."""
    named = [entry.get(key) for entry in stated for key in ("text", "value")]
    edited = [{**stated[0], "text": value.get("value"), "sentence": None}] if stated else []
    return stated if value.get("value") in named else stated + edited


def _stated(sides: Sequence[object]) -> Iterator[Quotation]:
    for side in sides:
        entry = side if isinstance(side, dict) else {}
        yield Quotation(passage_of(side), field=field_of(entry))
        sentence = entry.get("sentence")
        if isinstance(sentence, dict):
            yield Quotation(passage_of({**entry, **sentence}), field=field_of(entry))


def _ends(span: object) -> dict[str, object]:
    return {"start": span[0], "end": span[1]} if isinstance(span, list) and len(span) == 2 else {"start": None}


def field_of(entry: dict[str, Any]) -> Field:
    """The part of its article that an entry is of; the text where it names none."""
    named = entry.get("field")
    return next((field for field in get_args(Field) if field == named), "text")


def records(record: dict[str, Any], key: str) -> list[dict[str, Any]]:
    """The objects of a list; empty where there is no such list."""
    entries = record.get(key)
    return [entry for entry in entries if isinstance(entry, dict)] if isinstance(entries, list) else []


def passage_of(entry: object) -> Passage:
    """A quotation of a JSON file; without an article where any of its fields is invalid."""
    if not isinstance(entry, dict):
        return Passage("", 0, 0, 0, "")
    article, text = entry.get("article"), entry.get("text")
    numbers = [entry.get(key) for key in ("version", "start", "end")]
    words = text if isinstance(text, str) else ""
    if isinstance(article, str) and all(type(n) is int and 0 <= n < 10**MOST_DIGITS for n in numbers):
        version, start, end = (int(n) for n in numbers if n is not None)
        return Passage(article, version, start, end, words)
    return Passage("", 0, 0, 0, words)
