package dev.tributary.webhooks.transport;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses are public: the IANA special-purpose registries, and the clouds' own doors.
 *
 * <p>IPv4 is public unless listed. IPv6 is not public unless inside 2000::/3 and not listed, or a NAT64 address, which is
 * judged by the IPv4 address it carries (v4-mapped ones are IPv4 to the JDK already).
 */
final class PublicAddress {
    private static final List<AddressBlock> REFUSED_4 = blocks(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "168.63.129.16/32",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4");
    private static final AddressBlock GLOBAL_6 = AddressBlock.parse("2000::/3");
    private static final AddressBlock NAT64 = AddressBlock.parse("64:ff9b::/96");
    private static final List<AddressBlock> REFUSED_6 = blocks("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    private PublicAddress() {}

    static boolean is(InetAddress address) {
        byte[] bytes = address.getAddress();
        return address instanceof Inet4Address ? isPublic4(bytes, 0) : isPublic6(bytes);
    }

    private static boolean isPublic6(byte[] bytes) {
        if (NAT64.contains(bytes, 0) || isMapped(bytes)) {
            return isPublic4(bytes, 12);
        }
        return GLOBAL_6.contains(bytes, 0) && !anyContains(REFUSED_6, bytes, 0);
    }

    private static boolean isPublic4(byte[] bytes, int from) {
        return !anyContains(REFUSED_4, bytes, from);
    }

    private static boolean anyContains(List<AddressBlock> blocks, byte[] bytes, int from) {
        for (AddressBlock block : blocks) {
            if (block.contains(bytes, from)) {
                return true;
            }
        }
        return false;
    }

    /** The JDK hides v4-mapped addresses, save those made with a scope. */
    private static boolean isMapped(byte[] bytes) {
        for (int i = 0; i < 10; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return bytes[10] == -1 && bytes[11] == -1;
    }

    private static List<AddressBlock> blocks(String... texts) {
        return Stream.of(texts).map(AddressBlock::parse).toList();
    }
}
