package dev.tributary.server.journey;

import dev.tributary.server.testing.Merchant;
import tools.jackson.databind.JsonNode;

/** The shops that an account has connected. */
final class Sources {
    private Sources() {}

    /** Disconnects the one whose door has this path. */
    static void disconnect(Merchant merchant, String path) {
        JsonNode source = merchant.get("/api/v1/sources")
                .expect(200)
                .json()
                .path("data")
                .valueStream()
                .filter(one -> one.path("url").asString().endsWith(path))
                .findFirst()
                .orElseThrow();
        merchant.delete("/api/v1/sources/" + source.path("id").asString()).expect(204);
    }
}
