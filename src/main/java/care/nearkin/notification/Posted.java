package care.nearkin.notification;

/** Something was put into the outbox; published in the writer's transaction, heard after it. */
record Posted() {}
