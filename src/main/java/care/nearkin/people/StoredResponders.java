package care.nearkin.people;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Responders in our tables. */
@Service
@Transactional
class StoredResponders implements Responders {

    private final ResponderRows responders;

    StoredResponders(ResponderRows responders) {
        this.responders = responders;
    }

    @Override
    public long put(Put put) {
        Responder responder = responders.findByKey(put.key()).orElseGet(() -> new Responder(put.key()));
        responder.change(put);
        return responders.save(responder).id();
    }

    @Override
    @Transactional(readOnly = true)
    public List<Keyholder> keyholders(long resident) {
        return responders.keyholders(resident);
    }

    @Override
    @Transactional(readOnly = true)
    public List<Candidate> near(long resident, Instant at) {
        return responders.near(resident).stream()
                .map(responder -> responder.asCandidate(resident))
                .sorted(Comparator.comparing(Candidate::metres, Comparator.nullsLast(Comparator.naturalOrder()))
                        .thenComparing(Candidate::id))
                .toList();
    }
}
