package dev.tributary.e2e;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Every page of the console and of the affiliates' portal. One that is added to the product is added here, or {@link PagesTest} fails. */
final class Pages {
    private static final String WEBHOOK = "/console/settings/webhooks/{webhook}";
    private static final String CATCHER = "/console/settings/catchers/{catcher}";

    static final List<Place> ALL = List.of(
            new Place("/console", "Today"),
            new Place("/console/affiliates", Hostile.MARKUP),
            new Place("/console/affiliates/new", "E-mail"),
            new Place("/console/affiliates/{affiliate}", Hostile.MARKUP),
            new Place("/console/affiliates/{affiliate}/edit", "E-mail"),
            new Place("/console/affiliates/{affiliate}/portal-link", "Make the link"),
            new Place("/console/offers", Hostile.MARKUP),
            new Place("/console/offers/new", "Name"),
            new Place("/console/offers/{offer}", Hostile.MARKUP),
            new Place("/console/offers/{offer}/edit", "Name"),
            new Place("/console/triggers", Hostile.MARKUP.toUpperCase(Locale.ROOT)),
            new Place("/console/triggers/new", "Affiliate"),
            new Place("/console/triggers/{trigger}/remove", Hostile.MARKUP.toUpperCase(Locale.ROOT)),
            new Place("/console/conversions", Hostile.MARKUP),
            new Place("/console/conversions/{conversion}", Hostile.MARKUP),
            new Place("/console/payments", Hostile.MARKUP),
            new Place("/console/payments/new", "Minimum"),
            new Place("/console/payments/new/preview", Hostile.MARKUP),
            new Place("/console/payments/minimum", "Smallest balance"),
            new Place("/console/payments/{payment}", Hostile.MARKUP),
            new Place("/console/orders", Hostile.MARKUP),
            new Place("/console/orders/{order}", Hostile.MARKUP),
            new Place("/console/settings/rules", "Excluded coupons"),
            new Place("/console/clicks", Hostile.MARKUP),
            new Place("/console/settings/tracking", "data-key"),
            new Place("/console/settings/api-keys", "First key"),
            new Place("/console/settings/api-keys/new", "Name"),
            new Place("/console/settings/api-keys/{key}/revoke", "Revoke"),
            new Place("/console/settings/sources", Hostile.MARKUP),
            new Place("/console/settings/sources/new", "secret"),
            new Place("/console/settings/sources/{source}", "/in/shopify/"),
            new Place("/console/profile", "Signed in as"),
            new Place("/console/accounts", "current"),
            new Place("/console/settings/transfer", "Export"),
            new Place("/console/settings/transfer/new", "Check the file"),
            new Place("/console/settings/transfer/{import}", Hostile.MARKUP),
            new Place("/console/settings/team", "Invite somebody"),
            new Place("/console/settings/webhooks", Hostile.MARKUP),
            new Place("/console/settings/webhooks/new", "Use a test URL"),
            new Place(WEBHOOK, "delivered"),
            new Place(WEBHOOK + "/deliveries", "New Affiliate"),
            new Place(WEBHOOK + "/replays", "delivered"),
            new Place(WEBHOOK + "/replays/new?missing=true", "Send what was never sent"),
            new Place(WEBHOOK + "/replays/{replay}", "delivered"),
            new Place(WEBHOOK + "/deliveries/{delivery}", "Body, exactly as sent"),
            new Place(WEBHOOK + "/settings", "Delete this webhook"),
            new Place(WEBHOOK + "/secret", "Reveal the secret"),
            new Place("/console/settings/catchers", "/catch/"),
            new Place("/console/settings/catchers/new", "Name"),
            new Place(CATCHER, "%3Cscript%3E"),
            new Place(CATCHER + "/answer", "200"),
            new Place(CATCHER + "/settings", "Delete"),
            new Place(CATCHER + "/requests/{request}", Hostile.MARKUP),
            new Place("/portal", "To be paid"),
            new Place("/portal/links", Hostile.MARKUP.toUpperCase(Locale.ROOT)),
            new Place("/portal/clicks", Hostile.MARKUP),
            new Place("/portal/conversions", "pending"),
            new Place("/portal/payments", "To be paid"),
            new Place("/portal/profile", "You sign in as"),
            new Place("/console/dev/components", "Components"));

    /** Routes that show no page of their own, or none to who has signed in already; each has its own test. */
    static final Set<String> NOT_PAGES = Set.of(
            "/console/sign-in",
            "/console/sign-in/{token}",
            "/console/set-up/{token}",
            "/console/invitation/{token}",
            "/console/settings/transfer/export/{kind}.csv",
            "/console/settings/transfer/{id}/rows.csv",
            "/console/conversions/tier",
            "/console/settings/webhooks/preview",
            "/console/settings/webhooks/{id}/tail",
            "/console/settings/catchers/{id}/live",
            "/console/settings/catchers/{id}/export.har",
            "/console/settings/catchers/{id}/export.ndjson",
            "/console/settings/catchers/{id}/requests/{number}/body",
            "/portal/sign-in",
            "/portal/sign-in/mail",
            "/portal/enter/{token}",
            "/portal/choose",
            "/portal/address/{token}",
            "/console/payments/owed",
            "/console/payments/export.csv",
            "/console/payments/paypal.csv",
            "/console/dev/alone",
            "/console/dev/sheet",
            "/console/dev/problem/{status}");

    private Pages() {}
}
