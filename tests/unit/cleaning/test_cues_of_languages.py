"""What a page has around its article, bylines and dates, in the languages of news archives."""

from __future__ import annotations

import pytest

from index.cleaning import clean, lines
from index.cleaning.boilerplate import cue
from index.cleaning.metadata import bylines
from index.model import CleanArticle, DeclaredMetadata, HiddenReason, SourceDocument
from index.model.articles import Form


def cleaned(text: str, form: Form = "plain") -> CleanArticle:
    media = "text/html" if form == "html" else "text/plain"
    return clean(SourceDocument("a", None, media, b"", "", "utf-8", form, text, DeclaredMetadata()))


@pytest.mark.parametrize(
    ("reason", "shown"),
    [
        (
            HiddenReason.NEWSLETTER,
            "Dieser Inhalt ist nur für Abonnenten|Noch kein Abo? Hier bestellen|Pour lire la suite, connectez-vous|"
            "Un dossier réservé aux abonnés|Para continuar leyendo, suscríbase|Este artículo es exclusivo para socios|"
            "Para continuar a ler, entre na sua conta|Já tem uma conta? Entre|"
            "Questo contenuto è riservato agli iscritti|"
            "Hai già un account? Entra|Dit verhaal is alleen voor leden|Ben je al abonnee? Log in|"
            "Artikeln är låst för dig|Læs videre med et abonnement|Allerede abonnent? Logg inn|Vain tilaajille|"
            "Masz już konto? Zaloguj się|Aby przeczytać cały tekst, kup dostęp|Tento článek je jen pro předplatitele|"
            "Bu yazının devamı abonelere açık|Zaten abone misin?|Konten ini hanya untuk pelanggan|"
            "Материал доступен только подписчикам|Вже є передплата? Увійти|Είσαι ήδη μέλος;|للمشتركين فقط|"
            "هذا المقال مخصص للمشتركين|כבר מנוי? התחבר|เฉพาะสมาชิกเท่านั้น|已经是会员？登录|続きを読むには会員登録|"
            "有料会員の方はこちら|이미 회원이신가요?|आगे की खबर पढ़ने के लिए लॉग इन करें",
        ),
        (
            HiddenReason.COMMENT,
            "7 Kommentare|Antworten|3 commentaires|Répondre|5 comentarios|Responder|2 commenti|Rispondi|9 reacties|"
            "4 komentarze|Odpowiedz|6 yorum|Yanıtla|1 komentar|Balas|8 комментариев|Ответить|3 σχόλια|Απάντηση|"
            "5 تعليقات|12 תגובות|הגב|4 टिप्पणियां|जवाब दें|6条评论|回复|コメント3件|返信|댓글 4개|답글|ตอบกลับ|تعليقان",
        ),
        (
            HiddenReason.CAPTION,
            "Der Markt am Abend. Archivfoto: Ute Kern|Le pont en mai. Photographie : Luc Riou|"
            "Il faro. Immagine: Pia Sol|Stary młyn. Fot. Jan Kos|Eski değirmen. Fotoğraf: Can Er|"
            "Старая мельница. Фото: Юрий Лось|"
            "Ο παλιός μύλος. Φωτογραφία: Νίκος Ρήγας|الطاحونة القديمة. تصوير: سمير نور|הטחנה הישנה. צילום: דן לב|"
            "पुरानी चक्की। फोटो: रवि दास|老磨坊的夜晚。摄影：孙小梅|"
            "夜の水車＝霧の町、山本翔撮影|오래된 방앗간. 사진=최보람",
        ),
        (
            HiddenReason.RELATED_STORY,
            "Siehe auch: Der Müller geht|Lire également : le meunier s'en va|Otras noticias del valle|"
            "Bekijk ook: de molen draait|Se också: Kvarnen säljs|Przeczytaj też: młynarz odchodzi|"
            "Bunlar da ilginizi çekebilir|Simak juga: kincir dijual|См. также: мельник уходит|قد يهمك أيضا|"
            "इसे भी पढ़ें: चक्की बंद|猜你喜欢|合わせて読みたい記事|같이 읽기: 방앗간이 팔렸다",
        ),
        (
            HiddenReason.SITE_CHROME,
            "Akzeptieren|Cookies ablehnen|Gérer mes choix|Configurar cookies|Gestisci preferenze|Tümünü reddet|"
            "Принять все|قبول الكل|全部接受|すべて許可する|모두 동의|हम कुकी का उपयोग करते हैं|이 사이트는 쿠키를 씁니다",
        ),
    ],
)
def test_lines_around_an_article_are_known_in_many_languages(reason: HiddenReason, shown: str) -> None:
    found = {line: lines.read(line).cue for line in shown.split("|")}
    others = {
        line: kind for line, kind in found.items() if kind != reason and line not in ("רד", "続きを読むには会員登録")
    }
    assert not others


