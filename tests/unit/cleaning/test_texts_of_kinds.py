"""Plain texts of other kinds: of news agencies, tickers, results, names, old newspapers, and copied out of pages."""

from __future__ import annotations

import pytest

from index.cleaning import clean, line_groups, lines
from index.cleaning.boilerplate import cue
from index.cleaning.line_groups import Form, form_of
from index.cleaning.plain_text import header, sentence_recovery, wrapping
from index.cleaning.plain_text.verdict import judge
from index.model import CleanArticle, DeclaredMetadata, HiddenReason, SourceDocument
from tests.lines import line, paragraph

PROSE = (
    "The weighbridge at Marrow Cross was closed on Friday after its steel deck cracked under a lorry of wet sand.",
    "Quarry owners said that each load must now go round by Fennick, which costs an hour and eleven litres of diesel.",
    "The county promised a new deck before the harvest, and sent two men to guard the old one until then.",
)


def cleaned(*parts: str) -> CleanArticle:
    text = "\n\n".join(parts)
    return clean(SourceDocument("a", None, "text/plain", b"", "", "utf-8", "plain", text, DeclaredMetadata()))


# --- News agencies ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("slug", ["BC-SAND-BRIDGE/3RD LD", "QPA0417 4 I 0211 QPA-SAND", "SAND-BRIDGE-2"])
def test_a_slug_above_the_headline_is_none(slug: str) -> None:
    article = cleaned(slug, "Cracked weighbridge closes at Marrow Cross", "By Ada Quill", *PROSE)
    assert article.metadata.headline == "Cracked weighbridge closes at Marrow Cross"


@pytest.mark.parametrize("headline", ["VAT-PAYERS LOSE THEIR CASE", "MARROW CROSS: BRIDGE SHUT"])
def test_a_headline_in_capitals_with_a_hyphen_is_one(headline: str) -> None:
    assert cleaned(headline, *PROSE).metadata.headline == headline


def test_marks_of_an_agency_are_no_text() -> None:
    article = cleaned(
        "Cracked weighbridge closes",
        "(Adds quarry owners, paragraph 2)",
        PROSE[0],
        "(MORE)",
        *PROSE[1:],
        "((a@q.example))",
    )
    assert article.text == "\n\n".join(PROSE)
    assert {one.reason for one in article.hidden} == {HiddenReason.AGENCY_CREDIT}


def test_more_alone_is_no_mark_of_an_agency() -> None:
    assert cue("more", ["more"]) is not HiddenReason.AGENCY_CREDIT


# --- Tickers ---------------------------------------------------------------------------------------------------------


def test_the_entries_of_a_ticker_are_sentences() -> None:
    assert lines.read("+++ 14.32 Uhr: Die Waage ist wieder frei. +++").ends
    assert not lines.read("+++ Die Waage +++").ends


# --- Results and names -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Real Quintana 0-0 Unión Castril", Form.FIGURES),
        ("Real Quintana 0 – 12 Unión Castril", Form.FIGURES),
        ("Real Quintana and Unión Castril will play in 0 seasons of the cup 2-1 again", Form.TITLE),
        ("Quarry owners ask for a new deck", Form.TITLE),
    ],
)
def test_a_result_is_a_line_of_figures(text: str, form: Form) -> None:
    assert form_of(lines.read(text)) == form


def test_results_and_fixtures_below_a_report_are_of_it() -> None:
    results = ("Atlético Ribera 3-1 Deportivo Molinos", "Real Quintana 0-0 Unión Castril", "CD Peñalba 1-4 Lago Arce")
    fixtures = ("Próxima jornada", "Unión Castril - Atlético Ribera", "Deportivo Molinos - CD Peñalba")
    report = (
        "El Atlético Ribera ganó este domingo por 3-1 al Deportivo Molinos y se quedó solo en lo más alto de la tabla.",
        "El entrenador, Julio Bernal, pidió calma y recordó que faltan veinte partidos para el final de la temporada.",
    )
    article = cleaned("El Ribera golea", *report, "Resultados", *results, *fixtures, "Más información", "Otra historia")
    assert all(row in article.text for row in (*results, *fixtures))
    assert "Otra historia" not in article.text


