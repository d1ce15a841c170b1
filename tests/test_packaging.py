"""Tests of the packages: the wheel and the sdist ship the files of the tree, and nothing else."""

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

import proserva_messaging

ROOT = Path(__file__).parents[1]
pytestmark = pytest.mark.checkout
SCRIPTS = ("static/proserva_messaging/proserva.js", "static/proserva_messaging/proserva-more.js")
SHIPPED = ("proserva_messaging/", "xblock_message_instructor/", "static/", "templates/")


def list_tree():
    """Return the paths that the wheel must have, from the files of the tree."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", *SHIPPED],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    names = [name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]
    mapped = {"static/": "proserva_messaging/static/", "templates/": "proserva_messaging/templates/"}
    return {
        next((new + name.removeprefix(old) for old, new in mapped.items() if name.startswith(old)), name)
        for name in names
    }


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Build the sdist from a clean copy of the tree, and the wheel from that sdist. Return the folder."""
    source, target = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("dist")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    subprocess.run(
        f"tar --create --null --files-from=- | tar --extract --directory {source}",
        shell=True, cwd=ROOT, input=listed.stdout, check=True,
    )  # fmt: skip
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(target), str(source)]
    subprocess.run(command, check=True, capture_output=True)
    return target


def test_the_wheel_ships_what_the_tree_has(built):
    (wheel,) = built.glob("*.whl")
    names = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert names == list_tree()


def test_the_sdist_has_the_sources_of_the_wheel(built):
    (sdist,) = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.split("/", 1)[-1] for name in archive.getnames()}
    assert {"pyproject.toml", "setup.py", "README.md", "LICENSE", *SCRIPTS} <= names
    assert not any(name.startswith(("demo/", "tests/", "frontend/")) for name in names)


def test_an_installed_wheel_registers_itself_and_finds_its_files(built, tmp_path):
    (wheel,) = built.glob("*.whl")
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(tmp_path), str(wheel)]
    subprocess.run(install, check=True, capture_output=True)
    entry_points = next(tmp_path.glob("*.dist-info/entry_points.txt")).read_text()
    for group in ("lms.djangoapp", "cms.djangoapp", "openedx.course_tab", "xblock.v1"):
        assert f"[{group}]" in entry_points
    for name in (*SCRIPTS, "templates/proserva_messaging/inbox.html"):
        assert (tmp_path / "proserva_messaging" / name).is_file()
    assert not (tmp_path / "demo").exists()


def test_the_wheel_has_its_metadata(built):
    (wheel,) = built.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        metadata = next(archive.read(name).decode() for name in archive.namelist() if name.endswith("/METADATA"))
    for line in (
        "Name: proserva-messaging",
        f"Version: {proserva_messaging.__version__}",
        "Author: The Proserva Messaging project",
        "License-Expression: Apache-2.0",
        "Requires-Python: >=3.11",
        "Classifier: Typing :: Typed",
        "Description-Content-Type: text/markdown",
    ):
        assert f"\n{line}\n" in f"\n{metadata}", line
