package dev.tributary.webhooks.topic;

import java.util.regex.Pattern;

/**
 * A kind of event.
 *
 * @param type the name in the standard format and the API, such as {@code conversion.created}
 * @param label the name a person reads, such as {@code New Conversion}
 * @param classicName the value of {@code Refersion-Topic}, such as {@code NEW_CONVERSION}
 * @param group the heading it stands under where topics are listed, such as {@code Conversions}
 * @param description one sentence: when it fires
 * @param kind whether All Topics implies it
 */
public record Topic(String type, String label, String classicName, String group, String description, Kind kind) {
    private static final Pattern TYPE = Pattern.compile("[a-z]+\\.[a-z_]+");

    /** Which "All Topics" implies a topic. */
    public enum Kind {
        /** Implied by All Topics in both formats: what receivers of the classic format already know. */
        CLASSIC,
        /** Implied by All Topics in the standard format only; a classic endpoint ticks it by name. */
        BUSINESS,
        /** About the webhooks themselves: never implied, and never sent to the endpoint that it is about. */
        OPERATIONAL
    }

    public Topic {
        if (!TYPE.matcher(type).matches()) {
            throw new IllegalArgumentException("a topic's type looks like conversion.created, not " + type);
        }
    }
}
