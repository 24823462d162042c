package care.nearkin.casetype.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.Browser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.FilterService;

/** A task as it stands open in Camunda Tasklist, before one person. */
record TasklistTask(Browser.Person person, String task) {

    private static final Path FORMS = Path.of("forms", AlarmCase.KEY);
    private static final String COMPLETE = ".form-actions button:visible:has-text('完成')";

    static TasklistTask open(Browser.Person person, FilterService filters, String task) {
        String filter = filters.createFilterQuery()
                .filterNameLike("%My tasks")
                .singleResult()
                .getId();
        person.go("/camunda/app/tasklist/default/#/?filter=" + filter + "&task=" + task);
        person.page().locator(".task-details").waitFor();
        return new TasklistTask(person, task);
    }

    Page page() {
        return person.page();
    }

    /** An option by its value: Tasklist numbers them as they stand in the form. */
    void choose(JsonNode fields, String field, String option) {
        JsonNode options = null;
        for (JsonNode component : fields) {
            if (component.path("key").asText().equals(field)) {
                options = component.path("values");
            }
        }
        assertThat(options).as(field).isNotNull();
        int place = 0;
        while (!options.path(place).path("value").asText().equals(option)) {
            assertThat(++place).as(option).isLessThan(options.size());
        }
        choose(field, place);
    }

    void choose(String field, int place) {
        page().locator("[id$='-Field_" + field + "-" + place + "']").check();
    }

    void fill(String field, String text) {
        page().locator("[id$='-Field_" + field + "']").fill(text);
    }

    void claim() {
        page().locator("button.claim").click();
    }

    /** A field is left first: Tasklist draws its form anew then, and may move the button away from under the pointer. */
    void complete() {
        page().keyboard().press("Tab");
        page().locator(COMPLETE).click();
    }

    /** Tasklist lets the task be completed a moment after it shows the form as hers. */
    void untilCompletable() {
        page().locator(COMPLETE + ":enabled").waitFor();
    }

    static JsonNode fieldsOf(String form) throws IOException {
        return new ObjectMapper()
                .readTree(FORMS.resolve(form + ".form").toFile())
                .path("components");
    }

    /** As Tasklist itself calls, with the token that it was given. */
    Map<?, ?> submit(String answers) {
        return (Map<?, ?>) page().evaluate("""
                async ([task, answers]) => {
                  const token = document.cookie.split('; ').find(c => c.startsWith('CAM-XSRF=')).split('=')[1];
                  const answer = await fetch(`/camunda/api/engine/engine/default/task/${task}/submit-form`, {
                    method: 'POST',
                    headers: {'Content-Type': 'application/json', 'Accept': 'application/json', 'X-XSRF-TOKEN': token},
                    body: JSON.stringify({variables: JSON.parse(answers)}),
                  });
                  const body = await answer.json();
                  return {status: answer.status, message: body.message};
                }
                """, List.of(task, answers));
    }
}
