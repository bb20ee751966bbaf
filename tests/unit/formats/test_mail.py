"""A mail is an article: which of its parts has the text, who sent it, and what of it is cut."""

from __future__ import annotations

import io
from email.message import EmailMessage
from email.policy import SMTP

import pytest

from index import formats
from index.formats.mail import body, digests, eml, footers, message, mime
from index.formats.mail.footers import COVERING_WORDS, FOOTER_SHARE, QUOTED_LINES, SIGNATURE_LINES, letter
from index.formats.mail.page_text import HEADLINE_WORDS, PageText, page_text
from index.formats.protocol import FileFormat
from index.formats.registry import recognising
from index.formats.source import Head
from index.model import SkippedSource, SourceDocument

TEXT = (
    "The bakers of Vellmar have agreed on a new price for rye bread, their guild said on Tuesday.\n\n"
    "A loaf will cost four crowns and a half from the first of June, half a crown more than now.\n\n"
    "The mills had asked for a fifth more after the wet harvest of last year."
)


def mail(text: str = TEXT, **fields: str) -> EmailMessage:
    one = EmailMessage()
    one["From"] = fields.pop("sender", "Vellmar Courier <letters@courier.example>")
    one["To"] = "reader@example.org"
    one["Subject"] = fields.pop("subject", "Rye bread becomes dearer")
    one["Date"] = fields.pop("date", "Tue, 7 May 2024 09:30:00 +0200")
    for name, value in fields.items():
        one[name.replace("_", "-")] = value
    if text:
        one.set_content(text)
    return one


def records(data: bytes | EmailMessage, name: str = "one.eml") -> list[SourceDocument | SkippedSource]:
    raw = data if isinstance(data, bytes) else data.as_bytes(policy=SMTP)
    return list(formats.read_stream(io.BytesIO(raw), name))


def article(data: bytes | EmailMessage, name: str = "one.eml") -> SourceDocument:
    (one,) = records(data, name)
    assert isinstance(one, SourceDocument), one
    return one


def skip(data: bytes | EmailMessage) -> SkippedSource:
    (one,) = records(data)
    assert isinstance(one, SkippedSource), one
    return one


def test_a_mail_is_an_article_of_its_sender() -> None:
    one = article(mail())
    assert one.declared.headline == "Rye bread becomes dearer"
    assert one.declared.outlet == "Vellmar Courier"
    assert one.declared.published == "2024-05-07T09:30:00+02:00"
    assert one.declared.url is None, "a linked article is not the mail"
    assert (one.form, one.media_type) == ("plain", "message/rfc822")
    assert one.text.startswith("The bakers of Vellmar") and one.text.endswith("of last year.")


@pytest.mark.parametrize("name", ["one.eml", "1714989000.M1P2.host:2,S", "noname"])
def test_the_files_of_a_maildir_have_no_ending(name: str) -> None:
    assert article(mail(), name).declared.outlet == "Vellmar Courier"


def test_apple_mail_writes_the_length_before_a_mail_and_a_list_after_it() -> None:
    raw = mail().as_bytes(policy=SMTP)
    emlx = str(len(raw)).encode() + b"\n" + raw + b'<?xml version="1.0"?><plist><dict/></plist>'
    assert article(emlx, "1.emlx").text.endswith("of last year.")


def test_a_header_in_prose_or_a_saved_page_is_no_mail() -> None:
    prose = b"From: the desk\nSubject: bread\n\n" + TEXT.encode()
    assert article(prose, "one.txt").media_type == "text/plain"
    page = b"From: <Saved by Blink>\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\r\n"
    assert not any("mail" in format.names.name for format in _recognising(page))


def _recognising(data: bytes) -> list[FileFormat]:
    return list(recognising(Head(data, "page")))


@pytest.mark.parametrize(
    ("sender", "outlet"),
    [
        ("Vellmar Courier <a@courier.example>", "Vellmar Courier"),
        ("=?utf-8?q?Caf=C3=A9?= =?utf-8?b?IE3DvGxsZXI=?= <a@courier.example>", "Café Müller"),
        ('"Vellmar Courier via Letters" <letters@lists.example>', "Vellmar Courier"),
        ("letters@news.courier.example", "courier.example"),
        ("desk at courier.example (Vellmar Courier)", "Vellmar Courier"),
        ("desk at courier.example ()", "courier.example"),
        ("=?utf-8?q?Courier=2C_Vellmar?= <a@courier.example>", "Courier, Vellmar"),
    ],
)
def test_the_outlet_is_the_name_of_the_sender(sender: str, outlet: str) -> None:
    raw = f"From: {sender}\nTo: r@example.org\nSubject: x\nDate: Tue, 7 May 2024 09:30:00 +0200\n\n{TEXT}".encode()
    assert article(raw).declared.outlet == outlet


