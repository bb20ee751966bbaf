"""One article from several sources is the same whatever order they come in."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from itertools import permutations
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from index.model import Article, CleanArticle, Form, Metadata, PartialDate, SourceDocument
from index.store import Store
from index.store.records import digest

WORDS = (
    "The ferry between Port Ansel and Hallow Isle will not sail for a week after an engine failed, the harbour office"
    " said on Tuesday, and islanders depend on a smaller vessel for food and medicine until then."
)
FORMS: tuple[Form, ...] = ("plain", "markdown", "html")

metadata = st.builds(
    Metadata,
    headline=st.just("Ferry stops"),
    deck=st.sampled_from([None, "An engine failed", "Islanders wait"]),
    authors=st.sampled_from([(), ("Ada Brook",), ("Ada Brook", "Jon Marsh")]),
    outlet=st.sampled_from([None, "Quay"]),
    published=st.sampled_from([PartialDate("2021-05-04"), PartialDate("2021-05-04T10:20")]),
    url=st.sampled_from([None, "https://quay.example/ferry"]),
    language=st.sampled_from([None, "en"]),
    tags=st.sampled_from([(), ("harbour",), ("isle",)]),
    section=st.sampled_from([None, "Harbour", "News"]),
    updated=st.sampled_from([None, PartialDate("2021-05-05")]),
)


def stored(folder: Path, sources: Sequence[tuple[int, Metadata, Form]]) -> list[Article]:
    store = Store.open(folder, create=True)
    for place, about, form in sources:
        text = WORDS.replace(", ", ",  ") if form == "plain" else WORDS
        data = f"{place} {about} {form}".encode()
        document = SourceDocument(f"/{place}", None, "text/plain", data, digest(data), "utf-8", form, text)
        with store.writing() as writer:
            writer.imports.put(document, CleanArticle(about, text, ((0, len(text)),)), writer.imports.begin())
    with store.reading() as reader:
        found = list(reader.articles(reader.ids()).values())
    store.close()
    return found


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(metadata, st.sampled_from(FORMS)), min_size=2, max_size=3))
def test_an_article_is_the_same_in_whatever_order_its_sources_come(given_: list[tuple[Metadata, Form]]) -> None:
    sources = [(place, about, form) for place, (about, form) in enumerate(given_)]
    with tempfile.TemporaryDirectory() as folder:
        results = []
        for turn, order in enumerate(permutations(sources)):
            (article,) = stored(Path(folder, str(turn)), order)
            results.append(
                (article.content.metadata, article.text, sorted((each.path, each.fields) for each in article.sources))
            )
    assert all(result == results[0] for result in results)
    about = results[0][0]
    for name in ("deck", "authors", "outlet", "url", "language", "tags", "section"):
        said = [getattr(own, name) for _, own, _ in sources if getattr(own, name)]
        assert getattr(about, name) in said if said else not getattr(about, name)
    assert str(about.published) == max(str(own.published) for _, own, _ in sources)
    fields = [name for _, names in results[0][2] for name in names]
    assert len(fields) == len(set(fields))
