"""Words that news uses for one thing, so that facts about it can be compared: English stems, from general knowledge."""

from __future__ import annotations

from functools import cache

from index.text import stem

_ALIKE = (
    # People
    "people persons others",
    "civilian civilians",
    "resident residents inhabitant inhabitants citizen citizens",
    "victim victims",
    "child children kid kids minor minors youngster",
    "woman women female females",
    "man men male males",
    "policeman policemen police officer officers cop cops",
    "soldier soldiers troop troops servicemen",
    "militant militants fighter fighters insurgent insurgents rebel rebels gunman gunmen",
    "worker workers employee employees staff staffer",
    "student students pupil pupils",
    "lawyer lawyers attorney attorneys",
    # What happens to them
    "kill killed kills killing dead died dies die death deaths fatal fatally fatality slain murdered perished claimed",
    "injured injure injures injuring injury injuries wounded wound wounding hurt",
    "arrested arrest detained detain custody captured apprehended seized nabbed",
    "missing unaccounted",
    "homeless displaced fled evacuated evacuate evacuation",
    "rescued rescue saved",
    "shot shooting gunned shoot",
    "convicted guilty conviction",
    "sentence sentenced prison jail jailed imprisoned term",
    "fell fall falling plunged plunge dropped drop slid tumbled declined decline",
    "rose rise risen climbed climb increased increase jumped grew grow",
    # Things and events
    "quake earthquake temblor tremor",
    "blaze fire",
    "storm hurricane typhoon cyclone",
    "blast explosion bomb bombing",
    "crash collision wreck",
    "plane aircraft jet airplane airliner",
    "ship vessel boat ferry",
    "car vehicle auto automobile",
    "home house houses homes",
    "building buildings",
    "destroyed destroy flattened levelled leveled razed collapsed collapse",
    "damaged damage",
    "film movie picture",
    "firm company corporation",
    "nation country state",
    "strike walkout",
    "attack raid assault",
    "contract deal agreement",
    "offer bid offered proposal proposed",
    "buy bought acquire acquired acquisition purchase purchased takeover pay paid",
    "sell sold sale",
    "earned earn grossed gross made takings taken raked",
    "win won victory triumph",
    "score scored scoring tallied netted",
    "wife wives spouse spouses",
    "town city",
    "work job",
    "vote votes ballot ballots",
)


@cache
def _canonical() -> dict[str, str]:
    found: dict[str, str] = {}
    for line in _ALIKE:
        stems = [stem(word) for word in line.split()]
        for each in stems:
            found.setdefault(each, stems[0])
    return found


def canonical(found: str) -> str:
    """One stem for all of those that mean about the same."""
    return _canonical().get(found, found)
