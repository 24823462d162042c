package care.nearkin.signal;

import javax.sql.DataSource;

/** A watch of a test's own, beside the one of the program that runs. */
class AlwaysOurs extends ReceivingWatch {

    AlwaysOurs(DataSource database) {
        super(database);
    }

    @Override
    boolean hold() {
        return true;
    }

    @Override
    long current() {
        return 1;
    }

    @Override
    void release() {}
}
