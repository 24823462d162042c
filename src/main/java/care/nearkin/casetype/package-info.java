/** One package per case type; case types never see each other. */
@NullMarked
package care.nearkin.casetype;

import org.jspecify.annotations.NullMarked;
