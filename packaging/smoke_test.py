#!/usr/bin/env python3
"""See the packaged app and README's commands work on bare Debian 12 and 13 systems. For root, after a build.

    python3 packaging/smoke_test.py                 all of it, in some half an hour
    python3 packaging/smoke_test.py deb             the package in dist/: installed, used, opened, removed
    python3 packaging/smoke_test.py portable        the folder to unpack in dist/
    python3 packaging/smoke_test.py readme          README's two commands, in a clone of what is committed,
                                                    without a Chinese font and with each of FONTS
    python3 packaging/smoke_test.py ears            lesson 2 in dist/gdviz, by keys and what is told alone

Needs debootstrap, xvfb, xdotool and openbox, and for the last at-spi2-core. The systems are folders in
build/smoke.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from bare_root import SUITES, USER, BareRoot, base_in, changed
from ears import Ears, ears
from hands import Screen, running, screen, until

PROJECT = Path(__file__).resolve().parent.parent
FOLDER = PROJECT / "build" / "smoke"
DIST = PROJECT / "dist"
HOME, ADMIN = f"/home/{USER}", "/root"
# What any program's start may write: the loader's and the fonts' caches, and the logs of apt.
CACHES = ("var/cache/", "var/log/", "var/lib/apt/", "etc/ld.so.cache")
# What a desktop brings that the portable folder leaves to it.
DESKTOP = (
    "fontconfig", "libdbus-1-3", "libegl1", "libgl1", "libglib2.0-0", "libstdc++6", "libx11-6", "libx11-xcb1",
    "libxcb1", "libxau6", "libxdmcp6", "libxext6", "libxrender1", "xkb-data",
)  # fmt: skip
FONTS = ("fonts-wqy-microhei", "fonts-noto-cjk")  # Chinese ones that desktops have
# The tests that meet them.
FONT_TESTS = "tests/look tests/export/picture tests/export/test_handout.py tests/app/test_language.py"
OFFSCREEN = "This plugin does not support propagateSizeHints"  # Qt: no manager of windows is there to tell


class SmokeError(Exception):
    """What does not work."""


def main(arguments: list[str]) -> int:
    """The command line; 0 where all works."""
    chosen = arguments or list(CHECKS)
    unknown = [name for name in chosen if name not in CHECKS]
    if unknown or os.geteuid() != 0:
        print(f"usage, as root: smoke_test.py [{'|'.join(CHECKS)}]", file=sys.stderr)
        return 2
    FOLDER.mkdir(parents=True, exist_ok=True)
    failed = []
    tries = [(name, suite) for name in chosen for suite in SUITES if name != "ears" or suite == "bookworm"]
    for name, suite in tries:
        began = time.monotonic()
        print(f"-- {name}, {SUITES[suite]}", flush=True)
        try:
            CHECKS[name](suite)
        except (SmokeError, TimeoutError, RuntimeError, subprocess.SubprocessError) as error:
            failed.append(name)
            print(f"   FAILED: {error}", flush=True)
        print(f"   {time.monotonic() - began:.0f} s", flush=True)
    print(f"{len(tries) - len(failed)} passed, {len(failed)} failed")
    return 1 if failed else 0


def check(true: object, text: str) -> None:
    """Say that something works. Raises SmokeError where it does not."""
    if not true:
        raise SmokeError(text)
    print(f"   {text}", flush=True)


# -- the packaged app ----------------------------------------------------------------------------------------


def deb(suite: str) -> None:
    """Install the package with what it depends on, use it, take it away."""
    root = BareRoot(FOLDER / "deb", base_in(FOLDER, suite))
    package = newest("*.deb")
    shutil.copy(package, root.folder / "root")
    before = root.files()
    root.install(f"{ADMIN}/{package.name}")
    said = root.run("gdviz", "--version", user=True)
    check(
        said.stdout.startswith("gdviz ") and not said.stderr,
        f"{package.name} is installed: {said.stdout.strip()}",
    )
    use(root, "gdviz")
    purged = root.run("apt-get", "purge", "-y", "-qq", "gdviz", DEBIAN_FRONTEND="noninteractive")
    left = [name for name in changed(before, root.files()) if "gdviz" in name and not name.startswith("var/")]
    check(purged.returncode == 0 and not left, f"it is uninstalled, and leaves {left or 'nothing'}")
    root.remove()


def portable(suite: str) -> None:
    """Unpack the folder where a desktop's libraries are, and use it."""
    root = BareRoot(FOLDER / "portable", base_in(FOLDER, suite))
    root.install(*DESKTOP, "xz-utils")
    archive = newest("*.tar.xz")
    shutil.copy(archive, root.home())
    unpacked = root.run("tar", "-xf", f"{HOME}/{archive.name}", "-C", HOME, user=True)
    check(unpacked.returncode == 0, f"{archive.name} is unpacked {unpacked.stderr}".strip())
    (folder,) = (path.parent for path in root.home().glob("*/gdviz"))
    use(root, f"{HOME}/{folder.name}/gdviz")
    root.remove()


