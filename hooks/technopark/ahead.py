"""What another process makes while this one imports the rest of the engine: compiled templates.

Both take as long, and mostly there is a second processor with nothing to do. So this module begins
when it is imported, and ``hooks/events.py`` imports it before all others.
"""

from __future__ import annotations

from pathlib import Path

from technopark.pages.environment import compile_templates
from technopark.parallel import begin

ROOT = Path(__file__).parents[2]

templates_compiled = begin(lambda: compile_templates(ROOT / "macros" / "pages", ROOT / ".cache"))
"""Waits until they are compiled."""
