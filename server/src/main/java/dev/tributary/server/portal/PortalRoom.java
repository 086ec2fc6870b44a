package dev.tributary.server.portal;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The places that the portal's navigation leads to. */
public enum PortalRoom {
    OVERVIEW("Overview", "/portal", false),
    LINKS("Links", "/portal/links", true),
    CLICKS("Clicks", "/portal/clicks", true),
    CONVERSIONS("Conversions", "/portal/conversions", true),
    PAYMENTS("Payments", "/portal/payments", true),
    PROFILE("Profile", "/portal/profile", false);

    private final String label;
    private final String path;
    private final boolean earning;

    PortalRoom(String label, String path, boolean earning) {
        this.label = label;
        this.path = path;
        this.earning = earning;
    }

    /** Those that are open to them: to one who waits for approval, only what holds no links and numbers. */
    public static List<PortalRoom> of(Insider insider) {
        return Arrays.stream(values())
                .filter(room -> insider.isActive() || !room.earning)
                .toList();
    }

    public String label() {
        return label;
    }

    public String path() {
        return path;
    }

    /** The attribute of the link that leads here. */
    public Optional<String> current(String at) {
        boolean below = this != OVERVIEW && at.startsWith(path + "/");
        return path.equals(at) ? Optional.of("page") : below ? Optional.of("true") : Optional.empty();
    }
}
