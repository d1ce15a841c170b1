"""Tutor plugin: adds Proserva Messaging to the images, its settings to the platform, its bell to the MFEs.

tutor plugins install https://…/tutor/proserva.py    (or a path to this file)
tutor plugins enable proserva
tutor images build openedx mfe
tutor local do init --limit=proserva && tutor local start -d
"""

from __future__ import annotations

from typing import Any

from tutor import hooks
from tutor.__about__ import __version__ as tutor_version

RELEASE = int(tutor_version.split(".")[0])

CONFIG = {
    "VERSION": "0.1.0",
    # pip requirement, or a repository URL (git+https://…@v1). Empty: install nothing, for a mounted checkout
    # (tutor mounts add ./proserva-messaging).
    "REQUIREMENT": "proserva-messaging=={{ PROSERVA_VERSION }}",
    # Values of PROSERVA_MESSAGING_<NAME> in the platform's settings: {"PEER_MESSAGES": "cohort"}
    "SETTINGS": {},
    "ATTACHMENT_ROOT": "/openedx/media-private/proserva_messaging",
    # A private bucket for files, instead of the folder. Required on Kubernetes: pods share no folder.
    "S3_BUCKET": "",
    "S3_OPTIONS": {},
    "REDIRECT_SECONDS": 60,
    # Interval of the sweep service in seconds (0: no service). It sends daily digests and emails left by a crash.
    "DELIVER_SECONDS": 300,
    "K8S_SCHEDULE": "*/5 * * * *",
    # Enable XBlock asides, which the button beside problems needs, unless the site has already configured them.
    "ASIDES": True,
    "MFE_BELL": True,
    # The button beside a unit's title in the learning MFE, instead of inside the unit.
    "MFE_UNIT_BUTTON": False,
    # The button on other users' profiles, for users who may write to them.
    "MFE_PROFILE": True,
    # The button for the current discussion post, in the discussions MFE and beside a lesson.
    "MFE_DISCUSSIONS": True,
    # The course's announcement beside the unit's title in the learning MFE, instead of inside the unit.
    "MFE_BANNER": False,
}
hooks.Filters.CONFIG_DEFAULTS.add_items([(f"PROSERVA_{name}", value) for name, value in CONFIG.items()])

# Install a mounted checkout into the image and share it with the containers.
hooks.Filters.MOUNTED_DIRECTORIES.add_item(("openedx", "proserva-messaging"))

DOCKERFILE = """
{%- if PROSERVA_REQUIREMENT %}
# Proserva Messaging
RUN --mount=type=cache,target=/openedx/.cache/pip,sharing=shared \\
    ${PIP_COMMAND:-pip} install '{{ PROSERVA_REQUIREMENT }}'
{%- endif %}
"""

SETTINGS = """
# Proserva Messaging
PROSERVA_MESSAGING_ATTACHMENT_ROOT = "{{ PROSERVA_ATTACHMENT_ROOT }}"
{%- if PROSERVA_S3_BUCKET %}
PROSERVA_MESSAGING_ATTACHMENT_STORAGE = {
    "BACKEND": "storages.backends.s3.S3Storage",
    "OPTIONS": {
        "bucket_name": "{{ PROSERVA_S3_BUCKET }}",
        "default_acl": "private",
        "querystring_auth": True,
        "custom_domain": None,
        **{{ PROSERVA_S3_OPTIONS|pprint }},
    },
}
PROSERVA_MESSAGING_ATTACHMENT_REDIRECT_SECONDS = {{ PROSERVA_REDIRECT_SECONDS }}
{%- endif %}
{%- if PROSERVA_MFE_UNIT_BUTTON %}
PROSERVA_MESSAGING_UNIT_BUTTON = "off"
{%- endif %}
{%- if PROSERVA_MFE_BANNER %}
PROSERVA_MESSAGING_UNIT_BANNER = False
{%- endif %}
{%- for name, value in PROSERVA_SETTINGS.items() %}
PROSERVA_MESSAGING_{{ name }} = {{ value|pprint }}
{%- endfor %}
"""

