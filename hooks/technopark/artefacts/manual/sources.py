"""Sources of the book: each once, numbered in the order in which chapters name them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from technopark.artefacts.manual.places import bare
from technopark.artefacts.manual.prose import fitted
from technopark.artefacts.manual.tree import Record, Run, Runs
from technopark.schema import Source


@dataclass
class Sources:
    """Numbers of the sources met so far."""

    _numbers: dict[tuple[str, str], int] = field(default_factory=dict)

    def cite(self, sources: Iterable[Source]) -> Runs:
        """References to sources with the place in each: «[1] слайд «РИПы», видели сами»."""
        out: list[Run] = []
        for source in sources:
            number = self._numbers.setdefault((source.title, source.url or ""), len(self._numbers) + 1)
            more = ", ".join(filter(None, (source.locator, source.seen)))
            mark = Run(f"[{number}]", link=f"#source-{number}", page=False)
            out += [Run("; " if out else ""), mark, Run(f"\u00a0{fitted(more)}" if more else "")]
        return (*(run for run in out if run.text), Run(".")) if out else ()

    def records(self) -> tuple[Record, ...]:
        """The list of sources."""
        return tuple(
            Record(f"source-{number}", f"{number}.", (Run(fitted(title)),), (), (Run(bare(url), link=url),) if url else ())
            for (title, url), number in self._numbers.items()
        )
