package care.nearkin.casetype.alarm;

import care.nearkin.access.Viewers;
import care.nearkin.casefile.CaseReaders;
import care.nearkin.casetype.alarm.StormWork.Item;
import care.nearkin.casetype.alarm.StormWork.ItemState;
import care.nearkin.casetype.alarm.StormWork.Out;
import care.nearkin.casetype.alarm.StormWorks.Preview;
import care.nearkin.engine.Tasks;
import care.nearkin.kernel.Words;
import care.nearkin.people.ResidentBrief;
import care.nearkin.people.Residents;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** One answer for many: looked at before it starts, how far it is, and what came of each case. */
@Controller
@RequestMapping("/storms/work")
@PreAuthorize("hasAnyRole('OPERATOR','SUPERVISOR')")
class StormWorkPage {

    /** A case of the work; {@code why} in the reader's language. */
    record Row(
            String number,
            AlarmKind kind,
            @Nullable ResidentBrief resident,
            @Nullable String device,
            ItemState state,
            @Nullable String why) {}

    private final StormWorks works;
    private final StormWorkRows rows;
    private final StormRows storms;
    private final Residents residents;
    private final CaseReaders readers;
    private final care.nearkin.access.StaffAccounts staff;
    private final Viewers viewers;
    private final Words words;

    StormWorkPage(
            StormWorks works,
            StormWorkRows rows,
            StormRows storms,
            Residents residents,
            CaseReaders readers,
            care.nearkin.access.StaffAccounts staff,
            Viewers viewers,
            Words words) {
        this.works = works;
        this.rows = rows;
        this.storms = storms;
        this.residents = residents;
        this.readers = readers;
        this.staff = staff;
        this.viewers = viewers;
        this.words = words;
    }

    @GetMapping("/{id}")
    String one(@PathVariable long id, Model model) {
        StormWork work = works.see(id, viewers.current());
        List<Row> all = shown(work);
        Map<ItemState, List<Row>> by = all.stream().collect(Collectors.groupingBy(Row::state));
        model.addAttribute("work", work)
                .addAttribute(
                        "storm",
                        storms.find(work.storm(), Storm.Eyes.of(viewers.current()))
                                .orElse(null))
                .addAttribute("all", all.size())
                .addAttribute("inside", by.getOrDefault(ItemState.WAITING, List.of()))
                .addAttribute("done", by.getOrDefault(ItemState.DONE, List.of()))
                .addAttribute("left", by.getOrDefault(ItemState.LEFT, List.of()))
                .addAttribute("refused", by.getOrDefault(ItemState.REFUSED, List.of()))
                .addAttribute("cancelled", by.getOrDefault(ItemState.CANCELLED, List.of()))
                .addAttribute("mine", work.by().equals(viewers.current().name()));
        return "alarm/storm-work";
    }

    @GetMapping("/{id}/form")
    @ResponseBody
    Tasks.Form form(@PathVariable long id, Locale language) {
        return works.form(works.see(id, viewers.current()), viewers.current(), language);
    }

    @PostMapping("/{id}/take")
    String take(@PathVariable long id, @RequestParam(defaultValue = "") String remark) {
        works.start(works.see(id, viewers.current()), Map.of(), remark, viewers.current());
        return "redirect:/storms/work/" + id;
    }

    @PostMapping("/{id}/answer")
    @ResponseBody
    Map<String, String> answer(@PathVariable long id, @RequestBody Map<String, Object> answers) {
        works.start(works.see(id, viewers.current()), answers, null, viewers.current());
        return Map.of("next", "/storms/work/" + id);
    }

    @PostMapping("/{id}/cancel")
    String cancel(@PathVariable long id) {
        StormWork work = works.see(id, viewers.current());
        works.cancel(work);
        return work.state() == StormWork.State.DRAFT
                ? "redirect:/storms/" + work.storm()
                : "redirect:/storms/work/" + id;
    }

    /** Before it starts as it would be now; afterwards as it was. */
    private List<Row> shown(StormWork work) {
        List<Preview> preview = works.preview(work, viewers.current());
        Map<Long, ResidentBrief> names = residents.briefs(readers.residents(
                viewers.current().name(),
                preview.stream().map(one -> one.member().number()).toList()));
        Map<String, Item> items =
                rows.items(work.id()).stream().collect(Collectors.toMap(Item::number, Function.identity()));
        boolean draft = work.state() == StormWork.State.DRAFT;
        return preview.stream()
                .map(one -> {
                    Item item = Objects.requireNonNull(items.get(one.member().number()));
                    Out out = draft ? one.out() : out(item);
                    ItemState state = draft && out != null ? ItemState.LEFT : item.state();
                    return row(one.member().alarm(), state, out, names);
                })
                .toList();
    }

    private static @Nullable Out out(Item item) {
        return item.why() == null ? null : new Out(item.why(), item.arguments());
    }

    private Row row(Alarm alarm, ItemState state, @Nullable Out out, Map<Long, ResidentBrief> names) {
        return new Row(
                alarm.caseNumber(),
                alarm.kind(),
                alarm.resident() == null ? null : names.get(alarm.resident()),
                alarm.device(),
                state,
                out == null ? null : inWords(out));
    }

    /** Arguments may be words keys ({@code @}) and accounts ({@code =}). */
    private String inWords(Out out) {
        Object[] arguments = out.arguments().stream()
                .map(argument -> switch (argument.isEmpty() ? ' ' : argument.charAt(0)) {
                    case '@' -> words.say(argument.substring(1));
                    case '=' -> name(argument.substring(1));
                    default -> argument;
                })
                .toArray();
        return words.know(out.why()) ? words.say(out.why(), arguments) : words.say("alarm.storm.out.failed");
    }

    private String name(String account) {
        return staff.displayName(account);
    }
}
