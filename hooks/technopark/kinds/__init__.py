"""The registry of kinds: every module of this folder that defines ``KIND``."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from types import MappingProxyType

from technopark.schema import Kind


def _collect() -> Mapping[str, Kind]:
    names = sorted(info.name for info in pkgutil.iter_modules(__path__))
    kinds = [importlib.import_module(f"{__name__}.{name}").KIND for name in names]
    return MappingProxyType({kind.slug: kind for kind in kinds})


KINDS: Mapping[str, Kind] = _collect()
"""All kinds by slug, sorted by slug."""
