"""A run of a kind that is not installed: kept as it was written, and not computed."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from typing import Annotated, Any, ClassVar

from gdviz.engine.declare import RuleError, described
from gdviz.engine.kinds import known_tags, package_of
from gdviz.engine.scripted import Scripted

TAGGED = ("kind", "activation", "output")  # the keys of a file that name a kind


class Missing(Scripted, frozen=True, tag="missing"):
    """Stands for a whole experiment of which some kind is not installed; it has one row without a value."""

    title: ClassVar[str] = "Not installed"
    placeholder: ClassVar[bool] = True

    text: Annotated[str, described("Experiment", "As its file has it.")] = "{}"
    values: Annotated[tuple[tuple[int, float], ...], described("Values", "There are none.")] = ()

    start = (math.nan,)

    def __post_init__(self) -> None:
        if not isinstance(json.loads(self.text), dict):
            raise RuleError("the text of a missing kind must be that of an experiment")

    @property
    def written(self) -> dict[str, Any]:
        """The experiment as plain data."""
        found: dict[str, Any] = json.loads(self.text)
        return found

    @property
    def packages(self) -> str:
        """The names of the packages that the run needs, with commas."""
        return ", ".join(sorted({package_of(tag) for tag in missing_tags(self.written)}))


def missing_tags(data: Any) -> Iterator[str]:
    """The tags of plug-ins in plain data that no kind here has."""
    if isinstance(data, dict):
        for key, value in data.items():
            if key == "changes" and isinstance(value, list):
                for change in value:
                    yield from missing_tags(change)
            tagged = key.rpartition(".")[2] in TAGGED and isinstance(value, str)
            if tagged and package_of(value) and value not in known_tags():
                yield value
            yield from missing_tags(value)
