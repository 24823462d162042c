package care.nearkin.access;

import care.nearkin.kernel.DataFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Where the sample's made-up passwords are kept for whoever tries Nearkin: {@code accounts.txt} in the data folder, a line
 * each {@code name password group}, readable by its owner only.
 */
@Component
public class AccountsFile {

    private static final String NAME = "accounts.txt";

    private final Path file;

    AccountsFile(DataFolder data) {
        this.file = data.file(NAME);
    }

    public Path path() {
        return file;
    }

    /** The password on this name's line; without one it is made up and the line is added. */
    public synchronized String passwordOf(String name, String group) {
        List<String> lines = new ArrayList<>(lines());
        for (String line : lines) {
            String[] words = line.split(" ");
            if (words.length == 3 && words[0].equals(name)) {
                return words[1];
            }
        }
        String password = Passwords.random();
        lines.add(name + " " + password + " " + group);
        write(lines);
        return password;
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(file);
        } catch (NoSuchFileException none) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Never readable by others, not even for a moment; never half a file. */
    private void write(List<String> lines) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path fresh = file.resolveSibling(NAME + ".new");
            Files.deleteIfExists(fresh);
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(fresh, lines);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
