package dev.tributary.server.click;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Visits that no person made: pages fetched ahead, crawlers, and programs that look at links or draw previews of them. */
final class Uncounted {
    /** The known ones, by a word of their user agents. */
    private static final List<String> BOTS = List.of(
            "(?<!\\bcu)bot\\b", // Googlebot, bingbot, AhrefsBot, GPTBot and most others; no phone by Cubot
            "crawler",
            "spider",
            "mediapartners-google",
            "google-inspectiontool",
            "googleother",
            "apis-google",
            "feedfetcher",
            "slurp",
            "bingpreview",
            "facebookexternalhit",
            "facebookcatalog",
            "meta-externalagent",
            "whatsapp/",
            "telegrambot",
            "skypeuripreview",
            "embedly",
            "pinterest/0",
            "chatgpt-user",
            "lighthouse",
            "pagespeed",
            "pingdom",
            "uptimerobot");

    private static final Pattern BOT = Pattern.compile(String.join("|", BOTS));
    private static final List<String> AHEAD = List.of("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz");
    private static final Pattern FETCHED_AHEAD = Pattern.compile("prefetch|prerender|preview");

    private Uncounted() {}

    static boolean is(HttpServletRequest request) {
        boolean ahead = AHEAD.stream()
                .flatMap(name -> header(request, name))
                .anyMatch(value -> FETCHED_AHEAD.matcher(value).find());
        return ahead
                || request.getMethod().equals("HEAD")
                || header(request, "User-Agent").anyMatch(Uncounted::isBot);
    }

    static boolean isBot(String userAgent) {
        return BOT.matcher(userAgent.toLowerCase(Locale.ROOT)).find();
    }

    private static Stream<String> header(HttpServletRequest request, String name) {
        return Optional.ofNullable(request.getHeader(name)).map(value -> value.toLowerCase(Locale.ROOT)).stream();
    }
}
