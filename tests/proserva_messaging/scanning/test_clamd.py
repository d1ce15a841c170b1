"""Tests of the client of clamd: only a complete and known answer in time is a verdict."""

import socket
import threading
import time
from unittest import mock

import ddt
from django.test import SimpleTestCase

from proserva_messaging.scanning.clamd import (
    MAX_ANSWER,
    MAX_LOOK_UPS,
    ScannerAddress,
    ScannerAnswerError,
    ScannerError,
    ScannerLimitError,
    ScannerSlowError,
    ScannerUnavailableError,
    Verdict,
    parse_address,
    ping,
    scan,
)
from tests.clamd import CLEAN, EICAR, FOUND, TOO_LARGE, run_clamd

SECONDS = 5


@ddt.ddt
class AddressTests(SimpleTestCase):
    @ddt.data(
        ("tcp://127.0.0.1:3311", ScannerAddress("127.0.0.1", 3311)),
        ("tcp://clamav", ScannerAddress("clamav", 3310)),
        ("tcp://[::1]:3310", ScannerAddress("::1", 3310)),
        ("unix:/run/clamav/clamd.ctl", ScannerAddress(path="/run/clamav/clamd.ctl")),
        ("unix:///run/clamav/clamd.ctl", ScannerAddress(path="/run/clamav/clamd.ctl")),
    )
    @ddt.unpack
    def test_an_address(self, text, address):
        self.assertEqual(parse_address(text), address)

    @ddt.data(
        *("", "clamav:3310", "/run/clamd.ctl", "unix:run/clamd.ctl", "unix://host/run", "unix:", "tcp://", "tcp:///x"),
        *("tcp://host:port", "tcp://host:99999", "tcp://host:0", "tcp://host/x", "tcp://host?x", "tcp://me:pw@host"),
        *("http://host:3310", "unix:/run/a?b"),
    )
    def test_anything_else_is_no_address(self, text):
        with self.assertRaises(ValueError):
            parse_address(text)


