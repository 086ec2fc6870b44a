package dev.tributary.server.catcher;

import dev.tributary.server.api.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes out all that a catcher keeps, oldest first and 8 MiB of bodies at a time. Values of headers that hold
 * {@linkplain Credentials credentials} are masked; bodies and queries are as they came.
 */
public final class ExportCaught {
    private static final int AT_ONCE = 50;

    private final Caught caught;
    private final CatcherUrls urls;

    ExportCaught(Caught caught, CatcherUrls urls) {
        this.caught = caught;
        this.urls = urls;
    }

    /** One request a line, as the API shows it. */
    public void ndjson(Catcher catcher, OutputStream out) throws IOException {
        each(catcher, judged -> {
            out.write(Json.bytes(CaughtView.of(
                    Credentials.mask(judged.request()), judged.signature().orElse(null))));
            out.write('\n');
        });
    }

    /** An HTTP Archive, as browsers' tools read it. */
    public void har(Catcher catcher, OutputStream out) throws IOException {
        out.write("{\"log\":{\"version\":\"1.2\",\"creator\":{\"name\":\"Tributary\",\"version\":\"1\"},\"entries\":["
                .getBytes(StandardCharsets.UTF_8));
        byte[] comma = {',', '\n'};
        boolean[] first = {true};
        each(catcher, judged -> {
            out.write(first[0] ? new byte[] {'\n'} : comma);
            first[0] = false;
            out.write(Json.bytes(HarEntry.of(Credentials.mask(judged.request()), urls.of(judged.request()))));
        });
        out.write("\n]}}\n".getBytes(StandardCharsets.UTF_8));
    }

    private interface Write {
        void write(Judged judged) throws IOException;
    }

    /** Ends with the newest of now, so that a sender who never stops does not keep it going. */
    private void each(Catcher catcher, Write write) throws IOException {
        long after = 0;
        while (after < catcher.lastNumber()) {
            List<Judged> found = caught.after(catcher, after, AT_ONCE);
            if (found.isEmpty()) {
                return;
            }
            for (Judged judged : found) {
                write.write(judged);
                after = judged.request().number();
            }
        }
    }
}
