package dev.tributary.server.access;

import dev.tributary.server.account.Members;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whether those who opened an answer that goes on and on may still read it. */
@Component
public final class Presence {
    private final Sessions sessions;
    private final Members members;

    Presence(Sessions sessions, Members members) {
        this.sessions = sessions;
        this.members = members;
    }

    /** Asks anew each time: is the session of this request still open, and the person still in the account? */
    public BooleanSupplier of(Member member, HttpServletRequest request) {
        @Nullable HttpSession session = request.getSession(false);
        String id = session == null ? "" : session.getId();
        return () -> sessions.isOpen(id, member.user().id())
                && members.role(member.account().id(), member.user().id())
                        .map(Permission::of)
                        .filter(permissions -> permissions.contains(Permission.READ))
                        .isPresent();
    }
}
