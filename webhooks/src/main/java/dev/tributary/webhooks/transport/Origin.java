package dev.tributary.webhooks.transport;

/**
 * Scheme, host and port: what an operator allows, and what a connection belongs to.
 *
 * @param scheme http or https
 * @param host normalised; an IPv6 address without brackets
 * @param port 1–65535, the scheme's own where none was written
 */
public record Origin(String scheme, String host, int port) {

    /**
     * Reads an origin such as {@code http://127.0.0.1:9000}; a single slash may follow.
     *
     * @throws RefusedTarget where it is no URL, or has a path or query
     */
    public static Origin parse(String text) {
        Target target = Target.parse(text);
        if (!target.requestUri().equals("/")) {
            throw new RefusedTarget("origin", "Write scheme, host and port alone, such as http://127.0.0.1:9000.");
        }
        return target.origin();
    }

    /** Whether requests to it are encrypted. */
    public boolean isSecure() {
        return scheme.equals("https");
    }

    /** The host as a URL and a Host header spell it: IPv6 in brackets. */
    public String urlHost() {
        return host.indexOf(':') < 0 ? host : "[" + host + "]";
    }

    @Override
    public String toString() {
        String port = this.port == Authority.defaultPort(scheme) ? "" : ":" + this.port;
        return scheme + "://" + urlHost() + port;
    }
}
