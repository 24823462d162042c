package care.nearkin.embedded;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.jspecify.annotations.Nullable;

/** Why there is no line to the broker, as far as somebody can do something about it. */
public enum LineFault {
    UNREACHABLE,
    SIGN_IN,
    UNTRUSTED,
    EXPIRED,
    OTHER_NAME,
    OWN_CERTIFICATE,
    OWN_EXPIRED,
    OWN_FILES;

    /** Bad user name or password, not authorized, bad authentication; 4 and 5 are what version 3.1.1 says. */
    private static final Set<Integer> REFUSED = Set.of(0x86, 0x87, 0x8C, 4, 5);

    public static LineFault of(@Nullable Throwable failure) {
        LineFault found = UNREACHABLE;
        Throwable cause = failure;
        // the innermost says most, except that what is wrong with our own files is not the broker's
        for (int depth = 0; cause != null && depth < 20; depth++) {
            LineFault said = said(cause);
            if (said == OWN_EXPIRED || said == OWN_FILES) {
                return said;
            }
            found = said == UNREACHABLE ? found : said;
            cause = cause.getCause();
        }
        return found;
    }

    private static LineFault said(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        if (cause instanceof BrokerCertificates.OwnExpired) {
            return OWN_EXPIRED;
        }
        if (cause instanceof BrokerCertificates.BrokenFiles || cause instanceof java.nio.file.FileSystemException) {
            return OWN_FILES;
        }
        if (cause instanceof CertificateExpiredException || cause instanceof CertificateNotYetValidException) {
            return EXPIRED;
        }
        if (cause instanceof CertPathBuilderException || cause instanceof CertPathValidatorException) {
            return UNTRUSTED;
        }
        if (cause instanceof CertificateException
                && message.matches("(?s).*([Nn]o subject alternative|No name matching).*")) {
            return OTHER_NAME;
        }
        if (cause instanceof SSLException && message.contains("fatal alert")) {
            return OWN_CERTIFICATE;
        }
        boolean refused = cause instanceof MqttException mqtt && REFUSED.contains(mqtt.getReasonCode());
        return refused ? SIGN_IN : UNREACHABLE;
    }
}
