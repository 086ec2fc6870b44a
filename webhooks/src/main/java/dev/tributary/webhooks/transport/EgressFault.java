package dev.tributary.webhooks.transport;

import java.io.IOException;

/** The operator's proxy is at fault, and no receiver: nothing was sent, and no attempt is charged. */
final class EgressFault extends IOException {
    private static final long serialVersionUID = 1;

    EgressFault(String message) {
        super(message);
    }
}
