package dev.tributary.server.access;

import dev.tributary.server.api.Problem;
import dev.tributary.server.api.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Finds who asks by the key they send, and refuses what their scopes don't allow. */
final class RecogniseCaller extends OncePerRequestFilter {
    static final String ATTRIBUTE = Caller.class.getName();
    private static final Set<String> READING = Set.of("GET", "HEAD");

    private final ApiKeys keys;

    RecogniseCaller(ApiKeys keys) {
        this.keys = keys;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            Caller caller = caller(request);
            requireScope(caller, request);
            request.setAttribute(ATTRIBUTE, caller);
            SecurityContext context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(caller, "", Set.of()));
            SecurityContextHolder.setContext(context);
        } catch (Problem problem) {
            ProblemWriter.write(response, problem);
            return;
        }
        chain.doFilter(request, response);
    }

    private Caller caller(HttpServletRequest request) {
        ApiKey key = text(request).flatMap(keys::recognise).orElseThrow(RecogniseCaller::unknown);
        String named = request.getHeader("Refersion-Public-Key");
        boolean matches = named == null
                || !isTracker(request)
                || named.equals(key.id().toString())
                || named.equals(key.account().toString());
        if (!matches) {
            throw unknown();
        }
        return new Caller(key.account(), key.id().toString(), key.scopes());
    }

    /** The Bearer token; at the tracker's door also the header that shops send who come from Refersion. */
    private static Optional<String> text(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        if (header != null && header.toLowerCase(Locale.ROOT).startsWith("bearer ")) {
            return Optional.of(header.substring("bearer ".length()).strip());
        }
        return isTracker(request) ? Optional.ofNullable(request.getHeader("Refersion-Secret-Key")) : Optional.empty();
    }

    private static void requireScope(Caller caller, HttpServletRequest request) {
        boolean reading = READING.contains(request.getMethod());
        if (!reading && caller.scopes().contains(Scope.TRACKING) && takesOrders(request)) {
            return;
        }
        caller.require(reading ? Scope.READ : Scope.WRITE);
    }

    private static boolean takesOrders(HttpServletRequest request) {
        return isTracker(request)
                || (request.getMethod().equals("POST")
                        && request.getRequestURI().equals("/api/v1/orders"));
    }

    private static boolean isTracker(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/tracker/");
    }

    private static Problem unknown() {
        return Problem.unauthorized("Send a valid API key as Authorization: Bearer trb_…; this one is missing, "
                + "unknown, deleted or expired.");
    }
}
