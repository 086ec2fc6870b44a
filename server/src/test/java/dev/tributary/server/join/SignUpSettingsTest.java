package dev.tributary.server.join;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.access.ApiKeys;
import dev.tributary.server.access.Scope;
import dev.tributary.server.account.Account;
import dev.tributary.server.account.Role;
import dev.tributary.server.testing.Answer;
import dev.tributary.server.testing.Browser;
import dev.tributary.server.testing.LiveServer;
import dev.tributary.server.testing.Merchant;
import dev.tributary.server.testing.People;
import dev.tributary.server.testing.SharedServer;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Affiliates > Sign-up page at the console, and the same by API. */
@Tag("database")
class SignUpSettingsTest {
    private static final LiveServer SERVER = SharedServer.server();
    private static final String PATH = ProgrammePage.PATH;

    private final People people = new People(SERVER);
    private final Account account = people.newAccount();
    private final String key = SERVER.bean(ApiKeys.class).create(account.id(), "test", EnumSet.allOf(Scope.class));
    private final Merchant merchant = new Merchant(SERVER, account.id(), key, SERVER.calls(key));
    private final Browser manager = people.member(account, Role.MANAGER);

    @Test
    void an_account_has_one_page_which_is_closed_until_it_has_an_offer_and_is_opened() {
        String page = manager.get(PATH).expect(200).text();
        assertThat(page).contains("closed", "it needs an offer", "/join/shop-");
        String id = id();
        assertThat(manager.submit(PATH, PATH + "/" + id + "/open", "to", "true").status())
                .isEqualTo(422);
        long offer = merchant.offer("PERCENT_OF_SALE", "10", "");
        Answer saved = edit(
                id,
                "name",
                "Tea friends",
                "slug",
                "",
                "offer_id",
                String.valueOf(offer),
                "status",
                "ACTIVE",
                "ask",
                "company",
                "ask",
                "address",
                "intro",
                "Hello\r\nyou");
        assertThat(Browser.location(saved)).isEqualTo(PATH + "/" + id);
        Browser.location(manager.submit(PATH, PATH + "/" + id + "/open", "to", "true"));
        JsonNode programme = programme();
        assertThat(programme.path("open").booleanValue()).isTrue();
        assertThat(programme.path("status").stringValue()).isEqualTo("ACTIVE");
        assertThat(programme.path("intro").stringValue()).isEqualTo("Hello\nyou");
        assertThat(programme.path("ask").toString()).isEqualTo("[\"company\",\"address\"]");
        assertThat(SERVER.stranger()
                        .get("/join/" + programme.path("slug").stringValue())
                        .text())
                .contains("Tea friends", "name=\"zip\"");
        Browser.location(manager.submit(PATH, PATH + "/" + id + "/open", "to", "false"));
        assertThat(manager.get(PATH + "/" + id + "/preview").expect(200).text())
                .contains("This is a preview", "disabled");
    }

    @Test
    void what_can_not_be_is_refused_at_its_field_with_what_was_typed() {
        String other = SERVER.merchant().get("/api/v1/programmes").text("/data/0/slug");
        String again = edit(
                        id(),
                        "name",
                        "",
                        "slug",
                        other,
                        "offer_id",
                        "42",
                        "status",
                        "ACTIVE",
                        "ask",
                        "coupon",
                        "confirm_email",
                        "true",
                        "intro",
                        "kept")
                .expect(422)
                .text();
        assertThat(again).contains(">Name</a> is required", ">kept</textarea>");
        again = edit(
                        id(),
                        "name",
                        "Tea",
                        "slug",
                        other,
                        "offer_id",
                        "42",
                        "status",
                        "ACTIVE",
                        "ask",
                        "coupon",
                        "confirm_email",
                        "true")
                .expect(422)
                .text();
        assertThat(again)
                .contains("is taken: choose another", "names no offer", "wait for approval", "needs a mail server");
        assertThat(edit(id(), "name", "Tea", "slug", "No Way", "status", "PENDING")
                        .expect(422)
                        .text())
                .contains("must be small letters");
    }

    @Test
    void fields_are_added_edited_moved_and_removed_one_by_one() {
        String fields = PATH + "/" + id() + "/fields";
        field(fields + "/new", "label", "Instagram", "kind", "text", "required", "true");
        field(fields + "/new", "label", "Size", "kind", "choice", "choices", "S\r\n\r\nL ");
        assertThat(manager.submit(PATH, fields + "/new", "label", "Size", "kind", "choice")
                        .expect(422)
                        .text())
                .contains("is required: at least one", "value=\"Size\"");
        assertThat(manager.submit(PATH, fields + "/new", "label", "Size", "kind", "url")
                        .expect(422)
                        .text())
                .contains("is on this page already");
        long size = number("Size");
        field(fields + "/" + size + "/move", "to", "up");
        assertThat(labels()).containsExactly("Size", "Instagram");
        assertThat(manager.get(fields + "/" + size).expect(200).text()).contains(">S\nL</textarea>");
        field(fields + "/" + size, "label", "Shirt", "kind", "choice", "choices", "M");
        assertThat(labels()).containsExactly("Shirt", "Instagram");
        field(fields + "/" + number("Instagram") + "/remove");
        assertThat(labels()).containsExactly("Shirt");
        manager.get(fields + "/42").expect(404);
        manager.submit(PATH, fields + "/42/remove").expect(404);
    }

