package dev.tributary.webhooks.endpoint;

import dev.tributary.webhooks.signature.Ed25519;
import dev.tributary.webhooks.signature.SigningSecret;
import dev.tributary.webhooks.signature.Vault;
import dev.tributary.webhooks.transport.Header;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** How an endpoint's secrets and headers lie in their columns: JSON, sealed for the account. */
final class SealedSecrets {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<Map<String, String>> FIELDS = new TypeReference<>() {};
    private static final TypeReference<List<List<String>>> PAIRS = new TypeReference<>() {};

    private final Vault vault;

    SealedSecrets(Vault vault) {
        this.vault = vault;
    }

    byte[] seal(AccountId account, SigningSecret secret) {
        byte[] plain = JSON.writeValueAsBytes(
                Map.of("text", secret.text(), "ed25519", secret.ed25519().secretText()));
        return vault.seal(plain, account.toString());
    }

    SigningSecret open(AccountId account, byte[] sealed) {
        Map<String, String> fields = JSON.readValue(vault.open(sealed, account.toString()), FIELDS);
        return new SigningSecret(field(fields, "text"), Ed25519.parse(field(fields, "ed25519")));
    }

    byte @Nullable [] sealHeaders(AccountId account, List<Header> headers) {
        if (headers.isEmpty()) {
            return null;
        }
        byte[] plain = JSON.writeValueAsBytes(
                headers.stream().map(h -> List.of(h.name(), h.value())).toList());
        return vault.seal(plain, account.toString());
    }

    List<Header> openHeaders(AccountId account, byte @Nullable [] sealed) {
        if (sealed == null) {
            return List.of();
        }
        return JSON.readValue(vault.open(sealed, account.toString()), PAIRS).stream()
                .map(pair -> new Header(pair.get(0), pair.get(1)))
                .toList();
    }

    private static String field(Map<String, String> fields, String name) {
        String value = fields.get(name);
        if (value == null) {
            throw new IllegalStateException("a sealed secret lacks its " + name);
        }
        return value;
    }
}
