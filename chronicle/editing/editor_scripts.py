"""The scripts of the browser editor: ours, and those of two npm packages, each checked against its hash.

npm fetches a package once; what is needed of it is kept beside the site. Of
Decap CMS that is its one file; more would be asked for by widgets that our
configuration does not have.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import tarfile
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

OURS = ("editor.js", "note-format.js")


class NoEditor(Exception):
    """The editor cannot be had; the message is one sentence."""


@dataclass(frozen=True)
class Package:
    name: str
    version: str
    integrity: str
    """As npm writes it: the algorithm and the digest of the archive in base64."""
    files: Mapping[str, str]
    """Name in the archive to the name that we give it."""


PACKAGES = (
    Package(
        "decap-cms",
        "3.16.3",
        "sha512-hf+dPlCh7TJmWl8+6VRzHYOWhri5xgUknrZbDewaWe4s9B7xJ8PQugp2QHeSldMUKzav6+z0oIpwUYhUJDYtYw==",
        {
            "package/dist/decap-cms.js": "decap-cms.js",
            "package/dist/decap-cms.js.LICENSE.txt": "decap-cms.js.LICENSE.txt",
        },
    ),
    Package(
        "js-yaml",
        "4.1.1",
        "sha512-qQKT4zQxXl8lLwBtHMWwaTcGfFOZviOJet3Oy/xmGk2gZH677CJM9EvtfdSkgWcATZhj/55JZ0rmy3myCT5lsA==",
        {"package/dist/js-yaml.mjs": "js-yaml.mjs"},
    ),
)


def editor_scripts(templates: Path, kept: Path) -> dict[str, bytes]:
    """Name below ``/admin/`` to content; `kept` is for what has been fetched. Raises `NoEditor`."""
    try:
        scripts = {name: (templates / "admin" / name).read_bytes() for name in OURS}
    except OSError as error:
        raise NoEditor(f"the browser editor has no {error.filename}") from error
    for package in PACKAGES:
        folder = kept / f"{package.name}-{package.version}"
        if not folder.is_dir():
            _keep(package, folder)
        scripts |= {name: (folder / name).read_bytes() for name in package.files.values()}
    return scripts


def _keep(package: Package, folder: Path) -> None:
    """Put what is needed of a package into a folder, whole or not at all."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder.parent) as temporary:
        archive = _fetched(package, Path(temporary))
        taken = Path(temporary) / "taken"
        taken.mkdir()
        with tarfile.open(archive) as opened:
            for inside, name in package.files.items():
                content = opened.extractfile(inside)
                assert content is not None, "with the right digest it is the package that we know"
                (taken / name).write_bytes(content.read())
        taken.replace(folder)


def _fetched(package: Package, folder: Path) -> Path:
    """The package's archive, as its digest says that it is."""
    wanted = f"{package.name}@{package.version}"
    npm = shutil.which("npm")
    if npm is None:
        raise NoEditor(
            "the browser editor comes from npm, which is not here: install Node.js (Debian: apt install npm)"
            " or build without --admin"
        )
    asked = subprocess.run(  # noqa: S603  # npm, for a package that stands above
        [npm, "pack", "--silent", "--ignore-scripts", "--pack-destination", ".", wanted],
        capture_output=True,
        check=False,
        cwd=folder,
    )
    archives = sorted(folder.glob("*.tgz"))
    if asked.returncode != 0 or not archives:
        raise NoEditor(f"npm could not fetch {wanted} for the browser editor; is there a network?")
    digest = b64encode(hashlib.sha512(archives[0].read_bytes()).digest()).decode()
    if f"sha512-{digest}" != package.integrity:
        raise NoEditor(f"what npm fetched as {wanted} is not that package: its digest is another")
    return archives[0]
