package dev.tributary.server.access;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says what a route of the console demands of the {@link Member} whom it takes; without it, {@link Permission#READ}.
 * Who lacks it gets a 403 before the route runs.
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface Needs {
    Permission value();
}
