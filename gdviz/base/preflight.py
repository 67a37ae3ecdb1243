"""Why a window can't be opened on this machine, and what to do. No Qt: it may be what is missing.

`packaging/start.py` loads this file by its path, before anything is installed: the standard library only.
"""

from __future__ import annotations

import ctypes
import os
import re
import sys
from collections.abc import Callable, Iterable

# Shared libraries that Qt loads and a bare Debian or Ubuntu may lack: file to load -> package that has it.
LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
}
X11_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
WAYLAND_LIBRARIES = {
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}
PACKAGES = {**LIBRARIES, **X11_LIBRARIES, **WAYLAND_LIBRARIES}
PLUGINS = {"DISPLAY": "libqxcb.so", "WAYLAND_DISPLAY": "libqwayland*.so"}
NOT_FOUND = re.compile(r"(lib[\w.+-]+\.so[.\d]*): cannot open shared object file")
PATIENCE = 2.0  # seconds for a display on another machine to answer

NO_DISPLAY, NO_LIBRARY, NO_FILE = 2, 1, 2  # exit codes

ENGLISH = {
    "none": "there is no display to open a window on. {advice}",
    "unreachable": "the display {display} does not answer. {advice}",
    "refused": "the display {display} refuses to show a window. If you used su or sudo, start gdviz as "
    "the user who is logged in to the desktop.",
    "advice": "Start it in a desktop session, or use the commands that need none: gdviz run, gdviz render, "
    "gdviz code, gdviz data, gdviz formula, gdviz sweep, gdviz lessons, gdviz reference, gdviz schema.",
    "library": "Qt, which draws for gdviz, lacks {libraries}. {install}",
    "debian": "On Debian and Ubuntu type:  sudo apt-get install {packages}",
    "elsewhere": "Install it with the system's package manager.",
    "module": "a part of gdviz, or of Qt which draws for it, is missing: {error}. Install gdviz again; in "
    "its folder type:  python3 packaging/start.py",
    "damaged": "{error}",
    "remote": "“{file}” is not on this computer, and gdviz opens only what is. Save it here first.",
    "other": "the window can't be opened. Qt says: {said}",
}
CHINESE = {
    "none": "没有可以打开窗口的显示器。{advice}",
    "unreachable": "显示器 {display} 没有回应。{advice}",
    "refused": "显示器 {display} 拒绝显示窗口。如果用了 su 或 sudo，请以登录桌面的用户启动 gdviz。",
    "advice": "请在桌面环境中启动，或使用不需要显示器的命令：gdviz run、gdviz render、gdviz code、"
    "gdviz data、gdviz formula、gdviz sweep、gdviz lessons、gdviz reference、gdviz schema。",
    "library": "gdviz 用来绘图的 Qt 缺少 {libraries}。{install}",
    "debian": "在 Debian 和 Ubuntu 上请输入：sudo apt-get install {packages}",
    "elsewhere": "请用系统的软件包管理器安装。",
    "module": "缺少 gdviz 的一部分，或它用来绘图的 Qt 的一部分：{error}。请重新安装 gdviz；"
    "或在它的文件夹中输入：python3 packaging/start.py",
    "damaged": "gdviz 的安装不完整，请重新安装。{error}",
    "remote": "“{file}”不在这台计算机上，而 gdviz 只打开本机的文件。请先把它保存到本机。",
    "other": "无法打开窗口。Qt 的说明：{said}",
}


class StartError(Exception):
    """Why no window can be opened: a sentence or two, in the person's language. `code` is the exit code."""

    def __init__(self, name: str, code: int, **values: str) -> None:
        self.name, self.code, self.values = name, code, values
        super().__init__(self.text(language()))

    def text(self, spoken: str) -> str:
        """The sentence in English or Chinese ("zh")."""
        words = CHINESE if spoken == "zh" else ENGLISH
        parts = {"advice": words["advice"]}
        if "packages" in self.values:
            parts["install"] = words["debian"].format(**self.values)
        else:
            parts["install"] = words["elsewhere"]
        return words[self.name].format(**parts, **self.values)


def language() -> str:
    """The language of the person who waits for the window: "zh", or "en" for all others."""
    if sys.platform == "win32":
        return "zh" if ctypes.windll.kernel32.GetUserDefaultUILanguage() & 0x3FF == 4 else "en"
    names = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return "zh" if next(filter(None, names), "").startswith("zh") else "en"


# -- displays ----------------------------------------------------------------------------------------------


def check_display() -> None:
    """Raise a StartError where no window can be shown; a millisecond where one can."""
    if not sys.platform.startswith("linux"):
        return
    platforms = {each.split(":")[0] for each in os.environ.get("QT_QPA_PLATFORM", "").split(";") if each}
    if platforms - {"xcb", "wayland", "wayland-egl"}:
        return  # offscreen and the like
    displays = named_displays()
    if not displays:
        raise StartError("none", NO_DISPLAY)
    if not any(answers(display) for display in displays):
        raise StartError("unreachable", NO_DISPLAY, display=displays[0])


def named_displays() -> list[str]:
    """The displays that the environment names; the first is the one that Qt prefers."""
    return [name for name in map(os.environ.get, ("WAYLAND_DISPLAY", "DISPLAY")) if name]


def answers(display: str) -> bool:
    """Whether something listens where a display of X or Wayland should be."""
    return any(map(_connects, addresses(display)))


