package dev.tributary.webhooks.transport;

import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Random ways to write private addresses as the host of a URL: those that readers of URLs are known to take. */
final class Spellings {
    private static final int FULL_WIDTH_ZERO = 0xff10;
    private static final int BOLD_ZERO = 0x1d7ce;

    private final RandomGenerator random;
    private final PrivateAddresses addresses;

    Spellings(RandomGenerator random) {
        this.random = random;
        this.addresses = new PrivateAddresses(random);
    }

    String next() {
        return random.nextInt(3) == 0 ? six() : disguised(four(addresses.four()));
    }

    /** One number or several, each in one of three bases, as inet_aton reads them. */
    private String four(byte[] bytes) {
        int parts = 1 + random.nextInt(4);
        long rest = bytes(bytes);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < parts - 1; i++) {
            text.append(number(bytes[i] & 0xff)).append('.');
        }
        long last = rest & (0xffffffffL >>> (8 * (parts - 1)));
        return text.append(number(last)).toString();
    }

    private static long bytes(byte[] bytes) {
        return IntStream.range(0, 4)
                .mapToLong(i -> (bytes[i] & 0xffL) << (24 - 8 * i))
                .sum();
    }

    private String number(long value) {
        return switch (random.nextInt(6)) {
            case 0 -> "0x" + "0".repeat(random.nextInt(3)) + Long.toHexString(value);
            case 1 -> "0X" + Long.toHexString(value).toUpperCase(Locale.ROOT);
            case 2 -> "0" + "0".repeat(random.nextInt(3)) + Long.toOctalString(value);
            default -> Long.toString(value);
        };
    }

    /** Other digits, other dots, a dot at the end, percent-encoding: what IDNA and sloppy readers undo. */
    private String disguised(String text) {
        return switch (random.nextInt(8)) {
            case 0 -> withDigits(text, FULL_WIDTH_ZERO);
            case 1 -> withDigits(text, BOLD_ZERO);
            case 2 -> text.replace('.', '\u3002');
            case 3 -> text.replace('.', '\uff0e');
            case 4 -> text + ".";
            case 5 -> text.replace(".", "%2e");
            default -> text;
        };
    }

    private static String withDigits(String text, int zero) {
        return text.chars()
                .mapToObj(c -> Character.toString(c >= '0' && c <= '9' ? zero + c - '0' : c))
                .collect(Collectors.joining());
    }

    private String six() {
        byte[] bytes = switch (random.nextInt(4)) {
            case 0 -> PrivateAddresses.embedded(addresses.four(), 0xffff, 10);
            case 1 -> PrivateAddresses.embedded(addresses.four(), 0x0064ff9b, 0);
            default -> addresses.six();
        };
        String text = random.nextInt(3) == 0 ? dottedAtTheEnd(bytes) : groups(bytes, 8);
        String zone = random.nextInt(10) == 0 ? "%25eth0" : "";
        return "[" + (random.nextBoolean() ? text : text.toUpperCase(Locale.ROOT)) + zone + "]";
    }

    private String dottedAtTheEnd(byte[] bytes) {
        String tail = IntStream.range(12, 16)
                .mapToObj(i -> Integer.toString(bytes[i] & 0xff))
                .collect(Collectors.joining("."));
        return groups(bytes, 6) + ":" + tail;
    }

    private String groups(byte[] bytes, int count) {
        String form = random.nextBoolean() ? "%x" : "%04x";
        return IntStream.range(0, count)
                .mapToObj(i ->
                        String.format(Locale.ROOT, form, ((bytes[2 * i] & 0xff) << 8) | (bytes[2 * i + 1] & 0xff)))
                .collect(Collectors.joining(":"));
    }
}
