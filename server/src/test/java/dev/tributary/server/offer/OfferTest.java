package dev.tributary.server.offer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.testing.Answer;
import dev.tributary.server.testing.Calls;
import dev.tributary.server.testing.LiveServer;
import dev.tributary.server.testing.Merchant;
import dev.tributary.server.testing.SharedServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@Tag("database")
class OfferTest {
    private static final String OFFERS = "/api/v1/offers";

    private final LiveServer server = SharedServer.server();
    private final Merchant owner = server.merchant();
    private final Calls calls = owner.calls();

    @Test
    void an_offer_reads_back_as_it_was_made() {
        Answer made = calls.post(OFFERS, """
                {"name":"Standard","type":"PERCENT_OF_SALE","amount":"12.50","window_days":100,"auto_approve_days":0}
                """).expect(201);
        JsonNode read = calls.get(OFFERS + "/" + made.id()).expect(200).json();
        assertThat(read).isEqualTo(made.json());
        assertThat(read.path("amount").stringValue()).isEqualTo("12.5");
        assertThat(read.path("window_days").intValue()).isEqualTo(100);
        assertThat(read.path("auto_approve_days").intValue()).isZero();
        assertThat(calls.get(OFFERS).json().path("data").size()).isEqualTo(1);
    }

    @Test
    void the_window_is_30_days_and_nothing_approves_itself_unless_told() {
        JsonNode made = calls.post(OFFERS, "{\"name\":\"A\",\"type\":\"FLAT_RATE_PER_ORDER\",\"amount\":5}")
                .expect(201)
                .json();
        assertThat(made.path("window_days").intValue()).isEqualTo(30);
        assertThat(made.path("auto_approve_days").isNull()).isTrue();
    }

    @Test
    void a_change_leaves_the_rest_as_it_was() {
        Answer made = make();
        JsonNode changed = calls.patch(OFFERS + "/" + made.id(), "{\"amount\":\"15\",\"auto_approve_days\":7}")
                .expect(200)
                .json();
        assertThat(changed.path("amount").stringValue()).isEqualTo("15");
        assertThat(changed.path("name").stringValue()).isEqualTo("Standard");
        assertThat(calls.patch(OFFERS + "/" + made.id(), "{\"auto_approve_days\":null}")
                        .expect(200)
                        .json()
                        .path("auto_approve_days")
                        .isNull())
                .isTrue();
    }

    @Test
    void tiers_sku_rates_and_the_limit_of_renewals_read_back_and_change_one_by_one() {
        Answer made = calls.post(OFFERS, """
                {"name":"Rising","type":"TIERED","renewal_limit":3,\
                "tiers":[{"from":0,"percent":"5.00"},{"from":"1000.50","percent":"7.5"}],\
                "sku_overrides":[{"sku":"tea-1","type":"FLAT_RATE_PER_ITEM","amount":"2.00"}]}""").expect(201);
        JsonNode read = calls.get(OFFERS + "/" + made.id()).expect(200).json();
        assertThat(read).isEqualTo(made.json());
        assertThat(read.path("amount").stringValue()).isEqualTo("5");
        assertThat(read.path("tier_basis").stringValue()).isEqualTo("revenue");
        assertThat(read.path("tier_window_days").intValue()).isEqualTo(30);
        assertThat(read.path("tiers").toString())
                .isEqualTo("[{\"from\":\"0\",\"percent\":\"5\"},{\"from\":\"1000.5\",\"percent\":\"7.5\"}]");
        assertThat(read.path("sku_overrides").toString())
                .isEqualTo("[{\"sku\":\"TEA-1\",\"type\":\"FLAT_RATE_PER_ITEM\",\"amount\":\"2\"}]");
        String path = OFFERS + "/" + made.id();
        JsonNode month = calls.patch(path, "{\"tier_window_days\":null,\"renewal_limit\":0}")
                .expect(200)
                .json();
        assertThat(month.path("tier_window_days").isNull()).isTrue();
        assertThat(month.path("tiers")).isEqualTo(read.path("tiers"));
        assertThat(month.path("sku_overrides")).isEqualTo(read.path("sku_overrides"));
        calls.patch(path, "{\"tier_basis\":\"count\"}").expectBadField("tiers");
        calls.patch(path, "{\"type\":\"PERCENT_OF_SALE\"}").expectBadField("amount");
        JsonNode plain = calls.patch(path, "{\"type\":\"PERCENT_OF_SALE\",\"amount\":\"9\",\"sku_overrides\":[]}")
                .expect(200)
                .json();
        assertThat(plain.path("tiers").size()).isZero();
        assertThat(plain.path("tier_basis").isNull()).isTrue();
        assertThat(plain.path("sku_overrides").size()).isZero();
        assertThat(plain.path("renewal_limit").intValue()).isZero();
    }

