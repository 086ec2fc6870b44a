package dev.tributary.server.moving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.testing.LiveServer;
import dev.tributary.server.testing.Merchant;
import dev.tributary.server.testing.Partner;
import dev.tributary.server.testing.SharedServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Orders by CSV: as if the API had taken them. */
@Tag("database")
class ImportOrdersTest {
    /** As Shopify's export has them: what is true of the order stands in its first row. */
    private static final String ORDERS = """
            Name,Email,Created at,Currency,Shipping,Taxes,Discount Code,Discount Amount,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Billing Name
            #1001,jane@example.com,2026-04-01 10:00:00 +0200,USD,5.00,2.00,ADA10,10.00,2,Tea,25.00,TEA-1,Jane Doe
            #1001,,,,,,,,1,Cup,10.00,CUP-1,
            #1002,joe@example.com,2026-04-02 10:00:00 +0200,USD,0,0,,,1,Tea,25.00,TEA-1,Joe
            """;

    private final LiveServer server = SharedServer.server();
    private final Merchant merchant = server.merchant();
    private final Mover mover = new Mover(merchant);
    private final long offer = merchant.offer("PERCENT_OF_SALE", "10", "");
    private final Partner ada = merchant.partner(offer, "Ada", ",\"coupon\":\"ADA10\"");

    @Test
    void a_check_says_who_would_be_credited_and_the_run_credits_them() {
        JsonNode checked = mover.check("kind=orders&column.order_id=Name", ORDERS);
        assertThat(Mover.counts(checked)).isEqualTo("3 0 0 0");
        String rows = "/api/v1/imports/" + checked.path("id").stringValue() + "/rows.csv";
        String credits = "Order #1001: Ada Partner by coupon, 5.00 USD, pending";
        assertThat(merchant.get(rows).text()).contains(credits, "Order #1002: nobody is credited");
        assertThat(merchant.rows("shop_order")).isZero();
        assertThat(merchant.rows("conversion")).isZero();

        merchant.post("/api/v1/imports/" + checked.path("id").stringValue() + "/run")
                .expect(202);
        JsonNode done = mover.end(checked.path("id").stringValue());
        assertThat(Mover.counts(done)).isEqualTo("3 0 0 0");
        assertThat(merchant.get(rows).text()).contains(credits);
        JsonNode conversion = merchant.get("/api/v1/conversions").json().at("/data/0");
        assertThat(conversion.at("/affiliate/id").asLong()).isEqualTo(ada.id());
        assertThat(conversion.path("total").stringValue()).isEqualTo("57.00");
        assertThat(conversion.path("commission_total").stringValue()).isEqualTo("5.00");
        assertThat(conversion.path("created").stringValue()).isEqualTo("2026-04-01T08:00:00Z");
        assertThat(conversion.path("total_items").intValue()).isEqualTo(3);
        assertThat(merchant.topics("conversion")).containsExactly("conversion.created");
        assertThat(merchant.rows("shop_order")).isEqualTo(2);

        assertThat(Mover.counts(mover.bring("kind=orders&column.order_id=Name", ORDERS)))
                .isEqualTo("0 0 3 0");
        assertThat(merchant.topics("conversion")).hasSize(1);
    }

    @Test
    void a_check_foresees_each_order_after_those_above_it_and_leaves_nothing_behind() {
        String file = climbing();
        String checked = rows(mover.check("kind=orders", file));
        assertThat(checked)
                .contains("Order 2: Bob Partner by manual, 2.00 USD, approved", "Order 4: Ada Partner by")
                .doesNotContain("above");
        assertThat(merchant.rows("shop_order")).isZero();
        assertThat(merchant.rows("conversion")).isZero();
        assertThat(merchant.topics("conversion")).isEmpty();
        JsonNode taken = mover.bring("kind=orders", file);
        assertThat(rows(taken)).isEqualTo(checked);
        assertThat(merchant.get("/api/v1/conversions?limit=200").json().path("data").values().stream()
                        .map(one -> one.path("id").asString()))
                .as("no number was used up")
                .containsExactly("10000005", "10000004", "10000003", "10000002", "10000001");
    }

