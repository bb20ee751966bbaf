"""The names under which programs keep what they know about an article: the one table, most reliable names first.

Names of newspaper3k and 4k, news-please, trafilatura, fundus, readability, scrapy, Common Crawl News, schema.org and
Dublin Core; of the APIs of the Guardian, the New York Times, NewsAPI, GDELT, MediaCloud, WordPress, Ghost, Feedly and
Inoreader; of front matter and web clippers; and the words for them in other languages, as columns of tables have them.
A name with dots is a path through nested records. :func:`plain_name` is how names are compared.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

_SEPARATORS = re.compile(r"[\s_\-.:/]")
_LONGEST_NAME = 80
"""Characters of a key that are looked at: longer ones are no names."""


@lru_cache(maxsize=4096)
def plain_name(key: str) -> str:
    """``key`` in lower case without separators and accents: ``Publié le`` and ``publie_le`` are one name."""
    letters = unicodedata.normalize("NFKD", key[:_LONGEST_NAME].lower())
    return _SEPARATORS.sub("", "".join(c for c in letters if not unicodedata.combining(c)))


_ADDITION = re.compile(r"\s*(?:\([^()]{0,40}\)|\[[^\[\]]{0,40}\]|（[^（）]{0,40}）)\s*$")
"""What a heading says in brackets: ``Author(s)``, ``Date (UTC)``."""
_ARTICLE = (
    r"(?:articles?|news|story|artikels?|artikkelin?|artiklen?s?|artículo|articolo|artigo|artykułu?|článku|článok|članka"
    r"|cikk|articolului|статьи|статті|новости|новини|статията|makale|haber)"
)
_OF_ARTICLE = re.compile(
    rf"^{_ARTICLE}[\s_-]+(?=\S)"
    rf"|(?<=\S)[\s_-]+(?:(?:of|in|de|del|do|der|des|van|av|för|från)[\s_-]+)?"
    rf"(?:(?:the|la|el|den|det|das)[\s_-]+|(?:l|dell|all|un)['’]\s?)?{_ARTICLE}$"
    r"|^(?:新闻|新聞|文章|記事|기사)(?=\S{2})",
    re.IGNORECASE,
)
"""Words that only say that a field is of an article: ``Text of article``, ``Titre de l'article``, ``新闻内容``."""


@lru_cache(maxsize=4096)
def shorter_name(key: str) -> str | None:
    """``key`` as it is compared without brackets and words for "article"; None where it has neither."""
    name = key[:_LONGEST_NAME].strip()
    shorter = _OF_ARTICLE.sub("", _ADDITION.sub("", name), count=1)
    return plain_name(shorter) if shorter and shorter != name else None


def _names(words: str) -> tuple[str, ...]:
    """The names in ``words`` as they are compared, in their order; the steps of a path keep their dots."""
    return tuple(dict.fromkeys(".".join(map(plain_name, word.split("."))) for word in words.split()))


