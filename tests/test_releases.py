"""Tests of which releases are tested where: what a machine lacks is said."""

from unittest import mock

from tests import releases


def only(path):
    """Make one interpreter the only one there is."""
    return mock.patch.object(releases, "_is_usable", lambda candidate, version: candidate == path)


def test_a_machine_with_both_versions_tests_all_releases():
    with mock.patch.object(releases, "_list_usable", lambda version: iter([f"/bin/python{version}"])):
        assert releases.make_command() == [
            "tox", "run-parallel", "--parallel", "auto", "-e", "py311-teak,py311-ulmo,py312-verawood", "--discover",
            "/bin/python3.11", "/bin/python3.12",
        ]  # fmt: skip
        assert releases.list_missing() == []


def test_a_missing_version_is_named():
    with only("/usr/bin/python3.11"), mock.patch("shutil.which", lambda name: f"/usr/bin/{name}"):
        assert releases.make_command()[5:] == ["py311-teak,py311-ulmo", "--discover", "/usr/bin/python3.11"]
        assert releases.list_missing() == ["py312-verawood (no Python 3.12)"]


def test_another_version_is_found_beside_a_command_that_does_not_answer(tmp_path):
    hidden = tmp_path / ".pyenv/versions/3.12.1/bin/python3.12"
    hidden.parent.mkdir(parents=True)
    hidden.touch()
    with only(str(hidden)), mock.patch("pathlib.Path.home", return_value=tmp_path):
        assert releases.find_interpreters() == {"3.12": str(hidden)}
