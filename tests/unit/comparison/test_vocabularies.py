"""Figures, days and speakers in the languages that have a vocabulary."""

from __future__ import annotations

from datetime import date

import pytest

from index.comparison.facts.conflicts import differences, statement
from index.comparison.facts.days import days, times
from index.comparison.facts.events.vocabulary import event_words
from index.comparison.facts.figures import figures
from index.comparison.facts.speakers import speaker
from index.comparison.facts.vocabulary import vocabulary

LANGUAGES = ("da", "de", "en", "es", "fr", "it", "nl", "no", "pt", "ru", "sv")


def differing(language: str, a: str, b: str, issued: date | None = None) -> list[tuple[str, str, str]]:
    left, right = statement(a, issued, language), statement(b, issued, language)
    return [(found.kind, a[slice(*found.left_span)], b[slice(*found.right_span)]) for found in differences(left, right)]


TOLD = {
    "da": (
        "Branden på møllen i Lindow dræbte {} mennesker på nattevagten.",
        "Rådet i Lindow stemte om havneplanen {}.",
    ),
    "de": (
        "Bei dem Brand in der Mühle von Lindow starben {} Menschen der Nachtschicht.",
        "Der Rat von Lindow stimmte am {} über die neue Brücke ab.",
    ),
    "es": (
        "El incendio en el molino de Lindow mató a {} personas del turno de noche.",
        "El concejo de Lindow votó el {} el plan del puente.",
    ),
    "fr": (
        "L\u2019incendie du moulin de Lindow a tué {} personnes de l\u2019équipe de nuit.",
        "Le conseil de Lindow a voté {} le plan du pont.",
    ),
    "it": (
        "L\u2019incendio al mulino di Lindow ha ucciso {} persone del turno di notte.",
        "Il consiglio di Lindow ha votato {} il piano del ponte.",
    ),
    "nl": (
        "Bij de brand in de molen van Lindow kwamen {} mensen van de nachtploeg om.",
        "De raad van Lindow stemde {} over het plan voor de brug.",
    ),
    "no": (
        "Brannen i møllen i Lindow drepte {} mennesker på nattskiftet.",
        "Rådet i Lindow stemte over havneplanen {}.",
    ),
    "pt": (
        "O incêndio no moinho de Lindow matou {} pessoas do turno da noite.",
        "O conselho de Lindow votou no {} o plano da ponte.",
    ),
    "ru": (
        "Пожар на мельнице в Линдове убил {} человек из ночной смены.",
        "Совет Линдова голосовал в {} за план моста.",
    ),
    "sv": (
        "Branden vid kvarnen i Lindow dödade {} människor på nattskiftet.",
        "Rådet i Lindow röstade om hamnplanen i {}.",
    ),
}


@pytest.mark.parametrize(
    ("language", "a", "b"),
    [
        ("da", "enogtyve", "tolv"),
        ("de", "einundzwanzig", "zwölf"),
        ("es", "veintiún", "doce"),
        ("fr", "vingt et une", "douze"),
        ("it", "ventuno", "dodici"),
        ("nl", "eenentwintig", "twaalf"),
        ("no", "tjueen", "tolv"),
        ("pt", "vinte e uma", "doze"),
        ("ru", "двадцать одного", "двенадцать"),
        ("sv", "tjugoen", "tolv"),
    ],
)
def test_numbers_in_words_differ_and_agree(language: str, a: str, b: str) -> None:
    told = TOLD[language][0]
    assert differing(language, told.format(a), told.format(b)) == [("figure", a, b)]
    assert differing(language, told.format(a), told.format("21")) == []
    assert differing(language, told.format("12"), told.format(b)) == []


@pytest.mark.parametrize(
    ("language", "exact", "hedged", "vague", "wrong"),
    [
        ("da", "1.240", "mere end 1.200", "omkring 1.300", "mindst 1.500"),
        ("de", "1.240", "mehr als 1.200", "etwa 1.300", "mindestens 1.500"),
        ("es", "1.240", "más de 1.200", "unas 1.300", "al menos 1.500"),
        ("fr", "1 240", "plus de 1 200", "environ 1 300", "au moins 1 500"),
        ("it", "1.240", "oltre 1.200", "circa 1.300", "almeno 1.500"),
        ("nl", "1.240", "meer dan 1.200", "zo\u2019n 1.300", "minstens 1.500"),
        ("no", "1 240", "mer enn 1 200", "rundt 1 300", "minst 1 500"),
        ("pt", "1.240", "mais de 1.200", "cerca de 1.300", "pelo menos 1.500"),
        ("ru", "1 240", "более 1 200", "около 1 300", "не менее 1 500"),
        ("sv", "1 240", "mer än 1 200", "omkring 1 300", "minst 1 500"),
    ],
)
def test_hedges_are_allowed_for(language: str, exact: str, hedged: str, vague: str, wrong: str) -> None:
    told = TOLD[language][0]
    assert differing(language, told.format(exact), told.format(hedged)) == []
    assert differing(language, told.format(exact), told.format(vague)) == []
    assert differing(language, told.format(exact), told.format(wrong)) == [("figure", exact, wrong)]


