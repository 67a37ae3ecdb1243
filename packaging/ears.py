"""Ears on a virtual screen: what a screen reader is told over AT-SPI, by gdbus; used by `smoke_test.py`."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from hands import running, until

Node = tuple[str, str]  # the program's name on the bus, and the path of a part of it
ROOT: Node = ("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")
LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
ACCESSIBLE = "org.a11y.atspi.Accessible"


class Ears:
    """Asks a program for what it tells. `environment` is what the program has to be started with."""

    def __init__(self, bus: str, environment: dict[str, str]) -> None:
        self.bus, self.environment = bus, environment

    def ask(self, node: Node, method: str, *arguments: str) -> str:
        """Call a method; what gdbus prints, "" where it fails."""
        command = ["gdbus", "call", "--address", self.bus, "--dest", node[0], "--object-path", node[1]]
        told = subprocess.run([*command, "--method", method, *arguments], capture_output=True, text=True)
        return told.stdout.strip()

    def children(self, node: Node) -> list[Node]:
        """What a part consists of."""
        return re.findall(
            r"\('([^']+)', (?:objectpath )?'([^']+)'\)", self.ask(node, f"{ACCESSIBLE}.GetChildren")
        )

    def text(self, node: Node, which: str = "Name") -> str:
        """The name of a part, or its Description."""
        told = self.ask(node, "org.freedesktop.DBus.Properties.Get", ACCESSIBLE, which)
        found = re.fullmatch(r"\(<(['\"])(.*)\1>,\)", told)
        return found[2] if found is not None else ""

    def role(self, node: Node) -> str:
        """What a part is, as "push button"."""
        return self.ask(node, f"{ACCESSIBLE}.GetRoleName").strip("(',)")

    def find(self, name: str, role: str = "", within: Node = ROOT) -> Node | None:
        """The first part whose name begins so; None where there is none."""
        for child in self.children(within):
            if self.text(child).startswith(name) and role in ("", self.role(child)):
                return child
            found = None if self.role(child) == "menu bar" else self.find(name, role, child)
            if found is not None:
                return found
        return None

    def focus(self, name: str, role: str = "") -> None:
        """Give the focus to a part, as a screen reader does. Raises TimeoutError where there is none."""
        node = self.find(name, role)
        if node is None:
            raise TimeoutError(f"nothing is told of “{name}”")
        self.ask(node, "org.a11y.atspi.Component.GrabFocus")

    def hear(self, name: str, role: str = "") -> Node:
        """Wait until a part is told whose name begins so. Raises TimeoutError."""
        found: list[Node] = []

        def heard() -> bool:
            node = self.find(name, role)
            found.extend([] if node is None else [node])
            return bool(found)

        until(heard, f"“{name}” to be told", 60)
        return found[0]


@contextlib.contextmanager
def ears(display: str) -> Iterator[Ears]:
    """A bus of its own for what programs on a screen tell, for as long as the block lasts."""
    launcher = next((path for path in LAUNCHERS if Path(path).exists()), None)
    missing = [tool for tool in ("gdbus", "dbus-daemon") if shutil.which(tool) is None]
    if missing or launcher is None:
        raise RuntimeError(f"missing: {', '.join([*missing, 'at-spi2-core'])} (apt-get install at-spi2-core)")
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
        session = f"unix:path={folder}/session"
        environment = {
            "DISPLAY": display,
            "DBUS_SESSION_BUS_ADDRESS": session,
            "XDG_RUNTIME_DIR": folder,
            "HOME": folder,
            "XDG_CONFIG_HOME": folder,
            "XDG_DATA_HOME": folder,
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        }
        for command in (["dbus-daemon", "--session", "--nofork", f"--address={session}"], [launcher]):
            stack.enter_context(running(command, env={**os.environ, **environment}))
            until(Path(folder, "session").exists, "the bus of the session")
        told: list[str] = []

        def answered() -> bool:
            command = ["gdbus", "call", "--address", session, "--dest", "org.a11y.Bus"]
            command += ["--object-path", "/org/a11y/bus", "--method", "org.a11y.Bus.GetAddress"]
            answer = subprocess.run(command, capture_output=True, text=True).stdout.strip()
            told.extend([answer.strip("(',)")] if answer else [])
            return bool(told)

        until(answered, "the bus of what is told")
        yield Ears(told[0], environment)
