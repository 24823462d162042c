package care.nearkin.notification;

import care.nearkin.access.StaffPhones;
import care.nearkin.access.StaffPhones.Code;
import care.nearkin.access.Viewer;
import care.nearkin.kernel.Refusal;
import care.nearkin.kernel.Words;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Has codes sent to the work telephones of the staff, by the way of every text message. */
@Service
class Telephones {

    static final String KIND = "staff.phone-code";

    private final StaffPhones phones;
    private final Messages messages;

    Telephones(StaffPhones phones, Messages messages) {
        this.phones = phones;
        this.messages = messages;
    }

    /** The code is sealed where it waits and gone once it was sent; an earlier one that has not left yet never will. */
    @Transactional
    void sendCode(Viewer viewer, @Nullable String language) {
        @Nullable String area = null;
        if (!messages.carries(Channel.SMS, null)) {
            area = near(viewer).orElseThrow(() -> Refusal.conflict("notification.telling.noGateway"));
        }
        Code code = phones.newCode(viewer.name());
        String matter = "phone-code:" + viewer.name();
        messages.recall(matter);
        messages.send(List.of(new Message(
                KIND,
                matter + ":" + UUID.randomUUID(),
                new To.Phone(code.number(), To.Via.SMS),
                Words.language(language),
                Map.of("code", code.code()),
                null,
                false,
                area)));
    }

    /** Where only some areas have a gateway: one of those that she serves. */
    private Optional<String> near(Viewer viewer) {
        return viewer.areas().stream()
                .sorted()
                .filter(area -> messages.carries(Channel.SMS, area))
                .findFirst();
    }
}
