package care.nearkin;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes the expressions of a model apart: which beans' methods they call, and which variables they read. */
final class Expressions {

    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{([^}]*)}");
    private static final Pattern STRING = Pattern.compile("'[^']*'");
    private static final Pattern CALL = Pattern.compile("(?<![\\w.])(\\w+)\\.(\\w+)\\(([^()]*(?:\\(\\)[^()]*)*)\\)");
    private static final Pattern NAME = Pattern.compile("(?<![\\w.])[A-Za-z_]\\w*(?!\\w*\\()");
    private static final Set<String> NOT_VARIABLES = Set.of(
            "execution", "task", "decisionResult", "true", "false", "null", "empty", "not", "and", "or", "eq", "ne");

    private Expressions() {}

    static List<Call> calls(String text) {
        List<Call> calls = new ArrayList<>();
        for (String expression : in(text)) {
            Matcher call = CALL.matcher(expression);
            while (call.find()) {
                if (!NOT_VARIABLES.contains(call.group(1))) {
                    calls.add(new Call(call.group(1), call.group(2), arity(call.group(3))));
                }
            }
        }
        return calls;
    }

    static Set<String> variables(String text, Set<String> beans) {
        Set<String> variables = new TreeSet<>();
        for (String expression : in(text)) {
            Matcher name = NAME.matcher(expression);
            while (name.find()) {
                if (!NOT_VARIABLES.contains(name.group()) && !beans.contains(name.group())) {
                    variables.add(name.group());
                }
            }
        }
        return variables;
    }

    /** The insides of all expressions, strings blanked so that no word of theirs is taken for a name. */
    private static List<String> in(String text) {
        List<String> found = new ArrayList<>();
        Matcher expression = EXPRESSION.matcher(text);
        while (expression.find()) {
            found.add(STRING.matcher(expression.group(1)).replaceAll("''"));
        }
        return found;
    }

    private static int arity(String arguments) {
        return arguments.isBlank() ? 0 : arguments.split(",").length;
    }

    /** A bean's method with its number of arguments. */
    record Call(String bean, String method, int arity) {}
}
