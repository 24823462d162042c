package care.nearkin.casefile;

/** A case was sealed or is open again, as the file says now; told in the transaction that writes it down. */
public record CaseSealed(CaseFile file) {}
