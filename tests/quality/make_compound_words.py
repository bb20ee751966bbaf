"""Makes the lists of ``index/text/compound_words`` from those of ``index/comparison/frequencies``.

Line ``n`` of a list, from 0, has the folded words of which each makes up ``10 ** (-n / 100)`` of running text. Left out
are rare words, and words too short to be told from an ending, but for a few. Run
``python -m tests.quality.make_compound_words`` from the root of the project.
"""

from __future__ import annotations

import gzip
from pathlib import Path

from index.comparison.background import LISTS
from index.text import fold
from index.text.compounds import LINKS, WORDS

RAREST = 565
"""The last line of which words are taken: names and words of other languages are many after it."""

SHORTEST = 4
"""Letters of the shortest word that is taken; of three letters there are those in :data:`SHORT`."""

SHORT = {
    "de": "tag amt ost see zug rat bau weg ort tor akt arm bad bus dom eid eis erz gas hof hut job not ohr rad ruf typ",
    "nl": "bos bus dag dak dam gas hof lid vak weg zee",
    "sv": "bil bro hav hus val",
    "da": "bil bro hav hus lov sag",
    "no": "bil bro hav hus lov sak",
}
"""Nouns of three letters that compounds are made of."""


def lines(path: Path, language: str) -> list[str]:
    """The list of ``language``, from the list at ``path``."""
    short = SHORT.get(language, "").split()
    found: list[str] = []
    seen: set[str] = set()
    for line in gzip.decompress(path.read_bytes()).decode().split("\n")[: RAREST + 1]:
        words = [fold(word) for word in line.split() if word.isalpha()]
        kept = [word for word in words if word not in seen and (len(word) >= SHORTEST or word in short)]
        seen.update(kept)
        found.append(" ".join(kept))
    return found


def main() -> None:
    """Write a file for each language that :data:`LINKS` names."""
    for language in LINKS:
        path = WORDS / f"{language}.txt.gz"
        text = "\n".join(lines(LISTS / f"{language}.txt.gz", language))
        path.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
        print(f"{path.stat().st_size:>8,}  {path}")


if __name__ == "__main__":
    main()
