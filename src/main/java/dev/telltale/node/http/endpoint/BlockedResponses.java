package dev.telltale.node.http.endpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.xnio.XnioExecutor;
import org.xnio.XnioIoThread;

/** The responses to blocking queries that wait for news; limited in number and time. I/O thread only. */
final class BlockedResponses {
    private final int maxWaiters;
    private final int delayMillis;
    private final List<Waiter> waiters = new ArrayList<>();
    private boolean isScheduled;
    private boolean isClosed;

    /**
     * Creates an empty list.
     *
     * @param maxWaiters further queries are answered without waiting
     * @param delayMillis time from the first news to the responses, which have all news until then
     */
    BlockedResponses(int maxWaiters, int delayMillis) {
        this.maxWaiters = maxWaiters;
        this.delayMillis = delayMillis;
    }

    private static final class Waiter {
        private final BooleanSupplier hasNews;
        private final Runnable response;
        private XnioExecutor.Key timer = () -> true;

        Waiter(BooleanSupplier hasNews, Runnable response) {
            this.hasNews = hasNews;
            this.response = response;
        }
    }

    /**
     * Runs the response once: at once if there are news, the wait is 0 or too many queries wait; else at the next news
     * or after the wait.
     */
    void await(BooleanSupplier hasNews, long waitMillis, XnioIoThread io, Runnable response) {
        if (hasNews.getAsBoolean() || waitMillis <= 0 || isClosed || waiters.size() >= maxWaiters) {
            response.run();
            return;
        }
        var waiter = new Waiter(hasNews, response);
        waiter.timer = io.executeAfter(
                () -> {
                    if (waiters.remove(waiter)) {
                        response.run();
                    }
                },
                waitMillis,
                TimeUnit.MILLISECONDS);
        waiters.add(waiter);
    }

    /** Runs the responses that have news after the delay. */
    void onNews(XnioIoThread io) {
        if (!isScheduled) {
            isScheduled = true;
            io.executeAfter(this::completeReady, delayMillis, TimeUnit.MILLISECONDS);
        }
    }

    private void completeReady() {
        isScheduled = false;
        List<Waiter> ready =
                waiters.stream().filter(waiter -> waiter.hasNews.getAsBoolean()).toList();
        waiters.removeAll(ready);
        ready.forEach(BlockedResponses::complete);
    }

    /** Runs all responses, because the node leaves. */
    void close() {
        isClosed = true;
        List<Waiter> all = List.copyOf(waiters);
        waiters.clear();
        all.forEach(BlockedResponses::complete);
    }

    private static void complete(Waiter waiter) {
        waiter.timer.remove();
        waiter.response.run();
    }
}
