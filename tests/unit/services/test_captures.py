"""One article that the archive gets twice, by its address or in two formats, is one article and nobody's copy."""

from __future__ import annotations

import json
from itertools import permutations
from pathlib import Path

import pytest

from index.archive import Archive
from index.comparison.reuse.copy_groups import spreads
from index.model import PartialDate
from index.services.copies.captures import captures, folded, is_one_article
from index.store.copies import Copy, Provenance
from index.store.identifiers import canonical_url
from tests.copied_texts import EDITED, OWN, WIRE, text_of

PAGE = (
    "<html><head><title>{0}</title><meta property='og:site_name' content='{1}'>"
    "<meta property='article:published_time' content='{2}'></head><body><article><h1>{0}</h1><p>{3}</p><p>{4}</p>"
    "</article></body></html>"
)


def added(folder: Path, **files: str) -> Archive:
    for name, text in files.items():
        path = folder / name.replace("_", ".")
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    archive = Archive.open(folder.parent / "archive")
    list(archive.add([folder]))
    return archive


def record(headline: str, outlet: str, day: str, *paragraphs: str, **more: str) -> str:
    return json.dumps({"title": headline, "outlet": outlet, "date": day, "text": "\n\n".join(paragraphs), **more})


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("https://m.post.example/a/b", "post.example/a/b"),
        ("https://post.example/a/b/amp", "post.example/a/b"),
        ("https://post.example/a/b/amp.html", "post.example/a/b"),
        ("https://web.archive.org/web/20190314102030/https://www.post.example/a/b?utm_source=x", "post.example/a/b"),
        ("https://web.archive.org/web/2019/http:/post.example/a/b", "post.example/a/b"),
        ("https://m.example/a/b", "m.example/a/b"),
        ("https://post.example/amp", "post.example/amp"),
        ("https://post.example/a/camp", "post.example/a/camp"),
    ],
)
def test_one_address_in_its_forms(url: str, canonical: str) -> None:
    assert canonical_url(url) == canonical


def test_a_page_and_a_record_of_one_article_are_one(tmp_path: Path) -> None:
    page = PAGE.format("Grid fails", "Coast Post", "2019-02-02T10:00:00+00:00", WIRE, OWN)
    with added(
        tmp_path / "files", a_html=page, b_json=record("Grid fails", "Coast Post", "2019-02-02", WIRE, OWN)
    ) as one:
        (hit,) = one.search("").hits
        assert len(one.article(hit.id).paths) == 2
        assert one.reuse() == ()
        assert one.reuse_groups() == ((), 0)
        # Not added again by another import either.
        assert list(one.add([tmp_path / "files"]))[-1].unchanged == 2


def test_a_record_that_says_more_replaces_one_that_says_less(tmp_path: Path) -> None:
    less = record("Grid fails", "Coast Post", "", WIRE, OWN)
    more = record("Grid fails", "Coast Post", "2019-02-02", WIRE, OWN)
    with added(tmp_path / "files", a_json=less, b_json=more) as archive:
        (hit,) = archive.search("").hits
        assert archive.article(hit.id).published == PartialDate("2019-02-02")


@pytest.mark.parametrize(
    "other",
    [
        record("Grid fails", "Lake Post", "2019-02-02", WIRE, OWN),
        record("Grid fails", "Coast Post", "2019-02-03", WIRE, OWN),
        record("Power cut", "Coast Post", "2019-02-02", WIRE, OWN),
        record("Grid fails", "Coast Post", "2019-02-02", WIRE, OWN, url="https://coast.example/other"),
        record("Grid fails", "Coast Post", "2019-02-02", EDITED, OWN),
    ],
)
def test_another_outlet_day_headline_address_or_text_is_another_article(tmp_path: Path, other: str) -> None:
    first = record("Grid fails", "Coast Post", "2019-02-02", WIRE, OWN, url="https://coast.example/first")
    with added(tmp_path / "files", a_json=first, b_json=other) as archive:
        assert archive.search("").total == 2


