"""What an outlet's other articles show: the order of day and month, and the site's name in a headline."""

from __future__ import annotations

import hashlib

import pytest

from index.cleaning import clean
from index.cleaning.metadata import day_order
from index.cleaning.metadata.origins import UNCERTAIN
from index.cleaning.outlet_habits import habits, traits
from index.model import CleanArticle, DeclaredMetadata, PartialDate, SourceDocument
from index.model.articles import Form

BODY = "\n\n".join(
    f"The {what} was mended on the quay before the tide came in, and the master thanked all who had helped with it."
    for what in ("old ferry", "long crane", "northern gate")
)
PAGE = "<html lang='{lang}'><head><title>{title}</title>{head}</head><body><article>{body}</article></body></html>"


class Outlet:
    """Evidence of an outlet with given habits, by a word of the trait."""

    def __init__(self, *habits: str) -> None:
        self.habits = habits
        self.asked: list[tuple[str, str]] = []

    def is_boilerplate(self, outlet: str, line: str) -> bool:
        return False

    def is_usual(self, outlet: str, trait: str, instead: str) -> bool:
        self.asked.append((trait, instead))
        return outlet == "Harbour Post" and any(habit in trait for habit in self.habits)


def made(
    text: str, form: Form = "plain", *, evidence: Outlet | None = None, declared: DeclaredMetadata | None = None
) -> CleanArticle:
    data = text.encode()
    kind = "text/html" if form == "html" else "text/plain"
    declared = declared or DeclaredMetadata(outlet="Harbour Post")
    digest = hashlib.sha256(data).hexdigest()
    return clean(SourceDocument("a", None, kind, data, digest, "utf-8", form, text, declared), evidence)


def record(published: str, updated: str | None = None, language: str | None = None) -> DeclaredMetadata:
    name, outlet = "Ferry mended", "Harbour Post"
    return DeclaredMetadata(name, outlet=outlet, published=published, updated=updated, language=language)


def published(article: CleanArticle) -> tuple[str, str]:
    assert article.metadata.published is not None
    return article.metadata.published.iso, dict(article.origins)["published"]


def test_a_date_in_either_order_is_read_as_the_outlet_writes_dates() -> None:
    plain = made(BODY, declared=record("3/4/2019"))
    assert published(plain) == ("2019-04-03", f"its record; {UNCERTAIN}")
    assert UNCERTAIN in plain.flags
    month = made(BODY, declared=record("3/4/2019"), evidence=Outlet("month first"))
    assert published(month) == ("2019-03-04", "its record; month first, as its outlet writes dates")
    assert UNCERTAIN not in month.flags
    day = made(BODY, declared=record("3/4/2019"), evidence=Outlet("day first"))
    assert published(day) == ("2019-04-03", "its record; day first, as its outlet writes dates")
    assert UNCERTAIN not in day.flags
    assert made(BODY, declared=record("3/4/2019"), evidence=Outlet()) == plain


def test_the_article_goes_before_its_outlet_and_the_outlet_before_the_language() -> None:
    own = made(
        f"{BODY}\n\nIt was last mended on 25/12/2018.", declared=record("3/4/2019"), evidence=Outlet("month first")
    )
    assert published(own) == ("2019-04-03", "its record; day first, as its other dates")
    american = record("3/4/2019", language="en-US")
    assert published(made(BODY, declared=american))[0] == "2019-03-04"
    as_outlet = made(BODY, declared=american, evidence=Outlet("day first"))
    assert published(as_outlet) == ("2019-04-03", "its record; day first, as its outlet writes dates")
    same = made(BODY, declared=american, evidence=Outlet("month first"))
    assert published(same) == ("2019-03-04", "its record; month first, as its language does")
    assert published(made(BODY, declared=record("2019-04-03"), evidence=Outlet("month first")))[0] == "2019-04-03"


def test_both_dates_of_an_article_are_read_in_one_order_or_neither() -> None:
    both = record("3/4/2019", updated="5/4/2019")
    found = made(BODY, declared=both, evidence=Outlet("month first")).metadata
    assert found.published and found.updated
    assert (found.published.iso, found.updated.iso) == ("2019-03-04", "2019-05-04")
    against = made(BODY, declared=record("3/4/2019", updated="2019-04-03T10:00"), evidence=Outlet("month first"))
    assert published(against)[0] == "2019-03-04"
    later = made(BODY, declared=record("4/10/2019", updated="2019-10-05"))
    earlier = made(BODY, declared=record("1/12/2019", updated="2019-12-05"), evidence=Outlet("month first"))
    assert published(later)[0] == "2019-10-04" and published(earlier)[0] == "2019-01-12"
    never = made(BODY, declared=record("4/1/2019", updated="2019-02-05"), evidence=Outlet("month first"))
    assert published(never) == ("2019-01-04", f"its record; {UNCERTAIN}")


