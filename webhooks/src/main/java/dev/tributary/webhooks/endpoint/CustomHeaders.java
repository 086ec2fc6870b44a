package dev.tributary.webhooks.endpoint;

import dev.tributary.webhooks.transport.Header;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Which headers of their own merchants may add: names and values of RFC 9110, none that we or a proxy rely on. */
final class CustomHeaders {
    static final int MAX_HEADERS = 20;
    static final int MAX_VALUE = 2000;

    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}");
    private static final Pattern VALUE = Pattern.compile("[\\x21-\\x7e]([\\x20-\\x7e\\t]*[\\x21-\\x7e])?|");
    private static final Set<String> RESERVED = Set.of(
            "host",
            "connection",
            "transfer-encoding",
            "te",
            "trailer",
            "upgrade",
            "expect",
            "keep-alive",
            "user-agent",
            "via",
            "forwarded",
            "max-forwards",
            "x-real-ip",
            "true-client-ip",
            "x-client-ip",
            "metadata",
            "metadata-flavor");
    private static final List<String> RESERVED_PREFIXES = List.of(
            "content-",
            "webhook-",
            "tributary-",
            "refersion-",
            "proxy-",
            "x-forwarded-",
            "cf-",
            "x-amz-",
            "x-amzn-",
            "x-aws-",
            "x-goog-",
            "x-google-",
            "x-ms-",
            "x-azure-",
            "x-envoy-",
            "fastly-");

    private CustomHeaders() {}

    /** A sentence for each fault; empty if all is well. */
    static List<String> check(List<Header> headers) {
        List<String> faults = new ArrayList<>();
        if (headers.size() > MAX_HEADERS) {
            faults.add("at most " + MAX_HEADERS + " headers");
        }
        Set<String> seen = new HashSet<>();
        for (Header header : headers) {
            String name = header.name().toLowerCase(Locale.ROOT);
            if (!NAME.matcher(header.name()).matches()) {
                faults.add("a header's name has letters, digits and hyphens, at most 100");
            } else if (RESERVED.contains(name) || RESERVED_PREFIXES.stream().anyMatch(name::startsWith)) {
                faults.add(header.name() + " is reserved; choose another name");
            } else if (!seen.add(name)) {
                faults.add(header.name() + " is given twice");
            } else if (header.value().length() > MAX_VALUE
                    || !VALUE.matcher(header.value()).matches()) {
                faults.add("the value of " + header.name() + " must be printable ASCII, at most " + MAX_VALUE
                        + " characters, without spaces around it");
            }
        }
        return faults;
    }
}
