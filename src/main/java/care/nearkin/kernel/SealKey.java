package care.nearkin.kernel;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** One key of the key file. Its id is the beginning of its fingerprint, so that nobody has to name keys. */
record SealKey(String id, String fingerprint, SecretKey secret) {

    private static final int BYTES = 32;
    private static final int FOUND_BY_BYTES = 16;

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
        String fingerprint = HexFormat.of().formatHex(mac(bytes, "nearkin seal check"));
        return new SealKey(fingerprint.substring(0, 8), fingerprint, new SecretKeySpec(bytes, "AES"));
    }

    /** By what a sealed text is found; another one for each use. */
    String fingerprint(String text, String use) {
        byte[] found = mac(secret.getEncoded(), "nearkin find " + use + " " + text);
        return Base64.getEncoder().withoutPadding().encodeToString(Arrays.copyOf(found, FOUND_BY_BYTES));
    }

    private static byte[] mac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
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
