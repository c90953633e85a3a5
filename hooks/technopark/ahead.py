"""What is done before the rest of the engine is imported; so ``hooks/events.py`` imports this before all others.

Templates are compiled in another process: that takes as long as the imports, and mostly there is a
second processor with nothing to do. Garbage is not looked for meanwhile: an import makes none.
"""

from __future__ import annotations

import gc
from pathlib import Path

from technopark.pages.environment import compile_templates
from technopark.parallel import begin

ROOT = Path(__file__).parents[2]

gc.disable()
_compiled = begin(lambda: compile_templates(ROOT / "macros" / "pages", ROOT / ".cache"))


def imported() -> None:
    """To be called when all is imported: wait for the templates and look for garbage again."""
    _compiled()
    gc.enable()
