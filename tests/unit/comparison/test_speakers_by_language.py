"""Who says a value in languages whose verbs often have no subject, or have it after them."""

from __future__ import annotations

import pytest

from tests.unit.comparison.test_speakers import said


@pytest.mark.parametrize(
    ("language", "sentences", "who"),
    [
        (
            "fr",
            (
                "La maire, Ada Quillon, a réuni la presse.",
                "Elle a dit que 40 bateaux avaient coulé.",
            ),
            "Ada Quillon",
        ),
        (
            "fr",
            (
                "Ada Quillon, la maire, a parlé lundi.",
                "40 bateaux ont coulé, a-t-elle dit.",
            ),
            "Ada Quillon",
        ),
        (
            "fr",
            (
                "Le préfet Tom Marche a parlé.",
                "« Nous avons perdu 40 bateaux », a-t-il dit.",
            ),
            "Le préfet Tom Marche",
        ),
        (
            "fr",
            (
                "Le préfet Tom Marche a parlé.",
                "« Nous avons perdu 40 bateaux », a-t-il ajouté devant la presse.",
            ),
            "Le préfet Tom Marche",
        ),
        ("fr", ("« Nous avons perdu 40 bateaux », a déclaré Tom Marche.",), "Tom Marche"),
        ("fr", ("Selon Tom Marche, 40 bateaux ont coulé.",), "Tom Marche"),
        ("fr", ("Selon le préfet, 40 bateaux ont coulé.",), "le préfet"),
        ("fr", ("40 bateaux ont coulé, selon la préfecture.",), "la préfecture"),
        ("fr", ("D’après Tom Marche, 40 bateaux ont coulé.",), "Tom Marche"),
        (
            "fr",
            ("Tom Marche a dit que 12 avaient coulé, mais Ada Quillon a affirmé que 40 avaient coulé.",),
            "Ada Quillon",
        ),
        (
            "fr",
            (
                "Le préfet Tom Marche a parlé.",
                "Selon lui, 40 bateaux ont coulé.",
            ),
            "Le préfet Tom Marche",
        ),
        ("fr", ("40 bateaux ont coulé, rapporte l’agence Plover.",), "l’agence Plover"),
        ("fr", ("Pour Ada Quillon, 40 bateaux ont coulé.",), ""),
        ("fr", ("Ada Quillon assure que 40 bateaux ont coulé.",), "Ada Quillon"),
        ("fr", ("40 bateaux ont coulé, a indiqué lundi la préfecture.",), "la préfecture"),
        ("fr", ("40 bateaux ont coulé, a-t-on appris auprès de la préfecture.",), "la préfecture"),
        ("fr", ("40 bateaux ont coulé, indique-t-on à la mairie.",), ""),
        ("fr", ("Dans un communiqué, la préfecture précise que 40 bateaux ont coulé.",), "la préfecture"),
        (
            "fr",
            (
                "Ada Quillon a parlé lundi.",
                "« C’est grave », dit-elle.",
                "« Nous avons perdu 40 bateaux. »",
            ),
            "Ada Quillon",
        ),
        ("fr", ("« C’est grave, explique Tom Marche. Nous avons perdu 40 bateaux. »",), "Tom Marche"),
        (
            "fr",
            (
                "La maire Ada Quillon a parlé.",
                "« C’est grave, a-t-elle dit, nous avons perdu 40 bateaux. »",
            ),
            "La maire Ada Quillon",
        ),
        (
            "fr",
            (
                "La maire Ada Quillon a parlé.",
                "« Nous avons perdu 40 bateaux, dit-elle. »",
            ),
            "La maire Ada Quillon",
        ),
        ("fr", ("« Les vents, la pluie, 40 bateaux. »",), ""),
        (
            "es",
            (
                "La alcaldesa Ada Quillón habló el lunes.",
                "Dijo que 40 barcos se hundieron.",
            ),
            "La alcaldesa Ada Quillón",
        ),
        (
            "es",
            (
                "Ada Quillón habló el lunes con la prensa.",
                "Añadió que murieron 40.",
            ),
            "Ada Quillón",
        ),
        (
            "es",
            (
                "Tom Marcha dijo que 12 se hundieron.",
                "Según él, 40 se perdieron.",
            ),
            "Tom Marcha",
        ),
        ("es", ("Según Tom Marcha, 40 barcos se hundieron.",), "Tom Marcha"),
        ("es", ("40 barcos se hundieron, según la policía.",), "la policía"),
        ("es", ("Según dijo Tom Marcha, 40 barcos se hundieron.",), "Tom Marcha"),
        ("es", ("“Perdimos 40 barcos”, dijo Tom Marcha.",), "Tom Marcha"),
        ("es", ("“Perdimos 40 barcos”, explicó el alcalde.",), "el alcalde"),
        ("es", ("Tom Marcha dijo que 12 se hundieron, pero Ada Quillón aseguró que fueron 40.",), "Ada Quillón"),
        ("es", ("De acuerdo con la policía, 40 barcos se hundieron.",), "la policía"),
        (
            "es",
            (
                "La ministra Ada Quillón llegó al puerto.",
                "Aseguró que 40 barcos se hundieron.",
            ),
            "La ministra Ada Quillón",
        ),
        ("es", ("El ministerio informó de que 40 barcos se hundieron.",), "El ministerio"),
        ("es", ("40 barcos se hundieron, informó el ministerio.",), "el ministerio"),
        ("es", ("En un comunicado, la policía señaló que 40 barcos se hundieron.",), "la policía"),
        (
            "es",
            (
                "Ada Quillón visitó el puerto.",
                "También dijo que 40 barcos se hundieron.",
            ),
            "Ada Quillón",
        ),
        (
            "es",
            (
                "Ada Quillón visitó el puerto.",
                "Ha dicho que 40 barcos se hundieron.",
            ),
            "Ada Quillón",
        ),
        ("es", ("A juicio de Ada Quillón, 40 barcos se hundieron.",), "Ada Quillón"),
        (
            "es",
            (
                "Los bomberos llegaron tarde.",
                "Dijeron que 40 barcos se hundieron.",
            ),
            "Los bomberos",
        ),
        (
            "es",
            (
                "Ada Quillón visitó el puerto.",
                "Se dijo que 40 barcos se hundieron.",
            ),
            "",
        ),
        ("es", ("El lunes, dijo que 40 barcos se hundieron.",), ""),
        (
            "es",
            (
                "El alcalde Tom Marcha habló.",
                "“Perdimos 40 barcos”, dijo.",
            ),
            "El alcalde Tom Marcha",
        ),
        (
            "es",
            (
                "El alcalde Tom Marcha habló.",
                "“Perdimos 40 barcos”, añadió el lunes.",
            ),
            "El alcalde Tom Marcha",
        ),
        (
            "it",
            (
                "Il sindaco Tom Marca ha parlato lunedì.",
                "Ha detto che 40 barche sono affondate.",
            ),
            "Il sindaco Tom Marca",
        ),
        (
            "it",
            (
                "Ada Quilla ha parlato lunedì.",
                "Ha aggiunto che sono morti in 40.",
            ),
            "Ada Quilla",
        ),
        ("it", ("Secondo Tom Marca, 40 barche sono affondate.",), "Tom Marca"),
        ("it", ("40 barche sono affondate, secondo la polizia.",), "la polizia"),
        ("it", ("Secondo la polizia sono affondate 40 barche.",), "la polizia"),
        ("it", ("«Abbiamo perso 40 barche», ha detto Tom Marca.",), "Tom Marca"),
        ("it", ("«Abbiamo perso 40 barche», ha spiegato il sindaco.",), "il sindaco"),
        ("it", ("Tom Marca ha detto che 12 sono affondate, ma Ada Quilla ha affermato che erano 40.",), "Ada Quilla"),
        ("it", ("Per Tom Marca, 40 barche sono affondate.",), ""),
        ("it", ("Stando alla polizia, 40 barche sono affondate.",), "la polizia"),
        ("it", ("Il ministero ha comunicato che 40 barche sono affondate.",), "Il ministero"),
        ("it", ("40 barche sono affondate, riferisce la polizia.",), "la polizia"),
        (
            "it",
            (
                "Ada Quilla è arrivata al porto.",
                "Dice che 40 barche sono affondate.",
            ),
            "Ada Quilla",
        ),
        (
            "it",
            (
                "Ada Quilla è arrivata al porto.",
                "Secondo lei, 40 barche sono affondate.",
            ),
            "Ada Quilla",
        ),
        (
            "it",
            (
                "I pompieri sono arrivati tardi.",
                "Hanno detto che 40 barche sono affondate.",
            ),
            "I pompieri",
        ),
        ("it", ("In una nota la polizia precisa che 40 barche sono affondate.",), "la polizia"),
        ("it", ("A detta di Ada Quilla, 40 barche sono affondate.",), "Ada Quilla"),
        (
            "it",
            (
                "Ada Quilla è arrivata al porto.",
                "Si è detto che 40 barche sono affondate.",
            ),
            "",
        ),
        (
            "it",
            (
                "Il sindaco Tom Marca ha parlato.",
                "«Abbiamo perso 40 barche», ha detto.",
            ),
            "Il sindaco Tom Marca",
        ),
        (
            "it",
            (
                "Il sindaco Tom Marca ha parlato.",
                "«Abbiamo perso 40 barche», ha aggiunto lunedì.",
            ),
            "Il sindaco Tom Marca",
        ),
        ("it", ("«Abbiamo perso, dice Tom Marca, 40 barche».",), "Tom Marca"),
        (
            "pt",
            (
                "O prefeito Tom Marca falou.",
                "Disse que 40 barcos afundaram.",
            ),
            "O prefeito Tom Marca",
        ),
        ("pt", ("Segundo a polícia, 40 barcos afundaram.",), "a polícia"),
        ("pt", ("“Perdemos 40 barcos”, disse Tom Marca.",), "Tom Marca"),
        ("pt", ("De acordo com a polícia, 40 barcos afundaram.",), "a polícia"),
        (
            "pt",
            (
                "O prefeito Tom Marca falou.",
                "“Perdemos 40 barcos”, disse.",
            ),
            "O prefeito Tom Marca",
        ),
    ],
)
def test_the_speaker(language: str, sentences: tuple[str, ...], who: str) -> None:
    assert said(*sentences, language=language) == who
