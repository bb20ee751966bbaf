"""Fields that mean one thing in one program: what services and search engines say of an article."""

from __future__ import annotations

import io
import json

import pytest

from index import formats
from index.formats.records.field_names import field_of
from index.model import SkippedSource, SourceDocument

TEXT = "The board of Tarnby closed the mill on Monday. Its owner said nobody would lose a post before the summer."


def only(value: object, name: str = "a.json") -> SourceDocument:
    (found,) = formats.read_stream(io.BytesIO(json.dumps(value).encode()), name)
    assert isinstance(found, SourceDocument), found
    return found


@pytest.mark.parametrize(
    ("title", "outlet", "headline"),
    [
        ("Mill closes - Tarnby Post", "Tarnby Post", "Mill closes"),
        ("Mill closes | The Tarnby Post", "Tarnby Post", "Mill closes"),
        ("Mill closes — what now? - tarnby post", "The Tarnby Post", "Mill closes — what now?"),
        ("Mill closes - Harbour News", "Tarnby Post", "Mill closes - Harbour News"),
        ("Tarnby Post", "Tarnby Post", "Tarnby Post"),
        ("Owner-run mill closes", "mill closes", "Owner-run mill closes"),
    ],
)
def test_the_outlet_comes_off_the_end_of_a_headline(title: str, outlet: str, headline: str) -> None:
    article = {"source": {"id": None, "name": outlet}, "title": title, "content": TEXT, "url": "https://post.example/1"}
    assert only({"status": "ok", "totalResults": 1, "articles": [article]}).declared.headline == headline


def guardian(**fields: str) -> dict[str, object]:
    return {
        "webTitle": "Mill closes", "webUrl": "https://www.theguardian.com/a",
        "webPublicationDate": "2021-05-04T08:00:00Z",
        "apiUrl": "https://content.guardianapis.com/a", "fields": {"bodyText": TEXT, **fields},
        "tags": [{"type": "keyword", "webTitle": "Mills"}, {"type": "contributor", "webTitle": "Maren Lind"}],
    }  # fmt: skip


def test_the_guardian_names_its_newspaper_and_writers_in_other_places() -> None:
    declared = only(guardian()).declared
    assert (declared.outlet, declared.authors) == ("The Guardian", ("Maren Lind",))
    declared = only(guardian(publication="The Observer", byline="Ola Brandt")).declared
    assert (declared.outlet, declared.authors) == ("The Observer", ("Ola Brandt",))
    assert declared.url == "https://www.theguardian.com/a"


def test_the_time_of_a_search_engine_is_the_date_where_there_is_no_other() -> None:
    record = {"title": "Mill closes", "content": TEXT, "@timestamp": "2021-05-04T08:00:00Z"}
    assert only({"_index": "news", "_source": record}).declared.published == "2021-05-04T08:00:00Z"
    assert only({"_source": {**record, "published_at": "2021-05-01"}}).declared.published == "2021-05-01"


def test_a_long_message_beside_a_headline_is_the_text() -> None:
    record = {
        "@timestamp": "2021-05-04",
        "title": "Mill closes",
        "message": f"{TEXT} " * 3,
        "url": "https://p.example/1",
    }
    assert only({"_source": record}).text.startswith("The board")
    (found,) = formats.read_stream(io.BytesIO(json.dumps({"_source": {**record, "message": TEXT}}).encode()), "a.json")
    assert isinstance(found, SkippedSource)


def test_the_first_paragraphs_of_factivas_extract_are_its_snippet() -> None:
    record = {"title": "Mill closes", "publisher_name": "Tarnby Post", "snippet": "The mill closes.", "body": TEXT}
    assert only({**record, "publication_datetime": 1620115200000}).text == f"The mill closes.\n\n{TEXT}"
    assert only({**record, "snippet": TEXT[:40]}).text == TEXT


def test_troves_title_is_the_newspaper() -> None:
    article = {"id": "1", "url": "https://api.trove.nla.gov.au/v2/newspaper/1", "heading": "Mill closes",
               "title": {"id": "3", "value": "Tarnby Post"}, "date": "1911-05-04", "articleText": f"<p>{TEXT}</p>",
               "troveUrl": "https://trove.nla.gov.au/ndp/del/article/1"}  # fmt: skip
    declared = only({"response": {"zone": [{"records": {"article": [article]}}]}}).declared
    assert (declared.headline, declared.outlet) == ("Mill closes", "Tarnby Post")
    assert declared.url == "https://trove.nla.gov.au/ndp/del/article/1"


def test_the_copy_of_a_reading_program_is_not_the_address() -> None:
    record = {"title": "Mill closes", "html_content": f"<p>{TEXT}</p>", "url": "https://read.readwise.io/read/1"}
    assert only({**record, "source_url": "https://post.example/mill"}).declared.url == "https://post.example/mill"
    assert only(record).declared.url == "https://read.readwise.io/read/1"


