package dev.tributary.server.api;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Entity tags made of a row's version, for callers who want to change only what they have seen. */
public final class Revision {
    private static final int MOST = 50;

    private Revision() {}

    /** The tag of a version, in quotes. */
    public static String of(long version) {
        return "\"" + version + "\"";
    }

    /**
     * Checks If-Match, where the caller sent it.
     *
     * @throws Problem 412 if the row has changed since
     */
    public static void require(@Nullable String ifMatch, long version) {
        if (ifMatch == null || ifMatch.strip().equals("*")) {
            return;
        }
        boolean same =
                Arrays.stream(ifMatch.split(",", MOST)).map(String::strip).anyMatch(of(version)::equals);
        if (!same) {
            throw Problem.of(412, "It has changed since you read it: it is now " + of(version) + ". Read it again.");
        }
    }

    /** What to answer to whom somebody else came before. */
    public static Problem conflict() {
        return Problem.of(412, "It has changed since you read it. Read it again.");
    }
}
