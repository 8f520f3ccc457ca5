@NullMarked
package dev.telltale.fault;

import org.jspecify.annotations.NullMarked;
