"""What a slide is, before it is drawn: one thought, one picture, a note. Units are points of 960 × 540."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from technopark.artefacts.pictures.scene import Scene
from technopark.artefacts.pictures.shrinking import Jpeg
from technopark.artefacts.transfer.deck.speech import Note

WIDTH, HEIGHT = 960, 540
"""A slide of 16:9 in points: 13⅓ × 7½ inches."""

LEFT = 60
ACROSS = WIDTH - 2 * LEFT
"""Width of everything on a slide but the edge and the mark."""

Role = Literal["lead", "number", "caption", "points"]
Look = Literal["opening", "thought", "prompt", "call", "photo"]


@dataclass(frozen=True)
class Words:
    """A block of text; its role decides its size and colour.

    Attributes:
        role: ``lead``: the thought; ``number``: a figure in the largest type; ``caption``: what goes
            with a number or a picture; ``points``: at most three short items.
        texts: paragraphs.
    """

    role: Role
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Drawn:
    """A drawing and what it shows, for those who do not see it."""

    scene: Scene
    alt: str


@dataclass(frozen=True)
class Shot:
    """A photograph.

    Attributes:
        picture: cut to its place on a slide.
        small: the same, smaller, for the picture on the site.
        width, height: of its place, points.
        alt: what it shows, for those who do not see it.
        name: of the site's own file beside the deck: ``photo-1.jpg``.
    """

    picture: Jpeg
    small: Jpeg
    width: float
    height: float
    alt: str
    name: str

    @property
    def wide(self) -> bool:
        """Whether it takes the whole width of a slide, so that its height is what is left over."""
        return self.width > ACROSS - 1


Block = Words | Drawn | Shot


@dataclass(frozen=True)
class Slide:
    """One of the twenty.

    Attributes:
        part: which part of the story it belongs to: «Проблема».
        title: heading; on a prompt the question itself.
        note: what the speaker says.
        blocks: from top to bottom.
        look: how it is laid out.
        question: what the record does not say, for a prompt.
        qr: address for the code, or empty; ``address`` is the same for people.
        source: where the slide comes from, for its foot.
        given: pieces taken from the record.
        asked: prompts left to the holder.
    """

    part: str
    title: str
    note: Note
    blocks: tuple[Block, ...] = ()
    look: Look = "thought"
    question: str = ""
    qr: str = ""
    address: str = ""
    source: str = ""
    given: int = 1
    asked: int = 0


@dataclass(frozen=True)
class Deck:
    """The whole show.

    Attributes:
        title: full title of the practice.
        name: what stands at the foot of every slide.
        mark: the mark of a teaching example, or nothing.
        style: contour whose colour the edge has: ``core``, ``incubator``, ``transfer``, or ``accent``.
        slides: the twenty.
    """

    title: str
    name: str
    mark: str
    style: str
    slides: tuple[Slide, ...]
