"""Which fields of a run the form shows, and at which paths. No Qt: asked before there is a form."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from msgspec.structs import replace

from gdviz.engine.declare import Declared, Field, fields_of, kind_of
from gdviz.engine.experiment import Experiment

# Fields that can only change together are shown as one, under the first one's title.
TOGETHER: dict[str, tuple[str, ...]] = {
    "pieces": ("values", "boundaries"),
    "examples_of_own": ("rows", "targets", "names", "class_names", "target_name"),
}


@functools.cache
def shown(kind: type[Declared]) -> tuple[Field, ...]:
    """The fields of a class as the form shows them: those that hang together are one, the first.

    What stands for a kind that is not installed has none, and what changes on the way stands in the plots.
    """
    if getattr(kind, "placeholder", False):
        return ()
    declared_as = Experiment if issubclass(kind, Experiment) else kind
    fields = {field.name: field for field in fields_of(declared_as) if field.name != "changes"}
    joined: list[Field] = []
    for name, parts in TOGETHER.items():
        if set(parts) <= fields.keys():
            words = " ".join(field.help for field in fields.values() if field.name in parts)
            joined.append(Field(name, "declared", kind(), title=fields[parts[0]].title, help=words))
            fields = {name: field for name, field in fields.items() if name not in parts}
    return (*joined, *fields.values())


def of_kind(field: Field) -> Field:
    """The choice of which kind a declared field holds: by its tag."""
    return replace(field, default=kind_of(field.default))


def kind_path(field: Field, path: str) -> str:
    """Where the tag of a declared field at `path` stands, such as ``schedule.kind``."""
    return f"{path}.{field.variants[0].__struct_config__.tag_field}"


def fields_in(node: Declared, base: str = "") -> Iterator[tuple[str, Field]]:
    """The paths below `node`, a run or a part of one, that the form edits, and what is declared there."""
    for field in shown(type(node)):
        path = f"{base}{field.name}"
        if field.name in TOGETHER:
            yield base.rstrip("."), field
        elif field.kind == "declared":
            if len(field.variants) > 1:
                yield kind_path(field, path), of_kind(field)
            yield from fields_in(getattr(node, field.name), f"{path}.")
        else:
            yield path, field