TEXT: Final = _names(
    """bodyText maintext text plaintext body_text full_text fulltext article_body articleBody article_text
    story_text cleaned_text text_content textContent cleaned_body body bodytext_plain content_text plain_text
    text_plain
    article_content main_text news_text news_content body_content post_content post_text content content:encoded
    content_elements blocks content_encoded paragraphs story article transcript brødtekst brodtekst innhold
    indhold volltext artikeltext textkorper inhalt haupttext tekst inhoud artikeltekst volledige_tekst texte
    texte_integral corps contenu texto cuerpo contenido texto_completo corpo conteudo testo contenuto tresc
    treść obsah clanek szöveg tartalom metin içerik icerik haber_metni conținut teksti sisältö brödtext innehåll
    κείμενο текст содержание тело полный_текст статья зміст текст_статьи نص النص المحتوى متن תוכן טקסט 正文 内容
    內容 文章内容 全文 文本 本文 記事本文 記事 본문 내용 기사내용 เนื้อหา เนื้อข่าว nội_dung isi isi_berita
    konten पाठ सामग्री मूलपाठ
    متن متن_خبر"""
)
"""The body as text, or as markup that its tags show."""
PAGE: Final = _names(
    """content_html contentHtml html raw_html rawHtml body_html bodyHtml article_html html_content page_html
    raw_page page cleaned_html post_html main_html content.content summary.content description.content html_body
    htmlbody source_html"""
)
"""The body as markup, or the whole page."""
HEADLINE: Final = _names(
    """headline headlines.basic web_title webTitle article_title og_title og:title heading title name title_page
    headline_main header news_title post_title dc:title twitter_title rubrik_titel überschrift schlagzeile titel
    kop titre manchette título titular encabezado titolo tytul tytuł titulek nadpis tittel overskrift otsikko
    cim cím başlık baslik titlu τίτλος заголовок название заголовок_статьи заголовок_новини назва عنوان العنوان
    כותרת 标题 標題 新闻标题 題名 タイトル 見出し 記事見出し 제목 기사제목 หัวข้อ พาดหัว tiêu_đề judul शीर्षक
    naslov заглавие наслов pavadinimas virsraksts pealkiri tajuk"""
)
DECK: Final = _names(
    """deck dek subtitle subheadline subheading sub_title standfirst trail_text trailText description summary
    excerpt custom_excerpt abstract teaser lead lead_text meta_description og_description og:description snippet
    lead_paragraph untertitel unterzeile vorspann anriss onderkop intro inleiding sous_titre chapeau chapô
    subtítulo entradilla bajada sottotitolo occhiello podtytuł zajawka ingress undertittel underrubrik manchet
    подзаголовок лид аннотация описание анонс ملخص מבוא תקציר 摘要 副标题 導語 导语 要約 概要 요약 부제"""
)
AUTHORS: Final = _names(
    """_embedded.author.name credits.by.name authors author byline bylines creator creators dc:creator writers
    writer journalists journalist author_name authors_byline author_names article_author primary_author reporter
    reporters contributors written_by posted_by autor autoren verfasser verfasserin auteur auteurs schrijver journaliste
    autor_a autora autores autore autori forfatter författare skribent journalista kirjoittaja szerző szerzo
    yazar autorzy autoři συγγραφέας автор авторы автори журналист корреспондент كاتب الكاتب المؤلف נכתב_על_ידי
    כתב מחבר 作者 记者 記者 著者 執筆者 筆者 기자 작성자 저자 ผู้เขียน tác_giả penulis लेखक
    기고자 نویسنده نویسندگان autorius kirjutaja"""
)
OUTLET: Final = _names(
    """outlet publisher publisher_name site_name sitename og_site_name og:site_name meta_site_name pubtitle
    newspaper_title opengraph.site_name og.site_name publication publication_name fields.publication
    newspaper newspaper_name source_name sourceName name_source media_name mediaName
    source_hostname yoast_head_json.og_site_name origin.title feed.title feed_title feedTitle feed_name channel
    channel_title published_by publishedBy published_in site.name source.name source.title source website
    website_title html.source_info.publisher source_info.publisher provider provider_name media outlet_name
    news_source news_outlet news_site journal_name
    magazine container_title blog_name site domain_name domain source_domain domainname hostname host netloc
    source_url media_url origin.html_url origin.htmlUrl feed.url quelle zeitung medium herausgeber krant bron
    uitgever journal source_nom média media_nom periódico periodico diario fuente medio giornale testata fonte
    veículo veiculo jornal gazeta źródło zrodlo zdroj noviny avis kilde tidning källa kalla lehti lähde újság
    forrás kaynak gazete ziar sursa εφημερίδα πηγή издание источник газета сми джерело видання المصدر الصحيفة
    עיתון מקור 来源 來源 媒体 媒體 报纸 報紙 新聞社 媒体名 掲載紙 出典 언론사 출처 신문 แหล่งที่มา nguồn sumber
    media_massa स्रोत समाचारपत्र
    媒体名称 媒體名稱 izvor източник извор منبع روزنامه šaltinis avots allikas"""
)
PUBLISHED: Final = _names(
    """published date_published datePublished date_publish publish_date published_date publishedDate published_at
    publishedAt published_on publication_date publicationDate publishing_date webPublicationDate pub_date
    pubDate published_time publish_time article:published_time article_published_time first_published
    first_publication_date published_utc publication_time published_parsed publish_datetime release_date
    news_date article_date post_date_gmt post_date date_gmt display_date issue_date date_time date datetime
    dc:date timestamp created created_at date_created seendate seen_date time isodate datum veröffentlicht
    veröffentlicht_am erscheinungsdatum publicatiedatum gepubliceerd publiedatum verschijningsdatum
    date_publication date_de_publication publié publié_le fecha fecha_publicacion fecha_de_publicación publicado
    data_publicacao data_de_publicação data data_pubblicazione pubblicato data_publikacji data_wydania
    datum_vydani datum_vydání publisert dato utgivelsesdato publicerad publiceringsdatum julkaistu päivämäärä
    megjelenés dátum tarih yayin_tarihi yayın_tarihi ημερομηνία дата дата_публикации опубликовано
    дата_публікації опубліковано تاريخ التاريخ تاريخ_النشر תאריך 日期 发布日期 发布时间 發布日期 出版日期 时间
    時間 日付 掲載日 公開日 発行日 날짜 작성일 발행일 게재일 일자 วันที่ ngày ngày_đăng tanggal दिनांक तारीख
    publication_datetime load_date data_publicării datum_objave تاریخ تاریخ_انتشار kuupäev datums
    发表时间 发表日期 發表時間 發表日期 @timestamp"""
)
UPDATED: Final = _names(
    """updated date_modified dateModified date_modify modified date_updated updated_at updatedAt modified_at
    updated_on last_updated last_modified lastModified modified_date updated_date modified_time updated_time
    modified_gmt article:modified_time fields.lastModified post_modified_gmt aktualisiert geändert gewijzigd
    bijgewerkt mis_à_jour actualizado atualizado aggiornato обновлено 更新日期 更新时间 更新日 수정일"""
)
CAPTURED: Final = _names(
    """captured captured_at capture_time date_captured retrieved retrieved_at date_retrieved fetched fetched_at
    fetch_date fetch_time crawled crawled_at crawl_date crawl_time date_crawled date_download download_date
    downloaded downloaded_at scraped scraped_at scrape_date date_scraped snapshot_date accessed access_date
    archived_at archived_date clipped clipped_at date_clipped date_saved saved saved_at saved_on
    created_by_clipper indexed_date html.crawl_date warc_date abgerufen abgerufen_am opgehaald consulté consulté_le
    consultado"""
)
SECTION: Final = _names(
    """section article_section articleSection section_name sectionName web_section news_desk category category_name
    rubric rubric_name ressort desk topic_name rubrik rubriek rubrique sección seccion seção secao sezione dział
    rubrika seksjon avdeling osasto rovat bölüm kategori категория рубрика раздел قسم מדור 栏目 版块 分類 分类
    カテゴリ 面名 섹션 분류
    _embedded.wp:term.name categories"""
)
URL: Final = _names(
    """canonical_url canonicalUrl canonical_link canonical canonical.href url link web_url webUrl article_url
    article_link links.permalink trove_url permalink final_url resolved_url external_url target_uri source_uri uri
    original_url
    originalUrl origin_url requested_url redirected_url href alternate.href page_url news_url story_url
    source_link html.responded_url html.requested_url source main_entity_of_page mainEntityOfPage.@id guid.rendered
    guid id adresse lien enlace ссылка
    адрес 链接 網址 网址 リンク 링크 tautan
    source_url"""
)
"""Only a value that begins as a web address does counts; ``source_url`` is the site of some programs."""
LANGUAGE: Final = _names(
    """language lang in_language inLanguage language_code languageCode meta_lang locale detected_language sprache
    taal langue idioma lingua língua język język_artykułu язык мова 语言 語言 言語 언어"""
)
TAGS: Final = _names(
    "tags keywords topics meta_keywords labels schlagwörter stichwörter trefwoorden mots_clés etiquetas palabras_clave"
)

WRAPPERS: Final = _names(
    "row node fields attributes metadata meta article source data item doc document record post story properties"
)
"""Names of nested records that have fields of the article."""

NAMED_FIELDS: Final = {
    "title": HEADLINE,
    "text": TEXT,
    "html": PAGE,
    "deck": DECK,
    "author": AUTHORS,
    "outlet": OUTLET,
    "date": PUBLISHED,
    "updated": UPDATED,
    "section": SECTION,
    "url": URL,
    "language": LANGUAGE,
    "tags": TAGS,
}
"""The fields that a reader can name himself (``--fields title=kop``), and the names that are known for each."""


def field_of(name: str) -> str | None:
    """The field of :data:`NAMED_FIELDS` that a column or key of this name has; None where the name is not known."""
    for plain in (plain_name(name), shorter_name(name)):
        if found := next((field for field, names in NAMED_FIELDS.items() if plain in names), None):
            return found
    return None
