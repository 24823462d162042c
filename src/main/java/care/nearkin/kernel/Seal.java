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
    private static final int LONGEST_HEAD = 64;

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
        byte[] both = sealed(text.getBytes(StandardCharsets.UTF_8), boundTo);
        return VERSION + ":" + sealing.id() + ":" + Base64.getEncoder().encodeToString(both);
    }

    /** What is no text: {@code v1:<key id>:}, then nonce and sealed bytes as they are. */
    public byte[] seal(byte[] content, String boundTo) {
        byte[] head = (VERSION + ":" + sealing.id() + ":").getBytes(StandardCharsets.US_ASCII);
        byte[] both = sealed(content, boundTo);
        return ByteBuffer.allocate(head.length + both.length)
                .put(head)
                .put(both)
                .array();
    }

    private byte[] sealed(byte[] content, String boundTo) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, sealing, nonce, boundTo).doFinal(content);
            return ByteBuffer.allocate(nonce.length + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
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
        try {
            byte[] both = Base64.getDecoder().decode(parts[2]);
            return new String(opened(parts[1], ByteBuffer.wrap(both), boundTo), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Broken("sealed text was altered or belongs to something else", e);
        }
    }

    public byte[] open(byte[] sealed, String boundTo) {
        int longest = Math.min(sealed.length, LONGEST_HEAD);
        String[] parts = new String(sealed, 0, longest, StandardCharsets.ISO_8859_1).split(":", 3);
        if (parts.length != 3 || !parts[0].equals(VERSION)) {
            throw new Broken("this is not sealed", null);
        }
        int head = parts[0].length() + parts[1].length() + 2;
        return opened(parts[1], ByteBuffer.wrap(sealed).position(head), boundTo);
    }

    private byte[] opened(String keyId, ByteBuffer both, String boundTo) {
        SealKey key = opening.get(keyId);
        if (key == null) {
            throw new Broken("sealed with key " + keyId + ", which is not in the key file", null);
        }
        try {
            byte[] nonce = new byte[NONCE_BYTES];
            both.get(nonce);
            byte[] rest = new byte[both.remaining()];
            both.get(rest);
            return cipher(Cipher.DECRYPT_MODE, key, nonce, boundTo).doFinal(rest);
        } catch (GeneralSecurityException | java.nio.BufferUnderflowException e) {
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
