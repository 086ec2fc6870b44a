package dev.tributary.server.testing;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A shop that was connected as a source, and that signs as its kind does. */
public record Signing(Calls calls, String path, String secret) {
    /** Connects one. */
    public static Signing shop(Merchant merchant, String kind) {
        String body = "{\"kind\":\"" + kind + "\",\"secret\":\"hush\"}";
        URI door = URI.create(merchant.post("/api/v1/sources", body).expect(201).text("/url"));
        return new Signing(new Calls(door.getPort(), ""), door.getPath(), "hush");
    }

    /** Sends a body as WooCommerce does. */
    public Answer woo(String body) {
        String signature = Base64.getEncoder().encodeToString(hmac(body, secret));
        return json(body, "X-WC-Webhook-Signature", signature, "X-WC-Webhook-Topic", "order.updated");
    }

    /** Sends a body as Stripe does, signed at this time. */
    public Answer stripe(String body, Instant at) {
        return json(body, "Stripe-Signature", stripeSignature(body, at, secret));
    }

    /** Sends a body with headers of the test's own. */
    public Answer json(String body, String... headers) {
        String[] all = new String[headers.length + 2];
        all[0] = "Content-Type";
        all[1] = "application/json";
        System.arraycopy(headers, 0, all, 2, headers.length);
        return calls.post(path, BodyPublishers.ofString(body), all);
    }

    public Answer form(String body) {
        return calls.post(path, BodyPublishers.ofString(body), "Content-Type", "application/x-www-form-urlencoded");
    }

    public static String stripeSignature(String body, Instant at, String secret) {
        String hex = HexFormat.of().formatHex(hmac(at.getEpochSecond() + "." + body, secret));
        return "t=" + at.getEpochSecond() + ",v1=" + hex + ",v0=0000";
    }

    /** A message kept with the tests; where it is from stands in the README beside it. */
    public static String message(String name) {
        try (InputStream stream = Objects.requireNonNull(Signing.class.getResourceAsStream("/" + name))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] hmac(String text, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
