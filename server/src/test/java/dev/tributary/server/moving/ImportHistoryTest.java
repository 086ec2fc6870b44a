package dev.tributary.server.moving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.testing.Merchant;
import dev.tributary.server.testing.PublishedEvent;
import dev.tributary.server.testing.SharedServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Conversions that were credited, and paid, before the merchant came. */
@Tag("database")
class ImportHistoryTest {
    private static final String OFFERS = "id,name,type,amount,auto_approve_days\n501,Old,PERCENT_OF_SALE,10,0\n";
    private static final String AFFILIATES = """
            id,code,first_name,last_name,email,status
            123456,123ab,Zoë,Müller,zoe@example.com,ACTIVE
            123457,4cd,Li,李,li@example.com,ACTIVE
            """;
    private static final String HISTORY = """
            Conversion ID,Order ID,Date,Status,Payment Status,Payment ID,Currency,Order Total,Commissionable Total,Commission,Type,Coupon Code,Affiliate ID,Customer Email,Refund of
            9000001,1001,2020-01-02 03:04:05,APPROVED,PAID,700,USD,130.55,100.00,10.00,COUPON,ZOE10,123456,j@example.com,
            9000002,1002,2020-01-03,Approved,PAID,700,USD,50.00,50.00,5.00,LINK,,123456,,
            9000003,1001,2020-01-04,APPROVED,PAID,700,USD,-30.55,-20.00,-2.00,COUPON,ZOE10,123456,,9000001
            9000004,1003,2020-02-01,Paid,,,USD,70.00,,7.00,LINK,,123456,,
            9000005,1004,2020-02-02,Pending,UNPAID,,EUR,20.00,,2.00,,,123457,,
            9000006,1005,2020-02-03,Denied,,,USD,20.00,,2.00,EMAIL,,123457,,
            99000007,1006,2020-02-03,Unqualified,,,USD,20.00,,0.00,,,123457,,
            """;

    /** The whole classic body of the first of them. */
    private static final String FIRST = """
            {"id":9000001,"created":"2020-01-02 03:04:05","status":"APPROVED","denied_reason_code":null,
            "is_recurring":false,"total_items":"1","total":"130.55","commission_total":"10.00","currency":"USD",
            "is_test_conversion":"FALSE","payment_status":"PAID","updated":null,
            "affiliate":{"id":"123456","code":"123ab","first_name":"Zoë","last_name":"Müller",
            "email":"zoe@example.com"},
            "payment_id":"700","offer":{"id":501,"name":"Old","type":"PERCENT_OF_SALE","amount":"10"},
            "customer":{"name":"","email":"j@example.com","browser_ip":""},
            "coupon_code":"ZOE10","order_id":"1001","subscription_id":null,"reason":null,"notes":null,
            "product names":null,"click":null,"source":"MANUAL"}""";

    private final Merchant merchant = SharedServer.server().merchant();
    private final Mover mover = new Mover(merchant);

    @BeforeEach
    void programme() {
        mover.bring("kind=offers", OFFERS);
        mover.bring("kind=affiliates", AFFILIATES);
    }

    @Test
    void history_keeps_numbers_amounts_statuses_and_payments_and_is_weighed_by_nobody() {
        assertThat(Mover.counts(mover.check("kind=conversions", HISTORY))).isEqualTo("7 0 0 0");
        assertThat(merchant.rows("conversion")).isZero();
        assertThat(Mover.counts(mover.bring("kind=conversions", HISTORY))).isEqualTo("7 0 0 0");

        JsonNode first = merchant.get("/api/v1/conversions/9000001").expect(200).json();
        assertThat(first.path("commission_total").stringValue()).isEqualTo("10.00");
        assertThat(first.path("commissionable_total").stringValue()).isEqualTo("100.00");
        assertThat(first.path("created").stringValue()).isEqualTo("2020-01-02T03:04:05Z");
        assertThat(first.path("payment_status").stringValue()).isEqualTo("PAID");
        assertThat(first.path("payment_id").intValue()).isEqualTo(700);
        assertThat(first.path("order_id").stringValue()).isEqualTo("1001");
        assertThat(first.at("/attribution/mechanism").stringValue()).isEqualTo("COUPON");
        JsonNode refund = merchant.get("/api/v1/conversions/9000003").json();
        assertThat(refund.path("refund_of").intValue()).isEqualTo(9000001);
        assertThat(refund.path("total").stringValue()).isEqualTo("-30.55");
        assertThat(merchant.get("/api/v1/conversions/9000005").text("/status")).isEqualTo("PENDING");
        assertThat(merchant.get("/api/v1/conversions/9000006").text("/denied_reason_code"))
                .isEqualTo("OTHER");
        assertThat(merchant.get("/api/v1/affiliates/123456").text("/last_conversion"))
                .startsWith("2020-02-01");
        assertThat(merchant.events()).isEmpty();
    }

