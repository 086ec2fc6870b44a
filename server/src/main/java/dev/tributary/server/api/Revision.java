package dev.tributary.server.api;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Entity tags made of a row's version, or of its state where it has none, for callers who want to change only what they have seen. */
public final class Revision {
    private static final int MOST = 50;
    private static final int STATE_BYTES = 12;

    private Revision() {}

    /** The tag of a version, in quotes. */
    public static String of(long version) {
        return "\"" + version + "\"";
    }

    /** The tag of what has no version: the same state has the same tag. */
    public static String ofState(List<?> state) {
        String text = state.stream()
                .map(String::valueOf)
                .map(part -> part.length() + ":" + part)
                .collect(Collectors.joining());
        byte[] hash = Sha256.of(text.getBytes(StandardCharsets.UTF_8));
        return "\"" + HexFormat.of().formatHex(hash, 0, STATE_BYTES) + "\"";
    }

    /**
     * Checks If-Match, where the caller sent it.
     *
     * @throws Problem 412 if the row has changed since
     */
    public static void require(@Nullable String ifMatch, long version) {
        require(ifMatch, of(version));
    }

    /**
     * The same for what has this tag now.
     *
     * @throws Problem 412 if it has changed since
     */
    public static void require(@Nullable String ifMatch, String now) {
        if (ifMatch == null || ifMatch.strip().equals("*")) {
            return;
        }
        boolean same =
                Arrays.stream(ifMatch.split(",", MOST)).map(String::strip).anyMatch(now::equals);
        if (!same) {
            throw Problem.of(412, "It has changed since you read it: it is now " + now + ". Read it again.");
        }
    }

    /** What to answer to whom somebody else came before. */
    public static Problem conflict() {
        return Problem.of(412, "It has changed since you read it. Read it again.");
    }
}
