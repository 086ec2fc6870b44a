package dev.tributary.webhooks.dispatch;

import org.jspecify.annotations.Nullable;

/** Tells what of a loop's failures is news, so that a database that is away for an hour does not fill the log. */
final class Trouble {
    private @Nullable String last;

    /** Whether the step before did not fail, or failed otherwise. */
    boolean isNews(Throwable failure) {
        String text = text(failure);
        boolean news = !text.equals(last);
        last = text;
        return news;
    }

    /** The step did not fail; true if the one before did. */
    boolean isOver() {
        boolean over = last != null;
        last = null;
        return over;
    }

    private static String text(Throwable failure) {
        Throwable cause = failure.getCause();
        return cause == null ? failure.toString() : failure + " / " + cause;
    }
}
