package dev.tributary.server.access;

import dev.tributary.server.account.UserId;
import dev.tributary.webhooks.endpoint.AccountId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.stereotype.Component;

/** Sessions of people at the console. One exists only once somebody has signed in: strangers cost no row. */
@Component
class Sessions {
    static final Duration IDLE = Duration.ofHours(12);
    private static final Duration ABSOLUTE = Duration.ofDays(14);
    private static final Duration COARSE = Duration.ofMinutes(1);

    private static final String USER = "user";
    private static final String ACCOUNT = "account";
    private static final String OPENED = "opened";
    private static final String SEEN = "seen";

    private final JdbcClient jdbc;
    private final InstantSource clock;

    Sessions(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Opens a session with a name nobody knew before, whatever the browser brought. */
    void open(HttpServletRequest request, UserId user, Optional<AccountId> account) {
        close(request);
        HttpSession session = request.getSession(true);
        long now = clock.instant().toEpochMilli();
        session.setAttribute(FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME, user.toString());
        session.setAttribute(USER, user.toString());
        session.setAttribute(OPENED, now);
        session.setAttribute(SEEN, now);
        account.ifPresent(chosen -> session.setAttribute(ACCOUNT, chosen.toString()));
    }

    /** Whose it is; empty if there is none or its time is over. */
    Optional<SignedIn> current(HttpServletRequest request) {
        @Nullable HttpSession session = request.getSession(false);
        if (session == null) {
            return Optional.empty();
        }
        Optional<UserId> user = text(session, USER).flatMap(UserId::parse);
        if (user.isEmpty() || isOver(session)) {
            session.invalidate();
            return Optional.empty();
        }
        return user.map(id -> new SignedIn(id, text(session, ACCOUNT).flatMap(AccountId::parse)));
    }

    /** Whether this person's session is there and its time not over, without prolonging it. */
    boolean isOpen(String session, UserId user) {
        Instant now = clock.instant();
        return jdbc.sql("""
                        select exists (select 1 from console_session
                        where session_id = ? and principal_name = ? and expiry_time > ? and creation_time > ?)""")
                .param(session)
                .param(user.toString())
                .param(now.toEpochMilli())
                .param(now.minus(ABSOLUTE).toEpochMilli())
                .query((row, _) -> row.getBoolean(1))
                .single();
    }

    /** From now on they work in this account. Forms of pages opened before are refused. */
    void choose(HttpServletRequest request, AccountId account) {
        HttpSession session = request.getSession(true);
        session.setAttribute(ACCOUNT, account.toString());
        session.removeAttribute(CsrfTokens.ATTRIBUTE);
    }

    void close(HttpServletRequest request) {
        @Nullable HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
    }

    /** Ends all of this person's sessions, on every node. */
    void closeAll(UserId user) {
        jdbc.sql("delete from console_session where principal_name = ?")
                .param(user.toString())
                .update();
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

    private static Optional<String> text(HttpSession session, String name) {
        return session.getAttribute(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    private static Instant time(HttpSession session, String name) {
        return session.getAttribute(name) instanceof Long millis ? Instant.ofEpochMilli(millis) : Instant.EPOCH;
    }
}
