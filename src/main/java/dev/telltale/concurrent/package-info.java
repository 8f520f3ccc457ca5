/** Threads and what several threads share: a serial scheduler, futures, a bounded log. Uses nothing else of ours. */
@NullMarked
package dev.telltale.concurrent;

import org.jspecify.annotations.NullMarked;
