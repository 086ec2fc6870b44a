package dev.tributary.server.page;

/** Drawings on a grid of 16, all strokes. Always beside a word, or on a button that has a label. */
public enum Icon {
    OVERVIEW("M1.5 5.5c2.2-2.6 4.3-2.6 6.5 0s4.3 2.6 6.5 0M1.5 10.5c2.2-2.6 4.3-2.6 6.5 0s4.3 2.6 6.5 0"),
    CONVERSIONS("M2 3.5c5 0 4 9 12 9M2 12.5c3 0 4-2 5-4.2M11 9.5l3 3-3 3"),
    PAYMENTS("M1.5 4h13v8h-13zM8 10a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM4 8h.01M12 8h.01"),
    AFFILIATES("M5.5 8a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM1.5 13.5c.3-2.3 1.8-3.5 4-3.5s3.7 1.2 4 3.5M11 3.2a2.4"
            + " 2.4 0 0 1 0 4.6M12 10.3c1.5.5 2.3 1.6 2.5 3.2"),
    TRIGGERS("M8.8 1.5 3.5 9h4l-.6 5.5L12.5 7H8.3z"),
    OFFERS("M12.5 3.5l-9 9M5 6.5a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3ZM11 12.5a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3Z"),
    ORDERS("M3 5.5h10l-.8 9H3.8zM5.5 7.5V4a2.5 2.5 0 0 1 5 0v3.5"),
    CLICKS("M6.5 6.5l8 3-3.5 1.5L9.5 14.5zM6 1.5v2M1.5 6h2M2.8 2.8l1.4 1.4M9.2 2.8 7.8 4.2M2.8 9.2l1.4-1.4"),
    WEBHOOKS("M2 8h5M7 8c3 0 2.5-4.5 6-4.5M7 8h7M7 8c3 0 2.5 4.5 6 4.5"),
    CATCHER("M2 3.5c0 6.5 2.6 9 6 9s6-2.5 6-9M8 1.5v6M5.7 5.5 8 7.8l2.3-2.3"),
    SOURCES("M8 14.5c3 0 5-2 5-4.6C13 6.5 8 1.5 8 1.5S3 6.5 3 9.9c0 2.6 2 4.6 5 4.6Z"),
    RULES(
            "M2 4.5h6M12 4.5h2M10 6a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3ZM2 11.5h2M8 11.5h6M6 13a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3Z"),
    TRACKING("M5 4.5 1.5 8 5 11.5M11 4.5 14.5 8 11 11.5M9.2 3 6.8 13"),
    KEYS("M10.5 9a3.5 3.5 0 1 0-3.3-2.3L2 12v2h2.5v-2h2v-2l1.2-1.2c.8.2 1.8.2 2.8.2ZM11 5h.01"),
    TEAM("M8 8a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM2.5 14.5c.5-3 2.5-4.5 5.5-4.5s5 1.5 5.5 4.5"),
    TRANSFER("M5 13.5v-11M2 5.5l3-3 3 3M11 2.5v11M8 10.5l3 3 3-3"),
    COPY("M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3"),
    CLOSE("M3.5 3.5l9 9M12.5 3.5l-9 9"),
    MENU("M2 4.5h12M2 8h12M2 11.5h8"),
    SEARCH("M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10ZM10.6 10.6 14 14"),
    PLUS("M8 3v10M3 8h10"),
    BACK("M13.5 8h-11M6.5 4l-4 4 4 4"),
    NEXT("M6 3.5 10.5 8 6 12.5"),
    PREVIOUS("M10 3.5 5.5 8 10 12.5"),
    LEAVE("M6.5 2.5h-4v11h4M6 8h8M11 5l3 3-3 3"),
    CHECK("M3 8.5l3.5 3.5L13 4.5"),
    WARN("M8 1.8 15 14H1zM8 6.5v3.5M8 12h.01"),
    LIGHT("M8 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM8 1v1.5M8 13.5V15M1 8h1.5M13.5 8H15M3 3l1 1M12 12l1 1M3 13l1-1M12 4l1-1");

    private final String path;

    Icon(String path) {
        this.path = path;
    }

    /** The {@code d} of an SVG path in a view box of 16 by 16. */
    public String path() {
        return path;
    }
}
