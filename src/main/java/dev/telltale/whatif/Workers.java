package dev.telltale.whatif;

import java.util.List;
import java.util.function.Supplier;

/** Runs tasks that do not depend on each other, perhaps on several threads. */
@FunctionalInterface
public interface Workers {
    /** One after another on the calling thread. */
    Workers CALLER = new Workers() {
        @Override
        public <T> List<T> all(List<Supplier<T>> tasks) {
            return tasks.stream().map(Supplier::get).toList();
        }
    };

    /** Runs all tasks and returns their results in the same order; throws what the first failed one threw. Blocks. */
    <T> List<T> all(List<Supplier<T>> tasks);
}
