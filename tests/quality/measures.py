"""Quality in figures: the benchmark's own scorers over the adapters, on samples that stay the same.

Run as ``python -m tests.quality.measures [NAME…]`` with ``BROADSHEET_BENCH`` pointing at the benchmark folder: prints
what is reached.
"""

from __future__ import annotations

import gzip
import importlib.util
import json
import os
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

from tests.quality import adapters

Figures = Mapping[str, float]
Record = dict[str, Any]

_PASSAGES_STEP, _REAL_STEP = 15, 2
_FULL_SOURCE = "superpal"
"""The smallest of the passage sources, taken whole."""

_SENTENCE = range(40, 300)
"""Code points of a first sentence that is asked for."""

_GOOD = 0.8
"""F1 from which on a page counts as read."""


def bench() -> Path | None:
    """The benchmark folder, where there is one."""
    named = os.environ.get("BROADSHEET_BENCH")
    return Path(named).resolve() if named and Path(named).is_dir() else None


def plain_text(folder: Path) -> Figures:
    """Word F1 of plain text cleaning in all languages (``F1``); of English news also by form, and what is perfect.

    ``clean kept whole`` is the share of news texts without any other line, in all languages, that keep all their body.
    """
    score = scorer(folder / "clean" / "score_plain.py")
    documents = score.load(folder / "clean" / "plain_dev.jsonl")
    rows = score.evaluate(documents, adapters.clean_plain)
    news = [row for row in rows if _is_english_news(row[0])]
    figures = {"F1": score.summary(rows)["F1"], "news F1": score.summary(news)["F1"]}
    figures["news perfect"] = score.summary(news)["perfect"]
    for form in ("full", "resili", "traf", "justext"):
        figures[form] = score.summary([row for row in news if row[0]["form"] == form])["F1"]
    clean = [row for row in rows if _is_clean_news(row[0])]
    figures["clean kept whole"] = sum(1 for _, _, body, _ in clean if body[2] == 0) / len(clean)
    return figures


def _is_clean_news(document: Record) -> bool:
    """Whether a text of news has no line that is not its article."""
    labels = {line["label"] for line in document["lines"]}
    return document["source"] != "wcxb-other" and document["form"] == "traf" and labels.isdisjoint(("boiler", "dup"))


def _is_english_news(document: Mapping[str, object]) -> bool:
    return document["lang"] == "en" and document["source"] != "wcxb-other"


def pages(folder: Path) -> Figures:
    """4-gram F1 of page bodies, and the shares of titles, dates and author lists that are exact.

    ``news F1`` is that of English news alone, ``news good`` the share of it whose own F1 is .8 or more.
    """
    score = scorer(folder / "clean" / "score_html.py")
    gold = json.loads((folder / "clean" / "html_dev" / "gold.json").read_text(encoding="utf-8"))
    bodies: list[tuple[float, float, float]] = []
    news: list[tuple[float, float, float]] = []
    right: defaultdict[str, list[bool]] = defaultdict(list)
    for page in gold:
        with gzip.open(folder / "clean" / "html_dev" / page["file"], "rt", encoding="utf-8") as stored:
            found = adapters.clean_html(stored.read())
        optional = "\n".join(page.get("optional") or [])
        bodies.append(score.prf(*score.body_counts(page["body"], found["body"] or "", optional)))
        if _is_english_news(page):
            news.append(bodies[-1])
        if page.get("title"):
            right["title"].append(score.title_ok(page["title"], found["title"]))
        if page.get("date"):
            right["date"].append(str(found["date"] or "")[:10] == page["date"][:10])
        if page.get("authors"):
            right["authors"].append(score.names(page["authors"]) == score.names(found["authors"]))
    shares = {name: sum(values) / len(values) for name, values in right.items()}
    good = sum(row[2] >= _GOOD for row in news) / len(news)
    return {"F1": _f1(bodies), "news F1": _f1(news), "news good": good, **shares}


