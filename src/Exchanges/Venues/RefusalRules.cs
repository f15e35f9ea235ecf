namespace SqueezeFlow.Exchanges.Venues;

/// <summary>
/// How a venue's refusals are told apart. An entry is a code, or a part of the words in any letter case; a venue's own entries stand before
/// those that all venues share, codes before words.
/// </summary>
public sealed class RefusalRules
{
    private static readonly RefusalRules Shared = new()
    {
        AlreadySubscribed = ["already subscribed", "already exists"],
        Busy =
        [
            "too many request", "too_many_request", "too many visits", "too many messages", "too frequent", "frequent request", "frequency", "rate limit", "rate_limit",
            "ratelimit", "msg rate", "throttl", "overload", " busy", "try again", "try later", "temporar", "unavailable", "internal error",
            "internal server", "system error", "maintenance", "timeout", "timed out", "not ready", "restarting",
        ],
        NotAllowed =
        [
            "permission", "not allowed", "forbidden", "unauthor", "log in", "login", "authenticat", "restricted", "blocked", "exceeds the limit",
            "max subscription", "too many channels", "too many subscriptions", "too_many_subscriptions", "maximum number",
        ],
        Gone =
        [
            "doesn't exist", "does not exist", "not exist", "not found", "not_found", "no such", "not a valid product", "not supported", "not listed", "delisted",
            "unknown symbol", "unknown currency pair", "unknown contract", "unknown instrument", "unknown product", "unknown pair", "unknown market",
            "invalid symbol", "invalid pair", "invalid product", "invalid instrument", "invalid contract", "invalid topic", "invalid channel",
            "invalid subscription", "symbol: invalid",
        ],
    };

    /// <summary>Nothing beside what all venues share.</summary>
    public static RefusalRules Common { get; } = new();

    /// <summary>The subscription stands already.</summary>
    public IReadOnlyList<string> AlreadySubscribed { get; init; } = [];

    /// <summary>Passes by itself.</summary>
    public IReadOnlyList<string> Busy { get; init; } = [];

    /// <summary>Needs somebody to change something.</summary>
    public IReadOnlyList<string> NotAllowed { get; init; } = [];

    /// <summary>There is no such market.</summary>
    public IReadOnlyList<string> Gone { get; init; } = [];

    /// <summary>What a refusal is; unknown when no rule fits.</summary>
    public RefusalKind KindOf(Refusal refusal) =>
        Find(entry => entry == refusal.Code) ?? FindIn(refusal.Words) ?? Shared.FindIn(refusal.Words) ?? RefusalKind.Unknown;

    private RefusalKind? FindIn(string words) => Find(entry => entry.Any(char.IsLetter) && words.Contains(entry, StringComparison.OrdinalIgnoreCase));

    private RefusalKind? Find(Func<string, bool> fits) =>
        AlreadySubscribed.Any(fits) ? RefusalKind.AlreadySubscribed
        : Busy.Any(fits) ? RefusalKind.Busy
        : NotAllowed.Any(fits) ? RefusalKind.NotAllowed
        : Gone.Any(fits) ? RefusalKind.Gone
        : null;
}