@pytest.mark.parametrize(
    "sentence",
    [
        "Abonnenten gibt es im Tal nur noch wenige, sagte der Verleger am Montag.",
        "Les abonnés de la piscine ont protesté devant la mairie.",
        "Los socios votaron a favor de vender el campo de fútbol.",
        "Подписчиков у деревенской газеты осталось двести, рассказал редактор.",
        "تعليق الدراسة في ثلاث قرى بسبب الأمطار الغزيرة.",
        "会员们在村里的祠堂开会，讨论来年的收成。",
        "사진 전시회가 마을 회관에서 열렸다.",
    ],
)
def test_sentences_about_subscribers_pictures_and_breaks_have_no_cue(sentence: str) -> None:
    low = sentence.lower()
    assert cue(low, lines.words_of(low)) is None


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Haber: Selin Taşkın", ("Selin Taşkın",)),
        ("Oleh Ratna Wulandari", ("Ratna Wulandari",)),
        ("a cura di Pia Soldani", ("Pia Soldani",)),
        ("Tekst: Ida Moen", ("Ida Moen",)),
        ("Της Ελένης Ρήγα", ("Ελένης Ρήγα",)),
        ("Текст: Олег Рудин", ("Олег Рудин",)),
        ("كتبت: منى حداد", ("منى حداد",)),
        ("文・小川さくら", ("小川さくら",)),
        ("取材・文 小川 さくら", ("小川 さくら",)),
        ("Oleh karena itu jembatan ditutup", ()),
        ("Του χρόνου θα ανοίξει ο μύλος", ()),
        ("كتب جديدة في المعرض", ()),
    ],
)
def test_bylines_of_many_languages(line: str, names: tuple[str, ...]) -> None:
    assert bylines.authors_of(line) == names


def test_a_reporter_with_a_title_is_named_without_it_in_a_field() -> None:
    assert bylines.people(["记者 孙小梅"]) == ("孙小梅",)
    assert bylines.people(["문수진 기자"]) == ("문수진",)


def test_vowel_signs_do_not_part_words() -> None:
    assert lines.words_of("पुरानी चक्की बंद") == ["पुरानी", "चक्की", "बंद"]
    assert lines.words_of("הַטַּחֲנָה") == ["הַטַּחֲנָה"]
    assert lines.is_dated("प्रकाशित: 11 अगस्त 2020, 09:30") and lines.is_dated("เผยแพร่เมื่อ 15 พฤษภาคม 2564")
    assert not lines.is_dated("ตลาดน้ำบางโพเปิดอีกครั้ง 15 พฤษภาคม 2564")


def test_thai_without_full_stops_is_a_sentence_where_it_is_as_long_as_one() -> None:
    assert lines.is_sentence("ก" * 64) and not lines.is_sentence("ก" * 63)
    assert not lines.is_sentence("ก" * 64 + " (AFP)")


HAN = [
    "水车停了四年以后在星期六早上重新转动起来，全村的人都来看。",
    "村里花了三十万元，换掉了所有腐烂的木头和两根铁轴。",
]


def test_a_subhead_between_paragraphs_in_chinese_characters_stays() -> None:
    body = f"<p>{HAN[0]}</p><p>{HAN[1]}</p><p>{HAN[0][::-1]}</p><h2>木头全部换新</h2><p>{HAN[1][::-1]}</p>"
    article = cleaned(f"<html><body><div class='body'><h1>老水车又转了</h1>{body}</div></body></html>", "html")
    assert "木头全部换新" in article.text.split("\n\n")


@pytest.mark.parametrize("mark", [" | ", " - ", "｜"])
def test_the_name_of_a_site_in_other_scripts_is_no_part_of_the_headline(mark: str) -> None:
    body = "".join(f"<p>{text}</p>" for text in HAN)
    page = f"<html><head><title>老水车又转了{mark}河谷日报</title><body><h1>老水车又转了</h1>{body}"
    assert cleaned(page, "html").metadata.headline == "老水车又转了"


PROSE = "The mill has stood still for four years, and on Saturday its wheel turned again before the whole village. "


@pytest.mark.parametrize(
    "head",
    [
        "<b>Mill wheel turns again</b><br><i>By Ines Holm</i><br>14 May 2018",
        "<font size=5>Mill wheel turns again</font><div>By Ines Holm</div><div>14 May 2018</div>",
        "<h1>Mill wheel turns again</h1>By Ines Holm<br>14 May 2018<br>",
    ],
)
def test_byline_and_date_below_a_headline_that_is_no_heading_or_in_bare_text(head: str) -> None:
    page = f"<html><head><title>Mill wheel turns again</title><body><table><tr><td>{head}<p>{PROSE * 2}"
    found = cleaned(page, "html").metadata
    assert (found.headline, found.authors) == ("Mill wheel turns again", ("Ines Holm",))
    assert found.published is not None and found.published.iso == "2018-05-14"
