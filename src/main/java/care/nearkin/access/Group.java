package care.nearkin.access;

/** The posts that people work in (岗位); the key is also the engine's candidate group. */
public enum Group {
    OPERATOR,
    RESPONDER,
    MAINTAINER,
    CASEWORKER,
    KEEPER,
    CHILDLEAD,
    SUPERVISOR,
    MANAGER,
    ADMIN;

    public String key() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    public static Group of(String key) {
        return valueOf(key.toUpperCase(java.util.Locale.ROOT));
    }
}
