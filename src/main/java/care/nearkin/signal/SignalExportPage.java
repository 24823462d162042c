package care.nearkin.signal;

import care.nearkin.access.AccessLog;
import care.nearkin.access.SearchWords;
import care.nearkin.kernel.CsvDownload;
import care.nearkin.kernel.Words;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The lists of devices and of signals as files for a spreadsheet, without what a device sent word for word; each is logged. */
@Controller
@PreAuthorize("hasAnyRole('SUPERVISOR', 'ADMIN')")
class SignalExportPage {

    private static final List<String> OF_DEVICES = List.of(
            "signal.key",
            "signal.kind",
            "signal.resident",
            "people.address",
            "signal.room",
            "signal.state",
            "signal.lastHeard");
    private static final List<String> OF_SIGNALS = List.of(
            "signal.received",
            "signal.deviceTime",
            "signal.outcome",
            "signal.device",
            "signal.signal",
            "signal.value",
            "signal.why",
            "signal.case");

    private final DeviceList devices;
    private final Signals signals;
    private final Choices choices;
    private final SearchWords search;
    private final AccessLog log;
    private final Words words;
    private final TransactionTemplate transaction;
    private final Clock clock;

    SignalExportPage(
            DeviceList devices,
            Signals signals,
            Choices choices,
            SearchWords search,
            AccessLog log,
            Words words,
            TransactionTemplate transaction,
            Clock clock) {
        this.devices = devices;
        this.signals = signals;
        this.choices = choices;
        this.search = search;
        this.log = log;
        this.words = words;
        this.transaction = transaction;
        this.clock = clock;
    }

    @GetMapping("/devices/export")
    void devices(
            @RequestParam(name = "q", required = false) @Nullable String searched,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(defaultValue = "LIVE") String state,
            @RequestParam(required = false) @Nullable String resident,
            @RequestParam(required = false) @Nullable String need,
            @RequestParam(defaultValue = "key") String sort,
            HttpServletResponse answer)
            throws IOException {
        String q = search.words(searched);
        DeviceKind wanted = kind == null || kind.isBlank() ? null : DeviceJson.kind(kind);
        logged("device-list", Objects.requireNonNullElse(kind, ""));
        CsvDownload.send(
                answer,
                "devices.csv",
                said(OF_DEVICES),
                after -> devices.list(new DeviceList.Ask(
                                q,
                                wanted,
                                DevicesApi.state(state),
                                SignalsApi.blank(resident),
                                DeviceNeed.Kind.of(need),
                                DeviceList.Order.of(sort),
                                after,
                                CsvDownload.A_PAGE))
                        .map(this::cells));
    }

    private List<String> cells(DeviceList.Row row) {
        Device device = row.device();
        return CsvDownload.cells(
                device.key(),
                words.say("signal.kind." + device.kind().key()),
                row.resident() == null ? null : row.resident().name(),
                row.resident() == null ? null : row.resident().address(),
                device.room(),
                words.say("signal.state." + device.state()),
                CsvDownload.time(row.lastHeard(), clock));
    }

    @GetMapping("/signals/export")
    void signals(
            @RequestParam(required = false) @Nullable String device,
            @RequestParam(required = false) @Nullable String topic,
            @RequestParam(required = false) @Nullable String outcome,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String until,
            HttpServletResponse answer)
            throws IOException {
        logged("signal-list", Objects.requireNonNullElse(device, ""));
        CsvDownload.send(
                answer,
                "signals.csv",
                said(OF_SIGNALS),
                after -> signals.list(
                                new Signals.Ask(
                                        SignalsApi.blank(device),
                                        SignalsApi.blank(topic),
                                        SignalsApi.outcome(outcome),
                                        SignalsPage.local("from", from, clock),
                                        SignalsPage.local("until", until, clock),
                                        after,
                                        CsvDownload.A_PAGE),
                                false)
                        .map(this::cells));
    }

    private List<String> cells(Signals.Seen seen) {
        return CsvDownload.cells(
                CsvDownload.time(seen.receivedAt(), clock),
                CsvDownload.time(seen.deviceTime(), clock),
                words.say("signal.outcome." + seen.outcome()),
                seen.device() == null ? seen.topic() : seen.device(),
                seen.signal() == null ? null : words.say("signal.kind." + seen.signal()),
                choices.value(seen.value()),
                choices.why(seen.why()),
                seen.caseNumber());
    }

    private void logged(String list, String which) {
        transaction.executeWithoutResult(tx -> log.read(list, which.isBlank() ? "all" : which));
    }

    private List<String> said(List<String> head) {
        return head.stream().map(words::say).toList();
    }
}
