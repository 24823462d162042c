package care.nearkin;

import care.nearkin.engine.Var;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.Input;
import org.camunda.bpm.model.dmn.instance.Output;
import org.camunda.bpm.model.dmn.instance.OutputEntry;

/** Everything that belongs to one case type, read from the files that a person edits. */
record CaseTypeFiles(String key) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Read once for all tests: nobody changes what was read. */
    private static final Map<String, BpmnModelInstance> MODELS = new ConcurrentHashMap<>();

    private static final Map<String, Map<String, DmnModelInstance>> TABLES = new ConcurrentHashMap<>();
    private static final Map<String, Map<String, JsonNode>> FORMS = new ConcurrentHashMap<>();

    static Stream<CaseTypeFiles> all() {
        return list(Path.of("processes"))
                .map(folder -> folder.getFileName().toString())
                .filter(name -> !name.equals("shared"))
                .map(CaseTypeFiles::new);
    }

    BpmnModelInstance model() {
        return MODELS.computeIfAbsent(
                key,
                name -> Bpmn.readModelFromFile(
                        Path.of("processes", name, name + ".bpmn").toFile()));
    }

    String modelText() {
        try {
            return Files.readString(Path.of("processes", key, key + ".bpmn"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** By file name without its ending. */
    Map<String, DmnModelInstance> tables() {
        return TABLES.computeIfAbsent(
                key,
                name -> list(Path.of("dmn", name))
                        .collect(Collectors.toMap(
                                CaseTypeFiles::bareName, file -> Dmn.readModelFromFile(file.toFile()))));
    }

    Map<String, JsonNode> forms() {
        return FORMS.computeIfAbsent(
                key,
                name -> list(Path.of("forms", name))
                        .collect(Collectors.toMap(CaseTypeFiles::bareName, CaseTypeFiles::json)));
    }

    Properties words(String ending) {
        Properties words = new Properties();
        try (Reader reader =
                Files.newBufferedReader(Path.of("src/main/resources/messages", key + ending + ".properties"))) {
            words.load(reader);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return words;
    }

    /** The declared variables by name. */
    Map<String, Var<?>> variables() {
        return Arrays.stream(vocabulary().getDeclaredFields())
                .filter(field -> field.getType() == Var.class && Modifier.isStatic(field.getModifiers()))
                .map(field -> (Var<?>) read(field))
                .collect(Collectors.toMap(Var::name, var -> var));
    }

    /** The declared texts, e.g. names of messages. */
    List<String> texts() {
        return Arrays.stream(vocabulary().getDeclaredFields())
                .filter(field -> field.getType() == String.class && Modifier.isStatic(field.getModifiers()))
                .map(field -> (String) read(field))
                .toList();
    }

    Class<?> vocabulary() {
        return load("Case");
    }

    /** The beans that the model's expressions speak to: every {@code <Key>…Steps} of the type's package, by bean name. */
    Map<String, Class<?>> steps() {
        Class<?> first = load("Steps");
        String folder = first.getPackageName().replace('.', '/');
        return list(Path.of("src/main/java", folder))
                .map(CaseTypeFiles::bareName)
                .filter(name -> name.matches(first.getSimpleName().replace("Steps", "") + "\\w*Steps"))
                .collect(Collectors.toMap(
                        name -> Character.toLowerCase(name.charAt(0)) + name.substring(1),
                        name -> load(name.substring(key.length()))));
    }

    /** Names of inputs and outputs. */
    static List<String> columns(DmnModelInstance table) {
        return Stream.concat(
                        table.getModelElementsByType(Input.class).stream()
                                .map(input ->
                                        input.getInputExpression().getText().getTextContent()),
                        table.getModelElementsByType(Output.class).stream().map(Output::getName))
                .toList();
    }

    /** Words keys of what each row says it is because of. */
    static List<String> reasons(DmnModelInstance table) {
        return table.getModelElementsByType(OutputEntry.class).stream()
                .map(entry -> entry.getText().getTextContent())
                .filter(text -> text.startsWith("\"because."))
                .map(text -> text.replace("\"", ""))
                .toList();
    }

    @Override
    public String toString() {
        return key;
    }

    private Class<?> load(String ending) {
        String name =
                "care.nearkin.casetype." + key + "." + Character.toUpperCase(key.charAt(0)) + key.substring(1) + ending;
        try {
            return Class.forName(name, false, getClass().getClassLoader());
        } catch (ClassNotFoundException missing) {
            throw new AssertionError("Case type " + key + " needs a class " + name, missing);
        }
    }

    private static Object read(java.lang.reflect.Field field) {
        try {
            field.setAccessible(true);
            return field.get(null);
        } catch (IllegalAccessException closed) {
            throw new IllegalStateException(closed);
        }
    }

    private static JsonNode json(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String bareName(Path file) {
        return file.getFileName().toString().replaceAll("\\.[a-z]+$", "");
    }

    private static Stream<Path> list(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList().stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
