"""Texts in 8-bit encodings that name none: the letters of their words show which it is."""

from __future__ import annotations

import pytest

from index.text import code_pages, decode
from index.text.code_pages import code_page

TEXTS = {
    "cp1250": (
        "Rada miasta zamknęła most na pół roku. Kupcy boją się strat, ponieważ żaden z nich nie był pytany.",
        "Rada města v úterý schválila uzavření mostu přes řeku. Práce začnou příští týden, obchodníci mají strach.",
        "A város közgyűlése kedden döntött a híd lezárásáról. A kereskedők attól félnek, hogy elveszítik a vevőiket.",
        "Gradsko vijeće u utorak je odlučilo zatvoriti most. Trgovci se boje da će izgubiti kupce šest mjeseci.",
        "Consiliul a hotărât marţi închiderea podului. Lucrările încep săptămâna viitoare şi durează şase luni.",
    ),
    "iso8859-2": (
        "Rada miasta zamknęła most na pół roku. Kupcy boją się strat, ponieważ żaden z nich nie był pytany.",
        "Rada města v úterý schválila uzavření mostu přes řeku. Práce začnou příští týden, obchodníci mají strach.",
    ),
    "cp1254": ("Belediye meclisi salı günü köprünün kapatılmasına karar verdi, çalışmalar altı ay sürecek.",),
    "cp1252": (
        "Der Stadtrat beschloss, die Brücke zu schließen. „Wir wurden nicht gefragt“, sagte eine Händlerin.",
        "Le maire a annoncé la fermeture du pont. « Personne n’a été consulté », dit-il près du goût de l’île.",
        "¿Quién lo pagará? «Llevamos aquí cuarenta años», dijo Pilar Núñez. El mercado mide 300 m².",
        "A câmara decidiu fechar a ponte. Os comerciantes não foram ouvidos sobre as decisões da próxima semana.",
        "Bæjarstjórnin ákvað á þriðjudag að loka brúnni. Framkvæmdir hefjast og þær munu standa í sex mánuði.",
        "Linnavolikogu otsustas teisipäeval silla sulgeda. Kaupmehed kardavad, et kaotavad võõrad kliendid.",
        "Byrådet besluttede at lukke broen. De handlende frygter støj. Det koster 3 m³ jord – eller ½ km².",
        "It’s “closed”, said the café’s owner.",
    ),
}


@pytest.mark.parametrize(("encoding", "text"), [(name, text) for name, texts in TEXTS.items() for text in texts])
def test_the_letters_of_words_show_the_encoding(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)) == (text, encoding, False)


def test_two_signs_inside_words_are_no_western_text() -> None:
    assert code_pages._LEAST_SIGNS == 2
    assert code_page(b"by\xb3o, poniedzia\xb3ek, \xe9t\xe9") == "cp1250"
    assert code_page(b"by\xb3o, poniedzialek, \xe9t\xe9") == "cp1252"
    assert code_page(b"by\xb3o, da\xb3, \xe9t\xe9") == "cp1250"
    assert code_page(b"m\xb3, mot\xb9, nota\xb9, \xe9t\xe9") == "cp1252"


@pytest.mark.parametrize(("e_caron", "found"), [(2, "cp1252"), (3, "cp1252"), (4, "cp1250")])
def test_a_language_has_a_share_of_letters_of_its_own(e_caron: int, found: str) -> None:
    """Of a hundred letters beyond ASCII, more than three."""
    own = b"\x9aa \xe8a " * e_caron
    assert code_page(own + b"\xe9a " * (100 - 2 * e_caron)) == found


@pytest.mark.parametrize(("latin", "found"), [(11, "cp1254"), (10, "cp1252")])
def test_a_text_with_fewer_latin_letters_is_of_another_script(latin: int, found: str) -> None:
    assert code_page(b"k" * latin + b"\xfd\xfd\xfd\xfd\xfd\xfd\xe7\xe7\xe7\xe7\xe7") == found


@pytest.mark.parametrize(("dotless", "found"), [(10, "cp1252"), (11, "cp1254")])
def test_turkish_has_many_letters_of_its_own(dotless: int, found: str) -> None:
    assert code_page(b"k\xfd " * dotless + b"\xe7a " * (100 - dotless)) == found
