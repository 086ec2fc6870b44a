@NullMarked
package dev.tributary.postgres;

import org.jspecify.annotations.NullMarked;