    @Test
    void a_payment_of_the_past_is_worth_what_it_paid() {
        mover.bring("kind=conversions", HISTORY);
        JsonNode known = merchant.get("/api/v1/payments/700").expect(200).json();
        assertThat(known.toString()).contains("\"13.00\"", "SENT");
        String all = mover.export("payments");
        assertThat(all)
                .contains(
                        "700,123456,123ab,Zoë Müller",
                        ",13.00,OTHER,3,SENT,",
                        ",7.00,OTHER,1,SENT,Paid before moving in,");
        assertThat(merchant.topics("payment")).isEmpty();
    }

    @Test
    void what_was_paid_before_is_told_as_paid_with_its_payment() {
        mover.bring("kind=conversions&events=true", HISTORY);
        PublishedEvent born = merchant.events().getFirst();
        assertThat(born.classic()).isEqualTo(FIRST.replace("\n", ""));
        JsonNode data = JsonMapper.shared().readTree(born.data());
        assertThat(data.path("payment_status").stringValue()).isEqualTo("PAID");
        assertThat(data.path("payment_id").stringValue()).isEqualTo("pay_700");
        assertThat(merchant.events().stream()
                        .filter(event -> event.subject().equals("conversion:9000006"))
                        .map(PublishedEvent::topic))
                .containsExactly("conversion.created", "conversion.denied");
        assertThat(merchant.events("conversion.refunded").getFirst().classic())
                .contains("\"payment_status\":\"PAID\"", "\"payment_id\":\"700\"");
        assertThat(merchant.topics("payment")).isEmpty();
    }

    @Test
    void a_test_order_of_the_past_was_no_conversion_of_the_affiliate_s() {
        mover.bring("kind=conversions", """
                id,total,commission_total,affiliate_id,created,is_test
                1,10.00,1.00,123457,2020-01-01,true
                """);
        assertThat(merchant.get("/api/v1/affiliates/123457")
                        .json()
                        .path("last_conversion")
                        .isNull())
                .isTrue();
    }

    @Test
    void a_refund_of_what_is_not_there_or_another_s_is_refused() {
        mover.bring("kind=conversions", HISTORY);
        String refunds = """
                id,total,commission_total,affiliate_id,currency,refund_of
                1,-1.00,-1.00,123456,USD,77
                2,-1.00,-1.00,123457,USD,9000001
                3,-1.00,-1.00,123456,EUR,9000001
                4,-1.00,-1.00,123456,USD,9000003
                5,-1.00,-1.00,123456,USD,9000001
                """;
        assertThat(Mover.counts(mover.check("kind=conversions", refunds)))
                .as("what is not there yet may come in the same file")
                .isEqualTo("2 0 0 3");
        JsonNode view = mover.bring("kind=conversions", refunds);
        assertThat(Mover.counts(view)).isEqualTo("1 0 0 4");
        assertThat(Mover.errors(view))
                .satisfiesExactly(
                        error -> assertThat(error).startsWith("2/6 names no conversion that is here"),
                        error -> assertThat(error).startsWith("3/6 is that of a refund, of another affiliate's"),
                        error -> assertThat(error).startsWith("4/6 is that of a refund, of another affiliate's"),
                        error -> assertThat(error).startsWith("5/6 is that of a refund, of another affiliate's"));
    }

    @Test
    void the_same_history_again_changes_nothing_even_after_work_on_it() {
        mover.bring("kind=conversions", HISTORY);
        merchant.post("/api/v1/conversions/status", "{\"ids\":[9000005],\"status\":\"APPROVED\"}")
                .expect(200);
        assertThat(Mover.counts(mover.bring("kind=conversions", HISTORY))).isEqualTo("0 0 7 0");
        assertThat(merchant.get("/api/v1/conversions/9000005").text("/status")).isEqualTo("APPROVED");
        assertThat(merchant.rows("conversion")).isEqualTo(7);
        String without = HISTORY.replaceAll("(?m)^(Conversion ID|[0-9]+),", "");
        assertThat(Mover.counts(mover.bring("kind=conversions", without))).isEqualTo("0 0 7 0");
    }

