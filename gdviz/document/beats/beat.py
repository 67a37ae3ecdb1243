"""A beat of a lesson, and the rules of a list of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any, Literal

import msgspec

from gdviz.document.beats.ask import AnyQuestion
from gdviz.document.beats.beat_words import Words
from gdviz.document.beats.claim import Claim, RunPlace
from gdviz.document.tiles import VIEWS, tile_class
from gdviz.engine.declare import Declared, RuleError, described, ranged

MOST = 40  # beats of a lesson
HIDDEN = ("future", "outcomes", "values")  # what can be hidden of all views
PARTS = {  # what can be ringed, and all but the first two hidden as "loss.tangent": see `named_parts`
    "control": "control",
    "view": "the whole view",
    "ball": "ball",
    "tangent": "tangent",
    "arrow": "arrow of the step",
    "trace": "path",
    "curve": "curve",
    "cursor": "line at the playhead",
    "minimum": "minimum",
    "numbers": "numbers at the contours",
    "shadow": "shadow",
    "batch": "losses of the batches",
    "boundary": "boundary",
    "gradient": "gradient",
    "learning_rate": "learning rate",
    "update": "update",
    "decay": "decay",
}
Settings = Annotated[
    dict[str, Any],
    described("Settings", "Paths as of --set and their values; runs.*.steps is that of every run."),
]


class BeatAxes(Declared, frozen=True, kw_only=True):
    """Where the axes of a view go."""

    view: Annotated[str, described("View", "Which view.", choices=tuple(VIEWS))]
    x: Annotated[
        tuple[float, float] | None, described("Horizontal", "From where to where; null leaves it.")
    ] = None
    y: Annotated[
        tuple[float, float] | None, described("Vertical", "From where to where; null leaves it.")
    ] = None
    milliseconds: Annotated[
        int, ranged("Milliseconds", "How long the axes take to get there.", ge=0, le=5000)
    ] = 800


if TYPE_CHECKING:
    _From = Declared
else:  # a field whose name Python keeps for itself
    _first = Annotated[int, ranged("From", "At which row it begins.", ge=0, le=100_000_000)]
    _From = msgspec.defstruct(
        "_From", [("from", _first, 0)], bases=(Declared,), module=__name__, frozen=True, kw_only=True
    )


class Play(_From, frozen=True, kw_only=True):
    """What plays when the beat begins, and stops by itself. Where both ends are the same it stands there."""

    to: Annotated[int, ranged("To", "At which row it stops.", ge=0, le=100_000_000)] = 0
    speed: Annotated[float, ranged("Speed", "Steps per second.", gt=0, le=100_000)] = 2.0

    def __post_init__(self) -> None:
        if self.to < self.start:
            raise RuleError("what plays must end after it begins")

    @property
    def start(self) -> int:
        """The row at which it begins."""
        return int(getattr(self, "from"))


class BeatMark(Declared, frozen=True, kw_only=True):
    """A ring around a part of a view, or around a control that is free; the rest is dimmed."""

    view: Annotated[str, described("View", "Which view; empty for a control.", choices=("", *VIEWS))] = ""
    run: RunPlace = 0
    part: Annotated[str, described("Part", "What is ringed.", choices=tuple(PARTS), words=PARTS)]
    path: Annotated[str, described("Path", "The path that a ringed control sets.", max_length=200)] = ""
    text: Annotated[Words | None, described("Text", "What is written beside the ring.")] = None

    def __post_init__(self) -> None:
        known = tile_class(self.view).named_parts if self.view in VIEWS else ("control",)
        if self.part not in known:
            raise RuleError("“{part}” can't be ringed: {known} can", part=self.part, known=", ".join(known))


class Hint(Declared, frozen=True, kw_only=True):
    """What is said after some tries."""

    after: Annotated[int, ranged("After", "After how many tries.", ge=1, le=99)]
    text: Annotated[Words, described("Text", "What is said.")]


class Goal(Declared, frozen=True, kw_only=True):
    """What is to be reached with the controls that are free."""

    claims: Annotated[
        tuple[Claim, ...], described("Claims", "It is reached when all hold.", min_length=1, max_length=8)
    ]
    hints: Annotated[tuple[Hint, ...], described("Hints", "What helps after some tries.", max_length=5)] = ()
    solved: Annotated[Words, described("Solved", "What is said when it is reached.")]
    solutions: Annotated[
        tuple[Settings, ...], described("Solutions", "Settings that reach it.", min_length=1, max_length=20)
    ]
    not_solutions: Annotated[
        tuple[Settings, ...], described("No solutions", "Settings that do not reach it.", max_length=20)
    ] = ()


class Beat(Declared, frozen=True, kw_only=True):
    """One thing said, shown or asked. Its scene is the base scene with `show`, `set` and `axes`."""

    id: Annotated[
        str,
        described(
            "Id", "The name by which others, such as `recall`, refer to it.", min_length=1, max_length=40
        ),
    ]
    title: Annotated[Words, described("Title", "What it is called in a list.")]
    say: Annotated[Words, described("Say", "What stands on the stage: two lines.")]
    teacher: Annotated[
        Words | None, described("Teacher", "What only the presenter sees: what to ask, what goes wrong.")
    ] = None
    more: Annotated[Words | None, described("Read more", "What can be folded out.")] = None
    minutes: Annotated[float, ranged("Minutes", "How long it takes in class.", ge=0, le=60)] = 1.0
    set: Settings = msgspec.field(default_factory=dict)
    show: Annotated[
        tuple[Annotated[str, described("View", "Which view.", choices=tuple(VIEWS))], ...],
        described(
            "Show", "The views of this beat, side by side; none leaves the base scene's.", max_length=4
        ),
    ] = ()
    hide: Annotated[
        tuple[str, ...],
        described(
            "Hide",
            "What would give the answer away: future, outcomes, values, or a part of a view such as "
            "loss.tangent.",
            max_length=12,
        ),
    ] = ()
    axes: Annotated[tuple[BeatAxes, ...], described("Axes", "Where the axes go.", max_length=4)] = ()
    play: Annotated[Play | None, described("Play", "What plays by itself; null stands at the start.")] = None
    mark: Annotated[tuple[BeatMark, ...], described("Mark", "What is ringed.", max_length=6)] = ()
    ask: Annotated[AnyQuestion | None, described("Ask", "The question.")] = None
    free: Annotated[
        tuple[str, ...], described("Free", "The paths of the controls that may be touched.", max_length=6)
    ] = ()
    goal: Annotated[Goal | None, described("Goal", "What is to be reached.")] = None
    next: Annotated[
        Literal["click", "played", "answered", "goal"], described("Next", "What lets the lesson go on.")
    ] = "click"
    recall: Annotated[
        tuple[str, ...], described("Recall", "The beats whose predictions are shown again.", max_length=8)
    ] = ()
    expect: Annotated[
        tuple[Claim, ...], described("Expect", "What the words rely on, for the check.", max_length=40)
    ] = ()

    def __post_init__(self) -> None:
        for hidden in self.hide:
            view, _, part = hidden.partition(".")
            if hidden not in HIDDEN and not (view in VIEWS and part in tile_class(view).named_parts[1:]):
                raise RuleError(
                    "“{hidden}” can't be hidden: future, outcomes, values, or a view and its part can",
                    hidden=hidden,
                )
        for path in self.free:
            if not re.match(r"runs\.(?:\d+|\*)\..", path):
                raise RuleError(
                    "“{path}” can't be free: settings of runs can, such as runs.0.schedule.learning_rate",
                    path=path,
                )
        needs = {"played": self.play, "answered": self.ask, "goal": self.goal}
        if self.next != "click" and needs[self.next] is None:
            raise RuleError(
                "next is “{next}”, but the beat has nothing that could bring it about", next=self.next
            )
        if self.goal is not None and not self.free:
            raise RuleError("a goal needs a control that is free")

    @property
    def row(self) -> int:
        """The row at which it stands first."""
        return self.play.start if self.play is not None else 0

    @property
    def last_row(self) -> int:
        """The row at which it stands when what plays has played."""
        return self.play.to if self.play is not None else 0


def check_order(beats: Sequence[Beat]) -> None:
    """Raises RuleError where two beats have the same id, or one recalls what is not asked before it."""
    asked: list[str] = []
    seen: list[str] = []
    for beat in beats:
        if beat.id in seen:
            raise RuleError("two beats are called “{id}”", id=beat.id)
        for name in beat.recall:
            if name not in asked:
                raise RuleError(
                    "the beat “{id}” recalls “{name}”, which asks nothing before it", id=beat.id, name=name
                )
        seen.append(beat.id)
        if beat.ask is not None:
            asked.append(beat.id)


Beats = Annotated[
    tuple[Beat, ...], described("Beats", "What is said and asked, one after the other.", max_length=MOST)
]
