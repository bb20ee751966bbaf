"""Irregular forms, words kept apart, endings of languages without an algorithm, and parts of compounds."""

from __future__ import annotations

import json
from importlib import resources

import pytest

from index.text import fold, stem
from index.text.compounds import SHORTEST_COMPOUND, has_parts, parts
from index.text.languages import LANGUAGES
from index.text.stemming import base_stem, base_stems, irregular_forms, other_stems
from index.text.terms import terms_of_stem
from index.text.verbs import SHORTEST_STEM, Verbs
from index.text.word_forms import APART, KEPT, Endings, word_forms

ALL = [language.code for language in LANGUAGES]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "mouse mice"),
        ("en", "run ran runs running"),
        ("en", "woman women"),
        ("en", "fireman firemen"),
        ("en", "think thought thoughts"),
        ("de", "gehen ging gingen gegangen geht"),
        ("de", "verstehen verstand verstanden versteht"),
        ("fr", "cheval chevaux"),
        ("fr", "écrire écrit écrivent"),
        ("es", "pez peces"),
        ("es", "decir dijo dicho"),
        ("it", "uomo uomini"),
        ("it", "capo capi"),
        ("pt", "eleição eleições"),
        ("pt", "policial policiais"),
        ("pt", "homem homens"),
        ("nl", "stad steden"),
        ("sv", "bok böcker"),
        ("pl", "policjant policjanci policjantów"),
        ("cs", "praha praze prahy"),
        ("fi", "kaupunki kaupungin kaupungit"),
        ("hu", "budapest budapestre budapesten"),
        ("hr", "grad grada gradu"),
        ("hr", "policajac policajci"),
        ("uk", "поліцейський поліцейські поліцейських"),
        ("uk", "місто місті міста"),
        ("bg", "президент президентът президента"),
        ("bg", "град града градът"),
        ("sk", "mesto mesta meste"),
        ("sl", "mesto mesta mestu"),
        ("ar", "كتاب الكتاب كتب"),
        ("he", "ספר ספרים"),
        ("he", "מורה מורים מורות"),
        ("ar", "مدرسة مدارس المدارس والمدارس"),
        ("en", "grandchild grandchildren"),
        ("pl", "strażak strażacy strażaków"),
        ("pl", "fabryka fabryce fabryk"),
        ("de", "zählen gezählt zählte gezählten"),
        ("de", "abreißen abgerissen abzureißen abgerissene"),
        ("de", "festnehmen festgenommen festzunehmen"),
        ("de", "zurücktreten zurückgetreten zurückzutreten"),
        ("de", "ausfallen ausgefallen auszufallen"),
        ("de", "aufhören aufgehört aufhörte"),
        ("de", "reden redet geredet redete"),
        ("de", "verletzen verletzt verletzten"),
        ("de", "verurteilen verurteilt verurteilte"),
        ("de", "demonstrieren demonstriert demonstrierten"),
        ("de", "bergen geborgen barg"),
        ("ur", "کتاب کتابیں کتابوں"),
        ("ur", "لڑکی لڑکیاں"),
        ("ur", "فیصلہ فیصلے"),
        ("pl", "granica granicy granicą"),
        ("pl", "samolot samolocie samolotu"),
        ("cs", "hasič hasiči hasičů"),
        ("cs", "nemocnice nemocnic nemocnicích"),
        ("sk", "škola školy školách škôl"),
        ("sk", "prezident prezidenta prezidenti"),
        ("sl", "igralec igralci igralcev"),
        ("sl", "minister ministra ministri"),
        ("uk", "фабрика фабриці фабрики"),
        ("uk", "школа школи школах"),
        ("be", "завод заводзе завода"),
        ("be", "школа школы школах"),
        ("bg", "училище училища училищата"),
        ("bg", "министър министри министърът"),
        ("bg", "полицай полицаи полицаите"),
        ("mk", "министер министри министерот"),
        ("fi", "palomies palomiehet palomiesten"),
        ("et", "linn linna linnas linnad"),
        ("et", "kool kooli koolides"),
        ("hu", "költségvetés költségvetésről költségvetést"),
        ("hu", "őrizet őrizetbe"),
        ("tr", "öğretmen öğretmenler öğretmenlerin"),
        ("tr", "gece geceyi geceler"),
        ("tr", "beklemek bekledi"),
        ("no", "lærer lærere lærerne"),
        ("no", "brannmann brannmenn brannmennene"),
        ("da", "brandmand brandmænd brandmændene"),
        ("ro", "avocat avocați avocații avocaților"),
        ("ro", "ministru miniștri ministrul"),
        ("el", "συνομιλία συνομιλίες συνομιλιών"),
        ("lv", "skolotājs skolotāji"),
    ],
)
def test_forms_of_one_word_have_one_stem(language: str, words: str) -> None:
    assert len({base_stem(fold(word), language) for word in words.split()}) == 1