def addresses(display: str) -> list[str | tuple[str, int]]:
    """Where a display may listen: paths, or a host and its port.

    >>> addresses("far.example:10.0")
    [('far.example', 6010)]
    """
    x11 = re.fullmatch(r"(?:unix)?((?:[\w.-]+|\[[\w:.]+\])(?:/unix)?)?:(\d+)(?:\.\d+)?", display)
    if x11 is None:
        path = display if os.path.isabs(display) else os.path.join(_runtime(), display)
        return [path]
    host, number = x11[1] or "", int(x11[2])
    if host and host != "unix" and not host.endswith("/unix"):
        return [(host.strip("[]"), 6000 + number)]
    path = f"/tmp/.X11-unix/X{number}"
    return [path, f"\0{path}"]


def _runtime() -> str:
    return os.environ.get("XDG_RUNTIME_DIR", "")


def _connects(address: str | tuple[str, int]) -> bool:
    import socket  # here and below: what is seldom needed costs nothing at the start

    try:
        if isinstance(address, tuple):
            socket.create_connection(address, PATIENCE).close()
        else:
            with socket.socket(socket.AF_UNIX) as probe:
                probe.settimeout(PATIENCE)
                probe.connect(address)
    except (OSError, ValueError):
        return False
    return True


# -- libraries ---------------------------------------------------------------------------------------------


def loads(library: str) -> bool:
    """Whether the dynamic loader finds a shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing_for(plugin: str) -> str | None:
    """The first shared library that a plugin, a file, needs and the loader does not find; None if all are."""
    try:
        ctypes.CDLL(plugin)
    except OSError as error:
        # PyInstaller puts an error of its own around that of the loader.
        said = " ".join(str(each) for each in (error, error.__cause__, error.__context__) if each)
        found = NOT_FOUND.search(said)
        return found[1] if found else None
    return None


def missing_libraries(window: bool, loads: Callable[[str], bool] = loads) -> dict[str, str]:
    """What Qt needs here and the loader does not find: file -> package of Debian."""
    wanted = dict(LIBRARIES)
    if window:
        wanted.update(WAYLAND_LIBRARIES if os.environ.get("WAYLAND_DISPLAY") else {})
        wanted.update(X11_LIBRARIES if os.environ.get("DISPLAY") else {})
    return {name: package for name, package in wanted.items() if not loads(name)}


def library_problem(names: Iterable[str]) -> StartError:
    """The problem that these shared libraries are missing."""
    names = sorted(set(names))
    packages = sorted({PACKAGES[name] for name in names if name in PACKAGES})
    known = {"packages": " ".join(packages)} if packages else {}
    return StartError("library", NO_LIBRARY, libraries=", ".join(names), **known)


def import_problem(error: ImportError) -> StartError:
    """Why Python could not import a part of Qt."""
    found = NOT_FOUND.search(str(error))
    if found is None:
        return StartError("module", NO_LIBRARY, error=str(error))
    return library_problem([found[1], *missing_libraries(window=True)])


def start_problem(
    said: list[str], plugins: str, missing: Callable[[str], str | None] = missing_for
) -> StartError:
    """Why Qt gave up after `said`: its plugins, in the folder `plugins`, are looked at for what they lack."""
    import glob

    patterns = [pattern for name, pattern in PLUGINS.items() if os.environ.get(name)]
    paths = [path for pattern in patterns for path in glob.glob(f"{plugins}/{pattern}")]
    lacking = list(filter(None, map(missing, paths)))
    if lacking:
        return library_problem([*lacking, *missing_libraries(window=True)])
    display = os.environ.get("DISPLAY")
    if display and any("could not connect to display" in line for line in said):
        return StartError("refused" if answers(display) else "unreachable", NO_DISPLAY, display=display)
    return StartError("other", NO_LIBRARY, said=" ".join(" ".join(said).split()))


# -- telling -----------------------------------------------------------------------------------------------


def tell(problem: StartError) -> int:
    """Say it on the terminal; without one, in a message on the desktop. Returns the exit code."""
    if sys.stderr is not None:
        print("gdviz:", " ".join(str(problem).split()), file=sys.stderr, flush=True)
    if sys.stderr is None or not sys.stderr.isatty():
        show_message(problem)
    return problem.code


def show_message(problem: StartError) -> None:
    """A message on the desktop that needs no Qt, by what the system has; it stays when gdviz ends."""
    import shutil
    import subprocess

    text = f"gdviz: {problem}"
    if sys.platform == "win32":
        ctypes.windll.user32.MessageBoxW(0, text, "gdviz", 0x10)
        return
    command = next((each for each in _messengers(problem, text) if shutil.which(each[0])), None)
    if command is None or not any(map(answers, named_displays())):
        return
    nowhere = subprocess.DEVNULL
    subprocess.Popen(
        command,
        stdin=nowhere,
        stdout=nowhere,
        stderr=nowhere,
        env=clean_environment(),
        start_new_session=True,
    )


def _messengers(problem: StartError, text: str) -> list[list[str]]:
    return [
        ["zenity", "--error", "--no-markup", "--title=gdviz", "--width=480", f"--text={text}"],
        ["kdialog", "--title", "gdviz", "--error", text],
        ["xmessage", "-center", f"gdviz: {problem.text('en')}"],  # its fonts have no Chinese
        ["notify-send", "--urgency=critical", "gdviz", text],
    ]


def clean_environment() -> dict[str, str]:
    """The environment for other programs: without what a packaged app brings for itself."""
    own = ("LD_LIBRARY_PATH", "QT_PLUGIN_PATH", "QML2_IMPORT_PATH")
    kept = {name: value for name, value in os.environ.items() if name not in own and name[:4] != "_PYI"}
    if original := os.environ.get("LD_LIBRARY_PATH_ORIG"):
        kept["LD_LIBRARY_PATH"] = original
    return kept
