package dev.tributary.server.console;

import java.util.HexFormat;

/** Bytes as offset, hexadecimal and ASCII, sixteen a line. */
final class HexDump {
    /** How much is shown. */
    static final int MOST = 4 << 10;

    private static final int WIDTH = 16;
    private static final HexFormat HEX = HexFormat.of();

    private HexDump() {}

    static String of(byte[] bytes) {
        int end = Math.min(bytes.length, MOST);
        StringBuilder dump = new StringBuilder(end * 5);
        for (int from = 0; from < end; from += WIDTH) {
            line(dump, bytes, from, Math.min(from + WIDTH, end));
        }
        return dump.toString();
    }

    private static void line(StringBuilder dump, byte[] bytes, int from, int end) {
        dump.append(HEX.toHexDigits(from)).append(' ');
        for (int i = from; i < from + WIDTH; i++) {
            dump.append(i % (WIDTH / 2) == 0 ? "  " : " ").append(i < end ? HEX.toHexDigits(bytes[i]) : "  ");
        }
        dump.append("  ");
        for (int i = from; i < end; i++) {
            dump.append(bytes[i] >= ' ' && bytes[i] < 0x7f ? (char) bytes[i] : '.');
        }
        dump.append('\n');
    }
}
