"""Тексты для соцсетей: plain text a holder copies into ВКонтакте and MAX.

    <id>-social-vk.txt     a post: the essence comes first, before «Показать ещё»
    <id>-social-max.txt    a message for a channel or a chat: shorter
    <id>-social-short.txt  for both, ≤ 280 characters with the address

**Limits.** MAX: a message holds 4,000 characters (field ``text`` of POST /messages in its Bot API, dev.max.ru,
as integrators' manuals quote it; not seen in the original). ВКонтакте: no figure was found in its own documentation;
programs that post there cut at 16,384. How much is seen before «Показать ещё» was not confirmed either: 280 is our
assumption. So the figures are practice, not a promise, and our posts stay far below them.

**File.** UTF-8 with a byte order mark, lines end in CRLF: Notepad of old Windows shows only such lines, and a
browser that opens the file without being told its encoding reads the mark and shows no gibberish. The mark and
the ends of lines are not copied with the text. No markup and no emoji: what is copied is what is published.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from technopark.artefacts.transfer.adoption import offers
from technopark.artefacts.transfer.brief import ASK, CaseBrief
from technopark.artefacts.transfer.brief_words import age, ask
from technopark.artefacts.transfer.flatten import flatten
from technopark.artefacts.transfer.items import FileSpec, Item, Made, Share, Workshop
from technopark.artefacts.transfer.plain import cut, units, visible
from technopark.knowledge import is_empty
from technopark.russian.text import NBSP, number

MAX_LIMIT = 4_000
VK_LIMIT = 16_384
SHORT_LIMIT = 280

OPENING = 280
"""Characters of a post seen before «Показать ещё»: the title and the essence fit in them."""

FIELDS = ("age", "problem", "steps", "results", "core_components", "supports", "contact")
"""Fields a post is made of, besides the title, the essence and the holder, which every record has."""

LINE_FEED = "\r\n"
BYTE_ORDER_MARK = "\ufeff"
NOT_FOR_POST = "— — —\nВсё, что ниже черты, не публикуйте. Чего не хватает этому тексту:"


@dataclass(frozen=True)
class Size:
    """How long a text is.

    Attributes:
        limit: characters of the whole file, our own; below what the network takes.
        items: most lines of a list.
        prose: most characters of a paragraph.
    """

    limit: int
    items: int
    prose: int


VK = Size(4_000, 7, 500)
MAX = Size(2_500, 4, 250)


def make(brief: CaseBrief, workshop: Workshop) -> Made:
    """Write the three texts; no tool is needed."""
    del workshop
    given = len(FIELDS) - len(_missing(brief))
    texts = {"-vk.txt": post(brief, VK), "-max.txt": post(brief, MAX), "-short.txt": short(brief)}
    return Made({ending: file_bytes(text) for ending, text in texts.items()}, Share(given + 3, len(FIELDS) - given))


def file_bytes(text: str) -> bytes:
    """The file of a text; see above why so."""
    return (BYTE_ORDER_MARK + text.replace("\n", LINE_FEED) + LINE_FEED).encode("utf-8")


def size(text: str) -> int:
    """Characters of a text with line ends as two, as the strictest count has it."""
    return units(text) + text.count("\n")


# --------------------------------------------------------------------------- texts


def short(brief: CaseBrief) -> str:
    """Title, as much of the essence as fits, the address; at most ``SHORT_LIMIT`` characters."""
    address = _address(brief)
    mark = f"{brief.mark}." if brief.mark else ""
    room = SHORT_LIMIT - size("\n".join(part for part in (mark, address) if part)) - 4
    title = cut(_title(brief), room // 2)
    title += "" if title.endswith((".", "…", "!", "?")) else "."
    essence = cut(said(brief.case.summary), max(room - size(title) - 2, 0))
    return "\n".join(part for part in (mark, title, essence, address) if part)


def post(brief: CaseBrief, kind: Size) -> str:
    """The whole text: opening, parts while there is room, what to do, and apart what is not known yet."""
    opening, closing, asked = _opening(brief), _closing(brief), _asked(brief)
    fixed = [opening, closing, *([asked] if asked else [])]
    left = kind.limit - size("\n\n".join(fixed))
    body: list[str] = []
    for part in _parts(brief, kind):
        cost = size(part) + 4
        if cost <= left:
            body.append(part)
            left -= cost
    return "\n\n".join([opening, *body, closing, *([asked] if asked else [])])


def _opening(brief: CaseBrief) -> str:
    """What is seen before «Показать ещё»."""
    mark = f"{brief.mark}." if brief.mark else ""
    title = cut(_title(brief), 120)
    room = OPENING - size("\n".join([mark, title])) - 4
    return "\n".join(part for part in (mark, title, cut(said(brief.case.summary), room)) if part)


def _title(brief: CaseBrief) -> str:
    """The short title; the mark says already that an example is one."""
    title = said(brief.short)
    return title.removeprefix("Учебный пример: ") if brief.mark else title


def _parts(brief: CaseBrief, kind: Size) -> Iterator[str]:
    case = brief.case
    rest = said(case.summary).removeprefix(_opening(brief).rpartition("\n")[2]).strip()
    if rest and "…" not in _opening(brief)[-1:]:
        yield cut(rest, kind.prose)
    if audience := _audience(brief):
        yield f"Для кого: {audience}."
    if case.problem:
        yield "Зачем. " + cut(said(case.problem), kind.prose)
    yield from _list("Шаги:", [step.title for step in case.steps], kind)
    yield from _list("Что изменилось:", list(_results(brief)), kind)
    yield from _list("Что менять нельзя:", case.core_components, kind)
    yield from _list("Что поможет начать:", [f"{name}: {words}" for name, words in offers(brief)], kind)


def _audience(brief: CaseBrief) -> str:
    group = brief.case.target_group
    statuses = ", ".join(said(status) for status in group.statuses) if group else ""
    return cut(", ".join(part for part in (statuses, said(age(brief.case))) if part), 200)


def _results(brief: CaseBrief) -> Iterator[str]:
    """Measured results with their sample and period: a figure never goes without them if the record has them."""
    for result in brief.case.results:
        if result.value is None:
            continue
        unit = f" {result.unit}" if result.unit else ""
        before = unit if unit == " %" else ""
        was = f"было {number(result.baseline)}{before}, стало " if result.baseline is not None else ""
        about = "; ".join(part for part in (result.period, result.sample) if part)
        about = f". {about[:1].upper()}{about[1:]}" if "(" in about else f" ({about})" if about else ""  # no brackets within brackets
        yield f"{result.indicator}: {was}{number(result.value)}{unit}{about}"


def _list(head: str, items: Sequence[str], kind: Size) -> Iterator[str]:
    shown = [cut(said(item).rstrip(".;"), 300) for item in items[: kind.items]]
    lines = [f"– {item}" for item in shown if item]
    if lines:
        yield "\n".join([head, *lines, *(["– остальное на странице практики"] if len(items) > len(lines) else [])])


def _closing(brief: CaseBrief) -> str:
    """Who holds the practice, what to do, where."""
    office = brief.case.contact.office if brief.case.contact else ""
    todo = "Что сделать: откройте описание, выберите документы и напишите держателю."
    if not brief.documents:
        todo = "Что сделать: откройте описание и спросите держателя, как устроена работа."
    lines = [
        f"Держатель практики: {cut(said(brief.holder.title), 200)}",
        f"Куда обратиться: {cut(said(office), 200)}" if office else "",
        todo,
        f"Описание практики: {_address(brief)}",
    ]
    return "\n".join(line for line in lines if line)


def _asked(brief: CaseBrief) -> str:
    """Prompts of what the record does not say, under a line that parts them from the post."""
    prompts = [f"{ASK}{ask(field)}." for field in _missing(brief)]
    return "\n".join([NOT_FOR_POST, *(f"– {cut(said(prompt), 160)}" for prompt in prompts)]) if prompts else ""


def _missing(brief: CaseBrief) -> list[str]:
    """Fields a post could use and the record does not have."""
    own = {"age": age(brief.case), "supports": offers(brief)}
    return [field for field in FIELDS if is_empty(own[field] if field in own else getattr(brief.case, field))]


def _address(brief: CaseBrief) -> str:
    return f"{brief.url} (адрес-образец)" if brief.site.sample else brief.url


# --------------------------------------------------------------------------- words


_MENTION = re.compile(r"(?<!\S)[@*#](?=\w)")
"""What ВКонтакте would turn into a link to somebody or a tag: «@name», «*id1», «#tag»."""


def said(text: str) -> str:
    """Author's words for a post: one paragraph, no signs that a network gives a meaning of its own."""
    line = " ".join(visible(flatten(text)).replace(NBSP, " ").split())
    for sign, plain in (("[", "("), ("]", ")"), ("|", "/")):
        line = line.replace(sign, plain)
    return _MENTION.sub("", line)


ITEM: Item[CaseBrief] = Item(
    id="social",
    title="Тексты для соцсетей",
    lead="Готовые посты для ВКонтакте и MAX: скопируйте, вставьте, добавьте свою картинку.",
    format="",
    order=110,
    files=(
        FileSpec("-vk.txt", "Пост для ВКонтакте", "главное — в первых строках, до «Показать ещё»"),
        FileSpec("-max.txt", "Сообщение для MAX", "короче, для канала или рабочего чата"),
        FileSpec("-short.txt", "Коротко, до 280 знаков", "для любой сети, с адресом описания"),
    ),
    make=make,
)
