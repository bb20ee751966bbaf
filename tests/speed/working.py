"""Cleaning, importing, finding parallels, comparing, grouping: how much of each a CPU second does."""

from __future__ import annotations

import gzip
import json
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import partial
from io import BytesIO
from pathlib import Path

from index.archive import Archive, clean_stream
from index.comparison.background import background
from index.comparison.compare import compare
from index.comparison.reuse.shingles import reuse
from index.comparison.stories.grouping import group
from index.model import Article
from index.text import sentences
from tests.speed.corpus import Record, article, records
from tests.speed.table import Row, cpu, percentile, seconds_each

_PAGES, _TEXTS = 60, 300
_LENGTH = range(30, 51)
"""Sentences of the articles that are compared."""
_SETS = 20
"""Comparisons of a kind, each of articles that no other one has."""
_STORY = 50
"""Articles of the story for whose gutter is looked."""
_DIFFERING = 20
"""Articles whose differences are looked for."""


def cleaning(bench: Path) -> list[Row]:
    """Pages and plain texts cleaned a second."""
    folder = bench / "clean" / "html_dev"
    pages = []
    for page in json.loads((folder / "gold.json").read_text(encoding="utf-8"))[:_PAGES]:
        with gzip.open(folder / page["file"], "rb") as stored:
            pages.append(stored.read())
    with (bench / "clean" / "plain_dev.jsonl").open(encoding="utf-8") as lines:
        texts = ["\n".join(line["text"] for line in json.loads(record)["lines"]) for record in list(lines)[:_TEXTS]]
    found = []
    for what, name, data in (("pages", "page.html", pages), ("plain texts", "a.txt", [t.encode() for t in texts])):
        work = [partial(_clean, one, name) for one in data]
        seconds_each(work[:3])
        found.append(Row(f"cleaning: {what}", "a CPU second", len(work) / sum(seconds_each(work))))
    return found


def _clean(data: bytes, name: str) -> object:
    return list(clean_stream(BytesIO(data), name))


