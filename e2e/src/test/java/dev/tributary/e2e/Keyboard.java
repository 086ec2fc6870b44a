package dev.tributary.e2e;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.assertj.core.api.Assertions;

/** A person who has a keyboard and no mouse, and who must see where the focus is. */
record Keyboard(Page page) {
    private static final int MOST_TABS = 60;

    /** Presses Tab until it is there, as often as anybody would. */
    Keyboard tabTo(Locator wanted) {
        for (int i = 0; i < MOST_TABS; i++) {
            page.keyboard().press("Tab");
            if (hasFocus(wanted)) {
                Assertions.assertThat(isFocusVisible(wanted))
                        .as("the focus can be seen at " + wanted)
                        .isTrue();
                return this;
            }
        }
        throw new AssertionError(MOST_TABS + " tabs do not lead to " + wanted);
    }

    Keyboard press(String key) {
        page.keyboard().press(key);
        return this;
    }

    Keyboard type(String text) {
        page.keyboard().insertText(text);
        return this;
    }

    boolean hasFocus(Locator wanted) {
        return wanted.count() == 1 && (Boolean) wanted.evaluate("(element) => element === document.activeElement");
    }

    private static boolean isFocusVisible(Locator wanted) {
        return (Boolean) wanted.evaluate("""
                (element) => {
                  const style = getComputedStyle(element);
                  const box = element.getBoundingClientRect();
                  return element.matches(":focus-visible") && style.outlineStyle !== "none"
                    && parseFloat(style.outlineWidth) >= 2 && box.width > 1 && box.bottom > 0 && box.top < innerHeight;
                }
                """);
    }
}
