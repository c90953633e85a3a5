"""The careful way to read a file: all of it with places, and everything that could mean something else than it looks.

The tree is built straight from the events of the C parser: as fast as composing nodes, and aliases,
tags, duplicate keys and depth are seen with their places before anything can blow up.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Final

import yaml

from technopark.catalogue.source_codes import SOURCE_CODES as CODES
from technopark.decoding import CONTROL, LINE_BREAK, named
from technopark.knowledge import Path
from technopark.marks import Position
from technopark.problems import Problem
from technopark.slips import odd_colon
from technopark.syntax import LastScalar, explain
from technopark.tree import Places, Tree
from technopark.usual import MAX_DEPTH, PLACEHOLDER

_DROPPED: Final = object()
"""Stands for the key of an entry that is read but not kept."""


@dataclass(slots=True)
class _Frame:
    """An open mapping or list."""

    container: Any
    path: Path | None  # None: read but not kept
    is_map: bool
    key: Any = None


@dataclass
class Reader:
    """Collects events into a tree. A handler returns ``False`` to stop reading."""

    path: str
    problems: list[Problem]
    text: str
    root: Any = None
    stack: list[_Frame] = field(default_factory=list)
    values: dict[Path, Position] = field(default_factory=dict)
    keys: dict[Path, Position] = field(default_factory=dict)
    empties: list[Path] = field(default_factory=list)
    unclear: set[Path] = field(default_factory=set)
    bracketed: set[Path] = field(default_factory=set)
    unfilled: list[Path] = field(default_factory=list)
    documents: int = 0
    anchors: int = 0
    last_scalar: Any = None
    top: Position = (1, 1)
    handlers: dict[type, Callable[[Any], bool]] = field(init=False)

    def __post_init__(self) -> None:
        """Bind the handlers by event type."""
        self.handlers = {
            yaml.ScalarEvent: self.scalar,
            yaml.MappingStartEvent: self.open,
            yaml.SequenceStartEvent: self.open,
            yaml.MappingEndEvent: self.close,
            yaml.SequenceEndEvent: self.close,
            yaml.AliasEvent: self.alias,
            yaml.DocumentStartEvent: self.document,
        }

    def read(self) -> bool:
        """Take in all events of the text; ``False``, with a problem, if reading had to stop."""
        handlers = self.handlers
        try:
            for event in iter(yaml.CBaseLoader(self.text).get_event, None):
                handle = handlers.get(type(event))
                if handle is not None and not handle(event):
                    return False
        except yaml.YAMLError as error:
            self.problems.append(explain(error, self.text, self.path, self._last()))
            return False
        return True

    def _last(self) -> LastScalar | None:
        """The last value read, for the explanation of an error."""
        event = self.last_scalar
        return LastScalar(event.style or "", event.start_mark, event.end_mark) if event else None

    @cached_property
    def lines(self) -> list[str]:
        """The file's lines."""
        return LINE_BREAK.split(self.text)

    def tree(self) -> Tree | None:
        """The result, or ``None`` with a problem when the file holds no mapping."""
        if self.anchors > 1:
            first = next(number for number, problem in enumerate(self.problems) if problem.code == "TP110")
            said = self.problems[first]
            self.problems[first] = replace(said, message=f"{said.message} Всего таких мест в файле: {self.anchors}.")
        if isinstance(self.root, dict):
            places = Places(self.values, self.keys)
            unclear, bracketed = frozenset(self.unclear), frozenset(self.bracketed)
            return Tree(self.root, lambda: places, tuple(self.empties), unclear, bracketed, tuple(self.unfilled))
        if self.root is None:
            self.report("TP101", (1, 1), "В файле нет ни одного поля.")
        elif isinstance(self.root, str) and (slip := odd_colon(self.root)):
            place = (self.top[0], self.top[1] + slip.column)
            self.report("TP124" if slip.no_break else "TP120", place, slip.cause, slip.remedy)
        else:
            what = "список" if isinstance(self.root, list) else "сплошной текст"
            self.report("TP102", self.top, f"В файле {what}, а не поля записи.")
        return None

    def report(self, code: str, place: Position, message: str, hint: str = "") -> None:
        """Add a problem."""
        self.problems.append(CODES[code].at(self.path, place, message, hint))

    def document(self, event: Any) -> bool:
        """Only one document a file."""
        self.documents += 1
        if self.documents > 1:
            self.report("TP109", _at(event), "В файле начинается второй документ.")
            return False
        if event.version or event.tags:
            self.report("TP123", _at(event), "Файл начинается со служебной строки со знаком «%».")
        return True

    def scalar(self, event: Any) -> bool:
        """A key or a value."""
        self.last_scalar = event
        if event.anchor or event.tag:
            self.decorated(event)
        frame = self.stack[-1] if self.stack else None
        if frame is not None and frame.is_map and frame.key is None:
            self.key(frame, event)
            return True
        value, style = event.value, event.style
        if self.controlled(event, "значении"):
            value = CONTROL.sub(" ", value)
        if not style and self.hashed:
            self.cut_off(event)
        if not style and frame is not None and not frame.is_map and event.end_mark.line != event.start_mark.line:
            self.swallowed_item(event)
        if not value or value.isspace() or (value == "~" and not style):
            here = self.put(None, event)
            if here and (event.anchor or event.tag):
                self.unclear.add(here)
            elif here:
                self.empties.append(here)
        else:
            here = self.put(value, event)
            if PLACEHOLDER in value and here:
                self.unfilled.append(here)
        return True

    def controlled(self, event: Any, where: str) -> bool:
        """Whether a control character is written by its number: it could not stand in the file itself; say so."""
        hit = CONTROL.search(event.value) if event.style == '"' else None
        if hit:
            self.report("TP118", _at(event), f"В {where} записан {named(hit[0])}.", "Уберите запись знака: она начинается с «\\».")
        return hit is not None

    @cached_property
    def hashed(self) -> bool:
        """Whether anything in the file may be a note behind a value."""
        return " #" in self.text or "\t#" in self.text

    def cut_off(self, event: Any) -> None:
        """What stands behind a plain value after « #» is silently dropped: say so, unless «##» shows that a note is meant."""
        row, column = event.end_mark.line, event.end_mark.column
        rest = self.lines[row][column:] if row < len(self.lines) else ""
        note = rest.lstrip()
        if rest[:1].isspace() and note.startswith("#") and not note.startswith("##"):
            place = (row + 1, column + len(rest) - len(note) + 1)
            self.report("TP129", place, f"Текст «{note.rstrip()[:40]}» — примечание: в запись он не попал.")

    def swallowed_item(self, event: Any) -> None:
        """A list item indented deeper than its neighbours silently becomes their text: say so."""
        lines = self.lines
        for row in range(event.start_mark.line + 1, min(event.end_mark.line + 1, len(lines))):
            if (row < event.end_mark.line or event.end_mark.column) and lines[row].lstrip().startswith("- "):
                column = len(lines[row]) - len(lines[row].lstrip()) + 1
                self.report("TP128", (row + 1, column), "Строка начинается с дефиса, но стоит правее и слилась с предыдущим пунктом.")

    def key(self, frame: _Frame, event: Any) -> None:
        """Remember the key the next value belongs to."""
        name = event.value
        mark = event.start_mark
        place = (mark.line + 1, mark.column + 1)
        if name.isascii() and name.isidentifier() and name not in frame.container:  # nearly every key
            frame.key = name
            if frame.path is not None:
                self.keys[(*frame.path, name)] = place
            return
        frame.key = _DROPPED
        if self.controlled(event, "имени поля"):
            return
        if name == "<<" and not event.style:
            self.report("TP112", place, "Поле «<<» (слияние) в записях запрещено.")
        elif not name.strip():
            self.report("TP125", place, "Перед двоеточием нет имени поля.")
        elif "\u00a0" in name or "\u202f" in name or "\u3000" in name:
            self.report("TP124", place, f"В имени поля «{name.strip()}» или рядом с ним стоит неразрывный пробел.")
            if frame.path is not None:
                self.unclear.add((*frame.path, name.strip()))  # the field is there: it is not called missing too
        elif name in frame.container:
            first = self.keys.get((*(frame.path or ()), name), place)[0]
            self.report("TP108", place, f"Поле «{name}» уже указано в строке {first}.")
        else:
            frame.key = name
            if frame.path is not None:
                self.keys[(*frame.path, name)] = place

    def put(self, value: Any, event: Any) -> Path | None:
        """Store a value where it belongs; ``None`` for a value that is not kept."""
        if not self.stack:
            self.root, self.top = value, _at(event)
            self.values[()] = self.top
            return ()
        frame = self.stack[-1]
        key = frame.key if frame.is_map else len(frame.container)
        frame.key = None
        if key is _DROPPED:
            return None
        if frame.is_map:
            frame.container[key] = value
        else:
            frame.container.append(value)
        if frame.path is None:
            return None
        here = (*frame.path, key)
        mark = event.start_mark
        self.values[here] = (mark.line + 1, mark.column + 1)
        return here

    def open(self, event: Any) -> bool:
        """A mapping or a list begins."""
        if len(self.stack) >= MAX_DEPTH:
            self.report("TP113", _at(event), f"Вложенность глубже {MAX_DEPTH} уровней.")
            return False
        if event.anchor or event.tag:
            self.decorated(event)
        is_map = isinstance(event, yaml.MappingStartEvent)
        container: Any = {} if is_map else []
        if self.stack and self.stack[-1].is_map and self.stack[-1].key is None:
            self.odd_key(event, is_map)
            self.stack.append(_Frame(container, None, is_map))
            self.stack[-2].key = _DROPPED
        else:
            here = self.put(container, event)
            if event.flow_style and here:
                self.bracketed.add(here)
            self.stack.append(_Frame(container, here, is_map))
        return True

    def odd_key(self, event: Any, is_map: bool) -> None:
        """A list or a group where the name of a field should be: mostly a text that begins with brackets."""
        path = self.stack[-1].path
        if path is None:
            return
        self.unclear.add(path)
        if event.flow_style:
            hint = "Если скобки — часть текста, возьмите всё значение в двойные кавычки."
            self.report("TP125", _at(event), f"Скобка «{'{' if is_map else '['}» стоит там, где YAML ждёт имя поля.", hint)
        else:
            self.report("TP125", _at(event), "Имя поля — список или группа, а должно быть слово.")

    def close(self, _event: Any) -> bool:
        """The innermost mapping or list ends."""
        frame = self.stack.pop()
        if not frame.container and frame.path and frame.path not in self.unclear:
            self.empties.append(frame.path)
        return True

    def anchored(self, event: Any, message: str) -> None:
        """Anchors and aliases are told once a file, at the first: whoever uses them does so everywhere."""
        self.anchors += 1
        if self.anchors == 1:
            self.report("TP110", _at(event), message)

    def alias(self, event: Any) -> bool:
        """Aliases are forbidden; the value is left unknown so that no other message follows."""
        self.anchored(event, f"Значение начинается со знака «*»: YAML читает «*{event.anchor}» как ссылку на другое значение.")
        if self.stack and self.stack[-1].is_map and self.stack[-1].key is None:
            self.stack[-1].key = _DROPPED
        elif here := self.put(None, event):
            self.unclear.add(here)
        return True

    def decorated(self, event: Any) -> None:
        """Anchors and tags are forbidden; the value itself is kept."""
        if event.anchor:
            self.anchored(event, f"Значение начинается со знака «&»: YAML читает «&{event.anchor}» как якорь.")
        if event.tag:
            name = event.tag.removeprefix("tag:yaml.org,2002:").lstrip("!")
            self.report("TP111", _at(event), f"Значение начинается с восклицательного знака: YAML читает «!{name}» как метку типа.")


def _at(event: Any) -> Position:
    """1-based place where an event begins."""
    mark = event.start_mark
    return mark.line + 1, mark.column + 1
