"""Lines that are alike are article together, or not; and a text without anything of a page keeps all its lines."""

from __future__ import annotations

import pytest

from index.cleaning import line_groups, surroundings
from index.cleaning.line_groups import Form, form_of
from index.cleaning.plain_text.cleaner import clean_text
from index.model import CleanArticle, DeclaredMetadata, HiddenReason
from tests.lines import line

HEAD = ("The ferry of Ennor is out of the water", "By Ada Quill", "12 May 2021")
FIRST = "The ferry that has crossed the sound since the war was taken out of the water on Monday, its owner said."
SECOND = "Nobody on the quay could say when it would be back, and the owner, Bo Lind, would not guess either."
LAST = "The ferry carried about four hundred people a day in summer, and a tenth of that in winter, Mr Lind said."


def cleaned(*lines: str) -> CleanArticle:
    return clean_text("\n".join(lines), DeclaredMetadata())


def shown(article: CleanArticle) -> list[str]:
    return article.text.split("\n\n")


CLEAN = {
    "results": ("Ennor 3 Brill 1", "Sound 2 Quay 2", "Chapel 0 Old Boys 4"),
    "names of the dead": ("Ada Brill, 44", "Nils Ort, 9", "Ines Falk, 71", "Karin Lind, 30"),
    "prize winners": ("Best boat", "", "The Tin Whale", "", "Best crew", "", "Ada Ort, the Gull"),
    "recipe": ("For the dough", "200 g flour", "2 eggs", "a pinch of salt", "", "For the filling", "4 apples"),
    "verse": ("the boat is out", "the tide is in", "and nobody asks", "where we have been"),
    "interview": ("Q: Will it float?", "A: No.", "Q: Not ever?", "A: Ask the sea."),
    "election": ("Ferry List: 36.1", "Bridge Party: 28.4", "Fishermen: 12.9"),
    "prices": ("Adults 12 crowns", "Children 4 crowns", "Dogs free"),
    "dates": ("3 May – Ennor, Chapel", "5 May – Brill, Town Hall", "9 May – Upper Brill, School"),
    "chapter heads": ("I. The Quay", "II. The Sound", "III. The Other Side"),
    "letters": ("Sir – Where is the ferry?", "A. Reader", "Brill", "Sir – On land.", "Name supplied"),
    "obituary": ("Ada Brill, pilot, born 4 May 1931; died 2 March 2019",),
    "subhead": ("What comes next",),
    "german": ("Fähre: 12 Kronen", "Brücke: frei", "Boot: nach Vereinbarung"),
    "french": ("– Et le bac ?", "– À terre.", "– Pour longtemps ?"),
    "spanish": ("Barca 4 – Puente 1", "Muelle 2 – Faro 2"),
    "arabic": ("العبّارة: ١٢ كرونة", "الجسر: مجانا", "القارب: بالاتفاق"),
    "persian": ("قایق ۱۲ کرون", "پل رایگان", "کشتی ۴۰ کرون"),
    "hebrew": ("מעבורת 3 – גשר 1", "רציף 2 – מגדלור 2"),
    "thai": ("เรือข้ามฟาก 12 โครน", "สะพาน ฟรี", "เรือเช่า 40 โครน"),
    "chinese": ("渡轮：十二克朗", "大桥：免费", "小船：面议"),
}


@pytest.mark.parametrize("place", ["between", "below"])
@pytest.mark.parametrize("kind", CLEAN)
@pytest.mark.parametrize("gap", ["", None], ids=["apart", "together"])
def test_a_text_that_is_clean_stays_as_it_is(kind: str, place: str, gap: str | None) -> None:
    lines = [one for one in CLEAN[kind] if one]
    spaced = [two for one in lines for two in (one, "")] if gap is not None else lines
    below = ("", LAST) if place == "between" else ()
    article = cleaned(*HEAD, "", FIRST, "", SECOND, "", *spaced, *below)
    assert shown(article) == [FIRST, SECOND, *lines, *filter(None, below)]
    assert not article.hidden and article.metadata.authors == ("Ada Quill",)


def test_a_run_between_paragraphs_stays_whole_where_the_page_left_a_little_around_it() -> None:
    results = CLEAN["results"]
    article = cleaned(*HEAD, "", FIRST, "", *results, "", SECOND, LAST, "", "Share this article", "Read more: Fog")
    assert shown(article) == [FIRST, *results, SECOND, LAST]
    assert [(one.text, one.reason) for one in article.hidden] == [
        ("Share this article", "sharing"),
        ("Read more: Fog", "related story"),
    ]


