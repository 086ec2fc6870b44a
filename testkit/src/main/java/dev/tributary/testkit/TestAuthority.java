package dev.tributary.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A certificate authority made once per test run with the JDK's keytool (some seconds), in a folder that is deleted. */
final class TestAuthority {
    private static final char[] PASSWORD = "test-only".toCharArray();

    private final KeyStore store;

    private TestAuthority(KeyStore store) {
        this.store = store;
    }

    private static final class Once {
        static final TestAuthority AUTHORITY = create();
    }

    static TestAuthority get() {
        return Once.AUTHORITY;
    }

    private static TestAuthority create() {
        try {
            Path folder = Files.createTempDirectory("tributary-certificates");
            Path file = folder.resolve("store.p12");
            try {
                String name = "san=dns:" + TestCertificate.NAME;
                generate(file, "authority", List.of("-ext", "bc:c"));
                generate(file, TestCertificate.GOOD.alias(), List.of("-signer", "authority", "-ext", name));
                generate(
                        file,
                        TestCertificate.EXPIRED.alias(),
                        List.of("-signer", "authority", "-ext", name, "-startdate", "-10d", "-validity", "5"));
                generate(
                        file,
                        TestCertificate.WRONG_NAME.alias(),
                        List.of("-signer", "authority", "-ext", "san=dns:other.test"));
                generate(file, TestCertificate.SELF_SIGNED.alias(), List.of("-ext", name));
                return new TestAuthority(KeyStore.getInstance(file.toFile(), PASSWORD));
            } finally {
                Files.deleteIfExists(file);
                Files.delete(folder);
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("no test certificates", e);
        }
    }

    private static void generate(Path file, String alias, List<String> more) throws IOException {
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Stream<String> usual = Stream.of(
                keytool.toString(),
                "-J-XX:TieredStopAtLevel=1", // five short lives: half the work
                "-J-XX:+UseSerialGC",
                "-genkeypair",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-alias",
                alias);
        Stream<String> where = Stream.of(
                "-dname", "CN=" + alias, "-storetype", "PKCS12", "-keystore", file.toString(), "-storepass:env", "PW");
        ProcessBuilder builder = new ProcessBuilder(Stream.of(usual, where, more.stream())
                        .flatMap(part -> part)
                        .toList())
                .redirectErrorStream(true);
        builder.environment().put("PW", new String(PASSWORD));
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException("keytool: " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while keytool ran", e);
        }
    }

    SSLContext context(String alias) {
        try {
            KeyStore alone = empty();
            alone.setKeyEntry(alias, store.getKey(alias, PASSWORD), PASSWORD, store.getCertificateChain(alias));
            KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
            keys.init(alone, PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("no TLS with certificate " + alias, e);
        }
    }

    KeyStore trusted() {
        try {
            KeyStore alone = empty();
            alone.setCertificateEntry("authority", store.getCertificate("authority"));
            return alone;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("no trust store", e);
        }
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
