package care.nearkin.notification;

/** How something leaves the building: each channel has its own servers, and never waits for another's. */
public enum Channel {
    MAIL,
    SMS,
    VOICE,
    /** Notices to staff, by a webhook: a messenger that the office uses. */
    STAFF,
    DEVICE
}
