package care.nearkin.duty;

/** Why a date is free or worked; words exist for each. */
enum Occasion {
    NEW_YEAR,
    SPRING_FESTIVAL,
    QINGMING,
    LABOUR_DAY,
    DRAGON_BOAT,
    MID_AUTUMN,
    NATIONAL_DAY,
    OTHER
}
