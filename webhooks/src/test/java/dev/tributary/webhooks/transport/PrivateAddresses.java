package dev.tributary.webhooks.transport;

import java.math.BigInteger;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.random.RandomGenerator;

/** Random addresses out of the blocks that SECURITY refuses, written down a second time, apart from the product's list. */
final class PrivateAddresses {
    private static final List<String> BLOCKS_4 = List.of(
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
    private static final List<String> BLOCKS_6 = List.of(
            "::/96",
            "100::/64",
            "fc00::/7",
            "fe80::/10",
            "fec0::/10",
            "ff00::/8",
            "2001::/32",
            "2001::/23",
            "2001:db8::/32",
            "2002::/16",
            "3fff::/20",
            "64:ff9b:1::/48",
            "4000::/3",
            "5f00::/16");

    private final RandomGenerator random;

    PrivateAddresses(RandomGenerator random) {
        this.random = random;
    }

    InetAddress next() {
        return switch (random.nextInt(4)) {
            case 0 -> address(six());
            case 1 -> scoped(embedded(four(), 0xffff, 10));
            case 2 -> address(embedded(four(), 0x0064ff9b, 0));
            default -> address(four());
        };
    }

    byte[] four() {
        return inside(BLOCKS_4.get(random.nextInt(BLOCKS_4.size())));
    }

    byte[] six() {
        return inside(BLOCKS_6.get(random.nextInt(BLOCKS_6.size())));
    }

    /** Sixteen bytes that end in an IPv4 address, with a prefix from a byte on. */
    static byte[] embedded(byte[] four, int prefix, int from) {
        byte[] six = new byte[16];
        byte[] head = BigInteger.valueOf(prefix).toByteArray();
        int sign = head[0] == 0 && head.length > 1 ? 1 : 0;
        int lead = prefix == 0x0064ff9b ? 1 : 0; // 00 64 ff 9b
        System.arraycopy(head, sign, six, from + lead, head.length - sign);
        System.arraycopy(four, 0, six, 12, 4);
        return six;
    }

    private byte[] inside(String block) {
        int slash = block.indexOf('/');
        byte[] first = InetAddress.ofLiteral(block.substring(0, slash)).getAddress();
        int free = first.length * 8 - Integer.parseInt(block.substring(slash + 1));
        BigInteger any = new BigInteger(free, new java.util.Random(random.nextLong()));
        return bytes(new BigInteger(1, first).add(any), first.length);
    }

    static byte[] bytes(BigInteger number, int length) {
        byte[] padded = new byte[length];
        byte[] raw = number.toByteArray();
        int from = Math.max(0, raw.length - length);
        System.arraycopy(raw, from, padded, length - (raw.length - from), raw.length - from);
        return padded;
    }

    static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    /** With a scope the JDK does not turn a v4-mapped address into an IPv4 one. */
    private static InetAddress scoped(byte[] bytes) {
        try {
            return Inet6Address.getByAddress(null, bytes, 1);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