def test_header_fields_beyond_ascii_are_read_whatever_their_bytes_are() -> None:
    raw = mail().as_bytes(policy=SMTP).replace(b"Rye bread becomes", "Müsli und Brot werden".encode("cp1252"))
    assert article(raw).declared.headline == "Müsli und Brot werden dearer"
    raw = mail().as_bytes(policy=SMTP).replace(b"Rye bread", b"=?nonsense?b?%%%?= Rye")
    assert "Rye" in (article(raw).declared.headline or "")


def test_text_in_any_encoding_is_decoded() -> None:
    one = mail("")
    one.set_content("Der Bäcker von Straußdorf backt für Königsbrück. " * 4, charset="iso-8859-15", cte="base64")
    assert article(one).text.startswith("Der Bäcker von Straußdorf")
    raw = mail().as_bytes(policy=SMTP).replace(b'charset="utf-8"', b'charset="nonsense"')
    assert article(raw).text.startswith("The bakers of Vellmar")


def test_damaged_transfer_encodings_lose_only_what_is_damaged() -> None:
    one = mail("")
    one.set_content(TEXT, cte="base64")
    raw = one.as_bytes(policy=SMTP)
    assert article(raw[: raw.rindex(b"\r\n", 0, -40)]).text.startswith("The bakers of Vellmar")
    quoted = mail("")
    quoted.set_content("é " + TEXT, cte="quoted-printable")
    assert article(quoted.as_bytes(policy=SMTP).replace(b"=C3=A9", b"=ZZ")).text.startswith("=ZZ The bakers")


def both(plain: str, page: str) -> EmailMessage:
    one = mail(plain)
    one.add_alternative(page, subtype="html")
    return one


PAGE = "".join(f"<table><tr><td><p>{paragraph}</p></td></tr></table>" for paragraph in TEXT.split("\n\n"))


def test_the_alternative_with_the_text_is_taken() -> None:
    assert article(both("This letter is in HTML.", PAGE)).text == TEXT
    assert article(both(TEXT, "<p>See the attached text.</p>")).text == TEXT
    assert article(both(TEXT, PAGE)).text == TEXT


def test_the_share_from_which_a_plain_text_has_it_all() -> None:
    words = "one two three four five six seven eight nine ten " * 10
    page = f"<p>{words}</p>"
    for count, taken in ((69, "page"), (70, "plain")):
        plain = " ".join(["plain", *["word"] * (count - 1)])
        assert article(both(plain, page)).text.startswith("plain" if taken == "plain" else "one"), count
    assert body.MOSTLY == 0.7


def test_a_plain_text_full_of_addresses_gives_way_to_the_page() -> None:
    for links, taken in ((4, "plain"), (5, "page")):
        plain = " ".join(["plain"] * 100 + ["https://courier.example/x"] * links)
        page = "<p>" + "page " * 100 + "</p>"
        assert article(both(plain, page)).text.startswith(taken), links
    assert body.LINKS_IN_TEXT == 0.04


def test_what_only_previews_show_is_no_text_of_a_page() -> None:
    found = page_text(
        "<html><head><title>No</title><style>p{}</style></head><body><div style='display:none'>No</div>"
        '<div style="max-height:0px;">No</div><p hidden>No</p><script>No</script>'
        "<h1>A <b>head</b></h1><table><tr><td>One<br>line<br><br>two</td><td><a href='x'>a link</a></td></tr></table>"
        "</body></html>"
    )
    assert found.paragraphs == ["A head", "One\nline", "two", "a link"]
    assert (found.links, found.linked_words) == (0, 0)


@pytest.mark.parametrize("page", ["", "<", "\x00", "<p>" * 5000, "<div>" * 100_000 + "x"])
def test_any_page_has_a_text(page: str) -> None:
    page_text(page)


