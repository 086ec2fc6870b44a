package dev.tributary.server.affiliate;

import java.time.Instant;
import java.util.UUID;

/**
 * What somebody of the merchant's wrote down about an affiliate, who never sees it.
 *
 * @param author the e-mail address of whoever wrote it
 */
public record AffiliateNote(UUID id, String author, String text, Instant createdAt) {
    static final int MOST_TEXT = 4000;
}
