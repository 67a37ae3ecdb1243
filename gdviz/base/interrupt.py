"""Ctrl+C ends a process of ours without a traceback, from as early on as can be."""

# The module below `signal`, and no import that needs others: each takes time in which the key is a traceback.
import _signal  # type: ignore[import-not-found]  # typeshed has none


def end_at_once() -> None:
    """Let the key end the process, unless it is to be ignored; whoever began it may have held it back."""
    try:
        if _signal.getsignal(_signal.SIGINT) is _signal.default_int_handler:
            _signal.signal(_signal.SIGINT, _signal.SIG_DFL)
        if hasattr(_signal, "pthread_sigmask"):
            _signal.pthread_sigmask(_signal.SIG_UNBLOCK, (_signal.SIGINT,))
    except ValueError:  # a thread other than the first may not
        pass
