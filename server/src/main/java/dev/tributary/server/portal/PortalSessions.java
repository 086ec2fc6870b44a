package dev.tributary.server.portal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Sessions of affiliates at the portal. One exists only once somebody has signed in: strangers cost no row. */
@Component
class PortalSessions {
    static final Duration IDLE = Duration.ofDays(1);
    static final Duration ABSOLUTE = Duration.ofDays(14);
    static final String CSRF = "csrf";
    private static final Duration COARSE = Duration.ofMinutes(1);

    private static final String EMAIL = "email";
    private static final String PASSES = "passes";
    private static final String CHOSEN = "chosen";
    private static final String BY_LINK = "by link";
    private static final String OPENED = "opened";
    private static final String SEEN = "seen";

    private final InstantSource clock;

    PortalSessions(InstantSource clock) {
        this.clock = clock;
    }

    /** Opens a session with a name nobody knew before, whatever the browser brought. A lone pass is chosen at once. */
    void open(HttpServletRequest request, String email, List<Pass> passes, boolean byLink) {
        close(request);
        HttpSession session = request.getSession(true);
        long now = clock.instant().toEpochMilli();
        session.setAttribute(EMAIL, email);
        session.setAttribute(PASSES, Pass.write(passes));
        session.setAttribute(BY_LINK, byLink);
        session.setAttribute(OPENED, now);
        session.setAttribute(SEEN, now);
        if (passes.size() == 1) {
            session.setAttribute(CHOSEN, Pass.write(passes));
        }
    }

    /** What it holds; empty if there is none or its time is over. */
    Optional<SignedPortal> current(HttpServletRequest request) {
        @Nullable HttpSession session = request.getSession(false);
        if (session == null) {
            return Optional.empty();
        }
        List<Pass> passes = Pass.read(text(session, PASSES));
        if (passes.isEmpty() || isOver(session)) {
            session.invalidate();
            return Optional.empty();
        }
        return Optional.of(new SignedPortal(
                text(session, EMAIL),
                passes,
                Pass.read(text(session, CHOSEN)).stream().findFirst(),
                session.getAttribute(BY_LINK) instanceof Boolean yes && yes));
    }

    /** From now on pages are shown by this pass. Forms of pages opened before are refused. */
    void choose(HttpServletRequest request, Pass pass) {
        HttpSession session = request.getSession(true);
        session.setAttribute(CHOSEN, Pass.write(List.of(pass)));
        session.removeAttribute(CSRF);
    }

    void close(HttpServletRequest request) {
        @Nullable HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
    }

    private boolean isOver(HttpSession session) {
        Instant now = clock.instant();
        Instant seen = time(session, SEEN);
        if (now.isAfter(seen.plus(IDLE)) || now.isAfter(time(session, OPENED).plus(ABSOLUTE))) {
            return true;
        }
        if (now.isAfter(seen.plus(COARSE))) {
            session.setAttribute(SEEN, now.toEpochMilli());
        }
        return false;
    }

    private static String text(HttpSession session, String name) {
        return session.getAttribute(name) instanceof String text ? text : "";
    }

    private static Instant time(HttpSession session, String name) {
        return session.getAttribute(name) instanceof Long millis ? Instant.ofEpochMilli(millis) : Instant.EPOCH;
    }
}
