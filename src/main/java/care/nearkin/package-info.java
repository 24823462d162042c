/** Nearkin: case management for neighbourhood care. */
@NullMarked
package care.nearkin;

import org.jspecify.annotations.NullMarked;
