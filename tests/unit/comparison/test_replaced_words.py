"""Units, places in an order, weekdays and words that changed places, between sentences that are nearly equal."""

from __future__ import annotations

from datetime import date

import pytest

from index.comparison.facts.assertions.changes import changes_of_meaning
from index.comparison.facts.statements import statement

PUBLISHED = date(2025, 3, 5)


def changes(left: str, right: str, language: str = "en") -> list[tuple[str, str, str]]:
    """The kind and the words of each change; the same the other way round."""
    one, other = (statement(text, PUBLISHED, language) for text in (left, right))
    found, back = changes_of_meaning(one, other), changes_of_meaning(other, one)
    assert {(each.kind, each.left, each.right) for each in found} == {
        (each.kind, each.right, each.left) for each in back
    }
    return [(each.kind, left[slice(*each.left)], right[slice(*each.right)]) for each in found]


@pytest.mark.parametrize(
    ("sentence", "old", "new"),
    [
        ("The wreck lies {} from Port Elgin, the crew said.", "about 14 kilometres", "about 14 miles"),
        ("The wreck lies {} miles from Port Elgin, the crew said.", "62", "64"),
        ("The new pier will cost {}, the harbour master said.", "40 million pounds", "40 million euros"),
        ("The new pier will cost {}, the harbour master said.", "£40 million", "€40 million"),
        ("Fares rose by {} last year, the county said.", "6 percent", "6 percentage points"),
        ("The owner was jailed for {} by the court in Averby.", "three years", "three months"),
        ("The water of the bay is {}, the crew said.", "20 degrees Celsius", "20 degrees Fahrenheit"),
        ("The board will publish its {} report in Averby.", "third", "second"),
        ("The board will publish its {} report in Averby.", "3rd", "fourth"),
    ],
)
def test_a_figure_of_another_unit_or_place_is_another_figure(sentence: str, old: str, new: str) -> None:
    assert ("figure", old, new) in changes(sentence.format(old), sentence.format(new))


@pytest.mark.parametrize(
    ("sentence", "old", "new"),
    [
        ("The wreck lies {} from Port Elgin, the crew said.", "14 kilometres", "14 km"),
        ("The wreck lies {} from Port Elgin, the crew said.", "1,000 metres", "1 kilometre"),
        ("The wreck lies {} from Port Elgin, the crew said.", "62 miles", "100 kilometres"),
        ("The new pier will cost {}, the harbour master said.", "£40 million", "40 million pounds"),
        ("The new pier will cost {}, the harbour master said.", "$40 million", "US$40 million"),
        ("Fares rose by {} last year, the county said.", "6 percent", "6%"),
        ("The crew left {}, the harbour master said on Monday.", "two days before", "two days earlier"),
        ("The board will publish its {} report in Averby.", "3rd", "third"),
        ("The mill in Averby collapsed on {}, killing 12 workers.", "Tuesday", "Tues"),
    ],
)
def test_the_same_in_other_words_is_no_change(sentence: str, old: str, new: str) -> None:
    assert changes(sentence.format(old), sentence.format(new)) == []


def test_a_weekday_that_is_not_that_of_the_date_beside_it_is_another_day() -> None:
    sentence = "The mill in Averby collapsed on {}, 4 March 2025, killing 12 workers."
    assert changes(sentence.format("Tuesday"), sentence.format("Monday")) == [("day", "Tuesday", "Monday")]


