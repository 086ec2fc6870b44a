package dev.tributary.server.page;

import dev.tributary.server.api.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The few files that pages load, read once. Their URLs name a hash of them all, so that browsers may keep them. */
@Component
public final class Assets {
    private static final String OWN = "/assets/";
    private static final String HTMX = "/META-INF/resources/webjars/htmx.org/2.0.10/dist/htmx.min.js";
    private static final Map<String, String> FILES = Map.ofEntries(
            Map.entry("console.css", OWN + "console.css"),
            Map.entry("console.js", OWN + "console.js"),
            Map.entry("portal.css", OWN + "portal.css"),
            Map.entry("join.css", OWN + "join.css"),
            Map.entry("icon.svg", OWN + "icon.svg"),
            Map.entry("sans.woff2", OWN + "fonts/atkinson-hyperlegible-next-latin-wght-normal.woff2"),
            Map.entry("sans-ext.woff2", OWN + "fonts/atkinson-hyperlegible-next-latin-ext-wght-normal.woff2"),
            Map.entry("mono.woff2", OWN + "fonts/atkinson-hyperlegible-mono-latin-wght-normal.woff2"),
            Map.entry("mono-ext.woff2", OWN + "fonts/atkinson-hyperlegible-mono-latin-ext-wght-normal.woff2"),
            Map.entry("sse.js", OWN + "htmx-ext-sse/sse.min.js"),
            Map.entry("htmx.js", HTMX));

    private final Map<String, Asset> assets = new LinkedHashMap<>();
    private final String version;

    Assets() {
        MessageDigest hash = Sha256.digest();
        FILES.keySet().stream().sorted().forEach(name -> {
            byte[] bytes = read(FILES.getOrDefault(name, ""));
            hash.update(bytes);
            assets.put(name, new Asset(type(name), bytes, name.endsWith(".woff2") ? bytes : Gzip.of(bytes)));
        });
        version = HexFormat.of().formatHex(hash.digest(), 0, 6);
    }

    /** The path of an asset of this build. */
    String url(String name) {
        if (!assets.containsKey(name)) {
            throw new IllegalArgumentException("there is no asset " + name);
        }
        return "/assets/" + version + "/" + name;
    }

    /** An asset, if both its name and the version are of this build. */
    Optional<Asset> find(String wanted, String name) {
        return wanted.equals(version) ? Optional.ofNullable(assets.get(name)) : Optional.empty();
    }

    /**
     * One file.
     *
     * @param zipped the same with gzip, or the plain bytes of what doesn't shrink
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Asset(String type, byte[] plain, byte[] zipped) {
        boolean shrinks() {
            return zipped.length < plain.length;
        }
    }

    private static String type(String name) {
        return switch (name.substring(name.lastIndexOf('.'))) {
            case ".css" -> "text/css;charset=utf-8";
            case ".js" -> "text/javascript;charset=utf-8";
            case ".svg" -> "image/svg+xml";
            default -> "font/woff2";
        };
    }

    private static byte[] read(String resource) {
        try (InputStream in = Assets.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the build lacks " + resource);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