def newest(pattern: str) -> Path:
    """The newest of the files that the build made."""
    found = sorted(DIST.glob(pattern), key=lambda path: path.stat().st_mtime)
    if not found:
        raise SmokeError(f"there is no {pattern} in dist/: run packaging/start.py build first")
    return found[-1]


def use(root: BareRoot, program: str) -> None:
    """Everything that a person does with the app, with and without a screen, as an ordinary user."""
    before = root.files()
    without_a_screen(root, program)
    with screen() as seen:
        with_a_screen(root, program, seen)
    left = changed(before, root.files(), except_in=CACHES)
    check(not left, f"no file outside the user's folders: {', '.join(left) or 'none'}")


def without_a_screen(root: BareRoot, program: str) -> None:
    """The command line and the offscreen window."""
    outputs = [f"{HOME}/{name}" for name in ("a.png", "a.svg", "a.pdf", "a.gif", "a.csv")]
    options = [word for path in outputs for word in ("-o", path)]
    done = root.run(program, "render", "2", "--language", "zh_CN", "--to", "8", *options, user=True)
    check(done.returncode == 0 and not done.stderr, f"pictures without a screen {done.stderr}".strip())
    made = {path: root.folder.joinpath(path[1:]).read_bytes() for path in outputs}
    check(
        made[outputs[0]].startswith(b"\x89PNG") and made[outputs[3]].startswith(b"GIF89a"),
        "PNG and GIF are such",
    )
    check(b"WenQuanYi" in made[outputs[2]], "the Chinese font that gdviz brings is in the PDF")
    refused = root.run(program, user=True)
    lines = refused.stderr.strip().splitlines()
    check(refused.returncode in (1, 2) and len(lines) == 1, f"without a display: {refused.stderr.strip()}")
    with_display = root.run(program, user=True, DISPLAY=":987")
    lines = with_display.stderr.strip().splitlines()
    check(
        with_display.returncode in (1, 2) and len(lines) == 1,
        f"unreachable display: {with_display.stderr.strip()}",
    )
    process = begin(root, program, QT_QPA_PLATFORM="offscreen")
    time.sleep(6)
    finish(
        process, "the window opens offscreen, and ends by Ctrl+C", lambda: process.send_signal(signal.SIGINT)
    )