@pytest.mark.parametrize(
    ("language", "left", "right", "words"),
    [
        ("en", "All survivors were taken to Port Elgin.", "Some of the survivors were taken to Port Elgin.",
         ("All", "Some of the")),
        ("de", "Alle 31 Passagiere wurden nach Esens gebracht.", "Einige der 31 Passagiere wurden nach Esens gebracht.",
         ("Alle", "Einige der")),
        ("es", "Todos los trenes al norte quedarán suspendidos.", "Algunos trenes al norte quedarán suspendidos.",
         ("Todos los", "Algunos")),
        ("fr", "Tous les élèves ont été conduits au gymnase.", "Certains élèves ont été conduits au gymnase.",
         ("Tous les", "Certains")),
        ("it", "Tutti gli alunni sono stati portati in palestra.", "Alcuni alunni sono stati portati in palestra.",
         ("Tutti gli", "Alcuni")),
        ("pt", "Todos os alunos foram levados para o ginásio.", "Alguns alunos foram levados para o ginásio.",
         ("Todos os", "Alguns")),
        ("nl", "Alle leerlingen zijn naar de gymzaal gebracht.", "Sommige leerlingen zijn naar de gymzaal gebracht.",
         ("Alle", "Sommige")),
        ("sv", "Alla elever fördes till gymnastiksalen.", "Några elever fördes till gymnastiksalen.",
         ("Alla", "Några")),
        ("da", "Alle elever blev bragt til gymnastiksalen.", "Nogle elever blev bragt til gymnastiksalen.",
         ("Alle", "Nogle")),
        ("no", "Alle elever ble brakt til gymsalen.", "Noen elever ble brakt til gymsalen.", ("Alle", "Noen")),
        ("ru", "Все ученики были доставлены в спортзал.", "Некоторые ученики были доставлены в спортзал.",
         ("Все", "Некоторые")),
    ],
)  # fmt: skip
def test_some_are_not_all(language: str, left: str, right: str, words: tuple[str, str]) -> None:
    assert changes(left, right, language) == [("antonym", *words)]


def test_all_of_them_are_all() -> None:
    assert changes("All survivors were taken to Port Elgin.", "All of the survivors were taken to Port Elgin.") == []


@pytest.mark.parametrize(
    ("language", "left", "right", "change"),
    [
        ("en", "The council approved it by nine votes to four.", "The council approved it by four votes to nine.",
         ("figure", "nine", "four")),
        ("en", "Ellmore won by three goals to one on Friday.", "Ellmore won by one goal to three on Friday.",
         ("figure", "three", "one")),
        ("en", "Anna Weir saw Peter Holm push the gate open.", "Peter Holm saw Anna Weir push the gate open.",
         ("name", "Anna Weir", "Peter Holm")),
        ("en", "The train from Carrow to Lindow was late.", "The train from Lindow to Carrow was late.",
         ("name", "Carrow", "Lindow")),
        ("en", "The dog chased the postman through Ellmore.", "The postman chased the dog through Ellmore.",
         ("order", "dog", "postman")),
        ("de", "Die Reederei verklagte die Stadt im Mai.", "Die Stadt verklagte die Reederei im Mai.",
         ("order", "Reederei", "Stadt")),
    ],
)  # fmt: skip
def test_words_that_changed_places_say_another_thing(
    language: str, left: str, right: str, change: tuple[str, str, str]
) -> None:
    assert changes(left, right, language) == [change]


@pytest.mark.parametrize(
    ("language", "left", "right"),
    [
        ("en", "Anna Weir and Peter Holm pushed the gate open.", "Peter Holm and Anna Weir pushed the gate open."),
        ("en", "Anna Weir or Peter Holm pushed the gate open.", "Peter Holm or Anna Weir pushed the gate open."),
        ("en", "Weir, Fell and Holm pushed the gate open.", "Holm, Fell and Weir pushed the gate open."),
        ("en", "The council approved the tunnel on Friday.", "On Friday the council approved the tunnel."),
        ("en", "Quickly the council approved the tunnel.", "The council quickly approved the tunnel."),
        ("de", "Gestern sprach Tiedje im Hafen von Esens.", "Tiedje sprach gestern im Hafen von Esens."),
    ],
)
def test_what_may_as_well_come_first_is_no_change(language: str, left: str, right: str) -> None:
    assert changes(left, right, language) == []
