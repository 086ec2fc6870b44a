/**
 * The language that every page speaks: the frame around it, its assets, what its parts take, and how numbers, times and
 * states are shown. Knows no feature; the words are in {@code src/main/jte/layout} and {@code src/main/jte/ui}.
 *
 * <p>A route of a page is a method of a {@code @Controller} that returns a {@code ModelAndView} whose view is the path of
 * a template, such as {@code webhook/list}; {@link dev.tributary.server.page.JteViews} finds it and adds {@code frame}
 * ({@link dev.tributary.server.page.Frame}). What a template takes must be public. After a change a route returns
 * {@link dev.tributary.server.page.Go}.
 */
@NullMarked
package dev.tributary.server.page;

import org.jspecify.annotations.NullMarked;
