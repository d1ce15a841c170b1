"""Packaging of Proserva Messaging: the Django plugin and the XBlock. The tools' settings are in pyproject.toml."""

import re
from pathlib import Path

from setuptools import find_namespace_packages, find_packages, setup

HERE = Path(__file__).parent
VERSION = re.search(r'__version__ = "(.+)"', (HERE / "proserva_messaging/__init__.py").read_text()).group(1)

# The browser's and the mail reader's files live at the top of the checkout; two relative links inside the package serve
# checkouts, and this mapping serves the wheel.
MAPPED = {"proserva_messaging.static": "static", "proserva_messaging.templates": "templates"}
CODE = find_packages(include=["proserva_messaging*", "xblock_message_instructor*"])
DATA = [
    f"{package}.{name}" if name else package
    for package, folder in MAPPED.items()
    for name in ["", *find_namespace_packages(folder)]
]

setup(
    name="proserva-messaging",
    version=VERSION,
    description="Private messages between learners and instructors, for Open edX",
    long_description=(HERE / "README.md").read_text(encoding="utf-8"),
    long_description_content_type="text/markdown",
    license="Apache-2.0",
    python_requires=">=3.11",
    packages=CODE + DATA,
    package_dir=MAPPED,
    package_data={
        "": ["*"],
        "proserva_messaging": ["locale/*/LC_MESSAGES/*"],
        "xblock_message_instructor": ["templates/*"],
    },
    # Everything here ships with the platform already, so nothing is pinned: the operator's own versions win.
    install_requires=[
        "celery",
        "Django>=4.2",
        "djangorestframework",
        "drf-spectacular",
        "edx-ace",
        "edx-django-utils",
        "edx-drf-extensions",
        "edx-opaque-keys[django]",
        "edx-toggles",
        "Markdown",
        "nh3",
        "openedx-events",
        "openedx-filters",
        "Pillow",
        "web-fragments",
        "XBlock",
    ],
    entry_points={
        "lms.djangoapp": ["proserva_messaging = proserva_messaging.apps:ProservaMessagingConfig"],
        "cms.djangoapp": ["proserva_messaging = proserva_messaging.apps:ProservaMessagingConfig"],
        "openedx.course_tab": [
            "proserva_announcements = proserva_messaging.lms_ui.tabs:AnnouncementsTab",
            "proserva_messages = proserva_messaging.lms_ui.tabs:MessagesTab",
        ],
        "xblock_asides.v1": ["message_instructor_aside = xblock_message_instructor.aside:MessageInstructorAside"],
        "xblock.v1": ["message_instructor = xblock_message_instructor:MessageInstructorXBlock"],
    },
    classifiers=[
        "Framework :: Django",
        "Framework :: Django :: 4.2",
        "Framework :: Django :: 5.2",
        "Intended Audience :: Education",
        "Programming Language :: Python :: 3.11",
        "Programming Language :: Python :: 3.12",
    ],
)
