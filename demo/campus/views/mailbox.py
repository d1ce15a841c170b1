"""The mailbox: all sent emails, shown as in a mail client."""

from django.contrib import messages
from django.core.management import CommandError, call_command
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST

from demo.campus import mail
from demo.campus.models import SentEmail


def index(request):
    """List conversations, newest first; with `?to=`, those of one recipient."""
    recipient = request.GET.get("to", "")
    shown = {"conversations": mail.conversations(recipient), "recipients": mail.recipients(), "recipient": recipient}
    return render(request, "demo/mailbox.html", shown)


def conversation(request, email_id):
    """Show an email with the others of the recipient's conversation."""
    opened = get_object_or_404(SentEmail, pk=email_id)
    emails = SentEmail.objects.filter(conversation=opened.conversation, recipient=opened.recipient).order_by("pk")
    return render(request, "demo/mailbox_conversation.html", {"opened": opened, "emails": emails})


@xframe_options_sameorigin
def html(request, email_id):
    """Serve an email's HTML part, for a frame. No script in it runs and nothing is fetched."""
    email = get_object_or_404(SentEmail, pk=email_id)
    # Links open in a new window, as in a mail client.
    answer = HttpResponse(f'<base target="_blank">{email.html}')
    answer["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:"
    return answer


def raw(request, email_id):
    """Serve the raw email."""
    email = get_object_or_404(SentEmail, pk=email_id)
    return HttpResponse(bytes(email.raw), content_type="text/plain; charset=utf-8")


@require_POST
@transaction.non_atomic_requests
def sweep(request):
    """Run the sweep, which a real site runs by cron, so that digests and delayed emails arrive now."""
    try:
        call_command("proserva_deliver", "--digests-now")
    except CommandError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "Swept: everything that was due has been sent.")
    return redirect("mailbox")
