package dev.tributary.server.csv;

import dev.tributary.server.api.Problem;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Turns a file's bytes into text: UTF-8, with a byte order mark or without. */
final class DecodeText {
    private static final String HOW =
            " Save the file as CSV in UTF-8: in Excel it is called “CSV UTF-8 (comma delimited)”.";

    private DecodeText() {}

    /**
     * The text.
     *
     * @throws Problem 422 that says on which line the bytes are no UTF-8
     */
    static String of(byte[] bytes) {
        if (begins(bytes, 0xFF, 0xFE) || begins(bytes, 0xFE, 0xFF)) {
            throw wrong("is UTF-16." + HOW);
        }
        if (begins(bytes, 'P', 'K', 3, 4)) {
            throw wrong("is a spreadsheet, or an archive: export it as CSV first.");
        }
        int mark = begins(bytes, 0xEF, 0xBB, 0xBF) ? 3 : 0;
        ByteBuffer in = ByteBuffer.wrap(bytes, mark, bytes.length - mark);
        CharBuffer out = CharBuffer.allocate(in.remaining());
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CoderResult result = decoder.decode(in, out, true);
        if (result.isError()) {
            throw wrong("is not UTF-8: line " + line(bytes, in.position()) + " holds the byte "
                    + hex(bytes[in.position()]) + ", which can't be there." + HOW);
        }
        String text = out.flip().toString();
        int nul = text.indexOf('\0');
        if (nul >= 0) {
            throw wrong("holds a NUL character on line "
                    + text.substring(0, nul + 1).lines().count() + ": it is no text.");
        }
        return text;
    }

    private static Problem wrong(String message) {
        return Problem.unprocessable("file", message);
    }

    private static boolean begins(byte[] bytes, int... with) {
        if (bytes.length < with.length) {
            return false;
        }
        for (int i = 0; i < with.length; i++) {
            if (Byte.toUnsignedInt(bytes[i]) != with[i]) {
                return false;
            }
        }
        return true;
    }

    private static long line(byte[] bytes, int end) {
        long line = 1;
        for (int i = 0; i < end; i++) {
            boolean loneReturn = bytes[i] == '\r' && (i + 1 == bytes.length || bytes[i + 1] != '\n');
            line += bytes[i] == '\n' || loneReturn ? 1 : 0;
        }
        return line;
    }

    private static String hex(byte value) {
        return "0x%02X".formatted(Byte.toUnsignedInt(value));
    }
}
