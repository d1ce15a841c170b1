"""Tests of the import rules: a new module of any package may not import the platform."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from unittest import TestCase

import pytest

pytestmark = pytest.mark.checkout

ROOT = Path(__file__).parents[1]
PACKAGES = ("proserva_messaging", "xblock_message_instructor", "demo")
ONLY_PYTHON = shutil.ignore_patterns("static", "locale", "templates", "content", "data", "__pycache__")
ALLOWED = {"proserva_messaging/edxapp/newcomer.py": "from lms.djangoapps.teams import api"}
FORBIDDEN = {
    "proserva_messaging/newcomer.py": "from lms.djangoapps.teams import api",
    "proserva_messaging/store/newcomer.py": "import xmodule.modulestore.django",
    "proserva_messaging/newcomers/__init__.py": "def find():\n    from openedx.core import lib\n",
    "xblock_message_instructor/newcomer.py": "from common.djangoapps.track import contexts",
}


class PlatformImportTest(TestCase):
    def lint(self, modules):
        """Return the report of import-linter on a copy of the packages with these modules added."""
        folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        shutil.copy(ROOT / ".importlinter", folder)
        for package in PACKAGES:
            shutil.copytree(ROOT / package, folder / package, ignore=ONLY_PYTHON)
        for path, source in modules.items():
            (folder / path).parent.mkdir(exist_ok=True)
            (folder / path).write_text(source, encoding="utf-8")
        command = (str(Path(sys.executable).with_name("lint-imports")), "--no-cache", "--contract", "platform")
        return subprocess.run(command, cwd=folder, check=False, capture_output=True, text=True).stdout

    def test_only_edxapp_may_import_the_platform(self):
        assert "Only edxapp imports the platform KEPT" in self.lint(ALLOWED)
        report = self.lint({**ALLOWED, **FORBIDDEN})
        assert "Only edxapp imports the platform BROKEN" in report
        for path in FORBIDDEN:
            module = path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
            assert f"{module} ->" in report
        assert "proserva_messaging.edxapp.newcomer ->" not in report
