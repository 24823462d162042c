package care.nearkin.notification;

/** Where a message goes: a telephone, a letter box, a device at home. Never shown or logged in full. */
public sealed interface To {

    record Phone(String number, Via via) implements To {
        @Override
        public String toString() {
            return "Phone[" + via + "]";
        }
    }

    record Mail(String address) implements To {
        @Override
        public String toString() {
            return "Mail[]";
        }
    }

    /** A registered device by its key; a command that is late is not carried out any more. */
    record Device(String key, Command command) implements To {}

    /** Whether a telephone is written to or spoken to. */
    enum Via {
        SMS,
        VOICE
    }

    /** What a device is asked to do. */
    enum Command {
        SIREN,
        SILENCE,
        VOICE_PROMPT
    }

    default Channel channel() {
        if (this instanceof Phone phone) {
            return phone.via() == Via.SMS ? Channel.SMS : Channel.VOICE;
        }
        return this instanceof Mail ? Channel.MAIL : Channel.DEVICE;
    }
}