@ddt.ddt
class ScanTests(SimpleTestCase):
    def setUp(self):
        running = run_clamd()
        self.clamd = running.__enter__()
        self.addCleanup(running.__exit__, None, None, None)
        self.address = parse_address(self.clamd.address)

    def test_a_clean_and_an_infected_file(self):
        self.assertEqual(scan(self.address, [b"Some ", b"notes."], SECONDS), Verdict(is_clean=True, size=11))
        infected = Verdict(is_clean=False, signature="Eicar-Test-Signature", size=len(EICAR))
        self.assertEqual(scan(self.address, [EICAR[:20], EICAR[20:]], SECONDS), infected)
        self.assertEqual(self.clamd.scanned, [b"Some notes.", EICAR])
        ping(self.address, SECONDS)

    def test_a_unix_socket(self):
        with run_clamd(by_socket=True) as clamd:
            address = parse_address(clamd.address)
            ping(address, SECONDS)
            self.assertFalse(scan(address, [EICAR], SECONDS).is_clean)
            self.assertTrue(scan(address, [b"notes"], SECONDS).is_clean)

    def test_an_empty_chunk_does_not_end_the_stream(self):
        self.assertFalse(scan(self.address, [b"Some notes.", b"", EICAR], SECONDS).is_clean)

    @ddt.data(
        b"stream: OK",
        b"stream: OK\n",
        b"stream: OKstream: OK\0",
        b"stream: OK\0stream: X FOUND\0",
        b"stream: ok\0",
        b" stream: OK\0",
        b"OK\0",
        b"\0",
        b"stream: FOUND\0",
        b"UNKNOWN COMMAND\0",
        b"stream: Can't allocate memory ERROR\0",
        b"\xff\xfe\0",
        b"HTTP/1.1 200 OK\r\n\r\n",
        b"x" * (MAX_ANSWER + 1),
        b"",
    )
    def test_any_other_answer_is_no_verdict(self, answer):
        self.clamd.answers["INSTREAM"] = answer
        with self.assertRaises((ScannerAnswerError, ScannerUnavailableError)):
            scan(self.address, [b"Some notes."], SECONDS)

    @ddt.data(*range(len(CLEAN)))
    def test_a_clean_answer_that_is_cut_off_is_no_verdict(self, length):
        self.clamd.answers["INSTREAM"] = CLEAN[:length]
        with self.assertRaises(ScannerUnavailableError):
            scan(self.address, [b"Some notes."], SECONDS)

    def test_an_infected_answer_with_an_odd_name_is_infected(self):
        for name, shown in ((b"a\nb", "a?b"), (b"OK", "OK"), (b"x" * 500, "x" * 100), (b"\xff", "?")):
            self.clamd.answers["INSTREAM"] = FOUND.replace(b"Eicar-Test-Signature", name)
            verdict = scan(self.address, [b"Some notes."], SECONDS)
            self.assertEqual((verdict.is_clean, verdict.signature), (False, shown))

    @ddt.data(10, 5_000_000)
    def test_a_file_over_the_limit_of_the_scanner(self, more):
        self.clamd.limit = 100
        chunks = [b"x" * 100, *[b"x" * min(more, 100_000)] * max(1, more // 100_000)]
        with self.assertRaises(ScannerLimitError):
            scan(self.address, chunks, SECONDS)

    def test_a_limit_answer_after_a_complete_stream(self):
        self.clamd.answers["INSTREAM"] = TOO_LARGE
        with self.assertRaises(ScannerLimitError):
            scan(self.address, [b"Some notes."], SECONDS)

    def test_a_scanner_that_never_answers(self):
        self.clamd.answers |= {"PING": None, "INSTREAM": None}
        for call in (lambda: ping(self.address, 0.2), lambda: scan(self.address, [b"Some notes."], 0.2)):
            began = time.monotonic()
            with self.assertRaises(ScannerSlowError):
                call()
            self.assertLess(time.monotonic() - began, 2)

    def test_the_limit_is_on_all_steps_together(self):
        def trickle():
            while True:
                time.sleep(0.05)
                yield b"x"

        with self.assertRaises(ScannerSlowError):
            scan(self.address, trickle(), 0.3)

    def test_a_scanner_that_does_not_read(self):
        with socket.create_server(("127.0.0.1", 0)) as server:
            address = ScannerAddress("127.0.0.1", server.getsockname()[1])
            with self.assertRaises(ScannerSlowError):
                scan(address, [b"x" * 100_000] * 1000, 0.3)

    def test_a_scanner_that_closes_the_connection(self):
        self.clamd.answers |= {"PING": EOFError, "INSTREAM": EOFError}
        with self.assertRaises(ScannerUnavailableError):
            ping(self.address, SECONDS)
        with self.assertRaises(ScannerUnavailableError):
            scan(self.address, [b"x" * 100_000] * 50, SECONDS)

    @ddt.data("gone", "tcp://nothing.invalid:3310", "unix:/nonexistent/clamd.ctl", f"unix:/{'x' * 200}")
    def test_a_scanner_that_is_not_there(self, text):
        self.clamd.stop()
        with self.assertRaises(ScannerUnavailableError):
            ping(self.address if text == "gone" else parse_address(text), SECONDS)

    def test_a_host_with_several_addresses(self):
        found = [
            (socket.AF_INET6, socket.SOCK_STREAM, 0, "", ("::1", self.address.port, 0, 0)),
            (socket.AF_INET, socket.SOCK_STREAM, 0, "", ("127.0.0.1", self.address.port)),
        ]
        with mock.patch("socket.getaddrinfo", return_value=found):
            ping(ScannerAddress("localhost", self.address.port), SECONDS)
        with mock.patch("socket.getaddrinfo", return_value=[]), self.assertRaises(ScannerUnavailableError):
            ping(ScannerAddress("localhost", self.address.port), SECONDS)

    def test_a_name_server_that_does_not_answer(self):
        answers, calls = threading.Event(), []

        def look_up(*args, **_more):
            calls.append(args)
            answers.wait(30)
            return []

        self.addCleanup(answers.set)
        with mock.patch("socket.getaddrinfo", look_up):
            for _upload in range(MAX_LOOK_UPS + 2):
                began = time.monotonic()
                with self.assertRaises(ScannerSlowError):
                    scan(ScannerAddress("clamav", self.address.port), [b"Some notes."], 0.02)
                self.assertLess(time.monotonic() - began, 10)
        self.assertEqual(len(calls), MAX_LOOK_UPS)

    def test_look_ups_give_their_places_back(self):
        for _upload in range(MAX_LOOK_UPS + 2):
            with mock.patch("socket.getaddrinfo", side_effect=socket.gaierror), self.assertRaises(ScannerError):
                ping(ScannerAddress("clamav", self.address.port), SECONDS)
        ping(ScannerAddress("127.0.0.1", self.address.port), SECONDS)

    def test_no_thread_for_a_look_up(self):
        with mock.patch("threading.Thread.start", side_effect=RuntimeError):
            for _upload in range(MAX_LOOK_UPS + 2):
                with self.assertRaises(ScannerUnavailableError):
                    ping(self.address, SECONDS)
        ping(self.address, SECONDS)

    @ddt.data(b"stream: OK\0", b"PONG", b"")
    def test_only_pong_answers_ping(self, answer):
        self.clamd.answers["PING"] = answer
        with self.assertRaises((ScannerAnswerError, ScannerUnavailableError)):
            ping(self.address, SECONDS)

    def test_an_error_of_reading_the_file_is_not_one_of_the_scanner(self):
        def read():
            yield b"x"
            raise OSError("the disk")

        with self.assertRaisesRegex(OSError, "the disk"):
            scan(self.address, read(), SECONDS)
