"""What plain text is an article, and what a file is that is none."""

from __future__ import annotations

import io

import pytest

from index import formats
from index.formats.prose.machine_lines import machine_kind
from index.formats.prose.sentences import is_prose, why_no_prose
from index.formats.prose.truncation import without_cut_mark
from index.model import SkippedSource, SourceDocument

PROSE = "The ferry to the island sails again on Monday morning, the harbour master said.\n"


def only(text: str, name: str = "a.txt") -> SourceDocument | SkippedSource:
    (found,) = formats.read_stream(io.BytesIO(text.encode()), name)
    return found


@pytest.mark.parametrize(
    "text",
    [
        "The ferry sails again.",
        "LULL (Wire) - The harbour was closed on Monday. Nobody was hurt.",
        "Ferry closed\n\nThe ferry closes on Monday because of the storm, the mayor said.",
        "The boat was late on Monday. It was\nthe third time this week, and nobody\nknew why it had been so.",
        "港は月曜日に閉鎖された。けが人はいなかった。",
        "渡轮周一恢复通航。市长这样说。",
        "ท่าเรือถูกปิดเมื่อวันจันทร์หลังเกิดเหตุเพลิงไหม้โกดังสินค้า\nเจ้าหน้าที่กล่าวว่าจะเปิดอีกครั้งในวันศุกร์นี้",
        "أغلق الميناء يوم الاثنين بعد حريق. لم يصب أحد.",
        "बंदरगाह सोमवार को बंद कर दिया गया। कोई घायल नहीं हुआ।",
        "Порт закрыли в понедельник после пожара. Никто не пострадал.",
        "הנמל נסגר ביום שני אחרי שריפה במחסן.",
        "항구는 월요일 화재 이후 폐쇄되었다. 다친 사람은 없었다.",
        "துறைமுகம் திங்கட்கிழமை தீ விபத்துக்குப் பிறகு மூடப்பட்டது.",
        "ဆိပ်ကမ်းကို တနင်္လာနေ့တွင် ပိတ်ခဲ့သည်။",
        "ወደቡ ሰኞ ዕለት ከእሳት አደጋ በኋላ ተዘግቷል። ማንም አልተጎዳም።",
    ],
)
def test_a_short_note_is_prose_in_any_script(text: str) -> None:
    assert why_no_prose(text) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("User-agent: *\nDisallow: /admin\n", "rules for web crawlers"),
        ("lanternlib==2.31\nquaytools\n", "a list of software packages"),
        ("2024-03-03 10:00:01 INFO The server has been started on port 80.\n" * 5, "a log"),
        ("#EXTM3U\n#EXTINF:1,A song\nsong.mp3\n", "a playlist"),
        ("VGhlIGZlcnJ5IHNhaWxzIGFnYWluIG9uIE1vbmRheSBtb3JuaW5nIGF0IGVpZ2h0\n" * 4, "base64, not text"),
        ("ferry\nharbour\nquay\n", "a list of words"),
        ("name,boats,year\nLull,3,1990\nBell,4,1991\nQuay,5,1992\nHead,6,1993\n", "a table of values"),
        ("[server]\nport = 8080\nhost = localhost\n", "source code or settings"),
        ("import quay\n\ndef sail():\n    # Start the boat and wait for the mayor.\n    quay.sail()\n", "source code"),
        ("/* Sails the boat to the island. */\nint sail(void) {\n  return 1;\n}\n", "source code"),
        ("d41d8cd98f00b204e9800998ecf8427e  a.txt\n", "a list of checksums or keys"),
        ("1\n00:00:01,000 --> 00:00:02,000\nThe ferry sails again on Monday.\n", "subtitles"),
        ("Permission is hereby granted, free of charge, to any person.", "a licence of software"),
        ("version: 3\nservices:\n  web:\n    image: quay\n", "settings"),
        ("var a=function(){return 1};" * 60, "source code"),
        ("Home\nNews of today\nSport\nContact us\n", "no sentences of an article in it"),
        ("-----BEGIN CERTIFICATE-----\nMIIB\n", "a key or certificate"),
    ],
)
def test_what_a_machine_reads_is_no_article_and_has_its_name(text: str, words: str) -> None:
    assert why_no_prose(text) == words
    row = only(text)
    assert isinstance(row, SkippedSource)
    assert row.kind == "not an article"
    assert words in row.reason


