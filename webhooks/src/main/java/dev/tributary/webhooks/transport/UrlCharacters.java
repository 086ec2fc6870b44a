package dev.tributary.webhooks.transport;

/** Which characters a URL may hold. What readers of URLs disagree about is refused, not repaired. */
final class UrlCharacters {
    private static final String NEVER_IN_PATH = "\"<>`";

    private UrlCharacters() {}

    static void check(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || (c >= 0x7f && c <= 0xa0) || c == '\\' || Character.isWhitespace(c)) {
                throw refused(i, "is a control character, a space or a backslash");
            }
        }
    }

    static void checkPathAndQuery(String rest) {
        for (int i = 0; i < rest.length(); i++) {
            char c = rest.charAt(i);
            if (c == '#') {
                throw new RefusedTarget("fragment", "Remove the fragment: the part from # on is never sent.");
            }
            if (c > 0x7e || NEVER_IN_PATH.indexOf(c) >= 0) {
                throw refused(i, "of path and query must be percent-encoded");
            }
            if (c == '%' && !(isHex(rest, i + 1) && isHex(rest, i + 2))) {
                throw refused(i, "of path and query is a % without two hex digits after it; write %25");
            }
        }
    }

    private static boolean isHex(String text, int at) {
        return at < text.length() && Character.digit(text.charAt(at), 16) >= 0 && text.charAt(at) < 0x7f;
    }

    private static RefusedTarget refused(int at, String why) {
        return new RefusedTarget("url-character", "Character " + (at + 1) + " " + why + ".");
    }
}
