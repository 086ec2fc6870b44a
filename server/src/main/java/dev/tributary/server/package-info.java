/**
 * The product. Features are flat packages and import only what stands to their left:
 *
 * <pre>api &lt; account &lt; access &lt; offer &lt; affiliate &lt; click &lt; order &lt; conversion &lt; payment &lt; catcher &lt; webhook
 *   &lt; console &lt; operator &lt; demo &lt; app</pre>
 */
@NullMarked
package dev.tributary.server;

import org.jspecify.annotations.NullMarked;
