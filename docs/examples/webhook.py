"""Receives Tributary's webhooks: checks the signature over the exact bytes, then hands each event to a function.

It needs Python 3.9 or newer and nothing else. Behind it stands the Standard Webhooks scheme
(https://www.standardwebhooks.com), so any of its libraries does the same.
"""

import base64
import hashlib
import hmac
import json
import os
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock

LARGEST_BODY = 1 << 20
TOLERANCE_SECONDS = 300


class Refused(Exception):
    """Not from Tributary, or too old to believe."""


def verified(headers, body, secret, now):
    """Returns the event, or raises Refused. `secret` is `verify_with` of GET /api/v1/webhooks/{id}/secret."""
    id, timestamp = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    if not timestamp.isdigit() or abs(now - int(timestamp)) > TOLERANCE_SECONDS:
        raise Refused("webhook-timestamp is missing or too far from this clock")
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{id}.{timestamp}.".encode() + body
    expected = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    # While a secret is rotated there are several signatures; one must fit.
    for part in headers.get("webhook-signature", "").split(" "):
        if hmac.compare_digest(part.encode(), f"v1,{expected}".encode()):
            return json.loads(body)
    raise Refused("no webhook-signature fits the body: is it this webhook's secret?")


def receive(handle):
    """Serves until stopped. `handle(id, event)` is called once at a time.

    It must do its work for good before it returns: then the answer is 204, and the event does not come again. If it
    raises, the answer is 500 and the event comes again later, under the same id.
    """
    secret = os.environ["WEBHOOK_SECRET"]
    one_at_a_time = Lock()

    class Receiver(BaseHTTPRequestHandler):
        def do_POST(self):
            length = int(self.headers.get("Content-Length") or 0)
            if length > LARGEST_BODY:
                return self.answer(413)
            body = self.rfile.read(length)
            try:
                event = verified(self.headers, body, secret, time.time())
            except (Refused, ValueError) as refused:
                print(f"refused: {refused}", file=sys.stderr, flush=True)
                return self.answer(400)
            try:
                with one_at_a_time:
                    handle(self.headers["webhook-id"], event)
            except Exception as fault:
                print(f"failed, will come again: {fault!r}", file=sys.stderr, flush=True)
                return self.answer(500)
            self.answer(204)

        def answer(self, status):
            self.send_response(status)
            self.end_headers()

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", int(os.environ.get("PORT", "9000"))), Receiver)
    print(f"listening on http://127.0.0.1:{server.server_port}/", flush=True)
    server.serve_forever()
