"""Texts of which one copies another, and an article as a file: for every test of copied text."""

from __future__ import annotations

WIRE = (
    "The northern power grid failed shortly after midnight when a transformer at Haldon caught fire, leaving some "
    "forty thousand homes in the dark. Engineers from three neighbouring districts were called in before dawn, and "
    "the last street had light again by noon, the operator said in a statement that gave no cause."
)

OWN = (
    "Our reporter walked through the darkened town with a torch and met shopkeepers who had lost a night's baking. "
    "Nobody had been told anything, they complained, and the telephone line of the company rang unanswered."
)

OTHER = (
    "A young conductor from the coast won the autumn prize of the philharmonic on Thursday evening. The jury praised "
    "the calm of her gestures and the courage of a programme without a single well known piece."
)

EDITED = WIRE.replace("forty thousand", "nearly 38,000")


def text_of(headline: str, outlet: str, day: str, *paragraphs: str) -> str:
    body = "\n\n".join(paragraphs)
    return f"---\ntitle: {headline}\noutlet: {outlet}\ndate: {day}\n---\n{body}\n"
