from __future__ import annotations

import pytest

from index import text as t


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in t.sentences(text)]


def words(text: str) -> list[str]:
    return [token.word for token in t.tokens(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It rained. It poured.", ["It rained.", "It poured."]),
        ("Mr. Holt met Dr. Vane at 3.15 p.m. on Friday.", ["Mr. Holt met Dr. Vane at 3.15 p.m. on Friday."]),
        ("She left at 9 a.m. The train was late.", ["She left at 9 a.m.", "The train was late."]),
        ("U.S. officials denied it. They left.", ["U.S. officials denied it.", "They left."]),
        ("The bill came to 3.5 million.", ["The bill came to 3.5 million."]),
        ('"We go on." He sat down.', ['"We go on."', "He sat down."]),
        ("J. R. Marl wrote it.", ["J. R. Marl wrote it."]),
        ("Brig. Gen. Oda Lunt spoke.", ["Brig. Gen. Oda Lunt spoke."]),
        ("He waited \u2026 and waited.", ["He waited \u2026 and waited."]),
        ("It was a step . . . on a long road.", ["It was a step . . . on a long road."]),
        ('"They are gone." "', ['"They are gone." "']),
        ("A headline\nA sentence.", ["A headline", "A sentence."]),
        (
            "\u96e8\u304c\u964d\u3063\u305f\u3002\u98a8\u3082\u3002",
            ["\u96e8\u304c\u964d\u3063\u305f\u3002", "\u98a8\u3082\u3002"],
        ),
        ("Am 3. Oktober fehlten 1,5 Mio. Euro. Es regnete.", ["Am 3. Oktober fehlten 1,5 Mio. Euro.", "Es regnete."]),
        ("Es waren 12. Danach kamen mehr.", ["Es waren 12.", "Danach kamen mehr."]),
        ("", []),
        (" \n ", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_paragraphs_lie_between_blank_lines() -> None:
    text = "  One\nstill one\n\n \nTwo \n"
    assert [text[start:end] for start, end in t.paragraphs(text)] == ["One\nstill one", "Two"]


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("Caf\u00e9's", "cafe"),
        ("20,000", "20000"),
        ("20\u00a0000", "20000"),
        ("3.5", "3.5"),
        ("3,5", "3.5"),
        ("U.S.", "us"),
        ("\u0141\u00f3d\u017a", "lodz"),
        ("don\u2019t", "dont"),
        ("STRASSE", "strasse"),
        ("Stra\u00dfe", "strasse"),
        ("O'Neill", "oneill"),
        ("\u06f2\u06f0\u06f1\u06f9", "2019"),
        ("\u0966\u096b", "05"),
        ("\u067e\u0627\u06a9\u06cc", "\u067e\u0627\u0643\u064a"),
        ("\u0645\u062f\u0631\u0633\u0629", "\u0645\u062f\u0631\u0633\u0647"),
        ("\u06c1\u06ba", "\u0647\u0646"),
    ],
)
def test_folding(word: str, folded: str) -> None:
    assert t.fold(word) == folded


def test_tokens_are_words_figures_and_ideographs() -> None:
    assert words("The U.S. paid $3,500 for it \u2014 in May.") == [
        "the",
        "us",
        "paid",
        "3500",
        "for",
        "it",
        "in",
        "may",
    ]
    assert words("\u65e5\u672c") == ["\u65e5\u672c", "\u672c"]
    assert words("well-known") == ["well", "known"]


def test_stems_join_the_forms_of_a_word() -> None:
    assert t.stem("houses") == t.stem("housing") == t.stem("house")


@pytest.mark.parametrize(
    ("data", "declared", "text", "encoding", "damaged"),
    [
        (b"plain", None, "plain", "utf-8", False),
        ("na\u00efve".encode(), "latin-1", "na\u00efve", "utf-8", False),
        ("na\u00efve caf\u00e9".encode("latin-1"), None, "na\u00efve caf\u00e9", "cp1252", False),
        ("\u201cyes\u201d".encode("cp1252"), "iso-8859-1", "\u201cyes\u201d", "cp1252", False),
        (b"two\r\nlines\rthree", None, "two\nlines\nthree", "utf-8", False),
        ("wide enough".encode("utf-16-le"), None, "wide enough", "utf-16-le", False),
        ("wide enough".encode("utf-16-be"), None, "wide enough", "utf-16-be", False),
        ("\u201cbroken\u201d ".encode() + b"\xff\xc3", None, "\u201cbroken\u201d \ufffd\ufffd", "utf-8", True),
        ("broken \u00e9\u00e9".encode() + b"\xff", None, "broken \u00e9\u00e9\ufffd", "utf-8", True),
    ],
)
def test_decoding(data: bytes, declared: str | None, text: str, encoding: str, damaged: bool) -> None:
    assert t.decode(data, declared) == (text, encoding, damaged)


def test_normalising_keeps_the_space_inside_a_number_unbreakable() -> None:
    assert t.normalise("  a\u00a0 b \t c ") == "a b c"
    assert t.normalise("20\u202f000 people") == "20\u00a0000 people"
    assert t.normalise("e\u0301\x00\x1b[31m\ud800") == "\u00e9[31m"


def test_printable_shows_what_a_terminal_would_obey() -> None:
    assert t.printable("\x1b[31mred\x07") == "\u241b[31mred\u2407"
    assert t.printable("a\nb\tc") == "a b c"
    assert t.printable("a\nb\tc", lines=True) == "a\nb c"
    assert t.printable("a\u202eb\ud800") == "a\u200bb\ufffd"
    assert t.printable("[red]as it is[/red]") == "[red]as it is[/red]"


def test_a_long_line_of_stops_is_read_once() -> None:
    for piece in (".", ". ", "!'", " \n"):
        run = piece * 100_000 + "x"
        assert t.sentences(run)
        assert t.paragraphs(run)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("l\u2019élection d'hier", ["l", "election", "d", "hier"]),
        ("dell'arte, all'alba", ["dell", "arte", "all", "alba"]),
        ("aujourd'hui the coup d'état", ["aujourdhui", "the", "coup", "d", "etat"]),
        ("Mr D's boat, we'll, O'Neill's", ["mr", "d", "boat", "well", "oneill"]),
        ("東京の秋。", ["东京", "京の", "の秋", "秋"]),
        ("2019年", ["2019", "年"]),
        ("第5回G20サミット", ["第", "5", "回", "g20", "サミ", "ミッ", "ット", "ト"]),
        ("서울 시장", ["서울", "울", "시장", "장"]),
        ("เรือช้า", ["เร", "รื", "ือ", "อช", "ช้", "้า", "า"]),
        ("चुनावों में", ["चुनावों", "में"]),
        ("co\u00adoperate", ["cooperate"]),
    ],
)
def test_words_of_many_scripts(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("новый", "новый"),
        ("ещё", "еще"),
        ("ガラス", "ガラス"),
        ("한국", "한국"),
        ("مُعَلِّم", "معلم"),
        ("İzmir", "izmir"),
        ("ışık", "isik"),
    ],
)
def test_folding_keeps_what_makes_another_letter(written: str, folded: str) -> None:
    assert t.fold(written) == folded


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("de", ["Häuser", "Haus", "Hauses", "hauser"]),
        ("fr", ["élections", "élection", "election"]),
        ("fr", ["arrivée", "arrivées", "arriver", "arrivee"]),
        ("es", ["elección", "elecciones", "eleccion"]),
        ("pt", ["organização", "organizações", "organizacao", "organizacoes"]),
        ("pl", ["szybkością", "szybkości"]),
        ("tr", ["haberler", "haberleri", "haberlerin"]),
        ("ru", ["новый", "новая", "новые"]),
        ("zh", ["東京"]),
        ("xx", ["houses"]),
    ],
)
def test_the_forms_of_a_word_have_one_stem_in_their_language(language: str, forms: list[str]) -> None:
    assert len({t.stem(t.fold(form), language) for form in forms}) == 1


def test_a_language_without_an_algorithm_leaves_words_as_they_are() -> None:
    assert t.stem("houses", "xx") == "houses"
    assert t.stems("houses", ["xx", "en", "ja"]) == ("houses", "hous")


def test_stems_are_the_same_in_every_thread() -> None:
    from concurrent.futures import ThreadPoolExecutor

    forms = [f"{form}{number}n" for form in ("hauser", "elecciones", "arrivees") for number in range(300)]
    expected = [t.stem.__wrapped__(form, language) for form in forms for language in ("de", "es", "fr")]
    with ThreadPoolExecutor(4) as pool:
        found = list(
            pool.map(lambda form: [t.stem.__wrapped__(form, language) for language in ("de", "es", "fr")], forms)
        )
    assert [each for row in found for each in row] == expected