def test_an_article_under_a_name_of_texts_keeps_its_fields() -> None:
    declared = only({"story": {"title": "Mill closes", "url": "https://post.example/1", "text": TEXT}}).declared
    assert (declared.headline, declared.url) == ("Mill closes", "https://post.example/1")


def test_records_by_their_address_have_it() -> None:
    records = {
        "https://post.example/1": {"title": "A", "text": TEXT},
        "https://post.example/2": {"title": "B", "text": TEXT},
    }
    columns = {"title": dict.fromkeys(records, "A"), "text": dict.fromkeys(records, TEXT)}
    for value in (records, columns):
        found = list(formats.read_stream(io.BytesIO(json.dumps(value).encode()), "a.json"))
        assert [one.declared.url for one in found if isinstance(one, SourceDocument)] == list(records)


def test_the_first_category_of_wordpress_is_the_section() -> None:
    post = {
        "title": {"rendered": "Mill closes"},
        "content": {"rendered": f"<p>{TEXT}</p>"},
        "link": "https://post.example/1",
    }
    terms = [[{"taxonomy": "category", "name": "Town"}], [{"taxonomy": "post_tag", "name": "mills"}]]
    assert only([{**post, "_embedded": {"wp:term": terms}}]).declared.section == "Town"
    assert only({"posts": [{**post, "categories": {"Town": {"ID": 3, "name": "Town"}}}]}).declared.section == "Town"


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("Title of article", "title"),
        ("Titre de l'article", "title"), ("Text článku", "text"), ("Author(s)", "author"),
        ("Date (UTC)", "date"), ("新闻内容", "text"), ("Article URL", "url"), ("News", None), ("article", "text"),
        ("Number of articles", None), ("(none)", None), ("文章", None),
    ],
)  # fmt: skip
def test_words_for_article_say_nothing_of_a_field(name: str, field: str | None) -> None:
    assert field_of(name) == field


def table(*headings: str) -> SourceDocument:
    cells = ("Mill closes", TEXT, "Tarnby Post", "20210504")
    data = ";".join(headings) + "\n" + ";".join(f'"{cell}"' for cell in cells) + "\n"
    (found,) = formats.read_stream(io.BytesIO(data.encode()), "a.csv")
    assert isinstance(found, SourceDocument), found
    return found


def test_rubrik_is_the_headline_in_swedish_and_the_section_in_german() -> None:
    swedish = table("Rubrik", "Brödtext", "Tidning", "Datum").declared
    assert (swedish.headline, swedish.outlet) == ("Mill closes", "Tarnby Post")
    german = table("Rubrik", "Volltext", "Zeitung", "Datum").declared
    assert (german.headline, german.section) == (None, "Mill closes")


def test_values_may_be_between_single_quotation_marks() -> None:
    data = f"title,text,date\n'Mill, closes','{TEXT}\n\nIt''s old, he said.',2021-05-04\n" * 1
    (found,) = formats.read_stream(io.BytesIO(data.encode()), "a.csv")
    assert isinstance(found, SourceDocument)
    assert (found.declared.headline, found.text) == ("Mill, closes", f"{TEXT}\n\nIt's old, he said.")


PAGE = "<table class='dataframe'><thead><tr><th></th>{}</tr></thead><tbody>{}</tbody></table>"


def test_a_page_that_is_a_table_of_articles_has_one_a_row() -> None:
    cells = "".join(f"<tr><th>{n}</th><td>Mill {n}</td><td>{TEXT}</td><td>2021-05-0{n}</td></tr>" for n in (1, 2))
    page = PAGE.format("<th>title</th><th>text</th><th>date</th>", cells)
    found = list(formats.read_stream(io.BytesIO(page.encode()), "a.html"))
    assert [one.declared.headline for one in found if isinstance(one, SourceDocument)] == ["Mill 1", "Mill 2"]
    # A table of two known headings is a part of an article.
    page = PAGE.format("<th>title</th><th>text</th><th>size</th>", cells)
    assert len(list(formats.read_stream(io.BytesIO(page.encode()), "a.html"))) == 1


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (r"It closes.\n\nThe owner\r\n“left”.\n", "It closes.\n\nThe owner\n“left”.\n"),
        ("It closes.\nThe owner writes \\\\n.", "It closes.\nThe owner writes \\\\n."),
        (r"It is in C:\new on her disk. It closes.", r"It is in C:\new on her disk. It closes."),
    ],
)
def test_line_ends_that_are_written_out_are_line_ends(written: str, text: str) -> None:
    assert only({"title": "Mill", "url": "https://post.example/1", "text": written}).text == text
