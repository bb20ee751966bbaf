"""The one table of languages: a record for each, from which all that lists or names languages derives.

What is too long for a record lies in a file under the language's code: words of figures, days and speech in
``index/comparison/facts/vocabularies``, accents of endings in ``endings.json``, names of months in
``month_names.json``. A language without such a file, without a stemmer or without names of months is imported, searched
and compared all the same, with less help.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final

UNSPACED: Final[Mapping[str, str]] = {
    "Thai": r"\u0e01-\u0e3a\u0e40-\u0e4e",
    "Lao": r"\u0e81-\u0eb9\u0ebb-\u0ecd\u0edc-\u0edf",
    "Burmese": r"\u1000-\u103f\u1050-\u108f\u109a-\u109f",
    "Hangul": r"\u1100-\u11ff\uac00-\ud7a3",
    "Khmer": r"\u1780-\u17d3\u17d7\u17dc\u17dd",
    "Kana": r"\u3041-\u3096\u3099\u309a\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f",
    "Han": r"\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd",
}
"""Ranges of characters, as in a regular expression, of the scripts that are written without spaces between words.

Korean has spaces, but joins particles to its words. So its script is searched in the same way, by pairs of characters.
"""

SUFFIXES: Final = "suffixes"
"""In place of an algorithm: words lose an ending that the language's file in ``word_forms`` lists."""

_MONTH_FIRST: Final = ("us", "ph", "pw", "fm", "mh", "gu", "pr")
"""Regions, by ISO 3166 code, where ``3/4/2019`` is 4 March."""


@dataclass(frozen=True, slots=True)
class Language:
    """What the program knows about one language."""

    code: str
    """ISO 639-1, or ISO 639-3 where there is no shorter one. Articles, the index and the JSON output use this code."""
    name: str
    """In English, with a capital."""
    codes: str = ""
    """Other codes that mean it, separated by spaces: ISO 639-2 and 639-3, old ones, those of its varieties."""
    native: str = ""
    """Its names in the language itself, separated by commas."""
    stemmer: str = ""
    """Snowball's name of its algorithm, or :data:`SUFFIXES`; empty where words are searched as they are written."""
    script: str = "Latin"
    """The script of most of its news."""
    month_first_in: tuple[str, ...] = ()
    """Regions where the month is written before the day; all others write the day first."""
    decimal_point: bool = False
    """Whether it writes 4.5 and 1,240; the others write 4,5 and 1.240 or 1 240."""
    stem_ending: int = 0
    """By how many of its last letters a stem may differ from its words; 0 where that is not known.

    In English it is one (``ferri``, ``ferry``), but for a few short stems (``die``, ``dying``). Counted on the 20,000
    most frequent words of each language: all of them, or all but a few abbreviations. Dutch and Arabic stems lose
    beginnings too, so they have none.
    """

    @property
    def names(self) -> tuple[str, ...]:
        """Its name in English, then those in the language itself."""
        return (self.name, *(name.strip() for name in self.native.split(",") if name.strip()))

    @property
    def months(self) -> str:
        """The names of the months as dates have them, in small letters: twelve groups separated by ``|``, from January.

        A name of two words has a ``_`` in it. A group is empty where the name is that of another month in another
        language. Without names of months the text is empty.
        """
        return _months().get(self.code, "")


@cache
def _months() -> Mapping[str, str]:
    found: Mapping[str, str] = json.loads(
        resources.files(__package__).joinpath("month_names.json").read_text(encoding="utf-8")
    )
    return found


