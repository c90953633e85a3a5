"""A deck → one HTML file that shows itself: same slides, same twenty seconds, no requests.

Two places it is opened in, and one file for both:

- **from a disk or a USB stick** its own style and script work, and it is the show;
- **on the site**, served with ``Content-Security-Policy: default-src 'self'``, inline style and
  script are not run (hashes in a ``<meta>`` can only tighten the header's policy). Then it is plain,
  readable text: twenty headings one under another, drawings with their sizes in attributes, and a
  line that says to save the file, with a link to ``assets/deck/show.html``. That page has the same
  style and script as files of the site, which the policy allows, and takes the slides out of this
  file. So there is no second copy of each deck to publish, to pack and to keep the same.

A photograph is written into the file as a ``data:`` address, which the policy forbids too: on the
site the reader sees its text alternative, and the viewer shows the site's own file, ``photo-1.jpg``
beside the deck.

Nothing an author wrote reaches a script: there is no data in it, only the page's own text, escaped.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from technopark.artefacts.pictures.svg import to_svg
from technopark.artefacts.transfer.deck.board import ASKS
from technopark.artefacts.transfer.deck.boxes import Board, Pictured, Placed, TextBox
from technopark.artefacts.transfer.deck.slides import Deck, Drawn, Shot, Slide
from technopark.artefacts.transfer.paper.qr import qr_svg
from technopark.pages.markup import html

TEMPLATE = "deck.html.j2"
ASSETS = "docs/assets/deck"
VIEWER = "assets/deck/show.html"
HINT = "Это подсказка. Ответ впишите в презентацию."
"""Under a prompt: nothing can be written into this file."""


@dataclass(frozen=True)
class Piece:
    """A block of a slide: words of a role, a drawing, or a photograph."""

    role: str = ""
    size: int = 0
    texts: tuple[str, ...] = ()
    svg: Markup | None = None
    shot: Shot | None = None


@dataclass(frozen=True)
class View:
    """A slide as the template needs it.

    Attributes:
        slide, number: of the board.
        title, question: heading and prompt, fitted as in the presentation.
        named: whether a prompt has a heading besides its question.
        stack: blocks from top to bottom.
        who: lines under the heading of a prompt.
        drawings: drawings of a prompt.
        source: the foot's source, fitted; ``foot`` likewise.
        code: the QR code.
    """

    slide: Slide
    number: str
    title: TextBox
    question: TextBox
    named: bool
    stack: tuple[Piece, ...]
    who: tuple[str, ...]
    drawings: tuple[Markup, ...]
    source: str
    foot: str
    code: Markup


class HtmlWriter:
    """Writes decks; reads the template, the style and the script once.

    Args:
        root: repository root.
    """

    def __init__(self, root: Path) -> None:
        """Compile the template."""
        environment = Environment(
            loader=FileSystemLoader(root / "macros/transfer", encoding="utf-8"),
            autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True, auto_reload=False,
        )  # fmt: skip
        self._template: Template = environment.get_template(TEMPLATE)
        self._style = _own(root / ASSETS / "deck.css")
        self._photo_style = _own(root / ASSETS / "photo.css")
        self._script = _own(root / ASSETS / "deck.js")

    def write(self, deck: Deck, boards: tuple[Board, ...], address: str, name: str) -> bytes:
        """The file; the same deck gives the same bytes.

        Args:
            deck: the story.
            boards: its slides laid out.
            address: of the record's page from the site's root, beside which the file lies.
            name: of the file.
        """
        show = f"{'../' * address.count('/')}{VIEWER}?deck={address}{name}"
        views = tuple(_view(board) for board in boards)
        style = self._style + (self._photo_style if any(board.slide.look == "photo" for board in boards) else "")
        words: dict[str, Any] = {"asks": ASKS, "hint": HINT, "css": style, "js": self._script, "show": show}
        return self._template.render(deck=deck, boards=views, **words).encode("utf-8")


def _own(path: Path) -> Markup:
    """Our own style or script, ready to stand inside the page."""
    text = path.read_text(encoding="utf-8")
    if "</" in text:
        raise ValueError(f"{path.name}: «</» would end the element the file is written into")
    return Markup(text)  # noqa: S704 - a file of this repository


def _view(board: Board) -> View:
    texts = [item for item in board.items if isinstance(item, TextBox)]
    source = next((" ".join(box.fitted.texts) for box in texts if box.name == "Источник"), "")
    question = next((box for box in texts if box.opening), board.title)
    pieces = tuple(_pieces(board))
    return View(
        slide=board.slide,
        number=board.number,
        title=board.title,
        question=question,
        named=question is not board.title,
        stack=pieces,
        who=tuple(text for piece in pieces if piece.role == "caption" for text in piece.texts),
        drawings=tuple(piece.svg for piece in pieces if piece.svg),
        source=source,
        foot=" ".join(board.foot.fitted.texts),
        code=_code(board.slide.qr) if board.slide.qr else Markup(""),
    )


ROLES = {"Мысль": "lead", "Число": "number", "Пояснение": "caption", "Список": "points"}
"""Boxes of a board that are blocks of a slide, and the class of each."""


def _pieces(board: Board) -> Iterator[Piece]:
    for item in board.items:
        if isinstance(item, Placed):
            yield Piece(svg=_svg(item.drawn))
        elif isinstance(item, Pictured):
            yield Piece(shot=item.shot)
        elif isinstance(item, TextBox) and item.name in ROLES:
            role = "asks" if item.ink == "warn" else ROLES[item.name]
            yield Piece(role, item.fitted.size, item.fitted.texts)


def _svg(drawn: Drawn) -> Markup:
    """A drawing with its size in attributes, for the case when no style is allowed."""
    scene = drawn.scene
    size = f'<svg width="{scene.width:.0f}" height="{scene.height:.0f}" '
    return Markup(to_svg(scene, drawn.alt).replace("<svg ", size, 1))  # noqa: S704 - the writer of drawings escapes


def _code(address: str) -> Markup:
    """The QR code with its text alternative."""
    alt = html(' role="img" aria-label="QR-код: ведёт на страницу практики %s" ', address)
    plain = qr_svg(address)
    inside = plain[plain.index("viewBox") :]
    return html('<svg xmlns="http://www.w3.org/2000/svg" width="216" height="216"%s%s', alt, Markup(inside))  # noqa: S704 - a picture of ours
