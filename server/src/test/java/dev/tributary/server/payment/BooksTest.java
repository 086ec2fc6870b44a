package dev.tributary.server.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.testing.Merchant;
import dev.tributary.server.testing.Partner;
import dev.tributary.server.testing.SharedServer;
import dev.tributary.server.testing.Shop;
import dev.tributary.server.testing.ShopifyOrders;
import dev.tributary.testkit.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Plays random days through the doors, and reads the books after each. */
@Tag("database")
class BooksTest {
    private static final int ACTIONS = 15;

    private final RandomGenerator random = Seeds.random("payments");
    private final Merchant merchant = SharedServer.server().merchant();
    private final List<Payee> payees =
            List.of(Payee.of(merchant, "ada"), Payee.of(merchant, "bob"), new Payee(merchant, slow()));
    private final Shop shop = merchant.shop();
    private final List<String> orders = new ArrayList<>();
    private int refunds;

    @Test
    void after_every_day_what_was_earned_is_owed_or_in_exactly_one_payment() {
        play(8);
    }

    @Test
    @Tag("long")
    void and_so_it_is_after_many_days() {
        play(60);
    }

    private void play(int days) {
        for (int day = 0; day < days; day++) {
            for (int action = 0; action < ACTIONS; action++) {
                act();
            }
            check();
        }
        assertThat(merchant.rows("payment")).isPositive();
    }

    private void act() {
        Payee payee = payees.get(random.nextInt(payees.size()));
        switch (random.nextInt(12)) {
            case 0, 1, 2 -> sell(payee);
            case 3 -> payee.earn("0." + random.nextInt(10, 99), random.nextBoolean() ? "USD" : "EUR");
            case 4, 5 -> refund();
            case 6 -> decide("APPROVED");
            case 7 -> decide("DENIED");
            case 8 -> pay("{\"affiliate_id\":" + payee.id() + ",\"currency\":\"USD\"" + period() + "}");
            case 9 ->
                pay("{\"all_affiliates\":true,\"draft\":true,\"minimum\":\"" + random.nextInt(15) + "\"" + period()
                        + "}");
            default -> settle(random.nextInt(3) == 0 ? "void" : "send");
        }
    }

    private void sell(Payee payee) {
        String order =
                ShopifyOrders.numbered(ShopifyOrders.landing(payee.partner().link()), orders.size() + 1L);
        orders.add(order);
        shop.send(random.nextInt(5) == 0 ? order.replace("\"test\": false", "\"test\": true") : order)
                .expect(200);
    }

    /** Wholly, or a part of it. */
    private void refund() {
        if (orders.isEmpty()) {
            return;
        }
        int one = random.nextInt(orders.size());
        String whole = ShopifyOrders.later(orders.get(one)).replace("\"pending\"", "\"refunded\"");
        String part = """
                {"id":%d,"order_id":%d,"created_at":"2026-05-01T10:00:00-04:00","note":null,"refund_line_items":[],\
                "transactions":[{"amount":"%d.37","kind":"refund"}],"order_adjustments":[]}""".formatted(++refunds, one + 1, random.nextInt(1, 40));
        shop.send(random.nextBoolean() ? whole : part).expect(200);
    }

    /** About conversions in any state: what may not change stays. */
    private void decide(String status) {
        List<JsonNode> all = List.copyOf(
                merchant.get("/api/v1/conversions?limit=50").json().path("data").values());
        if (!all.isEmpty()) {
            long id = all.get(random.nextInt(all.size())).path("id").longValue();
            merchant.post("/api/v1/conversions/status", """
                    {"ids":[%d],"status":"%s"}""".formatted(id, status))
                    .expect(200);
        }
    }

    /** None, one that the orders come before, or one that they are in while later refunds are not. */
    private String period() {
        return switch (random.nextInt(4)) {
            case 0 -> ",\"from\":\"2026-05-01T00:00:00Z\"";
            case 1 -> ",\"from\":\"2026-04-30T00:00:00Z\",\"until\":\"2026-05-01T13:00:00Z\"";
            default -> "";
        };
    }

    private void pay(String json) {
        assertThat(merchant.post("/api/v1/payments", json).status()).isIn(200, 201, 422);
    }

    private void settle(String how) {
        List<JsonNode> drafts = List.copyOf(merchant.get("/api/v1/payments?status=PREPARED")
                .json()
                .path("data")
                .values());
        if (!drafts.isEmpty()) {
            long id = drafts.get(random.nextInt(drafts.size())).path("id").longValue();
            merchant.post("/api/v1/payments/" + id + "/" + how).expect(200);
        }
    }

    private void check() {
        assertThat(rows("""
                select c.affiliate, c.currency from conversion c
                where account_id = ? and status = 'APPROVED' and not test
                group by account_id, affiliate, currency
                having sum(commission) <> sum(commission) filter (where payment is null)
                    + (select coalesce(sum(p.total), 0) from payment p where p.account_id = c.account_id
                       and p.affiliate = c.affiliate and p.currency = c.currency and p.status <> 'VOIDED')
                """)).as("balance = earned - payments").isEmpty();
        assertThat(rows("""
                select p.number, p.currency from payment p left join conversion c
                    on c.account_id = p.account_id and c.payment = p.number and c.affiliate = p.affiliate
                        and c.currency = p.currency and c.status = 'APPROVED' and not c.test
                        and (c.payment_status = 'PAID') = (p.status = 'SENT')
                where p.account_id = ? group by p.account_id, p.number
                having case p.status when 'VOIDED' then count(c.number) <> 0
                    else count(c.number) <> p.conversions or sum(c.commission) <> p.total end
                """)).as("a payment is the sum of its conversions").isEmpty();
        assertThat(rows("""
                select substring(convert_from(classic, 'UTF8') from '"id":([0-9]+)') from event
                where account_id = ? and topic = 'payment.created'
                """))
                .as("each payment that was sent is told once")
                .containsExactlyInAnyOrderElementsOf(rows("""
                        select number from payment where account_id = ? and status = 'SENT'
                        """));
    }

    private List<String> rows(String sql) {
        return SharedServer.server()
                .bean(JdbcClient.class)
                .sql(sql)
                .param(merchant.account().value())
                .query((row, number) -> row.getString(1))
                .list();
    }

    /** Whose conversions wait for approval. */
    private Partner slow() {
        return merchant.partner(merchant.offer("PERCENT_OF_SALE", "12.5", ""), "slow", "");
    }
}
