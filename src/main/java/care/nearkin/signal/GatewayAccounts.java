package care.nearkin.signal;

import java.util.List;

/** Who may connect to the broker: gateways, and programs that send as devices do. */
public interface GatewayAccounts {

    /** Creates the account, or gives it this password, which the sample made up, and these topic filters. */
    void putSample(String name, String password, List<String> publish, List<String> subscribe);

    boolean exists(String name);
}
