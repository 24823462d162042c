package care.nearkin.embedded;

import care.nearkin.kernel.StartRefused;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** One instance on one data folder. The operating system gives the lock back when the process dies. */
class FolderLock implements AutoCloseable {

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    static FolderLock take(Path folder) {
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            FileChannel channel = FileChannel.open(
                    folder.resolve("nearkin.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (locked(channel)) {
                return new FolderLock(channel);
            }
            channel.close();
        } catch (IOException e) {
            throw new StartRefused(
                    "The data folder " + folder + " cannot be written; give this user the right to, or set"
                            + " NEARKIN_DATA_DIR to another.",
                    "数据目录 " + folder + " 不可写，请给予写权限，或用 NEARKIN_DATA_DIR 另设目录。");
        }
        throw new StartRefused(
                "Another Nearkin is running on the data folder " + folder + "; stop it, or set NEARKIN_DATA_DIR to"
                        + " another.",
                "另一个近邻程序正在使用数据目录 " + folder + "，请先停止它，或用 NEARKIN_DATA_DIR 另设目录。");
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException inThisJvm) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
