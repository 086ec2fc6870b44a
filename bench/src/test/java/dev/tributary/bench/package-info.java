@NullMarked
package dev.tributary.bench;

import org.jspecify.annotations.NullMarked;
