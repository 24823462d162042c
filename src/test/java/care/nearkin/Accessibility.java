package care.nearkin;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What keeps somebody from using a page: violations of WCAG 2.2 A and AA that axe-core finds, and what runs off the side of
 * the screen. A machine finds about half of what there is; the rest is for people with a keyboard and a screen reader.
 */
final class Accessibility {

    private static final Path AXE = Path.of("node_modules/axe-core/axe.min.js");

    /** What has been scrolled half under a bar that stays is not too small: looked at from its beginning. */
    private static final String FROM_THE_TOP = "() => window.scrollTo({ top: 0, left: 0, behavior: 'instant' })";

    /** Ours: bpmn.io's mark has to stay as it is, by the licence of its libraries. */
    private static final String RUN = """
            async () => {
              const { violations } = await axe.run({ exclude: ['.bjs-powered-by', '.fjs-powered-by'] }, {
                runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'], resultTypes: ['violations'] });
              return violations.flatMap(({ id, nodes }) => nodes.map((node) =>
                `${id} ${node.target.join(' ')}: ${(node.any[0] ?? node.all[0] ?? node.none[0])?.message} ${node.html.slice(0, 160)}`));
            }""";

    private static final String TOO_WIDE = """
            () => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll('body *')]
              .filter((part) => part.getBoundingClientRect().right > innerWidth + 1 && !part.closest('.hush, svg'))
              .slice(-3).map((part) => `ends at ${part.getBoundingClientRect().right}: ${part.outerHTML.slice(0, 160)}`)""";

    private static String axe = "";

    private Accessibility() {}

    /** On a screen and on a phone, light and dark, without the page being fetched again; it ends as it was. */
    static List<String> faultsInEveryLook(Page page) {
        var size = page.viewportSize();
        List<String> faults = new ArrayList<>();
        for (int width : new int[] {1280, 390}) {
            page.setViewportSize(width, 844);
            for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
                faults(page).forEach(fault -> faults.add(width + " " + scheme + " " + fault));
            }
        }
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        page.setViewportSize(size.width, size.height);
        return faults;
    }

    static List<String> faults(Page page) {
        page.waitForFunction("() => !document.querySelector('.htmx-request, .htmx-swapping, .htmx-settling')");
        if (!Boolean.TRUE.equals(page.evaluate("() => 'axe' in window"))) {
            page.evaluate(source());
        }
        page.evaluate(FROM_THE_TOP);
        List<String> faults = new ArrayList<>();
        ((List<?>) page.evaluate(RUN)).forEach(fault -> faults.add(String.valueOf(fault)));
        ((List<?>) page.evaluate(TOO_WIDE)).forEach(fault -> faults.add(String.valueOf(fault)));
        return faults;
    }

    private static String source() {
        if (axe.isEmpty()) {
            try {
                axe = Files.readString(AXE) + ";0";
            } catch (IOException e) {
                throw new UncheckedIOException("Run npm ci: " + AXE, e);
            }
        }
        return axe;
    }
}
