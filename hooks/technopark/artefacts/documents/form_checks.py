"""The rules of ``values.py`` as data for the browser: patterns, limits, messages.

Messages are taken by asking ``values.py`` about a wrong value, so that there is one source of
every wording; the few lines of arithmetic are in ``docs/assets/fill/checks.js``, and a browser
test compares their verdicts with Python's.
"""

from __future__ import annotations

from typing import Any, get_args

from technopark.artefacts.documents import values
from technopark.kinds.documents import FieldFormat, TemplateField

_WRONG = "?"


def checks_data() -> dict[str, Any]:
    """What ``checks.js`` needs to give the verdicts and messages of ``check_values``."""
    required = TemplateField(key="key", label="-", required=True)
    return {
        "iso": values._ISO.pattern,
        "dotted": values._DOTTED.pattern,
        "solid": values._SOLID.pattern,
        "worded": values._WORDED.pattern,
        "months": values.MONTHS,
        "centuryFrom": values.CENTURY_FROM,
        "name": values._NAME.pattern,
        "maxText": values.MAX_TEXT,
        "maxRows": values.MAX_ROWS,
        "separator": values.SEPARATOR,
        "required": values.check_values({"key": required}, {}, complete=True)[0].message,
        "control": values.check_text("\x07", "текст"),
        "long": _template(values.check_text("а" * (values.MAX_TEXT + 1), "текст"), str(values.MAX_TEXT + 1)),
        "date": values.check_text(_WRONG, "дата"),
        "number": values.check_text(_WRONG, "число"),
        "choice": _template(values.check_text(_WRONG, "выбор", options=("{}",)), "{}"),
        "formats": {name: values.check_text(_WRONG, "текст", name) for name in get_args(FieldFormat)},
    }


def _template(message: str, part: str) -> str:
    """The message with ``{}`` in place of what changes."""
    return message.replace(part, "{}", 1)