def unaccounted(folder: Path) -> Figures:
    """Of a thousand words of the articles of pages, how many are shown or hidden (``kept``).

    Some of the others are in no page: numbers of lists, and what a page loads when it is shown.
    """
    score = scorer(folder / "clean" / "score_html.py")
    gold = json.loads((folder / "clean" / "html_dev" / "gold.json").read_text(encoding="utf-8"))
    words = lost = 0
    for page in gold:
        with gzip.open(folder / "clean" / "html_dev" / page["file"], "rt", encoding="utf-8") as stored:
            there = adapters.lines_of_page(stored.read())
        wanted = Counter(score.toks(page["body"]))
        words += wanted.total()
        lost += (wanted - Counter(score.toks("\n".join(there)))).total()
    return {"kept": 1000 - 1000 * lost / words}


def _f1(rows: Sequence[tuple[float, float, float]]) -> float:
    """The harmonic mean of mean precision and mean recall."""
    precision, recall = (sum(row[n] for row in rows) / len(rows) for n in (0, 1))
    return 2 * precision * recall / (precision + recall)


def ranking(folder: Path) -> Figures:
    """nDCG@10 and MAP of sentences as queries."""
    score = scorer(folder / "search" / "score_rank.py")
    found = score.score(folder / "search" / "cranfield", adapters.rank)
    return {"nDCG@10": found["nDCG@10"], "MAP": found["MAP"]}


def answers(folder: Path) -> Figures:
    """nDCG@10 of the hits of an archive: on news, words and questions about a story; on abstracts, sentences."""
    score = scorer(folder / "search" / "score_rank.py")
    kinds = {"news": "rank_news", "abstracts": "cranfield"}
    return {kind: score.score(folder / "search" / name, adapters.answered)["nDCG@10"] for kind, name in kinds.items()}


def known_items(folder: Path) -> Figures:
    """Mean reciprocal rank, in news, of the article that a headline or first sentence was taken out of."""
    articles = lines(folder / "compare" / "dev" / "t1_articles.jsonl")
    sampled = [one for one in articles if one["title"] and one["text"].find(". ") in _SENTENCE][::2]
    figures = {}
    for kind in ("headline", "sentence"):
        asked = {one["id"]: _taken_out(one, kind) for one in sampled}
        documents = [asked[one["id"]][0] if one["id"] in asked else one for one in articles]
        queries = [{"id": id, "query": query} for id, (_, query) in asked.items()]
        found = adapters.rank(documents, queries)
        ranks = [found[id][:10].index(id) + 1 if id in found[id][:10] else 0 for id in asked]
        figures[kind] = sum(1 / rank for rank in ranks if rank) / len(ranks)
    return figures


def _taken_out(article: Record, kind: str) -> tuple[Record, str]:
    """An article without its headline or its first sentence, and that."""
    if kind == "headline":
        return article | {"title": ""}, article["title"]
    sentence, _, rest = article["text"].partition(". ")
    return article | {"text": rest}, sentence


