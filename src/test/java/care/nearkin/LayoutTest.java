package care.nearkin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Things are where the house says they are. */
class LayoutTest {

    private static final Set<String> TOP = Set.of(
            "processes",
            "dmn",
            "forms",
            "src",
            "docs",
            "deploy",
            "scripts",
            "pom.xml",
            "package.json",
            "package-lock.json",
            "README.md",
            "LICENSE",
            "docker-compose.yml",
            "Dockerfile");

    /** What building and running leave behind; git ignores them. */
    private static final Set<String> LEFT_BEHIND = Set.of("target", "node_modules", "data");

    private static final Set<String> MODULES = Set.of(
            "access",
            "casefile",
            "casetype",
            "decision",
            "document",
            "duty",
            "embedded",
            "engine",
            "kernel",
            "notification",
            "people",
            "sample",
            "signal",
            "web",
            "worklist");

    private static final Path MAIN = Path.of("src/main/java/care/nearkin");

    @Test
    void theTopLevelHoldsWhatTheHouseNames() throws IOException {
        assertThat(names(Path.of("."))
                        .filter(name -> !name.startsWith("."))
                        .filter(name -> !LEFT_BEHIND.contains(name)))
                .isSubsetOf(TOP);
    }

    @Test
    void everyModuleIsNamedInTheHouse() throws IOException {
        assertThat(folders(MAIN)).isSubsetOf(MODULES);
    }

    @Test
    void aCaseTypeIsOneLowerCaseWordAndTheSameInEveryTree() throws IOException {
        Set<String> types = folders(MAIN.resolve("casetype"));
        for (String tree : List.of("processes", "dmn", "forms")) {
            if (Files.exists(Path.of(tree))) {
                assertThat(folders(Path.of(tree)))
                        .as(tree)
                        .allMatch(type -> type.matches("[a-z]+") && (types.contains(type) || type.equals("shared")));
            }
        }
    }

    @Test
    void everyPackageSaysWhatItIsAndMarksNulls() throws IOException {
        try (Stream<Path> all = Files.walk(MAIN)) {
            List<Path> packages = all.filter(path -> path.toString().endsWith(".java"))
                    .map(Path::getParent)
                    .distinct()
                    .toList();
            assertThat(packages)
                    .allSatisfy(folder -> assertThat(folder.resolve("package-info.java"))
                            .content()
                            .contains("@NullMarked")
                            .startsWith("/**"));
        }
    }

    @Test
    void testsMirrorMain() throws IOException {
        assertThat(folders(Path.of("src/test/java/care/nearkin"))).isSubsetOf(MODULES);
    }

    private static Set<String> folders(Path path) throws IOException {
        try (Stream<Path> all = Files.list(path)) {
            return all.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .collect(Collectors.toSet());
        }
    }

    private static Stream<String> names(Path path) throws IOException {
        try (Stream<Path> all = Files.list(path)) {
            return all.map(file -> file.getFileName().toString()).toList().stream();
        }
    }
}