@pytest.mark.parametrize(
    "words",
    [
        "university universe universal",
        "news new",
        "general generous generation generic",
        "organization organ organic",
        "police policy polite",
        "several severe sever",
        "import important",
        "author authority authorize",
        "person personal personality",
        "candidate candid",
        "protest protestant",
        "unit unite",
        "animal animation anime",
        "custom customer customs",
        "accord according",
    ],
)
def test_unlike_words_have_stems_of_their_own(words: str) -> None:
    found = [base_stem(word) for word in words.split()]
    assert len(set(found)) == len(found)


def test_forms_of_a_word_kept_apart_stay_together() -> None:
    assert base_stem("university") == base_stem("universities") == f"universit{APART}"
    assert base_stem("candidate") == base_stem("candidates")


@pytest.mark.parametrize("language", ALL)
def test_what_the_files_say_of_a_word_is_said_once(language: str) -> None:
    forms = word_forms(language)
    assert not set(forms.bases) & set(forms.apart)
    assert not set(forms.bases) & set(forms.bases.values()), "a base is a form of another word"


@pytest.mark.parametrize("language", ALL)
def test_each_line_of_words_kept_apart_has_its_own_stem(language: str) -> None:
    file = resources.files("index.text.word_forms").joinpath(f"{language}.json")
    lines = json.loads(file.read_text(encoding="utf-8")).get("apart", []) if file.is_file() else []
    stems = [{base_stem(fold(word), language) for word in line.split()} for line in lines]
    assert all(len(each) == 1 for each in stems)
    assert len(set().union(*stems)) == len(lines)


@pytest.mark.parametrize("language", ALL)
def test_many_words_have_the_stems_of_each(language: str) -> None:
    words = [*word_forms(language).bases, *word_forms(language).apart, "ferries", "1234", ""]
    assert base_stems(words, language) == [base_stem(word, language) for word in words]


@pytest.mark.parametrize(
    "words",
    [
        "Gericht richten",
        "Gewalt walten",
        "Gewicht weichen",
        "gesamt Samen",
        "gehört hören",
        "Macht machen",
        "Vorstand vorstehen",
        "ersten Ersatz",
        "besten bessern",
    ],
)
def test_german_words_that_only_look_like_a_form_of_a_verb_are_none(words: str) -> None:
    one, other = (base_stem(fold(word), "de") for word in words.split())
    assert one != other


def test_what_is_left_of_a_verb_between_prefix_and_ending_has_three_letters() -> None:
    verbs = Verbs(word_forms("de"), lambda: ["xber" * 2, "verabcen", "verabn", "veraben"], lambda verbs: verbs)
    assert len("abc") == SHORTEST_STEM
    assert verbs.infinitive("verabct") == "verabcen"
    assert verbs.infinitive("verabt") == "verabt"


def test_spellings_that_do_not_begin_as_the_stem_are_named() -> None:
    assert set(irregular_forms("abreiss", "de")) >= {"abgerissen", "abzureiss"}
    assert "gezahlt" in irregular_forms("zahl", "de")
    assert irregular_forms("run", "en") == ("ran",)
    assert irregular_forms("fireman", "en") == ("firemen",)
    assert irregular_forms("ferri", "en") == ()


def test_stems_of_the_algorithm_lead_to_those_by_which_words_are_found() -> None:
    assert stem("ran") == "ran" and other_stems("ran") == ("run",)
    assert set(terms_of_stem(stem("important"))) >= {base_stem("important"), base_stem("import")}
    assert terms_of_stem("pier") == ("pier",)


