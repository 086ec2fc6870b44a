package dev.tributary.webhooks.replay;

/** A replay can't be started as things stand; the message says why and what to do. */
public final class ReplayRefused extends RuntimeException {
    ReplayRefused(String message) {
        super(message);
    }
}
