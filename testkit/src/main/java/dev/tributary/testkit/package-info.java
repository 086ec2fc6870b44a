/** What tests of every module share: databases, a clock, chance and patience. Real things, made small; no mocks. */
@NullMarked
package dev.tributary.testkit;

import org.jspecify.annotations.NullMarked;