@pytest.mark.parametrize(
    ("language", "text", "low", "high", "hedge", "unit"),
    [
        ("de", "rund 1,5 Mio. Euro", 1.5e6, 1.5e6, "about", "€"),
        ("de", "zwei Milliarden Dollar", 2e9, 2e9, "", "$"),
        ("de", "eine Billion Franken", 1e12, 1e12, "", "francs"),
        ("de", "eine halbe Million Schafe", 5e5, 5e5, "", ""),
        ("de", "zweihundertfünfundzwanzigtausend Schafe", 225_000, 225_000, "", ""),
        ("de", "mehrere Dutzend Schafe", 24, 200, "about", ""),
        ("de", "nicht mehr als 20 Schafe", 20, 20, "under", ""),
        ("de", "zwischen 20 und 30 Schafen", 20, 30, "", ""),
        ("de", "ein 24-jähriger Hirte", 24, 24, "", "age"),
        ("fr", "quatre-vingt-dix-neuf moutons", 99, 99, "", ""),
        ("fr", "soixante et onze moutons", 71, 71, "", ""),
        ("fr", "1,5 milliard d\u2019euros", 1.5e9, 1.5e9, "", "€"),
        ("fr", "20 pour cent", 20, 20, "", "percent"),
        ("fr", "une vingtaine de moutons", 17, 24, "about", ""),
        ("fr", "pas plus de 20 moutons", 20, 20, "under", ""),
        ("fr", "20 moutons au moins", 20, 20, "over", ""),
        ("es", "mil millones de dólares", 1e9, 1e9, "", "$"),
        ("es", "20 mil ovejas", 20_000, 20_000, "", ""),
        ("es", "doscientas cincuenta y dos ovejas", 252, 252, "", ""),
        ("es", "decenas de miles de ovejas", 1e4, 1e5, "about", ""),
        ("it", "duemilacinquecento pecore", 2500, 2500, "", ""),
        ("it", "oltre 4,5 miliardi di euro", 4.5e9, 4.5e9, "over", "€"),
        ("pt", "cerca de R$ 2,5 milhões", 2.5e6, 2.5e6, "about", "R$"),
        ("pt", "mil milhões de euros", 1e9, 1e9, "", "€"),
        ("nl", "tweeëntwintig schapen", 22, 22, "", ""),
        ("nl", "anderhalf miljoen euro", 1.5e6, 1.5e6, "", "€"),
        ("da", "femoghalvtreds får", 55, 55, "", ""),
        ("sv", "tjugofem miljoner kronor", 25e6, 25e6, "", "kr"),
        ("no", "to milliarder kroner", 2e9, 2e9, "", "kr"),
        ("ru", "двадцать пять тысяч овец", 25_000, 25_000, "", ""),
        ("ru", "1,5 млрд рублей", 1.5e9, 1.5e9, "", "₽"),
    ],
)
def test_figures_are_read(language: str, text: str, low: float, high: float, hedge: str, unit: str) -> None:
    (figure,) = statement(text, None, language).figures
    assert (figure.low, figure.high, figure.hedge, figure.unit) == (low, high, hedge, unit)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Ein Hirte und eine Frau"),
        ("fr", "Un berger et une femme"),
        ("es", "Un pastor y una mujer"),
        ("it", "Un pastore e una donna"),
        ("pt", "Um pastor e uma mulher"),
        ("nl", "Een herder en een vrouw"),
    ],
)
def test_an_article_is_no_figure(language: str, text: str) -> None:
    assert figures(text, (), language) == []


@pytest.mark.parametrize(
    ("language", "a", "b"),
    [
        ("da", "tirsdag", "onsdag"),
        ("de", "Dienstagabend", "Mittwoch"),
        ("es", "martes", "miércoles"),
        ("fr", "mardi", "mercredi"),
        ("it", "martedì", "mercoledì"),
        ("nl", "dinsdag", "woensdagmiddag"),
        ("no", "tirsdag", "onsdag"),
        ("pt", "sábado", "domingo"),
        ("ru", "понедельник", "среду"),
        ("sv", "tisdags", "onsdags"),
    ],
)
def test_weekdays_differ(language: str, a: str, b: str) -> None:
    told = TOLD[language][1]
    assert differing(language, told.format(a), told.format(b), date(2019, 2, 9)) == [("day", a, b)]


