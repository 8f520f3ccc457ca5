@NullMarked
package dev.telltale.auth;

import org.jspecify.annotations.NullMarked;
