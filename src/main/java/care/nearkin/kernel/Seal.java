package care.nearkin.kernel;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Seals personal text (health notes, phone numbers, stories) so that our tables, their backups and their replicas hold
 * none of it in clear: AES-256-GCM, written as {@code v1:<key id>:<base64 of nonce and sealed text>}. The first key
 * seals, every key opens.
 */
public final class Seal {

    private static final String VERSION = "v1";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SealKey sealing;
    private final Map<String, SealKey> opening;
    private final SecureRandom random = new SecureRandom();

    Seal(List<SealKey> keys) {
        this.sealing = keys.get(0);
        this.opening = keys.stream().collect(Collectors.toUnmodifiableMap(SealKey::id, Function.identity()));
    }

    public String seal(String text) {
        return seal(text, "");
    }

    /** {@code boundTo} is not stored: what was sealed for one case or person cannot be opened as another's. */
    public String seal(String text, String boundTo) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed =
                    cipher(Cipher.ENCRYPT_MODE, sealing, nonce, boundTo).doFinal(text.getBytes(StandardCharsets.UTF_8));
            byte[] both = ByteBuffer.allocate(nonce.length + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
            return VERSION + ":" + sealing.id() + ":" + Base64.getEncoder().encodeToString(both);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM is not available", e);
        }
    }

    public String open(String sealed) {
        return open(sealed, "");
    }

    public String open(String sealed, String boundTo) {
        String[] parts = sealed.split(":", 3);
        if (parts.length != 3 || !parts[0].equals(VERSION)) {
            throw new Broken("this is not a sealed text", null);
        }
        SealKey key = opening.get(parts[1]);
        if (key == null) {
            throw new Broken("sealed with key " + parts[1] + ", which is not in the key file", null);
        }
        try {
            ByteBuffer both = ByteBuffer.wrap(Base64.getDecoder().decode(parts[2]));
            byte[] nonce = new byte[NONCE_BYTES];
            both.get(nonce);
            byte[] rest = new byte[both.remaining()];
            both.get(rest);
            return new String(cipher(Cipher.DECRYPT_MODE, key, nonce, boundTo).doFinal(rest), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException | java.nio.BufferUnderflowException e) {
            throw new Broken("sealed text was altered or belongs to something else", e);
        }
    }

    /**
     * The same for the same text and use, and no way back without the key: by this a sealed number is found. 16 bytes of
     * HMAC-SHA-256 as base64.
     */
    public String fingerprint(String text, String use) {
        return sealing.fingerprint(text, use);
    }

    /** As {@link #fingerprint}, under every key: what was written before the key was changed is found too. */
    public List<String> fingerprints(String text, String use) {
        return opening.values().stream().map(key -> key.fingerprint(text, use)).toList();
    }

    private static Cipher cipher(int mode, SealKey key, byte[] nonce, String boundTo) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key.secret(), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(boundTo.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    /** A sealed text that cannot be opened; never carries the text. */
    public static final class Broken extends RuntimeException {
        Broken(String message, @org.jspecify.annotations.Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