def provenance(outlet: str | None = "Post", day: str | None = "2019-02-02", url: str | None = None) -> Provenance:
    return Provenance("Grid fails", outlet, PartialDate.parse(day), url=url)


def pair(one: str, other: str, share: float = 1.0) -> Copy:
    return Copy(one, other, share, share, 100, 100)


def test_which_stored_articles_are_one() -> None:
    def one(other: Provenance, share: float = 1.0, first: Provenance | None = None) -> bool:
        return is_one_article(pair("a", "b", share), first or provenance(), other)

    assert one(provenance())
    assert one(provenance("POST", "2019-02"))
    assert one(provenance(), 0.95)
    assert not one(provenance(), 0.94)
    assert not one(provenance("Herald"))
    assert not one(provenance(day="2019-02-03"))
    # An address decides alone.
    saved = provenance(url="web.archive.org/web/20190314102030/https:/post.example/a")
    assert one(saved, 0.2, provenance(url="post.example/a"))
    assert not one(provenance(url="post.example/b"), 1.0, provenance(url="post.example/a"))
    assert one(provenance()._replace(headline=None))
    assert not one(provenance()._replace(headline="Power cut"))
    # Without an outlet a headline has to tell it.
    assert one(provenance(None), 1.0, provenance(None))
    assert not one(provenance(None)._replace(headline=None), 1.0, provenance(None))
    # Plain text seldom names its outlet.
    assert one(provenance(None))
    assert not one(provenance(None)._replace(headline="Power cut"))
    assert not one(provenance(None)._replace(headline=None))
    assert not one(provenance(None, "2019-02-03"))


def test_stored_twice_counts_once_among_the_copies() -> None:
    copies = [pair("a", "b"), pair("b", "c"), pair("a", "c")]
    same = captures(copies, {"a": provenance(), "b": provenance(), "c": provenance("Herald")})
    assert folded(copies, same) == [pair("a", "c")]
    ((spread,)) = spreads(folded(copies, same), {})
    assert [carrier.id for carrier in spread.copies] == ["a", "c"]


def test_of_articles_of_several_zones_the_first_is_found_by_the_moment() -> None:
    copies = [pair("a", "b")]
    published = {"a": PartialDate("2019-03-02T23:00-05:00"), "b": PartialDate("2019-03-03T01:00+02:00")}
    (spread,) = spreads(copies, published)
    assert spread.first == "b"
    published["b"] = PartialDate("2019-03-03")
    (spread,) = spreads(copies, published)
    assert spread.first is None


@pytest.mark.parametrize("order", list(permutations(("a.html", "b.json", "c.txt", "d.md")))[::3])
def test_a_page_a_record_and_two_texts_of_one_article_are_nobodys_copy_in_any_order(
    tmp_path: Path, order: tuple[str, ...]
) -> None:
    texts = {
        "a.html": PAGE.format("Grid fails", "Coast Post", "2019-02-02T10:00:00+00:00", WIRE, OWN),
        "b.json": record("Grid fails", "Coast Post", "2019-02-02", WIRE, OWN),
        "c.txt": f"Grid fails\n\n2 February 2019\n\n{WIRE}\n\n{OWN}\n",
        "d.md": text_of("Grid fails", "Coast Post", "2019-02-02", WIRE, OWN),
    }
    with Archive.open(tmp_path / "archive") as archive:
        for name in order:
            (tmp_path / name).write_text(texts[name])
            list(archive.add([tmp_path / name]))
        hits = archive.search("").hits
        assert sum(len(archive.article(hit.id).paths) for hit in hits) == 4
        assert sum(hit.outlet == "Coast Post" for hit in hits) == 1
        assert archive.reuse() == ()
        assert archive.reuse_groups() == ((), 0)
        assert [archive.coverage(hit.id) for hit in hits] == [()] * len(hits)
        (story,) = archive.stories()
        assert (story.outlets, story.texts) == (("Coast Post",), 1)
