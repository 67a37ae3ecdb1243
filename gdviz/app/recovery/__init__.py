"""The work on stage outlives a crash: it is kept after each edit, and the next start offers it."""

from gdviz.app.recovery.recovery import Recovery

__all__ = ["Recovery"]
