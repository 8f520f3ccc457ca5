/** Writes reports of runs: scorecard, HTML page and JUnit XML. Pure: values in, text out. Any thread. */
@NullMarked
package dev.telltale.report;

import org.jspecify.annotations.NullMarked;
