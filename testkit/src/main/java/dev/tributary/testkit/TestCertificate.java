package dev.tributary.testkit;

import java.security.KeyStore;
import javax.net.ssl.SSLContext;

/** Certificates that a TLS receiver can show. All but the self-signed one come from {@link TestAuthority}. */
public enum TestCertificate {
    /** For {@link #NAME}, valid. */
    GOOD,
    /** For {@link #NAME}, until five days ago. */
    EXPIRED,
    /** Valid, for another name. */
    WRONG_NAME,
    /** For {@link #NAME}, valid, from nobody. */
    SELF_SIGNED;

    /** The name that the certificates are for. */
    public static final String NAME = "good.test";

    SSLContext context() {
        return TestAuthority.get().context(alias());
    }

    String alias() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** The authority to be trusted, alone in a store. */
    public static KeyStore trusted() {
        return TestAuthority.get().trusted();
    }
}
