package dev.tributary.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.testkit.Await;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The programs of {@code docs/examples} do what their pages say, behind webhooks of the real product. */
@ExtendWith(OnStage.class)
class ExamplesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void the_ledger_books_what_affiliates_earn_lose_and_are_paid_once_each(Stage stage) {
        Api api = stage.newShop("Ledger").api();
        List<String> topics =
                List.of("conversion.approved", "conversion.denied", "conversion.refunded", "payment.created");
        List<String> command = List.of("ledger.py", "commissions.csv");
        int port = stage.installation().receivers().get(0);
        try (Example ledger = Example.start(api, port, topics, command, Map.of())) {
            Programme programme = Programme.begin(api);
            Stream.of("1001", "1002", "=1003", "1004").forEach(programme::sell);
            List<Long> conversions = programme.conversions();
            programme.judge(conversions, "APPROVED");
            programme.judge(conversions.subList(0, 1), "DENIED");

            awaitBookings(ledger, 5);
            assertThat(ledger.file("commissions.csv"))
                    .first()
                    .isEqualTo("event,time,affiliate,what,conversion,order,amount,currency");
            assertThat(ledger.file("commissions.csv")).anyMatch(line -> line.contains(",'=1003,5.00,USD"));
            assertThat(owed(ledger)).isEqualByComparingTo("15.00");

            api.post("/payments", Map.of("affiliate_id", programme.affiliate(), "method", "PAYPAL"));
            awaitBookings(ledger, 6);
            assertThat(owed(ledger)).isZero();

            replayAll(api, ledger.webhook(), 6);
            assertThat(ledger.file("commissions.csv")).hasSize(7);
        }
    }

    /** A refund is booked at once, also of what is pending, and goes with what becomes of that. */
    @Test
    void the_ledger_agrees_with_the_balance_whatever_is_decided_of_a_refunded_order(Stage stage) {
        Api api = stage.newShop("Decisions").api();
        List<String> topics = List.of(
                "conversion.approved",
                "conversion.denied",
                "conversion.unqualified",
                "conversion.refunded",
                "payment.created");
        int port = stage.installation().receivers().get(0);
        try (Example ledger = Example.start(api, port, topics, List.of("ledger.py", "commissions.csv"), Map.of())) {
            Programme programme = Programme.begin(api);
            programme.sell("2001");
            List<Long> sold = programme.conversions();
            api.post("/orders/2001/refunds", Map.of("refund_id", "r1", "amount", "10.00"));
            int bookings = 1;
            assertAgrees(api, ledger, bookings, "-1.00");
            programme.judge(sold, "UNQUALIFIED");
            assertAgrees(api, ledger, ++bookings, "0.00");
            programme.judge(sold, "PENDING");
            assertAgrees(api, ledger, ++bookings, "-1.00");
            programme.judge(sold, "APPROVED");
            assertAgrees(api, ledger, ++bookings, "4.00");
            programme.judge(sold, "DENIED");
            bookings += 2;
            assertAgrees(api, ledger, bookings, "0.00");
        }
    }

    @Test
    void the_crm_has_each_affiliate_once_as_it_is_now(Stage stage) {
        Api api = stage.newShop("Contacts").api();
        List<String> topics = List.of("affiliate.created", "affiliate.status_changed", "affiliate.details_changed");
        List<String> command = List.of("crm.py", "contacts.db");
        int port = stage.installation().receivers().get(1);
        try (Example crm = Example.start(api, port, topics, command, Map.of())) {
            long affiliate = Programme.begin(api).affiliate();
            api.patch("/affiliates/" + affiliate, Map.of("company", "Δέλτα & Söhne"));
            api.post("/affiliates/status", Map.of("ids", List.of(affiliate), "status", "DISABLED"));

            String asItIsNow = "aff_" + affiliate + "|john@example.com|Δέλτα & Söhne|DISABLED|3";
            Await.until(PATIENCE, "the contact", () -> contacts(crm).equals(List.of(asItIsNow)));

            replayAll(api, crm.webhook(), 3);
            assertThat(contacts(crm)).containsExactly(asItIsNow);
        }
    }

    @Test
    void a_coupon_becomes_a_discount_code_in_the_shop_and_ends_with_it(Stage stage) {
        Api api = stage.newShop("Coupons").api();
        List<String> topics = List.of("trigger.created", "trigger.removed");
        int port = stage.installation().receivers().get(2);
        try (FakeShop shop = new FakeShop();
                Example coupons = Example.start(
                        api,
                        port,
                        topics,
                        List.of("coupon.py"),
                        Map.of("SHOP", shop.origin(), "SHOP_TOKEN", FakeShop.TOKEN))) {
            Programme programme = Programme.begin(api);
            api.patch("/webhooks/" + coupons.webhook(), Map.of("ordered", true));
            shop.make("BYHAND");
            programme.addCoupon("BYHAND");
            programme.addCoupon("SAVE10");
            awaitCodes(shop, "active");
            programme.removeTriggers();
            awaitCodes(shop, "ended");
            programme.addCoupon("SAVE10");
            awaitCodes(shop, "active");

            replayAll(api, coupons.webhook(), 5);
            awaitCodes(shop, "active");
            assertThat(shop.refused()).hasSize(5).contains("SAVE10", "BYHAND");

            programme.removeTriggers();
            awaitCodes(shop, "ended");
        }
    }

    /** Everything once more, so that what repeats an event can be told from what repeats its effect. */
    private static void replayAll(Api api, String webhook, int count) {
        awaitDelivered(api, webhook, count);
        String job = api.post("/webhooks/" + webhook + "/replays", Map.of("status", "delivered"))
                .path("id")
                .asString();
        awaitDelivered(api, webhook, 2 * count);
        assertThat(api.get("/replays/" + job).path("count").asInt()).isEqualTo(count);
    }

    private static void awaitDelivered(Api api, String webhook, int count) {
        String path = "/webhooks/" + webhook + "/deliveries?status=delivered";
        Await.until(
                PATIENCE, count + " delivered", () -> api.get(path).path("data").size() == count);
    }

    private static void awaitBookings(Example ledger, int bookings) {
        Await.until(
                PATIENCE,
                bookings + " bookings",
                () -> ledger.file("commissions.csv").size() == bookings + 1);
    }

    private static void assertAgrees(Api api, Example ledger, int bookings, String balance) {
        awaitBookings(ledger, bookings);
        assertThat(owed(ledger)).isEqualByComparingTo(balance);
        BigDecimal due = api.get("/conversions?status=APPROVED")
                .path("data")
                .valueStream()
                .map(conversion ->
                        new BigDecimal(conversion.path("commission_total").asString()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(due).isEqualByComparingTo(balance);
    }

    private static void awaitCodes(FakeShop shop, String state) {
        Map<String, String> codes = Map.of("SAVE10", state, "BYHAND", "active");
        Await.until(PATIENCE, "SAVE10 " + state, () -> shop.codes().equals(codes));
    }

    private static BigDecimal owed(Example ledger) {
        return ledger.file("commissions.csv").stream()
                .skip(1)
                .map(line -> new BigDecimal(List.of(line.split(",", -1)).get(6)))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static List<String> contacts(Example crm) {
        return crm.python("import sqlite3; [print(*row, sep='|') for row in sqlite3.connect('contacts.db')"
                + ".execute('select id, email, company, status, sequence from contact')]");
    }
}
