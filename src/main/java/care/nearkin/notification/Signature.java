package care.nearkin.notification;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs what a webhook gets, as {@code docs/webhooks.md} says; with two secrets it signs twice. */
final class Signature {

    private Signature() {}

    static String of(List<String> secrets, String timestamp, String body) {
        return secrets.stream()
                .map(secret -> "v1=" + HexFormat.of().formatHex(hmac(secret, timestamp + "." + body)))
                .collect(Collectors.joining(","));
    }

    private static byte[] hmac(String secret, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is not available", e);
        }
    }
}
