"""Makes the discount code in the shop when an affiliate gets a coupon, and ends it when the coupon is removed.

Webhook: standard format, topics New Conversion Trigger and Conversion Trigger Removed.

    WEBHOOK_SECRET=whsec_… SHOP=https://your-shop.myshopify.com SHOP_TOKEN=shpat_… PERCENT=10 python3 coupon.py

It speaks Shopify's Admin API (GraphQL); the token needs the scope write_discounts. An event that comes again finds the
code there and is content.
"""

import json
import os
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

FIND = "query find($code: String!) { codeDiscountNodeByCode(code: $code) { id } }"

END = """
mutation end($id: ID!) {
  discountCodeDeactivate(id: $id) { userErrors { field code message } }
}
"""


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
            self.create(trigger["trigger"], trigger["affiliate_code"])
        elif event["type"] == "trigger.removed":
            self.end(trigger["trigger"])

    def create(self, code, affiliate):
        discount = {
            "title": f"Affiliate {affiliate}: {code}",
            "code": code,
            "startsAt": datetime.now(timezone.utc).isoformat(),
            "customerSelection": {"all": True},
            "customerGets": {"value": {"percentage": self.share}, "items": {"all": True}},
        }
        errors = self.call(CREATE, {"discount": discount})["discountCodeBasicCreate"]["userErrors"]
        if any(error.get("code") != "TAKEN" for error in errors):
            raise RuntimeError(f"the shop refused {code}: {errors}")

    def end(self, code):
        found = self.call(FIND, {"code": code})["codeDiscountNodeByCode"]
        if found:
            errors = self.call(END, {"id": found["id"]})["discountCodeDeactivate"]["userErrors"]
            if errors:
                raise RuntimeError(f"the shop did not end {code}: {errors}")

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
