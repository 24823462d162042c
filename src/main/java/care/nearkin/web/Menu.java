package care.nearkin.web;

import static care.nearkin.access.Group.*;

import care.nearkin.access.Group;
import care.nearkin.access.Screens;
import care.nearkin.access.Screens.Look;
import care.nearkin.access.Screens.Screen;
import care.nearkin.access.Viewers;
import care.nearkin.kernel.Changed;
import care.nearkin.kernel.Pace;
import care.nearkin.kernel.Words;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/** What the top of every page shows: where this person may go, who she is, which languages there are. */
@Component
class Menu {

    /** One way to go. A page that this program does not serve (the sample's) is not offered. */
    record Way(String href, String words, boolean daily, Set<Group> groups) {

        static Way to(String href, Group first, Group... more) {
            return new Way(href, "web.menu." + href.substring(1), true, EnumSet.of(first, more));
        }

        /** Not every day's work: kept together under one word, so that the rest is found at a glance. */
        static Way aside(String name, String href, Group first, Group... more) {
            return new Way(href, "web.menu." + name, false, EnumSet.of(first, more));
        }
    }

    record Entry(
            String href,
            String words,
            boolean daily,
            boolean here,
            @Nullable String key) {}

    /**
     * {@code listens}: she may be told news; not while she is held at the page for a one-time password. {@code alarms}: she
     * is told what rings, on pages other than the alarm desk, which shows it itself. {@code keys}: single keys do something.
     */
    record Me(
            String name,
            @Nullable String posts,
            boolean listens,
            boolean bell,
            boolean alarms,
            boolean account,
            Look look,
            boolean keys) {}

    record Choice(String tag, String name, String href, boolean here) {}

    /** Served by others than our controllers: Camunda's windows and the page to try the API. */
    private static final Set<String> OTHERS =
            Set.of("/camunda/app/tasklist/", "/camunda/app/cockpit/", "/camunda/app/admin/", "/swagger-ui/index.html");

    private static final String DESK = "/desk";

    /** Pressed one after the other: "g" for go, then the letter. */
    private static final Map<String, String> KEYS = Map.of(
            DESK,
            "g-d",
            "/tasks",
            "g-t",
            "/my-asks",
            "g-a",
            "/cases",
            "g-c",
            "/residents",
            "g-r",
            "/devices",
            "g-e",
            "/signals",
            "g-s",
            "/responders",
            "g-p",
            "/shifts",
            "g-h");

    private static final List<Way> WAYS = List.of(
            Way.to(DESK, OPERATOR, SUPERVISOR),
            new Way("/tasks", "web.menu.tasks", true, EnumSet.allOf(Group.class)),
            Way.to("/my-asks", RESPONDER),
            Way.to("/cases", OPERATOR, CASEWORKER, MAINTAINER, SUPERVISOR, MANAGER, ADMIN),
            Way.to("/residents", OPERATOR, CASEWORKER, SUPERVISOR, ADMIN),
            Way.to("/devices", OPERATOR, MAINTAINER, SUPERVISOR, ADMIN),
            Way.to("/signals", OPERATOR, MAINTAINER, SUPERVISOR, ADMIN),
            Way.aside("responders", "/responders", OPERATOR, CASEWORKER, SUPERVISOR, ADMIN),
            Way.aside("organisations", "/organisations", OPERATOR, CASEWORKER, SUPERVISOR, ADMIN),
            Way.aside("load", "/load", SUPERVISOR, MANAGER, ADMIN),
            Way.aside("failed", "/failed-steps", SUPERVISOR, ADMIN),
            Way.aside("shifts", "/shifts", OPERATOR, SUPERVISOR),
            new Way("/duty", "web.menu.duty", false, EnumSet.allOf(Group.class)),
            new Way("/calendar", "web.menu.calendar", false, EnumSet.allOf(Group.class)),
            Way.aside("try", "/try", OPERATOR, MAINTAINER, SUPERVISOR, ADMIN),
            Way.aside("staff", "/staff", SUPERVISOR, ADMIN),
            Way.aside("gateways", "/gateways", ADMIN),
            Way.aside("webhooks", "/webhooks", ADMIN),
            Way.aside("templates", "/templates", ADMIN),
            Way.aside("telling", "/telling", ADMIN),
            new Way(
                    "/camunda/app/tasklist/",
                    "web.menu.tasklist",
                    false,
                    EnumSet.complementOf(EnumSet.of(MANAGER, ADMIN))),
            Way.aside("cockpit", "/camunda/app/cockpit/", SUPERVISOR, MANAGER, ADMIN),
            Way.aside("admin", "/camunda/app/admin/", ADMIN),
            Way.aside("api", "/swagger-ui/index.html", ADMIN));

