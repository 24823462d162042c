package care.nearkin.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** The file of keys: one base64 key a line, the first seals, all open; lines that begin with # are remarks. */
record KeyFile(Path path) {

    private static final String HEAD = """
            # The keys that open Nearkin's health notes and phone numbers. Keep a copy apart from the database's backup:
            # without this file nobody can read them again. To change the key, put a new line first
            # (openssl rand -base64 32) and keep the old ones.
            """;

    boolean exists() {
        return Files.exists(path);
    }

    List<SealKey> read() {
        try {
            List<SealKey> keys = Files.readAllLines(path).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .map(SealKey::parse)
                    .distinct()
                    .toList();
            if (keys.isEmpty()) {
                throw KeyFileProblem.unreadable(path, null);
            }
            return keys;
        } catch (IOException | IllegalArgumentException e) {
            throw KeyFileProblem.unreadable(path, e);
        }
    }

    List<SealKey> create() {
        SealKey key = SealKey.random();
        try {
            Path folder = path.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.createFile(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(path, HEAD + key.line() + "\n", StandardOpenOption.WRITE, StandardOpenOption.SYNC);
            return List.of(key);
        } catch (IOException e) {
            throw KeyFileProblem.notWritable(path, e);
        }
    }
}
