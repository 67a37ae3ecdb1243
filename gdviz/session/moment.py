"""What work in the background yields while its result comes in a moment. No Qt."""

from __future__ import annotations


class InAMoment:
    """Told to nobody; work that yields it is not given up for a newer request, as it is at None."""


IN_A_MOMENT = InAMoment()

__all__ = ["IN_A_MOMENT", "InAMoment"]
