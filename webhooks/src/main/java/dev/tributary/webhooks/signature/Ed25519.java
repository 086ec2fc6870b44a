package dev.tributary.webhooks.signature;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;

/**
 * An ed25519 key pair (RFC 8032) as Standard Webhooks writes it: {@code whsk_} is base64 of seed and public key,
 * {@code whpk_} of the public key alone, 32 bytes each.
 */
public final class Ed25519 {
    private static final int BYTES = 32;
    private static final String ALGORITHM = "Ed25519";

    private final byte[] seed;
    private final byte[] publicKey;
    private final PrivateKey signingKey;

    private Ed25519(byte[] seed, byte[] publicKey) throws GeneralSecurityException {
        this.seed = seed;
        this.publicKey = publicKey;
        this.signingKey = KeyFactory.getInstance(ALGORITHM)
                .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
    }

    public static Ed25519 generate(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
            generator.initialize(NamedParameterSpec.ED25519, random);
            KeyPair pair = generator.generateKeyPair();
            byte[] seed = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
            byte[] x509 = pair.getPublic().getEncoded(); // a fixed head, then the 32 bytes
            return new Ed25519(seed, Arrays.copyOfRange(x509, x509.length - BYTES, x509.length));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("ed25519 is not available", e);
        }
    }

    /**
     * Reads the secret form.
     *
     * @param text {@code whsk_…}
     */
    public static Ed25519 parse(String text) {
        byte[] both = Base64.getDecoder().decode(text.substring("whsk_".length()));
        if (!text.startsWith("whsk_") || both.length != 2 * BYTES) {
            throw new IllegalArgumentException("an ed25519 key is whsk_ and base64 of 64 bytes");
        }
        try {
            return new Ed25519(Arrays.copyOf(both, BYTES), Arrays.copyOfRange(both, BYTES, 2 * BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not an ed25519 key", e);
        }
    }

    /** {@code whsk_…}: the secret half, for storage only. */
    public String secretText() {
        byte[] both = Arrays.copyOf(seed, 2 * BYTES);
        System.arraycopy(publicKey, 0, both, BYTES, BYTES);
        return "whsk_" + Base64.getEncoder().encodeToString(both);
    }

    /** {@code whpk_…}: for receivers. */
    public String publicText() {
        return "whpk_" + Base64.getEncoder().encodeToString(publicKey);
    }

    byte[] sign(byte[] message) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(signingKey);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("ed25519 signing failed", e);
        }
    }

    @Override
    public String toString() {
        return "Ed25519[" + publicText() + "]";
    }
}
