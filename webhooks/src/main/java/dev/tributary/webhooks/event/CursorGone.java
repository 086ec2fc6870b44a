package dev.tributary.webhooks.event;

/**
 * Events after a reader's position were dropped, or the database went back to before it: going on from there would skip
 * events in silence.
 */
public final class CursorGone extends RuntimeException {
    CursorGone() {
        super("this position is not one to go on from any more", null, false, false);
    }
}