    @Test
    void if_match_is_honoured() {
        Answer made = make();
        String tag = made.headers().firstValue("etag").orElseThrow();
        calls.patch(OFFERS + "/" + made.id(), "{\"amount\":\"11\"}", "If-Match", tag)
                .expect(200);
        calls.patch(OFFERS + "/" + made.id(), "{\"amount\":\"12\"}", "If-Match", tag)
                .expectProblem(412);
        calls.patch(OFFERS + "/" + made.id(), "{\"amount\":\"12\"}", "If-Match", "*")
                .expect(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\":\"PERCENT_OF_SALE\",\"amount\":\"1\"} | name",
                "{\"name\":\"A\",\"type\":\"PERCENT_OF_SALE\",\"amount\":\"100.01\"} | amount",
                "{\"name\":\"A\",\"type\":\"PERCENT_OF_SALE\",\"amount\":\"1.23456\"} | amount",
                "{\"name\":\"A\",\"type\":\"PERCENT_OF_SALE\",\"amount\":\"-1\"} | amount",
                "{\"name\":\"A\",\"type\":\"PERCENT_OF_SALE\",\"amount\":\"ten\"} | amount",
                "{\"name\":\"A\",\"type\":\"PERCENT_OF_SALE\",\"amount\":1e999999999} | amount",
                "{\"name\":\"A\",\"type\":\"PERCENT_OF_SALE\",\"amount\":true} | amount",
                "{\"name\":\"A\",\"type\":\"PERCENT_OF_SALE\"} | amount",
                "{\"name\":\"A\",\"type\":\"FLAT_RATE_PER_ITEM\",\"amount\":\"1.001\"} | amount",
                "{\"name\":\"A\",\"type\":\"FLAT_RATE_PER_ORDER\",\"amount\":\"99999999999\"} | amount",
                "{\"name\":\"A\",\"type\":\"TIERED\"} | tiers",
                "{\"name\":\"A\",\"type\":\"TIERED\",\"tiers\":[]} | tiers",
                "{\"name\":\"A\",\"type\":\"TIERED\",\"tiers\":[{\"from\":\"1\",\"percent\":\"5\"}]} | tiers[0].from",
                "{\"name\":\"A\",\"type\":\"TIERED\",\"tiers\":[{\"from\":\"0\",\"percent\":\"5\"},{\"from\":\"0\",\"percent\":\"6\"}]} | tiers[1].from",
                "{\"name\":\"A\",\"type\":\"TIERED\",\"tiers\":[{\"from\":\"0\",\"percent\":\"101\"}]} | tiers[0].percent",
                "{\"name\":\"A\",\"type\":\"TIERED\",\"tiers\":[{\"from\":\"0\"}]} | tiers[0].percent",
                "{\"name\":\"A\",\"type\":\"TIERED\",\"tiers\":[{\"from\":\"0\",\"percent\":\"5\",\"to\":\"9\"}]} | tiers[0].to",
                "{\"name\":\"A\",\"type\":\"TIERED\",\"tiers\":[7]} | tiers[0]",
                "{\"name\":\"A\",\"type\":\"TIERED\",\"tiers\":[{\"from\":\"0\",\"percent\":\"5\"},{\"from\":\"1.001\",\"percent\":\"6\"}]} | tiers[1].from",
                "{\"name\":\"A\",\"type\":\"TIERED\",\"tier_basis\":\"count\",\"tiers\":[{\"from\":\"0\",\"percent\":\"5\"},{\"from\":\"1.5\",\"percent\":\"6\"}]} | tiers[1].from",
                "{\"name\":\"A\",\"type\":\"TIERED\",\"tier_basis\":\"luck\",\"tiers\":[{\"from\":\"0\",\"percent\":\"5\"}]} | tier_basis",
                "{\"name\":\"A\",\"type\":\"TIERED\",\"tier_window_days\":0,\"tiers\":[{\"from\":\"0\",\"percent\":\"5\"}]} | tier_window_days",
                "{\"name\":\"A\",\"type\":\"TIERED\",\"amount\":\"7\",\"tiers\":[{\"from\":\"0\",\"percent\":\"5\"}]} | amount",
                "{\"name\":\"A\",\"type\":\"PERCENT_OF_SALE\",\"amount\":\"1\",\"tiers\":[{\"from\":\"0\",\"percent\":\"5\"}]} | tiers",
                "{\"name\":\"A\",\"type\":\"PERCENT_OF_SALE\",\"amount\":\"1\",\"tier_basis\":\"count\"} | tier_basis",
                "{\"name\":\"A\",\"type\":\"PERCENT_OF_SALE\",\"amount\":\"1\",\"renewal_limit\":1001} | renewal_limit",
                "{\"name\":\"A\",\"type\":\"PERCENT_OF_SALE\",\"amount\":\"1\",\"sku_overrides\":[{\"sku\":\"\",\"type\":\"PERCENT_OF_SALE\",\"amount\":\"1\"}]} | sku_overrides[0].sku",
                "{\"name\":\"A\",\"type\":\"PERCENT_OF_SALE\",\"amount\":\"1\",\"sku_overrides\":[{\"sku\":\"A\",\"amount\":\"1\"}]} | sku_overrides[0].type",
                "{\"name\":\"A\",\"type\":\"PERCENT_OF_SALE\",\"amount\":\"1\",\"sku_overrides\":[{\"sku\":\"A\",\"type\":\"TIERED\",\"amount\":\"1\"}]} | sku_overrides[0].type",
                "{\"name\":\"A\",\"type\":\"PERCENT_OF_SALE\",\"amount\":\"1\",\"sku_overrides\":[{\"sku\":\"A\",\"type\":\"FLAT_RATE_PER_ITEM\",\"amount\":\"1.001\"}]} | sku_overrides[0].amount",
                "{\"name\":\"A\",\"type\":\"PERCENT_OF_SALE\",\"amount\":\"1\",\"sku_overrides\":[{\"sku\":\"a\",\"type\":\"PERCENT_OF_SALE\",\"amount\":\"1\"},{\"sku\":\"A\",\"type\":\"PERCENT_OF_SALE\",\"amount\":\"2\"}]} | sku_overrides[1].sku",
                "{\"name\":\"A\",\"type\":\"percent\",\"amount\":\"1\"} | type",
                "{\"name\":\"A\",\"type\":[],\"amount\":\"1\"} | type",
                "{\"name\":\"A\",\"amount\":\"1\"} | type",
                "{\"name\":\"A\",\"type\":null,\"amount\":\"1\"} | type",
                "{\"name\":\"A\",\"type\":\"PERCENT_OF_SALE\",\"amount\":\"1\",\"window_days\":0} | window_days",
                "{\"name\":\"A\",\"type\":\"PERCENT_OF_SALE\",\"amount\":\"1\",\"window_days\":3651} | window_days",
                "{\"name\":\"A\",\"type\":\"PERCENT_OF_SALE\",\"amount\":\"1\",\"window_days\":1.5} | window_days",
                "{\"name\":\"A\",\"type\":\"PERCENT_OF_SALE\",\"amount\":\"1\",\"auto_approve_days\":366} | auto_approve_days",
                "{\"name\":\"A\\u0000\",\"type\":\"PERCENT_OF_SALE\",\"amount\":\"1\"} | name",
                "{\"name\":\"\\ud800\",\"type\":\"PERCENT_OF_SALE\",\"amount\":\"1\"} | name",
                "{\"name\":\"A\",\"type\":\"PERCENT_OF_SALE\",\"amount\":\"1\",\"wat\":1} | wat",
            })
    void what_can_not_be_an_offer_is_refused_and_named(String body, String field) {
        calls.post(OFFERS, body).expectBadField(field);
        assertThat(server.rows("offer", owner.account())).isZero();
    }

