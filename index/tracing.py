"""Copied text across an archive, kept in step with the store: what is new is looked up among the fingerprints of all.

Which articles share how much is found out once, when they come in; where exactly is asked of the two texts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from index.builders import readable
from index.store import Store
from index.store.copies import Copies, Copy

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from index.comparison.fingerprints import Sketch

    Entries = NDArray[np.uint64]

_AT_ONCE: Final = 2000
"""Articles of one commit."""
_CANDIDATES: Final = 40
"""Articles that one is compared with: those that share the most and rarest fingerprints."""
_COMMON: Final = 100
"""A fingerprint in more articles than this is a set phrase of an outlet, not the trace of a copy."""
_LEAST: Final = 1.0
"""Weight of shared fingerprints from which texts are compared: that of one that only the two have."""
_NUMBER_BITS: Final = 24


def trace_copies(store: Store) -> None:
    """Find the copies of all articles that were not looked at yet. To be run by the writer."""
    with store.writing() as writer:
        writer.copies.forget_much()
    while True:
        with store.reading() as reader:
            ids = reader.copies.untraced(_AT_ONCE)
        if not ids:
            return
        _trace(store, ids)


def _trace(store: Store, ids: Sequence[str]) -> None:
    from index.comparison.fingerprints import Sketch

    with store.reading() as reader:
        sketches = {id: Sketch(article.text) for id, article in readable(reader, ids).items()}
    empty = Sketch("")
    with store.writing() as writer:
        copies = writer.copies
        numbers = {copies.trace(id): sketches.get(id, empty) for id in ids}
        _add_fingerprints(copies, numbers)
        near = _candidates(copies, numbers)
        owners = copies.owners({other for each in near.values() for other in each} | numbers.keys())
        texts: dict[int, Sketch] = dict(numbers)
        for number in sorted(near):
            missing = [other for other in near[number] if other not in texts and other in owners]
            if missing:
                found = readable(writer, [owners[other] for other in missing])
                texts.update((other, Sketch(found[owners[other]].text)) for other in missing if owners[other] in found)
            copies.add(_copies(number, near[number], texts, owners))
            if len(texts) > 2 * len(numbers) + _AT_ONCE:
                texts = dict(numbers)


def _copies(
    number: int, near: Mapping[int, float], sketches: Mapping[int, Sketch], owners: Mapping[int, str]
) -> list[Copy]:
    found = []
    for other, rarity in near.items():
        if other not in sketches or other not in owners or number not in owners:
            continue
        shared = sketches[number].shared(sketches[other], rarity)
        if shared is not None:
            share, other_share, words = shared
            found.append(
                Copy(
                    owners[number], owners[other], share, other_share, words, round(other_share * sketches[other].words)
                )
            )
    return found


# --- Fingerprints -----------------------------------------------------------------------------------------------------


def _add_fingerprints(copies: Copies, sketches: Mapping[int, Sketch]) -> None:
    import numpy as np

    packed = [
        (sketch.fingerprints << np.uint64(_NUMBER_BITS)) | np.uint64(number) for number, sketch in sketches.items()
    ]
    entries = np.concatenate([*packed, np.zeros(0, dtype=np.uint64)])
    runs = [entries, *(_unpacked(run) for run in copies.take_smaller(len(entries)))]
    merged = np.sort(np.concatenate(runs), kind="stable")
    copies.add_run(merged.astype("<u8").tobytes(), len(merged))


def _candidates(copies: Copies, sketches: Mapping[int, Sketch]) -> dict[int, dict[int, float]]:
    """For each number, the articles before it that share fingerprints, with the rarity of what they share.

    Of two that are both looked up only the later one has the other.
    """
    import numpy as np

    from index.comparison.fingerprints import rarity

    asked = np.unique(np.concatenate([*(sketch.fingerprints for sketch in sketches.values()), np.zeros(0, np.uint64)]))
    mask = np.uint64((1 << _NUMBER_BITS) - 1)
    counts = np.zeros(len(asked), dtype=np.int64)
    spans = []
    runs = [_unpacked(run) for run in copies.runs()]
    for run in runs:
        low = np.searchsorted(run, asked << np.uint64(_NUMBER_BITS))
        high = np.searchsorted(run, (asked << np.uint64(_NUMBER_BITS)) | mask, side="right")
        counts += high - low
        spans.append((low, high))
    telling = np.flatnonzero((counts > 1) & (counts <= _COMMON))
    shared: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for place in telling.tolist():
        numbers = sorted(
            int(number)
            for run, (low, high) in zip(runs, spans, strict=True)
            for number in (run[low[place] : high[place]] & mask).tolist()
        )
        for number in numbers:
            if number in sketches:
                for other in numbers:
                    if other < number:
                        shared[number, other].append(len(numbers))
    weighed: defaultdict[int, list[tuple[float, int, float]]] = defaultdict(list)
    for (number, other), sizes in shared.items():
        mean = rarity(sizes)
        if mean * len(sizes) >= _LEAST:
            weighed[number].append((mean * len(sizes), other, mean))
    return {
        number: {other: mean for _, other, mean in sorted(found, reverse=True)[:_CANDIDATES]}
        for number, found in weighed.items()
    }


def _unpacked(run: bytes) -> Entries:
    import numpy as np

    return np.frombuffer(run, dtype="<u8").astype(np.uint64, copy=False)
