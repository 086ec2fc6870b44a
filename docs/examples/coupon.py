"""Makes the discount code in the shop when an affiliate gets a coupon, and ends it when the coupon is removed.

Webhook: standard format, topics New Conversion Trigger and Conversion Trigger Removed, and `ordered`: a coupon must not
be removed before it was made.

    WEBHOOK_SECRET=whsec_… SHOP=https://your-shop.myshopify.com SHOP_TOKEN=shpat_… PERCENT=10 python3 coupon.py

It speaks Shopify's Admin API (GraphQL); the token needs the scopes read_discounts and write_discounts. Whose a code is
stands in its title, the trigger's id at the end. So an event that comes again changes nothing, a coupon that was removed
and given again lives again, and a code that the shop's people made is left alone.
"""

import json
import os
import re
import urllib.request
from datetime import datetime, timezone

from webhook import receive

VERSION = "2026-01"

CREATE = """
mutation create($discount: DiscountCodeBasicInput!) {
  discountCodeBasicCreate(basicCodeDiscount: $discount) {
    codeDiscountNode { id }
    userErrors { field code message }
  }
}
"""

FIND = """
query find($code: String!) {
  codeDiscountNodeByCode(code: $code) { id codeDiscount { ... on DiscountCodeBasic { title } } }
}
"""

TAKE_OVER = """
mutation takeOver($id: ID!, $discount: DiscountCodeBasicInput!) {
  discountCodeBasicUpdate(id: $id, basicCodeDiscount: $discount) { userErrors { field code message } }
}
"""

END = """
mutation end($id: ID!) {
  discountCodeDeactivate(id: $id) { userErrors { field code message } }
}
"""


def number(trigger):
    """Triggers are counted: the newer one has the higher number."""
    return int(trigger.removeprefix("trg_"))


class Shopify:
    def __init__(self, shop, token, percent):
        self.url = f"{shop}/admin/api/{VERSION}/graphql.json"
        self.token = token
        self.share = float(percent) / 100

    def take(self, _, event):
        trigger = event["data"]
        if trigger.get("type") != "COUPON":
            return
        if event["type"] == "trigger.created":
            self.create(trigger)
        elif event["type"] == "trigger.removed":
            self.end(trigger)

    def create(self, trigger):
        code = trigger["trigger"]
        discount = {
            "title": f"Affiliate {trigger['affiliate_code']}: {code} ({trigger['id']})",
            "code": code,
            "startsAt": datetime.now(timezone.utc).isoformat(),
            "endsAt": None,
            "customerSelection": {"all": True},
            "customerGets": {"value": {"percentage": self.share}, "items": {"all": True}},
        }
        errors = self.call(CREATE, {"discount": discount})["discountCodeBasicCreate"]["userErrors"]
        if any(error.get("code") == "TAKEN" for error in errors):
            there, holder = self.find(code)
            if there is None or holder is None or holder >= number(trigger["id"]):
                return
            errors = self.call(TAKE_OVER, {"id": there, "discount": discount})["discountCodeBasicUpdate"]["userErrors"]
        if errors:
            raise RuntimeError(f"the shop refused {code}: {errors}")

    def end(self, trigger):
        code = trigger["trigger"]
        there, holder = self.find(code)
        if there and holder == number(trigger["id"]):
            errors = self.call(END, {"id": there})["discountCodeDeactivate"]["userErrors"]
            if errors:
                raise RuntimeError(f"the shop did not end {code}: {errors}")

    def find(self, code):
        """The id of the shop's discount and the number of the trigger that it was made for, each None if there is none."""
        found = self.call(FIND, {"code": code})["codeDiscountNodeByCode"]
        if not found:
            return None, None
        made_for = re.search(r"\((trg_\d+)\)$", found["codeDiscount"].get("title", ""))
        return found["id"], number(made_for[1]) if made_for else None

    def call(self, query, variables):
        request = urllib.request.Request(
            self.url,
            json.dumps({"query": query, "variables": variables}).encode(),
            {"Content-Type": "application/json", "X-Shopify-Access-Token": self.token},
        )
        with urllib.request.urlopen(request, timeout=10) as answer:
            body = json.load(answer)
        if body.get("errors"):
            raise RuntimeError(f"the shop did not understand: {body['errors']}")
        return body["data"]


if __name__ == "__main__":
    receive(Shopify(os.environ["SHOP"], os.environ["SHOP_TOKEN"], os.environ.get("PERCENT", "10")).take)