def test_signatures_and_footers_of_lists_are_cut() -> None:
    for footer in (
        "\n\n-- \nThe Courier\nMarket Square 1",
        "\n\n_______________________________________________\nletters mailing list\nletters@lists.example",
        "\n\nYou get this letter because you asked for it.\n\nUnsubscribe: https://courier.example/u",
        "\n\nNewsletter abbestellen: https://courier.example/ab",
        "\n\nPour vous désabonner, cliquez ici.",
        "\n\n購読解除はこちら",
    ):
        assert letter(TEXT + footer) == TEXT, footer
    assert letter("View this email in your browser\n\n" + TEXT) == TEXT


def test_the_letter_that_is_answered_is_cut() -> None:
    for count, cut in ((QUOTED_LINES - 1, False), (QUOTED_LINES, True)):
        quoted = "\n".join(["> Is bread dear?"] * count)
        assert (letter(f"{TEXT}\n\nOn Monday A. Reader wrote:\n{quoted}\n") == TEXT) == cut, count
    only = "> Is bread dear?\n> It is."
    assert letter(only) == only
    for words, cut in ((COVERING_WORDS, False), (COVERING_WORDS + 1, True)):
        above = " ".join(["said"] * words)
        assert ("bread" in letter(f"{above}\n\n-----Original Message-----\nFrom: A\n\nIs bread dear?")) != cut, words


def test_a_mail_with_pictures_is_no_saved_page() -> None:
    one = mail("")
    one.set_content(PAGE, subtype="html")
    one.add_related(b"\x89PNG\r\n\x1a\n", maintype="image", subtype="png", cid="<logo>")
    assert article(one, "1714989000.M1P2.host").media_type == "message/rfc822"


def test_a_footer_is_short() -> None:
    paragraph = "A paragraph of ten words that says nothing at all."
    for footer in (3, 4):
        text = "\n\n".join(["Above " * 59 + "end.", "Unsubscribe " + "x " * 9, *[paragraph] * (footer - 1)])
        cut = letter(text) != text
        total = len(text.split())
        assert cut == (footer * 10 <= FOOTER_SHARE * total), (footer, total)


def test_a_signature_is_short() -> None:
    for count, cut in ((SIGNATURE_LINES, True), (SIGNATURE_LINES + 1, False)):
        text = TEXT + "\n-- \n" + "\n".join(["line"] * count)
        assert ("line" not in letter(text)) == cut, count


def test_a_first_line_that_repeats_the_subject_is_left_out() -> None:
    assert article(mail("RYE BREAD BECOMES DEARER!\n\n" + TEXT)).text == TEXT


def test_flowed_lines_are_joined() -> None:
    one = mail("")
    one.set_content("The bakers of Vellmar \nhave agreed \non a new price.\n" + TEXT)
    raw = one.as_bytes(policy=SMTP).replace(b'charset="utf-8"', b'charset="utf-8"; format=flowed')
    assert article(raw).text.startswith("The bakers of Vellmar have agreed on a new price.\n")


@pytest.mark.parametrize(
    "above",
    [
        "---------- Forwarded message ---------\nFrom: Skarn Gazette <g@gazette.example>\n"
        "Date: Mon, May 6, 2024 at 8:10 AM\nSubject: Ferry returns\nTo: <a@example.org>\n\n\n",
        "Zur Kenntnis.\n\n-----Ursprüngliche Nachricht-----\nVon: Skarn Gazette\n"
        "Gesendet: Montag, 6. Mai 2024 08:10\nAn: a\nBetreff: Ferry returns\n\n",
        "Gruß\nMe\n\nVon: Skarn Gazette <g@g.example>\nGesendet: 6. Mai 2024\nAn: Me\nBetreff: Ferry returns\n\n",
        "FYI\n\nBegin forwarded message:\n\n> From: Skarn Gazette <g@gazette.example>\n> Subject: Ferry returns\n"
        "> Date: 6 May 2024\n> To: a\n> \n",
        "________________________________\n*De :* Skarn Gazette\n*Envoyé :* lundi 6 mai 2024\n"
        "*Objet :* Ferry returns\n\n",
    ],
)
def test_a_forwarded_letter_is_the_article(above: str) -> None:
    text = "\n".join(f"> {line}" for line in TEXT.split("\n")) if "> " in above else TEXT
    one = article(mail(above + text, subject="Fwd: Ferry returns"))
    assert (one.declared.outlet, one.declared.headline) == ("Skarn Gazette", "Ferry returns")
    assert "2024" in (one.declared.published or "")
    assert one.text == TEXT


