package dev.tributary.server.affiliate;

import dev.tributary.server.access.ApiKeys;
import dev.tributary.server.access.Scope;
import dev.tributary.server.account.Account;
import dev.tributary.server.account.Role;
import dev.tributary.server.testing.Browser;
import dev.tributary.server.testing.LiveServer;
import dev.tributary.server.testing.Merchant;
import dev.tributary.server.testing.People;
import dev.tributary.server.testing.PublishedEvent;
import dev.tributary.server.testing.SharedServer;
import java.util.EnumSet;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** An account with people at its console, and with a key by which a test prepares and looks. */
final class Programme {
    private static final LiveServer SERVER = SharedServer.server();

    private final People people = new People(SERVER);
    private final Account account = people.newAccount();
    private final Merchant merchant = merchant();
    private long firstOffer;

    Browser manager() {
        return member(Role.MANAGER);
    }

    Browser member(Role role) {
        return people.member(account, role);
    }

    /** The owner of another account. */
    Browser elsewhere() {
        return people.owner(people.newAccount());
    }

    long offer(String name) {
        long made =
                merchant.post("/api/v1/offers", """
                {"name":"%s","type":"PERCENT_OF_SALE","amount":"10"}""".formatted(name)).expect(201).id();
        firstOffer = firstOffer == 0 ? made : firstOffer;
        return made;
    }

    /** Makes an active affiliate of the first offer; {@code more} is JSON to go on with. */
    long affiliate(String name, String more) {
        String body = """
                {"first_name":"%s","last_name":"Partner","email":"%s@partners.example","offer_id":%d,"status":"ACTIVE"%s}""".formatted(name, name.replaceAll("\\W", ""), firstOffer, more);
        return merchant.post("/api/v1/affiliates", body).expect(201).id();
    }

    JsonNode read(long affiliate) {
        return merchant.get("/api/v1/affiliates/" + affiliate).expect(200).json();
    }

    List<String> answers(long affiliate) {
        return read(affiliate).path("custom_fields").values().stream()
                .map(field -> field.path("name").stringValue() + "="
                        + field.path("value").stringValue())
                .toList();
    }

    Merchant api() {
        return merchant;
    }

    List<PublishedEvent> events() {
        return merchant.events();
    }

    long rows(String table) {
        return merchant.rows(table);
    }

    private Merchant merchant() {
        String key = SERVER.bean(ApiKeys.class).create(account.id(), "test", EnumSet.allOf(Scope.class));
        return new Merchant(SERVER, account.id(), key, SERVER.calls(key));
    }
}
