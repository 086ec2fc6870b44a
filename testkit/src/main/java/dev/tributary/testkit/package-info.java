/** What the other modules' tests stand on. */
@NullMarked
package dev.tributary.testkit;

import org.jspecify.annotations.NullMarked;