def with_a_screen(root: BareRoot, program: str, seen: Screen) -> None:
    """The window: a lesson opened and played, a picture and an animation saved, a file double-clicked."""
    process = begin(root, program, DISPLAY=seen.display)
    try:
        seen.wait_for("One step at a time")
        seen.press("ctrl+Next")
        seen.wait_for("Too large, too small")
        check(True, "a lesson is opened")
        time.sleep(1.0)
        first = seen.look()  # its first part plays by itself
        time.sleep(1.0)
        second = seen.look()
        time.sleep(1.0)
        check(len({first, second, seen.look()}) == 3, "it plays")
        seen.press("space")
        for keys, name, magic in (((), "b.png", b"\x89PNG"), (("G",), "b.gif", b"GIF89a")):
            export(root, seen, keys, name)
            wait_for_file(root.home() / name, magic)
            seen.press("Escape")
            seen.wait_for("Too large, too small")
            check(True, f"{name} is saved by the dialog")
        double_click(root, program, seen)
        finish(process, "it quits with Ctrl+Q", lambda: seen.press("ctrl+q"))
    finally:
        if process.poll() is None:
            process.kill()


def export(root: BareRoot, seen: Screen, keys: tuple[str, ...], name: str) -> None:
    """Save what is on stage by the dialog, in the format that `keys` choose."""
    seen.press("ctrl+e")
    seen.wait_for("Export a picture")
    seen.press(*keys, "alt+s")
    seen.wait_for("Save the picture")
    save_as(seen, name)


def save_as(seen: Screen, name: str) -> None:
    """Answer a file dialog with a name in the user's folder."""
    seen.press("ctrl+a")
    seen.type(f"{HOME}/{name}")
    seen.press("Return")


def wait_for_file(path: Path, magic: bytes) -> None:
    """Wait for a file, which the app writes whole or not at all."""
    until(path.exists, f"{path.name} to be written", 120)
    check(path.read_bytes().startswith(magic), f"{path.name} is what its name says")


def double_click(root: BareRoot, program: str, seen: Screen) -> None:
    """A scene is saved, and later given to a second start: the running app shows it."""
    seen.press("ctrl+shift+s")
    seen.wait_for("Save the scene")
    save_as(seen, "mine.gdviz")
    seen.wait_for("mine.gdviz")
    seen.press("ctrl+Next")
    seen.wait_for("Exponential decay")
    second = root.run(program, f"{HOME}/mine.gdviz", user=True, DISPLAY=seen.display, timeout=60)
    check(
        second.returncode == 0 and not second.stderr,
        f"a file is handed to the running app {second.stderr}".strip(),
    )
    seen.wait_for("mine.gdviz")
    check(sum("gdviz" in title for title in seen.titles()) == 1, "which shows it in its one window")


def begin(root: BareRoot, program: str, **environment: str) -> subprocess.Popen[str]:
    """Start the window as the user."""
    return subprocess.Popen(
        root.command(program, user=True),
        env=root.environment(user=True, **environment),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        text=True,
    )


def finish(process: subprocess.Popen[str], text: str, end: Callable[[], object]) -> None:
    """End the app and check that it went well."""
    if process.poll() is not None:
        raise SmokeError(f"it ended by itself with {process.returncode}: {process.communicate()[1]}")
    end()
    try:
        _, told = process.communicate(timeout=60)
    except subprocess.TimeoutExpired:
        process.kill()
        raise SmokeError(f"it did not end within a minute, and said: {process.communicate()[1]}") from None
    errors = "".join(line for line in told.splitlines(keepends=True) if OFFSCREEN not in line)
    check(process.returncode == 0 and not errors, f"{text} (exit code {process.returncode}) {errors}".strip())


def without_eyes(_suite: str) -> None:
    """Lesson 2 with its predictions and its goal, by keys alone and by what is told over AT-SPI."""
    program = DIST / "gdviz" / "gdviz"
    check(program.exists(), f"{program} is there")
    with screen() as seen, ears(seen.display) as heard:
        do_lesson_two(seen, heard, [str(program)])