@pytest.mark.parametrize(
    ("text", "words", "ends", "form"),
    [
        ("1. Heat the oven.", 4, True, Form.NUMBERED),
        ("b) the quay", 3, False, Form.NUMBERED),
        ("- the quay", 2, False, Form.BULLET),
        ("Referee: A. Brill", 3, False, Form.LABEL),
        ("大桥：免费", 3, False, Form.LABEL),
        ("One two three four: five", 5, False, Form.LABEL),
        ("One two three four five: six", 6, False, Form.TITLE),
        ("Will it float?", 3, True, Form.QUESTION),
        ("هل تطفو؟", 2, True, Form.QUESTION),
        ("Ennor three Brill 1", 4, False, Form.FIGURES),
        ("Ennor 3 to Brill in the rain", 7, False, Form.TITLE),
        ("Nobody came.", 2, True, Form.SENTENCE),
        ("the tide is in", 4, False, Form.LOWER),
        ("WHAT IS NEXT", 3, False, Form.CAPITALS),
        ("Ferry fares rise once again", 5, False, Form.TITLE),
        ("Ferry fares rise again", 4, False, Form.SHORT),
    ],
)
def test_the_form_of_a_line(text: str, words: int, ends: bool, form: Form) -> None:
    assert form_of(line(text, words, ends=ends)) is form


def test_runs_go_on_with_either_of_two_forms_in_turn_and_end_with_another_or_a_gap() -> None:
    turns = [line("Best boat", 2), line("the gull", 2), line("Best crew", 2), line("the whale", 2)]
    assert [run.lines for run in line_groups.runs(turns, [0, 0, 1, 1], range(4))] == [(0, 1, 2, 3)]
    assert [run.lines for run in line_groups.runs(turns, [0, 1, 2, 3], range(4))] == [(0,), (1,), (2,), (3,)]
    same = [line("Best boat", 2)] * 3
    assert [run.lines for run in line_groups.runs(same, [0, 1, 2], range(3))] == [(0, 1, 2)]
    assert [run.lines for run in line_groups.runs(same, [0, 1, 2], [0, 2])] == [(0,), (2,)]
    mixed = [line("Best boat", 2), line("1. Heat", 2)]
    assert [run.lines for run in line_groups.runs(mixed, [0, 0], range(2))] == [(0, 1)]
    assert [run.lines for run in line_groups.runs(mixed, [0, 1], range(2))] == [(0,), (1,)]


@pytest.mark.parametrize(("lines", "much"), [(0, 0), (1, 1), (3, 1), (4, 2), (9, 2), (10, 3)])
def test_how_much_of_a_page_is_around_a_text(lines: int, much: int) -> None:
    cued = line("Share", 25, cue=HiddenReason.SHARING)
    credit = line("Photo", 2, cue=HiddenReason.CAPTION)
    assert line_groups.level([cued] * lines + [credit] * 20 + [cued._replace(words=26)] * 20) == much


# --- What is taken out first ------------------------------------------------------------------------------------------

SENTENCES = (FIRST, "It is old.", SECOND, "Nobody was hurt.", LAST)


@pytest.mark.parametrize(
    "mark", ["Bell content", "- ADVERTISEMENT -", "Werbung", "Publicité", "إعلان", "广告", "Story continues below"]
)
def test_a_mark_between_paragraphs_is_taken_out_whatever_it_says(mark: str) -> None:
    lines = [two for one in SENTENCES for two in (one, "", mark, "")]
    article = cleaned(*HEAD, "", *lines)
    assert shown(article) == list(SENTENCES)
    assert {one.text for one in article.hidden} == {mark}
    assert len(article.hidden) == len(SENTENCES)


