"""What a text took from a record: every piece is counted, given or asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from technopark.artefacts.transfer.brief import Named, Piece, Site
from technopark.artefacts.transfer.items import Share


class Brief(Protocol):
    """What a text needs of a brief, whatever record it is of."""

    @property
    def id(self) -> str:
        """Id of the record."""

    @property
    def title(self) -> str:
        """Full title."""

    @property
    def short(self) -> str:
        """Short title."""

    @property
    def mark(self) -> str:
        """Mark of a made-up record, or nothing."""

    @property
    def url(self) -> str:
        """Public address of the record's page."""

    @property
    def site(self) -> Site:
        """The site."""

    @property
    def holder(self) -> Named:
        """Whose practice it is."""

    @property
    def data_date(self) -> str:
        """When the record was last updated, in words."""

    def say(self, field: str) -> Piece:
        """What the record says, or a prompt."""

    def sentences(self, field: str) -> tuple[str, ...]:
        """Sentences of a field."""

    def lines(self, field: str) -> tuple[Piece, ...]:
        """Items of a list field, or a prompt."""


PROMPTS = ("Расскажите: ", "Покажите: ", "Спросите: ")
"""What a prompt of a material's own begins with, so that a reader knows one at once."""


TAKING = ("say", "tell", "has", "sentences", "lines", "parts", "prompt")
"""Methods of a desk that templates call by name."""


class Desk:
    """A brief from which pieces are taken; remembers which.

    Args:
        brief: the brief.
    """

    def __init__(self, brief: Any) -> None:
        """Nothing is taken yet."""
        self.brief = brief
        self._taken: dict[str, bool] = {}

    @property
    def share(self) -> Share:
        """How many pieces the record gave and how many its holder is asked for, each once."""
        given = sum(self._taken.values())
        return Share(given, len(self._taken) - given)

    @property
    def version(self) -> str:
        """Version of a case's record; empty if it has none."""
        record = getattr(self.brief, "case", None)
        return getattr(record, "version", None) or ""

    # ------------------------------------------------------------------ taking

    def say(self, field: str) -> Piece:
        """What the record says in a field, or its prompt."""
        piece: Piece = self.brief.say(field)
        self._taken[field] = piece.given
        return piece

    def tell(self, field: str) -> Piece | str:
        """What the record says; nothing where it is silent, and then nobody is asked."""
        piece: Piece = self.brief.say(field)
        if not piece.given:
            return ""
        self._taken[field] = True
        return piece

    def has(self, field: str) -> bool:
        """Whether the record says anything in a field; takes nothing."""
        return bool(self.brief.say(field).given)

    def sentences(self, field: str) -> tuple[str, ...]:
        """Sentences of a field; none if the record is silent, and then nobody is asked."""
        found: tuple[str, ...] = self.brief.sentences(field)
        if found:
            self._taken[field] = True
        return found

    def lines(self, field: str) -> tuple[Piece, ...]:
        """Items of a list field, or its one prompt."""
        pieces: tuple[Piece, ...] = self.brief.lines(field)
        for number, piece in enumerate(pieces):
            self._taken[f"{field}.{number}" if piece.given else field] = piece.given
        return pieces

    def parts(self, field: str) -> tuple[Callable[[str], Piece], ...]:
        """Parts of a list field: each answers ``part("title")`` as ``say("steps.0.title")`` does."""
        count = len(getattr(self.brief.case, field))
        return tuple(lambda name, number=number: self.say(f"{field}.{number}.{name}") for number in range(count))

    def use(self, field: str, text: str) -> str:
        """A text of the brief that is not the field as it stands: another record it names, a field said in other words."""
        self._taken[field] = True
        return text

    def prompt(self, text: str) -> Piece:
        """A prompt of the material's own."""
        if not text.startswith(PROMPTS):
            raise ValueError(f"Подсказка начинается с одного из слов {PROMPTS}: {text}")
        self._taken[text] = False
        return Piece(text, given=False)
