package care.nearkin.engine;

/** Who may take over from whom because she is absent. */
public interface StandIn {

    boolean standsInFor(String deputy, String holder);
}
