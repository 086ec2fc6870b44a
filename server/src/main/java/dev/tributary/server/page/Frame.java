package dev.tributary.server.page;

import java.util.Optional;
import java.util.Set;

/**
 * What surrounds a page. Given to every template as {@code frame}, and to a route that asks for it as a parameter.
 *
 * @param path of the request
 * @param target the id of the element that htmx will put the answer into; empty for a whole page
 * @param theme {@code light} or {@code dark} if the reader chose; else the system's
 * @param toast what the request before this one left to say
 * @param development whether this server is a developer's
 */
public record Frame(
        Optional<Visitor> visitor,
        String path,
        String target,
        Optional<String> theme,
        Csrf csrf,
        Optional<Toast> toast,
        boolean development,
        Assets assets) {
    private static final Set<String> SHEETS = Set.of("dialog", "drawer");

    /** Whether the answer goes into the dialog or the drawer of a page that is already open. */
    public boolean inSheet() {
        return SHEETS.contains(target);
    }

    /** Whether htmx asked, for whatever part of the page. */
    public boolean inPart() {
        return !target.isEmpty();
    }

    /** The first page of the part that this one is in; empty for a shop's customers, who have none here. */
    public String home() {
        if (path.startsWith("/go/")) {
            return "";
        }
        return path.equals("/portal") || path.startsWith("/portal/") ? "/portal" : "/console";
    }

    /** The URL of an asset, which may be kept for ever. */
    public String asset(String name) {
        return assets.url(name);
    }

    /** The attribute of the navigation's link that leads here, or above here. */
    public Optional<String> current(Section section) {
        if (!Section.at(path).equals(Optional.of(section))) {
            return Optional.empty();
        }
        return Optional.of(section.path().equals(path) ? "page" : "true");
    }
}
