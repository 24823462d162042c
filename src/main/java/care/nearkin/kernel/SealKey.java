package care.nearkin.kernel;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** One key of the key file. Its id is the beginning of its fingerprint, so that nobody has to name keys. */
record SealKey(String id, String fingerprint, SecretKey secret) {

    private static final int BYTES = 32;

    static SealKey random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return of(bytes);
    }

    /** Refuses what is not the base64 of 32 bytes. */
    static SealKey parse(String line) {
        byte[] bytes = Base64.getDecoder().decode(line);
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a key has 32 bytes");
        }
        return of(bytes);
    }

    String line() {
        return Base64.getEncoder().encodeToString(secret.getEncoded());
    }

    private static SealKey of(byte[] bytes) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(bytes, "HmacSHA256"));
            String fingerprint =
                    HexFormat.of().formatHex(mac.doFinal("nearkin seal check".getBytes(StandardCharsets.UTF_8)));
            return new SealKey(fingerprint.substring(0, 8), fingerprint, new SecretKeySpec(bytes, "AES"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is not available", e);
        }
    }

    /** Keys never reach a log. */
    @Override
    public String toString() {
        return "SealKey[" + id + "]";
    }
}