def test_a_time_stays_with_a_date_that_is_read_otherwise() -> None:
    assert day_order.by_habit(PartialDate("2019-04-03T10:20+02:00"), f"line 3; {UNCERTAIN}", "month first") == (
        PartialDate("2019-03-04T10:20+02:00"),
        "line 3; month first, as its outlet writes dates",
    )


@pytest.mark.parametrize("iso", ["2019-04-13", "2019-04", "2019"])
def test_what_has_no_other_order_stays(iso: str) -> None:
    assert day_order.by_habit(PartialDate(iso), f"line 3; {UNCERTAIN}", "month first") is None
    assert day_order.by_habit(PartialDate("2019-04-12"), f"line 3; {UNCERTAIN}", "month first") is not None


def kinds(article: CleanArticle) -> set[str]:
    return {trait.strip("\0") for trait in traits(article)}


@pytest.mark.parametrize(
    ("date", "trait"),
    [
        ("25/12/2019", {"day first"}),
        ("12/25/2019", {"month first"}),
        ("25.12.2019", set()),
        ("25 December 2019", set()),
        ("2019-12-25", set()),
        ("3/4/2019", {"dates in either order"}),
    ],
)
def test_what_a_date_shows_of_its_outlet(date: str, trait: set[str]) -> None:
    bare = {"headline"}
    assert kinds(made(BODY, declared=record(date))) == bare | trait
    assert kinds(made(f"Ferry mended at last\n\nPublished {date}\n\n{BODY}")) == bare | trait
    page = PAGE.format(
        lang="", title="Ferry mended", head=f"<meta name='date' content='{date}'>", body=f"<p>{BODY}</p>"
    )
    assert kinds(made(page, "html")) == bare | trait
    nowhere = DeclaredMetadata(headline="Ferry mended", published=date)
    assert not traits(made(BODY, declared=nowhere))


def test_dates_of_the_body_and_dates_in_both_orders_show_nothing() -> None:
    assert kinds(
        made(f"{BODY}\n\nIt was built by the men of the northern yard on 25/12/1958.", declared=record("2019-12-25"))
    ) == {"headline"}
    both = made(BODY, declared=record("25/12/2019", updated="12/30/2019"))
    assert kinds(both) == {"headline"}
    assert both.remarks == () and not list(habits(kinds(both)))


# --- The headline ---------------------------------------------------------------------------------------------------


def headline(title: str, *habits: str, body: str = "", outlet: str = "Harbour Post") -> tuple[str | None, str]:
    page = PAGE.format(lang="en", title=title, head="", body=body + "".join(f"<p>{p}</p>" for p in BODY.split("\n\n")))
    article = made(page, "html", evidence=Outlet(*habits), declared=DeclaredMetadata(outlet=outlet))
    return article.metadata.headline, dict(article.origins)["headline"]


def test_a_sites_name_that_its_other_headlines_have_goes_off_the_headline() -> None:
    whole = "Old ferry mended at last - Quayside Digital"
    assert headline(whole) == (whole, "page title")
    cut = (
        "Old ferry mended at last",
        'page title; without "Quayside Digital", which its outlet\'s other headlines have, too',
    )
    assert headline(whole, "quayside digital") == cut
    assert headline("Quayside Digital :: Old ferry mended at last", "quayside digital") == cut
    assert headline(whole, "quayside digital", outlet="Lock Gazette")[0] == whole
    assert headline("Ferry - Quayside Digital", "quayside digital")[0] == "Ferry - Quayside Digital"
    six = "Old ferry mended at last - The Quayside Digital News of Today"
    assert headline(six, "the quayside digital news of today")[0] == six


def test_what_the_page_prints_as_its_heading_stays() -> None:
    printed = "Old ferry mended at last – as it happened"
    found = headline(printed, "as it happened", body=f"<h1>{printed}</h1>")
    assert found == (printed, "top heading")


def test_evidence_against_a_habit_is_named() -> None:
    shown = traits(made(BODY, declared=DeclaredMetadata(headline="Old ferry mended - Live", outlet="Harbour Post")))
    ((trait, instead, concerned),) = habits(shown)
    assert trait == concerned and trait.endswith("live")
    assert traits(made(BODY, declared=DeclaredMetadata(headline="Old ferry mended", outlet="Harbour Post"))) == {
        instead
    }
    day, month = (list(habits(traits(made(BODY, declared=record(f"{date}/2019"))))) for date in ("25/12", "12/25"))
    assert (day[0].trait, day[0].instead) == (month[0].instead, month[0].trait)
    assert day[0].concerned == month[0].concerned
