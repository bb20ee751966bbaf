"""Two to four articles side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from index.comparison.background import TermWeights, background, blended
from index.comparison.compare import compare
from index.comparison.differences.linked import with_differences
from index.comparison.differences.pairwise import differences
from index.comparison.differences.reading import Reading
from index.comparison.links.alignment import align, heaviest_in_order
from index.comparison.links.shared_words import common_runs, reason, wording
from index.comparison.links.similarity import placed
from index.model import Article, CleanArticle, Comparison, Link, Metadata, PartialDate
from index.text import paragraphs

FERRY = (
    "The ferry Marisol ran aground off Port Ashby on Tuesday with 214 people on board.\n\n"
    "Harbour master Inga Solheim said the pilot had misread the tide tables.\n\n"
    "Divers found a gash of nine metres below the waterline.\n\n"
    "A brass band played on the quay while the passengers came ashore."
)
FERRY_AGAIN = (
    "Below the waterline, divers found a gash nine metres long.\n\n"
    "A ferry with 241 people on board, the Marisol, ran aground near Port Ashby on Tuesday.\n\n"
    "The pilot had misread the tide tables, harbour master Inga Solheim said.\n\n"
    "Tickets will be refunded within a fortnight."
)
ORCHARD = (
    "Cider makers in the valley expect a poor harvest after a late frost.\n\n"
    "Growers say that beetles have stripped whole orchards."
)


class Archive:
    """An archive that holds nothing yet."""

    def document_count(self) -> int:
        return 0

    def document_frequencies(self, terms: Iterable[str]) -> Mapping[str, int]:
        return dict.fromkeys(terms, 0)


def article(id: str, text: str, published: str | None = None, language: str | None = None) -> Article:
    content = CleanArticle(
        Metadata(published=PartialDate.parse(published), language=language), text, tuple(paragraphs(text))
    )
    return Article(id, 1, id, "", (id,), content)


def marked(comparison: Comparison) -> Comparison:
    """The comparison with the differences of its first two articles, as the archive shows it."""
    left, right = (Reading(each, "en") for each in comparison.articles[:2])
    return with_differences(comparison, differences(left, right, TermWeights(blended(Archive(), "en"))))


def compared(*texts: str) -> Comparison:
    return compare([article(f"a{n}", text) for n, text in enumerate(texts)], Archive())


def link_of(comparison: Comparison, words: str) -> Link:
    return next(link for link in comparison.links if words in link.left.text)


def test_the_same_report_is_linked_strongly_wherever_it_stands() -> None:
    comparison = compared(FERRY, FERRY_AGAIN)
    for words in ("ran aground", "misread the tide", "a gash"):
        link = link_of(comparison, words)
        assert (link.strength, words in link.right.text or "gash" in words) == ("strong", True)
    assert any(link.moved for link in comparison.links)
    assert not all(link.moved for link in comparison.links)


def test_what_only_one_article_has_is_reported() -> None:
    comparison = compared(FERRY, FERRY_AGAIN)
    assert [p.text for p in comparison.only["a0"]] == [
        "A brass band played on the quay while the passengers came ashore."
    ]
    assert [p.text for p in comparison.only["a1"]] == ["Tickets will be refunded within a fortnight."]


BASIN = (
    "Three people were missing after the quay wall at Port Ashby gave way on Tuesday night.\n\n"
    "{}Three people are missing, harbour master Inga Solheim said, and divers search the basin for them."
)
BASIN_AGAIN = (
    "Two people were missing after the quay wall at Port Ashby gave way late on Tuesday.\n\n"
    "{}Divers search the basin for two people who are missing, said harbour master Inga Solheim."
)


def test_a_difference_is_marked_in_every_link_whose_passages_have_both_values() -> None:
    comparison = marked(compared(BASIN.format(""), BASIN_AGAIN.format("")))
    assert [
        (link.left.start > 0, link.right.start > 0, conflict.claim, conflict.left, conflict.right)
        for link in comparison.links
        for conflict in link.conflicts
    ] == [(False, False, "conflict", "Three", "Two"), (True, True, "conflict", "Three", "two")]


def test_a_difference_that_is_listed_by_a_headline_is_marked_in_the_text() -> None:
    headline = Metadata("Three people missing after quay wall at Port Ashby gives way on Tuesday night")
    one, other = article("one", BASIN.format("")), article("other", BASIN_AGAIN.format(""))
    one = replace(one, content=replace(one.content, metadata=headline))
    comparison = marked(compare([one, other], Archive()))
    assert [len(link.conflicts) for link in comparison.links if "missing" in link.left.text + link.right.text] == [1, 1]


def test_equal_values_of_another_thing_are_not_marked_as_that_difference() -> None:
    comparison = compared(
        BASIN.format("Three cars were parked on the quay wall of the basin.\n\n"),
        BASIN_AGAIN.format("Two cars were parked on the quay wall of the basin, it is believed.\n\n"),
    )
    left, right = (Reading(each, "en") for each in comparison.articles)
    found = differences(left, right, TermWeights(blended(Archive(), "en")))
    (missing,) = (each for each in found if each.subject == "people missing")
    stated = (missing.left, *missing.left_also), (missing.right, *missing.right_also)
    assert [["cars" in each.sentence_text for each in side] for side in stated] == [[False, False], [False, False]]


def test_articles_on_different_things_are_not_linked() -> None:
    assert compared(FERRY, ORCHARD).links == ()


def test_a_figure_that_differs_is_a_conflict_with_its_place_in_both_texts() -> None:
    comparison = marked(compared(FERRY, FERRY_AGAIN))
    (conflict,) = link_of(comparison, "ran aground").conflicts
    assert (conflict.kind, conflict.left, conflict.right) == ("figure", "214", "241")
    assert FERRY[slice(*conflict.left_span)] == "214"
    assert FERRY_AGAIN[slice(*conflict.right_span)] == "241"


def test_a_link_says_why_and_points_at_the_words() -> None:
    link = link_of(compared(FERRY, FERRY_AGAIN), "misread")
    assert "Inga Solheim" in link.reason
    assert "misread the tide tables" in link.reason
    for shared in link.shared:
        assert FERRY[slice(*shared.left_span)] == shared.text
        assert FERRY_AGAIN[slice(*shared.right_span)].lower() == shared.text.lower()


def test_a_copied_sentence_is_verbatim_and_wholly_alike() -> None:
    link = link_of(compared(FERRY, FERRY + "\n\n" + ORCHARD), "brass band")
    assert (link.kind, link.similarity, link.reason) == ("verbatim", 1.0, "word for word the same")


def test_a_reworded_sentence_is_not_called_verbatim() -> None:
    assert link_of(compared(FERRY, FERRY_AGAIN), "ran aground").kind == "reworded"


def test_spellings_of_one_name_are_gathered_and_count_as_one_word() -> None:
    comparison = compared(
        "Rebels held the bridge at Qasr Zubayr for two nights.\n\nNobody else came to Qasr Zubayr.",
        "The bridge of Qasr al-Zubair was held by rebels for two nights.",
    )
    assert comparison.names == (("Qasr Zubayr", "Qasr al-Zubair"),)
    assert link_of(comparison, "bridge").strength == "strong"


def test_four_articles_are_linked_pair_by_pair() -> None:
    comparison = compared(FERRY, FERRY_AGAIN, ORCHARD, FERRY)
    pairs = {(link.left.article, link.right.article) for link in comparison.links}
    assert pairs == {("a0", "a1"), ("a0", "a3"), ("a1", "a3")}
    assert len(comparison.only["a2"]) == 2


def test_empty_articles_and_single_sentences_compare() -> None:
    assert compared("", FERRY).links == ()
    assert compared("One line only.", "One line only.").links[0].strength == "strong"


def test_weekdays_are_read_by_the_day_of_publication() -> None:
    told = "The mayor of Lindow resigned on {} over the unpaid water bills."
    early = article("early", told.format("Monday"), "2021-03-10")
    for day, published, kinds in (
        ("Monday", "2021-03-11", []),
        ("Tuesday", "2021-03-11", [("day", False)]),
        ("Tuesday", None, [("day", True)]),
    ):
        comparison = marked(compare([early, article("late", told.format(day), published)], Archive()))
        assert [(c.kind, c.open) for link in comparison.links for c in link.conflicts] == kinds


def test_like_events_of_other_size_need_more_to_be_linked() -> None:
    shook = "A quake of magnitude {} shook the coast near Port Ashby{}."
    one = [shook.format("6.4", " and cracked the sea wall"), "Schools stayed shut."]
    other = ["Schools opened.", "Fishermen recalled how in spring a {} tremor of magnitude 4.1 shook Ashby"]
    same = ["Schools opened.", "Fishermen recalled how in spring a {} tremor of magnitude 6.4 shook Ashby"]
    assert len(align(one, other, background())) <= len(align(one, same, background()))


def test_heaviest_links_in_order() -> None:
    assert heaviest_in_order([(0, 2, 0.9), (1, 0, 0.5), (2, 1, 0.5), (3, 3, 0.1)], 4) == {1, 2, 3}
    assert heaviest_in_order([(0, 2, 0.9), (1, 0, 0.3), (2, 1, 0.3), (3, 3, 0.1)], 4) == {0, 3}
    assert heaviest_in_order([], 0) == set()


def test_links_that_share_a_sentence_do_not_cross() -> None:
    assert heaviest_in_order([(0, 0, 0.4), (0, 1, 0.4), (1, 1, 0.4)], 2) == {0, 1, 2}


def test_common_words_weigh_little_and_rare_ones_much() -> None:
    weigh = TermWeights(background())
    assert weigh("the") < 0.5 < weigh("said") < weigh("harbour") < weigh("solheim")


def test_a_small_archive_is_ruled_by_the_background_and_a_large_one_is_not() -> None:
    class Fishing:
        def __init__(self, articles: int) -> None:
            self.articles = articles

        def document_count(self) -> int:
            return self.articles

        def document_frequencies(self, terms: Iterable[str]) -> Mapping[str, int]:
            return {term: self.articles if term == "herring" else 0 for term in terms}

    small, large = (TermWeights(blended(Fishing(n))) for n in (3, 1_000_000))
    assert small("herring") > 4
    assert large("herring") < 0.1


def test_shared_runs_leave_common_words_at_their_ends_out() -> None:
    left, right = (
        "He said that the old lighthouse keeper of Lindow was away.",
        "The old lighthouse keeper of Lindow left.",
    )
    (run,) = [r for r in common_runs(left, right, TermWeights(background())) if "keeper" in left[slice(*r.left)]]
    assert left[slice(*run.left)] == "old lighthouse keeper of Lindow"
    assert reason(left, [run], identical=False) == "shares 'old lighthouse keeper of Lindow'"


def only(left: str, right: str) -> tuple[list[str], list[str]]:
    found = wording(left, right, lambda stem: 0.5 if len(stem) < 4 else 4.0)
    return [left[slice(*span)] for span in found.left_only], [right[slice(*span)] for span in found.right_only]


def test_the_words_that_each_side_lacks_are_reported() -> None:
    assert only("The ferry ran aground at dawn.", "The ferry ran aground at noon.") == (["dawn"], ["noon"])
    assert only("Divers found a gash.", "Divers found a gash.") == ([], [])
    assert only("Divers found a long gash.", "Divers have found a gash.") == (["long"], ["have"])
    assert only("Divers found gashes.", "") == (["Divers found gashes"], [])
    assert only("", "") == ([], [])


def test_a_lone_common_word_among_others_is_not_shared() -> None:
    assert only("Growers of pears met the press.", "A band of twelve played.") == (
        ["Growers of pears met the press"],
        ["A band of twelve played"],
    )


def test_links_tell_the_words_of_one_side_with_their_places() -> None:
    comparison = compared("A brass band played.\n\n" + FERRY, FERRY_AGAIN)
    link = link_of(comparison, "214")
    left, right = (a.text for a in comparison.articles)
    assert "214" in [left[slice(*span)] for span in link.left_only]
    assert "241" in [right[slice(*span)] for span in link.right_only]


KARSK_DE = (
    "In Karsk sind am Dienstag 1.240 Menschen vor dem Hochwasser geflohen, sagte B\u00fcrgermeisterin Olga Brandt.\n\n"
    "Die Feuerwehr stand vor leeren H\u00e4usern, und die Schulen der Stadt bleiben bis auf Weiteres geschlossen.\n\n"
    "Helfer brachten die \u00e4ltesten Bewohner in eine Turnhalle am Rand der Stadt."
)
KARSK_DE_AGAIN = (
    "Die \u00e4ltesten Bewohnerinnen wurden von Helfern in die Turnhalle am Stadtrand gebracht.\n\n"
    "Alle Schulen bleiben geschlossen, bis das Wasser f\u00e4llt."
)
KARSK_EN = (
    "Mayor Olga Brandt said that 1,240 people had fled the flood in Karsk.\n\n"
    "The oldest residents were brought to a gym at the edge of town.\n\n"
    "Olga Brandt will speak on Friday."
)


def test_articles_in_two_languages_are_linked_by_names_and_figures_only_and_say_so() -> None:
    comparison = compare([article("de", KARSK_DE, language="de"), article("en", KARSK_EN, language="en-GB")], Archive())
    assert comparison.note == "In German and English: only names and figures are compared between languages."
    (link,) = comparison.links
    assert "1.240" in link.left.text and "1,240" in link.right.text
    assert (link.strength, link.kind, link.conflicts) == ("weak", "related", ())
    assert "Olga Brandt" in link.reason


def test_articles_of_one_language_are_compared_by_its_stems() -> None:
    texts = (KARSK_DE, KARSK_DE_AGAIN)
    comparison = compare([article(f"a{n}", text, language="de") for n, text in enumerate(texts)], Archive())
    assert comparison.note == ""
    assert {(link.left.text[:6], link.right.text[:6]) for link in comparison.links} >= {("Helfer", "Die \u00e4l")}


def test_an_article_of_unknown_language_is_taken_for_one_of_the_others() -> None:
    articles = [article("a", KARSK_DE, language="de"), article("b", KARSK_DE_AGAIN)]
    assert compare(articles, Archive()).note == ""
    assert compare(articles, Archive()).links


def test_the_places_of_two_sentences_speak_for_their_link() -> None:
    import numpy as np

    i, j = np.indices((3, 3))
    raised = placed(i, j, (3, 3))
    assert raised[0, 0] > raised[1, 1] > raised[2, 2]
    assert raised[0, 0] > raised[0, 1] > raised[0, 2]
    assert raised[0, 2] == raised[2, 0]
    assert placed(i[0, :1], j[0, :1], (1, 1))[0] == raised[0, 0]
