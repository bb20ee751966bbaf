"""The reader's own synonyms, as queries take them."""

from __future__ import annotations

from collections.abc import Callable

from index.desk.synonyms import SynonymFile, SynonymSets
from index.query.synonyms import Synonyms
from index.store import Store


def synonyms_of(store: Store) -> Callable[[], Synonyms]:
    """Gives the synonyms of an archive as its file has them at the moment; the same object while it does not change."""
    file = SynonymFile(store.folder)
    kept: tuple[SynonymSets, Synonyms] | None = None

    def current() -> Synonyms:
        nonlocal kept
        sets = file.sets()
        if kept is None or kept[0] is not sets:
            kept = (sets, Synonyms(sets.sets, sets.errors))
        return kept[1]

    return current
