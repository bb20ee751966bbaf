"""The differences of articles in different languages, through the archive."""

from __future__ import annotations

from pathlib import Path

from index.archive import Archive
from tests.unit.services.test_differences_service import add

ENGLISH = (
    "Seven passengers were injured when the barge Morwenna hit Sallow Lock on Tuesday. "
    "The keeper, Ines Tarrow, called the police."
)
GERMAN = (
    "Neun Passagiere wurden verletzt, als der Lastkahn Morwenna am Dienstag gegen Sallow Lock stieß. "
    "Die Schleusenwärterin Ines Tarrow rief die Polizei."
)


def test_counts_of_people_are_compared_between_languages(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "archive") as archive:
        ids = [
            add(archive, "English", ENGLISH, language="en"),
            add(archive, "German", GERMAN, language="de", title="Kahn rammt Schleuse"),
        ]
        found = archive.differences(ids)
        (fact,) = found.facts
        assert (fact.claim, fact.subject) == ("differs", "passengers injured")
        assert {value.value.casefold() for value in fact.values} == {"seven", "neun"}
        assert found.note == "Between languages only counts of people, days and times are compared."
        compared = archive.compare(ids)
        claims = [(each.left, each.right, each.claim) for link in compared.links for each in link.conflicts]
        assert claims == [("Seven", "Neun", "differs")]
        parallels = archive.parallels(ids[0], 0)
        assert [each.passage.article for each in parallels[1]] == [ids[1]]
