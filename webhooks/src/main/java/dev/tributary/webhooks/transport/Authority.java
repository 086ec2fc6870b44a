package dev.tributary.webhooks.transport;

/** Host and port of a URL. */
record Authority(Host host, int port) {

    static Authority parse(String text, String scheme) {
        if (text.indexOf('@') >= 0) {
            throw new RefusedTarget(
                    "user-info", "Remove user name and password from the URL; send credentials in a custom header.");
        }
        int hostEnd = text.startsWith("[") ? text.indexOf(']') + 1 : text.indexOf(':');
        if (text.startsWith("[") && hostEnd == 0) {
            throw new RefusedTarget("host", "Close the bracket around the IPv6 address.");
        }
        if (hostEnd < 0 || hostEnd == text.length()) {
            return new Authority(Host.parse(text), defaultPort(scheme));
        }
        if (text.charAt(hostEnd) != ':') {
            throw new RefusedTarget("host", "After the bracket only a colon and a port may follow.");
        }
        return new Authority(Host.parse(text.substring(0, hostEnd)), port(text.substring(hostEnd + 1)));
    }

    static int defaultPort(String scheme) {
        return scheme.equals("https") ? 443 : 80;
    }

    private static int port(String digits) {
        boolean plain =
                !digits.isEmpty() && digits.length() <= 5 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        int port = plain ? Integer.parseInt(digits) : 0;
        if (port < 1 || port > 65_535) {
            throw new RefusedTarget("port", "Write a port from 1 to 65535 after the colon, or leave out both.");
        }
        return port;
    }
}
