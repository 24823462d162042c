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
            for (int some = next(); some > 0; some = next()) {
                added += some;
            }
        } catch (RuntimeException e) {
            LOG.warn(
                    "People could not all be made findable; the next start goes on ({})",
                    e.getClass().getSimpleName());
        }
        return added;
    }

    private int next() {
        Integer written = transaction.execute(status -> {
            List<Resident> missing = residents.notFindable(AT_ONCE);
            index.write(missing);
            return missing.size();
        });
        return written == null ? 0 : written;
    }
}
