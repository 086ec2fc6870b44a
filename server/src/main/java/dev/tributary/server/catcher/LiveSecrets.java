package dev.tributary.server.catcher;

import dev.tributary.webhooks.endpoint.AccountId;
import java.util.List;
import java.util.Optional;

/** Where the catcher learns with what the account signs. */
@FunctionalInterface
interface LiveSecrets {
    /** The live secrets, newest first, of the account's webhooks whose URL holds the token of a catcher. */
    List<LiveSecret> pointingAt(AccountId account, String token);

    /**
     * A secret that signs today.
     *
     * @param webhook whose it is, {@code we_…}
     * @param text as the console shows it: the key of {@code Refersion-Signature}
     * @param key of {@code v1} signatures
     * @param publicKey of {@code v1a} signatures, 32 bytes, where there is a key pair
     */
    @SuppressWarnings("ArrayRecordComponent") // keys; never compared
    record LiveSecret(String webhook, String text, byte[] key, Optional<byte[]> publicKey) {}
}
