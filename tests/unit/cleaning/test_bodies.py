"""The body of a page, Markdown, recurring lines and languages: where each judgement turns."""

from __future__ import annotations

import pytest
from lxml import html

from index.cleaning import line_classifier, markdown
from index.cleaning.html import body, structure_reader
from index.cleaning.metadata.language_detection import language_of, primary
from index.cleaning.recurring_lines import candidates, without_recurring
from index.model import CleanArticle, DeclaredMetadata, HiddenLine, Metadata, SourceDocument, TextLink

STORY = (
    "The harbour council voted late on Monday to close the old swing bridge for at least six months of repairs.",
    "Engineers who inspected the bridge in March found that two of its four bearings had worn through completely.",
    "About 3,400 cars cross the bridge each day, and the nearest other crossing lies eleven kilometres up the river.",
    "A ferry is to carry passengers on foot from the first week of June, the council said in a statement.",
)

# --- The body of a page -----------------------------------------------------------------------------------------------


def bodied(markup: str, *lines: str, **about: str) -> CleanArticle:
    """The article of a page of which an extractor gave ``lines``."""
    tree = html.document_fromstring(f"<html><body>{markup}</body></html>")
    metadata = Metadata(about.get("headline"), about.get("deck"))
    return body.article("\n".join(lines), metadata, structure_reader.read(tree, "https://ennor.example/"))


def paragraphs(*texts: str, of: str = "article") -> str:
    return f"<{of}>" + "".join(f"<p>{text}</p>" for text in texts) + f"</{of}>"


def test_paragraphs_that_the_extractor_lost_come_back_where_most_of_the_others_stand() -> None:
    lost = bodied(paragraphs(*STORY), STORY[0], STORY[1], STORY[3])
    assert lost.text == "\n\n".join(STORY)
    # Three at least of the same home, and none that is a link, a caption or in another place.
    assert STORY[2] not in bodied(paragraphs(*STORY[:3]), STORY[0], STORY[1]).text
    linked = f"<a href='/a'>{STORY[2]}</a>"
    assert STORY[2] not in bodied(paragraphs(STORY[0], STORY[1], linked, STORY[3]), STORY[0], STORY[1], STORY[3]).text
    elsewhere = paragraphs(STORY[0], STORY[1], STORY[3]) + paragraphs(STORY[2], of="section")
    assert STORY[2] not in bodied(elsewhere, STORY[0], STORY[1], STORY[3]).text
    first = bodied(paragraphs(*STORY), *STORY[1:])
    assert first.text == "\n\n".join(STORY)


def test_captions_and_words_about_the_author_stand_in_their_place() -> None:
    caption = "<figure><figcaption>The bridge at dusk.</figcaption></figure>"
    bio = "<div class='author-bio'>Ada Quill is a reporter.</div>"
    markup = f"<article><p>{STORY[0]}</p>{caption}<p>{STORY[1]}</p>{bio}</article>"
    found = bodied(markup, *STORY[:2])
    assert [(line.text, line.reason, line.at) for line in found.hidden] == [
        ("The bridge at dusk.", "caption", len(STORY[0]) + 2),
        ("Ada Quill is a reporter.", "about the author", len(found.text)),
    ]
    # What an extractor took for a line of the body is one all the same.
    taken = bodied(markup, STORY[0], "The bridge at dusk.", STORY[1])
    assert taken.text == found.text and [line.reason for line in taken.hidden] == ["caption", "about the author"]
    # Behind the body an author is told of nearby only, and a caption not at all.
    far = f"<article><p>{STORY[0]}</p><p>{STORY[1]}</p></article><p>{'x' * 3000}</p>{bio}{caption}"
    assert not any(line.is_aside for line in bodied(far, *STORY[:2]).hidden)
    near = f"<article><p>{STORY[0]}</p><p>{STORY[1]}</p></article><p>{'x' * 2900}</p>{bio}{caption}"
    assert [line.reason for line in bodied(near, *STORY[:2]).hidden if line.is_aside] == ["about the author"]


def test_a_page_of_nothing_but_captions_shows_them() -> None:
    only = f"<figure><figcaption>{STORY[0]}</figcaption></figure>"
    assert bodied(only, STORY[0]).text == STORY[0] and bodied(only, STORY[0]).hidden == ()
    assert bodied("<p></p>", *STORY).text == "\n\n".join(STORY) and bodied("<p></p>").text == ""


