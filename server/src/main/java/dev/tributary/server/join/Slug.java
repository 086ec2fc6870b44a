package dev.tributary.server.join;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** The last part of a sign-up page's URL: small letters, digits, and single dashes between them. */
final class Slug {
    static final int MOST = 60;
    static final String RULE = "must be small letters and digits, with single dashes between them, such as tea-friends";

    private static final Pattern FORM = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final int LONGEST_MADE = 40;

    private Slug() {}

    static boolean isOne(String text) {
        return text.length() <= MOST && FORM.matcher(text).matches();
    }

    /** Made of a name; {@code programme} of one that has no Latin letters. */
    static String of(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\p{M}+", "")
                .replaceAll("['’]", "")
                .replaceAll("[^a-z0-9]+", "-");
        String cut = plain.substring(0, Math.min(plain.length(), LONGEST_MADE)).replaceAll("^-+|-+$", "");
        return cut.isEmpty() ? "programme" : cut;
    }
}