    @Test
    void every_version_of_the_terms_is_kept() {
        String terms = PATH + "/" + id() + "/terms";
        field(terms, "terms", "Be <b>kind</b>.");
        field(terms, "terms", "Be kind and quick.");
        field(terms, "terms", "Be kind and quick.");
        field(terms, "terms", "");
        assertThat(manager.get(PATH).text())
                .contains("Version 1", "Version 2", "Nothing has to be accepted at the moment")
                .doesNotContain("Version 3");
        assertThat(manager.get(terms + "/1").expect(200).text()).contains("Be &lt;b&gt;kind&lt;/b&gt;.");
        manager.get(terms + "/3").expect(404);
        field(terms, "terms", "Be kind and quick.");
        assertThat(programme().path("terms").path("version").intValue()).isEqualTo(2);
    }

    @Test
    void there_may_be_several_pages_each_with_a_slug_of_its_own() {
        id();
        String path =
                Browser.location(manager.submit(PATH, PATH + "/new", "name", "Öl & Essig’s", "status", "PENDING"));
        assertThat(manager.get(path).expect(200).text()).contains("/join/ol-essigs", "Shop ");
        merchant.post("/api/v1/programmes", "{\"name\":\"Öl & Essig’s\"}").expectBadField("slug");
        merchant.post("/api/v1/programmes", "{\"slug\":\"x\",\"open\":true}").expectBadField("name");
        for (String wrong : List.of(
                "{\"name\":\"\"}",
                "{\"slug\":\"A\"}",
                "{\"status\":\"DENIED\"}",
                "{\"ask\":[\"age\"]}",
                "{\"fields\":[{\"label\":\"x\"},{\"label\":\"x\"}]}",
                "{\"fields\":[{\"label\":\"x\",\"kind\":\"y\"}]}",
                "{\"colour\":1}",
                "{\"open\":true,\"offer_id\":null}",
                "{\"offer_id\":42}",
                "{\"confirm_email\":true}")) {
            merchant.patch("/api/v1/programmes/" + id(), wrong).expectProblem(422);
        }
        Answer one = merchant.get("/api/v1/programmes/" + id());
        merchant.patch("/api/v1/programmes/" + id(), "{\"intro\":\"a\"}", "If-Match", "\"99\"")
                .expectProblem(412);
        assertThat(merchant.patch("/api/v1/programmes/" + id(), "{}").header("etag"))
                .isEqualTo(one.header("etag"));
        merchant.get("/api/v1/programmes/prg_1").expectProblem(404);
    }

    @Test
    void who_may_not_change_the_programme_reads_it_and_another_account_sees_nothing() {
        String id = id();
        Browser viewer = people.member(account, Role.VIEWER);
        assertThat(viewer.get(PATH).expect(200).text())
                .contains("Sign-up page", "Preview")
                .doesNotContain("Edit", "Invite<", "Add a field", "/open\"");
        String token = viewer.token(PATH);
        Browser stranger = people.owner(people.newAccount());
        String other = stranger.token(PATH);
        for (String path : List.of("/edit", "/open", "/fields/new", "/terms", "/invite")) {
            viewer.post(PATH + "/" + id + path, token, "to", "true").expect(403);
            stranger.post(PATH + "/" + id + path, other, "to", "true", "terms", "x", "label", "x", "kind", "text")
                    .expect(404);
        }
        for (String path : List.of("", "/edit", "/preview", "/terms", "/terms/1", "/fields/new", "/invite")) {
            stranger.get(PATH + "/" + id + path).expect(404);
        }
        SERVER.merchant().get("/api/v1/programmes/" + id).expectProblem(404);
        SERVER.merchant().get("/api/v1/programmes/" + id + "/sign-ups").expectProblem(404);
    }

    @Test
    void the_affiliates_page_says_how_they_came_and_what_they_accepted() {
        Lobby lobby = new Lobby(SERVER, merchant);
        lobby.change("{\"terms\":\"Be kind.\"}");
        Browser.location(
                lobby.send("first_name", "Ann", "email", "ann@example.com", "accept", "yes", "terms_version", "1"));
        long ann = lobby.affiliates().path(0).path("id").longValue();
        assertThat(manager.get("/console/affiliates/" + ann).expect(200).text())
                .contains("sign-up page", PATH + "/" + lobby.id + "/terms/1");
    }

    private Answer edit(String id, String... fields) {
        return manager.submit(PATH, PATH + "/" + id + "/edit", fields);
    }

    private void field(String path, String... fields) {
        Browser.location(manager.submit(PATH, path, fields));
    }

    private String id() {
        return merchant.get("/api/v1/programmes").expect(200).text("/data/0/id");
    }

    private JsonNode programme() {
        return merchant.get("/api/v1/programmes").json().path("data").path(0);
    }

    private List<String> labels() {
        return programme().path("fields").values().stream()
                .map(field -> field.path("label").stringValue())
                .toList();
    }

    private long number(String label) {
        return programme().path("fields").values().stream()
                .filter(field -> field.path("label").stringValue().equals(label))
                .findFirst()
                .orElseThrow()
                .path("id")
                .longValue();
    }
}
