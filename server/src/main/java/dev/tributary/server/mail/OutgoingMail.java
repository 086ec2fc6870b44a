package dev.tributary.server.mail;

import java.util.UUID;

/**
 * A mail that is to go.
 *
 * @param tries how often it was tried in vain
 */
record OutgoingMail(UUID id, String to, String subject, String text, int tries) {
    Mail mail() {
        return new Mail("out-" + id, to, subject, text);
    }
}
