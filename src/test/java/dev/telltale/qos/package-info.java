@NullMarked
package dev.telltale.qos;

import org.jspecify.annotations.NullMarked;
