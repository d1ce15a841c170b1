"""Tests of the tools' settings: they parse, and name commands, files and versions that exist."""

import json
import re
import subprocess
import sys
from pathlib import Path

import ddt
import pytest
import yaml
from django.test import SimpleTestCase

ROOT = Path(__file__).parents[1]
pytestmark = pytest.mark.checkout
WORKFLOWS = sorted(path.name for path in (ROOT / ".github/workflows").glob("*.yml"))


def read_yaml(name):
    """Return a YAML file. A workflow's `on` is read as True."""
    return yaml.safe_load((ROOT / name).read_text())


def list_sessions():
    """Return the nox sessions."""
    command = [sys.executable, "-m", "nox", "--list", "--json"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return json.loads(listed.stdout)


def list_targets():
    """Return the targets of the Makefile that have a description."""
    return set(re.findall(r"(?m)^([a-z-]+):.*## ", (ROOT / "Makefile").read_text()))


@ddt.ddt
class ToolingTests(SimpleTestCase):
    @ddt.data(*WORKFLOWS)
    def test_a_workflow_has_jobs_with_steps_and_few_permissions(self, name):
        workflow = read_yaml(f".github/workflows/{name}")
        self.assertIn(True, workflow)
        self.assertEqual(workflow["permissions"], {"contents": "read"})
        for job in workflow["jobs"].values():
            self.assertTrue(all(("uses" in step) != ("run" in step) for step in job["steps"]))

    def test_ci_runs_the_script_of_the_checkout(self):
        commands = [step.get("run") for step in read_yaml(".github/workflows/ci.yml")["jobs"]["test"]["steps"]]
        self.assertIn(".ci/run", commands)
        self.assertTrue((ROOT / ".ci/run").stat().st_mode & 0o100)
        self.assertTrue((ROOT / ".ci/run").read_text().endswith("\nmake test\n"))

    def test_a_release_has_the_version_of_its_tag_and_no_password(self):
        jobs = read_yaml(".github/workflows/release.yml")["jobs"]
        self.assertTrue(any("$GITHUB_REF_NAME" in step.get("run", "") for step in jobs["build"]["steps"]))
        self.assertEqual(jobs["publish"]["permissions"], {"id-token": "write"})
        self.assertNotIn("secrets.", (ROOT / ".github/workflows/release.yml").read_text())

    def test_a_release_lists_its_components_and_sends_packages_only_to_pypi(self):
        jobs = read_yaml(".github/workflows/release.yml")["jobs"]
        commands = "\n".join(step.get("run", "") for step in jobs["build"]["steps"])
        made = re.findall(r"sbom/(\S+\.cdx\.json)", commands)
        self.assertEqual(sorted(made), ["proserva-messaging-npm.cdx.json", "proserva-messaging-python.cdx.json"])
        sent = [step["with"].get("name") for step in jobs["publish"]["steps"] if "download" in step.get("uses", "")]
        self.assertEqual(sent, ["dist"])
        self.assertEqual((jobs["attach"]["needs"], jobs["attach"]["permissions"]), ("publish", {"contents": "write"}))

    def test_dependencies_are_audited_on_changes_and_weekly(self):
        workflow = read_yaml(".github/workflows/audit.yml")
        self.assertEqual(set(workflow[True]), {"push", "pull_request", "schedule"})
        commands = [step.get("run", "") for job in workflow["jobs"].values() for step in job["steps"]]
        for tool in ("pip-audit --path", "npm audit"):
            self.assertTrue(any(command.startswith(tool) for command in commands), tool)

    def test_the_hooks_call_tools_of_the_environment(self):
        (repository,) = read_yaml(".pre-commit-config.yaml")["repos"]
        self.assertEqual(repository["repo"], "local")
        for hook in repository["hooks"]:
            program = Path(hook["entry"].split()[0])
            self.assertEqual(program.parent, Path(".venv/bin"))
            self.assertTrue(Path(sys.executable).with_name(program.name).exists(), program)

    def test_each_release_has_its_constraints(self):
        releases = {path.stem for path in (ROOT / "constraints").glob("*.txt")}
        self.assertEqual({session["call_spec"].get("release") for session in list_sessions()} - {None}, releases)

    def test_the_commands_that_the_documents_name_exist(self):
        for name in ("README.md", "CONTRIBUTING.md"):
            text = (ROOT / name).read_text()
            self.assertEqual(set(re.findall(r"\bmake ([a-z-]+)", text)) - list_targets(), set())
            steps = {step for group in re.findall(r'STEPS="([^"]*)"', text) for step in group.split()}
            self.assertEqual(steps - {session["name"] for session in list_sessions()}, set())
