"""No pattern goes back and forth over a long text: what is opened, pasted or typed could hang there."""

import importlib
import pkgutil
import re
import signal
import sys

import pytest

import gdviz

LONG = 50_000  # characters; what goes back over them takes seconds
HANGS = 2.0  # seconds of the processor
REPEATED = ("9", "a", " ", ",", "9.", "a=", "%\n", "<a", "1:")
BEHIND = ("!", "x,")


def patterns():
    """Those that modules hold, alone or among others."""
    for module in pkgutil.walk_packages(gdviz.__path__, "gdviz."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    for name, module in sorted(sys.modules.items()):
        if name.partition(".")[0] == "gdviz":
            for value in vars(module).values():
                found = value.values() if isinstance(value, dict) else [value]
                yield from (each for each in found if isinstance(each, re.Pattern))


@pytest.mark.skipif(not hasattr(signal, "SIGPROF"), reason="no clock of the processor's time")
def test_no_pattern_goes_back_over_a_long_text():
    def stop(*_):
        raise TimeoutError

    before = signal.signal(signal.SIGPROF, stop)
    found = set(patterns())
    assert len(found) > 40
    try:
        for pattern in found:
            for text in (piece * (LONG // len(piece)) + end for piece in REPEATED for end in BEHIND):
                signal.setitimer(signal.ITIMER_PROF, HANGS)
                try:
                    pattern.fullmatch(text.encode() if isinstance(pattern.pattern, bytes) else text)
                except TimeoutError:
                    pytest.fail(f"{pattern} hangs at {text[:9]}…{text[-9:]}")
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
