package dev.tributary.server.moving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.testing.Merchant;
import dev.tributary.server.testing.SharedServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What is brought in by CSV over the API. */
@Tag("database")
class ImportTest {
    private static final String OFFERS = """
            id,name,type,amount,window_days,auto_approve_days,created
            501,Standard,Percent of sale,10 %,60,,2019-03-01
            502,Flat,FLAT_RATE_PER_ORDER,$5.00,30,14,2019-03-02 10:00:00
            """;
    private static final String AFFILIATES = """
            Affiliate ID;Affiliate Code;First Name;Last Name;Email Address;Status;Offer;Coupon;custom:Instagram;Date Created
            123456;123ab;Zoë;Müller;zoe@example.com;Approved;Standard;ZOE10|ZOE20;@zoe;2019-04-05 06:07:08
            123457;4Cd;李;;li@example.com;PENDING;Flat;;;2020-01-01
            """;

    private final Merchant merchant = SharedServer.server().merchant();
    private final Mover mover = new Mover(merchant);

    @Test
    void a_programme_moves_in_with_its_ids_codes_dates_and_statuses_and_tells_nobody() {
        assertThat(Mover.counts(mover.bring("kind=offers", OFFERS))).isEqualTo("2 0 0 0");
        assertThat(Mover.counts(mover.bring("kind=affiliates", AFFILIATES))).isEqualTo("2 0 0 0");

        JsonNode zoe = merchant.get("/api/v1/affiliates/123456").expect(200).json();
        assertThat(zoe.path("link_parameter").stringValue()).isEqualTo("rfsn=123456.123ab");
        assertThat(zoe.path("status").stringValue()).isEqualTo("ACTIVE");
        assertThat(zoe.path("source").stringValue()).isEqualTo("IMPORT");
        assertThat(zoe.path("offer_id").intValue()).isEqualTo(501);
        assertThat(zoe.path("created_at").stringValue()).isEqualTo("2019-04-05T06:07:08Z");
        assertThat(zoe.at("/custom_fields/0/value").stringValue()).isEqualTo("@zoe");
        assertThat(merchant.get("/api/v1/affiliates/123456/triggers")
                        .json()
                        .path("data")
                        .values())
                .extracting(trigger -> trigger.path("trigger").stringValue())
                .containsExactly("ZOE10", "ZOE20");
        assertThat(merchant.get("/api/v1/affiliates/123457").text("/code")).isEqualTo("4Cd");
        assertThat(merchant.get("/api/v1/offers/501").text("/created_at")).isEqualTo("2019-03-01T00:00:00Z");
        assertThat(merchant.events()).isEmpty();
    }

    @Test
    void numbers_that_are_given_later_are_beyond_those_that_came_along() {
        mover.bring("kind=offers", OFFERS.replace("502", "70000"));
        mover.bring("kind=affiliates", AFFILIATES.replace("123457", "3000000"));
        assertThat(merchant.offer("PERCENT_OF_SALE", "1", "")).isGreaterThan(70000);
        assertThat(merchant.partner(501, "new", "").id()).isEqualTo(3000001);
    }

    @Test
    void an_old_link_and_an_old_coupon_go_on_earning() {
        mover.bring("kind=offers", OFFERS);
        mover.bring("kind=affiliates", AFFILIATES);
        String order = """
                {"order_id":"%s","currency_code":"USD","items":[{"quantity":1,"price":"50.00"}]%s}""";
        JsonNode byLink = merchant.post("/api/v1/orders", order.formatted("1", """
                ,"click":{"landed_url":"https://shop.example/?rfsn=123456.123ab"}"""))
                .expect(201)
                .json();
        assertThat(byLink.at("/conversions/0/affiliate_id").intValue()).isEqualTo(123456);
        JsonNode byCoupon = merchant.post("/api/v1/orders", order.formatted("2", ",\"discount_code\":\"zoe20\""))
                .expect(201)
                .json();
        assertThat(byCoupon.at("/conversions/0/commission_total").stringValue()).isEqualTo("5.00");
    }

    @Test
    void the_same_file_again_changes_nothing() {
        mover.bring("kind=offers", OFFERS);
        mover.bring("kind=affiliates", AFFILIATES);
        assertThat(Mover.counts(mover.bring("kind=offers&events=true", OFFERS))).isEqualTo("0 0 2 0");
        assertThat(Mover.counts(mover.bring("kind=affiliates&events=true", AFFILIATES)))
                .isEqualTo("0 0 2 0");
        assertThat(merchant.events()).isEmpty();
        assertThat(merchant.rows("affiliate")).isEqualTo(2);
        assertThat(merchant.rows("conversion_trigger")).isEqualTo(2);
    }

    @Test
    void a_check_says_what_would_happen_and_does_nothing_until_it_is_run() {
        mover.bring("kind=offers", OFFERS);
        JsonNode checked = mover.check("kind=affiliates", AFFILIATES);
        assertThat(checked.path("state").stringValue()).isEqualTo("checked");
        assertThat(Mover.counts(checked)).isEqualTo("2 0 0 0");
        assertThat(merchant.rows("affiliate")).isZero();
        assertThat(merchant.rows("affiliate_field")).isZero();

        String id = checked.path("id").stringValue();
        merchant.post("/api/v1/imports/" + id + "/run?events=true").expect(202);
        assertThat(mover.end(id).path("state").stringValue()).isEqualTo("finished");
        assertThat(merchant.topics(""))
                .containsExactly("affiliate.created", "trigger.created", "trigger.created", "affiliate.created");
        merchant.post("/api/v1/imports/" + id + "/run").expectProblem(409);
    }