def test_much_said_above_a_forwarded_letter_is_an_article_itself() -> None:
    for words, outlet in ((COVERING_WORDS, "Skarn Gazette"), (COVERING_WORDS + 1, "Vellmar Courier")):
        above = " ".join(["said"] * words)
        text = f"{above}\n\n-----Original Message-----\nFrom: Skarn Gazette\nSubject: Ferry\n\n{TEXT}"
        assert article(mail(text, subject="Fwd: Ferry")).declared.outlet == outlet


def test_an_attached_letter_is_a_member() -> None:
    outer = mail("See below.", subject="Fwd: a letter")
    outer.add_attachment(mail(subject="Ferry returns", sender="Skarn Gazette <g@gazette.example>"))
    one = article(outer)
    assert (one.path, one.declared.outlet) == ("one.eml!forwarded.eml", "Skarn Gazette")


def test_attached_articles_are_members_and_pictures_are_not() -> None:
    outer = mail()
    outer.add_attachment(f"<html><head><title>Ferry</title></head><body><p>{TEXT}</p></body></html>", subtype="html",
                         filename="ferry.html")  # fmt: skip
    outer.add_attachment(b"\x89PNG\r\n\x1a\n", maintype="image", subtype="png", filename="logo.png")
    outer.add_attachment(b"", maintype="application", subtype="octet-stream", filename="empty.txt")
    first, second, third = records(outer)
    assert isinstance(first, SourceDocument) and first.path == "one.eml"
    assert isinstance(second, SourceDocument) and second.path == "one.eml!ferry.html"
    assert isinstance(third, SkippedSource) and third.kind == "not an article", "the mail itself is the article"


def test_a_digest_has_a_letter_in_each_part() -> None:
    parts = "".join(f"--b\r\n\r\n{mail(subject=f'Part {n}').as_string(policy=SMTP)}\r\n" for n in (1, 2))
    raw = (
        "From: l@lists.example\r\nTo: l\r\nSubject: Digest\r\nMIME-Version: 1.0\r\n"
        f"Content-Type: multipart/digest; boundary=b\r\n\r\n{parts}--b--\r\n"
    )
    found = [one.declared.headline for one in records(raw.encode()) if isinstance(one, SourceDocument)]
    assert found == ["Part 1", "Part 2"]


def test_alerts_and_lists_of_headlines_are_lists() -> None:
    assert skip(mail(sender="Google Alerts <googlealerts-noreply@google.com>")).kind == "list"
    items = "".join(
        f"<p><a href='https://courier.example/{n}'>Bread and butter in the town of Vellmar {n}</a></p><p>A line.</p>"
        for n in range(8)
    )
    assert skip(both("See the page.", f"<body>{items}</body>")).kind == "list"


def test_what_makes_a_mail_a_list() -> None:
    def is_list(links: int, words: int, long: int = 0) -> bool:
        blocks = ["word"] * (words - long * digests.LONG_PARAGRAPH) + ["word " * digests.LONG_PARAGRAPH] * long
        return digests.is_list("a@b.example", "\n\n".join(blocks), PageText(links=links, linked_words=0))

    links = digests.FEW_LINKS
    assert is_list(links, 100) and not is_list(links - 1, 100)
    most = digests.WORDS_A_LINK * links
    assert is_list(links, most - 1) and not is_list(links, most)
    long = digests.OWN_PARAGRAPHS
    assert is_list(links * 4, 200, long - 1) and not is_list(links * 4, 200, long)
    assert digests.is_list("a@b.example", "https://courier.example/a word\n" * links, None)


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("Bread in Vellmar is dear", 1),
        ("Forward to a friend", 0),
        ("Unsubscribe", 0),
        ("Read more »", 1),
        ("Weiterlesen", 1),
        ("港の火事で岸壁を閉鎖", 1),
        ("", 0),
    ],
)
def test_links_to_articles_are_counted(text: str, links: int) -> None:
    assert page_text(f"<p><a href='https://courier.example'>{text}</a> x</p>").links == links
    assert HEADLINE_WORDS == 5


def test_a_note_is_no_article() -> None:
    assert skip(mail("x" * (message.FEW_CHARACTERS - 1))).kind == "not an article"
    assert article(mail("x" * message.FEW_CHARACTERS))
    assert article(mail("汉" * 27)), "a character of Chinese is worth three"


def test_what_mail_servers_and_programs_write_is_no_article() -> None:
    assert skip(mail(Auto_Submitted="auto-replied")).kind == "not an article"
    raw = mail().as_bytes(policy=SMTP).replace(b"text/plain", b"multipart/report; boundary=x", 1)
    assert skip(raw).kind == "not an article"
    assert "decrypt" in skip(raw.replace(b"multipart/report", b"multipart/encrypted")).reason


