"""What a record is made of: field descriptions, the base record, kinds; ``value_types`` says how single values are written.

A field is described once, here and in ``kinds/``: its type, Russian label, help,
example and source standard feed the error messages, the JSON Schema, the page,
the new-record file and the editors' reference.

    Annotated[Prose | None, About("Проблема", "Что болит и у кого", section="why")] = None
              ^ type               ^ label     ^ help               ^ place on the page
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import (
    BaseModel,
    ConfigDict,
    GetJsonSchemaHandler,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from technopark.value_types import Day, Identifier, Line, Prose, RefTo, StageMark, TextKind, Url, YesNo

# --------------------------------------------------------------------------- field


@dataclass(frozen=True)
class About:
    """Everything people are told of a field.

    Attributes:
        label: the Russian name of the field, as on the page and in messages.
        help: what to write here, one or two sentences for an editor.
        example: a value an editor may copy.
        standard: the item of the public standard the field comes from.
        section: id of the page section that shows the field; ``None`` keeps it out
            of the generic sections (the kind's template shows it itself).
        counts: whether an absent value lowers the record's completeness.
        facet: key of the list filter and search facet the value feeds.
        unit: unit of a number, shown after it.
        ask: the question the field answers, to go after «Расскажите:» where a material made of
            the record has a gap; without it the label stands there.
    """

    label: str
    help: str = ""
    example: str = ""
    standard: str = ""
    section: str | None = None
    counts: bool = False
    facet: str = ""
    unit: str = ""
    ask: str = ""

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Add label, help, example and standard to the JSON Schema of the field."""
        out = handler(schema)
        extra: dict[str, Any] = {"title": self.label}
        said = (self.help, f"Стандарт: {self.standard}" if self.standard else "")
        if text := " ".join(part if part.endswith((".", "!", "?")) else f"{part}." for part in said if part):
            extra["description"] = text
        if self.example:
            extra["examples"] = [self._typed_example(out)]
        return {**out, **extra}

    def _typed_example(self, schema: JsonSchemaValue) -> str | int | float | list[str]:
        """The example as the editor's plugin reads it from a file: a number where a number is wanted, a list where a list is."""
        types = {option.get("type") for option in (schema, *schema.get("anyOf", ()))}
        if "array" in types:
            return [self.example]
        if "integer" in types:
            return int(self.example)
        return float(self.example) if "number" in types else self.example


# --------------------------------------------------------------------------- models


class Part(BaseModel):
    """A group of fields inside a record. Frozen; unknown keys are errors."""

    model_config = ConfigDict(defer_build=True, frozen=True, extra="forbid", str_strip_whitespace=True, allow_inf_nan=False)

    def __getstate__(self) -> dict[Any, Any]:
        """What is said, groups as what they say; most fields of most records are not, and a base has thousands of records to keep."""
        own, model = vars(self), type(self)
        state = {name: own[name] for name, unsaid in _unsaid(model).items() if own[name] is not unsaid}
        for name, _, many in _groups(model):
            if (held := state.get(name)) is not None:  # a group that says nothing is not one that is absent
                state[name] = [part.__getstate__() for part in held] if many else held.__getstate__()
        return state

    def __setstate__(self, state: dict[Any, Any]) -> None:
        """The same with everything that is not said."""
        model = type(self)
        own = {**_unsaid(model), **state}
        for name, part, many in _groups(model):
            if (held := state.get(name)) is not None:
                own[name] = tuple([_restored(part, each) for each in held]) if many else _restored(part, held)
        put = object.__setattr__  # the model is frozen
        put(self, "__dict__", own)
        put(self, "__pydantic_fields_set__", set(state))
        put(self, "__pydantic_extra__", None)
        put(self, "__pydantic_private__", None)


def _restored(model: type[Part], state: dict[Any, Any]) -> Part:
    part = model.__new__(model)
    part.__setstate__(state)
    return part


@cache
def _groups(model: type[Part]) -> tuple[tuple[str, type[Part], bool], ...]:
    """Fields of a model that hold groups: name, model of the group, whether there may be many."""
    return tuple((info.name, info.part, info.many) for info in fields_of(model).values() if info.part)


@cache
def _unsaid(model: type[Part]) -> Mapping[str, Any]:
    """Values of a model's fields when nothing is said, in order; ``...`` for those that must say something."""
    return {name: ... if info.is_required() else info.default for name, info in model.model_fields.items()}


class Source(Part):
    """Where a fact of the record comes from."""

    title: Annotated[Line, About("Источник", "Название документа, издания или сайта", "Презентация УМЦ РСО")]
    locator: Annotated[Line | None, About("Место", "Слайд, страница, статья", "слайд «РИПы»")] = None
    url: Annotated[Url | None, About("Адрес", "Полный адрес с https://")] = None
    seen: Annotated[
        Literal["видели сами", "по вторичному источнику", "общее знание"] | None,
        About("Как проверено", "Насколько надёжна ссылка"),
    ] = None


class Change(Part):
    """One line of a record's history."""

    date: Annotated[Day, About("Дата", "Когда изменили", "2026-11-23")]
    version: Annotated[Line | None, About("Версия", "Номер версии", "1.0")] = None
    note: Annotated[Line, About("Что изменилось", "Одно предложение")]


class Record(Part):
    """Fields every record has. ``id`` is the file name without ``.yml``."""

    id: Annotated[Identifier, About("Имя записи", "Совпадает с именем файла; латиница, цифры, дефис", "edinstvo")]
    title: Annotated[Line, About("Название", "Полное название, как его узнают люди", standard="schema.org name")]
    fictional: Annotated[
        YesNo,
        About(
            "Учебный пример",
            "«да» только у вымышленной учебной записи: её не будет в списках, поиске, счётах и пособиях",
            "нет",
        ),
    ] = False
    notes: Annotated[
        tuple[Prose, ...],
        About("Расхождения и оговорки", "Что в источнике противоречиво или неясно. Ничего не исправляйте молча", section="notes"),
    ] = ()
    sources: Annotated[tuple[Source, ...], About("Источники", "Откуда сведения; без источника запись не публикуют", section="sources")] = ()
    history: Annotated[tuple[Change, ...], About("История", "Что и когда менялось", section="history")] = ()
    updated_on: Annotated[Day | None, About("Обновлено", "Когда запись последний раз правили или проверили", "2026-11-23")] = None

    def inapplicable(self) -> frozenset[str]:
        """Names of counted fields that this record cannot have, whose absence is no gap."""
        return frozenset()

    def idle(self) -> frozenset[str]:
        """Names of fields that explain another one and say nothing while that one is empty."""
        return frozenset()


# --------------------------------------------------------------------------- kinds


@dataclass(frozen=True)
class Section:
    """A part of a record's page: an anchor id and a heading that says something."""

    id: str
    title: str


@dataclass(frozen=True)
class Kind:
    """A kind of record: one module in ``kinds/``, one folder, one template.

    Attributes:
        slug: root of the addresses, ``/slug/<id>/``; also the template's name.
        folder: folder of the YAML files, relative to the repository root.
        model: the pydantic model.
        one: what a single record is called, nominative, lower case.
        forms: plural forms for 1, 2–4, 5+ («практика», «практики», «практик»).
        title: heading of the list page.
        lead: one sentence under that heading.
        sections: the page's sections in reading order.
        columns: names of fields shown in the list, after the title.
        called: what else visitors call the list, for the search.
    """

    slug: str
    folder: str
    model: type[Record]
    one: str
    forms: tuple[str, str, str]
    title: str
    lead: str
    sections: tuple[Section, ...]
    columns: tuple[str, ...] = ()
    group_by: str = ""
    called: tuple[str, ...] = ()
    tail: tuple[Section, ...] = field(
        default=(
            Section("notes", "Расхождения и оговорки"),
            Section("sources", "Откуда эти сведения"),
            Section("history", "История изменений"),
        )
    )

    def fields(self) -> Mapping[str, FieldInfo]:
        """The model's fields by name, in the order of declaration."""
        return fields_of(self.model)


@dataclass(frozen=True)
class FieldInfo:
    """A field as the rest of the engine sees it, with the type taken apart.

    Attributes:
        name: key in the YAML file.
        about: what people are told.
        required: whether a record without it is wrong.
        many: whether the value is a list.
        part: the nested model, if the value (or a list item) is a group of fields.
        text: ``line`` or ``prose`` for strings shown to readers.
        refs: kinds the value refers to, or empty.
        stage: whether the value is a stage id.
        choices: allowed values of an enumeration, or empty.
        scalar: Python type of a plain value (str, int, float, bool, date).
    """

    name: str
    about: About
    required: bool
    many: bool = False
    part: type[Part] | None = None
    text: str = ""
    refs: tuple[str, ...] = ()
    stage: bool = False
    choices: tuple[str, ...] = ()
    scalar: type = str


def _unwrap(annotation: Any) -> Iterator[Any]:
    """Yield the pieces of a type: metadata of Annotated, ``tuple``, unions, the bare type."""
    origin = get_origin(annotation)
    if origin is Annotated:
        base, *extra = get_args(annotation)
        yield from extra
        yield from _unwrap(base)
    elif origin in (Union, UnionType):
        for arg in get_args(annotation):
            if arg is not type(None):
                yield from _unwrap(arg)
    elif origin is tuple:
        yield tuple
        yield from _unwrap(get_args(annotation)[0])
    else:
        yield annotation


def _describe(name: str, annotation: Any, metadata: list[Any], required: bool) -> FieldInfo:
    pieces = [*metadata, *_unwrap(annotation)]
    about = next((p for p in pieces if isinstance(p, About)), None)
    if about is None:
        raise TypeError(f"field {name} has no About")
    choices: tuple[str, ...] = ()
    for piece in pieces:
        if get_origin(piece) is Literal:
            choices += tuple(str(value) for value in get_args(piece))
    classes = [p for p in pieces if isinstance(p, type)]
    part = next((c for c in classes if issubclass(c, Part)), None)
    text = next((p.name for p in pieces if isinstance(p, TextKind)), "")
    refs = next((p.kinds for p in pieces if isinstance(p, RefTo)), ())
    scalar = next((c for c in classes if c in (bool, int, float, date)), str)
    return FieldInfo(
        name=name,
        about=about,
        required=required,
        many=tuple in pieces,
        part=part,
        text=text,
        refs=refs,
        stage=any(isinstance(p, StageMark) for p in pieces),
        choices=choices,
        scalar=scalar,
    )


@cache
def fields_of(model: type[Part]) -> Mapping[str, FieldInfo]:
    """Describe the fields of a record or a part, in the order of declaration."""
    return {
        name: _describe(name, info.annotation, list(info.metadata), info.is_required())
        for name, info in model.model_fields.items()
    }


@cache
def leading_to(model: type[Part], wanted: Callable[[FieldInfo], bool]) -> tuple[FieldInfo, ...]:
    """Fields that are wanted and groups that hold such fields, in order: whoever walks a record may pass over the rest.

    ``wanted`` is a function of a module: what it says is asked once a model.
    """
    return tuple(info for info in fields_of(model).values() if (leading_to(info.part, wanted) if info.part else wanted(info)))
