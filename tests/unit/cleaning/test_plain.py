"""Plain text: the story is kept line for line, the boilerplate around it hidden with its reason."""

from __future__ import annotations

import hashlib

from index.cleaning import clean
from index.model import CleanArticle, DeclaredMetadata, Form, SourceDocument

STORY = [
    "The harbour council voted late on Monday to close the old swing bridge for at least six months of repairs.",
    "Engineers who inspected the bridge in March found that two of its four bearings had worn through completely.",
    '"We could not promise anyone that it would open again if we swung it once more," said the master, Ines Falk.',
    "About 3,400 cars cross the bridge each day, and the nearest other crossing lies eleven kilometres up the river.",
    "A ferry is to carry passengers on foot from the first week of June, the council said in a statement.",
]


def document(text: str, form: Form = "plain", declared: DeclaredMetadata | None = None) -> SourceDocument:
    data = text.encode("utf-8", "replace")
    digest = hashlib.sha256(data).hexdigest()
    return SourceDocument(
        "a.txt", None, "text/plain", data, digest, "utf-8", form, text, declared or DeclaredMetadata()
    )


def cleaned(lines: list[str], declared: DeclaredMetadata | None = None) -> CleanArticle:
    return clean(document("\n".join(lines), declared=declared))


def reasons(article: CleanArticle) -> dict[str, str]:
    return {hidden.text: hidden.reason for hidden in article.hidden}


def test_a_clean_text_stays_as_it_is() -> None:
    article = cleaned(STORY)
    assert article.text == "\n\n".join(STORY)
    assert article.hidden == ()
    assert article.kept == (0, 1, 2, 3, 4)


def test_the_headline_is_kept_once() -> None:
    headline = "Council closes old swing bridge for repairs"
    article = cleaned([headline, "", headline, "", headline, "", *STORY])
    assert article.metadata.headline == headline
    assert article.kept == (0, 6, 7, 8, 9, 10)
    assert [(hidden.line, hidden.reason) for hidden in article.hidden] == [
        (2, "repeated headline"),
        (4, "repeated headline"),
    ]
    assert article.text == "\n\n".join(STORY)


def test_deck_reading_time_date_and_caption() -> None:
    deck = "Traffic must take the long way round from June, while a small ferry is to carry those who go on foot."
    head = [
        "Council closes old swing bridge",
        "",
        "Council closes old swing bridge",
        deck,
        "3 min read",
        "12 May, 2021",
    ]
    article = cleaned([*head, "The swing bridge has stood across the river for a century [AFP]", "", *STORY])
    assert article.metadata.deck == deck
    assert str(article.metadata.published) == "2021-05-12"
    assert article.text == "\n\n".join(STORY)
    hidden = reasons(article)
    assert hidden["3 min read"] == "reading time"
    assert hidden["The swing bridge has stood across the river for a century [AFP]"] == "caption"


def test_a_date_line_with_a_section_and_a_time() -> None:
    article = cleaned(["Council closes old swing bridge", "", "Transport 10:53 10.02.2021", "", *STORY])
    assert str(article.metadata.published) == "2021-02-10T10:53"


def test_a_byline_gives_the_authors() -> None:
    head = ["Council closes old swing bridge", "By ADA QUILL and Tom Marsh, Harbour Press", "March 3, 2020"]
    article = cleaned([*head, "", *STORY])
    assert article.metadata.authors == ("Ada Quill", "Tom Marsh")
    assert str(article.metadata.published) == "2020-03-03"


def test_promos_inside_the_story_are_hidden() -> None:
    promo = [
        "Subscribe to The Harbour Bell",
        "Stay ahead of the tide. Know what moves the town, with analysis from the quay.",
        "Sign up for The Harbour Bell's Free Newsletters",
        "From the morning tide table to a weekly letter, get the best of us delivered directly to your inbox.",
    ]
    article = cleaned(["Council closes old swing bridge", *STORY[:2], *promo, *STORY[2:]])
    assert article.text == "\n\n".join(STORY)
    assert set(reasons(article).values()) == {"newsletter"}
    at = article.text.index(STORY[2])
    assert all(hidden.at == at for hidden in article.hidden)


def test_teasers_with_bylines_give_neither_date_nor_author() -> None:
    teasers = []
    for name in ("Rolf Stein", "Mary Poole", "Ivo Brandt"):
        teasers += [
            "-",
            f"What {name.split()[0]} learned about bridges",
            "Explainer Old iron has its own ways of giving in, they say",
        ]
        teasers += [f"By {name}, Harbour Bell Published 4 May 2022"]
    article = cleaned(["Council closes old swing bridge", *STORY, *teasers])
    assert article.text == "\n\n".join(STORY)
    assert article.metadata.published is None
    assert article.metadata.authors == ()