LANGUAGES: Final = (
    Language("af", "Afrikaans", "afr", "Afrikaans"),
    Language("am", "Amharic", "amh", "አማርኛ", script="Ethiopic"),
    Language("an", "Aragonese", "arg", "aragonés"),
    Language("ar", "Arabic", "ara arb ary arz", "العربية", "arabic", "Arabic", decimal_point=True),
    Language("as", "Assamese", "asm", "অসমীয়া", script="Bengali"),
    Language("az", "Azerbaijani", "aze azj azb", "azərbaycanca"),
    Language("ba", "Bashkir", "bak", "башҡортса", script="Cyrillic"),
    Language("be", "Belarusian", "bel", "беларуская", SUFFIXES, "Cyrillic"),
    Language("bg", "Bulgarian", "bul", "български", SUFFIXES, "Cyrillic"),
    Language("bn", "Bengali", "ben", "বাংলা", script="Bengali", decimal_point=True),
    Language("br", "Breton", "bre", "brezhoneg"),
    Language("bs", "Bosnian", "bos", "bosanski", "serbian"),
    Language("ca", "Catalan", "cat", "català", "catalan"),
    Language("crh", "Crimean Tatar", "", "qırımtatarca"),
    Language("cs", "Czech", "ces cze", "čeština, česky", "czech"),
    Language("cy", "Welsh", "cym wel", "Cymraeg", decimal_point=True),
    Language("da", "Danish", "dan", "dansk", "danish", stem_ending=3),
    Language("de", "German", "deu ger", "Deutsch", "german", stem_ending=3),
    Language("dz", "Dzongkha", "dzo", "རྫོང་ཁ", script="Tibetan"),
    Language("el", "Greek", "ell gre", "ελληνικά", "greek", "Greek", stem_ending=3),
    Language(
        "en", "English", "eng", "English", "english", month_first_in=_MONTH_FIRST, decimal_point=True, stem_ending=1,
    ),
    Language("eo", "Esperanto", "epo", "Esperanto", "esperanto"),
    Language("es", "Spanish", "spa", "español, castellano", "spanish", stem_ending=3),
    Language("et", "Estonian", "est ekk", "eesti", "estonian"),
    Language("eu", "Basque", "eus baq", "euskara", "basque"),
    Language("fa", "Persian", "fas per prs pes", "فارسی, Farsi", "persian", "Arabic"),
    Language("fi", "Finnish", "fin", "suomi", "finnish", stem_ending=3),
    Language("fil", "Filipino", "tl tgl", "Tagalog", month_first_in=_MONTH_FIRST, decimal_point=True),
    Language("fo", "Faroese", "fao", "føroyskt"),
    Language("fr", "French", "fra fre", "français", "french", stem_ending=3),
    Language("fy", "Frisian", "fry", "Frysk"),
    Language("ga", "Irish", "gle", "Gaeilge", "irish", decimal_point=True),
    Language("gd", "Scottish Gaelic", "gla", "Gàidhlig"),
    Language("gl", "Galician", "glg", "galego"),
    Language("gu", "Gujarati", "guj", "ગુજરાતી", script="Gujarati"),
    Language("ha", "Hausa", "hau", "Hausa"),
    Language("he", "Hebrew", "heb iw", "עברית", SUFFIXES, "Hebrew", decimal_point=True),
    Language("hi", "Hindi", "hin", "हिन्दी, हिंदी", "hindi", "Devanagari", decimal_point=True),
    Language("hr", "Croatian", "hrv", "hrvatski", "serbian"),
    Language("ht", "Haitian Creole", "hat", "kreyòl ayisyen"),
    Language("hu", "Hungarian", "hun", "magyar", "hungarian", stem_ending=3),
    Language("hy", "Armenian", "hye arm", "հայերեն", "armenian", "Armenian"),
    Language("id", "Indonesian", "ind in", "Bahasa Indonesia", "indonesian"),
    Language("ig", "Igbo", "ibo", "Igbo"),
    Language("is", "Icelandic", "isl ice", "íslenska", SUFFIXES),
    Language("it", "Italian", "ita", "italiano", "italian", stem_ending=3),
    Language("ja", "Japanese", "jpn", "日本語", script="Kana", decimal_point=True),
    Language("jv", "Javanese", "jav jw", "Basa Jawa"),
    Language("ka", "Georgian", "kat geo", "ქართული", script="Georgian"),
    Language("kk", "Kazakh", "kaz", "қазақша", script="Cyrillic"),
    Language("km", "Khmer", "khm", "ខ្មែរ", script="Khmer"),
    Language("kn", "Kannada", "kan", "ಕನ್ನಡ", script="Kannada"),
    Language("ko", "Korean", "kor", "한국어", script="Hangul", decimal_point=True),
    Language("ku", "Kurdish", "kur kmr ckb sdh", "kurdî, کوردی"),
    Language("ky", "Kyrgyz", "kir", "кыргызча", script="Cyrillic"),
    Language("la", "Latin", "lat", "Latina"),
    Language("lb", "Luxembourgish", "ltz", "Lëtzebuergesch"),
    Language("lg", "Ganda", "lug", "Luganda"),
    Language("ln", "Lingala", "lin", "lingála"),
    Language("lo", "Lao", "lao", "ລາວ", script="Lao"),
    Language("lt", "Lithuanian", "lit", "lietuvių", "lithuanian"),
    Language("lv", "Latvian", "lav lvs", "latviešu", SUFFIXES),
    Language("mg", "Malagasy", "mlg", "Malagasy"),
    Language("mi", "Maori", "mri mao", "te reo Māori"),
    Language("mk", "Macedonian", "mkd mac", "македонски", SUFFIXES, "Cyrillic"),
    Language("ml", "Malayalam", "mal", "മലയാളം", script="Malayalam"),
    Language("mn", "Mongolian", "mon khk", "монгол", script="Cyrillic"),
    Language("mr", "Marathi", "mar", "मराठी", script="Devanagari"),
    Language("ms", "Malay", "msa may zsm", "Bahasa Melayu", decimal_point=True),
    Language("mt", "Maltese", "mlt", "Malti"),
    Language("my", "Burmese", "mya bur", "မြန်မာ", script="Burmese"),
    Language("ne", "Nepali", "nep npi", "नेपाली", "nepali", "Devanagari", decimal_point=True),
    Language("nl", "Dutch", "nld dut", "Nederlands", "dutch"),
    Language("no", "Norwegian", "nor nb nn nob nno", "norsk", "norwegian", stem_ending=3),
    Language("nso", "Sepedi", "", "Sesotho sa Leboa"),
    Language("oc", "Occitan", "oci", "occitan"),
    Language("om", "Oromo", "orm gaz", "Oromoo"),
    Language("or", "Odia", "ori ory", "ଓଡ଼ିଆ", script="Odia"),
    Language("pa", "Punjabi", "pan", "ਪੰਜਾਬੀ", script="Gurmukhi"),
    Language("pl", "Polish", "pol", "polski", "polish"),
    Language("ps", "Pashto", "pus", "پښتو", script="Arabic"),
    Language("pt", "Portuguese", "por", "português", "portuguese", stem_ending=3),
    Language("qu", "Quechua", "que", "Runasimi"),
    Language("ro", "Romanian", "ron rum mo mol", "română", "romanian", stem_ending=3),
    Language("ru", "Russian", "rus", "русский", "russian", "Cyrillic", stem_ending=3),
    Language("rw", "Kinyarwanda", "kin", "Ikinyarwanda"),
    Language("sa", "Sanskrit", "san", "संस्कृतम्", script="Devanagari"),
    Language("se", "Sami", "sme", "davvisámegiella"),
    Language("si", "Sinhala", "sin", "සිංහල", script="Sinhala"),
    Language("sk", "Slovak", "slk slo", "slovenčina, slovensky", SUFFIXES),
    Language("sl", "Slovenian", "slv", "slovenščina, Slovene", SUFFIXES),
    Language("sn", "Shona", "sna", "chiShona"),
    Language("so", "Somali", "som", "Soomaali"),
    Language("sq", "Albanian", "sqi alb", "shqip"),
    Language("sr", "Serbian", "srp sh hbs", "српски, srpski", "serbian", "Cyrillic"),
    Language("st", "Sesotho", "sot", "Sesotho", "sesotho"),
    Language("su", "Sundanese", "sun", "Basa Sunda"),
    Language("sv", "Swedish", "swe", "svenska", "swedish", stem_ending=3),
    Language("sw", "Swahili", "swa swh", "Kiswahili"),
    Language("ta", "Tamil", "tam", "தமிழ்", "tamil", "Tamil", decimal_point=True),
    Language("te", "Telugu", "tel", "తెలుగు", script="Telugu", decimal_point=True),
    Language("tg", "Tajik", "tgk", "тоҷикӣ", script="Cyrillic"),
    Language("th", "Thai", "tha", "ไทย", script="Thai", decimal_point=True),
    Language("tk", "Turkmen", "tuk", "türkmençe"),
    Language("tn", "Tswana", "tsn", "Setswana"),
    Language("tr", "Turkish", "tur", "Türkçe", "turkish", stem_ending=3),
    Language("tt", "Tatar", "tat", "татарча", script="Cyrillic"),
    Language("ug", "Uyghur", "uig", "ئۇيغۇرچە", script="Arabic"),
    Language("uk", "Ukrainian", "ukr", "українська", SUFFIXES, "Cyrillic"),
    Language("ur", "Urdu", "urd", "اردو", SUFFIXES, "Arabic", decimal_point=True),
    Language("uz", "Uzbek", "uzb uzn uzs", "oʻzbekcha"),
    Language("vi", "Vietnamese", "vie", "Tiếng Việt"),
    Language("vo", "Volapük", "vol", "Volapük"),
    Language("wa", "Walloon", "wln", "walon"),
    Language("xh", "Xhosa", "xho", "isiXhosa"),
    Language("yi", "Yiddish", "yid ji", "ייִדיש", "yiddish", "Hebrew"),
    Language("yo", "Yoruba", "yor", "Yorùbá"),
    Language("zh", "Chinese", "zho chi cmn yue wuu", "中文, 汉语, 漢語", script="Han", decimal_point=True),
    Language("zu", "Zulu", "zul", "isiZulu"),
)  # fmt: skip
"""All languages that have a record, by code."""

