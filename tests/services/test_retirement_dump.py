"""The proof of retirement on a server: a dump of the whole database, and the storage, have no trace of the person."""

import json
import re
import subprocess
import zipfile

import pytest

from tests.services import processes, servers
from tests.traces import WORDS, find

PREFIX = "proserva_"
# Each row is in a line of its own, with binary values as hexadecimal digits.
ROW = re.compile(rb"INSERT INTO `(\w+)` VALUES (.*)")
COPY = re.compile(rb"COPY public\.(\w+) [^\n]* FROM stdin;\n(.*?)^\\\.$", re.DOTALL | re.MULTILINE)
HEX = re.compile(rb"(?:0x|\\x)((?:[0-9a-fA-F]{2})+)")
# Tables of the product in which the person leaves traces.
TABLES = ("attachment", "broadcasttemplate", "delivery", "message", "participant", "thread")


def dump(server, name):
    """Return a dump of a whole database, as the server's own tool writes it."""
    where = servers.SERVERS[server]
    common = ("-h", where["HOST"], "--port", where["PORT"])
    words = {
        "mysql": ("mariadb-dump", *common, "-u", where["USER"], "--hex-blob", "--skip-extended-insert", name),
        "postgres": ("pg_dump", *common, "-U", where["USER"], name),
    }[server]
    done = subprocess.run(words, capture_output=True, timeout=120)
    assert done.returncode == 0, done.stderr[-1000:]
    return done.stdout


def split(dumped):
    """Return the rows of each table of the product in a dump: those of other tables are the platform's."""
    tables = {}
    for name, rows in [*ROW.findall(dumped), *COPY.findall(dumped)]:
        if rows and name.startswith(PREFIX.encode()):
            tables[name.decode()] = tables.get(name.decode(), b"") + rows + b"\n"
    return tables


def search(rows, tokens):
    """Return the words and tokens in rows: as they are, without the escapes of the dump, and in binary values."""
    plain = re.sub(rb"\\(['\"\\])", rb"\1", rows)
    binary = b"\n".join(bytes.fromhex(each.decode()) for each in HEX.findall(rows))
    return set().union(*(find(each) | find_tokens(each, tokens) for each in (rows, plain, binary)))


def find_tokens(data, tokens):
    """Return the unsubscribe tokens that bytes contain."""
    return {each for each in tokens if each.encode() in data}


def read_contents(path):
    """Return the bytes of a file; of a zip archive also those of the files in it."""
    inside = []
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            inside = [archive.read(name) for name in archive.namelist()]
    return [path.read_bytes(), *inside]


def look(server, name, folder, tokens):
    """Return the words in each table of the product that has any, those in the files, and the number of tables."""
    tables = split(dump(server, name))
    found = {table: search(rows, tokens) for table, rows in tables.items()}
    in_files = set()
    for path in (each for each in folder.rglob("*") if each.is_file()):
        in_files |= find(str(path.relative_to(folder)).encode())
        for content in read_contents(path):
            in_files |= find(content) | find_tokens(content, tokens)
    return {table: words for table, words in found.items() if words}, in_files, len(tables)


@pytest.fixture(params=("mysql", "postgres"))
def campus(request, tmp_path):
    """Return the server, the database, the folder of files, and a function that runs `leaving`."""
    servers.require(request.param)
    with servers.database(request.param) as name:
        more = {"DJANGO_SETTINGS_MODULE": "demo.settings_test", "TEST_DATABASE": request.param}
        env = processes.make_environment(**more, TEST_DATABASE_NAME=name)
        processes.run("-m", "django", "migrate", "-v", "0", env=env, timeout=180)
        folder = tmp_path / "files"
        folder.mkdir()

        def run(act):
            return processes.run("-m", "tests.services.leaving", act, str(folder), env=env, timeout=120)

        yield request.param, name, folder, run


def test_a_dump_and_the_files_have_no_trace_of_a_retired_person(campus):
    server, name, folder, run = campus
    tokens = json.loads(run("leave").splitlines()[-1])
    found, in_files, _count = look(server, name, folder, tokens)
    # The same search finds each word before: those of files in the storage, all others in tables. No token is stored.
    assert set().union(*found.values()) == set(WORDS) - {"content"}
    assert {f"{PREFIX}messaging_{table}" for table in TABLES} <= set(found)
    assert in_files >= {"content", "file name", "text", "username", "name"}
    run("retire")
    found, in_files, count = look(server, name, folder, tokens)
    assert (found, in_files) == ({}, set())
    assert count > len(TABLES)


@pytest.mark.parametrize("form", ["0x{}", "\\x{}", "\\\\x{}"])
def test_the_search_finds_binary_values(form):
    for what, word in WORDS.items():
        assert what in search(form.format(f"x{word}y".encode().hex()).encode(), [])
        assert what in search(form.format(f"x{word}y".encode().hex().upper()).encode(), [])


def test_the_search_finds_escaped_json_and_tokens():
    for what, word in WORDS.items():
        assert what in search(json.dumps(word).replace("\\", "\\\\").encode(), [])
    assert search(b"1,'a:b',2", ["a:b", "c"]) == {"a:b"}