# The sweep needs the LMS's settings and its folder of files, because it deletes unsent files.
SERVICE = """
{%- if PROSERVA_DELIVER_SECONDS %}
proserva-deliver:
  image: {{ DOCKER_IMAGE_OPENEDX }}
  environment:
    SERVICE_VARIANT: lms
    DJANGO_SETTINGS_MODULE: lms.envs.tutor.production
  init: true
  command: ["sh", "-c", "while sleep {{ PROSERVA_DELIVER_SECONDS }}; do ./manage.py lms proserva_deliver; done"]
  restart: unless-stopped
  volumes:
    - ../apps/openedx/settings/lms:/openedx/edx-platform/lms/envs/tutor:ro
    - ../apps/openedx/settings/cms:/openedx/edx-platform/cms/envs/tutor:ro
    - ../apps/openedx/config:/openedx/config:ro
    - ../../data/lms:/openedx/data
    - ../../data/openedx-media:/openedx/media
    - ../../data/openedx-media-private:/openedx/media-private
    {%- for mount in iter_mounts(MOUNTS, "openedx", "proserva-deliver") %}
    - {{ mount }}
    {%- endfor %}
  depends_on:
    - lms
{%- endif %}
"""

CRON_JOB = """
{%- if PROSERVA_DELIVER_SECONDS %}
---
apiVersion: batch/v1
kind: CronJob
metadata:
  name: proserva-deliver
  labels:
    app.kubernetes.io/name: proserva-deliver
spec:
  schedule: "{{ PROSERVA_K8S_SCHEDULE }}"
  concurrencyPolicy: Forbid
  successfulJobsHistoryLimit: 1
  failedJobsHistoryLimit: 3
  jobTemplate:
    spec:
      backoffLimit: 0
      template:
        spec:
          restartPolicy: Never
          securityContext:
            runAsUser: 1000
            runAsGroup: 1000
          containers:
            - name: proserva-deliver
              image: {{ DOCKER_IMAGE_OPENEDX }}
              args: ["./manage.py", "lms", "proserva_deliver"]
              env:
                - name: SERVICE_VARIANT
                  value: lms
                - name: DJANGO_SETTINGS_MODULE
                  value: lms.envs.tutor.production
              volumeMounts:
                - mountPath: /openedx/edx-platform/lms/envs/tutor/
                  name: settings-lms
                - mountPath: /openedx/edx-platform/cms/envs/tutor/
                  name: settings-cms
                - mountPath: /openedx/config
                  name: config
              securityContext:
                allowPrivilegeEscalation: false
          volumes:
            - name: settings-lms
              configMap:
                name: openedx-settings-lms
            - name: settings-cms
              configMap:
                name: openedx-settings-cms
            - name: config
              configMap:
                name: openedx-config
{%- endif %}
"""

