package dev.tributary.server.join;

import dev.tributary.server.testing.Answer;
import dev.tributary.server.testing.LiveServer;
import dev.tributary.server.testing.Merchant;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import tools.jackson.databind.JsonNode;

/** A merchant with an open sign-up page, and strangers before it. */
final class Lobby {
    private static final String FORM = "application/x-www-form-urlencoded";

    private final LiveServer server;
    final Merchant merchant;
    final long offer;
    final String id;

    Lobby(LiveServer server, Merchant merchant) {
        this.server = server;
        this.merchant = merchant;
        offer = merchant.offer("PERCENT_OF_SALE", "10", "");
        id = merchant.get("/api/v1/programmes").expect(200).text("/data/0/id");
        change("{\"open\":true,\"offer_id\":" + offer + "}");
    }

    static Lobby at(LiveServer server) {
        return new Lobby(server, server.merchant());
    }

    /** Changes the programme by this JSON. */
    JsonNode change(String json) {
        return merchant.patch("/api/v1/programmes/" + id, json).expect(200).json();
    }

    JsonNode programme() {
        return merchant.get("/api/v1/programmes/" + id).expect(200).json();
    }

    String path() {
        return "/join/" + programme().path("slug").stringValue();
    }

    Answer open() {
        return server.stranger().get(path());
    }

    /** Sends the form as somebody who took a minute over it: names and values in turn. */
    Answer send(String... fields) {
        return post(path(), token(Duration.ofMinutes(1)), fields);
    }

    /** The same through a proxy that stands beside the server, and leaves standing what came to it. */
    Answer sendFrom(String address, String... fields) {
        return server.stranger()
                .post(
                        path(),
                        BodyPublishers.ofString(body(token(Duration.ofMinutes(1)), fields)),
                        "Content-Type",
                        FORM,
                        "X-Forwarded-For",
                        "6.6.6.6",
                        "X-Forwarded-For",
                        address);
    }

    Answer post(String path, String token, String... fields) {
        return server.stranger()
                .post(path, BodyPublishers.ofString(body(token, fields)), "Content-Type", FORM, "Accept", "text/html");
    }

    private static String body(String token, String... fields) {
        StringBuilder body = new StringBuilder("form=").append(token);
        for (int i = 0; i < fields.length; i += 2) {
            body.append('&')
                    .append(fields[i])
                    .append('=')
                    .append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
        }
        return body.toString();
    }

    /** The token of a page that was opened so long ago. */
    String token(Duration ago) {
        InstantSource clock = server.bean(InstantSource.class);
        return server.bean(FormTokens.class)
                .issue(ProgrammeId.parse(id), clock.instant().minus(ago));
    }

    JsonNode affiliates() {
        return merchant.get("/api/v1/affiliates").expect(200).json().path("data");
    }
}
