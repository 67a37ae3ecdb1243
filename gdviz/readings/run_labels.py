"""What runs are called on screen: their names, or what sets them apart, in the language of the window."""

from __future__ import annotations

from gdviz.base.i18n import declared, translate
from gdviz.document import labels
from gdviz.document.scene import Scene
from gdviz.notation.numbers import exact


def run_label(scene: Scene, place: int) -> str:
    """The label of one run."""
    return run_labels(scene)[place]


def run_labels(scene: Scene) -> tuple[str, ...]:
    """The label of every run of the scene."""
    return tuple(_text(label) for label in labels.run_labels(scene))


def _text(label: labels.RunLabel) -> str:
    text = label.name or translate("labels", ", ").join(
        f"{declared(title)} {value_text(value)}".strip() for title, value in label.parts
    )
    if not text:
        return translate("labels", "Run {number}").format(number=label.place + 1)
    if label.numbered:
        return translate("labels", "{label} (run {number})").format(label=text, number=label.place + 1)
    return text


def value_text(value: object) -> str:
    """A value of a label: a number without needless digits, on or off, the title of a kind."""
    if isinstance(value, bool):
        return translate("labels", "on") if value else translate("labels", "off")
    if isinstance(value, int | float):
        return exact(value)
    if isinstance(value, labels.From):
        return translate("labels", "{value} from step {step}").format(
            value=value_text(value.value), step=value.step
        )
    if isinstance(value, labels.ChangedAt):
        if len(value.steps) == 1:
            return translate("change", "changed at step {step}").format(step=value.steps[0])
        steps = translate("labels", ", ").join(map(str, value.steps))
        return translate("change", "changed at steps {steps}").format(steps=steps)
    if isinstance(value, tuple):
        return f"({', '.join(value_text(part) for part in value)})"
    return declared(str(value))


__all__ = ["run_label", "run_labels", "value_text"]
