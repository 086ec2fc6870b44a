/** What can happen: topics, their names on the wire, their schema and example. */
@NullMarked
package dev.tributary.webhooks.topic;

import org.jspecify.annotations.NullMarked;
