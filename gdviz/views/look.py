"""The three looks: colours, widths and type, in one frozen value each."""

from __future__ import annotations

from dataclasses import dataclass

# Okabe and Ito, "Color Universal Design" (2008): told apart by colour-blind eyes; ordered for contrast.
OKABE_ITO = {
    "blue": "#0072B2",
    "vermillion": "#D55E00",
    "green": "#009E73",
    "purple": "#CC79A7",
    "orange": "#E69F00",
    "sky": "#56B4E9",
    "yellow": "#F0E442",
    "black": "#000000",
}


@dataclass(frozen=True)
class Look:
    """Colours as ``#rrggbb``, widths in logical pixels, type as a factor of the system's size."""

    name: str
    dark: bool
    window: str
    surface: str  # behind plots
    text: str
    muted: str  # axis labels, secondary text
    line: str  # hairlines, grids
    accent: str  # what can be touched
    warning: str
    run_colors: tuple[str, ...]
    curve_width: float
    thin_width: float
    marker_size: float
    font_scale: float


LIGHT = Look(
    "light", False, "#F6F7F9", "#FFFFFF", "#1B1F24", "#59636E", "#E3E7EC", "#0B63CE", "#B42318",
    tuple(OKABE_ITO[c] for c in ("blue", "vermillion", "green", "purple", "orange", "sky", "black", "yellow")),
    2.0, 1.0, 11.0, 1.0,
)  # fmt: skip
DARK = Look(
    "dark", True, "#16191D", "#1E2227", "#E8EBEF", "#9AA4B0", "#343A42", "#5EA8FF", "#FF8A7A",
    ("#56B4E9", "#E69F00", "#2CC295", "#E29AC6", "#F0E442", "#FF8A4C", "#FFFFFF", "#5C9DFF"),
    2.0, 1.0, 11.0, 1.0,
)  # fmt: skip
PROJECTOR = Look(
    "projector", False, "#FFFFFF", "#FFFFFF", "#000000", "#262626", "#B8B8B8", "#003E91", "#9B0000",
    LIGHT.run_colors, 4.0, 2.0, 18.0, 1.6,
)  # fmt: skip
LOOKS = {look.name: look for look in (LIGHT, DARK, PROJECTOR)}
