package dev.tributary.server.join;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.access.ApiKeys;
import dev.tributary.server.access.Scope;
import dev.tributary.server.account.Account;
import dev.tributary.server.testing.Answer;
import dev.tributary.server.testing.Browser;
import dev.tributary.server.testing.LiveServer;
import dev.tributary.server.testing.Merchant;
import dev.tributary.server.testing.People;
import dev.tributary.server.testing.SharedServer;
import java.net.URI;
import java.util.EnumSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Links by which a merchant lets affiliates in, where no mail server is set up. */
@Tag("database")
class AffiliateInvitationTest {
    private static final LiveServer SERVER = SharedServer.server();

    private final People people = new People(SERVER);
    private final Account account = people.newAccount();
    private final String key = SERVER.bean(ApiKeys.class).create(account.id(), "test", EnumSet.allOf(Scope.class));
    private final Merchant merchant = new Merchant(SERVER, account.id(), key, SERVER.calls(key));
    private final Lobby lobby = new Lobby(SERVER, merchant);
    private final String path = "/api/v1/programmes/" + lobby.id + "/invitations";

    @Test
    void whoever_is_invited_comes_in_at_once_with_their_offer_though_the_page_is_closed() {
        long gold = merchant.offer("PERCENT_OF_SALE", "20", "");
        lobby.change("{\"open\":false,\"terms\":\"Be kind.\"}");
        String link = link(invite("{\"emails\":[\"ann@example.com\"],\"offer_id\":" + gold + "}"));
        assertThat(SERVER.stranger().get(link).expect(200).text())
                .contains("You are invited", "ann@example.com", "20\u202f% of the sale", "noindex")
                .doesNotContain("name=\"email\"");
        assertThat(lobby.post(link, "", "first_name", "Ann").expect(422).text())
                .contains("must be accepted", "value=\"Ann\"");
        Answer done = lobby.post(
                link, "", "first_name", "Ann", "email", "eve@example.com", "accept", "yes", "terms_version", "1");
        assertThat(SERVER.stranger().get(Browser.location(done)).text()).contains("You are in");
        JsonNode ann = lobby.affiliates().path(0);
        assertThat(ann.path("email").stringValue()).isEqualTo("ann@example.com");
        assertThat(ann.path("status").stringValue()).isEqualTo("ACTIVE");
        assertThat(ann.path("source").stringValue()).isEqualTo("MERCHANT_PROFILE");
        assertThat(ann.path("offer_id").longValue()).isEqualTo(gold);
        assertThat(merchant.topics("")).containsExactly("affiliate.created");
        // A link is good for one.
        assertThat(SERVER.stranger().get(link).expect(410).text()).contains("has been used or withdrawn");
        lobby.post(link, "", "first_name", "Eve", "accept", "yes", "terms_version", "1")
                .expect(410);
        assertThat(merchant.rows("affiliate")).isEqualTo(1);
    }

    @Test
    void each_line_gets_its_own_answer() {
        Browser.location(lobby.send("first_name", "Ann", "email", "ann@example.com"));
        JsonNode results = invite("{\"emails\":[\"ANN@example.com\",\"nope\",\"ben@example.com\"]}")
                .json()
                .path("results");
        assertThat(results.values())
                .extracting(result -> result.path("result").stringValue())
                .containsExactly("refused", "refused", "invited");
        assertThat(results.path(0).path("reason").stringValue()).contains("is affiliate 100001 already (pending)");
        assertThat(results.path(2).path("invitation").path("mailed").booleanValue())
                .isFalse();
        merchant.post(path, "{\"emails\":[]}").expectBadField("emails");
        merchant.post(path, "{\"emails\":[\"a@example.com\"],\"offer_id\":42}").expectBadField("offer_id");
        SERVER.merchant().post(path, "{\"emails\":[\"a@example.com\"]}").expectProblem(404);
    }

    @Test
    void one_that_is_withdrawn_or_made_anew_leads_nowhere() {
        String first = link(invite("{\"emails\":[\"ann@example.com\"]}"));
        String second = link(invite("{\"emails\":[\"Ann@example.com\"]}"));
        SERVER.stranger().get(first).expect(410);
        SERVER.stranger().get(second).expect(200);
        String id = merchant.get(path).expect(200).text("/data/0/id");
        assertThat(merchant.get(path).json().path("data").values()).hasSize(1);
        SERVER.merchant().delete(path + "/" + id).expectProblem(404);
        merchant.delete(path + "/" + id).expect(204);
        merchant.delete(path + "/" + id).expectProblem(404);
        SERVER.stranger().get(second).expect(410);
        assertThat(merchant.get(path).json().path("data").values()).isEmpty();
    }

    @Test
    void lists_are_read_page_by_page() {
        invite("{\"emails\":[\"a@example.com\",\"b@example.com\",\"c@example.com\"]}");
        JsonNode first = merchant.get(path + "?limit=2").expect(200).json();
        assertThat(first.path("data").path(0).path("email").stringValue()).isEqualTo("c@example.com");
        JsonNode rest = merchant.get(
                        path + "?limit=2&cursor=" + first.path("next_cursor").stringValue())
                .expect(200)
                .json();
        assertThat(rest.path("data").path(0).path("email").stringValue()).isEqualTo("a@example.com");
        merchant.get(path + "?cursor=x").expectProblem(400);
    }

    @Test
    void at_the_console_the_links_are_shown_once_and_the_open_ones_listed() {
        Browser owner = people.owner(account);
        String page = ProgrammePage.PATH + "/" + lobby.id;
        String offer = String.valueOf(lobby.offer);
        String made = owner.submit(
                        page, page + "/invite", "emails", "ann@example.com, ben@example.com\r\nx", "offer_id", offer)
                .expect(200)
                .text();
        assertThat(made).contains("2 of 3 invited", "shown this once", "is not an e-mail address");
        Matcher link =
                Pattern.compile("http://[^<\"]+(/join/[^<\"]+/invited/[^<\"]+)").matcher(made);
        assertThat(link.find()).isTrue();
        SERVER.stranger().get(link.group(1)).expect(200);
        assertThat(owner.get(page).text())
                .contains("ann@example.com", "ben@example.com")
                .doesNotContain(link.group(1));
        assertThat(owner.submit(page, page + "/invite", "emails", " ", "offer_id", offer)
                        .expect(422)
                        .text())
                .contains("is required: at least one");
        String id = merchant.get(path).text("/data/0/id");
        Browser.location(owner.submit(page, page + "/invitations/" + id + "/withdraw"));
        assertThat(owner.get(page).text()).doesNotContain("ben@example.com");
    }

    private Answer invite(String json) {
        return merchant.post(path, json).expect(201);
    }

    private static String link(Answer answer) {
        return URI.create(answer.text("/results/0/url")).getPath();
    }
}
