"""CSL-JSON, the records of citation processors such as pandoc: a list of newspaper articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from index.model import PartialDate
from tui.export.hits.fields import FoundHit, Value, texts, values
from tui.export.json_text import Json, dumped


def items(found: Iterable[FoundHit]) -> Iterator[str]:
    """The list, an item a line."""
    yield "["
    for number, each in enumerate(found):
        yield ("," if number else "") + "\n" + dumped(_item(each), unicode=True)
    yield "\n]\n"


def _item(found: FoundHit) -> Json:
    item: Json = {"type": "article-newspaper"}
    for name, value in values(found, lambda field: field.csl):
        item[name] = _value(name, value)
    return item


def _value(name: str, value: Value) -> object:
    if isinstance(value, PartialDate):
        return {"date-parts": [[int(part) for part in value.at_most("day").iso.split("-")]]}
    if name == "author":
        # What of a name is the family's is not known.
        return [{"literal": text} for text in texts(value)]
    return ", ".join(texts(value))
