package dev.tributary.server.portal;

/** Signed in for several programmes, none of which is chosen yet. */
final class ChooseFirst extends RuntimeException {
    ChooseFirst() {
        super("choose a programme first", null, false, false);
    }
}
