"""Who says a value, by turn of speech and through an article."""

from __future__ import annotations

import pytest

from index.comparison.differences.reading import Reading
from index.comparison.facts.speakers import ArticleSpeakers, speaker
from index.comparison.facts.speakers import article as reading_articles
from index.comparison.facts.speakers.patterns import patterns
from index.comparison.facts.speakers.quotations import sheet
from index.comparison.facts.speakers.subjects import speaks
from index.model import Article, CleanArticle, Metadata


def said(*sentences: str, value: str = "40", language: str = "en") -> str:
    """Who says ``value`` in the last sentence that has it; a line break begins a paragraph."""
    lines = [
        (number, text) for number, block in enumerate("\f".join(sentences).split("\n")) for text in block.split("\f")
    ]
    lines = [(number, text) for number, text in lines if text]
    place = max(number for number, (_, text) in enumerate(lines) if value in text)
    at = lines[place][1].index(value)
    return ArticleSpeakers(lines, language).speaker(place, (at, at + len(value)))


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        # Dots in names, initials, titles
        ("The U.S. Fisheries Board said 40 boats sank.", "The U.S. Fisheries Board"),
        ("J. R. Quill said that 40 boats sank.", "J. R. Quill"),
        ("Sgt. Tom Marsh said 40 boats sank.", "Sgt. Tom Marsh"),
        ("Quill & Marsh Inc. said it lost 40 boats.", "Quill & Marsh Inc."),
        ("Marsh, Inc. said it lost 40 boats.", "Marsh, Inc."),
        # Adverbs, days and places between speaker and verb, or before them
        ("Ada Quill later told the council that 40 boats sank.", "Ada Quill"),
        ("Ada Quill said later Tuesday that 40 boats sank.", "Ada Quill"),
        ("Ada Quill has repeatedly said that 40 boats sank.", "Ada Quill"),
        ("Ada Quill on Monday said 40 boats sank.", "Ada Quill"),
        ("Ada Quill in a brief statement said 40 boats sank.", "Ada Quill"),
        ("In a short statement Ada Quill said 40 boats sank.", "Ada Quill"),
        ("On Friday, harbour officials said 40 boats sank.", "harbour officials"),
        ("However, the harbour board said 40 boats sank.", "the harbour board"),
        # Phrases that say more of a name
        ("Ada Quill, 61, said 40 boats sank.", "Ada Quill"),
        ("Ada Quill, mayor of Ropley, said 40 boats sank.", "Ada Quill"),
        ("The mayor, Ada Quill, said on Tuesday 40 boats sank.", "Ada Quill"),
        ("The council, a body of farmers, millers and others, said 40 boats sank.", "The council"),
        ("Ada Quill, who owns a boat that sank, said 40 were lost.", "Ada Quill"),
        ("The police met Ada Quill, who said 40 boats sank.", "Ada Quill"),
        # Verbs
        ("Ada Quill argued that 40 boats sank.", "Ada Quill"),
        ("Ada Quill tweeted that 40 boats sank.", "Ada Quill"),
        ("Ada Quill estimated that 40 boats sank.", "Ada Quill"),
        ("Ada Quill put the loss at 40 boats.", "Ada Quill"),
        ("Ada Quill blamed the storm for 40 losses.", "Ada Quill"),
        ("Ada Quill called the loss of 40 boats a “scandal”.", "Ada Quill"),
        ("Ada Quill left the hall and told reporters that 40 boats sank.", "Ada Quill"),
        ("Ada Quill rejected the count, saying 40 boats sank.", "Ada Quill"),
        ("Ada Quill said few were hurt, adding that 40 boats sank.", "Ada Quill"),
        # After what is reported
        ("40 boats sank, Ada Quill said.", "Ada Quill"),
        ("40 boats sank, Ada Quill told the Ropley Gazette on Monday.", "Ada Quill"),
        ("40 boats sank, said Ada Quill, the mayor.", "Ada Quill"),
        ("“We lost 40 boats,” said Ada Quill.", "Ada Quill"),
        ("“We lost 40 boats,” Ada Quill wrote to the council.", "Ada Quill"),
        ("“We lost a lot,” Ada Quill said, “and 40 boats with it.”", "Ada Quill"),
        ("Some of them, Ada Quill said, lost 40 boats.", "Ada Quill"),
        ("Ada Quill said: “We lost 40 boats.”", "Ada Quill"),
        ("Ada Quill, a baker, said the storm sank 40 boats.", "Ada Quill"),
        ("Ada Quill, a baker, said the mill last week sank 40 boats.", "Ada Quill"),
        ("The baker, based in Ropley, said the storm sank 40 boats.", "The baker"),
        # Sources
        ("According to Ada Quill, 40 boats sank.", "Ada Quill"),
        ("40 boats sank, according to Ada Quill of the harbour board.", "Ada Quill of the harbour board"),
        ("40 boats sank, per the harbour board.", "the harbour board"),
        ("A report by the board found 40 boats sank.", "A report by the board"),
        ("Statistics show that 40 boats sank.", "Statistics"),
        ("The Ropley Gazette reported Tuesday that 40 boats sank.", "The Ropley Gazette"),
        ("Ada Quill, citing Tom Marsh, said 40 boats sank.", "Ada Quill"),
        # Between dashes and in brackets
        ("Harbour master Ada Quill — a former diver — said 40 boats sank.", "Harbour master Ada Quill"),
        ("Ada Quill (a former diver) said 40 boats sank.", "Ada Quill"),
        ("The trust's chairman, former judge Tom Marsh, said 40 boats sank.", "former judge Tom Marsh"),
        ("Tom Marsh, to whom the boats belonged, said 40 sank.", "Tom Marsh"),
        # Whose count or claim it is
        ("By Ada Quill's count, 40 boats sank.", "Ada Quill"),
        ("In Ada Quill's telling, 40 boats sank.", "Ada Quill"),
        ("Tom Marsh disputed Ada Quill's claim that 40 boats sank.", "Ada Quill"),
        ("The board reckons 40 boats sank.", "The board"),
        # Passive
        ("Ada Quill was quoted as saying that 40 boats sank.", "Ada Quill"),
        ("The Gazette quoted Ada Quill as saying 40 boats sank.", "Ada Quill"),
        ("Storms that sank 40 boats were blamed by Ada Quill.", "Ada Quill"),
    ],
)
def test_turns_of_speech(sentence: str, who: str) -> None:
    assert said(sentence) == who


