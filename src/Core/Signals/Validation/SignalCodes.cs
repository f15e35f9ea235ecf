namespace SqueezeFlow.Core.Signals.Validation;

/// <summary>Reasons of the validator, as other programs read them.</summary>
internal static class SignalCodes
{
    public const string InvalidType = "INVALID_TYPE";
    public const string MissingField = "MISSING_FIELD";
    public const string NullField = "NULL_FIELD";
    public const string SymbolType = "INVALID_SYMBOL_TYPE";
    public const string SymbolFormat = "INVALID_SYMBOL_FORMAT";
    public const string SymbolLength = "INVALID_SYMBOL_LENGTH";
    public const string Action = "INVALID_ACTION";
    public const string ScoreType = "INVALID_SCORE_TYPE";
    public const string ScoreRange = "INVALID_SCORE_RANGE";
    public const string PositionSizeType = "INVALID_POSITION_SIZE_TYPE";
    public const string PositionSizeRange = "INVALID_POSITION_SIZE_RANGE";
    public const string LeverageType = "INVALID_LEVERAGE_TYPE";
    public const string LeverageRange = "INVALID_LEVERAGE_RANGE";
    public const string EntryPrice = "INVALID_ENTRY_PRICE";
    public const string EntryPriceRange = "INVALID_ENTRY_PRICE_RANGE";
    public const string Ttl = "INVALID_TTL";
    public const string TtlRange = "INVALID_TTL_RANGE";
    public const string ConfidenceType = "INVALID_CONFIDENCE_TYPE";
    public const string ConfidenceRange = "INVALID_CONFIDENCE_RANGE";
    public const string Timestamp = "INVALID_TIMESTAMP";
    public const string InconsistentHighScore = "INCONSISTENT_HIGH_SCORE";
    public const string RiskyLowScore = "RISKY_LOW_SCORE";
    public const string ConservativeHighScore = "CONSERVATIVE_HIGH_SCORE";
    public const string InconsistentConfidence = "INCONSISTENT_CONFIDENCE_SCORE";
    public const string ValidationException = "VALIDATION_EXCEPTION";
    public const string Duplicate = "DUPLICATE_SIGNAL";
    public const string RateLimited = "RATE_LIMITED";
    public const string Expired = "SIGNAL_EXPIRED";
}
