package dev.tributary.server.click;

import dev.tributary.server.api.Sha256;
import dev.tributary.server.page.Gzip;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Objects;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Serves the script that shops' pages load. Its URL stays, so browsers look once a day whether it has changed. */
@RestController
class ScriptDoor {
    private static final CacheControl LONG = CacheControl.maxAge(Duration.ofDays(1))
            .cachePublic()
            .staleWhileRevalidate(Duration.ofDays(7))
            .staleIfError(Duration.ofDays(30));

    private final byte[] script = read();
    private final byte[] zipped = Gzip.of(script);
    private final String tag = "W/\"" + hash(script) + "\"";

    @GetMapping("/t.js")
    ResponseEntity<byte[]> script(HttpServletRequest request) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok()
                .cacheControl(LONG)
                .eTag(tag)
                .header(HttpHeaders.CONTENT_TYPE, "text/javascript;charset=utf-8")
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
                .header(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
                .header("Cross-Origin-Resource-Policy", "cross-origin")
                .header("X-Content-Type-Options", "nosniff");
        String accepted = request.getHeader(HttpHeaders.ACCEPT_ENCODING);
        return accepted != null && accepted.contains("gzip")
                ? answer.header(HttpHeaders.CONTENT_ENCODING, "gzip").body(zipped)
                : answer.body(script);
    }

    private static byte[] read() {
        try (InputStream in = Objects.requireNonNull(ScriptDoor.class.getResourceAsStream("/click/t.js"))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(byte[] bytes) {
        return HexFormat.of().formatHex(Sha256.of(bytes), 0, 8);
    }
}