@pytest.mark.parametrize(
    ("language", "text", "year", "month", "day"),
    [
        ("da", "den 3. oktober 2018", 2018, 10, 3),
        ("de", "am 3. Oktober 2018", 2018, 10, 3),
        ("de", "am 3.10.2018", 2018, 10, 3),
        ("de", "seit März", None, 3, None),
        ("de", "vorgestern", 2019, 2, 7),
        ("es", "el 3 de octubre de 2018", 2018, 10, 3),
        ("es", "ayer", 2019, 2, 8),
        ("es", "el próximo lunes", 2019, 2, 11),
        ("fr", "le 1er octobre 2018", 2018, 10, 1),
        ("fr", "avant-hier", 2019, 2, 7),
        ("fr", "lundi prochain", 2019, 2, 11),
        ("it", "il 3 ottobre 2018", 2018, 10, 3),
        ("it", "ieri", 2019, 2, 8),
        ("nl", "op 3 oktober 2018", 2018, 10, 3),
        ("nl", "eergisteren", 2019, 2, 7),
        ("no", "3. oktober 2018", 2018, 10, 3),
        ("pt", "em 3 de outubro de 2018", 2018, 10, 3),
        ("pt", "na segunda-feira", 2019, 2, 4),
        ("ru", "3 октября 2018 года", 2018, 10, 3),
        ("ru", "вчера", 2019, 2, 8),
        ("sv", "den 3 oktober 2018", 2018, 10, 3),
    ],
)
def test_days_are_read(language: str, text: str, year: int | None, month: int, day: int | None) -> None:
    (found,) = days(text, date(2019, 2, 9), language)
    assert (found.year, found.month, found.day) == (year, month, day)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "am Morgen"),
        ("es", "por la mañana"),
        ("fr", "la planète Mars, vue de près"),
        ("pt", "a segunda vez"),
    ],
)
def test_what_is_no_day(language: str, text: str) -> None:
    assert days(text, date(2019, 2, 9), language) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "um 14.30 Uhr"),
        ("fr", "à 14h30"),
        ("es", "a las 14:30"),
        ("it", "alle 14.30"),
        ("nl", "om 14.30 uur"),
        ("pt", "às 14h30"),
        ("sv", "klockan 14.30"),
    ],
)
def test_times_are_read(language: str, text: str) -> None:
    assert [(found.minutes, found.half_known) for found in times(text, language)] == [(870, True)]


@pytest.mark.parametrize(
    ("language", "text", "who"),
    [
        ("de", "Die Bürgermeisterin Olga Brandt sagte, 40 Boote seien gesunken.", "Die Bürgermeisterin Olga Brandt"),
        ("de", "40 Boote sind laut Küstenwache gesunken.", "Küstenwache"),
        ("es", "40 barcos se hundieron, según la guardia costera.", "la guardia costera"),
        ("es", "La alcaldesa Olga Brandt dijo que 40 barcos se hundieron.", "La alcaldesa Olga Brandt"),
        ("fr", "40 bateaux ont coulé, selon les garde-côtes.", "les garde-côtes"),
        ("fr", "La maire Olga Brandt a déclaré que 40 bateaux avaient coulé.", "La maire Olga Brandt"),
        ("it", "40 barche sono affondate, secondo la guardia costiera.", "la guardia costiera"),
        ("nl", "Volgens de kustwacht, die telde, zijn 40 boten gezonken.", "de kustwacht"),
        ("pt", "A prefeita Olga Brandt disse que 40 barcos afundaram.", "A prefeita Olga Brandt"),
    ],
)
def test_who_says_it(language: str, text: str, who: str) -> None:
    at = text.index("40")
    assert speaker(text, (at, at + 2), language) == who


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_vocabulary_reads_its_own_words(language: str) -> None:

    told = vocabulary(language)
    assert set(told.days.months.values()) == set(range(1, 13))
    assert set(told.days.weekdays.values()) == set(range(7))
    for word, number in told.figures.numbers.items():
        read = figures(f"{word} 40", (), language)
        assert [f.low for f in read] in ([number, 40.0], [40.0])


def test_a_language_without_a_vocabulary_is_read_by_its_digits() -> None:
    told = "Mlýn v Lindově stál {} let a zavřel v roce 1987."
    assert differing("cs", told.format("1.240"), told.format("1240")) == []
    assert differing("cs", told.format("1.240"), told.format("1.420")) == [("figure", "1.240", "1.420")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_words_for_events_and_when_and_where_they_are(language: str) -> None:
    words = event_words(language)
    assert {unit for _, unit in words.periods.shifted.values()} == {"week", "month", "year"}
    assert set(words.periods.units.values()) == {"day", "week", "month", "year"}
    assert {len(months) for months in words.periods.seasons.values()} == {3}
    assert set(words.periods.that_day.values()) == {-1, 0, 1}
    assert {"die", "arrest", "dismiss", "begin"} <= set(words.clauses.events.values())
    assert set(words.locations.compass.values()) == set(range(0, 360, 45))
    assert "minute" in words.match.minute
