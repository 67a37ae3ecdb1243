"""What a hand points at in one view, so that the others show the same number."""

from __future__ import annotations

from msgspec import Struct


class Pointed(Struct, frozen=True):
    """A quantity, named by its column in the recording, of the run at a place of the scene, at a row."""

    run: int
    quantity: str
    row: int