def test_lines_are_set_as_the_page_sets_them() -> None:
    markup = (
        f"<article><p>{STORY[0]}</p><h2>What is next</h2><p>{STORY[1]}</p><ul><li>the ferry</li></ul>"
        f"<blockquote><p>{STORY[2]}</p></blockquote><p><a href='/a'>More</a> {STORY[3]}</p></article>"
    )
    found = bodied(markup, STORY[0], "What is next", STORY[1], "- the ferry", STORY[2], f"More {STORY[3]}")
    texts = [found.text[start:end] for start, end in found.paragraphs]
    assert list(zip(texts, found.kinds, strict=True)) == [
        (STORY[0], "paragraph"),
        ("What is next", "subhead"),
        (STORY[1], "paragraph"),
        ("the ferry", "list item"),
        (STORY[2], "quote"),
        (f"More {STORY[3]}", "paragraph"),
    ]
    assert [found.text[link.start : link.end] for link in found.links] == ["More"]


def test_a_deck_is_no_repetition_and_a_standfirst_is_one() -> None:
    page = paragraphs(*STORY)
    assert bodied(page, *STORY, deck="Traffic must go round.").metadata.deck == "Traffic must go round."
    assert bodied(page, *STORY, deck=STORY[0]).metadata.deck is None
    assert bodied(page, *STORY, deck=STORY[2][:60]).metadata.deck is None
    assert bodied(page, *STORY, deck=STORY[3][:60]).metadata.deck == STORY[3][:60]
    assert bodied(page, *STORY, headline="Bridge", deck="BRIDGE").metadata.deck is None
    first = "Traffic must take the long way round from June, while a ferry is to carry those who go on foot."
    standfirst = (
        f"<article><p class='standfirst'>{first}</p>" + "".join(f"<p>{each}</p>" for each in STORY) + "</article>"
    )
    found = bodied(standfirst, first, *STORY, deck=first)
    assert (found.metadata.deck, found.text) == (first, "\n\n".join(STORY))
    plain = bodied(standfirst.replace("standfirst", "body"), first, *STORY, deck=first)
    assert plain.metadata.deck is None and plain.text.startswith(first)


# --- Markdown ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "plain"),
    [
        ("One\ntwo\n\nThree", ["One two", "", "", "Three"]),
        ("# One #\nTwo", ["One", "Two"]),
        ("####### One", ["####### One"]),
        ("One\n---\nTwo", ["One", "", "Two"]),
        ("One\n\n---\nTwo", ["One", "", "", "Two"]),
        ("- One\n- Two\n  more", ["One", "Two more", ""]),
        ("1. One\n2) Two", ["One", "Two"]),
        ("> One\n> two", ["One two", ""]),
        ("| a | b |\n|---|---|\n| c | d |", ["a | b", "", "c | d"]),
        ("```\n*One*\n```\nTwo", ["", "One", "", "Two"]),
        ("[One]: https://a.example\nTwo", ["", "Two"]),
        ("*One* **two** __three__ ~~four~~", ["One two three four"]),
        ("snake_case_name _One_", ["snake_case_name One"]),
        ("[One](https://a.example) ![two](b.jpg) <https://c.example>", ["One two https://c.example"]),
        ("`One` <b>two</b> \\*three", ["One two *three"]),
        ("***One***", ["One"]),
        ("2 * 3 * 4", ["2 * 3 * 4"]),
        # Three marks around each other, and no fourth.
        ("~~**_One_**~~", ["One"]),
        ("__~~**_One_**~~__", ["_One_"]),
    ],
)
def test_markdown_without_its_marks(source: str, plain: list[str]) -> None:
    assert markdown.plain_text(source.split("\n")) == "\n".join(plain)


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["![a](b.jpg)", "*words*"], {0, 1}),
        (["![a](b.jpg)", "", "*words*"], {0, 2}),
        (["![a](b.jpg)", "", "", "*words*"], {0}),
        (["*words*"], set()),
        (["![a](b.jpg) more"], set()),
        (["[![a](b.jpg)](c)", "_words_"], {0, 1}),
        (["![a](b.jpg)", "*" + "x" * 397 + "*"], {0, 1}),
        (["![a](b.jpg)", "*" + "x" * 398 + "*"], {0}),
        (["![a](b.jpg)", "Text", "*words*"], {0}),
    ],
)
def test_captions_of_images(lines: list[str], found: set[int]) -> None:
    assert markdown.captions(lines) == found


