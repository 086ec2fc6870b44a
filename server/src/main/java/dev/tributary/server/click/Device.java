package dev.tributary.server.click;

import java.util.Locale;

/** What kind of browser a click came from, as its user agent has it. */
public enum Device {
    DESKTOP("Desktop"),
    MOBILE("Mobile"),
    TABLET("Tablet"),
    OTHER("Other");

    private final String label;

    Device(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    static Device of(String userAgent) {
        String agent = userAgent.toLowerCase(Locale.ROOT);
        boolean android = agent.contains("android");
        if (agent.contains("ipad") || agent.contains("tablet") || (android && !agent.contains("mobile"))) {
            return TABLET;
        }
        if (android || agent.contains("iphone") || agent.contains("ipod") || agent.contains("mobile")) {
            return MOBILE;
        }
        return agent.contains("windows") || agent.contains("macintosh") || agent.contains("x11") ? DESKTOP : OTHER;
    }
}
