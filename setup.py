"""The packages of the wheel and where their files are. Everything else about packaging is in pyproject.toml."""

from setuptools import find_namespace_packages, find_packages, setup

# The browser's and the mail reader's files live at the top of the checkout. Two relative links inside the package serve
# a checkout; this mapping serves the wheel.
MAPPED = {"proserva_messaging.static": "static", "proserva_messaging.templates": "templates"}
CODE = find_packages(include=["proserva_messaging*", "xblock_message_instructor*"])
DATA = [
    f"{package}.{name}" if name else package
    for package, folder in MAPPED.items()
    for name in ["", *find_namespace_packages(folder)]
]

setup(
    packages=CODE + DATA,
    package_dir=MAPPED,
    package_data={
        "": ["*"],
        "proserva_messaging": ["locale/*/LC_MESSAGES/*"],
        "proserva_messaging.care": ["words/*.txt"],
        "xblock_message_instructor": ["templates/*"],
    },
)
