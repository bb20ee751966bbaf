"""What changes the meaning between two sentences that are nearly equal."""

from __future__ import annotations

import pytest

from index.comparison.background import Background
from index.comparison.facts.assertions import changes
from index.comparison.facts.assertions.changes import changed_meaning
from index.comparison.facts.assertions.oppositions import oppositions
from index.comparison.facts.assertions.polarity import assertions

BASE = "The council of Lindow approved the new harbour plan on Monday with 12 votes."
LANGUAGES = ("da", "de", "en", "es", "fr", "it", "nl", "no", "pt", "ru", "sv")


def change(left: str, right: str, language: str = "en") -> tuple[str, str, str] | None:
    """The kind of the change and its words; the same in both directions."""
    found, back = changed_meaning(left, right, language), changed_meaning(right, left, language)
    assert (found is None) == (back is None)
    if found is None or back is None:
        return None
    assert (found.kind, found.left, found.right) == (back.kind, back.right, back.left)
    return found.kind, left[slice(*found.left)], right[slice(*found.right)]


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("12", "21", "figure"),
        ("Monday", "Tuesday", "day"),
        ("Lindow", "Carrow", "name"),
        ("approved", "did not approve", "negation"),
        ("approved", "never approved", "negation"),
        ("approved", "rejected", "antonym"),
        ("approved", "turned down", "antonym"),
        ("new", "old", "antonym"),
        ("with", "without", "antonym"),
    ],
)
def test_one_changed_word_has_its_kind(old: str, new: str, kind: str) -> None:
    found = change(BASE, BASE.replace(old, new))
    assert found is not None
    assert found[0] == kind


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("approved", "backed"),
        ("approved", "approves"),
        ("12", "twelve"),
        ("harbour", "harbor"),
        ("on Monday", "Monday"),
        ("Lindow", "LINDOW"),
        ("The", "Not only the"),
    ],
)
def test_other_words_for_the_same_are_no_change(old: str, new: str) -> None:
    assert change(BASE, BASE.replace(old, new)) is None


def test_equal_sentences_have_no_change() -> None:
    assert change(BASE, BASE) is None


def test_sentences_with_less_than_half_of_their_words_in_common_are_not_compared() -> None:
    assert change("The ferry will not sail.", "The ferry will sail.") is not None
    assert (
        change("The ferry will not sail before the storm.", "The ferry will sail from Lindow to distant outer isles.")
        is None
    )


def test_order_does_not_hide_a_negation() -> None:
    found = change("The bridge will close Monday, officials said.", "Officials said the bridge will not close Monday.")
    assert found == ("negation", "close", "not close")


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Kolb was not convicted of the mill fire.", "Kolb was acquitted of the mill fire."),
        ("The council did not approve the bridge plan.", "The council rejected the bridge plan."),
    ],
)
def test_a_negated_word_says_the_same_as_its_opposite(left: str, right: str) -> None:
    assert change(left, right) is None


def test_a_negation_inside_a_phrase_negates_nothing_else() -> None:
    assert change("Kolb was found not guilty of arson.", "Kolb was found guilty of arson.") == (
        "antonym",
        "not guilty",
        "guilty",
    )
    assert {each.key for each in assertions("He was found not guilty of arson.") if each.negated} == set()


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("No formal charges have been filed in Lindow.", {"formal", "charg", "file"}),
        ("No terms of the sale were disclosed.", {"term", "sale", "disclos"}),
        ("No ferry sailed to the isles.", {"ferri", "sail"}),
        ("The council did not approve the plan.", {"approv"}),
    ],
)
def test_no_negates_its_noun_and_verb(text: str, denied: set[str]) -> None:
    assert {each.key for each in assertions(text) if each.negated} == denied


@pytest.mark.parametrize(
    ("text", "language", "stated"),
    [
        ("The pier will not close on Tuesday.", "en", {"close": "not close"}),
        ("The pier will close on Tuesday.", "en", {"close": "close"}),
        ("The mayor did not, under any rule, reject it.", "en", {"reject": "reject"}),
        ("The fair was never really cancelled.", "en", {"cancel": "never really cancelled"}),
        ("Der Rat genehmigte den Plan nicht.", "de", {"genehmigt": "genehmigte den Plan nicht"}),
    ],
)
def test_a_negated_word_is_shown_with_its_negation(text: str, language: str, stated: dict[str, str]) -> None:
    found = {each.key: text[slice(*each.stated)] for each in assertions(text, language)}
    assert {key: found[key] for key in stated} == stated


def test_a_negation_ends_with_its_clause() -> None:
    negated = {each.key for each in assertions("He did not, officials said, but the bridge closed.") if each.negated}
    assert negated == set()


def test_a_number_after_no_is_no_negation() -> None:
    assert not any(each.negated for each in assertions("Pit No. 5 closed in Lindow."))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Police said the mill was empty.", "Officers said the mill was empty."),
        ("The envoy of Tolvia left the talks.", "The Tolvian envoy left the talks."),
    ],
)
def test_a_capital_alone_makes_no_name(left: str, right: str) -> None:
    assert change(left, right) is None


