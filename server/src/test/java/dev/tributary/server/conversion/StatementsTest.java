package dev.tributary.server.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.account.Accounts;
import dev.tributary.server.testing.Browser;
import dev.tributary.server.testing.CountStatements;
import dev.tributary.server.testing.LiveServer;
import dev.tributary.server.testing.Merchant;
import dev.tributary.server.testing.People;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** How much lists ask of the database. */
@Tag("database")
@Tag("once")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StatementsTest {
    private static final List<String> CALLS = List.of(
            "/api/v1/conversions?limit=200",
            "/api/v1/orders?limit=200",
            "/api/v1/payments?limit=200",
            "/api/v1/affiliates?limit=200",
            "/api/v1/payments/export.csv",
            "/api/v1/exports/conversions.csv",
            "/api/v1/exports/payments.csv");
    private static final List<String> PAGES = List.of(
            "/console/conversions?limit=200",
            "/console/payments?limit=200",
            "/console/payments/new/preview?method=PAYPAL",
            "/console/affiliates?limit=200");

    private LiveServer server;

    @BeforeAll
    void start() {
        server = LiveServer.start(Map.of(), CountStatements.class, CountStatements.Requests.class);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void a_list_of_fifty_affiliates_asks_no_more_than_a_list_of_one() {
        assertThat(statements(50)).isEqualTo(statements(1));
    }

    private Map<String, Integer> statements(int affiliates) {
        Merchant merchant = server.merchant();
        long offer = merchant.offer("PERCENT_OF_SALE", "10", ",\"auto_approve_days\":0");
        for (int i = 0; i < affiliates; i++) {
            credit(merchant, merchant.partner(offer, "p" + i, "").id(), i);
        }
        merchant.post("/api/v1/payments", "{\"all_affiliates\":true}").expect(201);
        merchant.get("/api/v1/affiliates?limit=200")
                .json()
                .path("data")
                .forEach(affiliate -> credit(merchant, affiliate.path("id").asLong(), 100));
        Browser owner = new People(server).owner(server.bean(Accounts.class).get(merchant.account()));
        Map<String, Integer> statements = new LinkedHashMap<>();
        for (String call : CALLS) {
            merchant.get(call).expect(200);
            statements.put(call, CountStatements.of(() -> merchant.get(call).expect(200)));
        }
        for (String page : PAGES) {
            owner.get(page).expect(200);
            statements.put(page, CountStatements.of(() -> owner.get(page).expect(200)));
        }
        assertThat(statements.values()).allMatch(count -> count > 0);
        return statements;
    }

    private static void credit(Merchant merchant, long affiliate, int order) {
        merchant.post("/api/v1/orders", """
                {"order_id":"%d-%d","affiliate_id":%d,"items":[{"quantity":1,"price":"10"}]}""".formatted(affiliate, order, affiliate))
                .expect(201);
    }
}
