"""Makes ``index/endings.json`` from wordfreq's lists, and tells how well it does on words it has not seen.

Told are shares of the pairs of words that have one stem when their accents are known: those that have two without the
endings and with them, and the pairs that share a stem only so. Run ``python -m tests.quality.fit_endings [--write]``
from the root of the project.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import combinations
from pathlib import Path

import Stemmer
from wordfreq import top_n_list

from index.text import fold, stemming

LANGUAGES = ("ca", "cs", "es", "fr", "hu", "lt", "pl", "pt", "ro", "tr")
"""Languages of which a twentieth of the pairs or more is lost with the accents."""

WORDS = 40_000
HELD_OUT = 6_000
LEAST = 12
"""Words that an ending must be right for."""
SHARE = 0.6
"""Of the words with an ending those that must have its accents."""


def learned(words: Iterable[str]) -> dict[str, str]:
    """The endings that tell more of the accents of ``words`` than the shorter ones before them do."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for word in words:
        folded = fold(word)
        if len(folded) == len(word):
            for size in range(1, min(stemming.LONGEST_ENDING, len(word) - 1) + 1):
                seen[folded[-size:]][word[-size:]] += 1
    endings: dict[str, str] = {}
    for folded in sorted(seen, key=lambda ending: (len(ending), ending)):
        shorter = stemming.accented(folded, endings)
        best, count = seen[folded].most_common(1)[0]
        enough = count >= LEAST and count >= SHARE * seen[folded].total()
        if enough and best != shorter and count - seen[folded][shorter] >= LEAST / 2:
            endings[folded] = best
    return endings


def pairs(words: Collection[str], stem: Callable[[str], str]) -> set[tuple[str, str]]:
    """The pairs of folded words that have one stem."""
    groups: dict[str, set[str]] = defaultdict(set)
    for word in words:
        groups[stem(word)].add(fold(word))
    return {pair for group in groups.values() if len(group) < 200 for pair in combinations(sorted(group), 2)}


def respelled(language: str, words: Sequence[str], endings: Mapping[str, str]) -> str:
    """A row of the table."""
    stemmer = Stemmer.Stemmer(stemming.ALGORITHMS[language], 0)
    right = pairs(words, lambda word: fold(stemmer.stemWord(word)))
    before = pairs(words, lambda word: fold(stemmer.stemWord(fold(word))))
    after = pairs(words, lambda word: fold(stemmer.stemWord(stemming.accented(fold(word), endings))))
    shares = (len(each) / len(right) for each in (right - before, right - after, before - right, after - right))
    return f"{language}  endings {len(endings):4}  lost %.3f -> %.3f  added %.3f -> %.3f" % tuple(shares)


def main() -> None:
    """Measure, and write the table if asked."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--write", action="store_true", help="put the endings of all words into the package")
    write = options.parse_args().write
    table: dict[str, dict[str, str]] = {}
    for language in LANGUAGES:
        words = [word for word in top_n_list(language, WORDS) if word.isalpha() and len(word) > 2]
        held_out = set(random.Random(0).sample(words[: len(words) // 2], HELD_OUT))
        print(respelled(language, sorted(held_out), learned(word for word in words if word not in held_out)))
        table[language] = learned(words)
    if write:
        text = json.dumps(table, ensure_ascii=False, indent=0, sort_keys=True)
        Path(stemming.__file__).with_name("endings.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