@pytest.mark.parametrize("name", ["README.txt", "Readme.md", "LICENSE.txt", "CHANGELOG.md", "TODO.md", "robots.txt"])
def test_files_of_a_project_are_known_by_their_names(name: str) -> None:
    row = only(PROSE * 3, name)
    assert isinstance(row, SkippedSource)
    assert row.kind == "not an article"


@pytest.mark.parametrize("name", ["licence fees rise.txt", "history.txt", "readme-later.txt", "changes in the port.md"])
def test_other_names_are_no_reason(name: str) -> None:
    assert isinstance(only(PROSE * 3, name), SourceDocument)


# --- Constants that decide --------------------------------------------------------------------------------------------


def test_a_sentence_has_three_words() -> None:
    assert is_prose("It rains today.")
    assert not is_prose("It rains.")


@pytest.mark.parametrize(("letters", "is_read"), [(150, True), (160, False)])
def test_sentences_hold_a_twelfth_of_the_letters(letters: int, *, is_read: bool) -> None:
    # 13 letters in the sentence; the menu has lines of ten.
    assert is_prose("Mute Quay\n" * (letters // 8) + "\nIt rained today.") is is_read


@pytest.mark.parametrize(("words", "is_read"), [(9, True), (8, False)])
def test_two_lines_of_nine_words_are_prose_without_a_stop(words: int, *, is_read: bool) -> None:
    line = " ".join(["ferry"] * words)
    assert is_prose(f"{line}\n{line}") is is_read
    assert not is_prose(line)


def test_a_sentence_is_of_letters_and_has_few_signs() -> None:
    assert is_prose("[Music] The choir sings.")
    assert not is_prose("{[Music]} The choir sings.")
    assert is_prose(f"The {'a' * 29} is here.")
    assert not is_prose(f"The {'a' * 70} it.")


@pytest.mark.parametrize(("code", "is_read"), [(14, True), (20, False)])
def test_an_article_about_code_has_five_sentences_and_a_fifth_of_the_letters(code: int, *, is_read: bool) -> None:
    line = "quay_master.sail_the_boat(to_the_island_of_bells, with_a_lantern, and_a_mayor_in_it, at_eight);\n"
    assert is_prose("How it sails\n\n" + line * code + PROSE * 5) is is_read
    assert not is_prose("How it sails\n\n" + line * 6 + PROSE * 4)
    assert is_prose("How it sails\n\n" + line * 7 + PROSE * 5)


def test_more_than_half_of_the_lines_are_a_machines() -> None:
    assert machine_kind("Sail\n" + "a = 1\n" * 1) is None
    assert machine_kind("Sail\n" + "a = 1\n" * 2) is not None


def test_below_a_comment_more_than_a_fifth_of_the_lines_are() -> None:
    assert machine_kind("# Sail\n" + PROSE * 4) is None
    assert machine_kind("# Sail\n" + PROSE * 3) is not None
    # With a heading, three fifths of the letters are enough.
    assert is_prose("# Sail\n" + "## Sail\n" + PROSE * 5)


@pytest.mark.parametrize(
    ("line", "fewest"), [("Lull\t3\t4", 3), ("Lull;3;4", 3), ("Lull,3,4", 5)], ids=["tabs", "semicolons", "commas"]
)
def test_a_table_has_as_many_lines(line: str, fewest: int) -> None:
    def is_table(lines: int) -> bool:
        found = machine_kind("\n".join([line.replace("Lull", "Lull Quay")] * lines))
        return found is not None and found.words == "a table of values"

    assert is_table(fewest)
    assert not is_table(fewest - 1)


def test_a_table_has_three_cells_in_nine_lines_of_ten() -> None:
    assert machine_kind("a b\t1\n" * 9) is None
    assert machine_kind("a b\t1\t2\n" * 9 + "A quay") is not None
    assert machine_kind("a b\t1\t2\n" * 8 + "A quay\nIt rains") is None


def test_a_list_of_words_has_three_lines_and_four_of_five_are_words() -> None:
    assert machine_kind("quay\nferry") is None
    assert machine_kind("quay\nferry\nboat") is not None
    assert machine_kind("quay\nferry\nboat\nmayor\nThe bell") is None
    assert machine_kind("quay\nferry\nboat\nmayor\nbell\nThe bell") is not None


def test_a_minified_line_has_a_thousand_characters_and_few_spaces() -> None:
    assert machine_kind("quäy" * 249 + "quä") is None
    assert machine_kind("quäy" * 250) is not None
    assert machine_kind(("ä" * 23 + " ") * 50) is None
    assert machine_kind(("ä" * 27 + " ") * 50) is not None
    assert machine_kind("渡轮周一恢复通航市长这样说" * 100) is None


def test_a_licence_says_what_it_is_at_its_beginning() -> None:
    words = "This is free and unencumbered software released into the public domain."
    assert machine_kind("a " * 700 + words) is not None
    assert machine_kind("a " * 740 + words) is None


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("The ferry sails… [+1234 chars]", "The ferry sails…"),
        ("The ferry sails [+ 1 chars]", "The ferry sails…"),
        ("The ferry sails [...]", "The ferry sails…"),
        ("<p>The ferry sails [&hellip;]</p>", "<p>The ferry sails…</p>"),
        ("The ferry sails [+ more boats]", None),
        ("The ferry [...] sails.", None),
    ],
)
def test_the_mark_of_a_cut_is_taken_off(text: str, cut: str | None) -> None:
    assert without_cut_mark(text) == (cut or text, cut is not None)


