package dev.tributary.webhooks.transport;

import java.net.IDN;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A normalised host.
 *
 * @param name lower-case ASCII, no trailing dot; an IPv6 address in its canonical text, without brackets
 * @param literal the address, where the host is one
 */
record Host(String name, Optional<InetAddress> literal) {
    private static final String QUAD = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern IPV4 = Pattern.compile(QUAD + "(\\." + QUAD + "){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:]+(:" + QUAD + "(\\." + QUAD + "){3})?");
    private static final Pattern LABEL = Pattern.compile("[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+|0x[0-9a-f]*");
    /** IDNA 2003, which the JDK speaks, maps these to something else than IDNA 2008: another owner's name. */
    private static final Pattern AMBIGUOUS = Pattern.compile("[\u00df\u03c2\u200c\u200d]");

    static Host parse(String text) {
        return text.startsWith("[") ? ipv6(text.substring(1, text.length() - 1)) : named(text);
    }

    private static Host ipv6(String text) {
        if (text.indexOf('%') >= 0) {
            throw new RefusedTarget(
                    "zone-id", "Remove the zone id (the percent sign and what follows) from the IPv6 address.");
        }
        if (!IPV6.matcher(text).matches()) {
            throw notAnAddress();
        }
        try {
            InetAddress address = Inet6Address.ofLiteral(text);
            return new Host(address.getHostAddress(), Optional.of(address));
        } catch (IllegalArgumentException _) {
            throw notAnAddress();
        }
    }

    private static Host named(String text) {
        String ascii = ascii(text);
        String name = ascii.endsWith(".") ? ascii.substring(0, ascii.length() - 1) : ascii;
        if (IPV4.matcher(name).matches()) {
            return new Host(name, Optional.of(InetAddress.ofLiteral(name)));
        }
        String[] labels = name.split("\\.", -1);
        if (NUMBER.matcher(labels[labels.length - 1]).matches()) {
            throw new RefusedTarget(
                    "ip-spelling",
                    "Write the IPv4 address as four decimal numbers without leading zeros, such as 192.0.2.1.");
        }
        for (String label : labels) {
            if (!LABEL.matcher(label).matches()) {
                throw notAName();
            }
        }
        if (name.length() > 253) {
            throw notAName();
        }
        return new Host(name, Optional.empty());
    }

    private static String ascii(String text) {
        if (AMBIGUOUS.matcher(text).find()) {
            throw new RefusedTarget("host", "Write this international name in its xn-- form: it can be read two ways.");
        }
        try {
            return IDN.toASCII(text).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException | IndexOutOfBoundsException _) {
            throw notAName();
        }
    }

    private static RefusedTarget notAnAddress() {
        return new RefusedTarget("host", "Between the brackets must stand an IPv6 address, such as [2001:db8::1].");
    }

    private static RefusedTarget notAName() {
        return new RefusedTarget(
                "host", "Write a host name of letters, digits and hyphens, such as hooks.example.com.");
    }
}