@pytest.mark.parametrize(
    "sentence",
    [
        "40 boats sank in the storm.",
        "It was reported that 40 boats sank.",
        "Ada Quill was told that 40 boats sank.",
        "Ada Quill did not say whether 40 boats sank.",
        "The deal, announced in May, covers 40 boats.",
        "The claims of 40 owners were lost.",
        "The 40 owners said nothing is safe.",
        "On the 40th day Ada Quill said nothing sank.",
        "Ada Quill, 40, said nothing sank.",
        "The crew, also told of 40 boats, left.",
        "Tom Marsh added 40 points.",
        "Boats cost 40 per cent more.",
    ],
)
def test_nobody_says_it(sentence: str) -> None:
    assert said(sentence) == ""


def test_the_clause_that_holds_the_value_decides() -> None:
    text = "Kolb said 12 sank but Marsh put the loss at 31."
    assert said(text, value="12") == "Kolb"
    assert said(text, value="31") == "Marsh"
    text = "The paper reported that Marsh said 12 sank, while Quill told the board that 31 did."
    assert said(text, value="12") == "Marsh"
    assert said(text, value="31") == "Quill"


def test_figures_that_show_something_count_less_than_who_reports_them() -> None:
    assert said("The data showed that 40 boats sank, Ada Quill said.") == "Ada Quill"


