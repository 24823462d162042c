package care.nearkin.kernel;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Why Nearkin refuses to start with this key file; the message is one sentence for the person who runs it. */
public final class KeyFileProblem extends StartRefused {

    /** What is wrong with the file. */
    public enum Kind {
        MISSING,
        WRONG,
        UNREADABLE,
        NOT_WRITABLE
    }

    private final Kind kind;
    private final Path path;

    private KeyFileProblem(Kind kind, Path path, String english, String chinese, @Nullable Throwable cause) {
        super(english + " / " + chinese, cause);
        this.kind = kind;
        this.path = path;
    }

    static KeyFileProblem missing(Path path) {
        return new KeyFileProblem(
                Kind.MISSING,
                path,
                "The key file " + path + " is missing, but this database holds data sealed with it: put the file back"
                        + " or name its place in NEARKIN_KEY_FILE.",
                "密钥文件 " + path + " 不存在,而数据库中已有用它加密的数据:请放回该文件,或用 NEARKIN_KEY_FILE 指明其位置。",
                null);
    }

    static KeyFileProblem wrong(Path path, String keyId) {
        return new KeyFileProblem(
                Kind.WRONG,
                path,
                "The key file " + path + " does not hold key " + keyId + ", with which data in this database is sealed:"
                        + " put the right file back or name its place in NEARKIN_KEY_FILE.",
                "密钥文件 " + path + " 中没有密钥 " + keyId + ",而数据库中的数据是用它加密的:请放回正确的文件,或用 NEARKIN_KEY_FILE 指明其位置。",
                null);
    }

    static KeyFileProblem unreadable(Path path, @Nullable Throwable cause) {
        return new KeyFileProblem(
                Kind.UNREADABLE,
                path,
                "The key file " + path + " cannot be read: it must hold one base64 key of 32 bytes a line.",
                "无法读取密钥文件 " + path + ":每行应为一个 32 字节的 base64 密钥。",
                cause);
    }

    static KeyFileProblem notWritable(Path path, Throwable cause) {
        return new KeyFileProblem(
                Kind.NOT_WRITABLE,
                path,
                "The key file " + path + " cannot be written.",
                "无法写入密钥文件 " + path + "。",
                cause);
    }

    public Kind kind() {
        return kind;
    }

    public Path path() {
        return path;
    }
}