    @Test
    void a_check_that_can_t_rehearse_says_where_the_orders_above_may_change_what_it_foresees() {
        String file = climbing();
        JsonNode view = server.bean(TransactionTemplate.class).execute(busy -> {
            server.bean(JdbcClient.class)
                    .sql("select number from affiliate where account_id = ? for update")
                    .param(merchant.account().value())
                    .query(Long.class)
                    .list();
            return mover.check("kind=orders", file);
        });
        String checked = rows(view);
        assertThat(checked.lines().filter(line -> line.contains("a higher tier that orders above reach")))
                .hasSize(2);
        assertThat(checked.lines().filter(line -> line.contains("orders of its subscription above")))
                .hasSize(2);
        assertThat(checked.lines().filter(line -> line.contains("Order 5")).toList())
                .singleElement()
                .asString()
                .doesNotContain("above");
    }

    /** Orders of which one brings its affiliate to a higher tier, and another begins a subscription. */
    private String climbing() {
        long tiered = merchant.post("/api/v1/offers", """
                {"name":"Rising","type":"TIERED","auto_approve_days":0,"tier_basis":"count",\
                "tiers":[{"from":"0","percent":"10"},{"from":"1","percent":"20"}]}""").expect(201).id();
        Partner bob = merchant.partner(tiered, "Bob", "");
        return """
                order_id,quantity,price,affiliate_id,subscription_id
                1,1,10.00,%1$d,
                2,1,10.00,%1$d,
                3,1,10.00,%2$d,sub-1
                4,1,10.00,,sub-1
                5,1,10.00,%2$d,
                """.formatted(bob.id(), ada.id());
    }

    private String rows(JsonNode view) {
        return merchant.get("/api/v1/imports/" + view.path("id").stringValue() + "/rows.csv")
                .text();
    }

    @Test
    void an_order_that_the_api_took_is_known() {
        merchant.post("/api/v1/orders", "{\"order_id\":\"#1002\",\"items\":[]}").expect(201);
        assertThat(Mover.counts(mover.bring("kind=orders&column.order_id=Name", ORDERS)))
                .isEqualTo("2 0 1 0");
    }

    @Test
    void what_the_api_would_refuse_is_refused_with_its_column() {
        JsonNode view = mover.bring("kind=orders", """
                order_id,currency_code,quantity,price,affiliate_id,created
                1,USD,1,9.999,,
                2,USD,-1,9.99,,
                3,USD,1.5,9.99,,
                4,XXX,1,9.99,,
                5,USD,1,"1,234",,
                6,USD,1,9.99,77,
                7,USD,1,9.99,,1969-01-01
                8,USD,1,9.99,%d,
                """.formatted(ada.id()));
        assertThat(Mover.counts(view)).isEqualTo("1 0 0 7");
        assertThat(Mover.errors(view))
                .satisfiesExactly(
                        error -> assertThat(error).startsWith("2/4 must have at most 2 decimals"),
                        error -> assertThat(error).startsWith("3/3 must be from 1"),
                        error -> assertThat(error).startsWith("4/3 must be a whole number"),
                        error -> assertThat(error).startsWith("5/2 must be a currency"),
                        error -> assertThat(error).startsWith("6/4 must be a decimal number"),
                        error -> assertThat(error).startsWith("7/5 is no affiliate"),
                        error -> assertThat(error).startsWith("8/6 must be a time"));
        assertThat(merchant.rows("shop_order")).isEqualTo(1);
        assertThat(merchant.rows("conversion")).isEqualTo(1);
    }

    @Test
    void half_an_order_is_not_taken() {
        JsonNode view = mover.bring("kind=orders", """
                order_id,quantity,price
                1,1,10.00
                2,1,10.00
                1,1,5.00
                3,1,10.00
                3,1
                4,1,10.00
                """);
        assertThat(Mover.counts(view)).isEqualTo("2 0 0 4");
        assertThat(Mover.errors(view))
                .satisfiesExactly(
                        error -> assertThat(error)
                                .isEqualTo("2/- The order 1 goes on at line 4: its rows must stand together."),
                        error -> assertThat(error).startsWith("4/- The order 1 stands on line 2 already"),
                        error -> assertThat(error).startsWith("5/- The row below, on line 6"),
                        error -> assertThat(error).startsWith("6/- The row has 2 cells"));
        assertThat(merchant.rows("shop_order")).isEqualTo(2);
    }
}
