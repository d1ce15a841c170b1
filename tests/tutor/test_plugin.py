"""Tests of the Tutor plugin: each release of Tutor runs in a root of its own, and its rendered files are read."""

import ast
import os
import re
import shutil
import subprocess
import sys
from functools import lru_cache
from pathlib import Path

import pytest
import yaml

import proserva_messaging

ROOT = Path(__file__).parents[2]
RELEASES = (20, 21, 22)
TSC = ROOT / "frontend/node_modules/typescript/bin/tsc"
SLOT = "org.openedx.frontend.layout.header_"
pytestmark = [pytest.mark.tutor, pytest.mark.checkout]


@lru_cache
def install(release):
    """Return the folder of commands of an environment with this release of Tutor and its MFE plugin."""
    folder = ROOT / ".nox" / f"tutor-{release}"
    if not (folder / "installed").exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(folder)], check=True)
        wanted = [f"{name}>={release},<{release + 1}" for name in ("tutor", "tutor-mfe")]
        pip = [str(folder / "bin/python"), "-m", "pip", "install", "--quiet", *wanted]
        done = subprocess.run(pip, capture_output=True, text=True, check=False)
        if done.returncode:
            why = f"Tutor {release} cannot be installed: {done.stderr.strip()[-300:]}"
            (pytest.fail if os.environ.get("CI", "").lower() == "true" else pytest.skip)(why)
        (folder / "installed").touch()
    return folder / "bin"


class Tutor:
    """A Tutor root with the plugin, and a command in place of Docker that records its arguments."""

    def __init__(self, release, folder):
        self.release, self.bin, self.root, self.docker = release, install(release), folder / "root", folder / "docker"
        self.root.mkdir()
        answer = 'case "$*" in *json*) echo "[]";; esac'
        self.docker.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" >>{folder}/asked\n{answer}\n')
        self.docker.chmod(0o755)
        self.run("config", "save")
        self.run("plugins", "install", str(ROOT / "tutor" / "proserva.py"))
        self.run("plugins", "enable", "mfe", "proserva")

    def run(self, *arguments):
        """Run Tutor and return its output."""
        own = {name: value for name, value in os.environ.items() if not name.startswith("TUTOR_")}
        own |= {"TUTOR_ROOT": str(self.root), "TUTOR_PLUGINS_ROOT": str(self.root / "plugins-of-the-site")}
        own["PATH"] = f"{self.docker.parent}:{os.environ['PATH']}"
        command = [str(self.bin / "tutor"), *arguments]
        done = subprocess.run(command, env=own, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def save(self, *settings):
        """Render the site again with these settings."""
        self.run("config", "save", *(part for setting in settings for part in ("--set", setting)))

    def read(self, name):
        """Return a rendered file. It must contain no template tag."""
        text = (self.root / "env" / name).read_text("utf-8")
        assert "{%" not in text
        return text

    def read_settings(self, service="lms"):
        """Return the product's settings from the rendered files."""
        tree = ast.parse(self.read(f"apps/openedx/settings/{service}/production.py"))
        said = [node for node in tree.body if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)]
        ours = {node.targets[0].id: node.value for node in said if "PROSERVA" in node.targets[0].id}
        return {name.removeprefix("PROSERVA_MESSAGING_"): ast.unparse(value) for name, value in ours.items()}


@pytest.fixture(params=RELEASES, scope="module")
def tutor(request, tmp_path_factory):
    return Tutor(request.param, tmp_path_factory.mktemp(f"tutor-{request.param}"))


def test_the_image_gets_the_package(tutor):
    tutor.save()
    dockerfile = tutor.read("build/openedx/Dockerfile")
    assert f"install 'proserva-messaging=={proserva_messaging.__version__}'" in dockerfile
    tutor.save("PROSERVA_REQUIREMENT=git+https://example.org/proserva.git@v1")
    assert "install 'git+https://example.org/proserva.git@v1'" in tutor.read("build/openedx/Dockerfile")


def test_a_mounted_checkout_is_installed_in_its_place(tutor, tmp_path):
    checkout = tmp_path / "proserva-messaging"
    checkout.mkdir()
    tutor.save("PROSERVA_REQUIREMENT=")
    tutor.run("mounts", "add", str(checkout))
    dockerfile = tutor.read("build/openedx/Dockerfile")
    assert "--from=mnt-proserva-messaging" in dockerfile
    assert "install ''" not in dockerfile
    assert f"{checkout}:/mnt/proserva-messaging" in tutor.read("local/docker-compose.prod.yml")
    tutor.run("mounts", "remove", str(checkout))
    tutor.save("PROSERVA_REQUIREMENT=proserva-messaging")


