package care.nearkin.people;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Residents who were written down before people could be found by pinyin and telephone are added, some at a time. */
@Component
class SearchIndexFill {

    private static final Logger LOG = LoggerFactory.getLogger(SearchIndexFill.class);
    private static final int AT_ONCE = 500;

    private final ResidentRows residents;
    private final SearchIndex index;
    private final TransactionTemplate transaction;

    SearchIndexFill(ResidentRows residents, SearchIndex index, TransactionTemplate transaction) {
        this.residents = residents;
        this.index = index;
        this.transaction = transaction;
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        Thread thread = new Thread(this::fill, "people-search");
        thread.setDaemon(true);
        thread.start();
    }

    /** Answers how many were added. */
    int fill() {
        int added = 0;
        try {
            for (List<Long> some = next(0); !some.isEmpty(); some = next(some.get(some.size() - 1))) {
                added += some.size();
            }
        } catch (RuntimeException e) {
            LOG.warn(
                    "People could not all be made findable; the next start goes on ({})",
                    e.getClass().getSimpleName());
        }
        return added;
    }

    private List<Long> next(long after) {
        List<Long> written = transaction.execute(status -> {
            List<Long> missing = residents.notFindable(after, AT_ONCE);
            if (!missing.isEmpty()) {
                index.write(residents.withHomeAndContacts(missing));
            }
            return missing;
        });
        return written == null ? List.of() : written;
    }
}
