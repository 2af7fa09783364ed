"""Words for notices that come again and again, agreed once; whoever issues one may change them."""

from __future__ import annotations

from dataclasses import dataclass

from deeds.models import Cover

from .models import Correction

Kind = Correction.Kind


@dataclass(frozen=True)
class Agreed:
    """`kind` is the notice that says it, "" where any may."""

    case: str
    kind: str
    words: str


NOTICES = [
    Agreed("an error of ours", Kind.CORRECTION, "We have corrected this story."),
    Agreed("it could be misread", Kind.CLARIFICATION, "We have made clear what was meant."),
    Agreed(
        "an apology that repeats nothing",
        Kind.APOLOGY,
        "This story said something of a person that was not true. We apologise to them.",
    ),
    Agreed(
        "a story that was taken down",
        Kind.APOLOGY,
        "A story that we published was wrong and has been taken down. We apologise to those whom "
        "it concerned.",
    ),
    Agreed("a passage was taken out", Kind.REMOVAL, "We have removed a passage from this story."),
    Agreed("a name was taken out", Kind.REMOVAL, "We have removed a name from this story."),
    Agreed("a picture was taken out", Kind.REMOVAL, "We have removed a picture from this story."),
    Agreed(
        "a complaint was upheld",
        Kind.RULING,
        "The regulator has upheld a complaint about this story. Its ruling stands in full at the "
        "address below.",
    ),
]

# {kind of cover: (what stands in the place of what is covered, what readers are told)}
COVERS = {
    Cover.Kind.WORDS: (
        "[A passage has been removed.]",
        "We have removed a passage from this story.",
    ),
    Cover.Kind.NAME: ("[name removed]", "We have removed a name from this story."),
    Cover.Kind.ADDRESS: ("[removed]", ""),
    Cover.Kind.PICTURE: (
        "[A picture has been removed.]",
        "We have removed a picture from this story.",
    ),
    Cover.Kind.VERSION: (
        "[This version has been removed.]",
        "An earlier version of this story has been removed.",
    ),
}
