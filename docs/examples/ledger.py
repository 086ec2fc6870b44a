"""Books what affiliates earn into a CSV file that a spreadsheet or an accounting program reads.

Webhook: standard format, topics Conversion Approved, Conversion Denied, Conversion Unqualified, Conversion Refunded
and New Payment.

    WEBHOOK_SECRET=whsec_… python3 ledger.py commissions.csv

Every line is a booking; the sum of an affiliate's amounts in a currency is what you owe. Bookings only add up, so it does
not matter in which order events come. The event's id stands in the line: one that comes again is not booked again.
"""

import csv
import os
import sys

from webhook import receive

COLUMNS = ["event", "time", "affiliate", "what", "conversion", "order", "amount", "currency"]


def booking(event):
    """What an event means for the ledger: (affiliate, what, conversion, order, amount, currency), or None."""
    data = event["data"]
    if event["type"] == "payment.created":
        return data["affiliate_id"], "paid", "", "", negative(data["payment_total"]), data["currency"]
    if data["is_test"]:
        return None
    amount = data["commission_total"]
    if event["type"] in ("conversion.denied", "conversion.unqualified"):
        # It takes back only what had been approved, and so booked, before. A refund is booked from its birth, also while
        # what it takes back is pending: where that comes to nothing, the refund goes with it.
        if data.get("changes", {}).get("status", [""])[0] != "APPROVED":
            return None
        what, amount = event["type"].removeprefix("conversion."), negative(amount)
    elif event["type"] == "conversion.approved":
        what = "earned"
    elif event["type"] == "conversion.refunded":
        what = "refunded"  # a conversion of its own, whose amounts are negative
    else:
        return None
    return data["affiliate"]["id"], what, data["id"], cell(data["order_id"]), amount, data["currency"]


def negative(amount):
    return amount[1:] if amount.startswith("-") else "-" + amount


def cell(text):
    """What a shop wrote is no formula."""
    text = text or ""
    return "'" + text if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


class Ledger:
    def __init__(self, path):
        new = not os.path.exists(path)
        self.booked = set() if new else self.ids(path)
        self.file = open(path, "a", newline="", encoding="utf-8")
        if new:
            self.write(COLUMNS)

    @staticmethod
    def ids(path):
        with open(path, newline="", encoding="utf-8") as file:
            return {row["event"] for row in csv.DictReader(file)}

    def take(self, id, event):
        line = booking(event)
        if line and id not in self.booked:
            affiliate, what, conversion, order, amount, currency = line
            self.write([id, event["timestamp"], affiliate, what, conversion, order, amount, currency])
            self.booked.add(id)

    def write(self, row):
        csv.writer(self.file).writerow(row)
        self.file.flush()
        os.fsync(self.file.fileno())  # before the answer says that it is booked


if __name__ == "__main__":
    receive(Ledger(sys.argv[1] if len(sys.argv) > 1 else "commissions.csv").take)
