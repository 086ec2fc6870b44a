package dev.tributary.server.api;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A refusal that the caller is to see, as RFC 9457 problem details. Thrown anywhere below a route; nothing of the
 * request may have been done by then, or its transaction must roll back.
 */
public final class Problem extends RuntimeException {
    private static final Map<Integer, String> TITLES = Map.ofEntries(
            Map.entry(400, "Bad request"),
            Map.entry(401, "Unauthorized"),
            Map.entry(403, "Forbidden"),
            Map.entry(404, "Not found"),
            Map.entry(405, "Method not allowed"),
            Map.entry(406, "Not acceptable"),
            Map.entry(409, "Conflict"),
            Map.entry(410, "Gone"),
            Map.entry(412, "Precondition failed"),
            Map.entry(413, "Content too large"),
            Map.entry(415, "Unsupported media type"),
            Map.entry(422, "Unprocessable content"),
            Map.entry(429, "Too many requests"),
            Map.entry(500, "Internal error"),
            Map.entry(503, "Unavailable"));

    private final int status;
    private final String detail;
    private final transient List<FieldError> errors;

    private Problem(int status, String detail, List<FieldError> errors) {
        super(status + " " + detail, null, false, false);
        this.status = status;
        this.detail = detail;
        this.errors = List.copyOf(errors);
    }

    /** A refusal with any status from 400 to 599. */
    public static Problem of(int status, String detail) {
        return new Problem(status, detail, List.of());
    }

    /** 400: it can't be read. */
    public static Problem badRequest(String detail) {
        return of(400, detail);
    }

    /** 400: a query parameter can't be read. */
    public static Problem badParameter(String name, String message) {
        return new Problem(400, name + " " + message, List.of(new FieldError(name, message)));
    }

    /** 401: we don't know who asks. */
    public static Problem unauthorized(String detail) {
        return of(401, detail);
    }

    /** 403: we know who asks, and they may not. */
    public static Problem forbidden(String detail) {
        return of(403, detail);
    }

    /**
     * 404: it does not exist, or belongs to someone else.
     *
     * @param what the thing, such as {@code affiliate 123456}
     */
    public static Problem notFound(String what) {
        return of(404, "There is no " + what + ".");
    }

    /** 409: it clashes with what is there. */
    public static Problem conflict(String detail) {
        return of(409, detail);
    }

    /** 422: one field can't be accepted. */
    public static Problem unprocessable(String field, String message) {
        return unprocessable(List.of(new FieldError(field, message)));
    }

    /** 422: fields can't be accepted. */
    public static Problem unprocessable(List<FieldError> errors) {
        FieldError first = errors.getFirst();
        String more = errors.size() == 1 ? "" : " (and " + (errors.size() - 1) + " more)";
        return new Problem(422, sentence(first) + more, errors);
    }

    /** Most messages go on from the field's name; some are sentences of their own. */
    private static String sentence(FieldError error) {
        boolean ofItsOwn = Character.isUpperCase(error.message().charAt(0));
        return error.field() + (ofItsOwn ? ": " : " ") + error.message();
    }

    public int status() {
        return status;
    }

    /** One or two sentences for the caller. */
    public String detail() {
        return detail;
    }

    public List<FieldError> errors() {
        return errors;
    }

    /** The short name of the status, such as {@code Not found}. */
    public String title() {
        return TITLES.getOrDefault(status, status < 500 ? "Refused" : "Internal error");
    }

    /** A stable name of the kind of refusal, such as {@code urn:tributary:problem:not-found}. */
    String type() {
        return "urn:tributary:problem:" + title().toLowerCase(Locale.ROOT).replace(' ', '-');
    }
}
