package dev.tributary.webhooks.transport;

import java.io.IOException;

/** A name was not looked up because this machine had no thread for it: that tells nothing of the name. */
final class LookUpFault extends IOException {
    private static final long serialVersionUID = 1;

    LookUpFault() {
        super("The installation had too many names to look up at once.");
    }
}
