package dev.tributary.server.join;

import java.time.Instant;

/**
 * An invitation that nobody has used yet. Whoever opens its link becomes an ACTIVE affiliate.
 *
 * @param offer what they get
 * @param author who invited them
 * @param mailed whether the link was mailed; else it was shown to the author, once
 */
public record AffiliateInvitation(
        AffiliateInvitationId id,
        ProgrammeId programme,
        String email,
        long offer,
        String author,
        boolean mailed,
        Instant createdAt,
        Instant expiresAt) {}
