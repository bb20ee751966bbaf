"""Makes the lists of ``index/comparison/frequencies`` from the short lists of the wordfreq package.

Line ``n`` of a list, from 0, has the words of which each makes up ``10 ** (-n / 100)`` of running text. All words and
all values of the package's short list are kept. Run ``python -m tests.quality.make_frequencies`` from the root of the
project, in an environment with the extra ``generated``.
"""

from __future__ import annotations

import gzip
import importlib.util
from pathlib import Path

import msgpack

from index.comparison.background import LISTS
from index.text.languages import LANGUAGES

LISTED_AS = {"no": "nb"}
"""Languages that wordfreq lists under another code."""


def lines(data: Path, code: str) -> list[str]:
    """The lists of one language; empty where wordfreq has none."""
    path = data / f"small_{LISTED_AS.get(code, code)}.msgpack.gz"
    if not path.is_file():
        return []
    with gzip.open(path) as stored:
        bins: list[list[str]] = msgpack.load(stored, raw=False)[1:]
    return [" ".join(words) for words in bins]


def main() -> None:
    """Write a file for each language."""
    package = importlib.util.find_spec("wordfreq")
    if package is None or package.origin is None:
        raise SystemExit("wordfreq is not installed: pip install -e '.[generated]'")
    for language in LANGUAGES:
        if found := lines(Path(package.origin).parent / "data", language.code):
            path = LISTS / f"{language.code}.txt.gz"
            path.write_bytes(gzip.compress("\n".join(found).encode(), 9, mtime=0))
            print(f"{path.stat().st_size:>8,}  {path}")


if __name__ == "__main__":
    main()