def lines(path: Path) -> list[Record]:
    """The records of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def stories(folder: Path) -> Figures:
    """Pair F1 and B-cubed F1 of articles grouped by event."""
    found = scorer(folder / "compare" / "score_t1.py").score(adapters.stories, "dev")[0]["all"]
    return {"pair F1": found["F1"], "B3": found["b3F"]}


def who_else(folder: Path) -> Figures:
    """Recall among the first five for news, and the mean reciprocal rank over the three sources."""
    score = scorer(folder / "compare" / "score_t2.py")
    whole = score.load

    def sampled(split: str, name: str) -> list[Record]:
        records: list[Record] = whole(split, name)
        if name != "t2_queries":
            return records
        rest = [record for record in records if record["src"] != _FULL_SOURCE]
        return _every(rest, _PASSAGES_STEP) + [record for record in records if record["src"] == _FULL_SOURCE]

    vars(score)["load"] = sampled
    found = score.score(adapters.who_else, "dev")[0]
    return {"ECB+ R@5": found["ecb"]["R5"], "macro MRR": found["MACRO"]["MRR"]}


def links(folder: Path) -> Figures:
    """F1 of all links between real articles, and of strong links where copies were planted."""
    score = scorer(folder / "compare" / "score_t3.py")
    whole = score.load
    figures = {}
    for name, function in (("t3_real", adapters.align_all), ("t3_planted", adapters.align_strong)):

        def only(split: str, asked: str, name: str = name) -> list[Record]:
            return _every(whole(split, asked), _REAL_STEP if name == "t3_real" else 1) if asked == name else []

        vars(score)["load"] = only
        figures[name.removeprefix("t3_")] = score.score(function, "dev")[0][name]["F"]
    return figures


def reuse(folder: Path) -> Figures:
    """F1 of pairs of documents that share copied text."""
    return {"F1": scorer(folder / "compare" / "score_t4.py").score(adapters.reuse, "dev")[0]["F"]}


def conflicts(folder: Path) -> Figures:
    """Precision and recall of facts that differ, and F1 of spellings of one name."""
    found = scorer(folder / "compare" / "score_t5.py").score(adapters.conflicts, "dev", adapters.same_name)[0]
    return {"P": found["P"], "R": found["R"], "names F1": found["names_PRF"][2]}


def differences(folder: Path) -> Figures:
    """Real disagreements: what is claimed as conflict or update, and the whole list that a reader is shown."""
    found = scorer(folder / "compare" / "score_t6.py").score(str(folder / "compare" / "dev"), adapters.differences)[0]
    listed = {kind: int(shown.split()[2]) for kind, shown in found["by_kind"].items()}
    others = sum(count for kind, count in listed.items() if kind not in ("figure", "day"))
    return {**{name: found[name] for name in ("P", "R", "P_list", "R_list", "R5", "AP")}, "other kinds": others}


def speakers(folder: Path) -> Figures:
    """Who is given as the source of a value: precision and recall of names, and how often nobody is right."""
    found = scorer(folder / "compare" / "score_t7.py").score(str(folder / "compare" / "dev"), adapters.speaker_of)[0]
    return {"P": found["P_named"], "R": found["R_named"], "empty": found["acc_empty"]}


MEASURES: Mapping[str, Callable[[Path], Figures]] = {
    "plain text": plain_text,
    "pages": pages,
    "words of pages": unaccounted,
    "ranking": ranking,
    "answers": answers,
    "known items": known_items,
    "stories": stories,
    "who else": who_else,
    "links": links,
    "reuse": reuse,
    "conflicts": conflicts,
    "differences": differences,
    "speakers": speakers,
}


def _every(records: Sequence[Record], step: int) -> list[Record]:
    """Each ``step``-th record, grouped by what they are a sample of, so that every group is in it."""
    groups: defaultdict[str, list[Record]] = defaultdict(list)
    for record in records:
        groups[str(record.get("src"))].append(record)
    return [record for name in sorted(groups) for record in groups[name][::step]]


def scorer(path: Path) -> ModuleType:
    """A scorer of the benchmark, loaded from its file."""
    spec = importlib.util.spec_from_file_location(f"bench_{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    with _importing_from(path.parent):
        spec.loader.exec_module(module)
    return module


@contextmanager
def _importing_from(folder: Path) -> Iterator[None]:
    before = list(sys.path)
    sys.path.insert(0, str(folder))
    try:
        yield
    finally:
        sys.path[:] = before


def main() -> None:
    """Print the figures of the measures named on the command line, or of all."""
    folder = bench()
    if folder is None:
        sys.exit("BROADSHEET_BENCH does not point at a folder.")
    wanted = Counter(sys.argv[1:] or MEASURES)
    for name in wanted:
        start = time.process_time()
        figures = MEASURES[name](folder)
        print(f"{name:<12}", *(f"{key} {value:.4g}" for key, value in figures.items()), sep="  ", end="")
        print(f"  ({time.process_time() - start:.0f} s)", flush=True)


if __name__ == "__main__":
    main()
