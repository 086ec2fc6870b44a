package dev.tributary.server.api;

import java.util.regex.Pattern;

/** What looks like an e-mail address: something, an at sign, a host name with a dot. Only a mail that arrives proves more. */
public final class Email {
    /** The most characters an address may have. */
    public static final int MAX_LENGTH = 254;

    private static final Pattern FORM =
            Pattern.compile("[^\\s@\\p{Cntrl}]{1,64}@[^\\s@\\p{Cntrl}.]+(\\.[^\\s@\\p{Cntrl}.]+)+");

    private Email() {}

    public static boolean isOne(String text) {
        return text.length() <= MAX_LENGTH && FORM.matcher(text).matches();
    }
}
