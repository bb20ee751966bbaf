"""Days in ten languages other than English: recurrences, quotations, and the verb that each day is bound to."""

from __future__ import annotations

from datetime import date

import pytest

from index.comparison.facts.events.clauses import Event, Surroundings, event
from index.comparison.facts.events.period_reader import periods
from index.comparison.facts.statements import statement

ISSUED = date(2021, 3, 12)
RECURRING = [
    ("da", "Markedet åbner hver tirsdag klokken otte."),
    ("da", "Om tirsdagen åbner markedet klokken otte."),
    ("de", "Der Markt öffnet jeden Dienstag um acht."),
    ("de", "Jeden zweiten Dienstag öffnet der Markt."),
    ("es", "El mercado abre cada martes a las ocho."),
    ("es", "El mercado abre todos los martes."),
    ("fr", "Le marché ouvre chaque mardi à huit heures."),
    ("fr", "Chaque nouveau mardi, le marché ouvre."),
    ("it", "Il mercato apre ogni martedì alle otto."),
    ("it", "Il mercato apre tutti i martedì."),
    ("nl", "De markt opent elke dinsdag om acht uur."),
    ("nl", "De markt opent iedere dinsdag."),
    ("no", "Markedet åpner hver tirsdag klokken åtte."),
    ("no", "Markedet åpner alltid hver eneste tirsdag."),
    ("pt", "O mercado abre toda terça-feira às oito."),
    ("pt", "Todo terça-feira o mercado abre cedo."),
    ("ru", "Рынок открывается каждый вторник."),
    ("ru", "Каждый второй вторник рынок закрыт."),
    ("sv", "Marknaden öppnar varje tisdag klockan åtta."),
    ("sv", "Varje ny tisdag öppnar marknaden."),
]
QUOTED = [
    ("da", "“Nej til tirsdag” stod der på skiltet."),
    ("da", "Han råbte: »Vi ses tirsdag«."),
    ("de", "„Nie wieder Dienstag“ stand auf dem Schild."),
    ("de", "Er rief: „Bis Dienstag“."),
    ("es", "«Nunca más un martes» decía el cartel."),
    ("es", "Gritó: “Hasta el martes”."),
    ("fr", "« Plus jamais mardi » disait la pancarte."),
    ("fr", "Il a crié : « À mardi »."),
    ("it", "«Mai più martedì» diceva il cartello."),
    ("it", "Gridò: “A martedì”."),
    ("nl", "“Nooit meer dinsdag” stond op het bord."),
    ("nl", "Hij riep: “Tot dinsdag”."),
    ("no", "«Aldri mer tirsdag» sto det på skiltet."),
    ("no", "Han ropte: «Vi ses tirsdag»."),
    ("pt", "“Nunca mais terça-feira” dizia o cartaz."),
    ("pt", "Gritou: “Até terça-feira”."),
    ("ru", "«Больше никаких вторник» было на плакате."),
    ("ru", "Он крикнул: «Вторник наш»."),
    ("sv", "”Aldrig mer tisdag” stod det på skylten."),
    ("sv", "Han ropade: ”Vi ses tisdag”."),
]
REPORTED = [
    ("da", "Avisen skrev fredag, at møllen brændte tirsdag."),
    ("da", "Politiet oplyste fredag, at katten miavede tirsdag."),
    ("de", "Die Zeitung berichtete am Freitag, dass die Mühle am Dienstag brannte."),
    ("de", "Die Polizei teilte am Freitag mit, dass die Katze am Dienstag miaute."),
    ("es", "El diario informó el viernes de que el molino ardió el martes."),
    ("es", "La policía dijo el viernes que el gato maulló el martes."),
    ("fr", "Le journal a rapporté vendredi que le moulin avait brûlé mardi."),
    ("fr", "La police a déclaré vendredi que le chat miaulait mardi."),
    ("it", "Il giornale ha riferito venerdì che il mulino è bruciato martedì."),
    ("it", "La polizia ha detto venerdì che il gatto miagolava martedì."),
    ("nl", "De krant meldde vrijdag dat de molen dinsdag afbrandde."),
    ("nl", "De politie zei vrijdag dat de kat dinsdag miauwde."),
    ("no", "Avisen skrev fredag at møllen brant tirsdag."),
    ("no", "Politiet sa fredag at katten mjauet tirsdag."),
    ("pt", "O jornal informou na sexta-feira que o moinho ardeu na terça-feira."),
    ("pt", "A polícia disse na sexta-feira que o gato miou na terça-feira."),
    ("ru", "Газета сообщила в пятницу, что мельница сгорела во вторник."),
    ("ru", "Полиция сообщила в пятницу, что кошка мяукала во вторник."),
    ("sv", "Tidningen skrev i fredags att kvarnen brann i tisdags."),
    ("sv", "Polisen sade i fredags att katten jamade i tisdags."),
]
TWO_EVENTS = [
    ("da", "Retssagen begynder tirsdag, og han blev anholdt fredag."),
    ("de", "Der Prozess beginnt am Dienstag, festgenommen wurde er am Freitag."),
    ("es", "El juicio comienza el martes y fue detenido el viernes."),
    ("fr", "Le procès commence mardi et il a été arrêté vendredi."),
    ("it", "Il processo inizia martedì e lui è stato arrestato venerdì."),
    ("nl", "Het proces begint dinsdag en hij werd vrijdag gearresteerd."),
    ("no", "Rettssaken begynner tirsdag, og han ble pågrepet fredag."),
    ("pt", "O julgamento começa na terça-feira e ele foi detido na sexta-feira."),
    ("ru", "Процесс начнется во вторник, а задержан он был в пятницу."),
    ("sv", "Rättegången börjar på tisdag och han greps i fredags."),
]
PLANNED = [
    ("da", "Retssagen skal begynde tirsdag."),
    ("de", "Der Prozess soll am Dienstag beginnen."),
    ("es", "El juicio va a comenzar el martes."),
    ("fr", "Le procès doit commencer mardi."),
    ("it", "Il processo dovrebbe iniziare martedì."),
    ("nl", "Het proces zal dinsdag beginnen."),
    ("no", "Rettssaken skal begynne tirsdag."),
    ("pt", "O julgamento vai começar na terça-feira."),
    ("ru", "Процесс должен начаться во вторник."),
    ("sv", "Rättegången ska enligt planen börja på tisdag."),
]