NEGATED = {
    "da": ("Rådet i Lindow vedtog planen for broen.", "Rådet i Lindow vedtog ikke planen for broen."),
    "de": ("Der Rat von Lindow sperrt die Brücke.", "Der Rat von Lindow sperrt die Brücke nicht."),
    "en": ("The council of Lindow closed the bridge.", "The council of Lindow never closed the bridge."),
    "es": ("El concejo de Lindow aprobó el puente.", "El concejo de Lindow no aprobó el puente."),
    "fr": ("Le conseil de Lindow a approuvé le pont.", "Le conseil de Lindow n\u2019a pas approuvé le pont."),
    "it": ("Il consiglio di Lindow ha approvato il ponte.", "Il consiglio di Lindow non ha approvato il ponte."),
    "nl": ("De raad heeft de brug in Lindow goedgekeurd.", "De raad heeft de brug in Lindow niet goedgekeurd."),
    "no": ("Rådet i Lindow vedtok planen for broen.", "Rådet i Lindow vedtok ikke planen for broen."),
    "pt": ("O conselho de Lindow aprovou a ponte.", "O conselho de Lindow não aprovou a ponte."),
    "ru": ("Совет Линдова одобрил план моста.", "Совет Линдова не одобрил план моста."),
    "sv": ("Rådet i Lindow godkände planen för bron.", "Rådet i Lindow godkände inte planen för bron."),
}
OPPOSED = {
    "da": ("Rådet i Lindow vedtog planen for broen.", "Rådet i Lindow forkastede planen for broen."),
    "de": ("Der Rat hat den Plan für Lindow angenommen.", "Der Rat hat den Plan für Lindow abgelehnt."),
    "en": ("The council of Lindow opened the bridge.", "The council of Lindow closed the bridge."),
    "es": ("El concejo de Lindow aprobó el puente.", "El concejo de Lindow rechazó el puente."),
    "fr": ("Le conseil de Lindow a approuvé le pont.", "Le conseil de Lindow a rejeté le pont."),
    "it": ("Il consiglio di Lindow ha approvato il ponte.", "Il consiglio di Lindow ha respinto il ponte."),
    "nl": ("De raad heeft de brug in Lindow geopend.", "De raad heeft de brug in Lindow gesloten."),
    "no": ("Rådet i Lindow vedtok planen for broen.", "Rådet i Lindow avviste planen for broen."),
    "pt": ("O conselho de Lindow aprovou a ponte.", "O conselho de Lindow rejeitou a ponte."),
    "ru": ("Совет Линдова одобрил план моста.", "Совет Линдова отклонил план моста."),
    "sv": ("Rådet i Lindow godkände planen för bron.", "Rådet i Lindow avslog planen för bron."),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_negation_in_every_language(language: str) -> None:
    found = change(*NEGATED[language], language)
    assert found is not None
    assert found[0] == "negation"


@pytest.mark.parametrize("language", LANGUAGES)
def test_antonyms_in_every_language(language: str) -> None:
    found = change(*OPPOSED[language], language)
    assert found is not None
    assert found[0] == "antonym"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_opposites_and_negations(language: str) -> None:
    known = oppositions(language)
    assert len(known.senses) > 200
    assert known.negations
    assert known.function_senses


def test_a_language_without_a_file_has_none() -> None:
    assert not oppositions("cy").senses
    assert change("Agorodd y bont yn Lindow.", "Ni agorodd y bont yn Lindow.", "cy") is None


def test_a_prefix_makes_an_opposite_of_a_word_that_is_long_enough() -> None:
    known = oppositions("de")
    assert known.opposed("klug", "unklug")
    assert not known.opposed("der", "under")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bill Kolb", "William Kolb"),
        ("Kyiv", "Kiev"),
        ("the Islamic State", "ISIS"),
        ("Mirzhukov", "Mirschukow"),
    ],
)
def test_another_form_of_a_name_changes_nothing(one: str, other: str) -> None:
    report = "The council of Lindow met {} on Monday and approved the new harbour plan."
    assert change(report.format(one), report.format(other)) is None
    assert change(report.format("Kyiv"), report.format("Tessel")) == ("name", "Kyiv", "Tessel")


# --- Boundaries -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("own", "compared"),
    [
        ("clocks, teapots, kites, ropes and lanterns", True),
        ("clocks, cannons, teapots, kites, ropes and lanterns", False),
    ],
)
def test_half_of_the_content_words_are_shared(own: str, compared: bool) -> None:
    """Five of ten and ten are; five of ten and eleven are not."""
    left = "The ferry did not sail in storms or floods with barrels, anvils, ladders, saddles or hammers."
    assert (change(left, f"The ferry did sail in storms or floods with {own}.") is not None) is compared


@pytest.mark.parametrize(("tail", "compared"), [("then perhaps", True), ("then perhaps again", False)])
def test_a_replaced_function_word_counts_where_seven_tenths_are_equal(tail: str, compared: bool) -> None:
    """Seven of ten and ten words are equal and in one order; seven of ten and eleven are too few."""
    found = change(
        "They sailed from here to Lindow with it now maybe", f"They sailed from here to Lindow without it {tail}"
    )
    assert found == (("antonym", "with", "without") if compared else None)


SOLD = "The old ferry at the pier of the lake was sold to {} for a small sum"


@pytest.mark.parametrize(
    ("left", "right", "compared"),
    [
        ("Karel Bruno Ostrem", "Viktor Maxim Delin", True),
        ("Karel Bruno Ostrem Kolb", "Viktor Maxim Delin Moreno", False),
        # A name and what is made from it begin with four letters: of Dolm, Dolmish.
        ("Dol", "Dolish", True),
        ("Dolma", "Dolmish", False),
    ],
)
def test_a_name_that_took_the_place_of_another(left: str, right: str, compared: bool) -> None:
    found = change(SOLD.format(left), SOLD.format(right))
    assert found == (("name", left, right) if compared else None)


@pytest.mark.parametrize(("share", "named"), [(0.0005, True), (0.00051, False)])
def test_a_first_word_is_a_name_that_one_of_two_thousand_articles_has(
    share: float, named: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changes, "background", lambda _: Background({"zolma": share, "frume": share}))
    left = "Zolma left the old pier of the lake for a small sum"
    assert (change(left, left.replace("Zolma", "Frume")) is not None) is named
