@NullMarked
package dev.telltale.config;

import org.jspecify.annotations.NullMarked;