def marked(*lines: str) -> CleanArticle:
    return markdown.clean_markdown("\n\n".join([*lines, *STORY]), DeclaredMetadata())


def test_the_headline_of_a_markdown_text_is_its_top_heading() -> None:
    assert marked("# Bridge *closed*").metadata.headline == "Bridge closed"
    assert marked("Bridge closed\n=====").metadata.headline == "Bridge closed"
    below = markdown.clean_markdown("\n\n".join([*STORY, "Bridge closed\n=====", "# Other one"]), DeclaredMetadata())
    assert below.metadata.headline == "Bridge closed"
    assert marked("## Bridge closed", "# Other one").metadata.headline == "Other one"
    declared = markdown.clean_markdown("# Bridge closed\n\n" + STORY[0], DeclaredMetadata("Declared"))
    assert declared.metadata.headline == "Declared"
    near = markdown.clean_markdown("\n" * 59 + "# Bridge closed\n\n" + "\n\n".join(STORY), DeclaredMetadata())
    assert near.metadata.headline == "Bridge closed"


def test_the_top_heading_is_in_the_first_sixty_lines() -> None:
    assert markdown._top_heading([*[""] * 59, "# Bridge closed"]) == "Bridge closed"
    assert markdown._top_heading([*[""] * 60, "# Bridge closed"]) is None


def test_two_thousand_links_of_a_markdown_text_at_most() -> None:
    assert len(marked("[x](https://a.example/) " * 2001).links) == 2000


def test_kinds_and_links_of_a_markdown_text() -> None:
    found = marked(f"{STORY[0]} [More](https://a.example/x) and [this][one].", "[one]: https://b.example/y")
    assert [(found.text[link.start : link.end], link.url) for link in found.links] == [
        ("More", "https://a.example/x"),
        ("this", "https://b.example/y"),
    ]
    assert found.kinds == ()
    assert marked(f"> {STORY[0]}").kinds[0] == "quote" and marked(f"- {STORY[0]}").kinds[0] == "list item"
    assert marked("[More](ftp://a.example/x) words of a sentence that goes on and on.").links == ()
    twice = marked(
        "Go on, [more](https://a.example/1) and [more](https://a.example/2) of it, said the old master at last."
    )
    assert [(link.start, link.url[-1]) for link in twice.links] == [(7, "1"), (16, "2")]


# --- Recurring lines --------------------------------------------------------------------------------------------------


class Evidence:
    def __init__(self, *lines: str) -> None:
        self._lines = lines

    def is_boilerplate(self, outlet: str, text: str) -> bool:
        return text in self._lines

    def is_usual(self, outlet: str, trait: str, instead: str) -> bool:
        return False


def stated(*texts: str, hidden: tuple[HiddenLine, ...] = (), **about: object) -> CleanArticle:
    spans, start = [], 0
    for text in texts:
        spans.append((start, start + len(text)))
        start += len(text) + 2
    kept = tuple(range(0, 2 * len(texts), 2)) if about.get("kept") else None
    links = tuple(TextLink(start, start + 1, "u") for start, _ in spans)
    flags = ("shown whole",) if about.get("whole") else ()
    return CleanArticle(Metadata(outlet="Press"), "\n\n".join(texts), tuple(spans), hidden, kept, flags, links=links)


def test_which_paragraphs_may_recur() -> None:
    def may(text: str, *others: str) -> bool:
        return 0 in candidates(stated(text, *others))

    assert may("one two three four") and not may("one two three")
    assert may(" ".join(["word"] * 80)) and not may(" ".join(["word"] * 81))
    assert may("x " * 10 + "y" * 880) and not may("x " * 10 + "y" * 881)
    assert not may("\u201cone two three four\u201d") and not may('one "two" three four')
    # No more than half of its longer words stand elsewhere.
    assert may("alpha bravo one two", "alpha") and not may("alpha bravo one two", "alpha bravo")
    assert not may(
        "alpha bravo cedar delta eagle folio grain heron ivory joker koala", "alpha bravo cedar delta eagle folio"
    )
    # Shorter words say nothing about that.
    assert may("alpha bravo four nine", "alpha four nine")
    assert candidates(stated("one two three four", whole=True)) == {} and candidates(stated()) == {}
    assert len(candidates(stated(*[f"one two six w{n}" for n in range(301)]))) == 300


