package dev.tributary.server.testing;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A Shopify shop that was connected. */
public record Shop(Calls calls, String path, String secret) {
    static Shop at(String url, String secret) {
        URI door = URI.create(url);
        return new Shop(new Calls(door.getPort(), ""), door.getPath(), secret);
    }

    /** The same shop with another URL to send to. */
    public Shop at(String other) {
        return new Shop(calls, other, secret);
    }

    /** Sends a body as Shopify would, with the signature that belongs to it. */
    public Answer send(String body) {
        return send(body, hmac(body, secret));
    }

    public Answer send(String body, String signature) {
        return calls.post(
                path,
                BodyPublishers.ofString(body),
                "Content-Type",
                "application/json",
                "X-Shopify-Topic",
                "orders/create",
                "X-Shopify-Hmac-Sha256",
                signature);
    }

    public Answer unsigned(String body) {
        return calls.post(path, body);
    }

    /** The base64 HMAC-SHA256 of a body under the text of a secret. */
    public static String hmac(String body, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