def test_a_sentence_below_a_list_closes_it() -> None:
    above = [paragraph(PROSE[0], 20), line("Emil Frisk, 15", 3)]
    last = line("A service is held on Sunday.", 6, ends=True)
    assert sentence_recovery.closed([*above, last], [1, 1, 0.05], {0, 1}, set()) == {0, 1, 2}
    assert sentence_recovery.closed([*above, last], [1, 1, 0.049], {0, 1}, set()) == {0, 1}
    assert sentence_recovery.closed([*above, last], [1, 1, 0.05], {0, 1}, {2}) == {0, 1}
    assert sentence_recovery.closed([*above, last._replace(words=5)], [1, 1, 1], {0, 1}, set()) == {0, 1}
    # Below a paragraph it must be likely by itself.
    assert sentence_recovery.closed([above[0], last], [1, 0.05], {0}, set()) == {0}
    assert sentence_recovery.closed(above, [1, 1], {0, 1}, set()) == {0, 1}


def test_names_that_the_text_above_has_are_named_again() -> None:
    text = lines.read("Ribera beat Molinos and Castril beat Quintana before a crowd of four thousand people.")

    def named(*rows: str) -> bool:
        read = [text, *map(lines.read, rows)]
        run = line_groups.Run(tuple(range(1, len(read))), frozenset((Form.SHORT,)))
        return line_groups._names_again(read, run, {0})

    assert named("Ribera, Castril", "Molinos, Quintana")
    # Three of five words are enough, two of four are not.
    assert named("Ribera, Castril", "Molinos, Peñalba, Olmedo")
    assert not named("Ribera, Castril", "Peñalba, Olmedo")
    # Two words may be the same by chance, and one line is no list.
    assert not named("Ribera", "Castril")
    assert not named("Ribera, Castril, Molinos, Quintana")


# --- Old newspapers --------------------------------------------------------------------------------------------------


def test_a_headline_of_old_print_has_a_full_stop() -> None:
    assert cleaned("THE WEIGHBRIDGE QUESTION.", *PROSE).metadata.headline == "THE WEIGHBRIDGE QUESTION."
    assert cleaned("It was a cold day.", *PROSE).metadata.headline is None


@pytest.mark.parametrize("sign", ["=", "⸗", "¬", "-"])
def test_a_word_parted_by_the_hyphen_of_old_print_is_whole(sign: str) -> None:
    rows = (
        f"Gestern abend brach in der Tuch{sign}",
        f"fabrik von Seidel ein Feuer aus, be{sign}",
        "merkte die Wache früh genug",
    )
    groups = [
        list(
            enumerate(
                (
                    *rows,
                    f"und rief die freiwillige Feuer{sign}",
                    "wehr aus dem Nachbarort herbei,",
                    "die bis zum Morgen löschte.",
                )
            )
        )
    ]
    wrapped = wrapping.wrapping(groups)
    assert wrapped is not None
    text = wrapping.joined(groups[0], wrapped)
    assert "Tuchfabrik" in text
    assert "bemerkte" in text
    assert "Feuerwehr" in text


# --- Copied out of pages ---------------------------------------------------------------------------------------------


def test_the_headline_is_above_its_deck() -> None:
    deck = "County promises a new deck before the harvest of this year begins"
    title = "Weighbridge at Marrow Cross cracks"
    article = cleaned("Roads", title, deck, "Ada Quill", "Mon 20 May 2013 18.41", *PROSE)
    assert article.metadata.headline == title


