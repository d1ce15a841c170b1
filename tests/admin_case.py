"""The base class of tests of Django admin, with a superuser, an operator and a message."""

from django.contrib.auth.models import Permission
from django.urls import reverse

from demo.campus import api as campus
from tests.campus_case import CampusCase, make_client

SECRET = "zanzibar"
# What a form of course settings without care contacts sends.
NO_CARE = {"care_contacts-TOTAL_FORMS": 0, "care_contacts-INITIAL_FORMS": 0}
REASON = "A complaint about harassment, case 4711"


def admin_url(name, *args):
    """Return the URL of a page of Django admin for one of the product's models."""
    return reverse(f"admin:proserva_messaging_{name}", args=args)


class AdminCase(CampusCase):
    """A message with a file from the learner to the instructor; `SECRET` is in each part of it."""

    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        cls.root = campus.create_person("root", name="Rita Root", is_staff=True, is_superuser=True)
        cls.operator = campus.create_person("olga", name="Olga Operator", is_staff=True)
        ours = Permission.objects.filter(content_type__app_label="proserva_messaging")
        cls.operator.user_permissions.set(ours.exclude(codename="change_delivery"))

    def setUp(self):
        super().setUp()
        files = [self.upload(name=f"{SECRET}.txt").pk]
        context = {"url": "http://127.0.0.1:8000/x", "label": f"{SECRET} page"}
        self.message = self.ask(f"{SECRET} words", title=f"{SECRET} title", attachment_ids=files, context=context)
        self.thread_id = self.message.thread_id
        self.disclosure_url = admin_url("thread_disclosure", self.thread_id)

    def disclose(self, user=None, reason=REASON):
        client = make_client(user or self.root)
        return client, client.post(self.disclosure_url, {"reason": reason})