def test_the_mark_of_a_cut_is_in_the_last_200_characters() -> None:
    assert without_cut_mark("A. [...]" + " " * 195)[1]
    assert not without_cut_mark("A. [...]" + " " * 201)[1]


def test_a_cut_text_is_flagged() -> None:
    found = only("The ferry sails again on Monday, the mayor… [+500 chars]")
    assert isinstance(found, SourceDocument)
    assert found.flags == ("partial",)


# --- Labelled lines ---------------------------------------------------------------------------------------------------


def test_labelled_lines_declare_metadata_and_leave_the_lines_where_they_are() -> None:
    top = "Headline: Ferry back\nOutlet: The Bell\nDate: 2024-03-05\nURL: https://bell.example/ferry\n\n"
    found = only(top + PROSE)
    assert isinstance(found, SourceDocument)
    declared = found.declared
    assert (declared.headline, declared.outlet) == ("Ferry back", "The Bell")
    assert (declared.published, declared.url) == ("2024-03-05", "https://bell.example/ferry")
    assert found.text == "\n" * 5 + PROSE


def test_labels_are_known_in_other_languages_and_a_label_of_the_text_ends_them() -> None:
    found = only(f"Titel: Fähre fährt\nQuelle: Die Glocke\nText: {PROSE}Datum: 2024-03-05\n")
    assert isinstance(found, SourceDocument)
    assert (found.declared.headline, found.declared.outlet) == ("Fähre fährt", "Die Glocke")
    assert found.text == f"\n\n{PROSE}Datum: 2024-03-05\n"


@pytest.mark.parametrize("subject", ["Objet : Le bac repart", "Objet : TR: Le bac repart"])
def test_the_head_of_a_letter_saved_as_text_declares_its_subject_and_day(subject: str) -> None:
    found = only(f"De : a@bell.example\nÀ : b@bell.example\nDate : 5 mars 2024\n{subject}\n\n{PROSE}")
    assert isinstance(found, SourceDocument)
    assert (found.declared.headline, found.declared.published) == ("Le bac repart", "5 mars 2024")
    assert found.text == "\n" * 5 + PROSE


@pytest.mark.parametrize(
    "head", ["De : a@bell.example\nÀ : b@bell.example", "De : Paris\nVers le sud\nDate : 5 mars 2024"]
)
def test_labels_without_subject_or_among_other_lines_are_no_head_of_a_letter(head: str) -> None:
    found = only(f"{head}\n\n{PROSE}")
    assert isinstance(found, SourceDocument)
    assert found.text.startswith("De : ")


def test_one_labelled_line_is_the_articles_own() -> None:
    found = only(f"Date: today\n\n{PROSE}")
    assert isinstance(found, SourceDocument)
    assert found.declared.published is None
    assert found.text.startswith("Date: today")


@pytest.mark.parametrize(("above", "outlet"), [(14, "The Bell"), (15, None)])
def test_labels_are_in_the_first_sixteen_lines(above: int, outlet: str | None) -> None:
    found = only("A line\n" * above + f"Title: Ferry\nOutlet: The Bell\n\n{PROSE}")
    assert isinstance(found, SourceDocument)
    assert found.declared.outlet == outlet


@pytest.mark.parametrize(("words", "is_prose_too"), [(50, True), (51, False)])
def test_figures_count_neither_for_sentences_nor_against_them(words: int, is_prose_too: bool) -> None:
    """A sentence of 22 letters has .08 of them beside 50 words of five letters."""
    figures = "\n".join(["42 117 6"] * 200)
    assert is_prose(f"The ferry sails again soon.\n\n{figures}\n\n" + "harbo\n" * words) == is_prose_too
