package dev.tributary.server.page;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The places that the navigation leads to: each has its page. */
public enum Section {
    OVERVIEW("Overview", "/console", Icon.OVERVIEW, false),
    CONVERSIONS("Conversions", "/console/conversions", Icon.CONVERSIONS, false),
    PAYMENTS("Payments", "/console/payments", Icon.PAYMENTS, false),
    AFFILIATES("Affiliates", "/console/affiliates", Icon.AFFILIATES, false),
    TRIGGERS("Triggers", "/console/triggers", Icon.TRIGGERS, false),
    OFFERS("Offers", "/console/offers", Icon.OFFERS, false),
    ORDERS("Orders", "/console/orders", Icon.ORDERS, false),
    CLICKS("Clicks", "/console/clicks", Icon.CLICKS, false),
    WEBHOOKS("Webhooks", "/console/settings/webhooks", Icon.WEBHOOKS, true),
    CATCHER("Request catcher", "/console/settings/catchers", Icon.CATCHER, true),
    SOURCES("Sources", "/console/settings/sources", Icon.SOURCES, true),
    RULES("Calculation rules", "/console/settings/rules", Icon.RULES, true),
    TRACKING("Tracking script", "/console/settings/tracking", Icon.TRACKING, true),
    KEYS("API keys", "/console/settings/api-keys", Icon.KEYS, true),
    TRANSFER("Import & export", "/console/settings/transfer", Icon.TRANSFER, true),
    TEAM("Team", "/console/settings/team", Icon.TEAM, true);

    private final String label;
    private final String path;
    private final Icon icon;
    private final boolean setting;

    Section(String label, String path, Icon icon, boolean setting) {
        this.label = label;
        this.path = path;
        this.icon = icon;
        this.setting = setting;
    }

    /** The section that a path lies in: the one with the longest path that begins it. */
    static Optional<Section> at(String path) {
        return Arrays.stream(values())
                .filter(section -> path.equals(section.path) || section.isAbove(path))
                .max(Comparator.comparingInt(section -> section.path.length()));
    }

    /** Those at the top, in order. */
    public static List<Section> work() {
        return Arrays.stream(values()).filter(section -> !section.setting).toList();
    }

    /** Those at the bottom, under Settings, in order. */
    public static List<Section> settings() {
        return Arrays.stream(values()).filter(section -> section.setting).toList();
    }

    public String label() {
        return label;
    }

    public String path() {
        return path;
    }

    public Icon icon() {
        return icon;
    }

    private boolean isAbove(String below) {
        return this != OVERVIEW && below.startsWith(path + "/");
    }
}