_ACCENTS = re.compile("[\u0300-\u036f]")


def _key(name: str) -> str:
    """``name`` without capitals and accents, so that ``turkce`` names Turkish."""
    return _ACCENTS.sub("", unicodedata.normalize("NFKD", name.strip().casefold())).replace("ı", "i")


_BY_CODE: Final = {code: language for language in LANGUAGES for code in (language.code, *language.codes.split())}
_BY_NAME: Final = {_key(name): language for language in LANGUAGES for name in language.names}

_SHORTEST = 3
"""Letters of the shortest beginning of a name that is taken for it; two letters are a code."""


def language_of_code(code: str) -> Language | None:
    """The record of a code in small letters, whichever of the language's codes it is."""
    return _BY_CODE.get(code)


def language_of_name(name: str) -> Language | None:
    """The record of a name in English or in the language itself, with accents or without."""
    return _BY_NAME.get(_key(name))


def main_code(code: str) -> str:
    """The code that articles have for the language of ``code``; an unknown code is returned as it is."""
    known = _BY_CODE.get(code)
    return known.code if known else code


def name_of(code: str) -> str:
    """The English name of the language of ``code``; an unknown code is returned as it is."""
    known = _BY_CODE.get(code)
    return known.name if known else code


def code_of(text: str, *, begun: bool = False) -> str:
    """The code of the language that ``text`` names, by a name or any code; ``text`` itself where it names none.

    With ``begun``, the beginning of a name is enough if only one language has such a name.
    """
    name = _key(text)
    known = _BY_NAME.get(name) or _BY_CODE.get(name)
    if known:
        return known.code
    if not begun or len(name) < _SHORTEST:
        return text
    found = {language.code for full, language in _BY_NAME.items() if full.startswith(name)}
    return found.pop() if len(found) == 1 else text
