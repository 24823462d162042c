package care.nearkin.casetype.alarm;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.AriaRole;

/** A task's form on our own page, filled in by its words as people read them. */
final class FormOnPage {

    private FormOnPage() {}

    static void choose(Page page, String option) {
        page.locator(".fjs-form-field-radio label", new Page.LocatorOptions().setHasText(option))
                .last()
                .click();
    }

    static void pick(Page page, String label, String option) {
        page.locator(".fjs-form-field-radio", new Page.LocatorOptions().setHasText(label))
                .locator("label", new Locator.LocatorOptions().setHasText(option))
                .last()
                .click();
    }

    static void fill(Page page, String label, String text) {
        page.locator(".fjs-form-field-textfield, .fjs-form-field-textarea", new Page.LocatorOptions().setHasText(label))
                .first()
                .locator("input, textarea")
                .fill(text);
    }

    /** With a double click, as many people do. */
    static void done(Page page) {
        String before = page.url();
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Done").setExact(true))
                .dblclick();
        try {
            page.waitForURL(url -> !url.equals(before), new Page.WaitForURLOptions().setTimeout(30_000));
        } catch (TimeoutError stayed) {
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(java.nio.file.Path.of("target/pictures/golden-stuck.png"))
                    .setFullPage(true));
            throw new AssertionError("The answer was not taken: "
                    + page.locator("#form-fault").textContent()
                    + page.locator(".fjs-form-field-error").allTextContents());
        }
    }
}
