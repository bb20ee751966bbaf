"""The language of an article: declared, detected, or none."""

from __future__ import annotations

import pytest

from index.cleaning import clean
from index.cleaning.metadata.language_detection import language_of, primary
from index.model import DeclaredMetadata, SourceDocument

ENGLISH = (
    "The harbour was closed for the whole of the morning, and the ferries that were to leave before noon had to wait "
    "until the fog had lifted. Nobody was hurt, the captain said, but many of the passengers went home by train."
)
SAMPLES = {
    "en": ENGLISH,
    "de": "Die Fähre lag den ganzen Vormittag im Hafen, weil dichter Nebel die Ausfahrt versperrte. Verletzt wurde "
    "niemand, doch viele Reisende stiegen schließlich in den Zug und fuhren enttäuscht nach Hause zurück.",
    "fr": "Le bac est resté toute la matinée au port parce qu’un épais brouillard cachait la sortie. Personne "
    "n’a été blessé, mais beaucoup de voyageurs ont fini par prendre le train pour rentrer chez eux.",
    "es": "El transbordador permaneció toda la mañana en el puerto porque una niebla espesa ocultaba la salida. Nadie "
    "resultó herido, pero muchos viajeros terminaron por tomar el tren y volvieron cansados a sus casas.",
    "tr": "Yoğun sis limanın çıkışını kapattığı için feribot bütün sabah iskelede bekledi. Kimse yaralanmadı, ancak "
    "yolcuların çoğu sonunda trene binip yorgun bir halde evlerine döndüklerini söyledi.",
    "ru": "Паром всё утро простоял в порту, потому что густой туман закрыл выход из гавани. Никто не пострадал, но "
    "многие пассажиры в конце концов сели на поезд и усталые вернулись домой.",
    "ja": "濃い霧のため港の出口が見えず、渡し船は午前中ずっと岸壁にとまっていた。けが人はいなかったが、"
    "多くの乗客は列車に乗りかえて家に帰ったという。船長は安全を第一に考えたと話している。",
    "zh": "由于大雾遮住了港口的出口，渡船整个上午都停在码头。没有人受伤，但是许多乘客最后改坐火车回家了。"
    "船长说，他首先考虑的是大家的安全，希望旅客能够理解。",
    "ko": "짙은 안개로 항구 출구가 보이지 않아 나룻배는 오전 내내 부두에 머물렀다. 다친 사람은 없었지만 많은 승객이 "
    "결국 기차를 타고 집으로 돌아갔다고 선장은 말했다.",
    "th": "หมอกหนาบังทางออกของท่าเรือ เรือข้ามฟากจึงจอดรออยู่ตลอดทั้งเช้า ไม่มีใครได้รับบาดเจ็บ แต่ผู้โดยสารจำนวนมาก"
    "ตัดสินใจนั่งรถไฟกลับบ้านในที่สุด",
    "ar": "بقيت العبّارة في الميناء طوال الصباح لأن الضباب الكثيف حجب المخرج. لم يصب أحد بأذى، لكن كثيرا من الركاب "
    "عادوا في النهاية إلى بيوتهم بالقطار وهم متعبون.",
}


@pytest.mark.parametrize("language", SAMPLES)
def test_the_language_of_a_text_is_found_where_none_is_declared(language: str) -> None:
    assert language_of(None, SAMPLES[language]) == language
    assert language_of("und", SAMPLES[language]) == language


@pytest.mark.parametrize("language", SAMPLES)
def test_a_right_declaration_stands_and_a_plainly_wrong_one_does_not(language: str) -> None:
    text = SAMPLES[language] * 3
    assert language_of(language, text) == language
    assert language_of("sv", text) == language
    assert language_of("en-US", text) == language


def test_a_declaration_stands_against_little_text_and_near_relations() -> None:
    assert language_of("de", "Ferries wait for the fog") == "de"
    assert language_of("nn", "Ferja låg heile føremiddagen i hamna fordi tjukk skodde stengde utløpet. " * 4) == "no"
    assert language_of("qqq", ENGLISH * 3) == "qqq"


def test_too_little_text_says_nothing() -> None:
    assert language_of(None, "") is None
    assert language_of(None, "Fog") is None
    assert language_of(None, "12 000 + 7 % = ?") is None


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("en-GB", "en"),
        ("EN_us", "en"),
        ("zh-Hans-CN", "zh"),
        ("eng", "en"),
        ("English", "en"),
        ("iw", "he"),
        ("nb-NO", "no"),
        ("x-default", None),
        ("und", None),
        ("", None),
        ("!", None),
        (None, None),
    ],
)
def test_declarations_come_down_to_a_language(tag: str | None, language: str | None) -> None:
    assert primary(tag) == language


def test_cleaning_says_the_language() -> None:
    def document(text: str, language: str | None) -> SourceDocument:
        declared = DeclaredMetadata(language=language)
        return SourceDocument("a.txt", None, "text/plain", text.encode(), "", "utf-8", "plain", text, declared)

    assert clean(document(SAMPLES["fr"], None)).metadata.language == "fr"
    assert clean(document(SAMPLES["fr"] * 3, "en")).metadata.language == "fr"
    assert clean(document(SAMPLES["fr"], "fr-CA")).metadata.language == "fr"
