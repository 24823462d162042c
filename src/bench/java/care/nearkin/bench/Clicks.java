package care.nearkin.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/**
 * Somebody who works the tasks of every second case as fast as the program lets her, and writes down what it confirmed to
 * her. What it did not confirm may have happened or not.
 */
final class Clicks implements Runnable {

    /** Confirmed by the program. */
    record Click(String task, String by, boolean completed) {}

    private static final Map<String, String> ANSWERS = Map.of(
            "Task_Acknowledge", "{}",
            "Task_CallBack", "{\"numberKind\":\"HOME\",\"voiceResult\":\"OK_HELP\"}",
            "Task_Assess", "{\"finding\":\"HELPED_BY_TALK\"}");

    private final Supplier<Program> node;
    private final String person;
    private final String password;
    private final Queue<Click> confirmed = new ConcurrentLinkedQueue<>();
    private volatile boolean enough;

    Clicks(Supplier<Program> node, String person, String password) {
        this.node = node;
        this.person = person;
        this.password = password;
    }

    @Override
    public void run() {
        String after = "";
        while (!enough) {
            try {
                after = workPage(after);
                Thread.sleep(after.isEmpty() ? 500 : 0);
            } catch (IOException | InterruptedException | RuntimeException away) {
                pause();
            }
        }
    }

    private String workPage(String after) throws IOException, InterruptedException {
        JsonNode page = node.get().get("/tasks?limit=200" + after, person, password);
        for (JsonNode task : page.path("items")) {
            if (!enough && ofMine(task)) {
                work(task.path("id").asText(), task.path("task").asText());
            }
        }
        return page.path("next").isTextual() ? "&after=" + page.path("next").asText() : "";
    }

    /** Half of the cases, each by one person, so that people do not stand in each other's way all the time. */
    private boolean ofMine(JsonNode task) {
        String number = task.path("case").asText();
        String assignee = task.path("assignee").asText(null);
        return ANSWERS.containsKey(task.path("task").asText())
                && (number.charAt(number.length() - 1) - '0') % 2 == 0
                && (assignee == null || assignee.equals(person));
    }

    private void work(String task, String key) throws IOException, InterruptedException {
        HttpResponse<String> claim = node.get().post("/tasks/" + task + "/claim", "", person, password);
        if (claim.statusCode() != 200) {
            return;
        }
        confirmed.add(new Click(task, person, false));
        HttpResponse<String> complete =
                node.get().post("/tasks/" + task + "/complete", ANSWERS.get(key), person, password);
        if (complete.statusCode() == 204) {
            confirmed.add(new Click(task, person, true));
        }
    }

    private static void pause() {
        try {
            Thread.sleep(500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void end() {
        enough = true;
    }

    Queue<Click> confirmed() {
        return confirmed;
    }
}
