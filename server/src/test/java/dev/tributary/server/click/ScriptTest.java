package dev.tributary.server.click;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.testing.Answer;
import dev.tributary.server.testing.Calls;
import dev.tributary.server.testing.SharedServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The script as it is served. */
@Tag("database")
class ScriptTest {
    private static final int MOST_BYTES = 4096;

    private final Calls shop = SharedServer.server().stranger();

    @Test
    void it_is_small_and_the_same_zipped_and_plain() throws IOException {
        Answer plain = shop.get("/t.js").expect(200);
        Answer zipped = shop.get("/t.js", "Accept-Encoding", "gzip, br").expect(200);
        assertThat(zipped.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(zipped.body()).hasSizeLessThan(MOST_BYTES);
        assertThat(new GZIPInputStream(new ByteArrayInputStream(zipped.body())).readAllBytes())
                .isEqualTo(plain.body());
        assertThat(plain.text())
                .contains("localStorage")
                .doesNotContain("eval(", "new Function", "document.write", "innerHTML", "document.cookie =");
    }

    @Test
    void shops_may_load_it_from_elsewhere_and_keep_it() {
        Answer script = shop.get("/t.js").expect(200);
        assertThat(script.header("Content-Type")).isEqualTo("text/javascript;charset=utf-8");
        assertThat(script.header("Cache-Control")).contains("max-age=86400", "public");
        assertThat(script.header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(script.header("Cross-Origin-Resource-Policy")).isEqualTo("cross-origin");
        assertThat(script.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(script.header("Set-Cookie")).isEmpty();
        Answer again = shop.get("/t.js", "If-None-Match", script.header("ETag"));
        assertThat(again.expect(304).body()).isEmpty();
    }
}
