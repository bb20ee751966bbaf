"""The event of a day: the verb, the names and the words of its clause."""

from __future__ import annotations

from datetime import date

import pytest

from index.comparison.facts.events.clauses import Event, Surroundings, event, is_kind, named
from index.comparison.facts.events.period_reader import periods
from index.comparison.facts.statements import statement

ISSUED = date(2019, 3, 14)


def events(text: str, *, language: str = "en", known: str = "", carried: str = "") -> dict[str, Event]:
    found = periods(text, ISSUED, language)
    around = Surroundings(
        statement(text, ISSUED, language),
        tuple(period.span for period in found),
        frozenset(known.split()),
        frozenset(carried.split()),
    )
    return {period.text: event(around, period.span) for period in found}


def verbs(text: str) -> dict[str, str]:
    return {when: each.verb for when, each in events(text).items()}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # The day belongs to the verb of its own clause.
        (
            "The jury was chosen on Friday, but officials said Wednesday that the mill burned on Monday.",
            {"Friday": "choos", "Wednesday": "say", "Monday": "burn"},
        ),
        (
            "Two men were arrested by police on Tuesday, the mayor said at a news conference Wednesday.",
            {"Tuesday": "arrest", "Wednesday": "say"},
        ),
        ("She has led the party since 2002.", {"2002": "lead"}),
        # Before the verb where no verb is before the day.
        ("On Tuesday the council dismissed the clerk.", {"Tuesday": "dismiss"}),
        ("Early Tuesday, around 1:30 a.m., the clerk arrived.", {"Tuesday": "arrive"}),
        # Past what is beside the point.
        ("Later that day, as she left the hall, the guard shot a clerk.", {"Later that day": "shoot"}),
        # What a day describes is its event.
        ("The clerk spoke of the 1972 fire.", {"1972": "burn"}),
        ("She was sentenced for the March 11, 2005, fire that gutted the mill.", {"March 11, 2005": "burn"}),
        ("On March 11, 2005, the clerk spoke.", {"March 11, 2005": "speak"}),
        ("The clerk spoke before Tuesday\u2019s council meeting.", {"Tuesday": "meet"}),
        ("The clerk spoke on Tuesday.", {"Tuesday": "speak"}),
        # Adverbs are no verbs, and stand between the words of one.
        ("The cause was not immediately known on Tuesday.", {"Tuesday": "know"}),
        ("The clerk was reportedly dismissed on Tuesday.", {"Tuesday": "dismiss"}),
        # A name that ends as adverbs do is none; the words of a value are no verb.
        ("After he was arrested in a raid, police in Thessaly said Wednesday.", {"Wednesday": "say"}),
        # A part of a compound is no verb.
        ("The clerk entered court-mandated care on Tuesday.", {"Tuesday": "arrive"}),
    ],
)
def test_the_verb_of_a_day(text: str, found: dict[str, str]) -> None:
    assert verbs(text) == found


@pytest.mark.parametrize(("between", "verb"), [(2, "arrive"), (3, "")])
def test_a_verb_is_three_clauses_away_at_most(between: int, verb: str) -> None:
    hats = "the tall hat, " * between
    assert verbs(f"The clerk arrived, {hats}on Tuesday.") == {"Tuesday": verb}
    assert verbs(f"On Tuesday, {hats}the clerk arrived.") == {"Tuesday": verb}


def test_words_for_one_kind_of_event_are_one_verb() -> None:
    ejected = events("The clerk was ejected in 2003.")["2003"]
    ousted = events("The clerk was ousted in 2002.")["2002"]
    assert ejected.verb == ousted.verb == "dismiss"
    assert (ejected.said, ousted.said) == ("ejected", "ousted")
    assert is_kind("dismiss", "en")
    assert not is_kind("say", "en")


def test_reports_plans_and_quotations() -> None:
    assert events("The clerk said on Tuesday that the mill burned.")["Tuesday"].reports
    assert not events("The clerk spoke on Tuesday.")["Tuesday"].reports
    assert events("The council will meet in 2020.")["2020"].planned
    assert events("The council is expected to meet in 2020.")["2020"].planned
    assert not events("The council had to meet in 2018.")["2018"].planned
    assert events("\u201cIt burned in 1968,\u201d she said.")["1968"].quoted
    assert not events("\u201cIt burned,\u201d she said in 1968.")["1968"].quoted


