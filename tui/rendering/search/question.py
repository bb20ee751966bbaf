"""What is being asked: the words typed, the filters in force, the order. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.model import Sort

_FIELDS = {"year": "date", "month": "date"}
"""The fields of facets that are not called as their field."""


@dataclass(frozen=True, slots=True)
class Filter:
    """One facet value that results must have, or must not have."""

    facet: str
    value: str
    excluded: bool = False

    @property
    def query(self) -> str:
        """The filter in the query language."""
        return f"-{self._wanted}" if self.excluded else self._wanted

    @property
    def _wanted(self) -> str:
        field = _FIELDS.get(self.facet, self.facet)
        if field == "date":
            return f"date:{self.value}"
        # A quotation mark inside would end the phrase; the analyzer would drop it anyway.
        return f'{field}:"{self.value.replace(chr(34), " ")}"'

    @property
    def field(self) -> str:
        """What of an article it is about: a year and a month are both of its date."""
        return "date" if self.facet in ("year", "month") else self.facet

    @property
    def label(self) -> str:
        """How the facet is called beside its value."""
        return f"not {self.field}" if self.excluded else self.field


@dataclass(frozen=True, slots=True)
class Question:
    """A query as the search screen has it."""

    text: str = ""
    filters: tuple[Filter, ...] = ()
    sort: Sort = "relevance"
    fold: bool = True
    """Whether articles with the same text share a row."""

    @property
    def query(self) -> str:
        """All of it in the query language. The typed words come last, so that the last of them stays a prefix."""
        prefix = " ".join(map(_written, self._groups))
        if not prefix:
            return self.text
        if not self.text.strip():
            return prefix + " "
        # Only in parentheses does an OR stay among the typed words; as typed, one left open closes by itself.
        return f"{prefix} ({self.text}" if " OR " in self.text else f"{prefix} {self.text}"

    @property
    def whole(self) -> str:
        """The same as it is read after typing: no parenthesis of ours is left open."""
        query = self.query.strip()
        return f"{query})" if self.filters and " OR " in self.text else query

    @property
    def typed_at(self) -> int:
        """How many characters of :attr:`query` stand before the typed words."""
        return len(self.query) - len(self.text) if self.filters and self.text.strip() else 0

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked for."""
        return not self.text.strip() and not self.filters

    def part(self, start: int, end: int) -> str:
        """The part of :attr:`query` from ``start`` to ``end``; a filter by its name and value."""
        chosen = self._filters_at(start)
        return f"{chosen[0].label} {' or '.join(f.value for f in chosen)}" if chosen else self._typed(start, end)

    def without(self, start: int, end: int) -> Question:
        """Without the part of :attr:`query` from ``start`` to ``end``, be it a filter or typed."""
        chosen = self._filters_at(start)
        if chosen:
            return replace(self, filters=tuple(f for f in self.filters if f not in chosen))
        first = max(0, start - self.typed_at)
        before, after = self.text[:first].rstrip(), self.text[max(0, end - self.typed_at) :].lstrip()
        # An AND that joined it to its neighbours has nothing to join.
        joined = before.removesuffix(" AND")
        after = after.removeprefix("AND ") if joined == before else after
        return replace(self, text=f"{joined} {after}".strip())

    def asking(self, query: str) -> Question:
        """With ``query`` in place of :attr:`query`; filters that it begins with stay filters."""
        before = self.query[: self.typed_at]
        if before and query.startswith(before):
            return replace(self, text=query[len(before) :])
        return replace(self, text=query, filters=())

    @property
    def in_hidden_lines(self) -> Question | None:
        """The same of hidden lines; None where it cannot be asked."""
        # The records take longer to load than the first screen to be painted.
        from index.model.hidden_queries import in_hidden_lines

        text = in_hidden_lines(self.text, as_typed=True)
        return replace(self, text=text) if text else None

    def _typed(self, start: int, end: int) -> str:
        return self.text[max(0, start - self.typed_at) : max(0, end - self.typed_at)].strip()

    @property
    def _groups(self) -> list[tuple[Filter, ...]]:
        """The filters; an article has any of the values of one field, and none of those that are excluded."""
        fields: dict[str, list[Filter]] = {}
        for chosen in self.filters:
            fields.setdefault(chosen.query if chosen.excluded else chosen.field, []).append(chosen)
        return [tuple(group) for group in fields.values()]

    def _filters_at(self, start: int) -> tuple[Filter, ...]:
        """The filters that begin at ``start`` in :attr:`query`; the parenthesis before the typed words begins none."""
        at = 0
        for group in self._groups:
            if at == start:
                return group
            at += len(_written(group)) + 1
        return ()

    def with_filter(self, filter: Filter) -> Question:
        """With ``filter`` too, or without it if it is in force; a value is never both wanted and excluded."""
        if filter in self.filters:
            return replace(self, filters=tuple(f for f in self.filters if f != filter))
        kept = tuple(f for f in self.filters if (f.facet, f.value) != (filter.facet, filter.value))
        return replace(self, filters=(*kept, filter))

    def without_last_filter(self) -> Question:
        """Without the filter that was put last."""
        return replace(self, filters=self.filters[:-1])

    def next_sort(self) -> Question:
        """In the next order."""
        # The records take longer to load than the first screen to be painted.
        from index.model import SORT_ORDERS

        orders = list(SORT_ORDERS)
        return replace(self, sort=orders[(orders.index(self.sort) + 1) % len(orders)])


def _written(group: tuple[Filter, ...]) -> str:
    if len(group) == 1:
        return group[0].query
    return f"({' OR '.join(f.query for f in group)})"
