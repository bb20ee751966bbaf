"""One article once: which records are one, and what of the article is from which source."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from index.model import Article, CleanArticle, Metadata, PartialDate, SourceDocument
from index.model.articles import Form
from index.store import Put, Store
from index.store.records import digest
from index.store.sources import _FORMS

TEXT = (
    "The ferry between Port Ansel and Hallow Isle will not sail for a week after an engine failed, the harbour office"
    " said on Tuesday, and islanders depend on a smaller vessel for food and medicine until then."
)
DAY = PartialDate("2021-05-04")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.open(tmp_path / "archive", create=True)


def put(store: Store, path: str, about: Metadata, text: str = TEXT, format: str = "HTML") -> Put:
    data = f"{path} {about} {text}".encode()
    document = SourceDocument(path, None, "text/html", data, digest(data), "utf-8", "html", text, format=format)
    with store.writing() as writer:
        clean = CleanArticle(about, text, ((0, len(text)),), origins=(("section", f"of {path}"),))
        return writer.imports.put(document, clean, writer.imports.begin())


def articles(store: Store) -> list[Article]:
    with store.reading() as reader:
        return list(reader.articles(reader.ids()).values())


def test_a_field_that_one_source_lacks_is_filled_from_another(store: Store) -> None:
    put(store, "/a", Metadata(headline="Ferry", outlet="Quay", published=DAY, authors=("Ada Brook",)))
    put(store, "/b", Metadata(headline="Ferry", outlet="Quay", section="Isles"), format="JSON")
    (article,) = articles(store)
    about = article.content.metadata
    assert (about.authors, about.section, about.published) == (("Ada Brook",), "Isles", DAY)
    assert dict(article.content.origins)["section"] == "of /b"
    assert [(each.path, each.format, each.fields) for each in article.sources] == [
        ("/a", "HTML", ("headline", "authors", "outlet", "published", "text")),
        ("/b", "JSON", ("section",)),
    ]


@pytest.mark.parametrize("turned", [False, True])
def test_a_source_that_names_no_outlet_is_of_the_one_with_its_headline_words_and_day(
    store: Store, turned: bool
) -> None:
    sources = [Metadata(headline="Ferry", published=DAY), Metadata(headline="Ferry", outlet="Quay", published=DAY)]
    for place, about in enumerate(reversed(sources) if turned else sources):
        put(store, f"/{place}", about)
    (article,) = articles(store)
    assert (article.outlet, len(article.paths)) == ("Quay", 2)


@pytest.mark.parametrize(
    "other",
    [
        Metadata(headline="Ferry"),
        Metadata(published=DAY),
        Metadata(headline="A ferry", published=DAY),
        Metadata(headline="Ferry", published=PartialDate("2021-05-05")),
    ],
)
def test_without_headline_and_day_it_may_be_another(store: Store, other: Metadata) -> None:
    put(store, "/a", Metadata(headline="Ferry", outlet="Quay", published=DAY))
    put(store, "/b", other)
    assert len(articles(store)) == 2


def test_of_two_outlets_with_one_text_neither_is_meant(store: Store) -> None:
    for outlet in ("Quay", "Pier", None):
        put(store, f"/{outlet}", Metadata(headline="Ferry", outlet=outlet, published=DAY))
    assert len(articles(store)) == 3


def test_a_file_that_changed_says_nothing_of_before(store: Store) -> None:
    put(store, "/a", Metadata(headline="Ferry", outlet="Quay", section="Isles", published=DAY))
    put(store, "/b", Metadata(headline="Ferry", outlet="Quay", authors=("Ada Brook",), published=DAY))
    put(store, "/a", Metadata(headline="Ferry", outlet="Quay", published=DAY))
    (article,) = articles(store)
    about = article.content.metadata
    assert (about.section, about.authors) == (None, ("Ada Brook",))


def test_another_text_at_one_address_is_a_version_and_lends_no_time(store: Store) -> None:
    url = "https://quay.example/ferry"
    early, late = PartialDate("2021-05-04T10:00+00:00"), PartialDate("2021-05-06T10:00+00:00")
    put(store, "/late", Metadata(headline="Ferry", url=url, captured=late), TEXT.replace("week", "month"))
    put(store, "/early", Metadata(headline="Ferry", url=url, captured=early, outlet="Quay"))
    (article,) = articles(store)
    assert "month" in article.text
    about = article.content.metadata
    assert (about.captured, about.outlet) == (late, "Quay")
    with store.reading() as reader:
        assert {"month" in reader.article(article.id, n).text for n in range(1, article.version + 1)} == {True, False}


def test_every_form_of_a_text_has_its_place_among_the_others() -> None:
    assert set(_FORMS) == set(get_args(Form))
