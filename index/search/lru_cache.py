"""A small cache that drops what was not used for the longest time; several threads may use it."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class LruCache(Generic[K, V]):
    """Values by key; those not used for the longest time are dropped when their sizes sum to more than ``capacity``."""

    def __init__(self, capacity: int, size: Callable[[V], int] = lambda value: 1) -> None:
        self._capacity = capacity
        self._size = size
        self._values: OrderedDict[K, V] = OrderedDict()
        self._used = 0
        self._lock = threading.Lock()

    def get(self, key: K) -> V | None:
        """The value kept under ``key``."""
        with self._lock:
            value = self._values.get(key)
            if value is not None:
                self._values.move_to_end(key)
            return value

    def put(self, key: K, value: V) -> None:
        """Keep ``value`` under ``key``."""
        with self._lock:
            if (before := self._values.pop(key, None)) is not None:
                self._used -= self._size(before)
            self._values[key] = value
            self._used += self._size(value)
            while self._used > self._capacity and len(self._values) > 1:
                _, oldest = self._values.popitem(last=False)
                self._used -= self._size(oldest)