def test_a_list_of_other_stories_with_timestamps_is_hidden() -> None:
    listed = ["News line", ""]
    for hour, title in enumerate(
        ("Ferry fares to rise in spring", "Mayor opens new fish market", "Storm closes coastal road")
    ):
        listed += [title, f"1{hour}:30 24.04.2022"]
    article = cleaned(["Council closes old swing bridge", "", *STORY, "", "Mayor opens new fish market", "", *listed])
    assert article.text == "\n\n".join(STORY)
    hidden = reasons(article)
    assert hidden["11:30 24.04.2022"] == "timestamp"
    assert hidden["Ferry fares to rise in spring"] == "related story"


def test_a_declared_headline_is_not_repeated_in_the_body() -> None:
    declared = DeclaredMetadata(
        headline="Council closes old swing bridge", published="1620000000", authors=("By Ann Ode",)
    )
    article = cleaned(["Council closes old swing bridge", *STORY], declared)
    assert article.text == "\n\n".join(STORY)
    assert str(article.metadata.published) == "2021-05-03T00:00:00+00:00"
    assert article.metadata.authors == ("Ann Ode",)


def test_a_line_that_is_nearly_the_declared_headline_is_the_headline() -> None:
    declared = DeclaredMetadata(headline="Council closes the old swing bridge")
    article = cleaned(["Council closes old swing bridge | Harbour Bell", *STORY], declared)
    assert article.text == "\n\n".join(STORY)
    assert article.metadata.headline == declared.headline
    assert article.hidden == ()


def test_only_junk_is_shown_whole_and_flagged() -> None:
    lines = ["Menu", "Log in", "Share", "Terms of use", "Privacy policy"]
    article = cleaned(lines)
    assert article.flags == ("shown whole",)
    assert article.text == "\n\n".join(lines)


def test_wrapped_lines_become_paragraphs() -> None:
    wrapped = [
        "The harbour council voted late on Monday to close the old swing bridge",
        "for at least six months of repairs, after engineers found that two of",
        "its four bearings had worn through.",
        "",
        "About 3,400 cars cross the bridge each day, and the nearest other",
        "crossing lies eleven kilometres up the river, where the road is being",
        "widened until the end of the year.",
    ]
    article = cleaned(wrapped)
    assert article.text == " ".join(wrapped[:3]) + "\n\n" + " ".join(wrapped[4:])
    assert article.kept == (0, 1, 2, 4, 5, 6)


def test_lines_that_recur_at_the_outlet_are_hidden() -> None:
    class Evidence:
        def is_boilerplate(self, outlet: str, line: str) -> bool:
            return outlet == "Harbour Bell" and line == STORY[4]

        def is_usual(self, outlet: str, trait: str, instead: str) -> bool:
            return False

    text = "\n".join(STORY)
    article = clean(document(text, declared=DeclaredMetadata(outlet="Harbour Bell")), Evidence())
    assert [(hidden.line, hidden.reason) for hidden in article.hidden] == [(4, "recurs at this outlet")]
    assert STORY[4] in clean(document(text, declared=DeclaredMetadata(outlet="Other")), Evidence()).text


def test_markup_and_control_characters_stay_text() -> None:
    line = (
        "The [red]council[/] said \x1b[31mno\x1b[0m to [@click=app.quit]everyone[/] who had asked to reopen the bridge."
    )
    article = cleaned([*STORY, line])
    assert "[@click=app.quit]everyone[/]" in article.text
    assert "\x1b" not in article.text


def test_an_empty_text_is_an_empty_article() -> None:
    assert cleaned([""]).text == ""


def test_short_sentences_beside_the_story_are_part_of_it() -> None:
    article = cleaned(["Quake hits coast", "", "A quake hit the coast.", "", "Nobody was hurt."])
    assert article.metadata.headline == "Quake hits coast"
    assert article.text == "A quake hit the coast.\n\nNobody was hurt."


def test_what_is_announced_as_related_is_a_related_story() -> None:
    article = cleaned(["Council closes old swing bridge", "", *STORY, "", "Read also", "New market opens", "Ferry up"])
    assert article.text == "\n\n".join(STORY)
    assert set(reasons(article).values()) == {"related story"}


HEAD = ["Council closes old swing bridge for repairs", "By Ada Quill", "March 3, 2020", ""]
OTHER = [
    "The lifeboat crew was called out twice on Sunday evening after a yacht lost its rudder off the western mole.",
    "Both people on board were brought ashore unhurt, the coxswain said, and the yacht was towed in at dawn.",
    "It was the ninth call of the season, two more than by the same week of the previous year, records show.",
]


def test_another_whole_article_below_the_first_is_hidden() -> None:
    second = ["Lifeboat called out twice in a night", "By Tom Marsh", "March 2, 2020", "", *OTHER]
    article = cleaned([*HEAD, *STORY, "", *second])
    assert article.text == "\n\n".join(STORY)
    assert set(reasons(article).values()) == {"another article"}
    assert article.metadata.authors == ("Ada Quill",)


