package dev.tributary.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.testing.Answer;
import dev.tributary.server.testing.Merchant;
import dev.tributary.server.testing.SharedServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Things that have no version have a tag of their state. */
@Tag("database")
class IfMatchTest {
    private final Merchant merchant = SharedServer.server().merchant();

    @Test
    void tracking_is_changed_only_as_it_was_seen() {
        changesOnlyWhatWasSeen("/api/v1/tracking", "{\"hosts\":[\"a.example\"]}", "{\"hosts\":[\"b.example\"]}");
    }

    @Test
    void the_payment_settings_are_changed_only_as_they_were_seen() {
        changesOnlyWhatWasSeen("/api/v1/payments/settings", "{\"minimum\":\"5\"}", "{\"minimum\":\"6\"}");
    }

    @Test
    void a_source_is_changed_only_as_it_was_seen() {
        Answer made = merchant.post("/api/v1/sources", "{\"kind\":\"shopify\",\"secret\":\"hush\",\"name\":\"One\"}")
                .expect(201);
        changesOnlyWhatWasSeen("/api/v1/sources/" + made.text("/id"), "{\"name\":\"Two\"}", "{\"name\":\"Three\"}");
    }

    @Test
    void a_catcher_is_changed_only_as_it_was_seen() {
        Answer made = merchant.post("/api/v1/catchers").expect(201);
        String path = "/api/v1/catchers/" + made.text("/id");
        assertThat(merchant.get(path).header("etag")).isEqualTo(made.header("etag"));
        changesOnlyWhatWasSeen(path, "{\"status\":503}", "{\"name\":\"mine\"}");
    }

    private void changesOnlyWhatWasSeen(String path, String one, String other) {
        String seen = merchant.get(path).expect(200).header("etag");
        assertThat(seen).matches("\"[0-9a-f]{24}\"");
        Answer changed = merchant.patch(path, one, "If-Match", seen).expect(200);
        assertThat(changed.header("etag")).isNotEqualTo(seen);
        String before = merchant.get(path).text();
        Answer refused = merchant.patch(path, other, "If-Match", seen).expectProblem(412);
        assertThat(refused.text("/detail")).contains(changed.header("etag"));
        assertThat(merchant.get(path).text()).isEqualTo(before);
        merchant.patch(path, one, "If-Match", changed.header("etag")).expect(200);
        merchant.patch(path, other, "If-Match", "*").expect(200);
        merchant.patch(path, one).expect(200);
    }
}
