from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from hypothesis import given, settings
from hypothesis import strategies as st

from index.comparison.coverage import coverage
from index.comparison.parallels import parallels, search_terms
from index.comparison.stories.grouping import group
from index.comparison.stories.identities import Cluster, grown, identities
from index.comparison.stories.records import story_record
from index.model import Article, CleanArticle, Metadata, PartialDate, Passage
from index.store import story_id
from index.text import paragraphs

WORDS = st.sampled_from(
    "Harbour Inquiry Storm Ferry Vote Mill 12 1,500 Tuesday the a said fell rose burned \u201cquiet\u201d \x1b \u202e "
    "Anna-Lena O\u2019Dell \u65e5\u672c \u0645\u064a\u0646\u0627\u0621 .".split(" ")
)
TEXTS = st.lists(WORDS, max_size=40).map(" ".join)
DAYS = st.none() | st.sampled_from(["2001-01-01", "2001-01-03T10:00", "2004-12-31T23:59+02:00", "soon", ""])


class NoStatistics:
    def document_count(self) -> int:
        return 0

    def document_frequencies(self, terms: Iterable[str]) -> Mapping[str, int]:
        return dict.fromkeys(terms, 0)


@st.composite
def archives(draw: st.DrawFn) -> list[Article]:
    return [
        Article(
            f"id{n}",
            1,
            f"id{n}",
            "",
            (f"{n}.txt",),
            CleanArticle(
                Metadata(headline=draw(st.none() | TEXTS), published=PartialDate.parse(draw(DAYS))),
                text,
                tuple(paragraphs(text)),
            ),
        )
        for n, text in enumerate(draw(st.lists(TEXTS, max_size=8)))
    ]


@given(archives())
@settings(deadline=None)
def test_stories_part_any_archive_whatever_its_order(archive: list[Article]) -> None:
    groups = group(archive, NoStatistics())
    assert sorted(id for members in groups for id in members) == sorted(article.id for article in archive)
    assert group(reversed(archive), NoStatistics()) == groups
    by_id = {article.id: article for article in archive}
    for members in groups:
        story = story_record("story", [by_id[id] for id in members], NoStatistics())
        assert sorted(story.articles) == sorted(members)


@given(archives(), TEXTS)
@settings(deadline=None)
def test_parallels_stand_where_they_say(archive: list[Article], text: str) -> None:
    passage = Passage("elsewhere", 1, 0, len(text), text)
    search_terms(passage, NoStatistics())
    by_id = {article.id: article for article in archive}
    found = parallels(passage, archive, NoStatistics(), least=0.0)
    assert [parallel.similarity for parallel in found] == sorted((p.similarity for p in found), reverse=True)
    for parallel in found:
        where = parallel.passage
        assert by_id[where.article].text[where.start : where.end] == where.text
        assert 0 <= parallel.similarity <= 1


@given(archives())
@settings(deadline=None)
def test_coverage_is_of_the_articles_own_sentences(archive: list[Article]) -> None:
    for article in archive[:2]:
        for covered in coverage(article, archive, NoStatistics()):
            assert article.text[covered.passage.start : covered.passage.end] == covered.passage.text
            assert covered.outlets


IDS = st.dictionaries(st.sampled_from("abcdefghijkl"), st.integers(0, 4), max_size=12)
"""Articles, each with the number of its group."""


def parts(labels: dict[str, int]) -> list[Cluster]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    for id, label in sorted(labels.items()):
        found[label].append(id)
    return [tuple(ids) for ids in found.values()]


@given(IDS, IDS)
def test_the_id_of_a_story_stays_with_its_articles(old: dict[str, int], new: dict[str, int]) -> None:
    first = identities(parts(old), {}, story_id)
    before = {id: story for story, cluster in first.items() for id in cluster}
    assert identities(parts(old), before, story_id) == first
    after = identities(parts(new), before, story_id)
    assert sorted(after.values()) == sorted(parts(new))
    for story, cluster in after.items():
        shared = Counter(before[id] for id in cluster if id in before)
        assert shared[story] or story not in first
    for story, cluster in first.items():
        for named, others in after.items():
            # What has more than half of a story, and is more than half of it, is that story.
            if 2 * len({*cluster} & {*others}) > max(len(cluster), len(others)):
                assert named == story


@given(IDS, IDS, st.data())
def test_what_arrives_takes_no_article_out_of_its_story(
    old: dict[str, int], new: dict[str, int], data: st.DataObject
) -> None:
    before = {id: f"s{label}" for id, label in old.items()}
    members: defaultdict[str, list[str]] = defaultdict(list)
    for id, story in before.items():
        members[story].append(id)
    changed = {*new} - {*old} | data.draw(st.sets(st.sampled_from(sorted(new)))) if new else set()
    looked_at = {before[id] for id in new if id in before}
    found = grown(parts(new), changed, before, {story: members[story] for story in looked_at})
    placed = [id for cluster in found for id in cluster]
    assert len(placed) == len(set(placed))
    assert changed <= set(placed)
    for cluster in found:
        for id in set(cluster) - changed:
            assert {*members[before[id]]} - changed <= set(cluster)
