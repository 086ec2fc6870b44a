package dev.tributary.webhooks.endpoint;

import java.util.List;

/** What an owner asked for can't be accepted. Nothing was changed. */
public final class InvalidEndpoint extends RuntimeException {
    /** One bad setting: its name in the API, and what to do. */
    public record Fault(String field, String message) {}

    private final transient List<Fault> faults;

    public InvalidEndpoint(List<Fault> faults) {
        super("not a webhook that can be set up: " + faults);
        this.faults = List.copyOf(faults);
    }

    public InvalidEndpoint(String field, String message) {
        this(List.of(new Fault(field, message)));
    }

    /** Never empty. */
    public List<Fault> faults() {
        return faults;
    }
}
