package care.nearkin.casefile;

/** A case is over; told in the transaction that closes it, for whoever draws conclusions from how cases end. */
public record CaseClosed(String number, String type, String outcome) {}