@pytest.mark.parametrize(
    ("before", "sentence", "who"),
    [
        ("Ada Quill said it was windy.", "She said 40 boats sank.", "Ada Quill"),
        ("Ada Quill said it was windy.", "40 boats sank, she added.", "Ada Quill"),
        ("Anna Quill met Tom Marsh, said Tom Marsh.", "She said 40 boats sank.", "Anna Quill"),
        ("Anna Quill left, said Tom Marsh.", "He said 40 boats sank.", "Tom Marsh"),
        ("Mr. Quill said it was windy.", "She said 40 boats sank.", ""),
        ("The Harbour Board said it was windy.", "It said 40 boats sank.", "The Harbour Board"),
        ("The Harbour Board said it was windy.", "He said 40 boats sank.", ""),
        ("Harbour officials said it was windy.", "They said 40 boats sank.", "Harbour officials"),
        (
            "The Fisheries Department said it was windy.",
            "The department said 40 boats sank.",
            "The Fisheries Department",
        ),
        ("Quill Boats Corp said it was windy.", "The company said 40 boats sank.", "Quill Boats Corp"),
        ("A senior board official said it was windy.", "The official said 40 boats sank.", "A senior board official"),
        ("A spokesman for the police said it was windy.", "The police said 40 boats sank.", "The police"),
        ("Ada Quill said it was windy.", "The company said 40 boats sank.", "The company"),
        (
            "Tom Marsh said it was windy. ",
            "The mayor, Ada Quill, opened the hall.\fShe said 40 boats sank.",
            "Ada Quill",
        ),
        ("Tom Marsh said it was windy.", "Frank Moss rowed home on Tuesday.\f40 boats sank, he said.", "Tom Marsh"),
        ("Tom Marsh said it was windy.", "Frank Moss rowed home on Tuesday.\fHe said 40 boats sank.", "Frank Moss"),
        (
            "Bank of Ropley governor Ada Quill said it was windy.",
            "She said 40 sank.",
            "Bank of Ropley governor Ada Quill",
        ),
        ("A partner of Quill Ltd said it was windy.", "He said 40 boats sank.", "A partner of Quill Ltd"),
        ("Bakers said it was windy.", "They said 40 boats sank.", "Bakers"),
        ("STORM SINKS BOATS", "It said 40 boats sank.", ""),
    ],
)
def test_a_pronoun_or_description_means_the_last_that_fits(before: str, sentence: str, who: str) -> None:
    assert said(before, sentence) == who


def test_a_pronoun_reaches_twelve_sentences_back() -> None:
    calm = ["Nothing moved."] * 11
    assert said("Ada Quill said it was windy.", *calm, "She said 40 boats sank.") == "Ada Quill"
    assert said("Ada Quill said it was windy.", *calm, "All slept.", "She said 40 boats sank.") == ""


@pytest.mark.parametrize(
    ("sentences", "who"),
    [
        (["“It was bad,” Ada Quill said.", "“We lost 40 boats.”"], "Ada Quill"),
        (["“It was bad,” Ada Quill said. “We lost them.", "There were 40 boats.”"], "Ada Quill"),
        (["“We lost 40 boats.", "It was bad,” said Ada Quill."], "Ada Quill"),
        (["“It was bad,” Ada Quill said. “We lost them.\n", "“There were 40 boats.”"], "Ada Quill"),
        (['"It was bad," Ada Quill said.', '"We lost 40 boats."'], "Ada Quill"),
        (["“It was bad,” Ada Quill said.", "Then, “we lost 40 boats.”"], "Ada Quill"),
        (["“It was bad,” Ada Quill said.", "The storm sank 40 boats."], ""),
        (["“It was bad,” Ada Quill said.", "A sign read “40 boats” in red."], ""),
        (["The wind rose.", "“We lost 40 boats.”"], ""),
    ],
)
def test_a_quotation_that_runs_on_keeps_its_speaker(sentences: list[str], who: str) -> None:
    assert said(*sentences) == who


def test_a_mark_that_is_never_closed_quotes_no_more_than_eight_sentences() -> None:
    calm = ["Nothing moved."] * (reading_articles._LONGEST - 1)
    assert reading_articles._LONGEST == 8
    assert said("Ada Quill said “it was bad.", *calm, "We lost 40 boats.”") == "Ada Quill"
    assert said("Ada Quill said “it was bad.", *calm, "All slept.", "We lost 40 boats.”", value="All") == ""


def test_quotation_marks_of_several_languages_hide_what_they_quote() -> None:
    for text in ('A "b" c', "A “b” c", "A „b“ c", "A «b» c", "A »b« c"):
        assert sheet(text).text == "A “·” c"
        assert sheet(text).quoted == ((3, 4),)
    assert sheet('Five 6" nails').quoted == ()