def events(language: str, text: str) -> list[Event]:
    found = periods(text, ISSUED, language)
    around = Surroundings(statement(text, ISSUED, language), tuple(each.span for each in found))
    return [event(around, each.span) for each in found]


@pytest.mark.parametrize(("language", "text"), RECURRING)
def test_a_day_that_recurs_is_the_day_of_no_event(language: str, text: str) -> None:
    assert [each.recurs for each in periods(text, ISSUED, language)] == [True]


@pytest.mark.parametrize(("language", "text"), QUOTED)
def test_a_day_in_a_slogan_or_quotation_is_in_a_quotation(language: str, text: str) -> None:
    assert [each.quoted for each in events(language, text)] == [True]


@pytest.mark.parametrize(("language", "text"), REPORTED)
def test_the_day_of_the_report_is_not_that_of_what_happened(language: str, text: str) -> None:
    report, happened = events(language, text)
    assert report.reports and not happened.reports
    assert report.verb != happened.verb


@pytest.mark.parametrize(("language", "text"), TWO_EVENTS)
def test_each_day_is_bound_to_its_own_verb(language: str, text: str) -> None:
    assert [each.verb for each in events(language, text)] == ["begin", "arrest"]


@pytest.mark.parametrize(("language", "text"), PLANNED)
def test_what_is_set_is_still_to_come(language: str, text: str) -> None:
    assert [(each.verb, each.planned) for each in events(language, text)] == [("begin", True)]