def test_where_a_mail_is_on_the_web_is_its_address() -> None:
    assert article(mail(X_RSS_URL="https://courier.example/bread")).declared.url == "https://courier.example/bread"
    assert article(mail(Archived_At="<https://lists.example/1>")).declared.url == "https://lists.example/1"


def nested(count: int) -> bytes:
    head = "From: a@b.example\nTo: c\nSubject: deep\nMIME-Version: 1.0\n"
    parts = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(count))
    return (head + parts + "Content-Type: text/plain\n\n" + TEXT).encode()


def test_multiparts_inside_each_other_are_bounded() -> None:
    assert article(nested(mime.MAX_DEPTH)).text == TEXT
    assert "multiparts inside each other" in skip(nested(mime.MAX_DEPTH + 1)).reason
    assert skip(nested(1200)).kind == "failed"


def test_parts_are_bounded() -> None:
    head = b"From: a@b.example\nTo: c\nSubject: many\nContent-Type: multipart/mixed; boundary=b\n\n"
    part = b"--b\nContent-Type: text/plain\n\nword word word word word word\n"
    assert article(head + part * (mime.MAX_PARTS - 1))
    assert "parts" in skip(head + part * (mime.MAX_PARTS + 1)).reason


def test_header_fields_are_bounded() -> None:
    field = "X: " + "y" * 996 + "\n"
    fits = "From: a@b.example\nTo: c\nSubject: s\n" + field * (mime.MAX_HEADERS // len(field) - 2) + "\n" + TEXT
    assert article(fits.encode()).text == TEXT
    longer = "From: a@b.example\nTo: c\nSubject: s\n" + field * (mime.MAX_HEADERS // len(field) + 2) + "\n" + TEXT
    assert skip(longer.encode()).kind == "not an article"


@pytest.mark.parametrize("first", [b"!BDN", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
def test_outlooks_files_are_refused_with_what_to_do(first: bytes) -> None:
    (row,) = formats.read_stream(io.BytesIO(first + bytes(600)), "mail.msg")
    assert isinstance(row, SkippedSource)
    assert row.kind == "failed" and "Thunderbird" in row.reason


def test_links_to_a_page_on_the_web_are_at_the_beginning_and_short() -> None:
    link = "View this email in your browser"
    for place, cut in ((footers._FIRST_BLOCKS - 1, True), (footers._FIRST_BLOCKS, False)):
        blocks = ["A paragraph of some words."] * 20
        assert (link not in letter("\n\n".join([*blocks[:place], link, *blocks[place:]]))) == cut, place
    for words, cut in ((footers._SHORT, True), (footers._SHORT + 1, False)):
        block = " ".join([link, *["word"] * (words - len(link.split()))])
        assert (link not in letter(f"{block}\n\n{TEXT}")) == cut, words


def test_forwards_inside_forwards_are_bounded() -> None:
    for count, outlet in ((message._NESTED, "Skarn Gazette"), (message._NESTED + 1, "Someone")):
        above = "---- Forwarded message ----\nFrom: {}\nSubject: Fwd: Ferry\nDate: 6 May 2024\n\n"
        text = above.format("Someone") * (count - 1) + above.format("Skarn Gazette") + TEXT
        assert article(mail(text, subject="Fwd: Ferry")).declared.outlet == outlet, count


def test_a_header_field_is_read_up_to_its_bound() -> None:
    for count in (mime._LONGEST, mime._LONGEST + 1):
        raw = f"From: a@b.example\nTo: c\nSubject: {'x' * (count - 1)}y\n\n{TEXT}".encode()
        assert (article(raw).declared.headline or "").endswith("y") == (count == mime._LONGEST)


def test_the_header_of_a_mail_is_in_the_first_64_kilobytes() -> None:
    for size, found in ((eml._HEAD, 1), (eml._HEAD + 1, 0)):
        last = b"From: a@b.example\n"
        first = b"To: c\nSubject: s\n"
        filler = b"X-A: " + b"y" * 900 + b"\n"
        rest = size - len(first) - len(last)
        lines = filler * (rest // len(filler) - 1)
        gap = rest - len(lines)
        data = first + lines + b"X-B: " + b"z" * (gap - 6) + b"\n" + last
        assert len(data) == size
        assert eml.recognise(Head(data, "a")) == found, size