def do_lesson_two(seen: Screen, heard: Ears, command: list[str]) -> None:
    """Do the lesson as somebody does who sees nothing of it."""
    with running(command, env={**os.environ, **heard.environment, "LANG": "C.UTF-8"}):
        seen.wait_for("One step at a time")
        seen.press("ctrl+Next")
        seen.wait_for("Too large, too small")
        heard.hear("Learning rate 0.2: from 5 to 2.6")
        check(True, "a part of the lesson is told, with its numbers")
        seen.press("End", "Next")  # to the end of what plays, and on
        heard.hear("Now the learning rate is 1")
        seen.press("2")
        heard.hear("B. −7. right")
        seen.press("Next", "End", "Next")
        heard.hear("A bit more: learning rate 1.2")
        seen.press("3")
        heard.hear("C. They get wider. right")
        check(True, "predictions are made, and judged")
        seen.press("Next", "End", "Next")
        heard.hear("Now very small: 0.0001")
        heard.focus("Your answer", "text")
        seen.press("ctrl+a")
        seen.type("4.95")
        seen.press("Return", "Next", "End", "Next")
        heard.hear("Find a learning rate")
        heard.focus("Learning rate", "text")
        seen.press("ctrl+a")
        seen.type("0.5")
        seen.press("Return")
        heard.hear("✓ Yes. 0.5 gets there")
        check(True, "the goal is reached")
        chart = heard.hear("Loss", "chart")
        check("loss" in heard.text(chart, "Description"), f"the plot: {heard.text(chart, 'Description')}")


# -- README's commands ---------------------------------------------------------------------------------------


def readme(suite: str) -> None:
    """The two commands on a machine with Python and git alone: as a user who may not install, and as root."""
    root = BareRoot(FOLDER / "readme", base_in(FOLDER, suite))
    root.install("python3", "python3-venv", "git")
    for place in (root.home(), root.folder / "root"):
        subprocess.run(
            [
                "git",
                "-c",
                "advice.detachedHead=false",
                "clone",
                "--quiet",
                "--no-local",
                PROJECT,
                place / "gdviz",
            ],
            check=True,
        )
    root.give(root.home() / "gdviz")
    refused = root.run("python3", f"{HOME}/gdviz/packaging/start.py", user=True)
    check(
        refused.returncode == 1 and "sudo apt-get install" in refused.stderr,
        last_line("without sudo", refused, 1),
    )
    check("Traceback" not in refused.stderr, "and no traceback")
    started = root.run("sh", "-c", "cd /root && python3 gdviz/packaging/start.py", timeout=1800)
    check(started.returncode == 0, last_line("start, as root", started))
    check(list((root.folder / "root").glob("gdviz-*.png")), "which draws the first lesson")
    tested = root.run("python3", f"{ADMIN}/gdviz/packaging/start.py", "test", timeout=3600)
    check(tested.returncode == 0, last_line("test, as root", tested))
    for package in FONTS:
        root.install(package)
        command = f"cd {ADMIN}/gdviz && QT_QPA_PLATFORM=offscreen .venv/bin/python -m pytest -q {FONT_TESTS}"
        done = root.run("sh", "-c", command, timeout=3600)
        check(done.returncode == 0, last_line(f"tests of pictures and words, with {package}", done))
        root.run("apt-get", "purge", "-y", "-qq", package)
    after = root.run("sh", "-c", f"cd {HOME} && python3 gdviz/packaging/start.py", user=True, timeout=1800)
    check(after.returncode == 0, last_line("start, as a user, now that the libraries are there", after))
    root.remove()


def last_line(what: str, done: subprocess.CompletedProcess[str], code: int = 0) -> str:
    """What a command said last; and much of it, where it did not end with the exit code that it should."""
    if done.returncode != code:
        return f"{what}: exit code {done.returncode}\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
    lines = (done.stderr if code else done.stderr + done.stdout).strip().splitlines()
    return f"{what}: exit code {code}; {lines[-1] if lines else 'nothing said'}"


CHECKS: dict[str, Callable[[str], None]] = {
    "deb": deb,
    "portable": portable,
    "readme": readme,
    "ears": without_eyes,
}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