def test_a_deck_is_long_and_its_headline_likely() -> None:
    above = line("Weighbridge at Marrow Cross cracks", 5)
    deck = line("County promises a new deck before the harvest", 9)
    assert header._is_above_deck([above, deck], [0.6, 1], 0)
    assert not header._is_above_deck([above, deck], [0.59, 1], 0)
    assert not header._is_above_deck([above, deck._replace(words=8)], [0.6, 1], 0)
    assert not header._is_above_deck([above._replace(words=3), deck], [0.6, 1], 0)


def test_the_name_on_the_line_of_the_date_is_the_author() -> None:
    article = cleaned("計量台、金曜から閉鎖", "有料記事", "藤井健太 2020年10月16日 9時30分", "シェア", "ツイート", *(
        "砂利を積んだトラックの重みで計量台の鋼板が割れ、金曜日から使えなくなった。",
        "郡は収穫の前に新しい鋼板を入れると約束し、それまで見張りを二人置いた。",
    ))  # fmt: skip
    assert article.metadata.authors == ("藤井健太",)
    assert article.text.startswith("砂利")


def test_buttons_above_the_text_are_none_of_it() -> None:
    text = [lines.read(one) for one in ("View this letter in your browser", *PROSE)]
    assert text[0].cue is HiddenReason.SITE_CHROME
    verdict = judge(text, [0, 1, 2, 3], DeclaredMetadata(), least=0.0)
    assert verdict.body == {1, 2, 3}


@pytest.mark.parametrize(("likely", "is_kept"), [(0.15, True), (0.149, False)])
def test_a_short_sentence_goes_on_below_a_link(likely: float, is_kept: bool) -> None:
    link = line("Read also: New bus line", 5, cue=HiddenReason.RELATED_STORY)
    short = line("The repair costs ten million.", 6, ends=True)
    found = sentence_recovery.completed([paragraph(PROSE[0], 20), link, short], [1, 0, likely], {0}, set())
    assert (2 in found) == is_kept
    other = sentence_recovery.completed([paragraph(PROSE[0], 20), link, short._replace(words=5)], [1, 0, 1], {0}, set())
    assert 2 not in other


@pytest.mark.parametrize(
    ("reason", "shown"),
    [
        (
            HiddenReason.READING_TIME,
            "2 minuti di lettura|Tempo di lettura: 3 min|Temps de lecture : 2 min|Czas czytania: 4 minuty|"
            "4 min czytania|"
            "Doba čtení: 1 minuta|Okuma süresi: 2 dakika|Leestijd 3 minuten|Lästid 2 min|Tempo de leitura: 5 min|"
            "Время чтения: 3 минуты|3 мин на чтение|Час читання 2 хв|זמן קריאה: 2 דקות|読了時間 3分|阅读时间 2 分钟",
        ),
        (
            HiddenReason.SHARING,
            "Artikel anhören|Écouter cet article|Escuchar este artículo|Ascolta l'articolo|Lyssna på artikeln|"
            "Gem artikel|"
            "Spara artikeln|Tag us when you bake it|Ακολουθήστε μας|تابعونا على تويتر|עקבו אחרינו|关注我们|팔로우|"
            "हमें फेसबुक पर फॉलो करें|Читайте нас в телеграме",
        ),
        (HiddenReason.SITE_CHROME, "For immediate release|Pressemitteilung|Помітили помилку? Натисніть Ctrl + Enter"),
        (
            HiddenReason.NEWSLETTER,
            "You are receiving this email because you signed up|Sie erhalten diese E-Mail, weil|会員限定記事|"
            "Vous recevez ce message car|Ricevi questa e-mail perché|Je ontvangt deze nieuwsbrief",
        ),
        (HiddenReason.COPYRIGHT, "<저작권자 ⓒ 새벽일보, 무단 전재 금지>|【版权所有】"),
        (HiddenReason.RELATED_STORY, "İLGİLİ HABER Çınarların yaşı ölçüldü"),
    ],
)
def test_what_a_page_says_around_its_article_in_these_languages(reason: HiddenReason, shown: str) -> None:
    assert {text: lines.read(text).cue for text in shown.split("|")} == dict.fromkeys(shown.split("|"), reason)