def test_three_copies_are_no_mark_and_speakers_in_turn_are_none() -> None:
    said = line("He said no.", 3, ends=True)
    bell = line("Bell content", 2)
    assert surroundings.marks([bell, said] * 4, [0] * 8) == {0, 2, 4, 6}
    assert not surroundings.marks([bell, said] * 3, [0] * 6)
    assert not surroundings.marks([line("Ada Brill", 2), said, line("Bo Lind", 2), said] * 4, [0] * 16)
    assert not surroundings.marks([line("Brill:", 1), said] * 4, [0] * 8)
    assert not surroundings.marks([line("10:15", 1), said] * 4, [0] * 8)
    assert not surroundings.marks([bell, line("Pros", 1)] * 4, [0] * 8)
    assert not surroundings.marks([bell._replace(words=9), said] * 4, [0] * 8)


TEASERS = (
    ("Chapel roof is mended after eleven years", "Masons from the mainland finished their work on Friday evening."),
    ("Lighthouse keeper retires at ninety", "He will move in with his sister and means to learn the violin."),
    ("School wins prize for its beehives", "Eleven pupils looked after the swarms through a hard spring."),
)


def test_teasers_of_a_headline_and_a_sentence_go_together() -> None:
    article = cleaned(*HEAD, "", FIRST, "", SECOND, "", LAST, *(one for pair in TEASERS for one in ("", *pair)))
    assert shown(article) == [FIRST, SECOND, LAST]
    assert {one.reason for one in article.hidden} == {HiddenReason.RELATED_STORY}
    two = cleaned(*HEAD, "", FIRST, "", SECOND, "", LAST, *(one for pair in TEASERS[:2] for one in ("", *pair)))
    assert len(shown(two)) == 7


def test_subheads_are_no_teasers() -> None:
    sections = ("What is missing", TEASERS[0][1], "A place to go", TEASERS[1][1], "The other side", TEASERS[2][1])
    assert shown(cleaned(*HEAD, "", FIRST, "", SECOND, "", *sections)) == [FIRST, SECOND, *sections]


def test_what_a_site_says_of_itself_below_an_article_goes_together() -> None:
    own = (
        "Make your kitchen brighter with the finest lamps that our engineers have tested.",
        "Grow your pension with advice from our award-winning experts.",
    )
    article = cleaned(*HEAD, "", FIRST, SECOND, LAST, "", *own)
    assert shown(article) == [FIRST, SECOND, LAST]
    assert {one.reason for one in article.hidden} == {HiddenReason.SITE_CHROME}
    # An article that speaks so itself keeps its end.
    advice = ("Check your boat before our winter comes.", "Dry your sails well.", "Oil your engine.")
    assert own[-1] in shown(cleaned(*HEAD, "", FIRST, *advice, SECOND, "", *own))


@pytest.mark.parametrize(
    "block",
    [
        ("We value your privacy", "We and our 310 partners keep cookies on your device.", "Accept all", "Reject all"),
        ("Wir respektieren Ihre Privatsphäre", "Diese Seite verwendet Cookies.", "Alle akzeptieren"),
        ("Valoramos tu privacidad", "Usamos cookies propias y de terceros.", "Aceptar todo"),
    ],
)
def test_a_block_that_asks_for_consent_is_no_part_of_the_article(block: tuple[str, ...]) -> None:
    article = cleaned(*block, "", HEAD[0], "", FIRST, "", SECOND, "", LAST)
    assert (article.metadata.headline, shown(article)) == (HEAD[0], [FIRST, SECOND, LAST])
    assert [one.text for one in article.hidden] == list(block)


ALSO = {
    "en": "Read also",
    "de": "Lesen Sie auch",
    "fr": "À lire aussi",
    "es": "Te puede interesar",
    "it": "Leggi anche",
    "pt": "Saiba mais",
    "id": "Baca juga",
    "vi": "Xem thêm",
    "pl": "Czytaj także",
    "ru": "Читайте также",
    "el": "Διαβάστε επίσης",
    "ar": "اقرأ أيضا",
    "fa": "بیشتر بخوانید",
    "he": "לקריאה נוספת",
    "hi": "यह भी पढ़ें",
    "th": "ข่าวที่เกี่ยวข้อง",
    "zh": "相关阅读",
    "ja": "関連記事",
    "ko": "관련 기사",
}


@pytest.mark.parametrize("language", ALSO)
def test_a_line_that_announces_other_stories_is_known_in_many_languages(language: str) -> None:
    (hidden,) = cleaned(*HEAD, "", FIRST, "", SECOND, "", LAST, "", ALSO[language]).hidden
    assert (hidden.text, hidden.reason) == (ALSO[language], HiddenReason.RELATED_STORY)
