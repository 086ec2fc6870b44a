package dev.tributary.server.affiliate;

import java.util.List;
import java.util.Optional;

/**
 * What an affiliate is to become.
 *
 * @param profile its custom fields are those of before
 * @param answers all custom fields, where they are to change
 */
record Edit(AffiliateStatus status, long offer, Profile profile, Optional<List<NewAffiliate.Answer>> answers) {}
