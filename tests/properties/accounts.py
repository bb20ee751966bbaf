"""Invented sentences in many languages, each with words that another word may take the place of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple


class Sentence(NamedTuple):
    """A sentence, and single changes of it."""

    text: str
    changes: Sequence[tuple[str, str, str]]
    """What sort of word is changed, the word, and the other one; ``verb`` where no more than the wording changes."""

    def changed(self, number: int) -> str:
        """The sentence after one of its changes."""
        _, word, other = self.changes[number]
        assert self.text.count(word) == 1, (word, self.text)
        return self.text.replace(word, other)


ACCOUNTS: Mapping[str, Sequence[Sentence]] = {
    "en": (
        Sentence(
            "The Selle bridge, built in 1947, will close to lorries on Tuesday, said harbour master Olga Brandt.",
            (
                ("figure", "1947", "1967"),
                ("negation", "will close", "will not close"),
                ("day", "Tuesday", "Thursday"),
                ("name", "Olga Brandt", "Inga Solheim"),
                ("antonym", "close", "open"),
            ),
        ),
        Sentence(
            "Rescuers pulled 12 people from the capsized trawler near Cape Ollen before dawn.",
            (("figure", "12", "21"), ("name", "Cape Ollen", "Cape Marsk"), ("verb", "pulled", "lowered")),
        ),
        Sentence(
            "The council of Port Ansel approved the plan to sell the cannery for 4.2 million crowns.",
            (("antonym", "approved", "rejected"), ("figure", "4.2", "2.4"), ("name", "Port Ansel", "Port Ruvik")),
        ),
        Sentence(
            "Inspector Jory Pell said the fire at the market hall was started by a faulty heater.",
            (("negation", "was started", "was not started"), ("name", "Jory Pell", "Mart Oskin")),
        ),
        Sentence(
            "About 340 families left the valley after the dam at Khelmoye began to leak.",
            (("figure", "340", "430"), ("verb", "left", "cursed")),
        ),
    ),
    "de": (
        Sentence(
            "Die Br\u00fccke \u00fcber die Selle wird am Dienstag f\u00fcr Lastwagen gesperrt, "
            "sagte Hafenmeisterin Olga Brandt.",
            (
                ("negation", "gesperrt", "nicht gesperrt"),
                ("day", "Dienstag", "Donnerstag"),
                ("name", "Olga Brandt", "Inga Solheim"),
            ),
        ),
        Sentence(
            "Die Retter zogen vor Kap Ollen 12 Menschen aus dem gekenterten Kutter.",
            (("figure", "12", "21"), ("verb", "zogen", "hievten")),
        ),
        Sentence(
            "Der Stadtrat von Ansel hat den Verkauf der Konservenfabrik f\u00fcr 4,2 Millionen Kronen gebilligt.",
            (("figure", "4,2", "2,4"), ("antonym", "gebilligt", "abgelehnt")),
        ),
        Sentence(
            "Rund 340 Familien haben das Tal nach dem Dammbruch bei Khelmoye noch in der Nacht verlassen.",
            (("figure", "340", "430"), ("name", "Khelmoye", "Torvanna")),
        ),
    ),
    "fr": (
        Sentence(
            "Le pont de la Selle sera ferm\u00e9 aux camions mardi, a d\u00e9clar\u00e9 "
            "la capitaine du port Olga Brandt.",
            (
                ("negation", "sera ferm\u00e9", "ne sera pas ferm\u00e9"),
                ("day", "mardi", "jeudi"),
                ("name", "Olga Brandt", "Inga Solheim"),
            ),
        ),
        Sentence(
            "Les sauveteurs ont sorti 12 personnes du chalutier chavir\u00e9 au large du cap Ollen avant l\u2019aube.",
            (("figure", "12", "21"), ("verb", "sorti", "hiss\u00e9")),
        ),
        Sentence(
            "Le conseil de Port-Ansel a approuv\u00e9 la vente de la conserverie pour 4,2 millions de couronnes.",
            (("figure", "4,2", "2,4"), ("antonym", "approuv\u00e9", "rejet\u00e9")),
        ),
        Sentence(
            "Environ 340 familles ont quitt\u00e9 la vall\u00e9e apr\u00e8s la rupture du barrage de Khelmoye.",
            (("figure", "340", "430"), ("name", "Khelmoye", "Torvanna")),
        ),
    ),
    "es": (
        Sentence(
            "El puente del Selle cerrar\u00e1 el martes a los camiones, dijo la capitana del puerto Olga Brandt.",
            (
                ("negation", "cerrar\u00e1", "no cerrar\u00e1"),
                ("day", "martes", "jueves"),
                ("name", "Olga Brandt", "Inga Solheim"),
            ),
        ),
        Sentence(
            "Los equipos de rescate sacaron a 12 personas del pesquero volcado frente al cabo Ollen antes del alba.",
            (("figure", "12", "21"), ("verb", "sacaron", "izaron")),
        ),
        Sentence(
            "El concejo de Puerto Ansel aprob\u00f3 la venta de la conservera por 4,2 millones de coronas.",
            (("figure", "4,2", "2,4"), ("antonym", "aprob\u00f3", "rechaz\u00f3")),
        ),
        Sentence(
            "Unas 340 familias abandonaron el valle tras la rotura de la presa de Khelmoye.",
            (("figure", "340", "430"), ("name", "Khelmoye", "Torvanna")),
        ),
    ),
    "ru": (
        Sentence(
            "Мост через Селлу закроют для грузовиков во вторник, сообщила капитан порта Ольга Брандт.",
            (
                ("negation", "закроют", "не закроют"),
                ("day", "во вторник", "в четверг"),
                ("name", "Ольга Брандт", "Инга Сольхейм"),
            ),
        ),
        Sentence(
            "Спасатели сняли 12 человек с перевернувшегося траулера у мыса Оллен перед рассветом.",
            (("figure", "12", "21"), ("verb", "сняли", "подняли")),
        ),
        Sentence(
            "Совет города Ансель одобрил продажу консервного завода за 4,2 миллиона крон.",
            (("figure", "4,2", "2,4"), ("antonym", "одобрил", "отклонил")),
        ),
        Sentence(
            "Около 340 семей покинули долину после прорыва плотины в посёлке Хельмое.",
            (("figure", "340", "430"), ("name", "Хельмое", "Торванна")),
        ),
    ),
    "ar": (
        Sentence(
            "سيغلق جسر السيل أمام الشاحنات يوم الثلاثاء كما قالت مديرة الميناء أولغا برانت.",
            (
                ("negation", "سيغلق", "لن يغلق"),
                ("day", "الثلاثاء", "الخميس"),
                ("name", "أولغا برانت", "إنغا سولهايم"),
            ),
        ),
        Sentence(
            "أنقذ رجال الإنقاذ 12 شخصا من سفينة الصيد المنقلبة قرب رأس أولن قبل الفجر.",
            (("figure", "12", "21"), ("verb", "أنقذ", "انتشل")),
        ),
        Sentence(
            "وافق مجلس مدينة أنسل على بيع مصنع التعليب مقابل 4.2 مليون كرونة.",
            (("figure", "4.2", "2.4"), ("verb", "وافق", "صوت")),
        ),
        Sentence(
            "غادرت نحو 340 عائلة الوادي بعد انهيار السد في بلدة خلموي ليلا.",
            (("figure", "340", "430"), ("name", "خلموي", "تورفانا")),
        ),
    ),
    "zh": (
        Sentence(
            "港务长奥尔加·布兰特说，塞勒大桥将于星期二对卡车关闭。",
            (
                ("negation", "将于", "将不会于"),
                ("day", "星期二", "星期四"),
                ("name", "奥尔加·布兰特", "英加·索海姆"),
            ),
        ),
        Sentence(
            "救援人员在黎明前从奥伦角附近倾覆的拖网渔船上救出12人。",
            (("figure", "12", "21"), ("verb", "救出", "找到")),
        ),
        Sentence(
            "安塞尔市议会批准以420万克朗的价格出售罐头厂。",
            (("figure", "420", "240"), ("antonym", "批准", "否决")),
        ),
        Sentence(
            "赫尔莫耶的水坝开始渗漏后，约340户家庭离开了山谷。",
            (("figure", "340", "430"), ("name", "赫尔莫耶", "托尔万纳")),
        ),
    ),
    "ja": (
        Sentence(
            "港長のオルガ・ブラントは、セレ橋が火曜日にトラックの通行を止めると述べた。",
            (
                ("negation", "止めると", "止めないと"),
                ("day", "火曜日", "木曜日"),
                ("name", "オルガ・ブラント", "インガ・ソルハイム"),
            ),
        ),
        Sentence(
            "救助隊は夜明け前にオレン岬の沖で転覆した漁船から12人を助け出した。",
            (("figure", "12", "21"), ("verb", "助け出した", "引き上げた")),
        ),
        Sentence(
            "アンセル市議会は缶詰工場を420万クローネで売却する案を可決した。",
            (("figure", "420", "240"), ("antonym", "可決した", "否決した")),
        ),
        Sentence(
            "ヘルモエのダムから水が漏れ始めた後、およそ340世帯が谷を離れた。",
            (("figure", "340", "430"), ("name", "ヘルモエ", "トルヴァンナ")),
        ),
    ),
}
"""By language: sentences of one account, in the order in which an article has them."""
