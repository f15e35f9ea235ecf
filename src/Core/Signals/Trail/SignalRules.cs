namespace SqueezeFlow.Core.Signals.Trail;

/// <summary>Names of the rules that refuse a signal, as measures and records call them.</summary>
public static class SignalRules
{
    /// <summary>It is too old.</summary>
    public const string Age = "age";

    /// <summary>The coin may not be entered.</summary>
    public const string Coin = "coin";

    /// <summary>No account takes it by its score, or that to which it was sent does no more.</summary>
    public const string Route = "route";

    /// <summary>The coin has as many positions open as it may.</summary>
    public const string Position = "position";

    /// <summary>The account has as many positions open as it may.</summary>
    public const string Room = "room";

    /// <summary>The day has lost as much as it may.</summary>
    public const string DailyLoss = "daily-loss";

    /// <summary>The coin's last loss is too young.</summary>
    public const string Cooldown = "cooldown";

    /// <summary>Trades are missing behind it.</summary>
    public const string Data = "data";

    /// <summary>No price is known.</summary>
    public const string Price = "price";

    /// <summary>The last price is too old.</summary>
    public const string PriceAge = "price-age";

    /// <summary>The price is too far from the signal's.</summary>
    public const string Slippage = "slippage";

    /// <summary>The account refused it.</summary>
    public const string Account = "account";

    /// <summary>The account never showed the order.</summary>
    public const string NotOpened = "not-opened";

    /// <summary>The account knows no position that the exit could close.</summary>
    public const string NoPosition = "no-position";

    /// <summary>Markets that run in order have ended before it was done.</summary>
    public const string Attempts = "attempts";

    /// <summary>A reason of another kind.</summary>
    public const string Other = "other";
}