    private final Supplier<Set<String>> served;
    private final Screens screens;
    private final Viewers viewers;
    private final Words words;
    private final Pace pace;

    Menu(
            @Qualifier("requestMappingHandlerMapping") ObjectProvider<RequestMappingHandlerMapping> pages,
            Screens screens,
            Viewers viewers,
            Words words,
            Pace pace) {
        this.served = SingletonSupplier.of(() -> patterns(pages.getObject()));
        this.screens = screens;
        this.viewers = viewers;
        this.words = words;
        this.pace = pace;
    }

    public List<Entry> entries() {
        if (viewers.isHeld()) {
            return List.of();
        }
        Set<Group> mine = groups();
        String here = path();
        return WAYS.stream()
                .filter(way -> way.groups().stream().anyMatch(mine::contains))
                .filter(way -> OTHERS.contains(way.href()) || serves(way.href()))
                .map(way -> new Entry(
                        way.href(),
                        way.words(),
                        way.daily(),
                        here.equals(way.href()) || here.startsWith(way.href() + "/"),
                        KEYS.get(way.href())))
                .toList();
    }

    public @Nullable Me me() {
        Authentication person = signedIn();
        if (person == null) {
            return null;
        }
        boolean listens = !viewers.isHeld();
        String posts = groups().stream()
                .map(group -> words.say("access.group." + group.key()))
                .collect(Collectors.joining(words.say("web.comma")));
        Screen screen = screens.of(person.getName()).orElseGet(() -> new Screen(person.getName(), Look.SYSTEM, true));
        return new Me(
                screen.displayName(),
                posts.isEmpty() ? null : posts,
                listens,
                listens && serves("/notices"),
                listens && mayOpen(DESK) && !path().equals(DESK),
                serves("/me/password"),
                screen.look(),
                screen.keys());
    }

    public List<Choice> languages() {
        Locale now = LocaleContextHolder.getLocale();
        return Words.LANGUAGES.stream()
                .map(language -> new Choice(
                        language.toLanguageTag(),
                        words.say("web.language." + language.getLanguage()),
                        with("lang", language.getLanguage()),
                        language.getLanguage().equals(now.getLanguage())))
                .toList();
    }

    public int pace() {
        return pace.pace();
    }

    /** What pages may listen for at {@code /live}. */
    public String topics() {
        return String.join(" ", Changed.TOPICS);
    }

    /** This page's address with its filters, from the given cursor on. */
    public String after(String cursor) {
        return with("after", cursor);
    }

    /** This list as a file, with its filters and from its beginning. */
    public String export() {
        HttpServletRequest request = request();
        String query = request == null ? null : request.getQueryString();
        return (request == null ? "" : request.getRequestURI())
                + UriComponentsBuilder.fromPath("/export")
                        .query(query)
                        .replaceQueryParam("after")
                        .build()
                        .toUriString();
    }

    private static String with(String parameter, String value) {
        HttpServletRequest request = request();
        String query = request == null ? null : request.getQueryString();
        return UriComponentsBuilder.newInstance()
                .query(query)
                .replaceQueryParam(parameter, UriUtils.encode(value, StandardCharsets.UTF_8))
                .build()
                .toUriString();
    }

    private boolean serves(String href) {
        return served.get().contains(href);
    }

    /** Looked through once: every page asks for every way. */
    private static Set<String> patterns(RequestMappingHandlerMapping pages) {
        return pages.getHandlerMethods().keySet().stream()
                .flatMap(mapping -> mapping.getPatternValues().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    private boolean mayOpen(String href) {
        Set<Group> mine = groups();
        return serves(href)
                && WAYS.stream()
                        .anyMatch(way ->
                                way.href().equals(href) && way.groups().stream().anyMatch(mine::contains));
    }

    private static Set<Group> groups() {
        Authentication person = signedIn();
        if (person == null) {
            return Set.of();
        }
        Set<String> roles =
                person.getAuthorities().stream().map(Object::toString).collect(Collectors.toSet());
        return Arrays.stream(Group.values())
                .filter(group -> roles.contains("ROLE_" + group.name()))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Group.class)));
    }

    private static @Nullable Authentication signedIn() {
        Authentication person = SecurityContextHolder.getContext().getAuthentication();
        return person == null || person instanceof AnonymousAuthenticationToken || !person.isAuthenticated()
                ? null
                : person;
    }

    private static String path() {
        HttpServletRequest request = request();
        return request == null ? "" : request.getRequestURI();
    }

    private static @Nullable HttpServletRequest request() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? attributes.getRequest()
                : null;
    }
}
