"""Keeping the screen awake and unlocked while somebody presents."""

from __future__ import annotations

import os
import sys

from PySide6.QtCore import QProcess

CONNECTION = "gdviz-awake"
# Who keeps the screen on a desktop: (service, path, interface). The second one keeps the machine awake, too.
SERVICES = (
    ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver"),
    (
        "org.freedesktop.PowerManagement",
        "/org/freedesktop/PowerManagement/Inhibit",
        "org.freedesktop.PowerManagement.Inhibit",
    ),
)
# winbase.h: ES_CONTINUOUS, ES_SYSTEM_REQUIRED, ES_DISPLAY_REQUIRED
CONTINUOUS, SYSTEM, DISPLAY = 0x80000000, 0x1, 0x2


class Awake:
    """Asks the desktop not to blank, lock or sleep, until it is let go. What can't be had is done without."""

    def __init__(self) -> None:
        self._process: QProcess | None = None

    def hold(self, reason: str) -> None:
        """Keep the screen on; `reason` is what the desktop shows to the person."""
        if sys.platform == "win32":
            _set_execution_state(CONTINUOUS | SYSTEM | DISPLAY)
        elif sys.platform == "darwin":
            self._process = QProcess()
            self._process.start("/usr/bin/caffeinate", ["-d", "-i", "-w", str(os.getpid())])
        else:
            _inhibit(reason)

    def release(self) -> None:
        """Leave the screen to the desktop again."""
        if sys.platform == "win32":
            _set_execution_state(CONTINUOUS)
        elif sys.platform == "darwin":
            if self._process is not None:
                self._process.kill()
                self._process.waitForFinished(1000)
                self._process = None
        else:
            _disconnect()


def _set_execution_state(flags: int) -> None:
    """SetThreadExecutionState of Windows' kernel32."""
    import ctypes

    ctypes.windll.kernel32.SetThreadExecutionState(ctypes.c_uint(flags))  # type: ignore[attr-defined]


def _inhibit(reason: str) -> None:
    """Ask over a connection of its own: what was asked for ends with it, without a cookie."""
    try:
        from PySide6.QtDBus import QDBusConnection, QDBusMessage
    except ImportError:  # a system's own PySide6 may be in parts
        return
    bus = QDBusConnection.connectToBus(QDBusConnection.BusType.SessionBus, CONNECTION)
    if bus.isConnected():
        for service, path, interface in SERVICES:
            call = QDBusMessage.createMethodCall(service, path, interface, "Inhibit")
            call.setArguments(["gdviz", reason])
            call.setAutoStartService(False)
            bus.send(call)


def _disconnect() -> None:
    try:
        from PySide6.QtDBus import QDBusConnection
    except ImportError:
        return
    QDBusConnection.disconnectFromBus(CONNECTION)