def test_the_platform_has_the_storage_of_files(tutor):
    tutor.save()
    for service in ("lms", "cms"):
        assert tutor.read_settings(service) == {"ATTACHMENT_ROOT": "'/openedx/media-private/proserva_messaging'"}
    compose = yaml.safe_load(tutor.read("local/docker-compose.yml"))["services"]["lms"]
    assert any(":/openedx/media-private" in volume for volume in compose["volumes"])


def test_an_operator_adds_settings(tutor):
    options = "PROSERVA_S3_OPTIONS={endpoint_url: https://s3.example.org}"
    own = "PROSERVA_SETTINGS={PEER_MESSAGES: cohort, POLL_SECONDS: 30, RAISE_ERRORS: false}"
    tutor.save("PROSERVA_S3_BUCKET=letters", options, own, "PROSERVA_MFE_UNIT_BUTTON=true")
    said = tutor.read_settings()
    plain = {"PEER_MESSAGES": "'cohort'", "POLL_SECONDS": "30", "RAISE_ERRORS": "False", "UNIT_BUTTON": "'off'"}
    assert {name: said[name] for name in plain} == plain
    assert said["ATTACHMENT_REDIRECT_SECONDS"] == "60"
    storage = eval(said["ATTACHMENT_STORAGE"])
    assert storage["OPTIONS"] == {
        "bucket_name": "letters",
        "default_acl": "private",
        "querystring_auth": True,
        "custom_domain": None,
        "endpoint_url": "https://s3.example.org",
    }
    tutor.save("PROSERVA_S3_BUCKET=", "PROSERVA_SETTINGS={}", "PROSERVA_MFE_UNIT_BUTTON=false")


def test_the_sweep_has_a_service(tutor):
    tutor.save()
    service = yaml.safe_load(tutor.read("local/docker-compose.prod.yml"))["services"]["proserva-deliver"]
    assert service["command"][-1] == "while sleep 300; do ./manage.py lms proserva_deliver; done"
    assert "../../data/openedx-media-private:/openedx/media-private" in service["volumes"]
    resources = list(yaml.safe_load_all(tutor.read("k8s/deployments.yml")))
    (job,) = (each for each in resources if each and each["kind"] == "CronJob")
    assert job["spec"]["schedule"] == "*/5 * * * *"
    (container,) = job["spec"]["jobTemplate"]["spec"]["template"]["spec"]["containers"]
    assert container["args"] == ["./manage.py", "lms", "proserva_deliver"]
    tutor.save("PROSERVA_DELIVER_SECONDS=0")
    assert "proserva" not in tutor.read("local/docker-compose.prod.yml") + tutor.read("k8s/deployments.yml")
    tutor.save("PROSERVA_DELIVER_SECONDS=300")


def test_the_bell_is_in_the_micro_frontends(tutor):
    tutor.save()
    text = tutor.read("plugins/mfe/build/mfe/env.config.jsx")
    beside_links = {("all", f"{SLOT}desktop_secondary_menu.v1"), ("all", f"{SLOT}learning_help.v1")}
    wide = {("all", f"{SLOT}notifications_tray.v1")} if tutor.release >= 22 else beside_links
    assert set(find_places(text, "ProservaBell")) == wide
    # On a phone no header has room for it, and all of them have this slot around the narrow header.
    assert set(find_places(text, "ProservaPhoneBell")) == {("all", f"{SLOT}mobile.v1")}
    everything = {"bell": True, "unitButton": False, "profile": True, "discussions": True, "banner": False}
    assert read_switches(text) == everything
    assert "/static/proserva_messaging/proserva.js" in text
    tutor.save("PROSERVA_MFE_BELL=false", "PROSERVA_MFE_UNIT_BUTTON=true")
    switches = read_switches(tutor.read("plugins/mfe/build/mfe/env.config.jsx"))
    assert (switches["bell"], switches["unitButton"]) == (False, True)
    tutor.save("PROSERVA_MFE_BELL=true", "PROSERVA_MFE_UNIT_BUTTON=false")


def test_profiles_and_discussions_have_a_button(tutor):
    tutor.save()
    text = tutor.read("plugins/mfe/build/mfe/env.config.jsx")
    places = {component: set(find_places(text, component)) for component in ("ProservaPerson", "ProservaPostButton")}
    footer = "org.openedx.frontend.layout.footer.v1"
    assert places == {
        "ProservaPerson": {("profile", "org.openedx.frontend.profile.additional_profile_fields.v1")},
        "ProservaPostButton": {("discussions", footer), ("learning", footer)},
    }
    tutor.save("PROSERVA_MFE_PROFILE=false", "PROSERVA_MFE_DISCUSSIONS=false")
    switches = read_switches(tutor.read("plugins/mfe/build/mfe/env.config.jsx"))
    assert (switches["profile"], switches["discussions"]) == (False, False)
    tutor.save("PROSERVA_MFE_PROFILE=true", "PROSERVA_MFE_DISCUSSIONS=true")