def test_a_long_article_below_a_short_one_does_not_leave_a_third() -> None:
    longer = [line.replace("the", f"the {word}") for word in ("grey", "late", "small", "third") for line in OTHER]
    article = cleaned([*HEAD, *STORY, "Lifeboat called out twice", "By Tom Marsh", "March 2, 2020", "", *longer])
    assert all(line in article.text for line in (STORY[0], longer[-1]))


def test_a_subhead_with_a_date_below_it_is_no_other_article() -> None:
    lines = [*HEAD, *STORY, "How the repairs began", "March 2, 2020", "", *OTHER]
    assert all(line in cleaned(lines).text for line in OTHER)


def test_comments_below_a_story_are_hidden_and_cost_it_nothing() -> None:
    thread = [
        *(
            "Comments (3)",
            "Marlow77",
            "2 hours ago",
            "I have used it for thirty years and nobody ever asked us.",
            "Reply",
        ),
        *("Dora K", "1 hour ago", "They should have built a tunnel when they had the money for it.", "Reply", "Like"),
        *("Old Salt", "40 minutes ago", "Agreed.", "Reply"),
    ]
    article = cleaned([*HEAD, *STORY, "", *thread])
    assert article.text == "\n\n".join(STORY)
    assert [reasons(article)[line] for line in thread] == ["comment"] * len(thread)


def test_entries_of_a_live_blog_are_kept_with_their_times() -> None:
    entries = [
        *("14:10", "The council has begun its meeting in the old customs house, with about sixty residents there."),
        *("14:17", "The harbour master is speaking now and says the bearings cannot be mended."),
        *("15:24", "A vote is expected within the hour."),
        *("15:31", "The chair has asked for quiet after shouting from the gallery. Two people left the room."),
        *("16:38", "The council has voted to close the bridge for six months, by eleven votes to four."),
    ]
    article = cleaned(["Bridge closure: live updates", "By Ada Quill", "March 3, 2020", "", *entries])
    assert article.text == "\n\n".join(entries)


def test_an_image_of_a_markdown_text_and_the_words_below_it_are_captions() -> None:
    image, words = "![The swing bridge at dusk](bridge.jpg)", "*The bridge at dusk. Photograph: Lena Ort*"
    lines = ["# Council closes old swing bridge", "", STORY[0], "", image, words, "", "*It will be missed.*", ""]
    text = "\n".join([*lines, *(part for line in STORY[1:] for part in (line, ""))])
    article = clean(document(text, "markdown"))
    assert [(hidden.line, hidden.reason) for hidden in article.hidden] == [(4, "caption"), (5, "caption")]
    assert article.text == "\n\n".join([STORY[0], "It will be missed.", *STORY[1:]])


def test_words_about_the_author_and_agencies_below_a_story_are_asides() -> None:
    lines = [
        "Ada Quill is a reporter at the Harbour Press who covers the port and its people.",
        "Reporting by Ada Quill; Editing by Tom Marsh",
        "With inputs from Coast News Service",
    ]
    article = cleaned([*HEAD, *STORY, "", *lines])
    assert article.text == "\n\n".join(STORY)
    assert reasons(article) == {
        lines[0]: "about the author",
        lines[1]: "agency credit",
        lines[2]: "agency credit",
    }
    assert all(line.is_aside for line in article.hidden)


def test_appeals_to_the_reader_are_hidden_also_as_sentences() -> None:
    appeals = [
        "If you enjoyed this article, consider supporting our small newsroom with a subscription of your own.",
        "We may earn a commission when you buy something through links on our pages, at no cost to you.",
    ]
    article = cleaned([*HEAD, *STORY[:3], appeals[0], *STORY[3:], appeals[1]])
    assert article.text == "\n\n".join(STORY)


def test_appeals_that_are_quoted_stay() -> None:
    quote = '"Please consider subscribing to the paper, or there will be none," the editor told the council on Monday.'
    assert quote in cleaned([*HEAD, *STORY[:3], quote, *STORY[3:]]).text


def test_short_sentences_between_promos_stay() -> None:
    promos = ["Read more: Ferry fares to rise", "Sign up for our newsletter", "Read more: Lifeboat called out"]
    lines = [*HEAD, *STORY[:2], "", *promos[:2], "", "He said no.", "", promos[2], "", *STORY[2:]]
    article = cleaned(lines)
    assert "He said no." in article.text
    assert set(reasons(article)) == set(promos)


def test_a_text_that_is_the_article_alone_loses_only_rules_and_its_headline() -> None:
    lines = ["Bridge closed", STORY[0], "Photo: Ines Falk", "* * *", "Related: ferry fares", "Ines Falk is a reporter."]
    article = clean(document("\n\n".join(lines), "article", DeclaredMetadata(headline="Bridge closed")))
    assert article.text == "\n\n".join((lines[1], lines[2], *lines[4:]))
    assert reasons(article) == {"* * *": "separator"}
    assert article.flags == ()
    assert clean(document("* * *", "article")).text == "* * *"
