"""What a machine has and lacks, for `start.py`: libraries, tools, a display, a Chinese font."""

import importlib.util
import os
import shutil
import subprocess
import sys
import sysconfig
import types
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
BUILD_TOOLS = {"objdump": "binutils", "dpkg-deb": "dpkg"}
CHINESE_FONTS = (
    "wqy",
    "notosanscjk",
    "notoserifcjk",
    "noto-cjk",
    "sourcehansans",
    "droidsansfallback",
    "arphic",
    "simhei",
)


class SetupError(Exception):
    """What is missing and what to do, in one sentence for the person at the terminal."""


def ensure_libraries(window: bool) -> None:
    """Find the shared libraries that Qt needs; on Debian and Ubuntu install those that are missing."""
    if not sys.platform.startswith("linux"):
        return
    missing = preflight().missing_libraries(window)
    ensure_packages("Qt needs shared libraries that this machine lacks", missing)


def ensure_build_tools() -> None:
    """Find what packaging on Linux needs besides Python's packages; on Debian install what is missing.

    The libraries of X are bundled, so they must be there; those of Wayland are the desktop's own.
    """
    if not sys.platform.startswith("linux"):
        return
    checks = preflight()
    wanted = {**checks.LIBRARIES, **checks.X11_LIBRARIES}
    python, folder = sysconfig.get_config_var("INSTSONAME"), sysconfig.get_config_var("LIBDIR")
    if not Path(folder, python).exists():  # Debian has Python as a library in a package of its own
        wanted[python] = python.partition(".so")[0]
    missing = {name: package for name, package in wanted.items() if not checks.loads(name)}
    missing.update({tool: package for tool, package in BUILD_TOOLS.items() if not shutil.which(tool)})
    ensure_packages("Packaging needs what this machine lacks", missing)


def ensure_packages(why: str, missing: "dict[str, str]") -> None:
    """Install the packages of what is missing, or say which they are. Raises SetupError."""
    if not missing:
        return
    say(f"{why}: {', '.join(missing)}")
    packages = sorted(set(missing.values()))
    line = f"apt-get install -y {' '.join(packages)}"
    if not shutil.which("apt-get"):
        raise SetupError("Install them with the system's package manager, then start again.")
    prefix = root_prefix()
    if prefix is None:
        raise SetupError(f"Type this, then start again:  sudo {line}")
    say(f"Installing them: {line}")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = [*prefix, "apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    for command in ([*prefix, "apt-get", "update", "-qq"], install):
        done = subprocess.run(command, env=quiet, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if done.returncode != 0:
        raise SetupError(
            f"apt-get did not succeed ({done.stderr.strip()[-300:]}). "
            f"Type this, then start again:  sudo {line}"
        )


def root_prefix() -> "list[str] | None":
    """What to put before a command to run it as root without a question; None where that can't be."""
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], capture_output=True).returncode == 0:
        return [sudo, "-n"]
    return None


def has_display() -> bool:
    """Whether a window can be shown."""
    checks = preflight()
    try:
        checks.check_display()
    except checks.StartError:
        return False
    return True


def preflight() -> "types.ModuleType":
    """The app's own checks of the machine, by their path: gdviz may not be installed yet."""
    spec = importlib.util.spec_from_file_location("preflight", PROJECT / "gdviz" / "base" / "preflight.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def has_chinese_font() -> bool:
    """Whether a Chinese font is installed (Windows and macOS bring theirs)."""
    if not sys.platform.startswith("linux"):
        return True
    if shutil.which("fc-list"):
        return bool(subprocess.run(["fc-list", ":lang=zh"], capture_output=True).stdout.strip())
    folders = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".local/share/fonts")
    names = (
        path.name.lower() for folder in folders if folder.is_dir() for path in folder.rglob("*.[ot]t[fc]")
    )
    return any(known in name.replace("_", "") for name in names for known in CHINESE_FONTS)


def say(line: str) -> None:
    """Tell the person at the terminal; on standard error, so that `run 1 --csv -` stays clean."""
    print(line, file=sys.stderr, flush=True)
