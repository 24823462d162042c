package care.nearkin.access;

import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Asks every module for what somebody looks for; that she looked is logged with the token of her words, not the words. */
@Component
class Search {

    private static final int A_FEW = 5;

    private final List<Finder> finders;
    private final Viewers viewers;
    private final AccessLog log;

    Search(List<Finder> finders, Viewers viewers, AccessLog log) {
        this.finders =
                finders.stream().sorted(Comparator.comparingInt(Finder::order)).toList();
        this.viewers = viewers;
        this.log = log;
    }

    /** Kinds of which nothing is found are left out. */
    @Transactional
    List<Findings> find(String words, String token) {
        Viewer viewer = viewers.current();
        log.read("search", token);
        return finders.stream()
                .map(finder -> finder.find(words, viewer, A_FEW))
                .filter(found -> !found.first().isEmpty())
                .toList();
    }
}
