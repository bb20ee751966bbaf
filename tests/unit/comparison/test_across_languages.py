"""One story in five languages: its sentences are linked everywhere, and its facts compared."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations, permutations

import pytest

from index.comparison.background import background
from index.comparison.compare import compare
from index.comparison.coverage import coverage
from index.comparison.differences.across_languages import differences_across
from index.comparison.differences.linked import with_differences
from index.comparison.differences.reading import Reading
from index.comparison.differences.shared_classes import counts
from index.comparison.facts.figures import figures
from index.comparison.facts.statements import statement
from index.comparison.links.link_finder import LinkFinder
from index.comparison.matrix import matrix
from index.comparison.parallels import parallels
from index.comparison.passages import passages
from index.comparison.stories.lead_passages import lead
from index.model import Article, CleanArticle, Difference, Metadata, PartialDate, Story
from index.text import paragraphs

FERRY = {
    "en": "Forty people died when the ferry Norra Vik capsized off Tellin at 7:30 p.m. on Tuesday.\n\n"
    "Divers searched the cold water all night.\n\n"
    "Captain Olen Kastrup said 126 passengers had boarded at Selmo.",
    "de": "Vierzig Menschen starben, als die Fähre Norra Vik am Dienstag um 19.30 Uhr vor Tellin kenterte.\n\n"
    "In den Dörfern läuteten am Morgen die Glocken.\n\n"
    "Nach Angaben von Kapitän Olen Kastrup waren in Selmo 126 Passagiere an Bord gegangen.",
    "fr": "Quarante personnes sont mortes quand le ferry Norra Vik a chaviré mardi à 19h30 au large de Tellin.\n\n"
    "Le brouillard a gêné les recherches.\n\n"
    "Le capitaine Olen Kastrup a déclaré que 126 passagers avaient embarqué à Selmo.",
    "es": "Cuarenta personas murieron cuando el ferry Norra Vik volcó el martes a las 19.30 frente a Tellin.\n\n"
    "Las familias esperaban noticias en el muelle.\n\n"
    "El capitán Olen Kastrup dijo que 126 pasajeros habían embarcado en Selmo.",
    "ar": "لقي أربعون شخصا مصرعهم عندما انقلبت العبارة نورا فيك قبالة تيلين الساعة 7:30 مساء الثلاثاء.\n\n"
    "وأعاق الضباب عمليات البحث طوال الليل.\n\n"
    "وقال القبطان أولين كاستروب إن 126 راكبا صعدوا في ميناء سيلمو.",
}
NAMES = {
    0: {"Norra Vik", "Tellin"},
    2: {"Olen Kastrup", "Selmo"},
}
ARABIC = {
    "نورا فيك": "Norra Vik",
    "تيلين": "Tellin",
    "أولين كاستروب": "Olen Kastrup",
    "القبطان أولين كاستروب": "Olen Kastrup",
    "سيلمو": "Selmo",
}
FIGURES = {0: {"Forty", "Vierzig", "Quarante", "Cuarenta", "أربعون"}, 2: {"126"}}
PUBLISHED = "2021-03-03"


def article(language: str, text: str) -> Article:
    about = Metadata(language, outlet=f"outlet {language}", published=PartialDate.parse(PUBLISHED), language=language)
    return Article(language, 1, language, "", (f"{language}.txt",), CleanArticle(about, text, tuple(paragraphs(text))))


ARTICLES = {code: article(code, text) for code, text in FERRY.items()}


@pytest.mark.parametrize(("left", "right"), list(combinations(FERRY, 2)))
def test_the_comparison_links_the_figures_and_both_names(left: str, right: str) -> None:
    sides = [ARTICLES[left], ARTICLES[right]]
    links = compare(sides, background()).links
    starts = [[each.start for each in passages(side)] for side in sides]
    found = {(starts[0].index(link.left.start), starts[1].index(link.right.start)): link for link in links}
    assert set(found) == {(0, 0), (2, 2)}
    for number, names in NAMES.items():
        link = found[number, number]
        assert (link.kind, link.strength) == ("related", "weak")
        shown = [shared.text for shared in link.shared]
        assert all(any(name in ARABIC.get(each, each) for each in shown) for name in names)
        assert FIGURES[number] & set(shown)
    if "ar" not in (left, right):
        assert "shares" in found[0, 0].reason and "Norra Vik" in found[0, 0].reason


def test_the_matrix_has_both_rows_in_all_languages() -> None:
    rows = matrix(Story("s", "Story", None, None, (), tuple(FERRY)), list(ARTICLES.values()), background()).rows
    assert sorted(sum(cell is not None for cell in row.cells) for row in rows) == [1] * 5 + [5, 5]


@pytest.mark.parametrize(("mine", "theirs"), list(permutations(FERRY, 2)))
def test_gutter_leads_and_parallels_have_what_the_comparison_has(mine: str, theirs: str) -> None:
    one, other = ARTICLES[mine], ARTICLES[theirs]
    here, there = passages(one), passages(other)
    gutter = {each.passage.start: each.outlets for each in coverage(one, [other], background())}
    assert gutter == {here[0].start: (other.outlet,), here[2].start: (other.outlet,)}
    leads = lead(one, [other], LinkFinder(background()))
    assert {each.passage.start for each in leads} == {here[0].start, here[2].start}
    assert all(each.articles == (mine, theirs) for each in leads)
    for number in NAMES:
        (found,) = parallels(here[number], [other], background(), within=one)
        assert (found.passage.start, found.kind) == (there[number].start, "related")
        assert "names and figures only: shares " in found.reason


# --- Facts ------------------------------------------------------------------------------------------------------------


def differing(left: Article, right: Article) -> list[Difference]:
    one, other = (Reading(each, each.content.metadata.language or "") for each in (left, right))
    return list(differences_across(one, other))


@pytest.mark.parametrize(("left", "right"), list(combinations(FERRY, 2)))
def test_equal_facts_are_no_difference(left: str, right: str) -> None:
    assert differing(ARTICLES[left], ARTICLES[right]) == []


OTHER_TOLL = {
    "en": ("Forty people", "43 people"),
    "de": ("Vierzig Menschen", "Dreiundvierzig Menschen"),
    "fr": ("Quarante personnes", "Quarante-trois personnes"),
    "es": ("Cuarenta personas", "Cuarenta y tres personas"),
    "ar": ("أربعون شخصا", "ثلاثة وأربعون شخصا"),
}
OTHER_COUNT = dict.fromkeys(FERRY, ("126", "162"))
OTHER_DAY = {
    "en": ("on Tuesday", "on Monday"),
    "de": ("am Dienstag", "am Montag"),
    "fr": ("mardi", "lundi"),
    "es": ("el martes", "el lunes"),
    "ar": ("الثلاثاء", "الاثنين"),
}
OTHER_TIME = {
    "en": ("7:30", "7:45"),
    "de": ("19.30", "19.45"),
    "fr": ("19h30", "19h45"),
    "es": ("19.30", "19.45"),
    "ar": ("7:30", "7:45"),
}


@pytest.mark.parametrize(("left", "right"), list(permutations(FERRY, 2)))
@pytest.mark.parametrize(
    ("changes", "kind", "values", "subject"),
    [
        (OTHER_TOLL, "figure", ("40", "43"), "people killed"),
        (OTHER_COUNT, "figure", ("126", "162"), "passengers"),
        (OTHER_DAY, "day", ("2021-03-02", "2021-03-01"), ""),
        (OTHER_TIME, "time", ("19:30", "19:45"), ""),
    ],
    ids=["toll", "passengers", "day", "time"],
)
def test_a_fact_that_differs_is_listed_and_no_conflict(
    left: str, right: str, changes: Mapping[str, tuple[str, str]], kind: str, values: tuple[str, str], subject: str
) -> None:
    changed = article(right, FERRY[right].replace(*changes[right], 1))
    (found,) = differing(ARTICLES[left], changed)
    assert (found.kind, found.claim, found.subject) == (kind, "differs", subject)
    assert (found.left.value, found.right.value) == values
    assert 0.08 <= found.score < 0.5
    (link,) = [
        each
        for each in with_differences(compare([ARTICLES[left], changed], background()), [found]).links
        if each.conflicts
    ]
    assert [each.claim for each in link.conflicts] == ["differs"]


@pytest.mark.parametrize(
    ("language", "text", "subject"),
    [
        ("en", "The storm left 43 dead.", "people killed"),
        ("en", "43 passengers were rescued.", "passengers rescued"),
        ("de", "Es gab 43 Tote.", "people killed"),
        ("de", "Dabei starben 43 Kinder.", "children killed"),
        ("de", "43 Menschen wurden verletzt.", "people injured"),
        ("fr", "Le bilan est de 43 morts.", "people killed"),
        ("fr", "43 enfants ont été blessés.", "children injured"),
        ("es", "Hay 43 muertos.", "people killed"),
        ("es", "43 pasajeros fueron rescatados.", "passengers rescued"),
        ("it", "Ci sono 43 morti.", "people killed"),
        ("pt", "Há 43 mortos.", "people killed"),
        ("nl", "Er vielen 43 doden.", "people killed"),
        ("sv", "43 människor dödades.", "people killed"),
        ("da", "43 mennesker blev dræbt.", "people killed"),
        ("no", "43 mennesker ble drept.", "people killed"),
        ("ru", "43 человека погибли.", "people killed"),
        ("ru", "Ранены 43 человека.", "people injured"),
        ("ar", "سقط 43 قتيلا.", "people killed"),
        ("ar", "أدى ذلك إلى مقتل 43 شخصا وإصابة آخرين.", "people killed"),
        ("ar", "أصيب 43 جريحا.", "people injured"),
        ("en", "43 cows died in the flood.", ""),
        ("en", "43 soldiers stood by.", ""),
        ("en", "43 per cent died.", ""),
        ("de", "43 Kühe starben.", ""),
    ],
)
def test_the_class_of_what_is_counted(language: str, text: str, subject: str) -> None:
    found = [each.subject for each in counts(statement(text, None, language))]
    assert found == ([subject] if subject else [])


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("ثلاثة عشر", 13), ("ثلاثة وأربعون", 43), ("مئتي", None), ("مئة وعشرون", 120), ("خمسة آلاف", 5000),
        ("٣٧", 37), ("1,240", 1240),
    ],
)  # fmt: skip
def test_arabic_numbers(written: str, value: float | None) -> None:
    found = statement(f"قتل {written} شخصا.", None, "ar").figures
    assert [each.low for each in found] == ([value] if value else [])


def pair(english: str, german: str) -> list[tuple[str, str, str]]:
    found = differing(article("en", english), article("de", german))
    return [(each.claim, each.left.text, each.right.text) for each in found]


NEWS = "The ferry Norra Vik sank off Tellin. {}"
NACHRICHT = "Die Fähre Norra Vik sank vor Tellin. {}"


@pytest.mark.parametrize(
    ("english", "german"),
    [
        ("40 people died.", "Mehr als 39 Menschen starben."),
        ("About 40 people died.", "42 Menschen starben."),
        ("40 people died. At first 12 were dead.", "Zunächst gab es 12 Tote."),
        ("40 people died, among them 3 children.", "5 Kinder starben."),
        ("In 1987 40 people died.", "12 Menschen starben."),
        ("40 people died.", "12 Menschen wurden verletzt."),
        ("40 people died.", "12 Soldaten wurden getötet."),
    ],
)
def test_what_agrees_or_is_of_another_class_or_time_is_no_difference(english: str, german: str) -> None:
    assert pair(NEWS.format(english), NACHRICHT.format(german)) == []


def test_values_at_the_top_of_articles_need_two_words_of_names_in_common() -> None:
    assert pair(NEWS.format("40 people died."), NACHRICHT.format("12 Menschen starben.")) == [("differs", "40", "12")]
    one_name = "Eine andere Fähre sank vor Tellin. 12 Menschen starben."
    assert pair(NEWS.format("40 people died."), one_name) == []


@pytest.mark.parametrize(("before", "listed"), [(1, True), (2, False)])
def test_the_top_is_four_sentences_with_the_headline(before: int, listed: bool) -> None:
    text = NACHRICHT.format("Das Meer war kalt. " * before + "12 Menschen starben.")
    assert bool(pair(NEWS.format("40 people died."), text)) is listed


def test_values_beside_names_come_before_those_at_the_top() -> None:
    english = "Norra Vik sank off Tellin. 40 people died. The Norra Vik had 126 passengers."
    german = "Die Norra Vik sank vor Tellin. 12 Menschen starben. Die Norra Vik hatte 162 Passagiere."
    found = differing(article("en", english), article("de", german))
    assert [(each.subject, each.score) for each in found] == [("passengers", 0.35), ("people killed", 0.2)]


def test_times_that_are_whole_hours_apart_are_open() -> None:
    changed = article("de", FERRY["de"].replace("19.30", "20.30"))
    (found,) = differing(ARTICLES["en"], changed)
    assert (found.kind, found.claim, found.missing) == ("time", "open", "the time zones")


def test_a_day_that_the_other_article_has_too_is_no_difference() -> None:
    changed = FERRY["de"].replace("am Dienstag", "am Montag") + " Am Dienstag endete die Suche."
    assert differing(ARTICLES["en"], article("de", changed)) == []


def test_the_days_of_two_kinds_of_events_are_no_difference() -> None:
    english = "Olen Kastrup was arrested in Tellin on Tuesday."
    german = "Olen Kastrup wurde am Montag in Tellin {}."
    assert pair(english, german.format("verurteilt")) == []
    assert pair(english, german.format("festgenommen")) == [("differs", "Tuesday", "Montag")]


def test_a_day_in_common_alone_links_no_sentences() -> None:
    english = "On Tuesday Olen Kastrup spoke to the council of the town about fishing."
    german = "Am Dienstag blieb Olen Kastrup bei seiner Schwester in den Bergen."
    assert compare([article("en", english), article("de", german)], background()).links == ()


_LEDES = {
    "en": "The ferry Aurelia ran aground off Kalmara with 214 passengers and 31 crew.",
    "de": "Die Fähre Aurelia lief vor Kalmara mit 214 Passagieren und 31 Seeleuten auf Grund.",
    "fr": "Le ferry Aurelia s'est échoué au large de Kalmara avec 214 passagers et 31 marins.",
    "es": "El ferry Aurelia encalló frente a Kalmara con 214 pasajeros y 31 tripulantes.",
    "ar": "جنحت العبارة أوريليا قبالة كالمارا وعلى متنها 214 راكبا و31 من أفراد الطاقم.",
}
SHORT = {
    "en": "Captain Elena Marchetti said nobody was hurt.\n\nThe ship was afloat at 06:40 on Wednesday.",
    "de": "Kapitänin Elena Marchetti sagte, niemand sei verletzt.\n\nDas Schiff kam am Mittwoch um 06:40 Uhr frei.",
    "fr": "Personne n'est blessé, dit la capitaine Elena Marchetti.\n\nLe navire était à flot mercredi à 6h40.",
    "es": "Nadie resultó herido, dijo Elena Marchetti.\n\nEl barco estaba a flote el miércoles a las 06:40.",
    "ar": "وقالت القبطانة إيلينا ماركيتي إن أحدا لم يصب بأذى.\n\nوتم تعويم السفينة يوم الأربعاء الساعة 06:40.",
}


@pytest.mark.parametrize(("left", "right"), list(combinations(SHORT, 2)))
def test_one_full_name_or_one_time_links_where_each_article_has_it_once(left: str, right: str) -> None:
    one, other = (f"{_LEDES[code]}\n\n{SHORT[code]}" for code in (left, right))
    found = compare([article(left, one), article(right, other)], background())
    assert [(link.left.text, link.right.text, link.kind) for link in found.links] == [
        (*texts, "related") for texts in zip(one.split("\n\n"), other.split("\n\n"), strict=True)
    ]
    # What shows that both are of one event is missing.
    alone = compare([article(left, SHORT[left]), article(right, SHORT[right])], background())
    assert alone.links == ()


@pytest.mark.parametrize("written", ["و31 من الطاقم", "بـ31 راكبا", "31 راكبا"])
def test_a_number_is_read_after_a_letter_that_arabic_writes_together_with_it(written: str) -> None:
    (found,) = figures(written, language="ar")
    assert (found.text, found.low) == ("31", 31)


def test_such_a_number_is_no_noun_of_the_number_before_it() -> None:
    first, second = figures("214 راكبا و31 جريحا", language="ar")
    assert not any("31" in noun for noun in first.nouns) and second.low == 31
