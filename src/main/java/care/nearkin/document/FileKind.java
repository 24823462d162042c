package care.nearkin.document;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What may be attached, told by how a file begins; what it is called says nothing. */
enum FileKind {
    JPEG("image/jpeg", "jpg", "jpeg"),
    PNG("image/png", "png"),
    WEBP("image/webp", "webp"),
    PDF("application/pdf", "pdf");

    private static final byte[] PNG_BEGINS = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    private final String mediaType;
    private final List<String> endings;

    FileKind(String mediaType, String... endings) {
        this.mediaType = mediaType;
        this.endings = List.of(endings);
    }

    static Optional<FileKind> of(byte[] content) {
        if (begins(content, 0, (byte) 0xff, (byte) 0xd8, (byte) 0xff)) {
            return Optional.of(JPEG);
        }
        if (begins(content, 0, PNG_BEGINS)) {
            return Optional.of(PNG);
        }
        if (begins(content, 0, ascii("RIFF")) && begins(content, 8, ascii("WEBP"))) {
            return Optional.of(WEBP);
        }
        return begins(content, 0, ascii("%PDF-")) ? Optional.of(PDF) : Optional.empty();
    }

    String mediaType() {
        return mediaType;
    }

    /** A name that ends as the content is, so that no computer takes the file for something else. */
    String named(String name) {
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(java.util.Locale.ROOT);
        return endings.contains(ending) ? name : name + "." + endings.get(0);
    }

    /** Throws {@link BrokenFile} where the content is not what its beginning says. */
    byte[] withoutTraces(byte[] content) {
        return switch (this) {
            case JPEG -> PlainJpeg.of(content);
            case PNG -> PlainPng.of(content);
            case WEBP -> PlainWebp.of(content);
            case PDF -> content;
        };
    }

    private static boolean begins(byte[] content, int at, byte... with) {
        return content.length >= at + with.length && Arrays.equals(content, at, at + with.length, with, 0, with.length);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
