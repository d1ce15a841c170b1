"""Tests of sender names: no name in the From line of an email passes for an address or for the site."""

import ddt
from django.core import mail
from django.test import SimpleTestCase

from demo.campus import api as campus
from proserva_messaging.delivery.sender_name import make_sender_name
from tests.campus_case import CampusCase
from tests.proserva_messaging.delivery.test_email import parse

SITE = "Proserva Campus"
HOSTS = {"campus.example"}


@ddt.ddt
class SenderNameTests(SimpleTestCase):
    @ddt.data(
        "Ines Torres",
        "Proserva",
        "Maria del Campus",
        "J. R. R. Tolkien",
        "نور عزيز",
        "Élodie O'Neill-Smith",
        "Campus Proserva",
    )
    def test_a_persons_name_stays(self, name):
        self.assertEqual(make_sender_name(name, SITE, HOSTS), name)

    @ddt.data(
        ("support@campus.example", "Someone via Proserva Campus"),
        ("Ines support@campus.example", "Ines via Proserva Campus"),
        ("Ines <support@campus.example>", "Ines via Proserva Campus"),
        ("Ines support＠campus.example", "Ines via Proserva Campus"),
        ("Ines support﹫campus.example", "Ines via Proserva Campus"),
        ("Ines sup\u200bport@campus.example", "Ines via Proserva Campus"),
        ("help campus.example", "help via Proserva Campus"),
        ("help CAMPUS．example", "help via Proserva Campus"),
        ("help https://evil.example", "help via Proserva Campus"),
    )
    @ddt.unpack
    def test_a_name_that_looks_like_an_address_loses_it(self, name, shown):
        self.assertEqual(make_sender_name(name, SITE, HOSTS), shown)

    @ddt.data(
        "Proserva Campus",
        "The Proserva-Campus Team",
        "PROSERVA CAMPUS",
        "Ｐｒｏｓｅｒｖａ Ｃａｍｐｕｓ",
        "Pro\u200bserva Cam\u00adpus",
        "Рrоserva Саmрus",
        "ProservaCampus",
        "P r o s e r v a C a m p u s",
        "Prosérva Campus",
    )
    def test_a_name_that_looks_like_the_site_is_marked(self, name):
        self.assertTrue(make_sender_name(name, SITE, HOSTS).endswith(" via Proserva Campus"))

    def test_the_name_of_a_site_may_be_short(self):
        self.assertEqual(make_sender_name("Fred Xavier", "edX", HOSTS), "Fred Xavier")
        self.assertEqual(make_sender_name("edX Support", "edX", HOSTS), "edX Support via edX")

    def test_an_empty_name_stays_empty(self):
        self.assertEqual(make_sender_name(" \u202e", SITE, HOSTS), "")


@ddt.ddt
class EmailTests(CampusCase):
    @ddt.data(
        ("Support <support@campus.example>", "Support via Proserva Campus"),
        ("Proserva Campus", "Proserva Campus via Proserva Campus"),
        ("Eve\r\nBcc: all@x.example", "Eve Bcc: via Proserva Campus"),
        ("Eve\u2028\x85\x0bTo: all", "Eve To: all"),
        ("\u202eevE", "evE"),
    )
    @ddt.unpack
    def test_the_from_line_of_an_email(self, name, shown):
        forger = campus.create_person("forger", name=name)
        campus.enroll(forger, self.course)
        self.ask(sender=forger)
        parsed = parse(mail.outbox[0])
        (sender,) = parsed["From"].addresses
        self.assertEqual((sender.display_name, sender.addr_spec), (shown, "no-reply@campus.example"))
        self.assertIsNone(parsed["Bcc"])
        self.assertEqual([str(each) for each in parsed["To"].addresses], ["ines@campus.example"])
