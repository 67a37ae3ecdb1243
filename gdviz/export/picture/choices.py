"""What a picture shows, frozen: it is kept in the picture, and the dialog remembers it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field, to_builtins
from msgspec.structs import replace

from gdviz.base.version import __version__
from gdviz.document import codec
from gdviz.document.bounds import MOST_UNPACKED
from gdviz.document.errors import DocumentError
from gdviz.document.in_pictures import PICTURE, SCENE
from gdviz.document.scene import Scene
from gdviz.document.tiles import ViewName
from gdviz.export.picture.paper import Paper
from gdviz.notation.numbers import entry

if TYPE_CHECKING:  # without Qt, whose libraries may be missing
    from gdviz.stage.strokes import Stroke

SMALLEST_TYPE, LARGEST_TYPE = 4.0, 72.0  # points
VIEW_MARGIN, STAGE_MARGIN = 6, 8  # pixels around a view and around the stage, at the usual size of type


class Choices(Struct, frozen=True):
    """What of a scene is shown, and how.

    `view` is one view, or "" for the whole stage, of which `views` come first where not all have room. `look`
    is a name in `views.look.PICTURE_LOOKS`, `type_size` the size of ordinary type in points (0: the look's
    own). `title`, `caption` and `settings` say whether the scene's title, the beginning of its notes and what
    was set are written beside the picture. The `strokes` of a pen are seen in it, and not kept.
    """

    view: ViewName = ""
    look: str = "light"
    language: str = "en"
    paper: Paper = field(default_factory=lambda: Paper(1280, 720))
    type_size: float = 0.0
    title: bool = False
    caption: bool = False
    settings: bool = False
    transparent: bool = False
    views: tuple[ViewName, ...] = ()
    strokes: tuple[Stroke, ...] = ()  # of a pen

    def __post_init__(self) -> None:
        if self.type_size and not SMALLEST_TYPE <= self.type_size <= LARGEST_TYPE:
            raise ValueError(f"type must be {entry(SMALLEST_TYPE)} to {entry(LARGEST_TYPE)} points, or 0")


class Preset(Struct, frozen=True):
    """A paper that is often wanted, and the size of type that reads well on it."""

    name: str
    paper: Paper
    type_size: float

    def applied(self, choices: Choices) -> Choices:
        """`choices` on this paper."""
        return replace(choices, paper=self.paper, type_size=self.type_size)


PRESETS = (
    Preset("slide", Paper(1920, 1080, 144.0), 14.0),  # 13.33 × 7.5 inches, as presentation programs have it
    Preset("a4", Paper.of_mm(160, 100), 9.0),
    Preset("column", Paper.of_mm(84, 63), 7.0),
    Preset("square", Paper(1080, 1080, 144.0), 12.0),
)


def entries(scene: Scene, choices: Choices, step: int) -> dict[str, str]:
    """The texts that a picture carries: the scene as a file has it, and what the picture was made with.

    Without the scene where that could not be opened again: the picture is wanted all the same.
    """
    made: dict[str, Any] = {"gdviz": __version__, "step": step, **to_builtins(replace(choices, strokes=()))}
    del made["strokes"]
    about = {PICTURE: json.dumps(made, ensure_ascii=False, sort_keys=True)}
    try:
        return {SCENE: codec.dumps(scene, MOST_UNPACKED), **about}
    except DocumentError:
        return about