def test_an_article_without_the_lines_that_recur() -> None:
    line = "Our readers make this possible"
    own = stated(STORY[0], line, STORY[1], kept=True, hidden=(HiddenLine(None, len(STORY[0]) + 2, "x", "y"),))
    source = SourceDocument("a", None, "", b"", "", "", "plain", own.text)
    found = without_recurring(own, source, Evidence(line))
    assert found.text == f"{STORY[0]}\n\n{STORY[1]}" and found.kept == (0, 4)
    assert found.paragraphs == ((0, len(STORY[0])), (len(STORY[0]) + 2, len(found.text)))
    assert [(each.line, each.at, each.text) for each in found.hidden] == [
        (None, len(STORY[0]) + 2, "x"),
        (2, len(STORY[0]) + 2, line),
    ]
    assert [link.start for link in found.links] == [0, len(STORY[0]) + 2]
    assert without_recurring(own, source, Evidence()) is own
    only = stated(line)
    assert without_recurring(only, source, Evidence(line)) is only
    nowhere = CleanArticle(Metadata(), own.text, own.paragraphs)
    assert without_recurring(nowhere, source, Evidence(line)) is nowhere


def test_a_third_of_the_long_sentences_stays() -> None:
    def left(kept: int, gone: int) -> bool:
        one = " ".join(f"a{n}" for n in range(kept)) + "."
        other = " ".join(f"b{n}" for n in range(gone)) + "."
        own = stated(one, other)
        source = SourceDocument("a", None, "", b"", "", "", "plain", own.text)
        return without_recurring(own, source, Evidence(other)).text == one

    assert left(20, 40) and not left(20, 41) and not left(19, 40)
    assert left(5, 19)


# --- Languages --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("en-GB", "en"),
        ("EN_us", "en"),
        ("eng", "en"),
        ("English", "en"),
        (" Deutsch ", "de"),
        ("nb", "no"),
        ("iw", "he"),
        ("und", None),
        ("englisch", None),
        ("x", None),
        ("", None),
        (None, None),
    ],
)
def test_the_language_that_is_declared(tag: str | None, code: str | None) -> None:
    assert primary(tag) == code


ENGLISH = (
    "The council of the town said that the bridge was to be closed and that the ferry would sail from the harbour. "
)
GERMAN = "Der Rat der Stadt hat am Montag beschlossen, dass die Br\u00fccke am Fluss f\u00fcr lange gesperrt wird. "


def test_the_language_of_a_text() -> None:
    assert language_of(None, ENGLISH * 2) == "en" and language_of(None, GERMAN * 2) == "de"
    assert language_of(None, "Too short") is None and language_of("fr", "Too short") == "fr"
    # What is declared stands, unless a longer text plainly is in another language that is not near it.
    assert language_of("de", GERMAN * 4) == "de" and language_of("en", GERMAN * 4) == "de"
    assert language_of("nl", GERMAN * 4) == "nl" and language_of("en", GERMAN) == "en"
    assert language_of("xx", ENGLISH * 3) == "en"


def test_the_first_two_thousand_characters_tell_the_language() -> None:
    german = (GERMAN * 30)[:2000]
    assert language_of(None, german + ENGLISH * 20) == "de"
    assert language_of(None, german[:900] + ENGLISH * 20) == "en"


def test_nothing_is_said_of_less_than_sixty_bytes_of_letters() -> None:
    text = "council bridge harbour closed repair engineer inspected bearings"
    letters = text.replace(" ", "")
    assert len(letters) == 57 and language_of(None, text) is None
    assert language_of(None, text + " the and was that") == "en"


def test_likelihoods_are_between_nothing_and_one() -> None:
    table = {"always": 0.0, "a": 100.0, "b": -100.0}
    assert line_classifier.score(table, ["a", "b", "c"]) == 0.0 and line_classifier.score({"always": 2.0}, []) == 2.0