    @Test
    void flat_amounts_keep_to_the_accounts_currency() {
        Calls yen = server.merchant("JPY").calls();
        yen.post(OFFERS, "{\"name\":\"A\",\"type\":\"FLAT_RATE_PER_ORDER\",\"amount\":\"100.5\"}")
                .expectBadField("amount");
        yen.post(OFFERS, "{\"name\":\"A\",\"type\":\"FLAT_RATE_PER_ORDER\",\"amount\":\"100.0\"}")
                .expect(201);
        Calls dinar = server.merchant("KWD").calls();
        dinar.post(OFFERS, "{\"name\":\"A\",\"type\":\"FLAT_RATE_PER_ORDER\",\"amount\":\"1.005\"}")
                .expect(201);
    }

    @Test
    void another_accounts_offer_does_not_exist() {
        Answer made = make();
        Calls other = server.merchant().calls();
        other.get(OFFERS + "/" + made.id()).expectProblem(404);
        other.patch(OFFERS + "/" + made.id(), "{\"amount\":\"1\"}").expectProblem(404);
        assertThat(other.get(OFFERS).json().path("data").size()).isZero();
        calls.get(OFFERS + "/abc").expectProblem(404);
        calls.get(OFFERS + "/99999999999999999999").expectProblem(404);
    }

    @Test
    void a_list_is_read_page_by_page() {
        for (int i = 0; i < 5; i++) {
            make();
        }
        JsonNode first = calls.get(OFFERS + "?limit=3").expect(200).json();
        assertThat(first.path("data").size()).isEqualTo(3);
        JsonNode second = calls.get(
                        OFFERS + "?limit=3&cursor=" + first.path("next_cursor").stringValue())
                .expect(200)
                .json();
        assertThat(second.path("data").size()).isEqualTo(2);
        assertThat(second.path("next_cursor").isNull()).isTrue();
        for (String bad : new String[] {"limit=0", "limit=201", "limit=x", "limit=", "cursor=!", "cursor=bm9wZQ"}) {
            calls.get(OFFERS + "?" + bad).expectProblem(400);
        }
    }

    private Answer make() {
        return calls.post(OFFERS, "{\"name\":\"Standard\",\"type\":\"PERCENT_OF_SALE\",\"amount\":\"10\"}")
                .expect(201);
    }
}
