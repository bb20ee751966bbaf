"""One verdict on two passages, and that everything that shows links shows it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.comparison.background import background
from index.comparison.compare import compare
from index.comparison.coverage import coverage
from index.comparison.links.link_finder import LinkFinder
from index.comparison.matrix import matrix
from index.comparison.parallels import parallels
from index.comparison.passages import passages
from index.comparison.stories.lead_passages import lead
from index.model import Article, CleanArticle, LinkKind, Metadata, PartialDate, Story
from index.services.versions import changes_between
from index.text import paragraphs


class Archive:
    """Statistics of an archive with nothing else in it."""

    def document_count(self) -> int:
        return 0

    def document_frequencies(self, terms: Iterable[str]) -> Mapping[str, int]:
        return dict.fromkeys(terms, 0)


def article(id: str, text: str, outlet: str = "", language: str = "en", published: str = "") -> Article:
    about = Metadata(id, outlet=outlet or None, published=PartialDate.parse(published), language=language)
    return Article(id, 1, id, "", (f"{id}.txt",), CleanArticle(about, text, tuple(paragraphs(text))))


@dataclass(frozen=True)
class Shown:
    """What each part says of the first sentences of two articles."""

    kinds: tuple[LinkKind | None, ...]
    """Of compare, gutter, matrix, leads, parallels and versions; None where they are not linked."""
    differs: tuple[tuple[str, ...], ...]
    """The same: the kinds of words that change the meaning."""


BESIDE = "\n\nThe harbour office answered no calls at noon."
"""After the passage of the one, so that neither article is one sentence alone."""
APART = "\n\nGulls were seen as far inland as the mill."


def shown(left: str, right: str) -> Shown:
    one, other = article("one", left + BESIDE, "Quay Herald"), article("other", right + APART, "Plover Post")
    known = background()
    link = next((link for link in compare([one, other], known).links if link.left.start == link.right.start == 0), None)
    covered = next((each for each in coverage(one, [other], known) if each.passage.start == 0), None)
    story = Story("s", "Story", None, None, (), ("one", "other"))
    row = next(
        row for row in matrix(story, [one, other], known).rows if row.cells[0] and row.cells[0].passage.start == 0
    )
    cell = next((cell for cell in row.cells if cell and cell.passage != row.passage), None)
    quoted = next((each for each in lead(one, [other], LinkFinder(known)) if each.passage.start == 0), None)
    reports = quoted.others if quoted else ()
    same: LinkKind | None = "verbatim" if quoted and "Plover Post" in quoted.outlets else None
    found = parallels(passages(one)[0], [other], known, within=one)
    parallel = next((each for each in found if each.passage.start == 0), None)
    version = next((each for each in changes_between(one, other).links if each.left.start == 0), None)
    sides = (link, covered.reports[0] if covered else None, cell, reports[0] if reports else None, parallel, version)
    return Shown(
        (
            *(each.kind if each else None for each in sides[:3]),
            same or (reports[0].kind if reports else None),
            parallel.kind if parallel else None,
            version.kind if version else None,
        ),
        tuple(tuple(word.kind for word in each.differs) if each else () for each in sides),
    )


SENTENCES = (
    "The Selle bridge, built in 1947, will close to lorries on Tuesday, said harbour master Olga Brandt.",
    "Rescuers pulled 12 people from the capsized trawler near Cape Ollen before dawn.",
    "The council of Port Ansel approved the plan to sell the cannery for 4.2 million crowns.",
    "Inspector Jory Pell said the fire at the market hall was started by a faulty heater.",
    "About 340 families left the valley after the dam at Khelmoye began to leak.",
)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_copied_sentence_is_verbatim_everywhere(sentence: str) -> None:
    assert shown(sentence, sentence).kinds == ("verbatim",) * 6


TYPESET: Sequence[Callable[[str], str]] = (
    str.upper,
    str.lower,
    lambda text: text.replace(" ", "\u00a0"),
    lambda text: f"\u201c{text}\u201d",
    lambda text: text.replace(" the ", " \t the  "),
    lambda text: text.replace("er", "e\u00adr"),
    lambda text: text.replace(", ", " \u2014 "),
)


@given(st.sampled_from(SENTENCES), st.lists(st.sampled_from(TYPESET), min_size=1, max_size=3))
@settings(max_examples=15, deadline=None)
def test_another_case_typography_or_white_space_keeps_it_verbatim(
    sentence: str, changed_by: list[Callable[[str], str]]
) -> None:
    changed = sentence
    for change in changed_by:
        changed = change(changed)
    kinds = shown(sentence, changed).kinds
    assert kinds[0] == "verbatim"
    assert set(kinds) <= {"verbatim", None}


CHANGED = (
    (0, "1947", "1967", "figure day"),
    (0, "will close", "will not close", "negation"),
    (0, "Olga Brandt", "Inga Solheim", "name"),
    (0, "close", "open", "antonym"),
    (0, "Tuesday", "Thursday", "day"),
    (1, "12", "21", "figure"),
    (1, "Cape Ollen", "Cape Marsk", "name"),
    (1, "pulled", "lowered", ""),
    (2, "approved", "rejected", "antonym"),
    (2, "4.2", "2.4", "figure"),
    (3, "was", "was not", "negation"),
    (4, "340", "430", "figure"),
    (4, "left", "cursed", ""),
)


@pytest.mark.parametrize(("number", "word", "other", "kinds"), CHANGED)
def test_one_changed_word_makes_it_reworded_everywhere_and_is_named(
    number: int, word: str, other: str, kinds: str
) -> None:
    sentence = SENTENCES[number]
    changed = sentence.replace(word, other, 1)
    found = shown(sentence, changed)
    assert found.kinds == ("reworded",) * 6
    assert len(set(found.differs)) == 1, "one verdict"
    assert bool(found.differs[0]) == bool(kinds)
    assert set(found.differs[0]) <= set(kinds.split())


@given(st.sampled_from(SENTENCES), st.integers(0, 30), st.text("bdfgklmnprstvz", min_size=3, max_size=8))
@settings(max_examples=25, deadline=None)
def test_no_other_word_leaves_it_verbatim(sentence: str, at: int, other: str) -> None:
    words = sentence.split()
    at %= len(words)
    changed = " ".join([*words[:at], other, *words[at + 1 :]])
    assert "verbatim" not in shown(sentence, changed).kinds


def test_a_lead_is_under_the_outlets_that_have_its_words_and_names_the_others_with_theirs() -> None:
    built = "The Selle bridge, built in 1947, carried 9,000 lorries a day."
    central = article("a", built + BESIDE, "Quay Herald")
    others = [
        article("b", built + APART, "Kiln Courier"),
        article("c", built.replace("1947", "1967") + APART, "Plover Post"),
        article("d", "Some 9,000 lorries a day used to cross the Selle bridge, built in 1947." + APART, "The Weir"),
    ]
    (found,) = lead(central, others, LinkFinder(Archive()))
    assert found.outlets == ("Quay Herald", "Kiln Courier")
    post, weir = found.others
    assert (post.outlet, post.kind, [each.right for each in post.differs]) == ("Plover Post", "reworded", ["1967"])
    assert (weir.outlet, weir.kind, weir.differs) == ("The Weir", "reworded", ())


def test_the_gutter_has_a_report_for_each_outlet() -> None:
    mine = article("a", SENTENCES[1] + BESIDE, "Quay Herald")
    others = [
        article("b", SENTENCES[1].replace("12", "21") + APART, "Plover Post"),
        article("c", SENTENCES[1] + APART, "The Weir"),
    ]
    (found,) = coverage(mine, others, Archive())
    assert [(each.outlet, each.kind) for each in found.reports] == [
        ("Plover Post", "reworded"),
        ("The Weir", "verbatim"),
    ]
    assert (found.kind, found.outlets) == ("verbatim", ("Plover Post", "The Weir"))


def test_a_name_alone_makes_nothing_reworded() -> None:
    left = "Governor Pavel Orsk of Meravia told state television that rescue teams had gone out."
    right = "Fifty people were injured, the governor of Meravia, Pavel Orsk, said."
    links = compare([article("a", left + BESIDE), article("b", right + APART)], background()).links
    assert {link.kind for link in links} <= {"related"}


FERRY = {
    "en": "The ferry Liska Dawn sank off Porto Merrow on Tuesday night, killing 37 people.\n\n"
    "Captain Ilir Hoxtan said 214 passengers were on board.",
    "de": "Die F\u00e4hre Liska Dawn ist am Dienstagabend vor Porto Merrow gesunken, 37 Menschen kamen ums Leben.\n\n"
    "Nach Angaben von Kapit\u00e4n Ilir Hoxtan waren 214 Passagiere an Bord.",
    "fr": "Le ferry Liska Dawn a coul\u00e9 mardi soir au large de Porto Merrow, faisant 37 morts.\n\n"
    "Le capitaine Ilir Hoxtan a d\u00e9clar\u00e9 que 214 passagers se trouvaient \u00e0 bord.",
    "es": "El transbordador Liska Dawn se hundi\u00f3 el martes por la noche frente a Porto Merrow "
    "y dej\u00f3 37 muertos.\n\n"
    "El capit\u00e1n Ilir Hoxtan dijo que 214 pasajeros viajaban a bordo.",
    "ar": "غرقت العبارة ليسكا دون قبالة بورتو ميرو مساء الثلاثاء، ما أدى إلى مقتل 37 شخصا.\n\n"
    "وقال القبطان إيلير هوكستان إن 214 راكبا كانوا على متنها.",
}


def test_five_languages_are_linked_in_the_comparison_as_in_the_matrix() -> None:
    articles = [article(code, text, f"outlet {code}", code) for code, text in FERRY.items()]
    links = compare(articles, background()).links
    at = {code: [each.start for each in passages(one)] for code, one in zip(FERRY, articles, strict=True)}
    found = {
        (link.left.article, link.right.article, at[link.left.article].index(link.left.start))
        for link in links
        if at[link.left.article].index(link.left.start) == at[link.right.article].index(link.right.start)
    }
    codes = list(FERRY)
    assert found == {(a, b, n) for i, a in enumerate(codes) for b in codes[i + 1 :] for n in (0, 1)}
    for link in links:
        figure = "37" if link.left.start == 0 else "214"
        assert figure in {shared.text for shared in link.shared}
        if "ar" not in (link.left.article, link.right.article):
            names = {"Liska Dawn", "Porto Merrow"} if link.left.start == 0 else {"Ilir Hoxtan"}
            assert names <= {shared.text for shared in link.shared}
    rows = matrix(Story("s", "Story", None, None, (), tuple(codes)), articles, background()).rows
    assert [sum(cell is not None for cell in row.cells) for row in rows] == [5, 5]
    gutter = coverage(articles[0], articles[1:], background())
    assert [len(each.outlets) for each in gutter] == [4, 4]


def test_of_articles_of_one_day_without_a_time_none_is_first() -> None:
    days = [article(f"a{n}", SENTENCES[0] + BESIDE, f"Outlet {n}", published="2021-03-02") for n in range(5)]
    assert not any(each.first for each in coverage(days[0], days[1:], Archive()))
    assert not any(each.first for each in parallels(passages(days[0])[0], days[1:], Archive(), within=days[0]))


def test_the_end_of_a_day_in_the_west_is_not_before_the_next_day_without_a_time() -> None:
    late = article("a", SENTENCES[0] + BESIDE, "Quay Herald", published="2021-03-02T23:59-05:00")
    next_day = article("b", SENTENCES[0] + APART, "Plover Post", published="2021-03-03")
    assert not any(each.first for each in coverage(late, [next_day], Archive()))


def test_an_article_of_unknown_language_is_read_in_that_of_the_others() -> None:
    text = FERRY["es"]
    known, unknown = article("a", text, "Quay Herald", "es"), article("b", text, "Plover Post", "")
    for mine, other in ((known, unknown), (unknown, known)):
        assert [each.kind for each in coverage(mine, [other], background())] == ["verbatim"] * 2
        assert {each.outlets for each in lead(mine, [other], LinkFinder(background()))} == {(mine.outlet, other.outlet)}
