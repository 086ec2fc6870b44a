package dev.tributary.webhooks.signature;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.util.SecretBytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;

/**
 * Seals secrets for storage: AES-256-GCM (Tink) under the installation's master key, bound to a context such as the
 * account's id, so that a sealed value copied to another account's row does not open. Safe for many threads.
 */
public final class Vault {
    /** Length of the master key in bytes. */
    public static final int KEY_BYTES = 32;

    private final Aead aead;

    /**
     * A vault under one master key.
     *
     * @param masterKey 32 bytes from a good source; copied
     */
    public Vault(byte[] masterKey) {
        if (masterKey.length != KEY_BYTES) {
            throw new IllegalArgumentException("a master key has 32 bytes, not " + masterKey.length);
        }
        try {
            AeadConfig.register();
            aead = keyset(masterKey).getPrimitive(RegistryConfiguration.get(), Aead.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM is not available", e);
        }
    }

    /**
     * Seals a value for a context.
     *
     * @param context what the value belongs to; needed again to open it
     */
    public byte[] seal(byte[] plain, String context) {
        try {
            return aead.encrypt(plain, context.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("sealing failed", e);
        }
    }

    /**
     * Opens what was sealed for the same context.
     *
     * @throws SealBroken if the master key or the context is another, or the bytes were changed
     */
    public byte[] open(byte[] sealed, String context) {
        try {
            return aead.decrypt(sealed, context.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new SealBroken(e);
        }
    }

    @AccessesPartialKey
    private static KeysetHandle keyset(byte[] masterKey) throws GeneralSecurityException {
        AesGcmParameters parameters = AesGcmParameters.builder()
                .setKeySizeBytes(KEY_BYTES)
                .setIvSizeBytes(12)
                .setTagSizeBytes(16)
                .setVariant(AesGcmParameters.Variant.TINK)
                .build();
        int id = idOf(masterKey);
        AesGcmKey key = AesGcmKey.builder()
                .setParameters(parameters)
                .setKeyBytes(SecretBytes.copyFrom(masterKey, InsecureSecretKeyAccess.get()))
                .setIdRequirement(id)
                .build();
        return KeysetHandle.newBuilder()
                .addEntry(KeysetHandle.importKey(key).withFixedId(id).makePrimary())
                .build();
    }

    /** Every sealed value starts with this id, so that a later re-wrap can tell the keys apart. */
    private static int idOf(byte[] masterKey) throws GeneralSecurityException {
        int id = ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(masterKey))
                .getInt();
        return id == 0 ? 1 : id;
    }

    /** A sealed value does not open: another master key, another context, or changed bytes. */
    public static final class SealBroken extends RuntimeException {
        SealBroken(Throwable cause) {
            super("a sealed secret does not open; is TRIBUTARY_MASTER_KEY the one it was sealed with?", cause);
        }
    }
}