# All plugins share one file, so names have a prefix. No JSX and no types: the same lines serve the legacy MFEs
# (JavaScript) and frontend-base (TypeScript, which does not know custom elements).
ELEMENTS = """
const PROSERVA_HAS = {
  bell: {{ PROSERVA_MFE_BELL|tojson }},
  unitButton: {{ PROSERVA_MFE_UNIT_BUTTON|tojson }},
  profile: {{ PROSERVA_MFE_PROFILE|tojson }},
  discussions: {{ PROSERVA_MFE_DISCUSSIONS|tojson }},
  banner: {{ PROSERVA_MFE_BANNER|tojson }},
};

function proservaElement(lms, name, attributes) {
  const id = 'proserva-messaging-script';
  if (!document.getElementById(id)) {
    const script = document.createElement('script');
    script.id = id;
    script.src = lms + '/static/proserva_messaging/proserva.js';
    document.head.appendChild(script);
  }
  return proservaCreateElement(name, { api: lms + '/api/proserva_messaging/v1/', ...attributes });
}
"""
LEGACY_IMPORTS = """
import { createElement as proservaCreateElement } from 'react';
import { getConfig as proservaGetConfig } from '@edx/frontend-platform';
import { getAuthenticatedUser as proservaGetUser } from '@edx/frontend-platform/auth';
"""
LEGACY_ELEMENTS = (
    ELEMENTS
    + """
const ProservaBell = () => {
  const lms = proservaGetConfig().LMS_BASE_URL;
  if (!PROSERVA_HAS.bell || !proservaGetUser()) { return null; }
  return proservaElement(lms, 'proserva-bell', { 'inbox-url': lms + '/messages/' });
};

// On phones: over the header's end, beside the user menu.
const ProservaPhoneBell = () => {
  const end = { position: 'absolute', insetBlockEnd: 0, insetInlineEnd: '3rem', blockSize: '3rem' };
  return proservaCreateElement(
    'div',
    { style: { position: 'relative', zIndex: 1001, blockSize: 0 } },
    proservaCreateElement(
      'div',
      { style: { ...end, display: 'flex', alignItems: 'center' } },
      proservaCreateElement(ProservaBell),
    ),
  );
};

const ProservaUnitButton = ({ courseId, unitId, unit }) => {
  const lms = proservaGetConfig().LMS_BASE_URL;
  if (!PROSERVA_HAS.unitButton || !proservaGetUser()) { return null; }
  const place = { 'course-id': courseId, 'usage-key': unitId, about: (unit && unit.title) || '' };
  return proservaElement(lms, 'proserva-message-button', { automatic: '', ...place });
};

// These two read their person or post from the page's URL.
const ProservaPerson = () => {
  if (!PROSERVA_HAS.profile || !proservaGetUser()) { return null; }
  return proservaElement(proservaGetConfig().LMS_BASE_URL, 'proserva-person', {});
};

const ProservaPostButton = () => {
  if (!PROSERVA_HAS.discussions || !proservaGetUser()) { return null; }
  return proservaElement(proservaGetConfig().LMS_BASE_URL, 'proserva-post-button', {});
};

const ProservaBanner = ({ courseId }) => {
  const lms = proservaGetConfig().LMS_BASE_URL;
  if (!PROSERVA_HAS.banner || !proservaGetUser() || !courseId) { return null; }
  return proservaElement(lms, 'proserva-announcements', { banner: '', 'course-id': courseId });
};
"""
)
SITE_IMPORTS = """
import { createElement as proservaCreateElement } from 'react';
import { WidgetOperationTypes as ProservaOperations } from '@openedx/frontend-base';
import { getSiteConfig as proservaGetSiteConfig } from '@openedx/frontend-base';
"""
SITE_ELEMENTS = (
    ELEMENTS.replace("(lms, name, attributes)", "(lms: string, name: string, attributes: Record<string, string>)")
    + """
// A phone's header has no room for the bell and a full name, so the menu shows only the picture. Screen readers still
// read the name.
function proservaMakeRoom() {
  const id = 'proserva-messaging-room';
  if (document.getElementById(id)) { return; }
  const style = document.createElement('style');
  const menu = 'proserva-bell ~ .dropdown > .btn-avatar';
  style.id = id;
  style.textContent = '@media (max-width: 575.98px) { ' + menu + ' { font-size: 0; block-size: 44px } }';
  document.head.appendChild(style);
}

const ProservaBell = () => {
  const lms = proservaGetSiteConfig().lmsBaseUrl;
  if (!PROSERVA_HAS.bell) { return null; }
  proservaMakeRoom();
  return proservaElement(lms, 'proserva-bell', { 'inbox-url': lms + '/messages/' });
};
"""
)


def make_widget(name: str, component: str, priority: int = 10) -> str:
    """Return a widget for a slot of a legacy MFE. Lower priorities come first; the default content has 50."""
    return f"""
      {{
        op: PLUGIN_OPERATIONS.Insert,
        widget: {{ id: '{name}', type: DIRECT_PLUGIN, priority: {priority}, RenderWidget: {component} }},
      }}"""


