/** What is handed on of a run: scorecard, HTML page and JUnit XML. Text out of values; no files, no clock; any thread. */
@NullMarked
package dev.telltale.report;

import org.jspecify.annotations.NullMarked;
