/** One adapter per message format: pure functions from a message to what a device reported. */
@NullMarked
package care.nearkin.signal.format;

import org.jspecify.annotations.NullMarked;
