"""The Debian package of a packaged gdviz: `write_tree` lays its files out, `build_deb` makes the .deb.

Nothing has to be run on installation: the triggers of desktop-file-utils, shared-mime-info and the icon theme
see the files come and go.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import platform
import shutil
import subprocess
import textwrap
from collections.abc import Sequence
from email.utils import format_datetime
from pathlib import Path

import changelog
from changelog import Release
from linux import man, needs, share
from names import LICENSES, NAME, PROJECT

HERE = Path(__file__).resolve().parent
MAINTAINER = "The gdviz authors <gdviz@gdviz.invalid>"
ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}
BULLET = textwrap.TextWrapper(78, initial_indent="  * ", subsequent_indent="    ")
CONTROL = """\
Package: {name}
Version: {version}
Architecture: {architecture}
Maintainer: {maintainer}
Installed-Size: {size}
Depends: {depends}
Recommends: desktop-file-utils, hicolor-icon-theme, shared-mime-info
Suggests: ffmpeg
Section: education
Priority: optional
Description: see gradient descent, step by step
 A desktop app with which teachers, students and authors see how models
 learn: a ball rolls down the loss, the parameters move step by step, the
 learning rate decays, the moving average's shadow follows and the decision
 boundary bends, all at the same instant.
 .
 It brings lessons in English and Chinese, compares runs side by side, and
 exports pictures, animations, numbers and programs. Scenes are readable JSON.
"""


def write_tree(app: Path, root: Path, version: str) -> None:
    """Lay out in `root` what the package installs, with its control files, from the app's folder `app`.

    Raises ValueError where the changelog is not of this version, or for a library of no known package.
    """
    releases = changelog.current(version)
    if root.exists():
        shutil.rmtree(root)
    library = root / "usr" / "lib" / NAME
    shutil.copytree(app, library, symlinks=True)
    share.write(root / "usr" / "share", releases)
    write_documents(root, releases)
    (root / "usr" / "bin").mkdir()
    (root / "usr" / "bin" / NAME).symlink_to(f"../lib/{NAME}/{NAME}")
    set_modes(root, executable=library / NAME)
    write_control(root, version, needs.packages(app))
    set_times(root, int(releases[0].day.timestamp()))


def write_documents(root: Path, releases: Sequence[Release]) -> None:
    """The manual page, the changelog, the copyright, and what lintian need not say."""
    places = {
        f"man/man1/{NAME}.1.gz": packed(man.page(releases[0].day)),
        f"doc/{NAME}/changelog.gz": packed(debian_changelog(releases)),
        f"doc/{NAME}/copyright": copyright_file().encode(),
        f"lintian/overrides/{NAME}": (HERE / "lintian-overrides").read_bytes(),
    }
    for name, data in places.items():
        path = root / "usr" / "share" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def copyright_file() -> str:
    """The copyright file with the license of gdviz, indented and with dots for blank lines as it must be."""
    _, _, terms = (PROJECT / "packaging" / "LICENSE").read_text(encoding="utf-8").split("\n\n", 2)
    lines = (f" {line or '.'}" for line in terms.splitlines())
    text = (HERE / "copyright").read_text(encoding="utf-8")
    text = text.replace("{licenses}", f"/usr/lib/{NAME}/{LICENSES}")
    return text.replace("{license}", "\n".join(lines))


def debian_changelog(releases: Sequence[Release]) -> str:
    """The releases as Debian's tools read them."""
    return "\n".join(
        f"{NAME} ({release.version}) stable; urgency=medium\n\n"
        + "".join(BULLET.fill(change) + "\n" for change in release.changes)
        + f"\n -- {MAINTAINER}  {format_datetime(release.day)}\n"
        for release in releases
    )


def packed(text: str) -> bytes:
    """The same bytes for the same text: no time, no name."""
    return gzip.compress(text.encode(), 9, mtime=0)


def set_modes(root: Path, executable: Path) -> None:
    """Nothing but the program is executable, and whatever the builder's umask was, all can read all."""
    root.chmod(0o755)
    for path in root.rglob("*"):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path == executable else 0o644)


def write_control(root: Path, version: str, depends: Sequence[str]) -> None:
    """The folder DEBIAN; last, since it counts and sums up all others."""
    files = sorted(path for path in root.rglob("*") if path.is_file() and not path.is_symlink())
    others = sum(1 for _ in root.rglob("*")) - len(files)
    size = sum(-(-path.stat().st_size // 1024) for path in files) + others  # as dpkg-gencontrol counts
    sums = (f"{hashlib.md5(path.read_bytes()).hexdigest()}  {path.relative_to(root)}\n" for path in files)
    folder = root / "DEBIAN"
    machine = platform.machine()
    control = CONTROL.format(
        name=NAME,
        version=version,
        architecture=ARCHITECTURES.get(machine, machine),
        maintainer=MAINTAINER,
        size=size,
        depends=", ".join(depends),
    )
    texts = {"md5sums": "".join(sums), "control": control}
    folder.mkdir()
    folder.chmod(0o755)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
        (folder / name).chmod(0o644)


def set_times(root: Path, time: int) -> None:
    """Every file is as old as the release, so that building twice gives the same package."""
    for path in (*root.rglob("*"), root):
        os.utime(path, (time, time), follow_symlinks=False)


def build_deb(root: Path, target: Path) -> None:
    """Make the package `target` of what `write_tree` laid out; the same bytes for the same files."""
    environment = {"SOURCE_DATE_EPOCH": str(int(root.stat().st_mtime)), **os.environ}
    target.parent.mkdir(parents=True, exist_ok=True)
    command = ["dpkg-deb", "-Zxz", "--root-owner-group", "--build", root, target]
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