def make_operation(place: str) -> str:
    """Return the frontend-base slot operation that inserts the bell before the user menu."""
    return f"""{{
  slotId: 'org.openedx.frontend.slot.header.{place}Right.v1',
  id: 'proserva.bell.{place}',
  op: ProservaOperations.INSERT_BEFORE,
  relatedId: 'org.openedx.frontend.widget.header.{place}AuthenticatedMenu.v1',
  element: proservaCreateElement(ProservaBell),
  condition: {{ authenticated: true }},
}}"""


# Slots for the bell in each release. Teak and Ulmo have no notification slot, so it is beside the header's links; MFEs
# of a course (learning, discussions) have their own slot for these.
HEADER = "org.openedx.frontend.layout.header_"
BESIDE_LINKS = ("desktop_secondary_menu.v1", "learning_help.v1")
BELL_SLOTS = [("all", HEADER + slot) for slot in (("notifications_tray.v1",) if RELEASE >= 22 else BESIDE_LINKS)]
# The narrow header of all other MFEs has no slot in any release. The bell comes after it, also in keyboard order.
PHONE_SLOT = ("all", f"{HEADER}mobile.v1")
UNIT_SLOT = ("learning", "org.openedx.frontend.learning.unit_title.v1")
PROFILE_SLOT = ("profile", "org.openedx.frontend.profile.additional_profile_fields.v1")
# There is no slot at a post. The footer is on every page, except in the discussion frame beside a lesson: there the
# lesson's page reads the frame's URL.
POST_SLOTS = [(mfe, "org.openedx.frontend.layout.footer.v1") for mfe in ("discussions", "learning")]


def fill_slots(slots: Any) -> None:
    """Add the elements to the MFEs' slots. `slots` is tutormfe's module of hooks.

    Slot contents are not templates, so the elements check `PROSERVA_HAS` for their settings.
    """
    bell = make_widget("proserva_bell", "ProservaBell")
    slots.PLUGIN_SLOTS.add_items([(mfe, slot, bell) for mfe, slot in BELL_SLOTS])
    slots.PLUGIN_SLOTS.add_item((*PHONE_SLOT, make_widget("proserva_phone_bell", "ProservaPhoneBell", priority=60)))
    slots.PLUGIN_SLOTS.add_item((*UNIT_SLOT, make_widget("proserva_banner", "ProservaBanner")))
    slots.PLUGIN_SLOTS.add_item((*UNIT_SLOT, make_widget("proserva_unit_button", "ProservaUnitButton")))
    slots.PLUGIN_SLOTS.add_item((*PROFILE_SLOT, make_widget("proserva_person", "ProservaPerson")))
    post = make_widget("proserva_post_button", "ProservaPostButton")
    slots.PLUGIN_SLOTS.add_items([(*slot, post) for slot in POST_SLOTS])
    if hasattr(slots, "FRONTEND_SLOTS"):
        slots.FRONTEND_SLOTS.add_items([make_operation("desktop"), make_operation("mobile")])


PATCHES = [
    ("openedx-dockerfile-post-python-requirements", DOCKERFILE),
    ("openedx-common-settings", SETTINGS),
    ("local-docker-compose-prod-services", SERVICE),
    ("k8s-deployments", CRON_JOB),
    ("mfe-env-config-buildtime-imports", LEGACY_IMPORTS),
    ("mfe-env-config-buildtime-definitions", LEGACY_ELEMENTS),
    ("mfe-site-custom-app-imports", SITE_IMPORTS),
    ("mfe-site-custom-app-definitions", SITE_ELEMENTS),
]
hooks.Filters.ENV_PATCHES.add_items(PATCHES)

INIT = """
./manage.py lms migrate proserva_messaging
./manage.py lms check --tag proserva_messaging
{%- if PROSERVA_ASIDES %}
./manage.py lms shell -c "from lms.djangoapps.lms_xblock.models import XBlockAsidesConfig as Asides
if not Asides.objects.exists(): Asides.objects.create(enabled=True)"
{%- endif %}
"""
hooks.Filters.CLI_DO_INIT_TASKS.add_item(("lms", INIT))

try:
    from tutormfe import hooks as mfe_hooks
except ImportError:  # a site without micro-frontends
    pass
else:
    fill_slots(mfe_hooks)
