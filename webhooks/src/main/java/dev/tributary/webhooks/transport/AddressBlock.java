package dev.tributary.webhooks.transport;

import java.net.InetAddress;

/** A CIDR block. */
final class AddressBlock {
    private final byte[] prefix;
    private final int bits;

    private AddressBlock(byte[] prefix, int bits) {
        this.prefix = prefix;
        this.bits = bits;
    }

    static AddressBlock parse(String text) {
        int slash = text.indexOf('/');
        byte[] prefix = InetAddress.ofLiteral(text.substring(0, slash)).getAddress();
        return new AddressBlock(prefix, Integer.parseInt(text.substring(slash + 1)));
    }

    /** Whether the address that starts at {@code from} lies in this block. */
    boolean contains(byte[] address, int from) {
        int whole = bits / 8;
        for (int i = 0; i < whole; i++) {
            if (prefix[i] != address[from + i]) {
                return false;
            }
        }
        int rest = bits % 8;
        return rest == 0 || ((prefix[whole] ^ address[from + whole]) & 0xff) >> (8 - rest) == 0;
    }
}