def test_three_letters_are_left_of_a_word_that_loses_its_ending() -> None:
    endings = Endings({"en": "", "men": "man"})
    assert endings.put("x" * KEPT + "en") == "x" * KEPT
    assert endings.put("x" * (KEPT - 1) + "en") == "x" * (KEPT - 1) + "en"
    assert endings.put("firemen") == "fireman"


# --- Parts ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("bundestagswahl", ("bundes", "tag", "wahl", "bundestag", "tagswahl")),
        ("flughafenchef", ("flug", "hafen", "chef", "flughafen", "hafenchef")),
        ("krankenhaus", ("kranken", "haus")),
        ("feuerwehrmann", ("feuer", "wehr", "mann", "feuerwehr", "wehrmann")),
        ("donaudampfschifffahrt", ("donau", "dampf", "schifffahrt", "donaudampf", "dampfschifffahrt")),
        ("landtagswahlergebnis", ("landtag", "wahl", "ergebnis", "landtagswahl", "wahlergebnis")),
        ("autobahnbau", ("auto", "bahn", "bau", "autobahn", "bahnbau")),
        ("unternehmen", ()),
        ("verhandlungen", ()),
        ("gesellschaften", ()),
        ("regierung", ()),
        ("wahl", ()),
    ],
)
def test_a_german_compound_has_the_words_it_is_made_of(word: str, found: tuple[str, ...]) -> None:
    assert parts(word, "de") == found


@pytest.mark.parametrize(
    ("word", "language", "found"),
    [
        ("gemeenteraad", "nl", ("gemeente", "raad")),
        ("ziekenhuis", "nl", ("ziek", "huis")),
        ("belastingdienst", "nl", ("belasting", "dienst")),
        ("wetenschap", "nl", ()),
        ("werkelijkheid", "nl", ()),
        ("riksdagsvalet", "sv", ("riksdag", "valet")),
        ("sjukhuspersonal", "sv", ("sjukhus", "personal")),
        ("mojlighet", "sv", ()),
        ("folketingsvalget", "da", ("folketing", "valget")),
        ("politikerne", "da", ()),
        ("stortingsvalget", "no", ("storting", "valget")),
        ("arbeidsplass", "no", ("arbeid", "plass")),
        ("samfunnet", "no", ()),
        ("gemeenteraad", "en", ()),
    ],
)
def test_compounds_of_other_languages_have_their_parts(word: str, language: str, found: tuple[str, ...]) -> None:
    assert parts(word, language) == found


def test_a_word_of_eight_letters_is_split() -> None:
    assert len("rathaus") < SHORTEST_COMPOUND == len("stadtrat")
    assert parts("rathaus", "de") == () and parts("stadtrat", "de") == ("stadt", "rat")


@pytest.mark.parametrize(
    ("word", "language", "found"),
    [
        ("والكتاب", "ar", ("الكتاب",)),
        ("وبالكتاب", "ar", ("بالكتاب", "الكتاب")),
        ("كتاب", "ar", ()),
        ("הספר", "he", ("ספר",)),
        ("שהספר", "he", ("הספר", "ספר")),
        ("בית", "he", ()),
        ("השר", "he", ("שר",)),
        ("בשר", "he", ()),
    ],
)
def test_short_words_that_are_written_with_the_next_are_cut_off(
    word: str, language: str, found: tuple[str, ...]
) -> None:
    assert parts(word, language) == found


def test_languages_without_parts_say_so() -> None:
    assert [code for code in ALL if has_parts(code)] == ["ar", "da", "de", "he", "nl", "no", "sv"]
    assert parts("bundestagswahl", "en") == ()


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("colours", "color"),
        ("recognised", "recognize"),
        ("theatre", "theaters"),
        ("travelled", "traveling"),
        ("defence", "defense"),
        ("programme", "programs"),
        ("organisation", "organization"),
        ("analysing", "analyzed"),
    ],
)
def test_spellings_of_both_sides_of_the_ocean_meet(british: str, american: str) -> None:
    assert base_stem(british) == base_stem(american)
    assert fold(british) != fold(american), "as written they are two words"


def test_words_that_only_look_like_such_spellings_stay_apart() -> None:
    for one, other in (("our", "or"), ("hour", "hor"), ("promise", "promize"), ("wise", "wize"), ("tyre", "tire")):
        assert base_stem(one) != base_stem(other)
