package care.nearkin.worklist;

import care.nearkin.access.Group;
import care.nearkin.access.SearchWords;
import care.nearkin.access.Teams;
import care.nearkin.access.Viewer;
import care.nearkin.access.Viewers;
import care.nearkin.casefile.LastEntries;
import care.nearkin.casefile.SeenCases;
import care.nearkin.kernel.Slice;
import care.nearkin.worklist.ListPlaces.Column;
import care.nearkin.worklist.ListPlaces.Place;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;

/** The list of tasks that a person works from all day: it remembers where she was. */
@Controller
@RequestMapping(ListAddress.PAGE)
@PreAuthorize("isAuthenticated()")
class TaskListPage {

    private static final int A_PAGE = 50;

    private final Worklist worklist;
    private final ListPlaces places;
    private final SavedLists saved;
    private final SearchWords words;
    private final SeenCases cases;
    private final LastEntries last;
    private final ShownTasks shown;
    private final Teams teams;
    private final TaskRequests requests;
    private final BulkPicks picks;
    private final Viewers viewers;

    TaskListPage(
            Worklist worklist,
            ListPlaces places,
            SavedLists saved,
            SearchWords words,
            SeenCases cases,
            LastEntries last,
            ShownTasks shown,
            Teams teams,
            TaskRequests requests,
            BulkPicks picks,
            Viewers viewers) {
        this.worklist = worklist;
        this.places = places;
        this.saved = saved;
        this.words = words;
        this.cases = cases;
        this.last = last;
        this.shown = shown;
        this.teams = teams;
        this.requests = requests;
        this.picks = picks;
        this.viewers = viewers;
    }

    /** Without a word of which list: where this person was last. */
    @GetMapping
    String list(
            ChosenList chosen,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String fragment,
            @RequestHeader(name = "Rows-Shown", defaultValue = "") Set<String> shownRows,
            Locale language,
            Model model) {
        Viewer viewer = viewers.current();
        Place place = places.of(viewer.name());
        boolean back = chosen.nothing() && !place.address().isEmpty();
        ListAddress list = (back ? ChosenList.in(place.address()) : chosen).address(viewer);
        String searched = words.words(list.q());
        Slice<WorkItem> found = worklist.list(viewer, list.ask(searched, A_PAGE));
        if (fragment == null && !place.address().equals(list.query())) {
            places.at(viewer.name(), list.query());
        }
        show(found.items(), place.columns(), language, model);
        ticks(viewer, found.items(), model);
        model.addAttribute("stamps", RowStamps.of(found.items(), model, language))
                .addAttribute("same", shownRows);
        model.addAttribute("found", found)
                .addAttribute("list", list)
                .addAttribute("view", ListAddress.word(list.view()))
                .addAttribute("sort", ListAddress.word(list.order()))
                .addAttribute("scroll", back ? place.scroll() : 0)
                .addAttribute("q", searched);
        if (fragment != null) {
            return "worklist/tasks :: list";
        }
        model.addAttribute("views", ChosenList.views(viewer))
                .addAttribute("saved", saved.of(viewer))
                .addAttribute("me", viewer.name())
                .addAttribute("waiting", requests.waitingForMe())
                .addAttribute("mayShare", SavedLists.mayShare(viewer))
                .addAttribute("types", cases.types())
                .addAttribute("every", TaskList.seesAll(viewer) ? EnumSet.allOf(Group.class) : viewer.groups());
        return "worklist/tasks";
    }

    private void show(List<WorkItem> items, Set<Column> columns, Locale language, Model model) {
        shown.fill(model, items);
        model.addAttribute(
                        "columns",
                        columns.stream().map(ListAddress::word).collect(Collectors.toCollection(LinkedHashSet::new)))
                .addAttribute("areas", teams.areas())
                .addAttribute("allColumns", Column.values())
                .addAttribute(
                        "last",
                        columns.contains(Column.LAST)
                                ? last.of(
                                        items.stream()
                                                .map(WorkItem::caseNumber)
                                                .distinct()
                                                .toList(),
                                        language)
                                : Map.of());
    }

    /** For who treats many at once. */
    private void ticks(Viewer viewer, List<WorkItem> items, Model model) {
        boolean many = viewer.in(Group.SUPERVISOR);
        model.addAttribute("many", many)
                .addAttribute(
                        "picks",
                        many
                                ? picks.among(
                                        viewer.name(),
                                        items.stream().map(WorkItem::id).toList())
                                : Set.of())
                .addAttribute("ticked", many ? picks.count(viewer.name()) : 0);
    }

    @PostMapping("/place")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void scrolled(@RequestParam String address, @RequestParam int scroll) {
        places.scrolled(viewers.current().name(), address, Math.max(0, scroll));
    }

    @PostMapping("/columns")
    String columns(@RequestParam(name = "column", required = false) @Nullable List<Column> columns) {
        places.show(viewers.current().name(), columns == null ? List.of() : columns);
        return "redirect:" + ListAddress.PAGE;
    }

    @PostMapping("/lists")
    String save(ChosenList chosen, @RequestParam String name, @RequestParam(defaultValue = "false") boolean shared) {
        Viewer viewer = viewers.current();
        ListAddress list = chosen.address(viewer);
        saved.save(viewer, name, shared, list, words.words(list.q()));
        return "redirect:" + list.href();
    }

    @GetMapping("/lists/{id}")
    String open(@PathVariable long id) {
        SavedLists.Target target = saved.target(viewers.current(), id);
        String token = words.keep(target.words());
        return "redirect:" + ListAddress.PAGE + "?" + target.address() + (token == null ? "" : "&q=" + token);
    }

    @PostMapping("/lists/{id}/remove")
    String remove(@PathVariable long id) {
        saved.remove(viewers.current(), id);
        return "redirect:" + ListAddress.PAGE;
    }
}
