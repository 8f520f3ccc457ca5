@NullMarked
package dev.telltale.faultinjection;

import org.jspecify.annotations.NullMarked;
