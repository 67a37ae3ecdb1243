"""Random valid documents, made from the declarations alone, so that new kinds and fields are found."""

from __future__ import annotations

import typing

import msgspec
from hypothesis import strategies as st

from gdviz.document.scene import Scene
from gdviz.document.validate import hints_of, members, plain, unwrapped
from gdviz.engine.changes import Change, suiting
from gdviz.engine.declare import Declared
from gdviz.engine.experiment import Batches
from gdviz.engine.kinds import OneOf
from gdviz.engine.learning.training import Training
from gdviz.engine.schedule_base import Schedule

MOST = 3  # entries of a list, so that documents stay small


def values(hint):
    """Values of a declared type, within its range."""
    bare, meta = unwrapped(hint)
    kinds = [each for each in members(bare) if not getattr(each, "placeholder", False)]
    if len(kinds) > 1:
        return st.one_of(*map(values, kinds))
    origin = typing.get_origin(bare)
    if bare is type(None):
        return st.none()
    if bare is bool:
        return st.booleans()
    if bare is int:
        low, high = limit(meta, "ge", "gt", 1), limit(meta, "le", "lt", -1)
        return st.integers(-(10**12) if low is None else low, 10**12 if high is None else high)
    if bare is float:
        low, high = limit(meta, "ge", "gt"), limit(meta, "le", "lt")
        return st.floats(
            -1e30 if low is None else low,
            1e30 if high is None else high,
            exclude_min=meta is not None and meta.gt is not None,
            exclude_max=meta is not None and meta.lt is not None,
        )
    if bare is str and meta is not None and "choices" in (meta.extra or {}):
        return st.sampled_from(meta.extra["choices"])
    if bare is str:
        shortest, longest = lengths(meta, 30)
        return st.text(st.characters(exclude_categories=["Cs"]), min_size=shortest, max_size=longest)
    if origin is typing.Literal:
        return st.sampled_from(typing.get_args(bare))
    if origin is tuple:
        parts = typing.get_args(bare)
        if parts[-1] is Ellipsis:
            shortest, longest = lengths(meta, MOST)
            return st.lists(values(parts[0]), min_size=shortest, max_size=longest).map(tuple)
        return st.tuples(*map(values, parts))
    assert issubclass(bare, Declared), bare
    return objects(bare)


def limit(meta, closed, open_, inside=0):
    if meta is None:
        return None
    if getattr(meta, open_) is not None:
        return getattr(meta, open_) + inside
    return getattr(meta, closed)


def lengths(meta, most):
    shortest = meta.min_length or 0 if meta is not None else 0
    longest = meta.max_length if meta is not None and meta.max_length is not None else most
    return shortest, max(shortest, min(longest, most))


@st.composite
def objects(draw, cls):
    """Objects of a declared class: every field random, as far as the class's own rules allow it."""
    required = {field.name for field in msgspec.structs.fields(cls) if field.required}
    hints = hints_of(cls)
    result = cls(**{name: draw(values(hints[name])) for name in hints if name in required})
    for name in hints:
        if name not in required and draw(st.integers(0, 3)):
            try:
                value = draw(changes_of(result) if name == "changes" else values(hints[name]))
                result = msgspec.structs.replace(result, **{name: value})
            except ValueError:
                continue  # fields that must fit each other, such as as many values as boundaries
    return result


@st.composite
def changes_of(draw, run):
    """Changes on the way of a run, as far as it can make them."""
    parts = [("schedule", run.schedule), ("optimizer", run.optimizer)]
    if isinstance(run.problem, Training):
        parts.append(("problem.penalty", run.problem.penalty))
    paths = {f"{path}.{name}": hint for path, part in parts for name, hint in hints_of(type(part)).items()}
    paths |= {"batches.batch_size": hints_of(Batches)["batch_size"], "schedule": OneOf[Schedule]}
    wished = []
    for step in sorted(draw(st.sets(st.integers(1, 60), max_size=MOST))):
        path = draw(st.sampled_from(sorted(paths)))
        wished.append(Change(step=step, set={path: plain(draw(values(paths[path])))}))
    return suiting(run, wished)


scenes = objects(Scene)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