def test_a_name_is_looked_for_in_five_parts_between_commas() -> None:
    parts = ", ".join(["who owns boats"] * 4)
    assert said(f"Ada Quill, {parts}, said 40 sank.") == "Ada Quill"
    assert said(f"Ada Quill, who owns boats, {parts}, said 40 sank.") == ""


def test_a_sentence_alone_resolves_no_pronoun() -> None:
    assert speaker("She said 40 boats sank.", (9, 11)) == ""
    assert speaker("Ada Quill spoke on Friday. ", (3, 5)) == ""


def test_the_day_on_which_somebody_speaks_has_them_as_its_nearest_speaker() -> None:
    text = "On Friday, Ada Quill said that boats sank."
    assert speaker(text, (3, 9)) == "Ada Quill"
    assert said(text, value="Friday") == ""


def test_a_reading_knows_the_speakers_of_its_sentences() -> None:
    body = "Ada Quill said it was windy. She said 40 boats sank."
    metadata = Metadata(headline="Storm sinks 40 boats", outlet=None, published=None)
    reading = Reading(Article("a", 1, "a", "", ("a",), CleanArticle(metadata, body, ())), "en")
    last = reading.sentences[-1]
    at = last.text.index("40")
    assert reading.speakers.speaker(last.number, (at, at + 2)) == "Ada Quill"
    assert reading.speakers.speaker(0, (12, 14)) == ""


@pytest.mark.parametrize(
    ("language", "sentences", "who"),
    [
        ("de", ["Hans Brandt sagte, es sei windig.", "„Wir haben 40 Boote verloren“, sagte er."], "Hans Brandt"),
        ("de", ["Der Sprecher, Hans Brandt, sagte am Montag, 40 Boote seien gesunken."], "Hans Brandt"),
        ("de", ["Laut dem Bericht sanken 40 Boote."], "dem Bericht"),
        ("fr", ["Le maire, Jean Quill, a déclaré lundi que 40 bateaux avaient coulé."], "Jean Quill"),
        (
            "fr",
            ["Jean Quill a parlé, a annoncé Jean Quill.", "« On a perdu 40 bateaux », a-t-il ajouté."],
            "Jean Quill",
        ),
        ("es", ["Olga Brandt dijo que fueron 30, pero Tom Marsh dijo que 40."], "Tom Marsh"),
        ("it", ["Il portavoce, Mario Brandt, ha detto che 40 barche sono affondate."], "Mario Brandt"),
        ("nl", ["Jan Brandt zei dat het waaide.", "„We verloren 40 boten”, zei hij."], "Jan Brandt"),
        ("pt", ["Pedro Brandt disse que ventava.", "“Perdemos 40 barcos”, disse ele."], "Pedro Brandt"),
        ("sv", ["Lars Brandt sade att det blåste.", "40 båtar sjönk, säger han."], "Lars Brandt"),
        ("da", ["Lars Brandt sagde, at det blæste.", "40 både sank, sagde han."], "Lars Brandt"),
        ("no", ["Lars Brandt sa at det blåste.", "40 båter sank, sa han."], "Lars Brandt"),
        ("ru", ["Мэр Иван Брандт сообщил о ветре.", "«Мы потеряли 40 лодок», — сказал он."], "Мэр Иван Брандт"),
    ],
)
def test_speakers_in_other_languages(language: str, sentences: list[str], who: str) -> None:
    assert said(*sentences, language=language) == who


@pytest.mark.parametrize(("words", "speaking"), [(8, True), (9, False)])
def test_who_speaks_has_ten_words_at_most(words: int, speaking: bool) -> None:
    assert speaks(patterns("en"), f"the {'old ' * words}mayor") is speaking


def test_a_pronoun_means_a_person_of_its_sex_rather_than_one_of_unknown_sex() -> None:
    assert said("Ada Quill met Tom Marsh.", "“We lost 40 boats,” he said.") == "Tom Marsh"
    assert said("Ada Quill said little to Tom Marsh.", "“We lost 40 boats,” he said.") == "Ada Quill", (
        "the last speaker"
    )