def test_a_report_has_the_words_that_follow() -> None:
    assert {"mill", "burn"} <= events("The clerk said on Tuesday that the mill burned.")["Tuesday"].words


def test_names_are_of_the_clause_and_others_are_near() -> None:
    found = events("Anna Kolb spoke while Dan Marsh was dismissed on Tuesday.", known="anna kolb dan marsh")["Tuesday"]
    assert found.names == {"dan", "marsh"}
    assert found.context == {"anna", "kolb"}


def test_a_pronoun_may_be_a_name_of_the_sentence_before() -> None:
    assert events("He was dismissed on Tuesday.", carried="marsh")["Tuesday"].context == {"marsh"}
    named_itself = events("Anna Kolb was dismissed on Tuesday.", known="kolb", carried="marsh")["Tuesday"]
    assert "marsh" not in named_itself.context


def test_a_name_of_the_article_is_known_at_the_beginning_of_a_sentence() -> None:
    sentence = statement("Marsh was dismissed.", ISSUED)
    assert named(Surroundings(sentence)) == frozenset()
    assert named(Surroundings(sentence, known=frozenset({"marsh"}))) == {"marsh"}


def test_the_words_that_date_an_event_are_no_part_of_it() -> None:
    found = events("The clerk was dismissed last week after three years.")["last week"]
    assert not {"last", "week"} & found.words
    assert found.subject == "The clerk was dismissed"


def test_the_noun_after_a_place_is_not_its_event() -> None:
    sentence = statement("The Ashby council dismissed the clerk.", ISSUED)
    assert event(Surroundings(sentence, describes=False), (4, 9)).verb == "dismiss"


def test_a_verb_is_sought_a_few_clauses_away() -> None:
    near = "In 1968, at noon, in the rain, the council dismissed the clerk."
    far = "In 1968, at noon, in the rain, on a hill, by the sea, the council dismissed the clerk."
    assert events(near)["1968"].verb == "dismiss"
    assert events(far)["1968"].verb == ""


def test_auxiliaries_are_a_few_words_before_the_verb() -> None:
    assert events("The council will now also soon meet in 2020.")["2020"].planned
    assert not events("The council will now also soon again meet in 2020.")["2020"].planned


def test_a_short_word_is_no_verb_by_its_ending() -> None:
    assert verbs("A shed rubed in 1968.") == {"1968": "rube"}
    assert verbs("The shed rued it in 1968.") == {"1968": ""}


def test_at_most_three_words_after_a_day_are_described_by_it() -> None:
    assert verbs("They spoke of the 1972 grand old fire.") == {"1972": "burn"}
    assert verbs("They spoke of the 1972 very grand old fire.")["1972"] != "burn"


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("de", "Der Kämmerer wurde 2003 entlassen.", "Der Kämmerer wurde 2002 gefeuert."),
        ("fr", "Le greffier a été licencié en 2003.", "Le greffier a été renvoyé en 2002."),
        ("es", "El secretario fue despedido en 2003.", "El secretario fue destituido en 2002."),
        ("it", "Il segretario fu licenziato nel 2003.", "Il segretario fu destituito nel 2002."),
        ("nl", "De secretaris kreeg in 2003 ontslag.", "De secretaris werd in 2002 ontslagen."),
        ("pt", "O secretário foi demitido em 2003.", "O secretário foi destituído em 2002."),
        ("da", "Sekretæren blev fyret i 2003.", "Sekretæren blev afskediget i 2002."),
        ("no", "Sekretæren fikk sparken og ble avskjediget i 2003.", "Sekretæren ble avskjediget i 2002."),
        ("sv", "Sekreteraren blev avskedad 2003.", "Sekreteraren blev sparkad och avskedad 2002."),
        ("ru", "Секретарь был уволен в 2003 году.", "Секретарь был уволен в 2002 году."),
    ],
)
def test_kinds_of_events_in_other_languages(language: str, one: str, other: str) -> None:
    assert events(one, language=language)["2003"].verb == events(other, language=language)["2002"].verb == "dismiss"


def test_the_words_of_a_value_are_no_verb() -> None:
    text = "A header from the near post with two minutes left"
    start = text.index("two")
    assert event(Surroundings(statement(text)), (start, len(text))).verb == ""
    assert event(Surroundings(statement(text)), (start, len(text) - len(" left"))).verb != ""