def importing(bench: Path, size: int = 1000) -> list[Row]:
    """Articles imported a second from JSON Lines and from single files, everything included."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        lines, files = Path(folder) / "articles.jsonl", Path(folder) / "files"
        files.mkdir()
        with lines.open("w", encoding="utf-8") as out:
            for record in records(bench, size):
                out.write(json.dumps(record) + "\n")
                (files / f"{record['id']}.txt").write_text(f"{record['title']}\n\n{record['text']}", encoding="utf-8")
        for what, path in (("JSON Lines", lines), ("text files", files)):
            start = cpu()
            with Archive.open(Path(folder) / f"archive-{path.stem}") as archive:
                for _ in archive.add([path]):
                    pass
            found.append(Row(f"import: {size:,} from {what}", "articles/CPU s", size / (cpu() - start)))
            if path is lines:
                found.append(_opening(Path(folder) / f"archive-{path.stem}"))
                found += _parallels(Path(folder) / f"archive-{path.stem}")
    return found


def _opening(folder: Path) -> Row:
    """The archive opened as the reader opens it, with a first page; what Python has to load is loaded."""
    start = cpu()
    with Archive.open(folder, create=False) as archive:
        archive.search("council")
    return Row("opening the archive and the first page", "CPU ms", 1000 * (cpu() - start))


def _parallels(folder: Path) -> list[Row]:
    with Archive.open(folder) as archive:
        ids = [hit.id for hit in archive.search("", limit=100).hits]
        starts = [(id, start) for id in ids for start in _middle(archive.article(id).text)]
        spent = [1000 * s for s in seconds_each([partial(archive.parallels, *each) for each in starts])[1:]]
    return [
        Row("parallels of a passage p50", "CPU ms", percentile(spent, 0.5)),
        Row("parallels of a passage p95", "CPU ms", percentile(spent, 0.95)),
    ]


def _middle(text: str) -> list[int]:
    """Where the sentence in the middle begins: what stands at the top is often a headline's repetition."""
    starts = [start for start, _ in sentences(text)]
    return starts[len(starts) // 2 :][:1]


def passages(bench: Path, size: int, existing: Path | None = None) -> list[Row]:
    """Who else reports a passage, among ``size`` articles or in an ``existing`` archive; and the reader's gutter."""
    if existing is not None:
        return [*_parallels(existing), *_gutter(bench)]
    with tempfile.TemporaryDirectory() as folder:
        archive = _imported(Path(folder), records(bench, size))
        return [*_parallels(archive), *_gutter(bench)]


def _gutter(bench: Path) -> list[Row]:
    """The gutter of an article in a story of fifty."""
    longest = max(_stories(bench)[:400], key=lambda one: len(sentences(one.text)))
    said = [longest.text[start:end] for start, end in sentences(longest.text)][: _LENGTH.stop]
    members = [
        {
            "id": f"m{n}",
            "title": longest.headline,
            "date": "2020-01-01",
            "outlet": f"Outlet {n}",
            "text": "\n\n".join(text for at, text in enumerate([*said[n % 7 :], *said[: n % 7]]) if (at + n) % 5),
        }
        for n in range(_STORY)
    ]
    with tempfile.TemporaryDirectory() as folder, Archive.open(_imported(Path(folder), members)) as archive:
        [id, other] = [hit.id for hit in archive.search("", limit=2).hits]
        archive.coverage(other)
        asked = [
            partial(archive.coverage, id),
            partial(archive.coverage, id),
            partial(archive.coverage, id, whole=True),
        ]
        first, again, whole = (1000 * spent for spent in seconds_each(asked))
    return [
        Row(f"gutter: an article of a story of {_STORY}", "CPU ms", first),
        Row("gutter: the same, kept", "CPU ms", again),
        Row("gutter: the same in full, in the background", "CPU ms", whole),
    ]


def _imported(folder: Path, articles: Iterable[Record]) -> Path:
    lines = folder / "articles.jsonl"
    with lines.open("w", encoding="utf-8") as out:
        for record in articles:
            out.write(json.dumps(record) + "\n")
    with Archive.open(folder / "archive") as archive:
        for _ in archive.add([lines]):
            pass
    return folder / "archive"


def comparing(bench: Path) -> list[Row]:
    """Two and four articles of some forty sentences side by side."""
    articles = [one for one in _stories(bench) if len(sentences(one.text)) in _LENGTH]
    found = []
    for count in (2, 4):
        sets = [articles[start : start + count] for start in range(0, min(len(articles), 80) - count, count)]
        spent = seconds_each([partial(compare, chosen, background()) for chosen in sets])[1:]
        for label, share in (("p50", 0.5), ("p95", 0.95)):
            found.append(Row(f"compare: {count} articles {label}", "CPU ms", 1000 * percentile(spent, share)))
    return found


def differing(bench: Path) -> list[Row]:
    """The differences of twenty articles, at first and from the cache; and comparisons of articles not read before."""
    return [*_differing(bench), *_comparing_in_full(bench)]


def _comparing_in_full(bench: Path) -> list[Row]:
    """Two and four articles of some forty sentences side by side with their differences.

    Each article is read in a first comparison; then it is compared with others whose facts are known, too.
    """
    chosen = [one for one in _stories(bench) if len(sentences(one.text)) in _LENGTH][: _SETS * (2 + 4)]
    members: list[Record] = [
        {"id": one.id, "title": one.headline, "date": "2020-01-01", "outlet": f"Outlet {n}", "text": one.text}
        for n, one in enumerate(chosen)
    ]
    found = []
    with tempfile.TemporaryDirectory() as folder, Archive.open(_imported(Path(folder), members)) as archive:
        ids = [hit.id for hit in archive.search("", limit=len(members)).hits]
        archive.compare(ids[:2])
        rest = ids[2:]
        for count in (2, 4):
            asked, rest = rest[: _SETS * count], rest[_SETS * count :]
            squares = [asked[start : start + count**2] for start in range(0, len(asked) - count**2 + 1, count**2)]
            spent: defaultdict[str, list[float]] = defaultdict(list)
            for square in squares:
                first = [square[start : start + count] for start in range(0, count**2, count)]
                again = [square[start::count] for start in range(count)]
                spent["and their differences"] += seconds_each([partial(archive.compare, some) for some in first])
                spent["their facts kept"] += seconds_each([partial(archive.compare, some) for some in again])
            for what, each in spent.items():
                for label, share in (("p50", 0.5), ("p95", 0.95)):
                    named = f"compare: {count} articles {what} {label}"
                    found.append(Row(named, "CPU ms", 1000 * percentile(each, share)))
    return found


def _differing(bench: Path) -> list[Row]:
    with (bench / "compare" / "dev" / "t6_articles.jsonl").open(encoding="utf-8") as lines:
        chosen = [json.loads(line) for line, _ in zip(lines, range(_DIFFERING), strict=False)]
    with tempfile.TemporaryDirectory() as folder, Archive.open(_imported(Path(folder), chosen)) as archive:
        ids = [hit.id for hit in archive.search("", limit=_DIFFERING).hits]
        first, again = (1000 * spent for spent in seconds_each([partial(archive.differences, ids)] * 2))
    return [
        Row(f"differ: {len(ids)} articles", "CPU ms", first),
        Row(f"differ: {len(ids)} articles, cached", "CPU ms", again),
    ]


def grouping(bench: Path) -> list[Row]:
    """Articles grouped by event, and searched for copies, a second."""
    articles = _stories(bench)
    by_event = sum(seconds_each([partial(group, articles, background())]))
    copies = sum(seconds_each([partial(reuse, [(one.id, one.text) for one in articles])]))
    return [
        Row(f"stories: {len(articles):,} articles", "articles/CPU s", len(articles) / by_event),
        Row(f"reuse: {len(articles):,} articles", "articles/CPU s", len(articles) / copies),
    ]


def _stories(bench: Path) -> Sequence[Article]:
    with (bench / "compare" / "dev" / "t1_articles.jsonl").open(encoding="utf-8") as lines:
        return [article(json.loads(line)) for line in lines]