    @Test
    void what_a_shop_that_is_connected_already_has_brought_itself_is_not_credited_again() {
        mover.bring("kind=conversions", HISTORY);
        merchant.post("/api/v1/orders", """
                {"order_id":"1050","affiliate_id":123456,"currency_code":"USD","items":[{"quantity":1,"price":"50.00"}]}""").expect(201);
        String both = """
                Conversion ID,Order ID,Date,Status,Currency,Order Total,Commission,Type,Affiliate ID,Refund of
                9900001,1050,2026-04-30,Approved,USD,53.00,5.00,LINK,123456,
                9900002,#1050,2026-04-30,Approved,USD,-10.00,-1.00,LINK,123456,9900001
                9900003,1050,2026-04-30,Approved,USD,53.00,5.00,LINK,123457,
                9900004,1049,2026-04-30,Approved,USD,20.00,2.00,LINK,123456,
                9900005,1001,2026-04-30,Approved,USD,9.00,1.00,LINK,123456,
                """;
        JsonNode checked = mover.check("kind=conversions", both);
        assertThat(Mover.counts(checked)).isEqualTo("3 0 2 0");
        String rows = "/api/v1/imports/" + checked.path("id").stringValue() + "/rows.csv";
        assertThat(merchant.get(rows).text()).contains("the order came here itself, and is conversion 99000008");
        assertThat(Mover.counts(mover.bring("kind=conversions", both))).isEqualTo("3 0 2 0");
        String without = both.replaceAll("(?m)^(Conversion ID|[0-9]+),", "").replaceAll("(?m),[0-9]+$", ",");
        assertThat(Mover.counts(mover.bring("kind=conversions", without))).isEqualTo("0 0 5 0");
        assertThat(merchant.rows("conversion")).isEqualTo(7 + 1 + 3);
    }

    @Test
    void the_number_of_another_order_s_conversion_is_taken_even_where_the_amounts_are_alike() {
        mover.bring("kind=conversions", HISTORY);
        JsonNode view = mover.bring("kind=conversions", """
                id,order_id,status,currency,total,commission_total,affiliate_id
                9000004,1999,APPROVED,USD,70.00,7.00,123456
                """);
        assertThat(Mover.errors(view)).first().asString().startsWith("2/1 is that of another conversion");
    }

    @Test
    void new_conversions_are_numbered_beyond_and_events_come_if_asked() {
        mover.bring("kind=conversions&events=true", HISTORY.replaceAll("(?m)^900000[1-5].*\n", ""));
        assertThat(merchant.topics(""))
                .containsExactly("conversion.created", "conversion.denied", "conversion.unqualified");
        merchant.post("/api/v1/orders", "{\"order_id\":\"1\",\"affiliate_id\":123456,\"items\":[]}")
                .expect(201);
        assertThat(merchant.get("/api/v1/conversions").json().at("/data/0/id").intValue())
                .isEqualTo(99000008);
    }

    @Test
    void what_can_not_have_been_is_refused() {
        mover.bring("kind=conversions", HISTORY);
        JsonNode view = mover.bring("kind=conversions", """
                id,order_id,status,payment_status,payment_id,currency,total,commission_total,affiliate_id,created,offer_id,denied_reason_code
                1,,PENDING,PAID,,USD,10.00,1.00,123456,,,
                2,,APPROVED,,,USD,10.001,1.00,123456,,,
                3,,APPROVED,,,USD,10.00,1.00,999,,,
                4,,APPROVED,,,USD,10.00,1.00,123456,1960-01-01,,
                ,,APPROVED,,,USD,10.00,1.00,123456,,,
                9000001,,APPROVED,,,USD,10.00,99.00,123456,,,
                7,,APPROVED,PAID,700,USD,10.00,1.00,123457,,,
                8,,APPROVED,PAID,701,USD,-10.00,-1.00,123457,,,
                9,,APPROVED,,,USD,10.00,1.00,123456,,77,
                10,,APPROVED,,,USD,10.00,1.00,123456,,,FRAUD_SUSPECTED
                11,,APPROVED,,,USD,10.00,1.00,123456,,,
                """);
        assertThat(Mover.errors(view))
                .satisfiesExactly(
                        error -> assertThat(error).startsWith("2/4 can't be PAID: only an approved"),
                        error -> assertThat(error).startsWith("3/7 must have at most 2 decimals"),
                        error -> assertThat(error).startsWith("4/9 names no affiliate"),
                        error -> assertThat(error).startsWith("5/10 must be a time"),
                        error -> assertThat(error).startsWith("6/2 is required where the row has no id"),
                        error -> assertThat(error).startsWith("7/1 is that of another conversion"),
                        error -> assertThat(error).startsWith("8/5 is that of a payment to another affiliate"),
                        error -> assertThat(error).startsWith("9/4 can't be PAID: its payment"),
                        error -> assertThat(error).startsWith("10/11 names no offer"),
                        error -> assertThat(error).startsWith("11/12 is for a conversion that is DENIED"));
        assertThat(Mover.counts(view)).isEqualTo("1 0 0 10");
        assertThat(merchant.rows("conversion")).isEqualTo(8);
        assertThat(merchant.rows("payment")).isEqualTo(2);
    }
}
