"""Bare Debian 12 and 13 systems in folders, to see what gdviz needs and leaves there, for `smoke_test.py`."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path

SUITES = {"bookworm": "Debian 12", "trixie": "Debian 13"}
USER, USER_ID = "teacher", 1000
KEPT_VARIABLES = ("PIP_", "http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY")
# Those by which this machine reaches the package indexes; not under their usual name, which a package owns.
CERTIFICATES, INSIDE = Path("/etc/ssl/certs/ca-certificates.crt"), Path("/etc/ssl/outside.crt")
# What comes and goes in any running system, and the user's own folders.
VOLATILE = ("proc", "sys", "dev", "run", f"home/{USER}", "tmp/.X11-unix")
MOUNTS = """
set -e
mount --bind /dev "$0/dev"
mount -t proc proc "$0/proc"
if [ -d /tmp/.X11-unix ]; then mkdir -p "$0/tmp/.X11-unix"; mount --bind /tmp/.X11-unix "$0/tmp/.X11-unix"; fi
exec "$@"
"""


class BareRoot:
    """A Debian of packages of priority “required” alone, with an ordinary user, copied from a base."""

    def __init__(self, folder: Path, base: Path) -> None:
        self.folder = folder
        if folder.exists():
            shutil.rmtree(folder)
        subprocess.run(["cp", "-a", base, folder], check=True)
        if CERTIFICATES.exists():
            (folder / "etc" / "ssl").mkdir(exist_ok=True)
            shutil.copy(CERTIFICATES, folder / INSIDE.relative_to("/"))

    def command(self, *arguments: str | Path, user: bool = False) -> list[str]:
        """How to run something in here, with mounts of its own, which end with it."""
        identity = [f"--userspec={USER_ID}:{USER_ID}"] if user else []
        inside = ["chroot", *identity, str(self.folder), *map(str, arguments)]
        return ["unshare", "--mount", "sh", "-c", MOUNTS, str(self.folder), *inside]

    def environment(self, *, user: bool = False, **more: str) -> dict[str, str]:
        """What a fresh shell has in here; and how this machine reaches the package indexes."""
        home = f"/home/{USER}" if user else "/root"
        kept = {name: value for name, value in os.environ.items() if name.startswith(KEPT_VARIABLES)}
        if CERTIFICATES.exists():
            kept |= {"PIP_CERT": str(INSIDE), "SSL_CERT_FILE": str(INSIDE)}
        plain = {"HOME": home, "PATH": "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin", "LANG": "C.UTF-8"}
        runtime = {"XDG_RUNTIME_DIR": f"/run/user/{USER_ID}"} if user else {}
        return {**kept, **plain, **runtime, **more}

    def run(
        self, *arguments: str | Path, user: bool = False, timeout: float = 600, **more: str
    ) -> subprocess.CompletedProcess[str]:
        """Run something in here to its end."""
        return subprocess.run(
            self.command(*arguments, user=user),
            env=self.environment(user=user, **more),
            capture_output=True,
            text=True,
            timeout=timeout,
            stdin=subprocess.DEVNULL,
        )

    def install(self, *packages: str) -> None:
        """Install packages, or a package's file by its path in here, with what they depend on and no more."""
        done = self.run("apt-get", "update", "-qq")
        options = ["-y", "-qq", "--no-install-recommends"]
        if done.returncode == 0:
            done = self.run("apt-get", "install", *options, *packages, DEBIAN_FRONTEND="noninteractive")
        if done.returncode != 0:
            raise RuntimeError(f"{', '.join(packages)} can't be installed: {done.stdout}{done.stderr}")

    def files(self) -> dict[str, tuple[int, int]]:
        """Every file and folder that is not the user's own: its size and time of change."""
        found = {}
        for folder, folders, names in os.walk(self.folder):
            place = os.path.relpath(folder, self.folder)
            folders[:] = [name for name in folders if os.path.normpath(f"{place}/{name}") not in VOLATILE]
            for name in names:
                status = os.lstat(os.path.join(folder, name))
                found[os.path.normpath(f"{place}/{name}")] = (status.st_size, status.st_mtime_ns)
        return found

    def home(self) -> Path:
        """The ordinary user's folder, seen from outside."""
        return self.folder / "home" / USER

    def give(self, path: Path) -> None:
        """Let the ordinary user own a folder with all that is in it."""
        for each in (path, *path.rglob("*")):
            os.chown(each, USER_ID, USER_ID, follow_symlinks=False)

    def remove(self) -> None:
        """Take it away."""
        shutil.rmtree(self.folder)


def base_in(folder: Path, suite: str) -> Path:
    """The bare system that all others of a suite are copied from; made once, in a minute or two."""
    base = folder / f"base-{suite}"
    if (base / "ready").exists():
        return base
    shutil.rmtree(base, ignore_errors=True)
    base.mkdir(parents=True)
    command = ["debootstrap", "--variant=minbase", suite, str(base), mirror()]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    shutil.copy("/etc/resolv.conf", base / "etc")
    useradd = ["useradd", "--create-home", "--shell", "/bin/bash", "--uid", str(USER_ID), USER]
    subprocess.run(["chroot", base, *useradd], check=True)
    runtime = base / "run" / "user" / str(USER_ID)
    runtime.mkdir(parents=True, mode=0o700)
    os.chown(runtime, USER_ID, USER_ID)
    (base / "ready").touch()
    return base


def mirror() -> str:
    """Where this machine takes Debian's packages from; a mirror has all suites."""
    asked = ["apt-get", "indextargets", "--format", "$(RELEASE) $(REPO_URI)"]
    told = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
    for line in told.splitlines():
        release, _, address = line.partition(" ")
        if release in SUITES:
            return address
    raise RuntimeError("this machine knows no mirror of Debian; run apt-get update first")


def changed(
    before: Mapping[str, object], after: Mapping[str, object], except_in: Iterable[str] = ()
) -> list[str]:
    """The files that came, went or changed, but for those in some folders."""
    names = {name for name in {*before, *after} if before.get(name) != after.get(name)}
    return sorted(name for name in names if not name.startswith(tuple(except_in)))
