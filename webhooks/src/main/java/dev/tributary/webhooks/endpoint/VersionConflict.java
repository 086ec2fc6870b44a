package dev.tributary.webhooks.endpoint;

/** The endpoint has changed since the version that the caller wants to change. Nothing was changed. */
public final class VersionConflict extends RuntimeException {
    public VersionConflict(EndpointId id) {
        super(id + " has changed since you read it");
    }
}
