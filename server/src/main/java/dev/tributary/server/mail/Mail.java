package dev.tributary.server.mail;

/**
 * A mail to one person.
 *
 * @param id the same for each try, so that a mailbox may know one that comes twice
 * @param subject one line; what would end it is taken out
 * @param text plain text, lines ended by a line feed
 */
public record Mail(String id, String to, String subject, String text) {
    private static final int LONGEST_SUBJECT = 150;

    public Mail {
        subject = line(subject, LONGEST_SUBJECT);
    }

    /** Somebody else's words made one harmless line: no control characters, nothing that turns the direction, cut. */
    public static String line(String text, int longest) {
        String flat = text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}\\s]+", " ")
                .strip();
        return flat.codePointCount(0, flat.length()) <= longest
                ? flat
                : flat.substring(0, flat.offsetByCodePoints(0, longest - 1)) + "…";
    }
}
