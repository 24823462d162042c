/** The engine's own tables, as a Flyway migration. */
@NullMarked
package care.nearkin.engine.migration;

import org.jspecify.annotations.NullMarked;
