package dev.tributary.server.catcher;

import dev.tributary.webhooks.Webhooks;
import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.endpoint.Endpoint;
import dev.tributary.webhooks.endpoint.Endpoints;
import dev.tributary.webhooks.endpoint.SecretView;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Asks the engine with what the account's webhooks sign. */
@Component
final class EngineSecrets implements LiveSecrets {
    private static final String PREFIX = "whsec_";
    private static final String PUBLIC_PREFIX = "whpk_";
    private static final int MOST_WEBHOOKS = 500;

    private final Endpoints endpoints;

    EngineSecrets(Webhooks webhooks) {
        this.endpoints = webhooks.endpoints();
    }

    @Override
    public List<LiveSecret> pointingAt(AccountId account, String token) {
        List<LiveSecret> live = new ArrayList<>();
        if (!endpoints.enabledFor(account)) {
            return live;
        }
        for (Endpoint endpoint : endpoints.list(account, Optional.empty(), MOST_WEBHOOKS)) {
            if (endpoint.settings().url().contains(CatchValve.PREFIX + token)) {
                endpoints
                        .secret(account, endpoint.id())
                        .ifPresent(view -> add(live, endpoint.id().toString(), view));
            }
        }
        return live;
    }

    /** Of a rotated secret only the text is shown; its key pair signs beside the newest one, which is enough. */
    private static void add(List<LiveSecret> live, String webhook, SecretView view) {
        live.add(new LiveSecret(webhook, view.text(), base64(view.verifyWith(), PREFIX), publicKey(view)));
        view.overlapping()
                .forEach(old -> live.add(new LiveSecret(webhook, old.text(), key(old.text()), Optional.empty())));
    }

    private static Optional<byte[]> publicKey(SecretView view) {
        return Optional.of(base64(view.publicKey(), PUBLIC_PREFIX));
    }

    private static byte[] key(String text) {
        return text.startsWith(PREFIX) ? base64(text, PREFIX) : text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] base64(String text, String prefix) {
        return Base64.getDecoder().decode(text.substring(prefix.length()));
    }
}