def test_the_announcement_is_in_one_place(tutor):
    tutor.save("PROSERVA_MFE_BANNER=true")
    assert tutor.read_settings()["UNIT_BANNER"] == "False"
    text = tutor.read("plugins/mfe/build/mfe/env.config.jsx")
    slots = re.findall(r"addPlugins\(config, '([^']+)', \[\s+\{[^\]]+RenderWidget: ProservaBanner", text)
    assert slots == ["org.openedx.frontend.learning.unit_title.v1"]
    assert read_switches(text)["banner"]
    tutor.save("PROSERVA_MFE_BANNER=false")
    assert "UNIT_BANNER" not in tutor.read_settings()


def read_switches(text):
    """Return the switches that the code in the slots gets."""
    said = re.search(r"PROSERVA_HAS = \{(.+?)\};", text, re.DOTALL).group(1)
    return {name: value == "true" for name, value in re.findall(r"(\w+): (true|false)", said)}


def find_places(text, component):
    """Yield the micro-frontend (or "all") and the slot of each widget that renders a component."""
    everywhere, *parts = re.split(r"(?=if \(process\.env\.APP_ID ==)", text)
    named = [(re.match(r"if \(process\.env\.APP_ID == '([\w-]+)'", part).group(1), part) for part in parts]
    for mfe, part in [("all", everywhere), *named]:
        for slot, widget in re.findall(r"addPlugins\(config, '([^']+)', \[(.*?)\]\);", part, re.DOTALL):
            if f"RenderWidget: {component} " in widget:
                yield mfe, slot


def test_the_bell_is_in_the_new_front_ends(tutor):
    if tutor.release < 22:
        pytest.skip("there are none in this release")
    tutor.save()
    text = tutor.read("plugins/mfe/build/mfe/site/src/customApp.tsx")
    for place in ("desktop", "mobile"):
        assert f"slotId: 'org.openedx.frontend.slot.header.{place}Right.v1'" in text
        assert f"relatedId: 'org.openedx.frontend.widget.header.{place}AuthenticatedMenu.v1'" in text
    assert text.index("const customApp") < text.index("const ProservaBell") < text.index("addSlot(")
    # On a phone the user's full name would leave no room for it.
    assert "'proserva-bell ~ .dropdown > .btn-avatar'" in text
    assert "@media (max-width: 575.98px)" in text


@pytest.mark.skipif(not TSC.exists(), reason="the front end's tools are not installed: npm ci, in frontend/")
def test_the_front_ends_compile_the_code_in_the_slots(tutor, tmp_path):
    tutor.save()
    sources = tutor.root / "env/plugins/mfe/build/mfe"
    names = ["env.config.jsx", *(["site/src/customApp.tsx", "site/src/utils.ts"] if tutor.release >= 22 else [])]
    copied = [shutil.copy(sources / name, tmp_path) for name in names]
    shutil.copy(Path(__file__).with_name("modules.d.ts"), tmp_path)
    options = "--noEmit --strict --allowJs --jsx preserve --module esnext --moduleResolution bundler --target es2020"
    command = [
        "node",
        TSC,
        *options.split(),
        "--lib",
        "es2020,dom",
        "--typeRoots",
        "no_ambient_types",
        "modules.d.ts",
        *copied,
    ]
    checked = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout


def test_the_init_task_migrates_and_checks(tutor):
    tutor.run("local", "do", "init", "--limit=proserva")
    asked = (tutor.docker.parent / "asked").read_text()
    assert "lms-job" in asked
    assert "./manage.py lms migrate proserva_messaging\n./manage.py lms check --tag proserva_messaging" in asked
    assert "if not Asides.objects.exists(): Asides.objects.create(enabled=True)" in asked
    assert "{%" not in asked
    assert "cms-job" not in asked


def test_a_disabled_plugin_leaves_nothing(tutor):
    tutor.run("plugins", "disable", "proserva")
    tutor.save()
    files = [path for path in (tutor.root / "env").rglob("*") if path.is_file()]
    assert [path for path in files if "proserva" in path.read_text("utf-8", "ignore").lower()] == []
    tutor.run("plugins", "enable", "proserva")
