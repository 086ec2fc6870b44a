package dev.tributary.server.catcher;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The status that a path asks for by its last segment: {@code /catch/…/503}. */
final class ForcedStatus {
    private static final Pattern LAST = Pattern.compile("/([2-5][0-9]{2})/?");

    private ForcedStatus() {}

    /**
     * The status asked for, if any.
     *
     * @param rest the path after the token, undecoded, without the query
     */
    static OptionalInt of(String rest) {
        int slash = rest.lastIndexOf('/', rest.length() - 2);
        Matcher matcher = LAST.matcher(slash < 0 ? rest : rest.substring(slash));
        return matcher.matches() ? OptionalInt.of(Integer.parseInt(matcher.group(1))) : OptionalInt.empty();
    }
}
