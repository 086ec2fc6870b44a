package dev.tributary.server.testing;

/** An affiliate as its creation answered. */
public record Partner(long id, String code) {
    /** The part of a link that names the affiliate. */
    public String link() {
        return "rfsn=" + id + "." + code;
    }
}
