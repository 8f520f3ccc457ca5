package dev.telltale.testkit;

import java.util.concurrent.Callable;
import org.testfx.util.WaitForAsyncUtils;

/** Runs an action on the FX thread and waits until it, and the events that follow from it, are done. */
public final class OnFx {
    private OnFx() {}

    public static <T> T onFx(Callable<T> action) {
        T result = WaitForAsyncUtils.waitForAsyncFx(10_000, action);
        WaitForAsyncUtils.waitForFxEvents();
        return result;
    }

    public static void doOnFx(Runnable action) {
        onFx(() -> {
            action.run();
            return true;
        });
    }
}