    @Test
    void a_change_is_made_where_a_cell_differs_and_told_only_if_asked() {
        mover.bring("kind=offers", OFFERS);
        mover.bring("kind=affiliates", AFFILIATES);
        String changes = "id,city,status,custom:Instagram\n123456,Köln,,@zoe2\n123457,,Active,\n";
        assertThat(Mover.counts(mover.check("kind=affiliates", changes))).isEqualTo("0 2 0 0");
        assertThat(Mover.counts(mover.bring("kind=affiliates&events=true", changes)))
                .isEqualTo("0 2 0 0");
        assertThat(merchant.topics("")).containsExactly("affiliate.details_changed", "affiliate.status_changed");
        assertThat(merchant.get("/api/v1/affiliates/123456").text("/email")).isEqualTo("zoe@example.com");
        assertThat(Mover.counts(mover.bring("kind=affiliates&events=true", changes)))
                .isEqualTo("0 0 2 0");
    }

    @Test
    void what_is_wrong_is_told_with_line_and_column_and_the_rest_goes_in() {
        mover.bring("kind=offers", OFFERS);
        mover.bring("kind=affiliates", AFFILIATES);
        JsonNode view = mover.bring("kind=affiliates", """
                id,code,first_name,email,offer_id,status,coupon,created
                1,a1,Ann,ann@example.com,501,,,
                2,a2,Bob,bob at example,501,,,
                3,a3,Cy,cy@example.com,999,,,
                4,a4,Di,di@example.com,501,Asleep,,
                5,123ab,Ed,ed@example.com,501,,,
                1,a6,Fi,fi@example.com,501,,,
                7,a7,Gus,gus@example.com,501,,zoe10,
                8,a8,Hal,hal@example.com,501,,,1969-12-31
                9,a9,Ida,ida@example.com
                123456,other,Zoë,zoe@example.com,501,,,
                """);
        assertThat(Mover.counts(view)).isEqualTo("1 0 0 9");
        assertThat(Mover.errors(view))
                .satisfiesExactly(
                        error -> assertThat(error).startsWith("3/4 must be an e-mail address"),
                        error -> assertThat(error).startsWith("4/5 names no offer"),
                        error -> assertThat(error).startsWith("5/6 must be ACTIVE"),
                        error -> assertThat(error).startsWith("6/2 is taken by affiliate 123456, Zoë Müller"),
                        error -> assertThat(error).startsWith("7/- The id 1 stands on line 2 already"),
                        error -> assertThat(error)
                                .startsWith("8/7 is taken: ZOE10 (COUPON) belongs to affiliate 123456 (code 123ab)"),
                        error -> assertThat(error).startsWith("9/8 must be a time"),
                        error -> assertThat(error).startsWith("10/- The row has 4 cells, the header has 8"),
                        error -> assertThat(error).startsWith("11/2 differs: affiliate 123456 has the code 123ab"));
        assertThat(merchant.rows("affiliate")).isEqualTo(3);

        String rows = merchant.get("/api/v1/imports/" + view.path("id").stringValue() + "/rows.csv")
                .expect(200)
                .text();
        assertThat(rows)
                .startsWith(
                        "line,result,id,what,why\r\n2,new,1,Ann,\r\n3,refused,,,column 4 (email) “bob at example” must be an e-mail address")
                .hasLineCount(11);
    }

    @Test
    void a_file_that_is_no_csv_and_a_column_that_is_missing_are_refused_at_once() {
        mover.upload("kind=affiliates", "a\n\"open").expectBadField("file");
        mover.upload("kind=triggers", "affiliate_id\n1\n").expectBadField("column.trigger");
        mover.upload("kind=triggers&column.trigger=Nope", "trigger\n1\n").expectBadField("column.trigger");
        mover.upload("kind=nothing", "a\n1\n").expectProblem(400).names("kind");
        mover.upload("kind=offers&days=fortnight", "name\n1\n")
                .expectProblem(400)
                .names("days");
        mover.upload("kind=offers", new byte[10_000_001]).expectProblem(413);
        merchant.post("/api/v1/imports?kind=offers", "{}").expectProblem(415);
        assertThat(merchant.rows("csv_import")).isZero();
    }

    @Test
    void a_column_may_be_said_where_the_guess_is_wrong() {
        mover.bring("kind=offers", OFFERS);
        JsonNode view = mover.bring(
                "kind=affiliates&column.first_name=Vorname&column.email=Work",
                "Vorname,Email,Work,Offer\nJan,x,jan@example.com,Flat\n");
        assertThat(Mover.counts(view)).isEqualTo("1 0 0 0");
        assertThat(view.at("/columns/1/column").isNull()).isTrue();
        assertThat(merchant.get("/api/v1/affiliates").text("/data/0/email")).isEqualTo("jan@example.com");
    }

    @Test
    void another_accounts_import_is_not_there() {
        String id = mover.check("kind=offers", OFFERS).path("id").stringValue();
        Merchant other = SharedServer.server().merchant();
        other.get("/api/v1/imports/" + id).expectProblem(404);
        other.get("/api/v1/imports/" + id + "/rows.csv").expectProblem(404);
        other.post("/api/v1/imports/" + id + "/run").expectProblem(404);
        other.post("/api/v1/imports/" + id + "/cancel").expectProblem(404);
        assertThat(other.get("/api/v1/imports").json().path("data").values()).isEmpty();
        assertThat(merchant.get("/api/v1/imports").text("/data/0/id")).isEqualTo(id);
        assertThat(merchant.post("/api/v1/imports/" + id + "/cancel").text("/state"))
                .isEqualTo("cancelled");
    }
}
