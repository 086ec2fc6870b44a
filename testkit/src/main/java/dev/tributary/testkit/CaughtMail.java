package dev.tributary.testkit;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A mail that a {@link MailCatcher} took.
 *
 * @param from of the envelope
 * @param to of the envelope
 * @param data headers, an empty line and the body, as they came
 */
public record CaughtMail(String from, String to, String data) {
    /** The lines before the body, the folded ones joined. */
    public List<String> headers() {
        return data.substring(0, data.indexOf("\r\n\r\n"))
                .replaceAll("\r\n[ \t]+", " ")
                .lines()
                .toList();
    }

    public Optional<String> header(String name) {
        return headers().stream()
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst();
    }

    /** The body as a reader sees it, with line feeds. */
    public String text() {
        String body = data.substring(data.indexOf("\r\n\r\n") + 4);
        return switch (header("Content-Transfer-Encoding").orElse("7bit")) {
            case "base64" ->
                new String(Base64.getMimeDecoder().decode(body), StandardCharsets.UTF_8).replace("\r\n", "\n");
            case "quoted-printable" -> quotedPrintable(body).replace("\r\n", "\n");
            default -> body.replace("\r\n", "\n");
        };
    }

    private static String quotedPrintable(String body) {
        String joined = body.replace("=\r\n", "");
        byte[] bytes = new byte[joined.length()];
        int length = 0;
        for (int i = 0; i < joined.length(); i++) {
            if (joined.charAt(i) == '=') {
                bytes[length++] = (byte) Integer.parseInt(joined.substring(i + 1, i + 3), 16);
                i += 2;
            } else {
                bytes[length++] = (byte) joined.charAt(i);
            }
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
