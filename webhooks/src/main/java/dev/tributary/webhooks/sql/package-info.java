/** Plain JDBC with the checked exceptions and the transaction's bookkeeping taken out, nothing more. */
@NullMarked
package dev.tributary.webhooks.sql;

import org.jspecify.annotations.NullMarked;
