package dev.tributary.webhooks.event;

/** Events after a reader's position were dropped: going on from there would skip them in silence. */
public final class CursorGone extends RuntimeException {
    CursorGone() {
        super("events after this position are no longer kept", null, false, false);
    }
}
