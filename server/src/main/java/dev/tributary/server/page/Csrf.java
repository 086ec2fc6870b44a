package dev.tributary.server.page;

/**
 * What a form must bring along.
 *
 * @param parameter the name of the hidden field
 * @param header the name of the header for requests by script
 * @param token empty where no chain asks for one
 */
public record Csrf(String parameter, String header, String token) {
    static final Csrf NONE = new Csrf("_csrf", "X-CSRF-TOKEN", "");

    public boolean present() {
        return !token.isEmpty();
    }

    /** The header as the JSON that htmx adds to each request of its own. */
    public String json() {
        return "{\"" + header + "\":\"" + token + "\"}";
    }
}
