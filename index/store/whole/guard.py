"""Errors that nobody foresaw, explained by what is wrong in the store, if something is."""

from __future__ import annotations

import inspect
import struct
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Any, Final, Protocol, TypeVar

from index.disk.failures import RESTORE
from index.errors import ArchiveDamaged
from index.model import Damage
from index.text import printable

_UNFORESEEN: Final = (
    *(TypeError, ValueError, AttributeError, LookupError, ArithmeticError, RecursionError),
    *(struct.error, zlib.error),
)
T = TypeVar("T", bound=type)


class _Store(Protocol):
    folder: Path

    def first_damage(self) -> Damage | None: ...


def guarded(cls: T) -> T:
    """Class decorator: where a public method fails unforeseen, the store is looked through, and the error says what
    value in it broadsheet never writes. Where there is none, the error stays as it is: the fault is of the program.

    The class has its store as ``_store``.
    """
    for name, method in list(vars(cls).items()):
        if not name.startswith("_") and inspect.isfunction(method) and name != "close":
            setattr(cls, name, _guarded(method))
    return cls


def _guarded(method: Callable[..., Any]) -> Callable[..., Any]:
    if inspect.isgeneratorfunction(method):

        @wraps(method)
        def steps(self: Any, *arguments: Any, **named: Any) -> Iterator[Any]:
            with _explained(self._store):
                yield from method(self, *arguments, **named)

        return steps

    @wraps(method)
    def answer(self: Any, *arguments: Any, **named: Any) -> Any:
        with _explained(self._store):
            return method(self, *arguments, **named)

    return answer


@contextmanager
def _explained(store: _Store) -> Iterator[None]:
    try:
        yield
    except _UNFORESEEN as error:
        odd = store.first_damage()
        if odd is None:
            raise
        raise ArchiveDamaged(
            f"The store of the archive {store.folder} is damaged: {printable(odd.what)}.",
            hint=f"'broadsheet check' lists what is. {RESTORE}",
        ) from error
