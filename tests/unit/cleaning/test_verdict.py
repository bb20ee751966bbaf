"""Which lines of a plain text are kept, where the boundaries of that judgement are, and what is never kept."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from index.cleaning import (
    line_classifier,
)
from index.cleaning.assembly import (
    SHOWN_WHOLE,
    Hidden,
    Paragraph,
    assemble,
    assemble_blocks,
)
from index.cleaning.lines import Line
from index.cleaning.plain_text.blocks import (
    blocks,
)
from index.cleaning.plain_text.sentence_recovery import (
    completed,
)
from index.cleaning.plain_text.verdict import (
    Verdict,
    _first_paragraph,
    judge,
)
from index.cleaning.reasons import reasons
from index.model import DeclaredMetadata, HiddenReason, Metadata, TextLink
from tests.lines import line, paragraph

FIRST = paragraph("The council closed the bridge.", 30)


@pytest.fixture
def likely(monkeypatch: pytest.MonkeyPatch) -> dict[str, float]:
    """How likely a line is to be article, by its text; 0.9 where nothing is said."""
    chances: dict[str, float] = {}

    def probabilities(lines: Sequence[Line], groups: Sequence[int]) -> list[float]:
        return [chances.get(each.text, 0.9) for each in lines]

    monkeypatch.setattr(line_classifier, "probabilities", probabilities)
    return chances


def judged(*lines: Line, headline: str | None = None, known: dict[int, HiddenReason] | None = None) -> Verdict:
    return judge(lines, [0] * len(lines), DeclaredMetadata(headline), known)


def kept(*lines: Line) -> set[int]:
    return set(judged(*lines).body)


# --- What is kept -----------------------------------------------------------------------------------------------------


def test_a_paragraph_is_kept_on_thinner_evidence_than_another_line(likely: dict[str, float]) -> None:
    prose, other, cued = (
        paragraph("A long line without end.")._replace(ends=False),
        line("A short line", 3),
        line("Read more about it in this long line.", 15, ends=True, prose=True, cue=HiddenReason.RELATED_STORY),
    )
    surroundings = [line(f"Share {n}", 2, cue=HiddenReason.SHARING) for n in range(10)]
    likely.update({prose.text: 0.3, other.text: 0.5, cued.text: 0.5, **{each.text: 0.01 for each in surroundings}})
    cued = cued._replace(words=20)
    assert kept(FIRST, prose, other, cued, FIRST._replace(text="It ends."), *surroundings) == {0, 1, 2, 3, 4}
    likely.update({prose.text: 0.29, other.text: 0.49, cued.text: 0.49})
    assert kept(FIRST, prose, other, cued, FIRST._replace(text="It ends."), *surroundings) == {0, 4}


def test_the_last_sentence_is_kept_where_nothing_is_around_the_text(likely: dict[str, float]) -> None:
    last = line("The quay is to open on Wednesday.", 7, ends=True)
    teaser = line("Read more", 2, cue=HiddenReason.RELATED_STORY)
    likely.update({last.text: 0.05, teaser.text: 0.05, "So says the town.": 0.05})
    assert kept(FIRST, last) == {0, 1}
    assert kept(FIRST, last, last._replace(text="So says the town.")) == {0, 1, 2}
    assert kept(FIRST, teaser, last) == {0}
    assert kept(FIRST, last, teaser) == {0}
    assert kept(FIRST, last._replace(cue=HiddenReason.RELATED_STORY)) == {0}


def test_no_line_makes_no_article(likely: dict[str, float]) -> None:
    assert judged() == Verdict(frozenset(), judged().header)


def test_the_body_begins_with_a_paragraph_that_is_likelier_than_not(likely: dict[str, float]) -> None:
    doubtful = paragraph("Perhaps it is one.", 30)
    likely[doubtful.text] = 0.5
    # With nothing else, a sentence of four words is enough; with less, the text is shown whole.
    brief = line("It is closed now.", 4, ends=True)
    assert judged(brief).flags == () and judged(brief).body == {0}
    assert judged(brief._replace(words=3)).flags == (SHOWN_WHOLE,)
    assert judged(brief._replace(ends=False)).flags == (SHOWN_WHOLE,)
    likely[brief.text] = 0.4
    assert judged(brief).flags == (SHOWN_WHOLE,)


@pytest.mark.parametrize(("chance", "first"), [(0.51, 0), (0.5, 1)])
def test_a_paragraph_that_is_no_likelier_than_not_begins_no_body(chance: float, first: int) -> None:
    assert _first_paragraph([FIRST, FIRST], [chance, 0.9], set(), 0.5) == first


@pytest.mark.parametrize(
    ("refused", "gone"),
    [
        (line("x", 2, cue=HiddenReason.ADVERTISEMENT), True),
        (line("x", 3, cue=HiddenReason.ADVERTISEMENT), False),
        (line("x", 2, cue=HiddenReason.COMMENT), True),
        (line("x", 2, cue=HiddenReason.COMMENT, ends=True), False),
        (line("x", 16, cue=HiddenReason.RELATED_STORY), True),
        (line("x", 17, cue=HiddenReason.RELATED_STORY), False),
        (line("x", 16, cue=HiddenReason.RELATED_STORY, ends=True), False),
        (line("x", 50, cue=HiddenReason.READING_TIME, ends=True), True),
        (line("x", 39, cue=HiddenReason.CAPTION), True),
        (line("x", 40, cue=HiddenReason.CAPTION), False),
        (line("x", 39, cue=HiddenReason.CAPTION, ends=True), False),
        (line("x", 2), False),
        (line("x", 3, dated=True), True),
        (line("@x", 3, dated=True), False),
        (line("x", 3, byline=True), True),
        (line("x", 3, byline=True, ends=True), False),
        (line("@x", 3, byline=True), False),
    ],
)
def test_what_is_never_article_however_likely(likely: dict[str, float], refused: Line, gone: bool) -> None:
    found = kept(FIRST, paragraph("It was old."), refused, paragraph("It will be mended."))
    assert ({0, 1, 3} <= found) and ((2 not in found) is gone)


def test_lines_that_are_known_to_be_none_are_hidden_with_their_reason(likely: dict[str, float]) -> None:
    verdict = judged(FIRST, paragraph("A caption."), paragraph("The end."), known={1: HiddenReason.CAPTION})
    assert verdict.body == {0, 2} and verdict.known == {1: "caption"}


def test_a_line_of_five_words_is_kept_once(likely: dict[str, float]) -> None:
    again, short = line("One two three four five", 5), line("One two three four", 4)
    assert kept(FIRST, again, short, again, short, again) == {0, 1, 2, 4}


def test_the_last_lines_that_are_about_the_author_are_hidden(likely: dict[str, float]) -> None:
    about = line("Ada Quill writes.", 80, ends=True, cue=HiddenReason.ABOUT_THE_AUTHOR)
    agency = line("By wire.", 3, ends=True, cue=HiddenReason.AGENCY_CREDIT)
    end = paragraph("The end.")
    assert kept(FIRST, end, about, agency) == {0, 1}
    assert kept(FIRST, about, end) == {0, 1, 2}
    assert kept(FIRST, end, about._replace(words=81)) == {0, 1, 2}
    assert kept(FIRST, end, about._replace(cue=HiddenReason.NEWSLETTER)) == {0, 1, 2}
    # Where nothing else is left they stay.
    only = paragraph("Ada Quill writes of bridges.")._replace(cue=HiddenReason.ABOUT_THE_AUTHOR)
    assert kept(only) == {0}


def test_a_third_of_the_words_in_long_sentences_have_to_be_kept(likely: dict[str, float]) -> None:
    lost = paragraph("Lost words.", 40)
    teaser = line("Read more", 2, cue=HiddenReason.RELATED_STORY)
    likely.update({lost.text: 0.0, teaser.text: 0.0})
    assert judged(paragraph("Kept words.", 20), teaser, lost).flags == ()
    assert judged(paragraph("Kept words.", 20), teaser, lost._replace(words=41)).flags == (SHOWN_WHOLE,)
    # Sentences of twenty words count, and no others.
    assert judged(paragraph("Kept words.", 19), teaser, lost).flags == (SHOWN_WHOLE,)
    short = line("Lost words.", 19, ends=True)
    assert judged(paragraph("Kept words.", 20), short, short, short, short).flags == ()
    unended = line("Lost words.", 90)
    assert judged(paragraph("Kept words.", 20), unended).flags == ()


def test_a_text_shown_whole_loses_nothing_but_its_declared_headline(likely: dict[str, float]) -> None:
    lost = line("Closed bridge", 2)
    likely[lost.text] = 0.0
    whole = judged(lost, lost, headline="Closed Bridge")
    assert (whole.body, whole.header.headline, whole.flags) == (frozenset({0, 1}), 0, (SHOWN_WHOLE,))
    assert judged(lost, headline="Open bridge").header.headline is None
    assert judged(lost).header.headline is None


def test_a_text_of_more_than_twenty_thousand_lines_is_not_judged(likely: dict[str, float]) -> None:
    lost = line("Closed bridge", 2)
    likely[lost.text] = 0.0
    many = [FIRST, *[lost] * 19_999]
    assert judged(*many).flags == ()
    assert judged(*many, lost).flags == (SHOWN_WHOLE,) and len(judged(*many, lost).body) == 20_001


def test_an_appeal_is_hidden_unless_nothing_else_is_left(likely: dict[str, float]) -> None:
    appeal = line("Follow us on Twitter, where we tell of bridges.", 20, ends=True, prose=True)
    assert kept(FIRST, appeal, paragraph("The end.")) == {0, 2}
    assert judged(appeal) == Verdict(frozenset({0}), judged(appeal).header)


def test_what_follows_the_end_of_an_article_is_hidden_with_one_reason(likely: dict[str, float]) -> None:
    reply = line("Reply", 1)
    verdict = judged(
        FIRST, paragraph("The end.", 30), line("Comments", 1, cue=HiddenReason.COMMENT), reply, reply, reply
    )
    assert verdict.body == {0, 1}
    assert verdict.known == dict.fromkeys(range(2, 6), "comment")


def test_entries_of_a_live_blog_are_kept_with_their_times(likely: dict[str, float]) -> None:
    clock, told = line("10:15", 1, dated=True), line("It was closed.", 4, ends=True)
    likely.update({clock.text: 0.0, told.text: 0.0})
    lines = [
        FIRST,
        *[part for n in range(4) for part in (clock._replace(text=f"10:1{n}"), told._replace(text=f"{n}."))],
    ]
    likely.update({f"10:1{n}": 0.0 for n in range(4)} | {f"{n}.": 0.0 for n in range(4)})
    assert kept(*lines) == set(range(9))
    assert kept(*lines[:7]) == {0}


# --- Sentences kept for their company ---------------------------------------------------------------------------------


def joined(
    lines: Sequence[Line], likely: Sequence[float], body: set[int], barred: frozenset[int] = frozenset()
) -> set[int]:
    return completed(lines, likely, body, barred)


def test_sentences_beside_the_body_join_it() -> None:
    told = line("He said no.", 3, ends=True)
    rows = [told, told, FIRST, told, told]
    assert joined(rows, [0.12] * 5, {2}) == {0, 1, 2, 3, 4}
    assert joined(rows, [0.11] * 5, {2}) == {2}
    assert joined(rows, [0.12] * 5, {2}, frozenset({1})) == {2, 3, 4}
    assert joined(rows, [0.12] * 5, set()) == set()


@pytest.mark.parametrize(
    "other",
    [
        line("He said", 3),
        line("He said.", 2, ends=True),
        line("He said.", 3, ends=True, cue=HiddenReason.CAPTION),
        line("He said.", 3, ends=True, dated=True),
    ],
)
def test_only_sentences_of_three_words_without_a_cue_join_it(other: Line) -> None:
    assert joined([FIRST, other], [0.9, 0.9], {0}) == {0}


def test_a_sentence_between_body_lines_that_boilerplate_sets_off_joins_them() -> None:
    told, promo = line("He said no.", 3, ends=True), line("Sign up", 2, cue=HiddenReason.NEWSLETTER)
    assert joined([FIRST, promo, told, promo, FIRST], [0.2] * 5, {0, 4}) == {0, 2, 4}
    assert joined([FIRST, promo, told, promo, FIRST], [0.19] * 5, {0, 4}) == {0, 4}
    # Within three lines on both sides.
    assert joined([FIRST, promo, promo, told, promo, promo, FIRST], [0.2] * 7, {0, 6}) == {0, 3, 6}
    assert joined([FIRST, promo, promo, promo, told, promo, FIRST], [0.2] * 7, {0, 6}) == {0, 6}
    assert joined([FIRST, promo, told, promo, promo, promo, FIRST], [0.2] * 7, {0, 6}) == {0, 6}
    assert joined([FIRST, promo, told, promo], [0.2] * 4, {0}) == {0}


def test_a_last_paragraph_below_one_line_of_boilerplate_joins_the_body() -> None:
    promo, last = line("Sign up", 2, cue=HiddenReason.NEWSLETTER), line("The end.", 15, ends=True)
    assert joined([FIRST, promo, last], [0.25] * 3, {0}) == {0, 2}
    assert joined([FIRST, promo, last], [0.24] * 3, {0}) == {0}
    assert joined([FIRST, promo, last._replace(words=14)], [0.25] * 3, {0}) == {0}
    assert joined([FIRST, promo, promo, last], [0.25] * 4, {0}) == {0}
    assert joined([promo, last], [0.25] * 2, set()) == set()


# --- Why a line was hidden --------------------------------------------------------------------------------------------


def why(lines: Sequence[Line], place: int, body: set[int], copies: set[int] | None = None) -> str:
    return reasons(lines, body, copies or set())(place)


def test_reasons_go_by_what_is_surest() -> None:
    plain = line("Ferry fares rise again", 4)
    assert reasons([plain], set(), {0}, {0: HiddenReason.CAPTION})(0) == "caption"
    assert why([plain], 0, set(), {0}) == "repeated headline"
    assert why([plain._replace(cue=HiddenReason.COMMENT)], 0, set()) == "comment"
    assert why([plain._replace(dated=True)], 0, set()) == "timestamp"
    assert why([plain._replace(features=("no letters",))], 0, set()) == "separator"
    assert why([plain, plain], 1, {0}) == "repeated line"
    three = plain._replace(words=3)
    assert why([three, FIRST, three], 0, {1, 2}) == "not recognised as article"
    assert why([plain._replace(byline=True)], 0, set()) == "byline of another story"


def test_a_line_among_promos_or_comments_is_one_of_them() -> None:
    odd = line("Every week", 2)
    for cue in (HiddenReason.NEWSLETTER, HiddenReason.COMMENT):
        ask = line("x", 2, cue=cue)
        assert why([ask, odd, ask], 1, set()) == cue
        assert why([ask, odd, odd, odd, ask], 2, {4}) == cue
        assert why([ask, odd, odd, odd, odd, ask], 3, {5}) == "not recognised as article"
        assert why([ask, odd], 1, {1}) == "not recognised as article"


def test_a_line_below_the_body_is_another_story_only_if_it_is_announced() -> None:
    unknown = "not recognised as article"
    assert why([FIRST, line("x", 12)], 1, {0}) == unknown
    assert why([line("x", 12), FIRST], 0, {1}) == unknown
    announced = line("Read more", 2, cue=HiddenReason.RELATED_STORY)
    short = line("x", 2)
    assert why([FIRST, announced, *[short] * 6], 7, {0}) == "related story"
    assert why([FIRST, announced, *[short] * 7], 8, {0}) == unknown
    assert why([FIRST, announced, line("x", 1)], 2, {0}) == unknown


# --- Blocks -----------------------------------------------------------------------------------------------------------


def rows(text: str) -> list[tuple[int, ...]]:
    return [block.numbers for block in blocks(text)]


def test_blank_lines_are_no_lines() -> None:
    assert rows("") == [] and rows("\n \n\t") == []
    assert rows("one\n\ntwo\nthree") == [(0,), (2,), (3,)]
    assert [block.group for block in blocks("\none\n\n\ntwo\nthree\n")] == [0, 1, 1]


# --- The article ------------------------------------------------------------------------------------------------------


def test_hidden_lines_are_placed_at_the_paragraph_that_follows_them() -> None:
    why = HiddenReason.SHARING
    hidden = [Hidden(0, 0, "a", why), Hidden(2, 1, "b", why), Hidden(None, 2, "c", why)]
    article = assemble(Metadata(), ["One.", "Two."], hidden, [1, 3], ["flag"])
    assert (article.text, article.paragraphs) == ("One.\n\nTwo.", ((0, 4), (6, 10)))
    assert [(one.line, one.at) for one in article.hidden] == [(0, 0), (2, 6), (None, 10)]
    assert (article.kept, article.flags, article.kinds) == ((1, 3), ("flag",), ())
    empty = assemble(Metadata(), [], [Hidden(0, 0, "a", why)])
    assert (empty.text, empty.paragraphs, empty.hidden[0].at, empty.kept) == ("", (), 0, None)


def test_kinds_are_kept_where_one_is_no_plain_paragraph_and_links_move_with_their_words() -> None:
    link = TextLink(0, 3, "https://ennor.example/")
    article = assemble_blocks(Metadata(), [Paragraph("One.", "subhead"), Paragraph("Two.", links=(link,))])
    assert article.kinds == ("subhead", "paragraph")
    assert [(one.start, one.end) for one in article.links] == [(6, 9)]
